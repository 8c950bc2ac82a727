"""What the home page shows: the person's own year, the area she answers for, what needs her."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.enums import ImportState, JobState, Role
from core.importing.registry import importer_for
from core.language import is_english
from core.models import Agency, ImportBatch, Unit
from core.permissions import Permission, area_of, areas_of, covers, roles_of
from core.units import highest
from employees.models import Employee
from employees.selectors import own_record
from evaluations.selectors.person import competency_profile
from evaluations.selectors.ratings import waiting_to_rate
from reports.domain import chart_titles, disclosure
from reports.domain.comparison import Direction
from reports.domain.disclosure import Numbers
from reports.domain.figures import ReportFigures, UnitFigures, read_figures
from reports.domain.indonesian import rounded
from reports.domain.narrative import KeyFigure, key_figures
from reports.domain.vocabulary import PREDICATES, TIERS, present
from reports.domain.voice import Voice
from reports.models import FactsState, Report, YearFact
from reports.selectors import facts_of, facts_state, figures_of, headline_numbers, last_refresh, latest_year
from training.selectors.records import LearningYear, learning_years

LOWEST_SHOWN = 10
GAPS_SHOWN = 3
ARROWS = {Direction.UP: "up", Direction.DOWN: "down", Direction.SAME: "flat"}


@dataclass(frozen=True)
class Notice:
    """Something late or broken, with the way to mend it.

    Attributes:
        retry: address that tries the failed work again, "" when there is nothing to try.
    """

    text: str
    url: str
    tone: str = "warn"
    retry: str = ""


@dataclass(frozen=True)
class Stat:
    """One figure as a card.

    Attributes:
        change: how it moved; only this and its arrow carry the colour of `tone`.
        hint: against what, and what the figure consists of.
    """

    label: str
    value: str
    change: str
    hint: str
    direction: str
    tone: str


@dataclass(frozen=True)
class Chart:
    id: str
    title: str
    data: dict[str, Any]
    height: str = "md"


@dataclass(frozen=True)
class Board:
    """An area at a glance: six figures with direction and three charts whose titles are findings."""

    name: str
    year: int
    counted_at: datetime
    stats: list[Stat]
    charts: list[Chart]


@dataclass(frozen=True)
class OwnYear:
    """The person's own year: learning and competencies of today, the newest appraisal and index.

    Attributes:
        fact: names the year that predicate and index belong to; None before any was counted.
        gaps: (competency, level reached, level required), largest first.
        is_assessed: an assessment still holds.
    """

    employee: Employee
    learning: LearningYear
    fact: YearFact | None
    gaps: list[tuple[str, int, int]]
    is_assessed: bool


@dataclass
class Home:
    """What a person finds first.

    Attributes:
        unit: that the board is about; None for the whole agency.
        areas: the units she leads, where there are several and the board shows one of them.
    """

    own: OwnYear | None = None
    board: Board | None = None
    unit: Unit | None = None
    areas: list[Unit] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    is_empty: bool = False
    is_mentor_only: bool = False


def home_for(user: Any, agency: Agency | None, *, on: date, asked: str = "") -> Home:
    """Everything on the home page of this person in this agency.

    Args:
        asked: key of the unit to show, of somebody who leads several.
    """
    newest = latest_year(agency) if agency else None
    home = Home(own=_own_year_of(user, agency, newest, on), notices=_rating_notices(user))
    if agency is None:
        return home
    may_see, home.areas, home.unit = _areas(user, agency, asked)
    state = facts_state(agency, newest) if may_see else None
    if state is not None:
        home.board = board(agency, home.unit, state, veil=index_veil(user, agency, home.unit))
    if area_of(user, Permission.IMPORT_RUN, agency) == (True, None):
        home.is_empty = not Employee.objects.filter(agency=agency).exists()
        home.notices += notices(agency, state)
    home.is_mentor_only = {role.role for role in roles_of(user)} == {Role.MENTOR}
    return home


def _own_year_of(user: Any, agency: Agency | None, newest: int | None, on: date) -> OwnYear | None:
    """Her own year, also while she works in another agency than that of her record."""
    employee = own_record(user)
    if employee is None:
        return None
    return own_year(employee, newest=newest if employee.agency == agency else latest_year(employee.agency), on=on)


def own_year(employee: Employee, *, newest: int | None, on: date) -> OwnYear:
    """What concerns the person herself.

    Args:
        newest: the year people speak about in her agency (`selectors.latest_year`).
    """
    profile = competency_profile(employee, on=on)
    is_assessed = profile is not None and profile.is_valid and profile.has_standard
    return OwnYear(
        employee=employee,
        learning=learning_years(employee, this_year=on.year)[0],
        fact=facts_of(employee, newest),
        gaps=[(row.name, row.actual or 0, row.required or 0) for row in profile.gaps[:GAPS_SHOWN]]
        if profile and is_assessed
        else [],
        is_assessed=is_assessed,
    )


def _areas(user: Any, agency: Agency, asked: str) -> tuple[bool, list[Unit], Unit | None]:
    """Whether there is an area to show in this agency, the units to choose from, and the chosen one (None: all of it)."""
    found = areas_of(user, Permission.REGION_SUMMARY_VIEW, agency) or areas_of(user, Permission.EMPLOYEE_VIEW, agency)
    tops = highest(found)
    if None in tops or not tops:
        return bool(tops), [], None
    units = [unit for unit in tops if unit is not None]
    chosen = next((unit for unit in units if str(unit.pk) == asked), units[0])
    return True, units if len(units) > 1 else [], chosen


def index_veil(user: Any, agency: Agency, unit: Unit | None) -> Callable[[Numbers], Numbers]:
    """How much of the index, which holds the punishments, the reader of this area may see.

    All of it where she sees every punishment in it; what the reports tell, where she reads these; else the index
    without discipline: a unit's average less that of the units in it could be the index of one person.
    """
    if covers(user, Permission.DISCIPLINE_VIEW, agency_id=agency.pk, path=unit.path if unit else ""):
        return disclosure.whole_index
    if unit is None and covers(user, Permission.REPORT_VIEW, agency_id=agency.pk, path=""):
        return disclosure.guarded
    return disclosure.without_discipline


def board(
    agency: Agency,
    unit: Unit | None,
    state: FactsState,
    *,
    veil: Callable[[Numbers], Numbers] = disclosure.without_discipline,
) -> Board:
    """The figures and charts of the agency, or of one unit of it, in the year of the state."""
    before = FactsState(agency=agency, year=state.year - 1, refreshed_at=state.refreshed_at)
    name = str(unit or agency.region)
    figures = read_figures(
        veil(headline_numbers(agency, unit, state)), veil(headline_numbers(agency, unit, before)), state.year, name
    )
    previous = figures.before(figures.whole)
    has_previous = previous is not None and bool(previous.jp_total or previous.rated)
    voice = reader_voice()
    stats = key_figures(figures.whole, previous if has_previous else None, state.year, voice)
    return Board(name, state.year, state.refreshed_at, [_stat(one) for one in stats], _charts(figures, unit, voice))


def reader_voice() -> Voice:
    """Words and numbers of pages, in the language of the person who reads them."""
    return Voice(_, english=is_english())


def report_stats(report: Report) -> list[Stat]:
    """The six figures of a finished report, from its frozen numbers."""
    return [_stat(figure) for figure in figures_of(report, reader_voice())]


def _stat(figure: KeyFigure) -> Stat:
    direction = ARROWS.get(figure.change.direction, "")
    tone = "neutral"
    if direction in ("up", "down") and figure.better_when_up is not None:
        tone = "ok" if (direction == "up") == figure.better_when_up else "bad"
    hint = " · ".join(part for part in (figure.change.against, figure.note) if part)
    return Stat(figure.label, figure.value, figure.change.moved, hint, direction, tone)


def _charts(figures: ReportFigures, unit: Unit | None, voice: Voice) -> list[Chart]:
    noun = _("unit kerja") if unit else _("perangkat daerah")
    whole = figures.whole
    predicates = chart_titles.predicate_title(figures, noun, voice)
    charts = [
        Chart("chart-predicates", predicates, _counts(whole.predicates, PREDICATES, voice)),
        Chart("chart-tiers", chart_titles.tier_title(whole, voice), _counts(whole.by_tier, TIERS, voice)),
    ]
    lowest = _lowest(figures.units)
    if lowest:
        shares = [(one.name, float(rounded(one.jp_share, 1) or 0)) for one in lowest]
        data = _bars(shares, _("PNS dan CPNS memenuhi 20 JP"), "%")
        charts.insert(0, Chart("chart-jp", chart_titles.jp_title(figures, noun, voice), data, "lg"))
    return charts


def _lowest(units: tuple[UnitFigures, ...]) -> list[UnitFigures]:
    measured = [one for one in units if one.jp_share is not None]
    return sorted(measured, key=lambda one: one.jp_share or 0)[:LOWEST_SHOWN]


def _counts(counts: Mapping[str, int], labels: Mapping[str, str], voice: Voice) -> dict[str, Any]:
    return _bars([(voice.gettext(label), counts[key]) for key, label in present(counts, labels)], _("ASN"), _("ASN"))


def _bars(rows: Sequence[tuple[str, float]], name: str, unit: str) -> dict[str, Any]:
    return {
        "type": "bar",
        "horizontal": True,
        "labels": [label for label, _value in rows],
        "series": [{"name": name, "values": [value for _label, value in rows]}],
        "unit": unit,
    }


def notices(agency: Agency, state: FactsState | None) -> list[Notice]:
    """What is late or broken in the agency's data."""
    found = [*_import_notices(agency), *_people_notices(agency)]
    if state is None or state.is_stale:
        found += _refresh_notices(agency)
    return found


def _rating_notices(user: Any) -> list[Notice]:
    """Whom the person was asked to rate and has not yet."""
    waiting = waiting_to_rate(user)
    if not waiting:
        return []
    text = ngettext("%(count)d penilaian menunggu Anda isi.", "%(count)d penilaian menunggu Anda isi.", waiting)
    return [Notice(text % {"count": waiting}, reverse("rating_list"), "info")]


def _refresh_notices(agency: Agency) -> list[Notice]:
    """That the numbers are being counted anew, or that this has failed."""
    job = last_refresh(agency)
    if job is None:
        return []
    if job.state == JobState.FAILED:
        text = _("Penghitungan ulang angka setelah impor gagal; angka di halaman ini belum memuat data terbaru.")
        return [Notice(text, reverse("home"), "bad", retry=reverse("job_retry", args=[job.pk]))]
    text = _("Data baru saja diimpor; angka di halaman ini sedang dihitung ulang.")
    return [] if job.is_over else [Notice(text, reverse("home"), "info")]


def _import_notices(agency: Agency) -> list[Notice]:
    latest = (
        ImportBatch.objects.filter(agency=agency)
        .exclude(state=ImportState.DISCARDED)
        .order_by("kind", "-uploaded_at")
        .distinct("kind")
        .only("kind", "state", "counts", "agency_id")
    )
    found = []
    for batch in latest:
        url = reverse("import_detail", args=[batch.pk])
        title = importer_for(batch.kind).title
        refused = batch.counts.get("rejected", 0)
        if batch.state == ImportState.CHECKED:
            found.append(Notice(_("Impor “{kind}” menunggu persetujuan Anda.").format(kind=title), url))
        elif batch.state == ImportState.UNREADABLE:
            found.append(Notice(_("Impor “{kind}” terakhir tidak dapat dibaca.").format(kind=title), url, "bad"))
        elif refused:
            text = ngettext(
                "Impor “%(kind)s” terakhir: %(count)d baris ditolak.",
                "Impor “%(kind)s” terakhir: %(count)d baris ditolak.",
                refused,
            )
            found.append(Notice(text % {"kind": title, "count": refused}, url))
    return found


def _people_notices(agency: Agency) -> list[Notice]:
    lost = Employee.objects.active().filter(Q(unit=None), agency=agency).count()
    if not lost:
        return []
    text = ngettext(
        "%(count)d pegawai aktif belum punya unit kerja.", "%(count)d pegawai aktif belum punya unit kerja.", lost
    )
    return [Notice(text % {"count": lost}, reverse("unit_tree"))]
