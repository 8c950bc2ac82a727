"""What the home page shows: the person's own year, the area she answers for, what needs her."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.enums import ImportState, Role
from core.importing.registry import importer_for
from core.models import Agency, ImportBatch, Unit
from core.permissions import Permission, area_of, roles_of
from employees.models import Employee
from evaluations.models import Competency
from reports.domain import chart_titles
from reports.domain.figures import ReportFigures, UnitFigures, read_figures
from reports.domain.narrative import KeyFigure, key_figures
from reports.domain.vocabulary import PREDICATES, TIERS, present
from reports.models import FactsState, Report, YearFact
from reports.selectors import facts_of, facts_state, figures_of, headline_numbers, latest_year
from training.domain.quota import quota

LOWEST_SHOWN = 10
TONES = {"naik": "up", "turun": "down", "tetap": "flat"}


@dataclass(frozen=True)
class Notice:
    """Something late or broken, with the way to mend it."""

    text: str
    url: str
    tone: str = "warn"


@dataclass(frozen=True)
class Stat:
    label: str
    value: str
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
    """The person's own year.

    Attributes:
        missing: JP still to do, 0 when the target is met.
        gaps: (competency, level reached, level required), largest first.
    """

    employee: Employee
    fact: YearFact
    target: Decimal
    missing: Decimal
    ring: int
    gaps: list[tuple[str, int, int]]
    strong: bool
    is_ceiling: bool
    is_past: bool


@dataclass
class Home:
    own: OwnYear | None = None
    board: Board | None = None
    notices: list[Notice] = field(default_factory=list)
    is_empty: bool = False
    is_mentor_only: bool = False


def home_for(user: Any, agency: Agency | None) -> Home:
    """Everything on the home page of this person in this agency."""
    home = Home(own=own_year(user))
    if agency is None:
        return home
    may_see, unit = _area(user, agency)
    state = facts_state(agency, latest_year(agency)) if may_see else None
    if state is not None:
        home.board = board(agency, unit, state)
    if area_of(user, Permission.IMPORT_RUN, agency) == (True, None):
        home.is_empty = not Employee.objects.filter(agency=agency).exists()
        home.notices = notices(agency, state)
    home.is_mentor_only = {role.role for role in roles_of(user)} == {Role.MENTOR}
    return home


def own_year(user: Any) -> OwnYear | None:
    employee = Employee.objects.filter(user=user).select_related("position", "unit").first()
    fact = facts_of(employee) if employee else None
    if employee is None or fact is None:
        return None
    rule = quota(fact.status, year=fact.year)
    target = rule.jp if rule else Decimal(0)
    return OwnYear(
        employee=employee,
        fact=fact,
        target=target,
        missing=max(Decimal(0), target - fact.jp),
        ring=min(100, int(100 * fact.jp / target)) if target else 100,
        gaps=_gaps(fact),
        strong=fact.assessment_state == "valid",
        is_ceiling=bool(rule and rule.is_ceiling),
        is_past=fact.year < timezone.localdate().year,
    )


def _gaps(fact: YearFact) -> list[tuple[str, int, int]]:
    if fact.assessment is None or fact.required_level is None or fact.assessment_state != "valid":
        return []
    names = dict(Competency.objects.values_list("code", "name"))
    short = [
        (names[code], level, fact.required_level)
        for code, level in fact.assessment.levels.items()
        if code in names and level < fact.required_level
    ]
    return sorted(short, key=lambda gap: gap[1] - gap[2])[:3]


def _area(user: Any, agency: Agency) -> tuple[bool, Unit | None]:
    """Whether there is an area to show in this agency, and which unit it is (None: the whole of it)."""
    sees_summary, unit = area_of(user, Permission.REGION_SUMMARY_VIEW, agency)
    return (True, unit) if sees_summary else area_of(user, Permission.EMPLOYEE_VIEW, agency)


def board(agency: Agency, unit: Unit | None, state: FactsState) -> Board:
    before = FactsState(agency=agency, year=state.year - 1, refreshed_at=state.refreshed_at)
    name = str(unit or agency.region)
    figures = read_figures(
        headline_numbers(agency, unit, state), headline_numbers(agency, unit, before), state.year, name
    )
    previous = figures.before(figures.whole)
    has_previous = previous is not None and bool(previous.jp_total or previous.rated)
    stats = key_figures(figures.whole, previous if has_previous else None, state.year)
    return Board(name, state.year, state.refreshed_at, [_stat(one) for one in stats], _charts(figures, unit))


def report_stats(report: Report) -> list[Stat]:
    """The six figures of a finished report, from its frozen numbers."""
    return [_stat(figure) for figure in figures_of(report)]


def _stat(figure: KeyFigure) -> Stat:
    direction = TONES.get(figure.change.direction.value, "")
    tone = "neutral"
    if direction in ("up", "down") and figure.better_when_up is not None:
        tone = "ok" if (direction == "up") == figure.better_when_up else "bad"
    hint = " · ".join(part for part in (figure.change.words, figure.note) if part)
    return Stat(figure.label, figure.value, hint, direction, tone)


def _charts(figures: ReportFigures, unit: Unit | None) -> list[Chart]:
    noun = "unit kerja" if unit else "perangkat daerah"
    charts = [
        Chart(
            "chart-predicates",
            chart_titles.predicate_title(figures, noun),
            _counts(figures.whole.predicates, PREDICATES),
        ),
        Chart("chart-tiers", chart_titles.tier_title(figures.whole), _counts(figures.whole.by_tier, TIERS)),
    ]
    lowest = _lowest(figures.units)
    if lowest:
        data = {
            "type": "bar",
            "horizontal": True,
            "labels": [one.name for one in lowest],
            "series": [
                {"name": _("PNS memenuhi 20 JP"), "values": [round(float(one.jp_share or 0), 1) for one in lowest]}
            ],
            "unit": "%",
        }
        charts.insert(0, Chart("chart-jp", chart_titles.jp_title(figures, noun), data, "lg"))
    return charts


def _lowest(units: tuple[UnitFigures, ...]) -> list[UnitFigures]:
    measured = [one for one in units if one.jp_share is not None]
    return sorted(measured, key=lambda one: one.jp_share or 0)[:LOWEST_SHOWN]


def _counts(counts: Any, labels: Any) -> dict[str, Any]:
    classes = present(counts, labels)
    return {
        "type": "bar",
        "horizontal": True,
        "labels": [label for _key, label in classes],
        "series": [{"name": _("ASN"), "values": [counts[key] for key, _label in classes]}],
        "unit": "",
    }


def notices(agency: Agency, state: FactsState | None) -> list[Notice]:
    """What is late or broken in the agency's data."""
    found = [*_import_notices(agency), *_people_notices(agency)]
    if state is not None and state.is_stale:
        text = _("Data baru saja diimpor; angka di halaman ini sedang dihitung ulang.")
        found.append(Notice(text, reverse("home"), "info"))
    return found


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
