"""Loading the dictionary that comes with the application (`evaluations/dictionary/*.toml`)."""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from evaluations.enums import CompetencyGroup
from evaluations.models import Competency, CompetencyVersion, LevelText

FOLDER = Path(__file__).resolve().parent.parent / "dictionary"
NINE = "manajerial"  # the field that every job demands, named by SIASN's own codes
SINCE = date(2026, 1, 1)
BASIS = "PermenPANRB 38/2017"


@transaction.atomic
def load_library(*, at: datetime) -> int:
    """Add what is missing and a new version where a text differs; return how many versions were made.

    What an agency added itself is never touched.
    """
    stored = {c.code: c for c in Competency.objects.filter(agency=None)}
    latest = {
        version.competency_id: version
        for version in CompetencyVersion.objects.filter(competency__agency=None)
        .order_by("number")
        .prefetch_related("levels")
    }
    made = 0
    for order, (field, entry) in enumerate(_entries(), start=1):
        competency = stored.get(entry["code"]) or Competency(code=entry["code"])
        _describe(competency, field, entry, order)
        if _texts(latest.get(competency.pk)) != _wanted(field, entry):
            _add_version(competency, latest.get(competency.pk), field, entry, at)
            made += 1
    return made


def fields() -> dict[str, str]:
    """Names of the fields of government that the library knows, by key; only the heads of the files are read."""
    heads = [tomllib.loads(path.read_text().partition("\n[[")[0]) for path in sorted(FOLDER.glob("*.toml"))]
    return {head["field"]: head["name"] for head in heads}


def _files() -> list[dict[str, Any]]:
    found = [tomllib.loads(path.read_text()) for path in sorted(FOLDER.glob("*.toml"))]
    return sorted(found, key=lambda field: (field["field"] != NINE, field["name"]))


def _entries() -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    for field in _files():
        for entry in field["competencies"]:
            yield field, entry


def _describe(competency: Competency, field: Mapping[str, Any], entry: Mapping[str, Any], order: int) -> None:
    """Name, field and place in the list; saved only when something differs."""
    before = (competency.name, competency.field, competency.order)
    competency.name, competency.order = entry["name"], order
    if field["field"] != NINE:
        competency.group, competency.field = CompetencyGroup.TECHNICAL, field["field"]
    if before != (competency.name, competency.field, competency.order) or competency.pk is None:
        competency.save()


def _wanted(field: Mapping[str, Any], entry: Mapping[str, Any]) -> list[Any]:
    return [
        entry["definition"],
        _issuer(field, entry),
        *((one["meaning"], one["indicators"]) for one in entry["levels"]),
    ]


def _issuer(field: Mapping[str, Any], entry: Mapping[str, Any]) -> str:
    """Most competencies of a field have one ministry behind them; some name another."""
    return str(entry.get("issuer", field["issuer"]))


def _texts(version: CompetencyVersion | None) -> list[Any] | None:
    if version is None:
        return None
    return [version.definition, version.issuer, *((one.meaning, one.indicators) for one in version.levels.all())]


def _add_version(
    competency: Competency,
    latest: CompetencyVersion | None,
    field: Mapping[str, Any],
    entry: Mapping[str, Any],
    at: datetime,
) -> None:
    version = CompetencyVersion.objects.create(
        competency=competency, number=latest.number + 1 if latest else 1,
        valid_from=at.date() if latest else SINCE, definition=entry["definition"], issuer=_issuer(field, entry),
        legal_basis=BASIS if field["field"] == NINE else "", made_at=at,
    )  # fmt: skip
    LevelText.objects.bulk_create(
        LevelText(version=version, level=level, meaning=one["meaning"], indicators=one["indicators"])
        for level, one in enumerate(entry["levels"], start=1)
    )
