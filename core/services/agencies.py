"""Which government a file belongs to, and making one from its first export of units."""

import itertools
import re

from django.db.models import Q
from django.utils.translation import gettext as _

from core.domain import cells
from core.domain.errors import DomainError
from core.domain.regions import time_zone
from core.importing import engine
from core.importing.files import Table
from core.importing.importer import Importer
from core.models import Agency, Region

_PREFIX = re.compile(r"^PEMERINTAH(AN)?\s+(DAERAH\s+)?", re.IGNORECASE)


def agency_for_import(importer: Importer, table: Table, region: str | None) -> Agency:
    """The government of the file; a file of units may found a new one.

    Raises: DomainError ``region_unknown`` or ``agency_unknown``.
    """
    hint = importer.agency_hint(_first_row(importer, table))
    if region:
        place = Region.objects.filter(code=_dotted(region)).first()
        if place is None:
            raise DomainError("region_unknown", _("Kode wilayah {code} tidak ada dalam daftar Kemendagri.").format(code=region))
        agency = Agency.objects.filter(region=place).first()
        return agency or _found(importer, place, hint)
    agency = _known(hint)
    if agency:
        return agency
    place = _region_of(hint.get("name", ""))
    if place and (agency := Agency.objects.filter(region=place).first()):
        return agency
    if place:
        return _found(importer, place, hint)
    raise DomainError(
        "agency_unknown",
        _("Instansi berkas ini tidak dapat ditentukan. Tambahkan --region dengan kode wilayah, misalnya 76.02."),
    )


def _first_row(importer: Importer, table: Table) -> dict[str, str | None]:
    """The first data row by field name; the row goes back in front of the others."""
    number, row = next(table.rows)
    object.__setattr__(table, "rows", itertools.chain([(number, row)], table.rows))
    index = engine.positions(importer, table.header)
    return {name: cells.text(row[at]) if at < len(row) else None for name, at in index.items()}


def _known(hint) -> Agency | None:
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


def _found(importer: Importer, place: Region, hint) -> Agency:
    if importer.kind != "unor":
        raise DomainError(
            "agency_unknown",
            _("Belum ada instansi untuk wilayah {name}. Impor unit organisasi (unor) lebih dulu.").format(name=place),
        )
    return Agency.objects.create(
        region=place,
        name=_official_name(place),
        siasn_id=hint.get("siasn_id") or None,
        time_zone=time_zone(place.code),
        seat=str(place).removeprefix("Kota ").removeprefix("Kabupaten "),
    )


def _official_name(place: Region) -> str:
    prefix = "PEMERINTAH PROVINSI" if place.kind == "province" else "PEMERINTAH"
    return f"{prefix} {place.name}"


def _dotted(code: str) -> str:
    """``7602`` and ``76.02`` are the same region."""
    digits = re.sub(r"\D", "", code)
    parts = [digits[:2], digits[2:4], digits[4:6], digits[6:]]
    return ".".join(part for part in parts if part)
