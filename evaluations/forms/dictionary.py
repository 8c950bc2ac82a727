"""An addition to the dictionary: what it is, and the words of a version."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms.roles import ReasonMixin, day
from evaluations.domain import dictionary as rules
from evaluations.domain.dictionary import LevelWords, Words
from evaluations.enums import CompetencyGroup
from evaluations.models import Competency
from evaluations.selectors.dictionary import OWN_GROUPS
from evaluations.services.dictionary import field_key, field_name, field_names

_GROUPS = [(group.value, group.label) for group in CompetencyGroup if group in OWN_GROUPS]


def _sentence(label: Any, length: int = 500) -> forms.CharField:
    return forms.CharField(label=label, max_length=length, widget=forms.Textarea(attrs={"rows": 2}))


class WordsForm(forms.Form):
    """Name, group and field, and the definition with its five levels."""

    name = forms.CharField(label=_("Nama"), max_length=120)
    group = forms.ChoiceField(label=_("Kelompok"), choices=_GROUPS)
    field = forms.CharField(
        label=_("Bidang"), max_length=60, required=False,
        widget=forms.TextInput(attrs={"list": "fields", "autocomplete": "off"}),
        help_text=_("Urusan pemerintahan. Pilih dari saran atau ketik sendiri."),
    )  # fmt: skip
    definition = forms.CharField(label=_("Definisi"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    issuer = forms.CharField(label=_("Instansi pembina"), max_length=120, required=False)
    legal_basis = forms.CharField(
        label=_("Dasar hukum"), max_length=200, required=False, help_text=_("Misalnya nomor peraturan kepala daerah.")
    )
    valid_from = day(_("Berlaku sejak"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for level in rules.LEVELS:
            self.fields[f"meaning_{level}"] = _sentence(_("Makna level %(level)s") % {"level": level})
            for number in rules.INDICATORS:
                self.fields[f"indicator_{level}_{number}"] = _sentence(_("Indikator %(level)s.%(number)s") % {"level": level, "number": number})  # fmt: skip

    @property
    def fields_known(self) -> list[str]:
        """Names for the suggestions."""
        return sorted(field_names().values())

    @property
    def head(self) -> list[Any]:
        """The fields above the levels."""
        return [field for field in self if not field.name.startswith(("meaning_", "indicator_"))]

    @property
    def level_rows(self) -> Iterator[tuple[int, Any, list[Any]]]:
        """The number of each level, the field of its meaning, and those of its indicators."""
        for level in rules.LEVELS:
            yield level, self[f"meaning_{level}"], [self[f"indicator_{level}_{n}"] for n in rules.INDICATORS]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        return {name: rules.tidy(value) if isinstance(value, str) else value for name, value in cleaned.items()}

    @property
    def described(self) -> dict[str, Any]:
        """What the services want to know."""
        data = self.cleaned_data
        levels = tuple(
            LevelWords(data[f"meaning_{level}"], tuple(data[f"indicator_{level}_{n}"] for n in rules.INDICATORS))
            for level in rules.LEVELS
        )
        words = Words(data["definition"], data["issuer"], data["legal_basis"], levels)
        named = {name: data[name] for name in ("name", "group", "valid_from")}
        return named | {"field": field_key(data["field"]), "words": words}


class NewCompetencyForm(WordsForm):
    """The same with the code, which stays for ever."""

    code = forms.CharField(
        label=_("Kode"), max_length=40, help_text=_("Misalnya MJU.01. Kode tidak dapat diubah kemudian."),
    )  # fmt: skip
    field_order = ["code"]

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"]).strip()
        if not rules.CODE.fullmatch(code):
            raise forms.ValidationError(_("Pakai huruf, angka, titik, garis miring, atau tanda hubung, tanpa spasi."))
        return code


class RetireForm(ReasonMixin):
    """Why a competency is offered no more."""


def typed_words(competency: Competency, words: Words) -> dict[str, Any]:
    """The words of a version as they stand in the form."""
    head = {
        "name": competency.name, "group": competency.group,
        "field": field_name(competency.field) if competency.field else "",
        "definition": words.definition, "issuer": words.issuer, "legal_basis": words.legal_basis,
    }  # fmt: skip
    for level, one in enumerate(words.levels, start=1):
        head[f"meaning_{level}"] = one.meaning
        head |= {f"indicator_{level}_{n}": text for n, text in enumerate(one.indicators, start=1)}
    return head
