"""Writing down who opened guarded data of whom (UU 27/2022, art. 31)."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Model, QuerySet

from core.enums import DecisionKind
from core.models import Agency
from core.services.decisions import record_decision
from core.tracing import request_id
from employees.domain.privacy import READING_PAUSE, READINGS_ONCE
from employees.enums import ReadingKind
from employees.models import Employee

# What is read where the trail shows it; of everything else the reading says just that.
_IN_TRAIL = {
    "employees.Discipline": ReadingKind.DISCIPLINE,
    "employees.Correction": ReadingKind.CORRECTION,
    "evaluations.Assessment": ReadingKind.COMPETENCY,
    "evaluations.PerformanceResult": ReadingKind.PERFORMANCE,
    "evaluations.TalentPlacement": ReadingKind.TALENT,
}
# One statement for any number of people. What is counted once an hour is looked up by `reading_of_person`.
# The roles are those in force at that moment (`RoleAssignment.holds_at`), in the order in which they were given.
_INSERT = """
    INSERT INTO employees_reading (employee_id, reader_id, reader_roles, what, page, request_id, at)
    SELECT e.id, %(reader)s, (
        SELECT coalesce(string_agg(h.role, ',' ORDER BY h.first), '') FROM (
            SELECT r.role, min(r.id) AS first FROM core_roleassignment r JOIN core_agency g ON g.id = r.agency_id
            WHERE r.user_id = %(reader)s AND (r.ended_at IS NULL OR r.ended_at > %(at)s)
            AND (r.starts_on IS NULL OR r.starts_on <= (%(at)s AT TIME ZONE g.time_zone)::date)
            AND (r.ends_on IS NULL OR r.ends_on >= (%(at)s AT TIME ZONE g.time_zone)::date)
            GROUP BY r.role) h
    ), w.what, %(page)s, %(request)s, %(at)s
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


def record_trail_reading(
    model: type[Model], keys: set[int], events: Sequence[Any], *, reader: Any, page: str, at: datetime
) -> None:
    """Somebody read in the trail about these objects: a reading of the people they are about (`core.trail`)."""
    kind = _IN_TRAIL.get(model._meta.label, ReadingKind.TRAIL)
    people = keys if model is Employee else _people_behind(model, keys, events)
    record_reading(people=people, reader=reader, what=[kind], page=page, at=at)


def record_preview_reading(people: set[int], what: str, *, reader: Any, page: str, at: datetime) -> None:
    """Somebody looked at what an import would store about these people (`core.importing.preview`)."""
    record_reading(people=people, reader=reader, what=[ReadingKind(what)], page=page, at=at)


def _people_behind(model: type[Model], keys: set[int], events: Sequence[Any]) -> set[int]:
    """Whom the objects name themselves, also those that are gone; else whom the objects they belong to name."""
    relations = [field for field in model._meta.concrete_fields if field.is_relation]
    own = [field.attname for field in relations if field.related_model is Employee]
    people = {getattr(event, name) for event in events for name in own if hasattr(event, name)}
    ways = own or [f"{field.name}__employee" for field in relations if _names_a_person(field.related_model)]
    for way in ways if not people else ():
        people.update(model._base_manager.filter(pk__in=keys).values_list(way, flat=True))
    return people - {None}


def _names_a_person(model: type[Model]) -> bool:
    return any(field.name == "employee" and field.related_model is Employee for field in model._meta.concrete_fields)


@transaction.atomic
def record_export(*, people: QuerySet[Employee], reader: Any, agency: Agency, page: str, at: datetime) -> int:
    """A file of people was taken along: every person in it can see that, and the trail says how many they were."""
    keys = list(people.order_by().values_list("pk", flat=True))
    record_reading(people=keys, reader=reader, what=[ReadingKind.EXPORT], page=page, at=at)
    record_decision(
        DecisionKind.DATA_EXPORTED, subject=agency, agency=agency, by=reader, at=at, facts={"people": len(keys)}
    )
    return len(keys)
