"""Two jobs of one name are told apart by their tier; a bare name that means both means none."""

import pytest
from django.urls import reverse

from core.tests.people import Cast
from employees.models import Employee, Position
from employees.tests.staff import Staff, enter
from evaluations.models import Participant
from evaluations.selectors.career import target_named
from evaluations.tests.rounds import cast, make_round, staff  # noqa: F401

pytestmark = pytest.mark.django_db
NAME = "Analis Kebijakan"


@pytest.fixture
def jobs(staff: Staff, cast: Cast) -> tuple[Position, Position]:
    """Both are held by somebody, so that both are suggested."""
    made = (
        Position.objects.create(agency=cast.surabaya, name=NAME, tier="pelaksana"),
        Position.objects.create(agency=cast.surabaya, name=NAME, tier="jf", level="ahli_madya"),
    )
    for person, job in zip((staff.rina, staff.tono), made, strict=True):
        Employee.objects.filter(pk=person.pk).update(position=job)
    return made


LABELS = [f"{NAME} · Jabatan Fungsional", f"{NAME} · Pelaksana"]


def test_a_target_of_career(jobs: tuple[Position, Position], cast: Cast) -> None:
    named = [target_named(cast.surabaya, text) for text in (NAME, *LABELS, str(jobs[0].pk), "")]
    assert named == [None, jobs[1], jobs[0], jobs[0], None]


def test_the_page_of_career_asks_which(jobs: tuple[Position, Position], cast: Cast) -> None:
    client = enter(cast.sari)
    page = client.get(reverse("career"), {"job": NAME})
    text = page.content.decode()
    assert (page.context["target"], sorted(job.pk for job in page.context["alike"])) == (
        None,
        sorted(j.pk for j in jobs),
    )
    assert [label in text for label in ("Jabatan mana yang dimaksud?", *LABELS)] == [True] * 3
    assert f'value="{LABELS[1]}"' in client.get(reverse("career"), {"job": jobs[0].pk}).content.decode()
    options = client.get(reverse("career_jobs"), {"job": "Analis"}).content.decode()
    assert [label in options for label in LABELS] == [True, True]


def test_the_target_of_a_round(jobs: tuple[Position, Position], staff: Staff, cast: Cast) -> None:
    client = enter(cast.dewi)
    round = make_round(cast, purpose="filling")
    address = reverse("participant_add", args=[round.pk])
    options = client.get(reverse("target_options"), {"target": "Analis"}).content.decode()
    assert [label in options for label in LABELS] == [True, True]
    refused = client.post(address, {"nips": staff.sari.nip, "target": NAME})
    assert (refused.status_code, refused.context["form"].errors["target"], Participant.objects.count()) == (
        400, ["Jabatan ini tidak ditemukan atau ada beberapa. Pilih salah satu saran."], 0,
    )  # fmt: skip
    assert client.post(address, {"nips": staff.sari.nip, "target": LABELS[0]}).status_code == 302
    assert Participant.objects.get().position == jobs[1]
