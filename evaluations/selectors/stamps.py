"""A short sum of everything a number is drawn from: what was worked out before still holds while it is the same."""

from core.models import Agency
from evaluations.selectors.demanded import rows_of


def _sum_of(columns: str, rows: str) -> str:
    return f"(SELECT bit_xor(hash_record_extended(ROW({columns}), 0)) FROM {rows})"


# Results are never written over, so that their keys stand for their levels.
_GAPS = "SELECT " + ", ".join(
    (
        _sum_of("id, closed_at", "evaluations_assessment WHERE agency_id = %(agency)s"),
        _sum_of("id, position_id, valid_from", "evaluations_jobstandard WHERE agency_id = %(agency)s"),
        _sum_of(
            "l.standard_id, l.competency_id, l.level",
            "evaluations_standardlevel l JOIN evaluations_jobstandard s ON s.id = l.standard_id"
            " WHERE s.agency_id = %(agency)s",
        ),
        _sum_of("id, tier, level", "employees_position WHERE agency_id = %(agency)s"),
        _sum_of("id, path", "core_unit WHERE agency_id = %(agency)s"),
        _sum_of(
            "id, unit_id, position_id, tier, level, appointed_on",
            "employees_employee WHERE agency_id = %(agency)s AND is_active",
        ),
    )
)


def of_gaps(agency: Agency) -> str:
    """Of results, standards, jobs, units and people of the agency, in one statement."""
    (found,) = rows_of(_GAPS, {"agency": agency.pk})
    return ".".join(str(part or 0) for part in found)
