"""Two people at once: one standard, one version; and what happens without the lock."""

import threading
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import QuerySet

from core.domain.errors import DomainError
from employees.models import Position
from employees.tests.staff import cast, staff  # noqa: F401
from evaluations.domain.dictionary import LevelWords, Words
from evaluations.models import Competency, CompetencyVersion, JobStandard
from evaluations.services.dictionary import add_competency, revise_competency
from evaluations.services.standards import set_standard

pytestmark = pytest.mark.django_db(transaction=True)
AT = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
TODAY = date(2026, 11, 21)


def one_after_the_other(first: Callable[[], Any], second: Callable[[], Any]) -> str:
    """The second begins while the first has written but not committed; what becomes of it."""
    written, over = threading.Event(), threading.Event()

    def hold() -> None:
        try:
            with transaction.atomic():
                first()
                written.set()
                over.wait(1)
        finally:
            written.set()
            connection.close()

    holder = threading.Thread(target=hold)
    holder.start()
    written.wait(10)
    try:
        second()
        outcome = "stored"
    except DomainError as error:
        outcome = error.code
    over.set()
    holder.join()
    return outcome


@pytest.fixture
def setters(staff, cast) -> list[Callable[[], Any]]:
    """Dewi and another person who opened the same empty grid, for different days."""
    about = {"name": "Integritas", "group": "managerial", "order": 1}
    skill, _made = Competency.objects.get_or_create(agency=None, code="integritas", defaults=about)
    position: Position = staff.sari.position

    def setter(level: int, by: Any, since: date) -> Callable[[], Any]:
        levels = {skill.pk: (level, "penting")}
        return lambda: set_standard(position=position, levels=levels, valid_from=since, based_on="-", by=by, at=AT)

    return [setter(2, cast.dewi, TODAY), setter(4, cast.rina, TODAY + timedelta(days=1))]


def test_of_two_who_save_a_standard_at_once_the_second_is_told(setters) -> None:
    assert one_after_the_other(*setters) == "standard_changed"
    assert JobStandard.objects.count() == 1


def test_without_the_lock_the_second_would_save_over_the_first(setters, monkeypatch) -> None:
    """The control."""
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **options: rows)
    assert one_after_the_other(*setters) == "stored"
    assert JobStandard.objects.count() == 2


def words(definition: str) -> Words:
    level = LevelWords("Makna.", ("Satu.", "Dua.", "Tiga."))
    return Words(definition, "", "", (level,) * 5)


def test_of_two_who_reword_a_competency_at_once_the_second_is_told(cast) -> None:
    about = {"name": "Uji", "group": "technical", "field": "", "valid_from": TODAY, "at": AT}
    own = add_competency(agency=cast.surabaya, code="UJI.01", words=words("Satu."), by=cast.dewi, **about)

    def reword(definition: str) -> Callable[[], Any]:
        return lambda: revise_competency(competency=own, words=words(definition), based_on=1, by=cast.dewi, **about)

    assert one_after_the_other(reword("Dua."), reword("Tiga.")) == "version_changed"
    assert list(CompetencyVersion.objects.order_by("number").values_list("definition", flat=True)) == ["Satu.", "Dua."]
