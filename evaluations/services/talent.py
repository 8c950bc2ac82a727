"""Setting the lines of the talent map, and confirming the map of a year (rules 6.2, R-TAL-1 and 2)."""

from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from core.domain.errors import DomainError
from core.enums import DecisionKind
from core.models import Agency
from core.services.decisions import record_decision
from evaluations.domain.talent import Cutoffs
from evaluations.models import TalentMap, TalentSetting
from evaluations.selectors import talent as selectors
from evaluations.selectors.talent import Chart, Counts

_FREEZE = (
    "INSERT INTO evaluations_talentplacement"
    " (map_id, employee_id, position_id, unit_id, tier, box, x, y, predicate, source, assessment_id, missing)"
    " SELECT %(new_map)s, id, position_id, unit_id, tier, box, x, y, predicate, source, assessment_id, missing"
    " FROM ({source}) placed ORDER BY id"
)


@transaction.atomic
def set_cutoffs(
    *, agency: Agency, from_year: int, cutoffs: Cutoffs, legal_basis: str, by: Any, at: datetime
) -> TalentSetting:
    """Draw the lines of the map anew from a year on; earlier lines stay for the years before.

    Raises: DomainError ``not_in_order``, ``out_of_bounds``, ``no_basis``, ``year_confirmed``, ``unchanged``.
    """
    _lock(agency)
    _refuse_lines(cutoffs, legal_basis)
    _refuse_confirmed(agency, from_year)
    before, basis = selectors.setting_for(agency, from_year), legal_basis.strip()
    lines = selectors.lines_of(before) if before else None
    if before is not None and (lines, before.legal_basis) == (cutoffs, basis):
        raise DomainError("unchanged", _("Batas dan dasar hukum ini sudah berlaku; tidak ada yang berubah."))
    setting = TalentSetting.objects.create(
        agency=agency, from_year=from_year, legal_basis=basis, made_at=at, made_by=by, **asdict(cutoffs)
    )
    facts = {"from_year": from_year, "cutoffs": _plain(cutoffs), "before": _plain(lines) if lines else None}
    kind = DecisionKind.TALENT_CUTOFFS_SET
    record_decision(kind, subject=setting, agency=agency, by=by, at=at, reason=basis, facts=facts)
    return setting


def _refuse_confirmed(agency: Agency, from_year: int) -> None:
    """Lines of a year whose map is confirmed stay."""
    newest = TalentMap.objects.filter(agency=agency).order_by("-year").first()
    if newest is not None and from_year <= newest.year:
        text = _(
            "Peta tahun %(year)s sudah ditetapkan dan tidak berubah lagi; batas baru berlaku paling awal mulai tahun %(next)s."
        )
        raise DomainError("year_confirmed", text % {"year": newest.year, "next": newest.year + 1})


@transaction.atomic
def confirm_map(
    *, agency: Agency, year: int, decree: str, decided_on: date, seen: str, by: Any, at: datetime
) -> TalentMap:
    """Freeze the map of a year as the committee decided it: once, for good.

    Args:
        seen: `selectors.talent.seal` of the map that was looked at; another one means that data changed meanwhile.
    Raises: DomainError ``already_confirmed``, ``no_setting``, ``nobody``, ``no_decree``, ``in_the_future``, ``too_early``,
        ``changed``.
    """
    _lock(agency)
    today = agency.date_at(at)
    chart = selectors.chart_of(agency, year, on=today)
    _refuse_confirmation(chart, decree, decided_on, today)
    confirmed = TalentMap.objects.create(
        agency=agency, year=year, decree=decree.strip(), decided_on=decided_on, cutoffs=_basis(chart), confirmed_at=at,
        confirmed_by=by,
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_FREEZE.format(source=chart.source), chart.arguments() | {"new_map": confirmed.pk})
    frozen = selectors.chart_of(agency, year, on=today)
    if selectors.seal(frozen) != seen:
        raise DomainError(
            "changed",
            _("Peta berubah sejak Anda membukanya, karena data pegawai berubah. Periksa lagi, lalu tetapkan."),
        )
    counts = selectors.counts(frozen)
    if not counts.placed:
        raise DomainError("nobody", _("Belum ada pegawai dengan data lengkap; tidak ada yang dapat ditetapkan."))
    record_decision(
        DecisionKind.TALENT_CONFIRMED, subject=confirmed, agency=agency, by=by, at=at, reason=confirmed.decree,
        facts=_facts(confirmed, counts),
    )  # fmt: skip
    return confirmed


def _lock(agency: Agency) -> None:
    """Lines and confirmation of one agency wait for each other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext('talent'))", [agency.pk])


def _refuse_lines(cutoffs: Cutoffs, legal_basis: str) -> None:
    values = asdict(cutoffs).values()
    if any(not 0 < value <= 100 for value in values):
        raise DomainError("out_of_bounds", _("Setiap batas harus lebih dari 0 dan paling besar 100."))
    if cutoffs.performance_above <= cutoffs.performance_meets or cutoffs.potential_high <= cutoffs.potential_medium:
        raise DomainError("not_in_order", _("Batas atas harus lebih besar daripada batas tengah pada sumbu yang sama."))
    if not legal_basis.strip():
        raise DomainError("no_basis", _("Tuliskan dasar hukumnya, misalnya nomor peraturan kepala daerah."))


def _refuse_confirmation(chart: Chart, decree: str, decided_on: date, today: date) -> None:
    if chart.confirmed is not None:
        raise DomainError(
            "already_confirmed",
            _("Peta tahun %(year)s sudah ditetapkan dengan keputusan %(decree)s dan tidak dapat ditetapkan lagi.")
            % {"year": chart.year, "decree": chart.confirmed.decree},
        )
    if chart.setting is None:
        raise DomainError("no_setting", _("Atur dulu batas peta dan dasar hukumnya, lalu tetapkan."))
    if not decree.strip():
        raise DomainError("no_decree", _("Isi nomor keputusan."))
    if decided_on > today:
        raise DomainError("in_the_future", _("Tanggal keputusan belum tiba."))
    if decided_on.year < chart.year:
        raise DomainError("too_early", _("Tanggal keputusan mendahului tahun kinerja yang dipetakan."))


def _basis(chart: Chart) -> dict[str, Any]:
    """What the frozen map shows of its lines, without looking at settings again."""
    basis = chart.setting.legal_basis if chart.setting else ""
    return _plain(chart.cutoffs) | {"legal_basis": basis, "on": chart.on.isoformat()}


def _facts(confirmed: TalentMap, counts: Counts) -> dict[str, Any]:
    boxes = {str(number): people for number, people in counts.boxes.items()}
    return {
        "year": confirmed.year, "decree": confirmed.decree, "decided_on": confirmed.decided_on.isoformat(),
        "cutoffs": confirmed.cutoffs, "boxes": boxes, "incomplete": counts.incomplete,
    }  # fmt: skip


def _plain(cutoffs: Cutoffs) -> dict[str, str]:
    return {name: str(Decimal(value)) for name, value in asdict(cutoffs).items()}
