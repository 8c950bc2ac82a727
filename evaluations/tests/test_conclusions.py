"""Concluding: differences settled once, measured against the frozen standard, shown to those who may."""

import threading
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from openpyxl import load_workbook

from core.domain.errors import Denied, DomainError
from core.enums import DecisionKind, Role
from core.models import Decision
from core.tests.people import Cast, make_user
from employees.models import Employee, Position, Reading
from employees.tests.staff import Staff, enter
from evaluations.models import Assessment, AssessmentLevel, CurrentLevel, JobStandard, Participant, Rater, StandardLevel
from evaluations.personal_data import sections
from evaluations.services import conclusions
from evaluations.services.conclusions import Conclusion, RatingsChanged
from evaluations.services.ratings import Entry, rate
from evaluations.tests.rounds import (  # noqa: F401
    AT,
    TEXTS,
    TODAY,
    Ring,
    cast,
    invite,
    make_round,
    open_round,
    ring,
    staff,
)  # fmt: skip
from evaluations.tests.test_ratings import at_once

pytestmark = pytest.mark.django_db


def pdf(name: str = "laporan.pdf", content: bytes = b"%PDF-1.7 RAHASIA") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def code_of(act, *args, **kwargs) -> str:
    with pytest.raises(DomainError) as error:
        act(*args, **kwargs)
    return error.value.code


def agree(ring: Ring, *levels: int) -> Ring:
    for rater in (ring.one, ring.two):
        ring.enter(rater, *levels)
    return ring


def test_a_result_is_stored_with_all_that_follows(ring: Ring, staff: Staff, cast: Cast) -> None:
    agree(ring, 1, 2)
    result = ring.conclude(report=pdf())
    ring.participant.refresh_from_db()
    assert (result.levels, result.method, result.required) == (
        {"integritas": 1, "kerjasama": 2}, "assessment_center", ring.participant.required,
    )  # fmt: skip
    assert (result.jpm, result.category, result.rule_set) == (Decimal("100.00"), "Optimal", "jpm-2019")
    assert (ring.participant.state, ring.participant.concluded_by, ring.participant.summary) == (
        "concluded", cast.dewi, "Layak dikembangkan",
    )  # fmt: skip
    assert set(AssessmentLevel.objects.values_list("competency__code", "level", "evidence")) == {
        ("integritas", 1, "Terlihat"), ("kerjasama", 2, "Terlihat"),
    }  # fmt: skip
    current = CurrentLevel.objects.filter(employee=staff.sari).values_list("level", "valid_until")
    assert set(current) == {(1, date(2029, 11, 21)), (2, date(2029, 11, 21))}
    decision = Decision.objects.get(kind=DecisionKind.ASSESSMENT_CONCLUDED)
    assert (decision.by, decision.facts["assessment"], decision.facts["has_report"]) == (cast.dewi, result.pk, True)
    with ring.participant.report.open("rb") as stored:
        assert stored.read() == b"%PDF-1.7 RAHASIA"


def test_where_they_differ_a_level_is_chosen_with_a_reason(ring: Ring) -> None:
    ring.enter(ring.one, 1, 2)
    ring.enter(ring.two, 3, 2)
    skill = ring.skills[0].pk
    assert code_of(ring.conclude) == "unsettled"
    assert code_of(ring.conclude, {skill: (4, "x")}) == "unsettled"  # nobody saw it
    assert code_of(ring.conclude, {skill: (2, " ")}) == "no_reason"
    result = ring.conclude({skill: (2, "Bukti wawancara")})
    assert result.levels == {"integritas": 2, "kerjasama": 2}
    assert Decision.objects.latest("id").facts["settled"] == {"integritas": {"level": 2, "reason": "Bukti wawancara"}}


def test_what_nobody_rated_is_left_out_only_on_purpose(ring: Ring) -> None:
    assert code_of(ring.conclude) == "too_few"
    agree(ring, 2)
    assert code_of(ring.conclude) == "missing"
    assert ring.conclude(is_partial=True).levels == {"integritas": 2}


@pytest.mark.parametrize(("day", "code"), [(date(2026, 10, 31), "day_range"), (date(2026, 11, 22), "day_range")])
def test_the_day_lies_between_the_beginning_and_today(ring: Ring, day: date, code: str) -> None:
    agree(ring, 2, 2)
    assert code_of(ring.conclude, assessed_on=day) == code


def test_a_second_result_of_the_same_day_and_method_is_refused(ring: Ring, staff: Staff, cast: Cast) -> None:
    Assessment.objects.create(
        agency=cast.surabaya, employee=staff.sari, assessed_on=TODAY, levels={}, method="assessment_center"
    )
    agree(ring, 2, 2)
    assert code_of(ring.conclude, report=pdf()) == "same_day"
    ring.participant.refresh_from_db()
    assert (ring.participant.state, bool(ring.participant.report)) == ("invited", False)


def test_a_refused_conclusion_leaves_no_file(ring: Ring, settings) -> None:
    agree(ring, 2, 2)
    code_of(ring.conclude, report=pdf(), assessed_on=date(2030, 1, 1))
    ring.conclude()
    assert code_of(ring.conclude, report=pdf()) == "concluded"
    stored = [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()] if settings.MEDIA_ROOT.exists() else []
    assert stored == []


@pytest.mark.parametrize(
    ("file", "code"),
    [
        (pdf(content=b"MZ not a pdf"), "report_no_pdf"),
        (pdf(content=b"%PDF-" + b"0" * 5 * 1024 * 1024), "report_too_large"),
    ],
)
def test_the_report_is_a_pdf_by_its_bytes(ring: Ring, file: SimpleUploadedFile, code: str) -> None:
    agree(ring, 2, 2)
    assert code_of(ring.conclude, report=file) == code


def test_nobody_concludes_about_herself(ring: Ring, cast: Cast) -> None:
    agree(ring, 2, 2)
    with pytest.raises(Denied):
        ring.conclude(by=cast.sari)


def test_ratings_that_came_meanwhile_are_shown_first(ring: Ring) -> None:
    agree(ring, 2, 2)
    seen = ring.said()
    ring.enter(ring.one, 3)
    with pytest.raises(RatingsChanged) as error:
        ring.conclude(seen=seen)
    assert (error.value.competencies, Assessment.objects.count()) == ({ring.skills[0].pk}, 0)


# At once


@pytest.mark.django_db(transaction=True)
def test_two_conclusions_at_once_store_one(ring: Ring) -> None:
    agree(ring, 2, 2)
    said = ring.said()
    acts = [lambda: ring.conclude(seen=said, report=pdf()) for _ in range(2)]
    assert at_once(*acts) == ["concluded", "done"]
    assert (Assessment.objects.count(), Decision.objects.filter(kind="assessment_concluded").count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_both_would_conclude(ring: Ring, monkeypatch) -> None:
    """The control: the state is read without waiting; only the constraint of the database stops the second."""
    agree(ring, 2, 2)
    said, together = ring.said(), threading.Barrier(2)

    def unlocked(pk: int) -> Participant:
        row = Participant.objects.select_related("employee__agency", "round__agency").get(pk=pk)
        together.wait(timeout=10)
        return row

    monkeypatch.setattr(conclusions, "locked_participant", unlocked)
    days = iter((TODAY, date(2026, 11, 20)))
    acts = [lambda: ring.conclude(seen=said, assessed_on=next(days)) for _ in range(2)]
    start, found = threading.Barrier(2), []

    def work(act) -> None:
        try:
            start.wait(timeout=10)
            act()
            found.append("done")
        except Exception as error:
            found.append(type(error).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == ["IntegrityError", "done"]


@pytest.mark.django_db(transaction=True)
def test_a_rating_and_a_conclusion_at_once_never_miss_each_other(ring: Ring) -> None:
    agree(ring, 2, 2)
    said = ring.said()
    outcome = at_once(lambda: ring.enter(ring.one, 3), lambda: ring.conclude(seen=said))
    assert outcome in (["done", "not_open"], ["done", "ratings_changed"])


# Moved, and a standard that changed


def test_a_person_who_moved_is_measured_against_the_job_of_then(ring: Ring, staff: Staff, cast: Cast) -> None:
    agree(ring, 2, 2)
    head = Position.objects.create(agency=cast.surabaya, name="Camat Gayungan", tier="administrator")
    Employee.objects.filter(pk=staff.sari.pk).update(position=head, tier="administrator")
    sentence = "Dinilai terhadap jabatan lama: Pengadministrasi Umum; jabatan sekarang: Camat Gayungan."
    client = enter(cast.dewi)
    assert sentence in client.get(reverse("conclusion_edit", args=[ring.participant.pk])).content.decode()
    result = ring.conclude()
    assert (set(result.required.values()), result.jpm) == ({1}, Decimal("100.00"))
    for user, name in ((cast.dewi, "assessment_result"), (cast.sari, "assessment_own")):
        assert sentence in enter(user).get(reverse(name, args=[result.pk])).content.decode()


def test_a_standard_that_changed_leaves_the_result_and_is_named(ring: Ring, staff: Staff, cast: Cast) -> None:
    agree(ring, 2, 2)
    result = ring.conclude()
    standard = JobStandard.objects.create(
        agency=cast.surabaya, position=staff.sari.position, valid_from=TODAY, made_at=AT
    )
    StandardLevel.objects.create(standard=standard, competency=ring.skills[0], level=4)
    text = enter(cast.sari).get(reverse("assessment_own", args=[result.pk])).content.decode()
    assert ("Standar jabatan berubah" in text, "Integritas: 1 → 4" in text, "2 dari 1" in text) == (True, True, True)
    result.refresh_from_db()
    assert result.jpm == Decimal("100.00")


# Who reads what


def test_the_person_reads_summary_and_advice_but_no_report(ring: Ring, staff: Staff, cast: Cast) -> None:
    ring.enter(ring.one, 1, 2, evidence="Menegur rekan")
    ring.enter(ring.two, 2, 2)
    result = ring.conclude({ring.skills[0].pk: (2, "ALASAN-PENETAPAN")}, report=pdf())
    own = enter(cast.sari).get(reverse("assessment_own", args=[result.pk])).content.decode()
    shown = ("Layak dikembangkan", "Ikut pelatihan komunikasi", "Teliti", "Kurang berani bicara")
    hidden = ("RAHASIA-REKOMENDASI", "ALASAN-PENETAPAN", "Rina", "Tata", "laporan/", "Menegur rekan")
    assert [word for word in shown if word not in own] == []
    assert [word for word in hidden if word in own] == []
    assert (
        reverse("assessment_own", args=[result.pk])
        in enter(cast.sari).get(reverse("assessment_own_list")).content.decode()
    )
    for name in ("assessment_result", "assessment_report"):
        assert enter(cast.sari).get(reverse(name, args=[result.pk])).status_code == 403
    assert [enter(user).get(reverse("assessment_own", args=[result.pk])).status_code for user in (cast.budi, cast.dewi)] == [
        404, 404,
    ]  # fmt: skip
    others = enter(cast.dewi).get(reverse("assessment_result", args=[result.pk])).content.decode()
    assert [word for word in ("Menegur rekan", "RAHASIA-REKOMENDASI") if word not in others] == []


def test_what_assessors_wrote_stands_in_no_file_and_no_copy_of_one_s_own(ring: Ring, cast: Cast) -> None:
    agree(ring, 2, 2)
    assert AssessmentLevel.objects.filter(assessment=ring.conclude(), evidence="Terlihat").count() == 2
    client = enter(cast.sari)
    book = load_workbook(BytesIO(client.get(reverse("assessment_own_export")).getvalue()))
    cells = [str(cell.value) for row in book.active.iter_rows() for cell in row]
    assert [cell for cell in cells if "Terlihat" in cell] == []
    copies = sections(cast.sari, Employee.objects.get(user=cast.sari))
    assert [one.key for one in copies if "Terlihat" in str(one.rows)] == []


def test_the_report_opens_for_few_and_every_opening_is_written_down(ring: Ring, staff: Staff, cast: Cast) -> None:
    agree(ring, 2, 2)
    result = ring.conclude(report=pdf())
    address = reverse("assessment_report", args=[result.pk])
    who = (cast.anton, cast.rina, cast.budi, ring.two.user)
    assert [enter(user).get(address).status_code for user in who] == [404, 403, 403, 403]
    response = enter(cast.dewi).get(address)
    assert (response.getvalue(), response["Content-Disposition"], response["X-Content-Type-Options"]) == (
        b"%PDF-1.7 RAHASIA", f'attachment; filename="laporan-asesmen-{staff.sari.nip}-2026-11-21.pdf"', "nosniff",
    )  # fmt: skip
    enter(cast.maya).get(address).getvalue()
    assert list(Reading.objects.order_by("id").values_list("what", "reader__username")) == [
        ("report", "dewi"), ("report", "maya"),
    ]  # fmt: skip


def test_the_list_of_a_round_writes_down_whose_results_it_showed(ring: Ring, staff: Staff, cast: Cast) -> None:
    address = reverse("round_detail", args=[ring.round.pk])
    enter(cast.maya).get(address)
    assert Reading.objects.count() == 0  # nobody has a result yet
    agree(ring, 2, 2)
    ring.conclude()
    enter(cast.maya).get(address)
    read = Reading.objects.values_list("employee__name", "what", "reader__username")
    assert list(read) == [(staff.sari.name, "competency", "maya")]


def test_a_result_without_report_and_one_of_an_import(staff: Staff, cast: Cast) -> None:
    result = Assessment.objects.create(
        agency=cast.surabaya, employee=staff.sari, assessed_on=date(2025, 1, 1), levels={"integritas": 3}
    )
    client = enter(cast.dewi)
    assert client.get(reverse("assessment_report", args=[result.pk])).status_code == 404
    assert client.get(reverse("assessment_result", args=[result.pk])).status_code == 200
    assert (
        "Asesmen tercatat di SIASN"
        in enter(cast.sari).get(reverse("assessment_own", args=[result.pk])).content.decode()
    )


def test_the_page_keeps_what_was_typed_when_ratings_changed(ring: Ring, cast: Cast) -> None:
    agree(ring, 2, 2)
    client, address = enter(cast.dewi), reverse("conclusion_edit", args=[ring.participant.pk])
    given = {"assessed_on": "2026-11-21", "seen": " ".join(map(str, ring.said()))} | TEXTS
    ring.enter(ring.one, 3)
    page = client.post(address, given)
    text = page.content.decode()
    assert (page.status_code, "Ada penilaian yang berubah" in text, "Layak dikembangkan</textarea>" in text) == (
        400, True, True,
    )  # fmt: skip
    assert [row.changed for row in page.context["form"].rows] == [True, False]
    skill = ring.skills[0].pk
    fresh = given | {"seen": " ".join(map(str, ring.said())), f"level_{skill}": "3", f"reason_{skill}": "Bukti kuat"}
    assert client.post(address, fresh | {"report": pdf()}).status_code == 302
    assert Assessment.objects.get().levels == {"integritas": 3, "kerjasama": 2}
    again = client.post(address, fresh)
    assert (again.status_code, "sudah ditetapkan" in again.content.decode()) == (400, True)


def test_a_wrong_report_is_said_at_the_field(ring: Ring, cast: Cast) -> None:
    agree(ring, 2, 2)
    given = {"assessed_on": "2026-11-21", "seen": " ".join(map(str, ring.said())), "report": pdf(content=b"x")} | TEXTS
    page = enter(cast.dewi).post(reverse("conclusion_edit", args=[ring.participant.pk]), given)
    assert (page.status_code, page.context["form"].errors["report"]) == (400, ["Laporan harus berupa PDF."])


# 360 degrees, superior, self


def feedback(staff: Staff, cast: Cast, *levels: int, own: int | None = None) -> Participant:
    """Sari rated by so many colleagues, and by herself."""
    round = make_round(cast, "umpan_balik_360")
    (sari,) = invite(round, staff.sari)
    open_round(round, cast.dewi)
    skills = list(round.competencies.all())
    for number, level in enumerate(levels):
        user = make_user(f"rekan{number}", Role.ASN, cast.surabaya, cast.district)
        rater = Rater.objects.create(participant=sari, user=user, relation="peer")
        rate(rater=rater, entries=[Entry(one.pk, level, f"Catatan {9 - number}", None) for one in skills], at=AT)
    if own:
        rater = Rater.objects.create(participant=sari, user=cast.sari, relation="self")
        rate(rater=rater, entries=[Entry(one.pk, own, "Menurut saya", None) for one in skills], at=AT)
    return sari


def finish(participant: Participant, cast: Cast) -> Assessment:
    said = set(participant.raters.filter(ratings__closed_at=None).values_list("ratings__pk", flat=True))
    wanted = Conclusion(assessed_on=TODAY, seen=said, texts=TEXTS)
    return conclusions.conclude(participant=participant, conclusion=wanted, by=cast.dewi, at=AT)


def test_a_feedback_of_two_says_nothing(staff: Staff, cast: Cast) -> None:
    sari = feedback(staff, cast, 2, 4, own=5)
    text = enter(cast.dewi).get(reverse("conclusion_edit", args=[sari.pk])).content.decode()
    assert ("Catatan 9" in text, "Menurut saya" in text, "Belum dapat ditampilkan" in text) == (False, False, True)
    assert code_of(finish, sari, cast) == "too_few"


def test_a_feedback_of_three_is_their_mean_without_names(staff: Staff, cast: Cast) -> None:
    sari = feedback(staff, cast, 2, 2, 4, own=5)
    page = enter(cast.dewi).get(reverse("conclusion_edit", args=[sari.pk])).content.decode()
    assert ("Rekan0" in page, "Catatan 9" in page) == (False, True)
    result = finish(sari, cast)
    assert result.levels == {"integritas": 3, "kerjasama": 3}  # 8 / 3, her own 5 left out
    own = enter(cast.sari).get(reverse("assessment_own", args=[result.pk])).content.decode()
    assert ("Rekan0" in own, "Catatan" in own) == (False, False)
    others = enter(cast.dewi).get(reverse("assessment_result", args=[result.pk])).content.decode()
    assert ("Rekan0" in others, "Catatan 7<br>Catatan 8<br>Catatan 9" in others) == (False, True)
    assert CurrentLevel.objects.filter(employee=staff.sari).count() == 2


@pytest.mark.parametrize(
    ("method", "relation", "official"), [("penilaian_atasan", "superior", 2), ("penilaian_diri", "self", 0)]
)
def test_superior_and_self_conclude_alike_but_self_never_counts(
    staff: Staff, cast: Cast, method: str, relation: str, official: int
) -> None:
    round = make_round(cast, method)
    (sari,) = invite(round, staff.sari)
    user = cast.budi if relation == "superior" else cast.sari
    rater = Rater.objects.create(participant=sari, user=user, relation=relation)
    open_round(round, cast.dewi)
    rate(rater=rater, entries=[Entry(one.pk, 3, "Terlihat", None) for one in round.competencies.all()], at=AT)
    result = finish(sari, cast)
    assert (result.levels, CurrentLevel.objects.filter(employee=staff.sari).count()) == (
        {"integritas": 3, "kerjasama": 3}, official,
    )  # fmt: skip
    text = enter(cast.sari).get(reverse("assessment_own", args=[result.pk])).content.decode()
    assert ("tidak dihitung sebagai hasil resmi" in text) is (official == 0)
