"""The radar of one person: what she reaches and what her job demands, in one drawing."""

from typing import Any

from django.utils.translation import gettext as _

from evaluations.domain.competencies import COMPETENCIES
from evaluations.selectors.person import CompetencyProfile, CompetencyRow

MOST_NAMES = 9  # around a radar
_SHORT = {one.key: one.code for one in COMPETENCIES}


def radar(profile: CompetencyProfile) -> dict[str, Any] | None:
    """The data of the radar, of the competencies that the job demands; None for fewer than three."""
    rows = [row for row in profile.rows if row.required]
    if len(rows) < 3 or not profile.sources:
        return None
    return {
        "type": "radar",
        "labels": [row.name for row in rows],
        "series": [
            {"name": _("Dimiliki"), "values": [row.actual for row in rows]},
            {"name": _("Dituntut jabatan"), "values": [row.required for row in rows]},
        ],
        "unit": "",
    } | _codes(rows)


def _codes(rows: list[CompetencyRow]) -> dict[str, Any]:
    """Codes in the place of names that would lie upon each other, and the key to them."""
    if len(rows) <= MOST_NAMES:
        return {}
    codes = [_SHORT.get(row.code, row.code) for row in rows]
    return {"codes": codes, "key": " · ".join(f"{code}: {row.name}" for code, row in zip(codes, rows, strict=True))}
