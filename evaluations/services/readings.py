"""Writing down who opened or took along results of assessments (UU 27/2022, art. 31)."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from employees.models import Employee
from employees.services.readings import record_export
from evaluations.models import AssessmentRound, Participant


def record_participants_export(
    *, rows: QuerySet[Participant], round: AssessmentRound, by: Any, page: str, at: datetime
) -> int:
    """A file with the results of participants was taken along; how many readings were written."""
    people = Employee.objects.filter(pk__in=rows.order_by().values("employee"))
    return record_export(people=people, reader=by, agency=round.agency, page=page, at=at)
