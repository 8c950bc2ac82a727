"""What raters write: rows that only grow, two assessors at once, two windows of one, isolation."""

import threading
from datetime import date, timedelta
from functools import partial
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.domain.errors import DomainError
from core.tests.people import Cast
from employees.tests.staff import Staff, enter
from evaluations.models import Rater, Rating
from evaluations.selectors.ratings import ratings_to_do
from evaluations.services import ratings as service
from evaluations.services import rounds
from evaluations.services.library import load_library
from evaluations.services.ratings import Entry, Meanwhile, rate
from evaluations.tests.rounds import (  # noqa: F401
    AT,
    TEXTS,
    Ring,
    cast,
    invite,
    make_round,
    open_round,
    ring,
    staff,
    with_raters,
)  # fmt: skip

pytestmark = pytest.mark.django_db


def rows(rater: Rater) -> list[tuple[int, bool]]:
    """Levels in the order in which they were written, and whether each is in force."""
    found = Rating.objects.filter(rater=rater).order_by("competency__order", "id")
    return [(row.level, row.closed_at is None) for row in found]


def test_a_changed_level_closes_the_old_row(ring: Ring) -> None:
    assert ring.enter(ring.one, 2, 3) == 2
    assert ring.enter(ring.one, 2, 3) == 0  # nothing new
    later = AT + timedelta(hours=1)
    assert ring.enter(ring.one, 4, 3, at=later) == 1
    assert rows(ring.one) == [(2, False), (4, True), (3, True)]
    assert Rating.objects.get(rater=ring.one, level=2).closed_at == later


@pytest.mark.parametrize("change", ["level = 5", "evidence = 'lain'", "rated_at = now()", "closed_at = NULL"])
def test_the_database_refuses_to_change_a_rating(ring: Ring, change: str) -> None:
    ring.enter(ring.one, 2)
    ring.enter(ring.one, 3)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE evaluations_rating SET {change} WHERE closed_at IS NOT NULL")


def test_control_a_rating_in_force_may_be_closed(ring: Ring) -> None:
    ring.enter(ring.one, 2)
    assert Rating.objects.filter(closed_at=None).update(closed_at=AT) == 1


def test_evidence_is_needed_but_for_a_feedback(ring: Ring, staff: Staff, cast: Cast) -> None:
    with pytest.raises(DomainError) as error:
        ring.enter(ring.one, 2, evidence="  ")
    assert (error.value.code, Rating.objects.count()) == ("no_evidence", 0)
    feedback = make_round(cast, "umpan_balik_360")
    (budi,) = invite(feedback, staff.budi)
    peer = Rater.objects.create(participant=budi, user=cast.sari, relation="peer")
    open_round(feedback, cast.dewi)
    assert rate(rater=peer, entries=[Entry(ring.skills[0].pk, 3, "", None)], at=AT) == 1


@pytest.mark.parametrize(("entry", "code"), [((0, 3), "not_asked"), ((None, 6), "level_range")])
def test_what_was_not_asked_is_refused(ring: Ring, entry: tuple, code: str) -> None:
    skill, level = entry
    with pytest.raises(DomainError) as error:
        rate(rater=ring.one, entries=[Entry(ring.skills[0].pk if skill is None else skill, level, "x", None)], at=AT)
    assert error.value.code == code


def test_another_window_is_told_what_changed_and_may_then_replace_it(ring: Ring) -> None:
    ring.enter(ring.one, 2, 2)
    first, second = Rating.objects.filter(rater=ring.one).order_by("competency__order")
    ring.enter(ring.one, 3)  # the other window: integrity
    mine = [Entry(ring.skills[0].pk, 4, "Milik saya", first.pk), Entry(ring.skills[1].pk, 5, "Milik saya", second.pk)]
    with pytest.raises(Meanwhile) as error:
        rate(rater=ring.one, entries=mine, at=AT)
    assert {key: row.level for key, row in error.value.stored.items()} == {ring.skills[0].pk: 3}
    assert rows(ring.one) == [(2, False), (3, True), (2, True)]  # all or nothing
    again = [
        Entry(one.competency, one.level, one.evidence, error.value.stored.get(one.competency, second).pk)
        for one in mine
    ]
    assert rate(rater=ring.one, entries=again, at=AT) == 2


def test_what_this_window_left_alone_is_no_conflict(ring: Ring) -> None:
    ring.enter(ring.one, 2, 2)
    first, second = Rating.objects.filter(rater=ring.one).order_by("competency__order")
    ring.enter(ring.one, 3)
    mine = [Entry(ring.skills[0].pk, 2, "Terlihat", first.pk), Entry(ring.skills[1].pk, 5, "Terlihat", second.pk)]
    assert rate(rater=ring.one, entries=mine, at=AT) == 1
    assert rows(ring.one) == [(2, False), (3, True), (2, False), (5, True)]


def at_once(*acts) -> list[str]:
    """Do all of it at the same moment; what came of each."""
    start, found = threading.Barrier(len(acts)), []

    def work(act) -> None:
        try:
            start.wait(timeout=10)
            act()
            found.append("done")
        except DomainError as error:
            found.append(error.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(found)


@pytest.mark.django_db(transaction=True)
def test_two_assessors_at_once_both_save(ring: Ring) -> None:
    for level in (1, 2, 3, 4):
        acts = [lambda rater=rater, level=level: ring.enter(rater, level, level) for rater in (ring.one, ring.two)]
        assert at_once(*acts) == ["done", "done"]
    assert [[level for level, current in rows(rater) if current] for rater in (ring.one, ring.two)] == [[4, 4], [4, 4]]


@pytest.mark.django_db(transaction=True)
def test_two_windows_of_one_assessor_at_once_save_once(ring: Ring) -> None:
    for _round in range(4):
        seen = Rating.objects.filter(rater=ring.one, closed_at=None).values_list("pk", flat=True).first()
        level = Rating.objects.count() % 4 + 1
        acts = [
            partial(rate, rater=ring.one, entries=[Entry(ring.skills[0].pk, level, text, seen)], at=AT)
            for text in (f"kiri {level}", f"kanan {level}")
        ]
        assert at_once(*acts) == ["changed_meanwhile", "done"]
    assert Rating.objects.filter(closed_at=None).count() == 1


class Unlocked:
    """The table of raters without its lock."""

    @classmethod
    def select_for_update(cls, **_options) -> "type[Unlocked]":
        return cls

    @staticmethod
    def get(**_options) -> None:
        return None


@pytest.mark.django_db(transaction=True)
def test_without_her_lock_both_windows_would_write(ring: Ring, monkeypatch) -> None:
    """The control: both read before either writes; only the index of the database still stands in between."""
    together, read = threading.Barrier(2), service.ratings_of

    def reading(rater: Rater) -> dict[int, Rating]:
        found = read(rater)
        together.wait(timeout=10)
        return found

    def save(text: str) -> None:
        try:
            service.rate(rater=ring.one, entries=[Entry(ring.skills[0].pk, 2, text, None)], at=AT)
        except DatabaseError as error:
            raise DomainError("database", str(error)) from error

    monkeypatch.setattr(service, "Rater", SimpleNamespace(objects=Unlocked))
    monkeypatch.setattr(service, "ratings_of", reading)
    assert at_once(partial(save, "kiri"), partial(save, "kanan")) == ["database", "done"]


# Pages


def body(ring: Ring, *levels: int, evidence: str = "Terlihat", **more: str) -> dict[str, str]:
    given: dict[str, str] = {}
    for skill, level in zip(ring.skills, levels, strict=False):
        given |= {f"level_{skill.pk}": str(level), f"evidence_{skill.pk}": evidence, f"seen_{skill.pk}": ""}
    return given | more


def test_an_assessor_sees_her_own_participants_only(ring: Ring, cast: Cast) -> None:
    ring.enter(ring.two, 2, evidence="CATATAN-TATA")
    address = reverse("rating_edit", args=[ring.one.pk])
    answers = [enter(user).get(address).status_code for user in (cast.rina, ring.two.user, cast.dewi, cast.sari)]
    assert answers == [200, 404, 404, 404]
    assert enter(ring.two.user).post(address, body(ring, 3)).status_code == 404
    text = enter(cast.rina).get(address).content.decode()
    assert ("CATATAN-TATA" in text, "Sari Wulandari" in text) == (False, True)
    lists = [enter(user).get(reverse("rating_list")).context["page"].paginator.count for user in (cast.rina, cast.budi)]
    assert lists == [1, 0]
    assert enter(cast.maya).get(reverse("rating_list")).status_code == 403  # auditors rate nobody


def test_the_sheet_shows_what_every_level_means(ring: Ring, cast: Cast) -> None:
    load_library(at=AT)
    page = enter(cast.rina).get(reverse("rating_edit", args=[ring.one.pk]))
    cards = list(page.context["form"].cards)
    assert [(card.sheet.competency.code, len(card.sheet.levels)) for card in cards] == [
        ("integritas", 5),
        ("kerjasama", 5),
    ]
    text = page.content.decode()
    assert all(level.meaning in text for level in cards[0].sheet.levels)


def test_saving_all_and_one_by_one(ring: Ring, cast: Cast) -> None:
    client, address = enter(cast.rina), reverse("rating_edit", args=[ring.one.pk])
    one = client.post(address, body(ring, 2, 3, only=str(ring.skills[0].pk)))
    assert (one.status_code, rows(ring.one)) == (200, [(2, True)])
    assert f'name="level_{ring.skills[1].pk}" value="3" checked' in one.content.decode()  # stays as typed
    missing = client.post(address, body(ring, 2, 3, evidence=""))
    assert (missing.status_code, "Tuliskan bukti perilaku" in missing.content.decode()) == (400, True)
    assert rows(ring.one) == [(2, True)]
    seen = {f"seen_{ring.skills[0].pk}": str(Rating.objects.get().pk)}
    assert client.post(address, body(ring, 2, 3) | seen).status_code == 302
    assert rows(ring.one) == [(2, True), (3, True)]
    assert client.get(reverse("rating_list") + "?state=done").context["page"].paginator.count == 1


def test_the_second_window_keeps_what_was_typed(ring: Ring, cast: Cast) -> None:
    client, address = enter(cast.rina), reverse("rating_edit", args=[ring.one.pk])
    client.post(address, body(ring, 2))
    late = client.post(address, body(ring, 4, evidence="KETIKAN SAYA"))
    text = late.content.decode()
    assert (late.status_code, "Di jendela lain tersimpan level 2" in text, "KETIKAN SAYA</textarea>" in text) == (
        409, True, True,
    )  # fmt: skip
    seen = {f"seen_{ring.skills[0].pk}": str(Rating.objects.get().pk)}
    assert f'value="{Rating.objects.get().pk}"' in text
    assert client.post(address, body(ring, 4, evidence="KETIKAN SAYA") | seen).status_code == 302
    assert rows(ring.one) == [(2, False), (4, True)]


@pytest.mark.parametrize("how", ["closed", "concluded", "withdrawn"])
def test_too_late_is_said_and_nothing_typed_is_lost(ring: Ring, cast: Cast, how: str) -> None:
    for rater in (ring.one, ring.two):
        ring.enter(rater, 2, 2)
    if how == "closed":
        rounds.step(round=ring.round, to="closed", reason="", by=cast.dewi, at=AT)
    elif how == "concluded":
        ring.conclude()
    else:
        rounds.change_participant(participant=ring.participant, to="withdrawn", reason="-", by=cast.dewi, at=AT)
    response = enter(cast.rina).post(reverse("rating_edit", args=[ring.one.pk]), body(ring, 5, 5, evidence="KETIKAN"))
    text = response.content.decode()
    assert (response.status_code, "KETIKAN</textarea>" in text, "Simpan semua" in text) == (409, True, False)
    assert [level for level, current in rows(ring.one) if current] == [2, 2]


@pytest.mark.django_db(transaction=True)
def test_closing_waits_for_a_rating_and_the_other_way_round(ring: Ring, cast: Cast) -> None:
    """Whichever comes first: a closed round has no rating that was stored after it closed."""
    for number in range(3):
        acts = [
            lambda number=number: ring.enter(ring.one, number + 1),
            lambda: rounds.step(round=ring.round, to="closed", reason="", by=cast.dewi, at=AT),
        ]
        assert at_once(*acts) in (["done", "done"], ["done", "not_open"])
        rounds.step(round=ring.round, to="open", reason="Lagi", by=cast.dewi, at=AT)


def test_what_runs_and_ends_first_stands_on_top_what_is_over_below_newest_first(ring: Ring, staff: Staff, cast: Cast):
    for name, ends_on, state in (
        ("Lama", date(2025, 3, 1), "closed"), ("Baru", date(2026, 3, 1), "closed"), ("Nanti", date(2026, 12, 31), "open"),
    ):  # fmt: skip
        round = make_round(cast, name=name, starts_on=date(2025, 1, 1), ends_on=ends_on)
        (one,) = invite(round, staff.tono)
        Rater.objects.create(participant=one, user=cast.rina)
        type(round).objects.filter(pk=round.pk).update(state=state)
    shown = list(dict.fromkeys(rater.participant.round.name for rater in ratings_to_do(cast.rina)))
    assert shown == ["Pemetaan 2026", "Nanti", "Baru", "Lama"]


def test_the_list_costs_the_same_for_one_and_three(ring: Ring, staff: Staff, cast: Cast) -> None:
    client, costs = enter(cast.rina), []
    client.get(reverse("rating_list"))
    for people in ([], [staff.budi, staff.tono]):
        for one in invite(ring.round, *people):
            Rater.objects.create(participant=one, user=cast.rina)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("rating_list"))
        costs.append(len(queries))
    assert (costs[1], costs[0] <= 12) == (costs[0], True)


# A rater who was removed meanwhile


def test_what_a_removed_rater_typed_is_refused_in_words_and_stays(ring: Ring, cast: Cast, monkeypatch) -> None:
    client, address = enter(cast.rina), reverse("rating_edit", args=[ring.one.pk])
    skill = ring.skills[0].pk

    def remove(rater: Rater) -> None:
        refuse(rater)
        Rater.objects.filter(pk=rater.pk).delete()  # between the page's look and the lock

    refuse = service.refuse_unless_open
    monkeypatch.setattr(service, "refuse_unless_open", remove)
    page = client.post(address, {f"level_{skill}": "2", f"evidence_{skill}": "BUKTI-YANG-DIKETIK"})
    text = page.content.decode()
    assert (page.status_code, "Anda tidak lagi ditunjuk sebagai penilai" in text, "BUKTI-YANG-DIKETIK" in text) == (
        409, True, True,
    )  # fmt: skip
    assert Rating.objects.count() == 0
