"""Rounds and who takes part: steps, frozen standards, refusals, raters, pages."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.domain.errors import Denied, DomainError
from core.enums import DecisionKind, Role
from core.models import Decision, User
from core.tests.people import Cast, make_user
from employees.hierarchy import superior_of, superiors_of
from employees.models import Employee, Position
from employees.tests.staff import Staff, enter, make_person
from evaluations.domain import raters as rater_rules
from evaluations.domain.rounds import accreditation_lapses
from evaluations.enums import Method, Relation
from evaluations.models import AssessmentRound, Competency, JobStandard, Participant, Rater, StandardLevel
from evaluations.selectors.rounds import required_of, rounds_of, standard_changes
from evaluations.selectors.standards import demand_of
from evaluations.services import raters, rounds
from evaluations.tests.rounds import AT, TODAY, Ring, cast, invite, make_round, open_round, ring, staff  # noqa: F401

pytestmark = pytest.mark.django_db


def refused(act, *args, **kwargs) -> str:
    with pytest.raises(DomainError) as error:
        act(*args, **kwargs)
    return error.value.code


def step(round: AssessmentRound, to: str, by: User, reason: str = "") -> AssessmentRound:
    return rounds.step(round=round, to=to, reason=reason, by=by, at=AT)


def test_a_round_takes_its_steps_and_no_others(staff: Staff, cast: Cast) -> None:
    round = make_round(cast)
    assert refused(step, round, "closed", cast.dewi) == "step_unknown"
    assert refused(step, round, "open", cast.dewi) == "nobody"
    invite(round, staff.sari)
    assert step(round, "open", cast.dewi).state == "open"
    assert step(round, "open", cast.dewi).state == "open"  # a second click
    assert step(round, "closed", cast.dewi).state == "closed"
    assert refused(step, round, "open", cast.dewi) == "no_reason"
    assert step(round, "open", cast.dewi, "Ada yang terlambat").state == "open"
    assert refused(step, round, "cancelled", cast.dewi) == "no_reason"
    assert step(round, "cancelled", cast.dewi, "Anggaran dialihkan").state == "cancelled"
    assert refused(step, round, "open", cast.dewi, "Lagi") == "step_unknown"
    kinds = list(Decision.objects.order_by("id").values_list("kind", "reason"))
    assert kinds == [
        ("round_opened", ""), ("round_closed", ""), ("round_opened", "Ada yang terlambat"),
        ("round_cancelled", "Anggaran dialihkan"),
    ]  # fmt: skip


def test_a_round_with_results_is_closed_not_cancelled(ring: Ring, cast: Cast) -> None:
    for rater in (ring.one, ring.two):
        ring.enter(rater, 2, 2)
    ring.conclude()
    assert refused(step, ring.round, "cancelled", cast.dewi, "Batal") == "has_results"


def test_entries_change_in_a_draft_only(staff: Staff, cast: Cast) -> None:
    round = make_round(cast)
    fields = {"name": "Lain", "method": "cact", "purpose": "mapping", "provider": "X", "accreditation": "A-2",
              "accredited_until": TODAY, "starts_on": TODAY, "ends_on": TODAY}  # fmt: skip

    def save(**more) -> AssessmentRound:
        return rounds.save_round(
            round=round, agency=cast.surabaya, competencies=Competency.objects.all()[:1], by=cast.dewi, at=AT,
            **fields | more,
        )  # fmt: skip

    assert (save().name, round.competencies.count()) == ("Lain", 1)
    (sari,) = invite(round, staff.sari)
    Rater.objects.create(participant=sari, user=cast.rina)
    assert refused(save, method="umpan_balik_360") == "raters_set"
    open_round(round, cast.dewi)
    assert refused(save) == "not_draft"


def test_the_standard_is_frozen_with_the_job(staff: Staff, cast: Cast) -> None:
    clerk = staff.sari.position
    standard = JobStandard.objects.create(
        agency=cast.surabaya, position=clerk, valid_from=date(2026, 1, 1), made_at=AT, legal_basis="-"
    )
    integrity = Competency.objects.get(code="integritas")
    StandardLevel.objects.create(standard=standard, competency=integrity, level=3)
    (sari,) = invite(make_round(cast), staff.sari)
    assert (sari.position, sari.position_name, sari.required["integritas"], sari.required["kerjasama"]) == (
        clerk, "Pengadministrasi Umum", 3, 1,
    )  # fmt: skip
    assert standard_changes(sari, on=TODAY) == []
    newer = JobStandard.objects.create(agency=cast.surabaya, position=clerk, valid_from=date(2026, 11, 20), made_at=AT)
    StandardLevel.objects.create(standard=newer, competency=integrity, level=2)
    assert standard_changes(sari, on=TODAY) == [("Integritas", 3, 2)]
    sari.refresh_from_db()
    assert sari.required["integritas"] == 3


def test_many_standards_at_once_are_those_of_each(staff: Staff, cast: Cast) -> None:
    JobStandard.objects.create(
        agency=cast.surabaya, position=staff.sari.position, valid_from=date(2026, 1, 1), made_at=AT
    )
    people = [staff.sari, staff.budi, staff.rina, staff.tono]
    assert required_of(people, on=TODAY) == {one.pk: dict(demand_of(one, on=TODAY).levels) for one in people}


def test_a_job_to_be_filled_is_measured_instead_of_her_own(staff: Staff, cast: Cast) -> None:
    head = Position.objects.create(agency=cast.surabaya, name="Camat", tier="administrator")
    mapping, filling = make_round(cast), make_round(cast, purpose="filling")
    assert refused(rounds.add_participants, round=mapping, people=[staff.sari], target=head, on=TODAY) == "no_target"
    rounds.add_participants(round=filling, people=[staff.sari], target=head, on=TODAY)
    found = Participant.objects.get()
    assert (found.position, set(found.required.values())) == (head, {3})


def test_who_cannot_take_part_is_named_with_the_reason(staff: Staff, cast: Cast) -> None:
    round = make_round(cast)
    Employee.objects.filter(pk=staff.tono.pk).update(is_active=False)
    staff.tono.refresh_from_db()
    people = [staff.sari, staff.tono, staff.wati]
    outcome = rounds.add_participants(round=round, people=people, on=TODAY)
    assert (outcome.added, outcome.present) == (1, 0)
    assert [(one.person, one.reason) for one in outcome.refused] == [
        (staff.tono, "sudah tidak aktif"), (staff.wati, "bukan pegawai instansi ini"),
    ]  # fmt: skip
    again = rounds.add_participants(round=round, people=[staff.sari, staff.budi], on=TODAY)
    assert (again.added, again.present, again.refused) == (1, 1, ())
    step(round, "cancelled", cast.dewi, "Batal")
    assert refused(rounds.add_participants, round=round, people=[staff.rina], on=TODAY) == "round_over"


def test_absent_left_and_back_again(ring: Ring, staff: Staff, cast: Cast) -> None:
    def change(to: str, reason: str = "Sakit", by: User = cast.dewi) -> str:
        return rounds.change_participant(participant=ring.participant, to=to, reason=reason, by=by, at=AT).state

    assert refused(change, "absent", "") == "no_reason"
    assert refused(change, "concluded") == "step_unknown"
    assert [change("absent"), change("invited"), change("withdrawn"), change("invited")] == [
        "absent", "invited", "withdrawn", "invited",
    ]  # fmt: skip
    kinds = list(
        Decision.objects.filter(subject="evaluations.Participant").order_by("id").values_list("kind", flat=True)
    )
    left, back = DecisionKind.PARTICIPANT_LEFT, DecisionKind.PARTICIPANT_BACK
    assert kinds == [left, back, left, back]
    with pytest.raises(Denied):
        change("absent", by=cast.sari)


@pytest.mark.parametrize(
    ("method", "number", "until", "lapses"),
    [
        ("assessment_center", "A-1", date(2026, 12, 1), False),
        ("assessment_center", "A-1", date(2026, 11, 29), True),
        ("cact", "", date(2027, 1, 1), True),
        ("uji_teknis", "A-1", None, True),
        ("umpan_balik_360", "", None, False),
    ],
)
def test_an_accreditation_lapses_before_the_end(method: str, number: str, until: date | None, lapses: bool) -> None:
    assert accreditation_lapses(method, number, until, ends_on=date(2026, 11, 30)) is lapses


# Raters


def test_nobody_assesses_herself(ring: Ring, staff: Staff, cast: Cast) -> None:
    def add(user: User, relation: str = Relation.ASSESSOR) -> Rater:
        return raters.add_rater(participant=ring.participant, user=user, relation=relation, by=cast.dewi, at=AT)

    assert refused(add, cast.sari) == "relation_unfit"
    assert refused(add, cast.sari, Relation.SELF) == "relation_unfit"  # not in an assessment centre
    assert refused(add, cast.rina) == "rater_twice"
    assert refused(add, cast.maya) == "unable"  # auditors rate nobody
    assert refused(add, cast.anton) == "unable"  # of another government
    assert add(cast.budi).relation == Relation.ASSESSOR
    assert Decision.objects.filter(kind=DecisionKind.RATERS_SET).count() == 1
    with pytest.raises(Denied):
        raters.add_rater(participant=ring.participant, user=cast.budi, relation="assessor", by=cast.sari, at=AT)


def test_a_rater_goes_only_before_she_has_rated(ring: Ring, cast: Cast) -> None:
    ring.enter(ring.one, 2)
    assert refused(raters.remove_rater, rater=ring.one, by=cast.dewi, at=AT) == "has_rated"
    raters.remove_rater(rater=ring.two, by=cast.dewi, at=AT)
    assert list(Rater.objects.all()) == [ring.one]


def test_participants_are_spread_evenly() -> None:
    given = {1: [10], 2: [], 3: [], 4: []}
    pairs = rater_rules.spread([1, 2, 3, 4], [10, 11, 12], each=2, given=given, barred={2: [12]})
    load = {assessor: sum(one == assessor for _p, one in pairs) + (assessor == 10) for assessor in (10, 11, 12)}
    assert ((2, 12) in pairs, len(pairs), sorted(load.values())) == (False, 7, [2, 3, 3])
    assert rater_rules.spread([1], [10], each=2, given={1: [10]}, barred={}) == []


def test_spreading_over_assessors(staff: Staff, cast: Cast) -> None:
    round = make_round(cast)
    invite(round, staff.sari, staff.budi, staff.rina)
    tata = make_user("tata", Role.ASSESSOR, cast.surabaya, cast.city)
    outcome = raters.spread(round=round, assessors=[cast.rina, tata], each=1, by=cast.dewi, at=AT)
    assert (outcome.made, outcome.short) == (3, ())
    assert not Rater.objects.filter(user=cast.rina, participant__employee=staff.rina).exists()
    outcome = raters.spread(round=round, assessors=[cast.rina, tata], each=2, by=cast.dewi, at=AT)
    assert (outcome.made, outcome.short) == (2, (("Rina Puspitasari", "asesor yang dipilih kurang"),))
    assert refused(raters.spread, round=round, assessors=[cast.maya], each=1, by=cast.dewi, at=AT) == "unable"
    assert Decision.objects.filter(kind=DecisionKind.RATERS_SET, subject_id=str(round.pk)).count() == 2


def test_superior_and_self_are_proposed(staff: Staff, cast: Cast) -> None:
    round = make_round(cast, Method.FEEDBACK)
    invite(round, staff.sari, staff.tono)
    outcome = raters.propose(round=round, by=cast.dewi, at=AT)
    found = set(Rater.objects.values_list("participant__employee__name", "user__username", "relation"))
    assert found == {("Sari Wulandari", "budi", "superior"), ("Sari Wulandari", "sari", "self")}
    assert sorted({name for name, _why in outcome.short}) == ["Tono Hartono"]  # without an account
    assert raters.propose(round=round, by=cast.dewi, at=AT).made == 0
    center = make_round(cast)
    assert refused(raters.propose, round=center, by=cast.dewi, at=AT) == "relation_unfit"


def test_superiors_of_many_are_those_of_each(staff: Staff, cast: Cast) -> None:
    people = [staff.sari, staff.budi, staff.rina, staff.dewi, staff.tono]
    alone = {one.pk: above.person.pk for one in people if (above := superior_of(one, at=AT))}
    assert superiors_of(people, cast.surabaya, at=AT) == alone
    assert alone[staff.sari.pk] == staff.budi.pk


# Pages

POSTED = {
    "name": "CACT 2026", "method": "cact", "purpose": "mapping", "provider": "BKN", "starts_on": "2026-12-01",
    "ends_on": "2026-12-10",
}  # fmt: skip


def test_a_round_from_the_form_to_open(staff: Staff, cast: Cast) -> None:
    client = enter(cast.dewi)
    skills = list(Competency.objects.mandatory().values_list("pk", flat=True))
    assert client.get(reverse("round_new")).context["form"].chosen == set(skills)
    wrong = client.post(reverse("round_new"), POSTED | {"ends_on": "2026-11-01", "competencies": skills})
    assert (wrong.status_code, 'value="CACT 2026"' in wrong.content.decode()) == (400, True)
    client.post(reverse("round_new"), POSTED | {"competencies": skills})
    round = AssessmentRound.objects.get()
    assert (round.competencies.count(), round.made_by) == (9, cast.dewi)
    text = client.get(reverse("round_detail", args=[round.pk])).content.decode()
    assert ("Akreditasi penyelenggara belum lengkap" in text, "Belum ada peserta" in text) == (True, True)
    client.post(reverse("participant_add", args=[round.pk]), {"unit": "Kelurahan Ketintang"})
    assert set(round.participants.values_list("employee__name", flat=True)) == {"Budi Santoso", "Sari Wulandari"}
    client.post(reverse("round_step", args=[round.pk]), {"to": "open"})
    round.refresh_from_db()
    assert round.state == "draft"  # no result of it would count
    whole = {"competencies": skills, "accreditation": "A-1", "accredited_until": POSTED["ends_on"]}
    client.post(reverse("round_edit", args=[round.pk]), POSTED | whole)
    client.post(reverse("round_step", args=[round.pk]), {"to": "open"})
    round.refresh_from_db()
    assert round.state == "open"


def test_pasted_lines_that_fail_stay_with_their_reason(staff: Staff, cast: Cast) -> None:
    round, client = make_round(cast), enter(cast.dewi)
    lines = f"{staff.sari.nip}\n12345\n199999999999999999\n1990 0101 202321 1002\n"
    response = client.post(reverse("participant_add", args=[round.pk]), {"nips": lines})
    assert [(line.text, line.reason) for line in response.context["left"]] == [
        ("12345", "NIP harus 18 angka"), ("199999999999999999", "tidak ada pegawai dengan NIP ini"),
    ]  # fmt: skip
    assert "12345\n199999999999999999</textarea>" in response.content.decode()
    assert set(round.participants.values_list("employee__name", flat=True)) == {"Sari Wulandari", "Tono Hartono"}
    empty = client.post(reverse("participant_add", args=[round.pk]), {})
    assert "Isi salah satu" in empty.content.decode()


def test_raters_from_the_pages(staff: Staff, cast: Cast) -> None:
    client, round = enter(cast.dewi), make_round(cast)
    (sari,) = invite(round, staff.sari)
    add = reverse("rater_add", args=[sari.pk])
    assert client.post(add, {"account": "rina", "relation": "assessor"}).status_code == 302
    wrong = client.post(add, {"account": "sari", "relation": "assessor"})
    assert ("tidak dapat menilai dirinya sendiri" in wrong.content.decode(), 'value="sari"' in wrong.content.decode()) == (
        True, True,
    )  # fmt: skip
    page = client.post(reverse("raters_spread", args=[round.pk]), {"others": "budi\ntata", "each": "2"})
    assert "Akun tidak ditemukan: tata" in page.content.decode()
    page = client.post(reverse("raters_spread", args=[round.pk]), {"others": "budi", "each": "2"})
    assert "1 penilai ditetapkan" in page.content.decode()


def test_only_the_agency_sees_and_only_hr_runs(ring: Ring, cast: Cast) -> None:
    address = reverse("round_detail", args=[ring.round.pk])
    who = (cast.dewi, cast.maya, cast.anton, cast.rina, cast.budi, cast.sari)
    assert [enter(user).get(address).status_code for user in who] == [200, 200, 404, 403, 403, 403]
    assert list(rounds_of(cast.anton, cast.mamuju)) == []
    step_url = reverse("round_step", args=[ring.round.pk])
    assert enter(cast.maya).post(step_url, {"to": "closed"}).status_code == 403


def test_hr_neither_sees_nor_settles_her_own(staff: Staff, cast: Cast) -> None:
    round = make_round(cast)
    (dewi,) = invite(round, staff.dewi)
    client = enter(cast.dewi)
    for name in ("participant_detail", "conclusion_edit"):
        assert client.get(reverse(name, args=[dewi.pk])).status_code == 403
    assert client.post(reverse("rater_add", args=[dewi.pk]), {"account": "rina"}).status_code == 403


def test_lists_filter_and_export(ring: Ring, staff: Staff, cast: Cast) -> None:
    client = enter(cast.dewi)
    invite(ring.round, staff.budi)

    def names(query: str) -> list[str]:
        page = client.get(reverse("round_detail", args=[ring.round.pk]) + query).context["page"]
        return [str(row) for row in page.rows]

    assert names("?q=budi") == ["Budi Santoso"]
    assert names("?standing=no_rater") == ["Budi Santoso"]
    assert names("?standing=ready") == []
    for rater in (ring.one, ring.two):
        ring.enter(rater, 1, 2)
    assert names("?standing=ready") == ["Sari Wulandari, S.A.P."]
    assert [len(client.get(reverse("round_list") + query).context["page"].rows) for query in ("", "?q=x", "?state=open")] == [
        1, 0, 1,
    ]  # fmt: skip
    for name, args in (("round_export", []), ("participant_export", [ring.round.pk])):
        assert client.get(reverse(name, args=args)).getvalue()[:2] == b"PK"
    assert list(staff.sari.readings.values_list("what", "reader__username")) == [("export", "dewi")]


@pytest.mark.parametrize("name", ["round_list", "round_detail"])
def test_lists_cost_the_same_for_one_and_three(staff: Staff, cast: Cast, name: str) -> None:
    client, costs, round = enter(cast.dewi), [], make_round(cast)
    address = reverse(name, args=[round.pk] if name == "round_detail" else [])
    invite(round, staff.sari)
    client.get(address)
    for people in ([], [staff.budi, staff.rina]):
        for person in people:
            make_round(cast)
            (one,) = invite(round, person)
            Rater.objects.create(participant=one, user=cast.budi)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        costs.append(len(queries))
    assert (costs[1], costs[0] <= 14) == (costs[0], True)


def test_adding_a_hundred_costs_what_adding_one_costs(staff: Staff, cast: Cast) -> None:
    costs = []
    for number in (1, 100):
        people = [make_person(cast.surabaya, f"1980{number:03}0{n:010}", f"Orang {n}") for n in range(number)]
        round = make_round(cast)
        with CaptureQueriesContext(connection) as queries:
            rounds.add_participants(round=round, people=people, on=TODAY)
        costs.append(len(queries))
    assert costs[0] == costs[1]
