"""Writing down who opened guarded data of whom (UU 27/2022, art. 31)."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet

from core.enums import DecisionKind
from core.models import Agency
from core.services.decisions import record_decision
from core.tracing import request_id
from employees.domain.privacy import READING_PAUSE, READINGS_ONCE
from employees.enums import ReadingKind
from employees.models import Employee

# One statement for any number of people. What is counted once an hour is looked up by `reading_of_person`.
_INSERT = """
    INSERT INTO employees_reading (employee_id, reader_id, what, page, request_id, at)
    SELECT e.id, %(reader)s, w.what, %(page)s, %(request)s, %(at)s
    FROM employees_employee e, unnest(%(what)s::text[]) w(what)
    WHERE e.id = ANY(%(people)s) AND e.user_id IS DISTINCT FROM %(reader)s
    AND (w.what <> ALL(%(once)s::text[]) OR NOT EXISTS (
        SELECT FROM employees_reading r WHERE r.employee_id = e.id AND r.reader_id = %(reader)s
        AND r.what = w.what AND r.at > %(since)s))
"""


def record_reading(
    *, people: Iterable[Employee | int], reader: Any, what: Iterable[ReadingKind], page: str, at: datetime
) -> int:
    """Write one row per person and kind of data; return how many were written.

    Nobody's reading of herself is written down. Confidential data count every time; a profile counts
    once per reader, person and hour (`employees.domain.privacy`).

    Args:
        people: records or their keys; one statement for all of them.
        page: address without its parameters, which may hold names.
    """
    kinds = [kind.value for kind in what]
    keys = [person if isinstance(person, int) else person.pk for person in people]
    if not kinds or not keys:
        return 0
    arguments = {
        "people": keys,
        "reader": reader.pk,
        "what": kinds,
        "page": page[:200],
        "request": request_id(),
        "at": at,
        "once": sorted(READINGS_ONCE),
        "since": at - READING_PAUSE,
    }
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, arguments)
        return int(cursor.rowcount)


@transaction.atomic
def record_export(*, people: QuerySet[Employee], reader: Any, agency: Agency, page: str, at: datetime) -> int:
    """A file of people was taken along: every person in it can see that, and the trail says how many they were."""
    keys = list(people.order_by().values_list("pk", flat=True))
    record_reading(people=keys, reader=reader, what=[ReadingKind.EXPORT], page=page, at=at)
    record_decision(
        DecisionKind.DATA_EXPORTED, subject=agency, agency=agency, by=reader, at=at, facts={"people": len(keys)}
    )
    return len(keys)
