"""What a report says about itself: issuer, period, source, signature."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from core.domain import naming
from reports.domain.indonesian import moment_in_words


@dataclass(frozen=True)
class ReportMeta:
    """The frame around the numbers.

    `cut_off` is aware and already in the zone that `zone_label` names; it is printed as it is. `signatory_nip` may be
    empty: a dotted line is printed then. `sample_data` marks every page "DATA CONTOH". `rule_basis` pairs a subject
    with the legal basis of the rule set the numbers were computed with.
    """

    agency_name: str
    region_name: str
    region_code: str
    unit_name: str | None
    year: int
    cut_off: datetime
    zone_label: str
    source: str
    office_name: str
    signatory_name: str
    signatory_title: str
    signatory_nip: str
    number: str
    place: str
    sample_data: bool = False
    logo: Path | None = None
    rule_basis: tuple[tuple[str, str], ...] = ()

    @property
    def area(self) -> str:
        """What "all" means in this report: the unit when there is one, else the region."""
        return naming.unit_name(self.unit_name) if self.unit_name else self.region_name

    @property
    def child(self) -> str:
        """What the entries beside "all" are called."""
        return "unit kerja" if self.unit_name else "perangkat daerah"

    @property
    def whole(self) -> str:
        """What one entry is compared with."""
        return "unit induk" if self.unit_name else "daerah"

    @property
    def title(self) -> str:
        return f"Laporan Kompetensi ASN {self.area} Tahun {self.year}"

    @property
    def cut_off_words(self) -> str:
        """ "21 November 2026 pukul 10.05 WITA"."""
        return moment_in_words(self.cut_off, self.zone_label)
