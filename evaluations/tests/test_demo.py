"""The demo of competency: what the cast finds in it, that it is official where it should be, and that it loads once."""

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from core.models import Agency, Decision, User
from employees.demo import load as people
from employees.demo.cast import JOB_STANDARDS
from employees.demo.generator import MAMUJU, SURABAYA
from employees.models import Employee, Position
from employees.tests.staff import enter
from evaluations.enums import Method
from evaluations.models import (
    Assessment,
    AssessmentRound,
    CurrentLevel,
    JobStandard,
    Participant,
    Rater,
    Rating,
    StandardLevel,
    TalentMap,
    TalentSetting,
)
from evaluations.selectors.person import competency_profile

STORED = (AssessmentRound, Participant, Rater, Rating, Assessment, JobStandard, StandardLevel, TalentMap, TalentSetting,
          CurrentLevel, Decision)  # fmt: skip
OFF = ("low", "medium", "high", "unassessed", "expired")


@pytest.fixture
def demo(db, monkeypatch: pytest.MonkeyPatch) -> Agency:
    """Both governments, the second one small: it brings standards and one draft only."""
    monkeypatch.setattr(people, "GOVERNMENTS", ((SURABAYA, 300, "csv"), (MAMUJU, 60, "xlsx")))
    for command in ("load_reference", "load_library", "load_demo", "load_competency_demo"):
        call_command(command, verbosity=0)
    return Agency.objects.get(region="35.78")


def told(capsys: pytest.CaptureFixture[str]) -> str:
    call_command("load_competency_demo")
    return capsys.readouterr().out.strip()


def test_what_the_cast_finds(demo: Agency) -> None:
    today = demo.date_at(timezone.now())
    found = {}
    for account in ("sari", "budi", "rina"):
        profile = competency_profile(Employee.objects.get(user__username=account), on=today)
        found[account] = {row.code: row.kind for row in profile.rows if row.kind in OFF}
    assert found == {
        "sari": {"komunikasi": "low", "mengelolaPerubahan": "low", "KEP.01": "unassessed", "ARS.01": "expired"},
        "budi": {"mengelolaPerubahan": "low", "pengambilanKeputusan": "low", "KEP.01": "unassessed",
                 "KEU.02": "unassessed", "SOS.01": "unassessed"},
        "rina": {"komunikasi": "low", "ARS.01": "unassessed", "KEU.02": "unassessed"},
    }  # fmt: skip
    job = Position.objects.get(agency=demo, name="Penata Layanan Operasional")
    nine = job.standards.get().levels.filter(competency__group__in=["managerial", "socio_cultural"])
    wanted = nine.order_by("competency__order").values_list("level", flat=True)
    assert tuple(wanted) == JOB_STANDARDS["Penata Layanan Operasional"]


def test_rounds_lie_around_today_and_self_ratings_are_not_official(demo: Agency) -> None:
    today = demo.date_at(timezone.now())
    rounds = AssessmentRound.objects.filter(agency=demo).order_by("starts_on")
    assert [(one.method, one.state, (one.starts_on - today).days) for one in rounds] == [
        (Method.TECHNICAL, "closed", -1185), (Method.TECHNICAL, "closed", -130), (Method.CENTER, "closed", -75),
        (Method.FEEDBACK, "open", -9), (Method.SIMPLE, "open", -3), (Method.SELF, "open", -2),
        (Method.TECHNICAL, "draft", 24),
    ]  # fmt: skip
    assert set(Assessment.objects.values_list("method", flat=True)) == {Method.SIASN, Method.TECHNICAL, Method.CENTER}
    assert (
        Rating.objects.filter(rater__user__username="sari", rater__participant__round__method=Method.SELF).count() == 0
    )
    assert Rating.objects.filter(rater__relation="self").exists() is True
    said = Rater.objects.filter(participant__employee__user__username="sari", ratings__isnull=False)
    answered = said.filter(participant__round__method=Method.FEEDBACK).distinct().order_by("user__username")
    assert list(answered.values_list("user__username", flat=True)) == ["budi", "maya", "rina", "sari"]
    assert Assessment.objects.filter(assessed_on__gt=today).count() == 0
    assert TalentMap.objects.get().agency == demo


def test_tono_sees_whom_he_was_asked_to_assess_and_nothing_else(demo: Agency) -> None:
    tono, sari = User.objects.get(username="tono"), Employee.objects.get(user__username="sari")
    client = enter(tono)
    waiting = Rater.objects.filter(user=tono, participant__round__method=Method.SIMPLE).order_by(
        "participant__employee__name"
    )
    asked = [client.get(f"/asesmen-saya/{rater.pk}/").status_code for rater in waiting]
    assert asked == [200] * 6
    assert [rater.ratings.count() for rater in waiting] == [9, 4, 0, 0, 0, 0]
    addresses = (f"/pegawai/{sari.pk}/", f"/pegawai/{sari.pk}/kompetensi/", "/kompetensi/asesmen/", "/talenta/")
    assert [client.get(address).status_code for address in addresses] == [404, 404, 403, 403]


def test_a_second_time_changes_nothing(demo: Agency, settings, capsys: pytest.CaptureFixture[str]) -> None:
    before = {model: list(model.objects.order_by("pk").values()) for model in STORED}
    assert told(capsys) == "Sudah ada standar jabatan atau kegiatan asesmen; data contoh kompetensi tidak dimuat."
    assert {model: list(model.objects.order_by("pk").values()) for model in STORED} == before
    settings.DEMO_ALLOWED = False
    with pytest.raises(CommandError, match="not loaded in production"):
        call_command("load_competency_demo")


def test_an_office_of_its_own_gets_nothing(db, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys) == "Data contoh belum lengkap; jalankan load_library dan load_demo lebih dahulu."
    assert [model.objects.count() for model in STORED] == [0] * len(STORED)


def test_whoever_was_asked_to_rate_is_told_at_home(demo: Agency) -> None:
    told_to = {}
    for account in ("sari", "tono", "budi", "rina", "maya"):
        notices = enter(User.objects.get(username=account)).get("/").context["home"].notices
        told_to[account] = [(notice.text, notice.url) for notice in notices]
    assert told_to == {
        "sari": [("2 penilaian menunggu Anda isi.", "/asesmen-saya/")],
        "tono": [("5 penilaian menunggu Anda isi.", "/asesmen-saya/")],
        "budi": [("2 penilaian menunggu Anda isi.", "/asesmen-saya/")],
        "rina": [("2 penilaian menunggu Anda isi.", "/asesmen-saya/")],
        "maya": [("2 penilaian menunggu Anda isi.", "/asesmen-saya/")],
    }


def test_what_a_result_left_out_is_not_met(demo: Agency) -> None:
    budi = User.objects.get(username="budi")
    result = Assessment.objects.get(employee__user=budi, method=Method.CENTER)
    page = enter(budi).get(f"/saya/asesmen/{result.pk}/").content.decode()
    assert "7 dari 9 kompetensi yang dinilai memenuhi standar" in page
    assert len(result.required) == 12
