"""Bringing the yearly facts up to date, in a handful of set-based statements.

Every number below comes from the dated tables in the domain modules; tests hold the SQL against the
pure functions, person by person.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from core import jobs, sql
from core.enums import JobState
from core.jobs import JobContext
from core.models import Agency, Job
from core.permissions import Permission, has_permission
from core.services.jobs import request_job
from evaluations.models import Competency
from evaluations.selectors.demanded import FALLBACK, JOB, matched
from evaluations.selectors.standing import EVER, NEWEST, official_levels
from reports.domain import ip_asn
from reports.models import FactsState
from reports.selectors import judged_on, last_refresh, latest_year, refresh_key


def _numbers(values: Iterable[int]) -> str:
    return ", ".join(str(value) for value in values)


def _points(expression: str, table: Mapping[Any, Decimal | int], otherwise: str) -> str:
    whens = " ".join(f"WHEN {sql.literal(key)} THEN {value}" for key, value in table.items())
    return f"CASE {expression} {whens} ELSE {otherwise} END"


def _competency_points() -> str:
    structural = ", ".join(sql.literal(tier) for tier in ip_asn.STRUCTURAL_TIERS)
    group = f"CASE WHEN p.tier IN ({structural}) THEN 'structural' WHEN p.tier = 'jf' THEN 'jf' ELSE 'pelaksana' END"
    whens = " ".join(
        f"WHEN '{name}' THEN {lead} * p.leadership::int + {functional} * p.functional::int"
        f" + {technical} * (p.technical_jp >= {ip_asn.TECHNICAL_JP})::int + {seminar} * p.seminar::int"
        for name, (lead, functional, technical, seminar) in ip_asn.COMPETENCY.items()
    )
    return f"CASE {group} {whens} END"


_DONE = " OR ".join(f"starts_with(upper(x.name), '{start.upper()}')" for start in ip_asn.FUNCTIONAL_DONE)
_END = "make_date(%(year)s, 12, 31)"  # what happened later is no evidence about the year
# Training, performance, discipline and assessment are each reduced to one row a person first; the
# people are joined to them afterwards, so the cost grows with the rows and not with their product.
_REFRESH = f"""
WITH training AS (
    SELECT employee_id,
        coalesce(sum(jp) FILTER (WHERE extract(year FROM counted_on) = %(year)s), 0) AS jp,
        coalesce(sum(jp) FILTER (WHERE source = 'kursus' AND form IN ({_numbers(ip_asn.TECHNICAL_FORMS)})
            AND extract(year FROM counted_on) = %(year)s), 0) AS technical_jp,
        coalesce(bool_or(source = 'kursus' AND form IN ({_numbers(ip_asn.SEMINAR_FORMS)})
            AND extract(year FROM counted_on) BETWEEN %(year)s - 1 AND %(year)s), false) AS seminar,
        coalesce(bool_or(source = 'kursus' AND form IN ({_numbers(ip_asn.FUNCTIONAL_FORMS)})), false) AS functional,
        array_agg(DISTINCT programme) FILTER (WHERE source = 'diklat') AS programmes
    FROM training_trainingrecord WHERE agency_id = %(agency)s AND counted_on <= {_END} GROUP BY employee_id
), discipline AS (
    SELECT employee_id, min({_points("level", {"B": 1, "S": 2, "R": 3}, "3")}) AS severity
    FROM employees_discipline WHERE agency_id = %(agency)s AND decided_on <= {_END} GROUP BY employee_id
), {JOB}, people AS (
    SELECT e.id, e.is_active, e.tier, e.status, e.education, coalesce(u.path, '') AS path,
        coalesce(t.jp, 0) AS jp, coalesce(t.technical_jp, 0) AS technical_jp,
        coalesce(t.seminar, false) AS seminar,
        coalesce(t.functional, false) OR coalesce(({_DONE}), false) AS functional,
        coalesce({sql.case("e.tier", ip_asn.PROGRAMME_OF_TIER)} = ANY(t.programmes), false) AS leadership,
        r.predicate, d.severity, j.standard_id, {FALLBACK} AS fallback
    FROM employees_employee e
    LEFT JOIN core_unit u ON u.id = e.unit_id
    LEFT JOIN employees_position x ON x.id = e.position_id
    LEFT JOIN training t ON t.employee_id = e.id
    LEFT JOIN evaluations_performanceresult r ON r.employee_id = e.id AND r.year = %(year)s
    LEFT JOIN discipline d ON d.employee_id = e.id
    LEFT JOIN job j ON j.id = e.position_id
    WHERE e.agency_id = %(agency)s
        -- Nobody is counted for years before she was appointed; an unknown date keeps the person.
        AND (e.appointed_on IS NULL OR e.appointed_on <= make_date(%(year)s, 12, 31))
), newest AS (
    SELECT DISTINCT ON (employee_id) employee_id, id FROM ({EVER}) known ORDER BY employee_id, {NEWEST}
), match AS ({matched(official_levels(past=True))}), points AS (
    SELECT p.*, n.id AS assessment_id, m.employee_id IS NOT NULL AS is_valid, m.jpm,
        {_points("p.education", ip_asn.QUALIFICATION, "0")} AS qualification,
        {_competency_points()} AS competency,
        {_points("p.predicate", ip_asn.PERFORMANCE, "0")} AS performance,
        {_points("p.severity", {1: ip_asn.DISCIPLINE["B"], 2: ip_asn.DISCIPLINE["S"], 3: ip_asn.DISCIPLINE["R"]}, str(ip_asn.NO_DISCIPLINE))} AS discipline
    FROM people p LEFT JOIN newest n ON n.employee_id = p.id LEFT JOIN match m ON m.employee_id = p.id
)
INSERT INTO reports_yearfact (employee_id, year, agency_id, unit_path, is_active, status, tier, jp, predicate,
    ip_qualification, ip_competency, ip_performance, ip_discipline, ip_total, ip_leadership,
    ip_functional, ip_technical_jp, ip_seminar, assessment_id, assessment_state, standard_id, required_level, jpm,
    rule_set)
SELECT id, %(year)s, %(agency)s, path, is_active, status, tier, jp, predicate, qualification, competency,
    performance, discipline, qualification + competency + performance + discipline, leadership,
    functional, technical_jp, seminar, assessment_id,
    CASE WHEN assessment_id IS NULL THEN 'never' WHEN is_valid THEN 'valid' ELSE 'expired' END,
    standard_id, fallback, jpm, '{ip_asn.RULE_SET}'
FROM points
"""


def lock_facts(agency: Agency) -> None:
    """One at a time counts, or reads what was counted, until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext('facts'))", [agency.pk])


@transaction.atomic
def refresh(*, agency: Agency, year: int, at: datetime) -> None:
    """Compute the facts of all people of the agency for the year anew, as of `judged_on`."""
    lock_facts(agency)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM reports_yearfact WHERE agency_id = %s AND year = %s", [agency.pk, year])
        nine = list(Competency.objects.mandatory().values_list("pk", flat=True))
        cursor.execute(
            _REFRESH, {"agency": agency.pk, "year": year, "on": judged_on(agency, year, at), "nine": nine}
        )  # fmt: skip
        cursor.execute("ANALYZE reports_yearfact")
    FactsState.objects.update_or_create(agency=agency, year=year, defaults={"refreshed_at": at, "is_stale": False})


def refresh_if_stale(*, agency: Agency, year: int, at: datetime) -> None:
    """Compute the facts unless those there are still good: no data came since, and no day passed that counts."""
    fresh = FactsState.objects.filter(agency=agency, year=year, is_stale=False).first()
    is_old = fresh is None or judged_on(agency, year, fresh.refreshed_at) != judged_on(agency, year, at)
    if is_old or late_marks(agency).exists():
        refresh(agency=agency, year=year, at=at)


def refresh_running_year(*, at: datetime) -> None:
    """Soon after midnight: results that expired count no more in the year that still runs, as on every page.

    Asked every hour, because midnight comes to the zones of the country one after another; counted once a day.
    """
    for agency in Agency.objects.select_related("region").iterator():
        year = latest_year(agency)
        if year and FactsState.objects.filter(agency=agency, year=year).exists():
            refresh_if_stale(agency=agency, year=year, at=at)


def mark_stale(agency: Agency, kind: str) -> None:
    """After an import: the facts no longer fit; have them computed in the background.

    The lock is the one `refresh` takes: counting that began before this import cannot call itself fresh after it.
    Nobody waits for such counting at a page that saves (three seconds for 50,000 people): while somebody counts,
    the job itself says that the facts are stale, until it is done.
    """
    is_marked = _lock_if_free(agency)
    if is_marked:
        FactsState.objects.filter(agency=agency).update(is_stale=True)
    at = timezone.now()
    request_job(
        kind="refresh_facts",
        key=f"{refresh_key(agency)}{at:%Y%m%dT%H%M%S%f}",
        arguments={"agency": agency.pk} if is_marked else {"agency": agency.pk, "marks": True},
        by=None,
        at=at,
    )


def _lock_if_free(agency: Agency) -> bool:
    """The lock of `lock_facts`, or False at once where somebody has it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, hashtext('facts'))", [agency.pk])
        return bool(cursor.fetchone()[0])


def late_marks(agency: Agency) -> QuerySet[Job]:
    """Jobs that are not done and stand for data stored while somebody counted."""
    jobs_of = Job.objects.filter(kind="refresh_facts", key__startswith=refresh_key(agency), arguments__marks=True)
    return jobs_of.exclude(state=JobState.DONE)


def ask_again(*, at: datetime) -> None:
    """Have numbers counted anew where the last attempt failed; nobody may be there to press a button."""
    for agency in Agency.objects.all():
        job = last_refresh(agency)
        if job is not None and job.state == JobState.FAILED:
            request_job(kind=job.kind, key=job.key, arguments=job.arguments, by=None, at=at)


def register_jobs() -> None:
    """Counting anew can be watched and tried again by those who run imports."""
    jobs.register(
        "refresh_facts",
        refresh_job,
        is_visible=lambda user, job: has_permission(user, Permission.IMPORT_RUN, agency=_agency_of(job)),
        agency_of=_agency_of,
        permission=Permission.IMPORT_RUN,
        page=lambda job: reverse("home"),
    )


def _agency_of(job: Job) -> Agency:
    return Agency.objects.get(pk=job.arguments["agency"])


def refresh_job(context: JobContext) -> None:
    """Background: facts of the newest year and the one before it, for the direction.

    What other jobs stand for is counted along where their data could be seen; they need not count again.
    """
    agency = _agency_of(context.job)
    with context.finishing():
        lock_facts(agency)
        seen = list(late_marks(agency).exclude(pk=context.job.pk).values_list("pk", flat=True))
        year = latest_year(agency)
        for each in (year - 1, year) if year else ():
            refresh_if_stale(agency=agency, year=each, at=timezone.now())
        waiting = Job.objects.filter(pk__in=seen).exclude(state=JobState.RUNNING)
        waiting.update(arguments={"agency": agency.pk})
