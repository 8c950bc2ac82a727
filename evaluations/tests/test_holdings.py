"""Results of assessments are erased years after they have expired, with what led to them; the trail keeps its rows."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile

from core.domain.retention import rule_of
from core.enums import DecisionKind
from core.models import Decision
from core.services import retention
from core.tests.people import Cast
from employees.tests.staff import Staff
from evaluations.domain.standards import valid_until
from evaluations.models import (
    Assessment,
    AssessmentLevel,
    AssessmentRound,
    CurrentLevel,
    Participant,
    Rater,
    Rating,
    TalentMap,
    TalentPlacement,
)
from evaluations.tests.rounds import AT, TODAY, Ring, cast, ring, staff  # noqa: F401

pytestmark = pytest.mark.django_db
KEPT = timedelta(days=5 * 365)


def day_when_due(assessed_on: date) -> date:
    """The first day on which a result of that day goes."""
    return valid_until(assessed_on) + KEPT + timedelta(days=1)


def due(on: date) -> dict[str, int]:
    return {str(one.agency): one.rows for one in retention.plan(on=on) if one.rule.key == "assessments"}


def erase(on: date) -> dict[str, int]:
    return {one.rule.key: rows for one, rows in retention.apply(on=on, by=None, source="test")}


@pytest.fixture
def concluded(ring: Ring) -> Assessment:
    for rater in (ring.one, ring.two):
        ring.enter(rater, 2, 3, evidence="CATATAN")
    made: Assessment = ring.conclude()
    made.participant.report.save("laporan.pdf", ContentFile(b"%PDF"), save=True)
    return made


def test_the_period_is_a_proposal(db: Any) -> None:
    rule = rule_of("assessments")
    assert (rule.keep, rule.is_set, "[U]" in rule.basis) == (KEPT, False, True)


@pytest.mark.parametrize("assessed_on", [date(2026, 11, 21), date(2024, 2, 29), date(2023, 3, 1)])
def test_counted_from_the_day_the_result_expired(staff: Staff, cast: Cast, assessed_on: date) -> None:
    Assessment.objects.create(agency=cast.surabaya, employee=staff.sari, assessed_on=assessed_on, levels={})
    first = day_when_due(assessed_on)
    assert [due(day)[str(cast.surabaya)] for day in (first - timedelta(days=1), first)] == [0, 1]
    assert due(first)[str(cast.mamuju)] == 0


def test_the_dry_run_changes_nothing(concluded: Assessment) -> None:
    on = day_when_due(TODAY)
    assert sorted(due(on).values()) == sorted(due(on).values()) == [0, 1]
    assert Decision.objects.filter(kind=DecisionKind.DATA_ERASED).count() == 0


def test_the_result_goes_with_ratings_texts_and_report(
    concluded: Assessment, staff: Staff, cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    report, later = concluded.participant.report, TODAY + timedelta(days=1)
    Assessment.objects.create(agency=cast.surabaya, employee=staff.sari, assessed_on=later, levels={"integritas": 3})
    with django_capture_on_commit_callbacks(execute=True):
        erase(day_when_due(TODAY))
    assert list(Assessment.objects.values_list("assessed_on", flat=True)) == [later]
    left = [model.objects.count() for model in (AssessmentLevel, CurrentLevel, Participant, Rater, Rating)]
    assert (left, report.storage.exists(report.name)) == ([0, 0, 0, 0, 0], False)
    assert AssessmentRound.objects.count() == 1
    decision = Decision.objects.get(kind=DecisionKind.DATA_ERASED, subject_id="assessments")
    assert (decision.agency, decision.facts["rows"], decision.reason) == (
        cast.surabaya, 1, rule_of("assessments").basis,
    )  # fmt: skip


def test_the_trail_only_grows(concluded: Assessment) -> None:
    before = [Assessment.pgh_event_model.objects.count(), Rating.pgh_event_model.objects.count()]  # type: ignore[attr-defined]
    erase(day_when_due(TODAY))
    after = [model.pgh_event_model.objects for model in (Assessment, Rating)]  # type: ignore[attr-defined]
    assert [rows.count() - count for rows, count in zip(after, before, strict=True)] == [1, 4]
    assert [set(rows.filter(pgh_label="delete").values_list("pgh_context__source", flat=True)) for rows in after] == [
        {"database"}, {"database"},
    ]  # fmt: skip


def test_a_confirmed_map_keeps_its_box(concluded: Assessment, staff: Staff, cast: Cast) -> None:
    chart = TalentMap.objects.create(
        agency=cast.surabaya, year=2026, decree="SK 1", decided_on=TODAY, cutoffs={}, confirmed_at=AT
    )
    TalentPlacement.objects.create(
        map=chart, employee=staff.sari, box=5, x=80, y=80, source="jpm", assessment=concluded, missing=[]
    )
    erase(day_when_due(TODAY))
    assert list(TalentPlacement.objects.values_list("box", "assessment")) == [(5, None)]


def test_control_what_is_not_old_enough_stays(concluded: Assessment) -> None:
    assert erase(day_when_due(TODAY) - timedelta(days=1)).get("assessments") is None
    assert Assessment.objects.count() == 1
