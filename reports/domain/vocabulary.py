"""The words and fixed orders of the report: status, job tier, competency, predicate, index.

Keys are those of the frozen numbers; labels are what is printed. A key that is not listed here is printed as it is,
after the known ones, so that totals always add up.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from core.domain.marking import gettext_noop
from evaluations.domain.competencies import COMPETENCIES as COMPETENCIES
from evaluations.domain.competencies import Competency as Competency
from reports.domain.ip_asn import BANDS, WEIGHTS
from training.domain.quota import PNS_JP

STATUSES = {
    "PNS": gettext_noop("PNS"),
    "CPNS": gettext_noop("CPNS"),
    "PPPK": gettext_noop("PPPK"),
    "PPPK_PARUH_WAKTU": gettext_noop("PPPK Paruh Waktu"),
}

TIERS = {
    "jpt_utama": gettext_noop("JPT Utama"),
    "jpt_madya": gettext_noop("JPT Madya"),
    "jpt_pratama": gettext_noop("JPT Pratama"),
    "administrator": gettext_noop("Administrator"),
    "pengawas": gettext_noop("Pengawas"),
    "jf": gettext_noop("Jabatan Fungsional"),
    "pelaksana": gettext_noop("Pelaksana"),
}

# PermenPANRB 6/2022; the keys are SIASN's `kuadranKinerjaNilai`.
PREDICATES = {
    "1": gettext_noop("Sangat Baik"),
    "2": gettext_noop("Baik"),
    "3": gettext_noop("Butuh Perbaikan"),
    "4": gettext_noop("Kurang"),
    "5": gettext_noop("Sangat Kurang"),
}

JP_CLASSES = {"0": "0", "1-9": "1–9", "10-19": "10–19", "20-39": "20–39", ">=40": "40 ke atas"}
JP_CLASSES_BELOW_20 = frozenset({"0", "1-9", "10-19"})

IP_BANDS = tuple(name for _lower, name in BANDS)
# Lower bounds of the four upper bands (Peraturan BKN 8/2019), index points.
IP_BAND_BOUNDS = tuple((lower, name) for lower, name in BANDS if lower)  # the lowest band has no bound

JP_TARGET_PNS = PNS_JP  # JP a year; the frozen key says 20 as well


@dataclass(frozen=True)
class IndexDimension:
    """A dimension of the IP ASN with its highest score (PermenPANRB 38/2018, Peraturan BKN 8/2019)."""

    key: str
    name: str
    weight: int


IP_DIMENSIONS = (
    IndexDimension("kualifikasi", gettext_noop("Kualifikasi"), WEIGHTS["kualifikasi"]),
    IndexDimension("kompetensi", gettext_noop("Kompetensi"), WEIGHTS["kompetensi"]),
    IndexDimension("kinerja", gettext_noop("Kinerja"), WEIGHTS["kinerja"]),
    IndexDimension("disiplin", gettext_noop("Disiplin"), WEIGHTS["disiplin"]),
)
OPEN_DIMENSIONS = IP_DIMENSIONS[:-1]  # without discipline, which is confidential


def present(counts: Mapping[str, int], labels: Mapping[str, str]) -> list[tuple[str, str]]:
    """(key, label) of the classes with at least one person, in the fixed order, unknown keys last."""
    known = [(key, label) for key, label in labels.items() if counts.get(key)]
    return known + [(key, key) for key in sorted(counts) if key not in labels and counts[key]]
