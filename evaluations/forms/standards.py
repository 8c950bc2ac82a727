"""The standard of a job as a grid: a row for each competency, with its level and importance."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from core.forms.fields import LeanSelect
from core.forms.roles import day
from evaluations.enums import Importance
from evaluations.models import Competency, JobStandard
from evaluations.selectors.jobs import Demanded
from evaluations.services.standards import DOCUMENT

NOT_NAMED = ""  # of the nine the default of the tier holds; of the others nothing is demanded
LEVELS = [(NOT_NAMED, "–"), *((str(level), str(level)) for level in range(1, 6))]


def _text(label: Any, length: int, *, rows: int = 0, help_text: Any = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(label=label, max_length=length, required=False, widget=widget, help_text=help_text)


class StandardForm(forms.Form):
    """From when, on which ground, and what the job demands beside competencies."""

    valid_from = day(_("Berlaku sejak"))
    legal_basis = _text(_("Dasar hukum"), 200, help_text=_("Misalnya nomor peraturan atau keputusan kepala daerah."))
    summary = _text(_("Ikhtisar jabatan"), 2000, rows=2)
    education = _text(_("Pendidikan"), 300)
    trainings = _text(_("Pelatihan"), 500)
    experience = _text(_("Pengalaman"), 300)

    def __init__(self, *args: Any, grid: Iterable[Competency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.grid = list(grid)
        for competency in self.grid:
            self.fields[f"level_{competency.pk}"] = forms.ChoiceField(
                label=competency.name, choices=LEVELS, required=False, widget=forms.RadioSelect
            )
            self.fields[f"importance_{competency.pk}"] = forms.ChoiceField(
                label=competency.name, choices=Importance.choices, initial=Importance.IMPORTANT, required=False,
                widget=LeanSelect,
            )  # fmt: skip

    @property
    def head(self) -> list[Any]:
        """The fields beside the grid."""
        return [self[name] for name in ("valid_from", *DOCUMENT)]

    @property
    def rows(self) -> Iterator[dict[str, Any]]:
        """The grid: a competency, the choices of its level, the field of its importance."""
        for competency in self.grid:
            level = self[f"level_{competency.pk}"]
            chosen = str(level.value() or NOT_NAMED)
            yield {
                "competency": competency,
                "name": level.html_name,
                "choices": [(value, label, value == chosen) for value, label in LEVELS],
                "importance": self[f"importance_{competency.pk}"],
                "errors": level.errors,
            }

    @property
    def levels(self) -> dict[int, tuple[int, str]]:
        """Level and importance of the competencies that were given a level."""
        data = self.cleaned_data
        return {
            each.pk: (int(data[f"level_{each.pk}"]), data[f"importance_{each.pk}"] or Importance.IMPORTANT)
            for each in self.grid
            if data.get(f"level_{each.pk}")
        }

    @property
    def document(self) -> dict[str, Any]:
        """The other entries, as the service takes them."""
        texts = {name: " ".join(self.cleaned_data[name].split()) for name in DOCUMENT if name != "summary"}
        return texts | {"summary": self.cleaned_data["summary"].strip(), "valid_from": self.cleaned_data["valid_from"]}


def stored_entries(standard: JobStandard | None) -> dict[str, Any]:
    """What the standard says beside its levels."""
    return {name: getattr(standard, name) for name in DOCUMENT} if standard else {}


def stored_levels(rows: Iterable[Demanded]) -> dict[str, Any]:
    """Levels and importances as values of the form; defaults of the tier are filled in (R-KOMP-1)."""
    values: dict[str, Any] = {}
    for row in rows:
        values[f"level_{row.competency.pk}"] = str(row.level or NOT_NAMED)
        values[f"importance_{row.competency.pk}"] = row.importance or Importance.IMPORTANT
    return values


def typed_entries(data: QueryDict) -> dict[str, Any]:
    """What was typed so far, to be drawn again without being checked."""
    kept = ("level_", "importance_")
    return {name: data[name] for name in data if name in ("valid_from", *DOCUMENT) or name.startswith(kept)}


def keys_in(entries: Mapping[str, Any]) -> list[int]:
    """Keys of the competencies that the entries have a row for."""
    ends = (name.removeprefix("level_") for name in entries if name.startswith("level_"))
    return [int(end) for end in ends if end.isascii() and end.isdigit() and len(end) < 10]
