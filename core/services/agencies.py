"""Which government a file belongs to, and making one from its first export of units."""

import itertools
import re
from collections.abc import Mapping

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from core.domain import cells
from core.domain.errors import DomainError, UnreadableFile
from core.domain.regions import time_zone
from core.enums import Role
from core.importing import engine
from core.importing.files import Table
from core.importing.importer import Importer
from core.models import Agency, Region, RoleAssignment, User

_PREFIX = re.compile(r"^PEMERINTAH(AN)?\s+(DAERAH\s+)?", re.IGNORECASE)


def agency_for_import(importer: Importer, table: Table, region: str | None) -> Agency:
    """The government of the file; a file of units may found a new one.

    Raises: DomainError ``region_unknown`` or ``agency_unknown``.
    """
    hint = importer.agency_hint(_first_row(importer, table))
    if region:
        place = _region(region)
        agency = Agency.objects.filter(region=place).first()
        if agency is not None:
            refuse_foreign(importer, table, agency, by_hand=True)
        return agency or _found(importer, place, hint)
    agency = _known(hint)
    if agency:
        return agency
    named = _region_of(hint.get("name", ""))
    if named is not None:
        return Agency.objects.filter(region=named).first() or _found(importer, named, hint)
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
    siasn_id = importer.agency_hint(_first_row(importer, table)).get("siasn_id")
    if not siasn_id or agency.siasn_id in (None, siasn_id):
        return
    other = Agency.objects.filter(siasn_id=siasn_id).first()
    if other is not None or not by_hand:
        message = _("Berkas ini milik {other}, bukan {agency}. Pilih instansi yang benar lalu unggah ulang.")
        name = str(other) if other else _("instansi lain")
        raise UnreadableFile("other_agency", message.format(other=name, agency=agency))


def adopt_identity(importer: Importer, table: Table, agency: Agency) -> None:
    """The first file stored for a new office tells its SIASN id."""
    siasn_id = importer.agency_hint(_first_row(importer, table)).get("siasn_id")
    if siasn_id and agency.siasn_id is None and not Agency.objects.filter(siasn_id=siasn_id).exists():
        Agency.objects.filter(pk=agency.pk, siasn_id=None).update(siasn_id=siasn_id)


@transaction.atomic
def open_office(*, region: str, username: str, name: str, email: str, password: str) -> RoleAssignment:
    """The government of a region, if it is not there yet, and its first HR officer.

    Raises: DomainError ``region_unknown`` or ``account_taken``.
    """
    place = _region(region)
    agency = Agency.objects.filter(region=place).first() or _create(place, None)
    if User.objects.filter(Q(username__iexact=username) | Q(email__iexact=email, email__gt="")).exists():
        raise DomainError("account_taken", _("Akun {name} sudah ada.").format(name=username))
    user = User.objects.create_user(username, password, name=name, email=email)
    return RoleAssignment.objects.create(user=user, role=Role.HR_AGENCY, agency=agency)


def _region(code: str) -> Region:
    place = Region.objects.filter(code=_dotted(code)).first()
    if place is None:
        message = _("Kode wilayah {code} tidak ada dalam daftar Kemendagri.").format(code=code)
        raise DomainError("region_unknown", message)
    return place


def _first_row(importer: Importer, table: Table) -> dict[str, str | None]:
    """The first data row by field name; the row goes back in front of the others."""
    number, row = next(table.rows)
    object.__setattr__(table, "rows", itertools.chain([(number, row)], table.rows))
    index = engine.positions(importer, table.header)
    return {name: cells.text(row[at]) if at < len(row) else None for name, at in index.items()}


def _known(hint: Mapping[str, str]) -> Agency | None:
    if hint.get("siasn_id"):
        return Agency.objects.filter(siasn_id=hint["siasn_id"]).first()
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


def _found(importer: Importer, place: Region, hint: Mapping[str, str]) -> Agency:
    if importer.kind != "unor":
        raise DomainError(
            "agency_unknown",
            _("Belum ada instansi untuk wilayah {name}. Impor unit organisasi (unor) lebih dulu.").format(name=place),
        )
    return _create(place, hint.get("siasn_id") or None)


def _create(place: Region, siasn_id: str | None) -> Agency:
    return Agency.objects.create(
        region=place,
        name=_official_name(place),
        siasn_id=siasn_id,
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
