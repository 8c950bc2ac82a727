"""The dictionary that comes with the application: complete, well formed, and loaded into versions."""

import tomllib
from collections import Counter
from datetime import date

import pytest
from django.db import ProgrammingError, transaction
from django.utils import timezone

from evaluations.domain.competencies import COMPETENCIES
from evaluations.models import Competency, CompetencyVersion, LevelText
from evaluations.services import library
from evaluations.services.library import load_library

FIELDS = {
    "manajerial": 9, "kesehatan": 5, "pendidikan": 5, "pekerjaan-umum": 5, "pertanian": 4, "keuangan": 4, "spbe": 4,
    "pengadaan": 3, "kearsipan": 3, "kependudukan": 2, "sosial": 3, "manajemen-proyek": 2,
}  # fmt: skip


def entries() -> list[dict]:
    files = [tomllib.loads(path.read_text()) for path in library.FOLDER.glob("*.toml")]
    return [entry | {"field": file["field"]} for file in files for entry in file["competencies"]]


def sentences() -> list[str]:
    levels = [level for entry in entries() for level in entry["levels"]]
    return [text for level in levels for text in (level["meaning"], *level["indicators"])]


def test_the_nine_and_forty_technical_ones():
    assert Counter(entry["field"] for entry in entries()) == FIELDS
    nine = [entry["code"] for entry in entries() if entry["field"] == "manajerial"]
    assert nine == [competency.key for competency in COMPETENCIES]


def test_every_competency_has_five_levels_of_three_indicators():
    shapes = {tuple(len(level["indicators"]) for level in entry["levels"]) for entry in entries()}
    assert shapes == {(3, 3, 3, 3, 3)}


def test_every_text_is_a_sentence_of_its_own():
    texts = sentences()
    assert [text for text in texts if not text[0].isupper() or not text.endswith(".") or len(text) > 240] == []
    assert [text for text, times in Counter(texts).items() if times > 1] == []


@pytest.mark.django_db
def test_loading_twice_makes_one_version_of_each():
    assert load_library(at=timezone.now()) == 49
    assert load_library(at=timezone.now()) == 0
    assert (Competency.objects.count(), CompetencyVersion.objects.count(), LevelText.objects.count()) == (49, 49, 245)
    assert Competency.objects.get(code="KES.01").field == "kesehatan"


@pytest.mark.django_db
def test_a_changed_text_is_a_new_version_and_the_old_one_stays(tmp_path, monkeypatch):
    load_library(at=timezone.now())
    source = (library.FOLDER / "kesehatan.toml").read_text()
    for path in library.FOLDER.glob("*.toml"):
        (tmp_path / path.name).write_text(path.read_text())
    definition = tomllib.loads(source)["competencies"][0]["definition"]
    (tmp_path / "kesehatan.toml").write_text(source.replace(definition, "Definisi yang baru."))
    monkeypatch.setattr(library, "FOLDER", tmp_path)
    assert load_library(at=timezone.now()) == 1
    versions = CompetencyVersion.objects.filter(competency__code="KES.01").order_by("number")
    assert list(versions.values_list("number", "definition", "valid_from")) == [
        (1, definition, date(2026, 1, 1)),
        (2, "Definisi yang baru.", timezone.now().date()),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("model", [CompetencyVersion, LevelText])
def test_what_a_version_says_is_never_changed(model):
    load_library(at=timezone.now())
    changed = {"definition": "x"} if model is CompetencyVersion else {"meaning": "x"}
    with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
        model.objects.update(**changed)


@pytest.mark.django_db
def test_what_an_agency_added_is_left_alone(cast):
    own = Competency.objects.create(agency=cast.surabaya, code="KES.01", name="Milik kami", group="technical", order=1)
    load_library(at=timezone.now())
    own.refresh_from_db()
    assert (own.name, own.versions.count()) == ("Milik kami", 0)
