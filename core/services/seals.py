"""Sealing the trail day by day, and finding out whether anybody touched it since."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction
from django.utils.translation import gettext as _

from core import retention
from core.domain import seals as rules
from core.domain.errors import DomainError
from core.domain.retention import Rule, rule_of
from core.domain.seals import Break, Finding, SealedDay
from core.enums import DecisionKind
from core.models import Decision, Seal

log = logging.getLogger(__name__)
_LOCK = 7_302_600  # any number that nothing else locks
# One way to write each kind of value, whatever the session or the server is set to.
_FORMS = {
    "text": '"{0}"::text',
    "time": "to_char(\"{0}\" AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')",
    "date": "to_char(\"{0}\", 'YYYY-MM-DD')",
}
_FORM_OF: dict[type, str] = {models.DateTimeField: "time", models.DateField: "date"}


@dataclass(frozen=True)
class Source:
    """A table of the trail: its key, the time by which its rows belong to a day, and what is hashed."""

    table: str
    key: str
    time: str
    columns: tuple[tuple[str, str], ...]


@dataclass
class Report:
    """What `verify_trail` found.

    Attributes:
        erased: days of a table whose rows were erased by a recorded decision; they are no breaks.
    """

    breaks: list[Break] = field(default_factory=list)
    rows: int = 0
    days: int = 0
    tables: int = 0
    erased: list[tuple[str, date]] = field(default_factory=list)


def sources() -> list[Source]:
    """All tables of the trail: events, decisions, readings; a model names its time as ``trail_time``."""
    found = [model for model in apps.get_models() if getattr(model, "trail_time", "")]
    return sorted((_source(model) for model in found), key=lambda source: source.table)


def _source(model: Any) -> Source:
    columns = tuple((f.column, _FORM_OF.get(type(f), "text")) for f in model._meta.concrete_fields)
    return Source(model._meta.db_table, model.trail_key, model.trail_time, columns)


def seal_due(*, at: datetime) -> list[date]:
    """Seal every day that is over and not sealed yet, oldest first; return the days that got a seal.

    Raises: DomainError ``cannot_see`` when other sessions are hidden from the role in the database.
    """
    until = rules.last_day_over(at)
    begin = min((_next_day(source, until) for source in sources()), default=until)
    days = []
    for day in _days(begin, until):
        if _still_open(day):
            log.warning("A transaction of %s is still open; the day is sealed later", day)
            break
        if seal_day(day=day, at=at):
            days.append(day)
    return days


@transaction.atomic
def seal_day(*, day: date, at: datetime) -> int:
    """Seal one day of all tables whose next day it is; doing it again changes nothing."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    wanted = [source for source in sources() if _next_day(source, day) == day]
    alongside = sorted(
        {source.table for source in wanted} | {*Seal.objects.filter(day=day).values_list("source", flat=True)}
    )
    for source in wanted:
        _seal(source, day, at, alongside)
    if wanted:
        log.info("Trail of %s sealed: %s", day, digest_of_day(day))
    return len(wanted)


def digest_of_day(day: date) -> str:
    """The value to write down outside of the database; empty when the day has no seal."""
    digests = list(Seal.objects.filter(day=day).values_list("source", "digest"))
    return rules.day_digest(digests) if digests else ""


def _seal(source: Source, day: date, at: datetime, alongside: Sequence[str] = ()) -> None:
    before = Seal.objects.filter(source=source.table, day=day - timedelta(days=1)).first()
    blocks = [
        {"first": first, "last": last, "rows": rows, "digest": digest}
        for _place, first, last, rows, digest in _hashed(
            source, source.columns, day, f'(row_number() OVER (ORDER BY "{source.key}") - 1) / {rules.BLOCK_ROWS}'
        )
    ]
    content: dict[str, Any] = {
        "source": source.table,
        "day": day,
        "columns": [list(column) for column in source.columns],
        "blocks": blocks,
        "rows": sum(block["rows"] for block in blocks),
        "previous": before.digest if before else "",
        "alongside": list(alongside),
    }
    Seal.objects.create(**content, digest=rules.digest_of(**content), sealed_at=at)


def _next_day(source: Source, otherwise: date) -> date:
    """The day after the last sealed one; without any, the day of the first row, or ``otherwise``."""
    last = Seal.objects.filter(source=source.table).order_by("-day").values_list("day", flat=True).first()
    if last is not None:
        return last + timedelta(days=1)
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT (min("{source.time}") AT TIME ZONE \'UTC\')::date FROM "{source.table}"')
        first = cursor.fetchone()[0]
    return min(first or otherwise, otherwise)


def _still_open(day: date) -> bool:
    """Whether a transaction that began on that day or before may still commit rows of it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(
            "SELECT bool_or(backend_type IS NULL), bool_or(backend_type = 'client backend' AND xact_start < %s)"
            " FROM pg_stat_activity WHERE datname = current_database() AND usesysid IS NOT NULL AND pid <> pg_backend_pid()",
            [_begin(day + timedelta(days=1))],
        )
        is_hidden, is_open = cursor.fetchone()
    if is_hidden:  # an unknown beginning would pass for "no transaction", and the seal would come too early
        raise DomainError(
            "cannot_see",
            _("Sesi lain pada basis data tidak terlihat, sehingga hari belum disegel. Berikan hak pg_read_all_stats."),
        )
    return bool(is_open)


def verify(*, at: datetime) -> Report:
    """Compare every sealed day with what the tables hold now."""
    report = Report()
    erasings = _erasings()
    report.breaks += rules.missing_beside(Seal.objects.values_list("source", "day", "alongside"))
    for source in sources():
        seals = [_plain(seal) for seal in Seal.objects.filter(source=source.table).order_by("day")]
        report.breaks += _unsealed(source, seals, at) or rules.chain_breaks(
            seals, expected_until=rules.last_day_expected(at)
        )
        counts = _rows_by_day(source)
        if seals and (early := [day for day in counts if day < seals[0].day]):
            report.breaks += [Break(source.table, day, Finding.ADDED) for day in sorted(early)]
        _verify_rows(source, [seal for seal in seals if seal.rows or counts.get(seal.day)], counts, erasings, report)
        report.rows += sum(seal.rows for seal in seals)
        report.days = max(report.days, len(seals))
        report.tables += 1
    report.breaks = list(dict.fromkeys(report.breaks))
    return report


def _unsealed(source: Source, seals: Sequence[SealedDay], at: datetime) -> list[Break]:
    """A table that should have seals by now and has none."""
    until = rules.last_day_expected(at)
    first = _next_day(source, until + timedelta(days=1))
    if seals or first > until:
        return []
    return [Break(source.table, day, Finding.SEAL_MISSING) for day in _days(first, until)]


def _verify_rows(
    source: Source, seals: Sequence[SealedDay], counts: dict[date, int], erasings: "Sequence[_Erasing]", report: Report
) -> None:
    """Compare rows with seals. What decided erasings explain is no break, as long as no more rows are gone than they name."""
    mine = [erasing for erasing in erasings if erasing.table == source.table]
    until = max((erasing.until for erasing in mine), default=date.min)
    gone, days, excusable = 0, [], []
    for seal in seals:
        breaks = _day_breaks(source, seal)
        is_gone = counts.get(seal.day, 0) == 0  # what stays of a day might be changed: then nothing is excused
        if seal.day <= until and is_gone and {b.finding for b in breaks} == {Finding.REMOVED}:
            gone += seal.rows - counts.get(seal.day, 0)
            days.append((source.table, seal.day))
            excusable += breaks
        else:
            report.breaks += breaks
    if gone <= sum(erasing.rows for erasing in mine):
        report.erased += days
    else:
        report.breaks += excusable


def _day_breaks(source: Source, seal: SealedDay) -> list[Break]:
    present = {name for name, _form in source.columns}
    if any(name not in present or form not in _FORMS for name, form in seal.columns):
        return [Break(source.table, seal.day, Finding.SEAL_BROKEN)]
    firsts = [block["first"] for block in seal.blocks]
    place = f'width_bucket("{source.key}"::bigint, ARRAY[{", ".join(map(str, firsts))}]::bigint[])' if firsts else "0"
    found = {place: (first, last, rows, digest) for place, first, last, rows, digest in _hashed(
        source, seal.columns, seal.day, place)}  # fmt: skip
    return rules.row_breaks(seal, found)


def _hashed(
    source: Source, columns: Sequence[Sequence[str]], day: date, place: str
) -> list[tuple[int, int, int, int, str]]:
    """Blocks of a day: place, first id, last id, rows, SHA-256 over the rows in order of id."""
    values = ", ".join(_FORMS[form].format(name) for name, form in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f'WITH line AS (SELECT "{source.key}" AS id, ROW({values})::text AS content, {place} AS place'
            f' FROM "{source.table}" WHERE "{source.time}" >= %s AND "{source.time}" < %s)'
            " SELECT place, min(id), max(id), count(*),"
            " encode(sha256(convert_to(string_agg(content, E'\\n' ORDER BY id), 'UTF8')), 'hex')"
            " FROM line GROUP BY place ORDER BY place",
            [_begin(day), _begin(day + timedelta(days=1))],
        )
        return cursor.fetchall()


def _rows_by_day(source: Source) -> dict[date, int]:
    with connection.cursor() as cursor:
        cursor.execute(
            f'SELECT ("{source.time}" AT TIME ZONE \'UTC\')::date, count(*) FROM "{source.table}" GROUP BY 1'
        )
        return dict(cursor.fetchall())


@dataclass(frozen=True)
class _Erasing:
    """Somebody decided to erase so many rows of a table, none of them newer than the day."""

    table: str
    until: date
    rows: int


def _erasings() -> list[_Erasing]:
    """What was erased under the retention rules, as far as a rule allowed it when it was written down.

    Such a decision carries ``{"rows": 12, "erased_until": {table: "2024-11-20"}}`` among its facts. Whoever can
    insert a row can insert such a one: it excuses nothing but what the rule of a registered holding would erase.
    """
    ruled = {holding.table: rule_of(key) for key, holding in retention.holdings().items() if holding.table}
    decisions = Decision.objects.filter(kind=DecisionKind.DATA_ERASED, facts__has_key="erased_until")
    found = [_erasing(decision, table, rule) for decision in decisions for table, rule in ruled.items()]
    return [erasing for erasing in found if erasing]


def _erasing(decision: Decision, table: str, rule: Rule) -> _Erasing | None:
    facts = decision.facts
    allowed = rule.cut_off(min(decision.written_at, decision.at).astimezone(UTC).date())
    try:
        until, rows = date.fromisoformat(facts["erased_until"][table]), facts["rows"]
    except (KeyError, TypeError, ValueError):
        return None
    if allowed is None or type(rows) is not int or rows <= 0 or decision.subject_id != rule.key:
        return None
    return _Erasing(table, min(until, allowed), rows)


def _plain(seal: Seal) -> SealedDay:
    return SealedDay(
        seal.source, seal.day, seal.columns, seal.blocks, seal.rows, seal.previous, seal.digest, seal.alongside
    )


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def _begin(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
