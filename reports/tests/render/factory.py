"""Small frozen numbers for tests: one unit with chosen values, a region that adds its units up."""

from datetime import datetime, timedelta, timezone

from reports.domain.content import ReportMeta
from reports.domain.vocabulary import COMPETENCIES

WITA = timezone(timedelta(hours=8))


def competencies(assessed: int, meeting: int, *, required: float = 2.0, actual: float = 2.0, **special: int) -> dict:
    """Nine competencies met by `meeting` people each; `special` gives other counts by key."""
    if not assessed:
        return {item.key: {"mean_required": None, "mean_actual": None, "meeting": 0} for item in COMPETENCIES}
    return {
        item.key: {"mean_required": required, "mean_actual": actual, "meeting": special.get(item.key, meeting)}
        for item in COMPETENCIES
    }


def unit(people: int = 10, *, meeting: int = 4, valid: int = 5, met: int = 4, ip: float = 60.0, **other) -> dict:
    """A unit of `people` PNS `meeting` of them with 20 JP, `valid` with a valid assessment; `other` replaces keys."""
    numbers = {
        "headcount": people,
        "by_status": {"PNS": people},
        "by_tier": {"pelaksana": people},
        "jp_total": people * 12,
        "jp_average": 12.0 if people else None,
        "pns_meeting_20_jp": meeting,
        "pns_total": people,
        "jp_histogram": {"0": people - meeting, "20-39": meeting},
        "predicates": {"2": people},
        "ip_average": ip if people else None,
        "ip_dimensions": {"kualifikasi": 10.0, "kompetensi": 20.0, "kinerja": 25.0, "disiplin": 5.0},
        "ip_bands": {"Sangat Rendah": people},
        "ip_band": "Sangat Rendah",
        "assessment": {"valid": valid, "expired": 0, "never": people - valid},
        "competencies": competencies(valid, met),
        "jpm_average": 95.5 if valid else None,
    }
    return {**numbers, **other}


_GROUPS = ("by_status", "by_tier", "jp_histogram", "predicates", "ip_bands", "assessment")


def _added_up(units: list[dict], group: str) -> dict:
    keys = dict.fromkeys(key for own in units for key in own[group])
    return {key: sum(own[group].get(key, 0) for own in units) for key in keys}


def region(**units: dict) -> dict:
    """The numbers of a report: counts in `all` are the sums of the units, means are those of `unit()`. Underscores in
    names stand for spaces."""
    parts = list(units.values())
    people = sum(own["headcount"] for own in parts)
    assessment = _added_up(parts, "assessment")
    meeting = sum(own["pns_meeting_20_jp"] for own in parts)
    sums = {group: _added_up(parts, group) for group in _GROUPS}
    whole = unit(people, meeting=meeting, valid=assessment["valid"], **sums)
    for key, entry in whole["competencies"].items():
        entry["meeting"] = sum(own["competencies"].get(key, {}).get("meeting", 0) for own in parts)
    return {"all": whole, **{name.replace("_", " "): own for name, own in units.items()}}


def two_units() -> dict:
    """Dinas Sosial is behind Inspektorat everywhere: 2 of 10 against 6 of 10 with 20 JP, 3 against 7 assessed."""
    return region(
        DINAS_SOSIAL=unit(10, meeting=2, valid=3, met=1, ip=55.0),
        INSPEKTORAT=unit(10, meeting=6, valid=7, met=7, ip=65.0),
    )


def meta(**changes) -> ReportMeta:
    """A regency's report; `changes` replace fields."""
    fields = {
        "agency_name": "Pemerintah Kabupaten Mamuju",
        "region_name": "Kabupaten Mamuju",
        "region_code": "76.02",
        "unit_name": None,
        "year": 2025,
        "cut_off": datetime(2026, 11, 21, 10, 5, tzinfo=WITA),
        "zone_label": "WITA",
        "source": "SIASN (ekspor BKN)",
        "office_name": "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia",
        "signatory_name": "Nurhayati, M.Si.",
        "signatory_title": "Kepala Badan",
        "signatory_nip": "197104121996032004",
        "number": "800/127/2026",
        "place": "Mamuju",
        "sample_data": False,
        "logo": None,
        "rule_basis": (("target JP PNS, 20 JP setahun", "PP 11/2017 jo. PP 17/2020"),),
        **changes,
    }
    return ReportMeta(**fields)
