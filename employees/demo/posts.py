"""What the tree of units does not say in the demo: an acting official, and a superior named by HR."""

from datetime import datetime, timedelta
from typing import Final

from core.domain.roles import Period
from core.enums import Acting, Role
from core.models import Agency, Unit, User
from core.services.roles import give_role
from employees.hierarchy import vacant_units
from employees.models import Employee
from employees.services.superiors import set_superior

DISTRICT: Final = "KECAMATAN GAYUNGAN"
DISTRICT_HEAD: Final = "CAMAT GAYUNGAN"
SECRETARY: Final = "SEKRETARIS DAERAH"
BEGAN: Final = timedelta(days=65)
ENDS: Final = timedelta(days=20)  # soon enough to be reminded of


def fill_posts(*, agency: Agency, at: datetime) -> None:
    """Budi acts in the first vacant post of the district; its head answers to the secretary of the city."""
    today = agency.date_at(at)
    district = Unit.objects.get(agency=agency, name=DISTRICT)
    vacant = vacant_units(agency).filter(path__startswith=district.path).first()
    if vacant is not None:
        give_role(
            user=User.objects.get(username="budi"), role=Role.MANAGER, agency=agency, unit=vacant, acting=Acting.PLT,
            period=Period(today - BEGAN, today + ENDS), reason="Surat perintah pelaksana tugas (contoh)",
            by=User.objects.get(username="admin"), at=at,
        )  # fmt: skip
    head, secretary = (
        Employee.objects.active().filter(agency=agency, position__name__iexact=job).order_by("pk").first()
        for job in (DISTRICT_HEAD, SECRETARY)
    )
    if head is not None and secretary is not None:
        set_superior(
            employee=head, superior=secretary, by=User.objects.get(username="dewi"), at=at,
            reason="Camat bertanggung jawab kepada wali kota melalui sekretaris daerah",
        )  # fmt: skip
