"""The named cast of the tests: who they are and what they may do."""

from dataclasses import dataclass

import pytest

from core.enums import Role
from core.models import Agency, Region, RoleAssignment, Unit, User
from core.models.organisation import PATH_STEP


@dataclass(frozen=True)
class Cast:
    """Sari is an ASN, Budi her superior, Rina HR of the unit, Dewi HR of the agency, Anton HR of another
    agency, Maya auditor."""

    surabaya: Agency
    mamuju: Agency
    city: Unit
    district: Unit
    sari: User
    budi: User
    rina: User
    dewi: User
    anton: User
    maya: User


def make_agency(code: str, name: str, time_zone: str) -> Agency:
    region = Region.objects.create(code=code, name=name, kind="regency")
    return Agency.objects.create(region=region, name=f"PEMERINTAH {name}", time_zone=time_zone)


def make_unit(agency: Agency, name: str, parent: Unit | None = None) -> Unit:
    unit = Unit.objects.create(agency=agency, name=name, siasn_id=name, parent=parent)
    unit.path = (parent.path if parent else "") + f"{unit.pk:0{PATH_STEP}x}"
    unit.depth = len(unit.path) // PATH_STEP
    unit.save(update_fields=["path", "depth"])
    return unit


def make_user(name: str, role: str, agency: Agency, unit: Unit | None = None) -> User:
    user = User.objects.create(username=name, name=name.capitalize(), password="!")
    RoleAssignment.objects.create(user=user, role=role, agency=agency, unit=unit)
    return user


@pytest.fixture
def cast(db) -> Cast:
    surabaya = make_agency("35.78", "KOTA SURABAYA", "Asia/Jakarta")
    mamuju = make_agency("76.02", "KABUPATEN MAMUJU", "Asia/Makassar")
    city = make_unit(surabaya, "PEMERINTAH KOTA SURABAYA")
    district = make_unit(surabaya, "KECAMATAN GAYUNGAN", city)
    return Cast(
        surabaya=surabaya,
        mamuju=mamuju,
        city=city,
        district=district,
        sari=make_user("sari", Role.ASN, surabaya, district),
        budi=make_user("budi", Role.MANAGER, surabaya, district),
        rina=make_user("rina", Role.HR_UNIT, surabaya, district),
        dewi=make_user("dewi", Role.HR_AGENCY, surabaya),
        anton=make_user("anton", Role.HR_AGENCY, mamuju),
        maya=make_user("maya", Role.AUDITOR, surabaya),
    )
