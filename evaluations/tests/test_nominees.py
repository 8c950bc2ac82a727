"""Several raters of one participant at once: proposed from the organisation, refused line by line, nothing typed lost."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.domain.errors import Denied, DomainError
from core.enums import DecisionKind, Role
from core.models import Decision, RoleAssignment, User
from core.tests.people import Cast, make_unit, make_user
from employees.models import Employee, Position
from employees.tests.staff import Staff, enter, make_person
from evaluations.enums import Method, Relation
from evaluations.models import AssessmentRound, Participant, Rater
from evaluations.selectors.nominees import accounts_of_lines, nominees_of
from evaluations.services import raters as service
from evaluations.services import rounds
from evaluations.tests.rounds import AT, Ring, cast, invite, make_round, open_round, ring, staff  # noqa: F401

pytestmark = pytest.mark.django_db
ALL = (Relation.SUPERIOR, Relation.PEER, Relation.SUBORDINATE)


def colleague(cast: Cast, staff: Staff, name: str, number: int, **fields: Any) -> Employee:
    """Somebody in Sari's unit with an account."""
    user = make_user(name, Role.ASN, cast.surabaya, staff.village)
    return make_person(
        cast.surabaya, f"1990010120150310{number:02}", name.capitalize(), staff.village, user=user, **fields
    )


@pytest.fixture
def feedback(staff: Staff, cast: Cast) -> Participant:
    """Sari in a feedback of 360 degrees; Wulan and Tuti work beside her, Wulan without an account."""
    round = make_round(cast, Method.FEEDBACK)
    (sari,) = invite(round, staff.sari)
    colleague(cast, staff, "tuti", 1)
    make_person(cast.surabaya, "199001012015031099", "Wulan", staff.village)
    open_round(round, cast.dewi)
    return sari


def named(participant: Participant) -> dict[str, str]:
    return dict(Rater.objects.filter(participant=participant).values_list("user__username", "relation"))


def names(nominees: Any) -> dict[str, list[str]]:
    return {str(relation): [user.username for user in users] for relation, users in nominees.accounts.items()}


# Whom the organisation proposes


def test_superior_and_colleagues_are_proposed(feedback: Participant) -> None:
    found = nominees_of(feedback, ALL, at=AT)
    assert names(found) == {"superior": ["budi"], "peer": ["tuti"], "subordinate": []}
    assert (found.without, found.cut) == (1, ())


def test_of_a_head_those_below_her_and_other_heads(staff: Staff, cast: Cast) -> None:
    other = make_unit(cast.surabaya, "KELURAHAN LAIN", cast.district)
    other.head_title = "Lurah Lain"
    other.save(update_fields=["head_title"])
    camat = Position.objects.create(agency=cast.surabaya, name="CAMAT", tier="administrator")
    cast.district.head_title = "Camat"
    cast.district.save(update_fields=["head_title"])
    Employee.objects.filter(pk=staff.rina.pk).update(position=camat)
    job = Position.objects.create(agency=cast.surabaya, name="LURAH LAIN", tier="pengawas")
    head = colleague(cast, staff, "hadi", 2, position=job)
    Employee.objects.filter(pk=head.pk).update(unit=other)
    colleague(cast, staff, "tuti", 1)
    (budi,) = invite(make_round(cast, Method.FEEDBACK), staff.budi)
    assert names(nominees_of(budi, ALL, at=AT)) == {
        "superior": ["rina"], "peer": ["hadi"], "subordinate": ["sari", "tuti"],
    }  # fmt: skip


def test_who_rates_already_is_not_proposed_again(feedback: Participant, cast: Cast) -> None:
    Rater.objects.create(participant=feedback, user=cast.budi, relation=Relation.SUPERIOR)
    assert names(nominees_of(feedback, ALL, at=AT))["superior"] == []


def test_proposing_costs_the_same_for_one_colleague_and_three(feedback: Participant, staff: Staff, cast: Cast) -> None:
    costs = []
    nominees_of(feedback, ALL, at=AT)
    for more in ([], [5, 6]):
        for number in more:
            colleague(cast, staff, f"rekan{number}", number)
        with CaptureQueriesContext(connection) as queries:
            nominees_of(feedback, ALL, at=AT)
        costs.append(len(queries))
    assert (costs[1], costs[0] <= 7) == (costs[0], True)


# Naming them


def test_each_is_named_or_left_with_a_reason(feedback: Participant, cast: Cast) -> None:
    wanted = [
        (cast.budi, "superior"), (cast.rina, "peer"), (cast.rina, "subordinate"), (cast.sari, "peer"),
        (cast.maya, "peer"), (cast.anton, "peer"), (cast.dewi, "assessor"),
    ]  # fmt: skip
    outcome = service.add_raters(participant=feedback, wanted=wanted, by=cast.dewi, at=AT)
    assert (outcome.made, named(feedback)) == (2, {"budi": "superior", "rina": "peer"})
    assert [(one.user.username, one.relation) for one in outcome.left] == [
        ("rina", "subordinate"), ("sari", "peer"), ("maya", "peer"), ("anton", "peer"), ("dewi", "assessor"),
    ]  # fmt: skip
    decision = Decision.objects.get(kind=DecisionKind.RATERS_SET)
    assert (decision.by, decision.facts["relations"]) == (
        cast.dewi, {"superior": [cast.budi.pk], "peer": [cast.rina.pk]},
    )  # fmt: skip


def test_nobody_names_her_own_raters_and_a_closed_round_takes_none(feedback: Participant, cast: Cast) -> None:
    wanted = [(cast.rina, "peer")]
    with pytest.raises(Denied):
        service.add_raters(participant=feedback, wanted=wanted, by=cast.sari, at=AT)
    rounds.step(round=feedback.round, to="closed", reason="", by=cast.dewi, at=AT)
    with pytest.raises(DomainError) as error:
        service.add_raters(participant=feedback, wanted=wanted, by=cast.dewi, at=AT)
    assert (error.value.code, named(feedback)) == ("round_over", {})


def test_a_line_is_a_label_a_login_or_a_name(cast: Cast, staff: Staff) -> None:
    nip = User.objects.create(username="199001012015031001", name="Nur")
    RoleAssignment.objects.create(user=nip, role=Role.ASN, agency=cast.surabaya)
    lines = ["Budi · budi", "RINA", "Dewi", "19900101 201503 1 001", "siapa"]
    assert accounts_of_lines(cast.surabaya, lines) == dict(
        zip(lines, [cast.budi, cast.rina, cast.dewi, nip], strict=False)
    )


# The page


def page_of(participant: Participant) -> str:
    return reverse("raters_add", args=[participant.pk])


def test_proposing_fills_the_lists_and_keeps_what_was_typed(feedback: Participant, cast: Cast) -> None:
    response = enter(cast.dewi).post(page_of(feedback), {"peer": "Rina · rina\nsiapa ini", "propose": "1"})
    assert (response.status_code, Rater.objects.count()) == (200, 0)
    initial = response.context["form"].initial
    assert initial == {
        "superior": "Budi · budi", "peer": "Rina · rina\nsiapa ini\nTuti · tuti", "subordinate": "",
    }  # fmt: skip
    assert "siapa ini\nTuti · tuti</textarea>" in response.content.decode()


def test_refused_lines_stay_with_their_reason(feedback: Participant, cast: Cast) -> None:
    typed = {"superior": "budi", "peer": "tuti\n  siapa ini\nmaya\ntuti", "subordinate": "tuti"}
    response = enter(cast.dewi).post(page_of(feedback), typed)
    assert (response.status_code, named(feedback)) == (400, {"budi": "superior", "tuti": "peer"})
    assert [(line.relation, line.text, str(line.reason)) for line in response.context["left"]] == [
        ("peer", "siapa ini", "tidak ada akun yang dapat menilai dengan nama atau NIP ini"),
        ("peer", "maya", "tidak ada akun yang dapat menilai dengan nama atau NIP ini"),
        ("subordinate", "tuti", "sudah menjadi penilai peserta ini"),
    ]  # fmt: skip
    assert response.context["form"].initial == {"peer": "siapa ini\nmaya", "subordinate": "tuti"}
    done = enter(cast.dewi).post(page_of(feedback), {"peer": "rina"})
    assert done.url == reverse("participant_detail", args=[feedback.pk])


@pytest.mark.parametrize("typed", [{}, {"peer": "x\n" * 61}])
def test_nothing_and_too_much_is_told(feedback: Participant, cast: Cast, typed: dict[str, str]) -> None:
    response = enter(cast.dewi).post(page_of(feedback), typed)
    assert (response.status_code, len(response.context["form"].errors), named(feedback)) == (400, 1, {})
    assert response.content.decode().count("x\n") >= len(typed.get("peer", "")) // 2


def test_a_round_of_assessors_has_one_list(ring: Ring, cast: Cast) -> None:
    assert list(enter(cast.dewi).get(page_of(ring.participant)).context["form"].fields) == ["assessor"]
    detail = enter(cast.dewi).get(reverse("participant_detail", args=[ring.participant.pk])).content.decode()
    assert f'href="{page_of(ring.participant)}"' in detail


# Her superior


@pytest.fixture
def led(feedback: Participant, cast: Cast) -> Rater:
    return Rater.objects.create(participant=feedback, user=cast.budi, relation=Relation.SUPERIOR)


def test_the_superior_names_further_raters(led: Rater, cast: Cast) -> None:
    client, address = enter(cast.budi), reverse("rating_nominate", args=[led.pk])
    assert f'href="{address}"' in client.get(reverse("rating_edit", args=[led.pk])).content.decode()
    assert client.post(address, {"peer": "tuti"}).url == reverse("rating_edit", args=[led.pk])
    assert named(led.participant) == {"budi": "superior", "tuti": "peer"}
    assert Decision.objects.get(kind=DecisionKind.RATERS_SET).by == cast.budi


def test_nobody_else_does(led: Rater, feedback: Participant, cast: Cast, ring: Ring) -> None:
    peer = Rater.objects.create(participant=feedback, user=cast.rina, relation=Relation.PEER)
    tries = [(cast.rina, peer), (cast.rina, led), (cast.rina, ring.one), (cast.sari, led), (cast.dewi, led)]
    found = [enter(user).get(reverse("rating_nominate", args=[row.pk])).status_code for user, row in tries]
    assert found == [404, 404, 404, 403, 404]
    assert "Usulkan penilai lain" not in enter(cast.rina).get(reverse("rating_edit", args=[peer.pk])).content.decode()


def test_too_late_for_the_superior(led: Rater, cast: Cast) -> None:
    rounds.step(round=AssessmentRound.objects.get(), to="closed", reason="", by=cast.dewi, at=AT)
    response = enter(cast.budi).post(reverse("rating_nominate", args=[led.pk]), {"peer": "KETIKAN"})
    assert (response.status_code, "KETIKAN" in response.content.decode()) == (400, True)
