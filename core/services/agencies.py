"""Which government a file belongs to, and making one from its first export of units."""

import re
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from core.domain import cells
from core.domain.errors import DomainError, UnreadableFile
from core.domain.regions import time_zone
from core.enums import DecisionKind, Role
from core.importing import engine
from core.importing.files import Table
from core.importing.importer import Importer
from core.models import Agency, Region, RoleAssignment, User
from core.services import roles
from core.services.decisions import record_decision

_PREFIX = re.compile(r"^PEMERINTAH(AN)?\s+(DAERAH\s+)?", re.IGNORECASE)


def agency_for_import(importer: Importer, table: Table, region: str | None) -> Agency:
    """The government of the file; a file of units may found a new one.

    Raises: DomainError ``region_unknown`` or ``agency_unknown``, UnreadableFile ``other_agency``.
    """
    hint = _hint(importer, table)
    if region:
        place = _region(region)
        agency = Agency.objects.filter(region=place).first() or _found(importer, place)
        refuse_foreign(importer, table, agency, by_hand=True)
        return agency
    if owner := _owner(hint):
        return owner
    named = _region_of(hint.get("name", ""))
    if named is not None:
        return Agency.objects.filter(region=named).first() or _found(importer, named)
    if not hint.get("siasn_id") and (only := _only_one()):
        return only
    raise DomainError(
        "agency_unknown",
        _("Instansi berkas ini tidak dapat ditentukan. Tambahkan --region dengan kode wilayah, misalnya 76.02."),
    )


def refuse_foreign(importer: Importer, table: Table, agency: Agency, *, by_hand: bool) -> None:
    """A file that names another government must not land in this one.

    Args:
        by_hand: somebody has just chosen the government for this file (the command's --region); a
            SIASN id that nobody has is then taken for a new one of the same office.
    Raises: UnreadableFile ``other_agency``.
    """
    hint = _hint(importer, table)
    owner = _owner(hint)
    is_strange = hint.get("siasn_id") and owner is None and agency.siasn_id and not by_hand
    other = owner or _namesake(hint) or agency
    if other != agency or is_strange:
        message = _("Berkas ini milik {other}, bukan {agency}. Pilih instansi yang benar lalu unggah ulang.")
        name = str(other) if other != agency else _("instansi lain")
        raise UnreadableFile("other_agency", message.format(other=name, agency=agency))


def adopt_identity(importer: Importer, table: Table, agency: Agency) -> None:
    """The first file stored for a new office tells its SIASN id."""
    siasn_id = _hint(importer, table).get("siasn_id")
    if siasn_id and agency.siasn_id is None and not Agency.objects.filter(siasn_id=siasn_id).exists():
        Agency.objects.filter(pk=agency.pk, siasn_id=None).update(siasn_id=siasn_id)


@transaction.atomic
def open_office(*, region: str, username: str, name: str, email: str, password: str, at: datetime) -> RoleAssignment:
    """The government of a region, if it is not there yet, and its first HR officer.

    Raises: DomainError ``region_unknown`` or ``account_taken``.
    """
    place = _region(region)
    agency = Agency.objects.filter(region=place).first() or _create(place)
    if User.objects.filter(Q(username__iexact=username) | Q(email__iexact=email, email__gt="")).exists():
        raise DomainError("account_taken", _("Akun {name} sudah ada.").format(name=username))
    user = User.objects.create_user(username, password, name=name, email=email, activated_at=at, password_changed_at=at)
    record_decision(DecisionKind.ACCOUNT_MADE, subject=user, agency=agency, by=None, at=at)
    role = RoleAssignment.objects.create(user=user, role=Role.HR_AGENCY, agency=agency)
    record_decision(DecisionKind.ROLE_GIVEN, subject=role, agency=agency, by=None, at=at, facts=roles.facts_of(role))
    return role


def _region(code: str) -> Region:
    place = Region.objects.filter(code=_dotted(code)).first()
    if place is None:
        message = _("Kode wilayah {code} tidak ada dalam daftar Kemendagri.").format(code=code)
        raise DomainError("region_unknown", message)
    return place


def _hint(importer: Importer, table: Table) -> Mapping[str, str]:
    """What the first row of data says about its government."""
    row, index = table.first, engine.positions(importer, table.header)
    return importer.agency_hint({name: cells.text(row[at]) if at < len(row) else None for name, at in index.items()})


def _owner(hint: Mapping[str, str]) -> Agency | None:
    siasn_id = hint.get("siasn_id")
    return Agency.objects.filter(siasn_id=siasn_id).first() if siasn_id else None


def _namesake(hint: Mapping[str, str]) -> Agency | None:
    named = _region_of(hint.get("name", ""))
    return Agency.objects.filter(region=named).first() if named else None


def _only_one() -> Agency | None:
    only = list(Agency.objects.all()[:2])
    return only[0] if len(only) == 1 else None


def _region_of(name: str) -> Region | None:
    """``"PEMERINTAH KAB. MAMUJU"`` → the region "KABUPATEN MAMUJU"."""
    wanted = _PREFIX.sub("", " ".join(name.split())).upper().replace("KAB.", "KABUPATEN")
    wanted = wanted.replace("PROV.", "PROVINSI").removeprefix("PROVINSI ").replace("  ", " ").strip()
    if not wanted:
        return None
    candidates = Region.objects.filter(Q(name__iexact=wanted), kind__in=["province", "regency"])
    found = list(candidates[:2])
    return found[0] if len(found) == 1 else None


def _found(importer: Importer, place: Region) -> Agency:
    if importer.kind != "unor":
        raise DomainError(
            "agency_unknown",
            _("Belum ada instansi untuk wilayah {name}. Impor unit organisasi (unor) lebih dulu.").format(name=place),
        )
    return _create(place)


def _create(place: Region) -> Agency:
    """Without its SIASN id, which the first file that is stored tells."""
    return Agency.objects.create(
        region=place,
        name=_official_name(place),
        time_zone=time_zone(place.code),
        seat=str(place).removeprefix("Kota ").removeprefix("Kabupaten "),
    )


def _official_name(place: Region) -> str:
    return f"Pemerintah Provinsi {place}" if place.kind == "province" else f"Pemerintah {place}"


def _dotted(code: str) -> str:
    """``7602`` and ``76.02`` are the same region."""
    digits = re.sub(r"\D", "", code)
    parts = [digits[:2], digits[2:4], digits[4:6], digits[6:]]
    return ".".join(part for part in parts if part)
