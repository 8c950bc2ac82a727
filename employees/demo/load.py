"""Putting the demo in place: two governments through the importer, and the accounts of the cast."""

from collections.abc import Callable
from datetime import datetime
from operator import attrgetter
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import transaction

from core.domain import naming
from core.enums import Role
from core.importing import registry
from core.models import Agency, RoleAssignment, Unit, User
from core.services.imports import import_file
from employees.demo.cast import CAST, CastMember
from employees.demo.generator import MAMUJU, SURABAYA, write_government
from employees.demo.posts import fill_posts
from employees.models import Employee

PASSWORD = "kompetensi-2026"
YEAR = 2025
SEED = 2025
GOVERNMENTS = ((SURABAYA, 300, "csv"), (MAMUJU, 1_500, "xlsx"))
ROLES = {
    "employee": Role.ASN,
    "superior": Role.MANAGER,
    "hr_unit": Role.HR_UNIT,
    "hr_agency": Role.HR_AGENCY,
    "auditor": Role.AUDITOR,
    "mentor": Role.MENTOR,
    "assessor": Role.ASSESSOR,
    "admin": Role.ADMINISTRATOR,
}
WHOLE_AGENCY = frozenset({Role.HR_AGENCY, Role.AUDITOR, Role.MENTOR, Role.ASSESSOR, Role.ADMINISTRATOR})


@transaction.atomic
def load(*, at: datetime, say: Callable[[str], None]) -> None:
    """Generate and import both governments, then make the accounts: all of it or nothing."""
    with TemporaryDirectory() as folder:
        for spec, people, layout in GOVERNMENTS:
            files = write_government(
                spec, Path(folder) / spec.region_code, people=people, seed=SEED, year=YEAR, layout=layout
            )
            for importer in filter(attrgetter("of_siasn"), registry.importers()):
                outcome = import_file(
                    kind=importer.kind, path=files[importer.kind], region=spec.region_code,
                    dry_run=False, at=at,
                )  # fmt: skip
                say(f"{spec.name}: {importer.title}, {outcome.created} baris")
    Agency.objects.filter(region__in=[spec.region_code for spec, *_ in GOVERNMENTS]).update(is_sample=True)
    for member in CAST:
        _make_account(member, at)
    fill_posts(agency=Agency.objects.get(region=SURABAYA.region_code), at=at)


def _make_account(member: CastMember, at: datetime) -> None:
    user, made = User.objects.get_or_create(
        username=member.account,
        defaults={
            "name": naming.person_name(member.name),
            "email": member.email,
            "is_superuser": "admin" in member.roles,
            "activated_at": at,
            "password_changed_at": at,
        },
    )
    if made:
        user.set_password(PASSWORD)
        user.save(update_fields=["password"])
    if member.nip:
        Employee.objects.filter(nip=member.nip, user=None).update(user=user)
    for agency in Agency.objects.filter(is_sample=True):
        if member.region_code in ("", agency.region_id):
            for role in member.roles:
                _give_role(user, ROLES[role], agency, member.scope)


def _give_role(user: User, role: Role, agency: Agency, scope: str) -> None:
    unit = None
    if role not in WHOLE_AGENCY:
        unit = Unit.objects.get(agency=agency, name=scope)
    RoleAssignment.objects.get_or_create(user=user, role=role, agency=agency, unit=unit)
