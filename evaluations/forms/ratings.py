"""Forms of raters and of whoever concludes; what was typed stays whatever the service says."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.domain.documents import MAX_BYTES
from core.domain.errors import DomainError
from core.forms.roles import day
from evaluations.domain import methods
from evaluations.domain import raters as rater_rules
from evaluations.models import LevelText, Participant, Rating
from evaluations.selectors.ratings import Sheet, Side
from evaluations.services import conclusions
from evaluations.services.conclusions import Conclusion, Settled
from evaluations.services.ratings import LONGEST, Entry

_LEVELS = [(level, str(level)) for level in range(1, 6)]


@dataclass(frozen=True)
class Card:
    """One competency on the page of a rater.

    Attributes:
        stored: what is stored now; ``changed``: what another window has stored since the form was drawn.
        levels: the five with their meaning and whether each is chosen.
    """

    sheet: Sheet
    level: forms.BoundField
    evidence: forms.BoundField
    seen: forms.BoundField
    stored: Rating | None
    changed: Rating | None
    levels: list[tuple[int, LevelText | None, bool]]


class RatingForm(forms.Form):
    """Level and evidence of each competency, and the rating each was drawn with."""

    def __init__(
        self, *args: Any, sheets: list[Sheet], stored: Mapping[int, Rating], participant: Participant, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.sheets, self.stored = sheets, stored
        self.changed: Mapping[int, Rating] = {}
        self.needs_evidence = rater_rules.needs_evidence(participant.round.method)
        rows = forms.Textarea(attrs={"rows": 3})
        for sheet in sheets:
            key, rating = sheet.competency.pk, stored.get(sheet.competency.pk)
            self.fields[f"level_{key}"] = forms.TypedChoiceField(
                choices=_LEVELS, coerce=int, empty_value=None, required=False, initial=rating.level if rating else None
            )
            self.fields[f"evidence_{key}"] = forms.CharField(
                required=False, max_length=LONGEST, widget=rows, initial=rating.evidence if rating else ""
            )
            self.fields[f"seen_{key}"] = forms.IntegerField(
                required=False, widget=forms.HiddenInput, initial=rating.pk if rating else None
            )

    @property
    def only(self) -> int | None:
        """The competency whose own button was pressed."""
        wanted = self.data.get("only", "")
        return int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 10 else None

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for sheet in self._sent():
            key = sheet.competency.pk
            level, evidence = cleaned.get(f"level_{key}"), (cleaned.get(f"evidence_{key}") or "").strip()
            if level is None and evidence:
                self.add_error(f"level_{key}", _("Pilih levelnya."))
            if level is not None and not evidence and self.needs_evidence:
                self.add_error(f"evidence_{key}", _("Tuliskan bukti perilaku yang Anda lihat."))
            if level is None and not evidence and self.stored.get(key):
                self.add_error(f"level_{key}", _("Penilaian yang sudah tersimpan tidak dapat dikosongkan."))
        if self.only is not None and not any(cleaned.get(f"level_{s.competency.pk}") for s in self._sent()):
            self.add_error(f"level_{self.only}" if f"level_{self.only}" in self.fields else None, _("Pilih levelnya."))
        return cleaned

    def _sent(self) -> list[Sheet]:
        """What is to be stored now: one competency, or all."""
        return [sheet for sheet in self.sheets if self.only in (None, sheet.competency.pk)]

    @property
    def entries(self) -> list[Entry]:
        """What the form says, of a valid form."""
        found = []
        for sheet in self._sent():
            key, given = sheet.competency.pk, self.cleaned_data
            if (level := given[f"level_{key}"]) is not None:
                found.append(Entry(key, level, given[f"evidence_{key}"], given[f"seen_{key}"]))
        return found

    def drawn_anew(self, stored: Mapping[int, Rating]) -> None:
        """Keep what was typed beside what is stored by now, and save over it next time."""
        self.changed, self.stored = stored, {**self.stored, **stored}
        self.data = self.data.copy()
        for key, rating in stored.items():
            self.data[f"seen_{key}"] = str(rating.pk)

    def saved(self, stored: Mapping[int, Rating]) -> None:
        """One competency was stored; the others stay as typed."""
        self.stored = stored
        self.data = self.data.copy()
        if self.only in stored:
            self.data[f"seen_{self.only}"] = str(stored[self.only].pk)

    @property
    def cards(self) -> Iterator[Card]:
        for sheet in self.sheets:
            key = sheet.competency.pk
            level = self[f"level_{key}"]
            texts, chosen = {text.level: text for text in sheet.levels}, str(level.value() or "")
            yield Card(
                sheet, level, self[f"evidence_{key}"], self[f"seen_{key}"], self.stored.get(key), self.changed.get(key),
                [(number, texts.get(number), str(number) == chosen) for number in range(1, 6)],
            )  # fmt: skip


@dataclass(frozen=True)
class Row:
    """One competency on the page that concludes.

    Attributes:
        changed: somebody has rated it anew since the page was drawn.
    """

    side: Side
    level: forms.BoundField | None
    reason: forms.BoundField | None
    changed: bool


class ConclusionForm(forms.Form):
    """Where raters differ, the level and why; what the person reads; the report."""

    assessed_on = day(_("Tanggal asesmen"), help_text=_("Hasil berlaku tiga tahun sejak tanggal ini."))
    potential = forms.DecimalField(
        label=_("Nilai potensi (0–100)"), required=False, min_value=0, max_value=100, max_digits=5, decimal_places=2,
        help_text=_(
            "Persen terhadap standar potensi, bila penyelenggara mengukurnya (Peraturan BKN 26 Tahun 2019). Menentukan "
            "sumbu potensi pada peta talenta; bila kosong, sumbu itu memakai JPM. Peserta tidak membacanya di sini."
        ),
    )  # fmt: skip
    strengths = forms.CharField(label=_("Kekuatan"))
    weaknesses = forms.CharField(label=_("Area pengembangan"))
    summary = forms.CharField(label=_("Ringkasan"))
    advice = forms.CharField(label=_("Saran pengembangan"))
    recommendation = forms.CharField(label=_("Rekomendasi (rahasia)"), required=False)
    report = forms.FileField(
        label=_("Laporan rahasia"), required=False, help_text=_("PDF, paling besar 5 MB. Peserta tidak dapat membukanya."),
        widget=forms.FileInput(attrs={"accept": ".pdf", "data-max-bytes": MAX_BYTES}),
        error_messages={"empty": _("Berkas ini kosong (0 bita)."), "invalid": _("Berkas tidak sampai ke server.")},
    )  # fmt: skip
    is_partial = forms.BooleanField(label=_("Tetapkan tanpa kompetensi yang belum dinilai"), required=False)

    def __init__(
        self,
        *args: Any,
        participant: Participant,
        sides: list[Side],
        ratings: Collection[Rating],
        on: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.sides, self.changed = sides, frozenset[int]()
        self.ratings = {rating.pk: rating.competency_id for rating in ratings}
        self.fields["seen"] = forms.CharField(
            required=False, widget=forms.HiddenInput, initial=self._words(self.ratings)
        )
        self.fields["assessed_on"].initial = min(on, participant.round.ends_on)
        for name in conclusions.TEXTS:
            self.fields[name].widget = forms.Textarea(attrs={"rows": 4})
        for name in ("strengths", "weaknesses", "recommendation"):
            self.fields[name].required = False
        if not any(not side.ratings for side in sides):
            del self.fields["is_partial"]
        if participant.round.method not in methods.WHOLE:
            del self.fields["potential"]
        if participant.round.method != methods.FEEDBACK:
            self._ask_where_they_differ()

    def _ask_where_they_differ(self) -> None:
        for side in self.sides:
            if side.differs:
                key = side.competency.pk
                choices = [("", gettext("Pilih")), *((level, str(level)) for level in side.choices)]
                missing = _("Pilih levelnya; usulan: %(level)s.") % {"level": side.level}
                self.fields[f"level_{key}"] = forms.TypedChoiceField(
                    label=side.competency.name, choices=choices, coerce=int, error_messages={"required": missing}
                )
                self.fields[f"reason_{key}"] = forms.CharField(
                    label=_("Alasan"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}),
                    error_messages={"required": _("Tuliskan alasan level yang dipilih.")},
                )  # fmt: skip

    @staticmethod
    def _words(keys: Collection[int]) -> str:
        return " ".join(str(key) for key in sorted(keys))

    def full_clean(self) -> None:
        """A browser never sends a file a second time by itself: an answer that asks for more says so."""
        super().full_clean()
        self.ask_for_file_again()

    def ask_for_file_again(self) -> None:
        file = self.files.get("report")
        if self._errors and file and "report" not in self._errors:
            again = gettext("Pilih lagi berkas “{name}”: peramban tidak mengirimkannya sekali lagi.")
            self.fields["report"].help_text = again.format(name=file.name)

    def clean_report(self) -> UploadedFile | None:
        file: UploadedFile | None = self.cleaned_data["report"]
        if file:
            try:
                conclusions.refuse_report(file)
            except DomainError as error:
                raise forms.ValidationError(error.message, code=error.code) from error
        return file or None

    def clean_seen(self) -> set[int]:
        words = self.cleaned_data["seen"].split()
        return {int(word) for word in words if word.isascii() and word.isdigit() and len(word) < 19}

    @property
    def conclusion(self) -> Conclusion:
        """What the form says, of a valid form."""
        given = self.cleaned_data
        settled = {
            side.competency.pk: Settled(given[f"level_{key}"], given[f"reason_{key}"])
            for side in self.sides
            if f"level_{(key := side.competency.pk)}" in self.fields
        }
        return Conclusion(
            assessed_on=given["assessed_on"], seen=given["seen"], settled=settled, report=given["report"],
            texts={name: given[name] for name in conclusions.TEXTS}, is_partial=given.get("is_partial", False),
            potential=given.get("potential"),
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """A page that does not show what raters say now concludes nothing; what was typed stays."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("seen", set()) != set(self.ratings):
            seen = cleaned.get("seen", set())
            self.changed = frozenset(key for rating, key in self.ratings.items() if rating not in seen)
            self.add_error(None, conclusions.RatingsChanged(self.changed).message)
            self.data = self.data.copy()
            self.data["seen"] = self._words(self.ratings)
        return cleaned

    @property
    def rows(self) -> Iterator[Row]:
        for side in self.sides:
            key = side.competency.pk
            level, reason = (
                self[f"{name}_{key}"] if f"{name}_{key}" in self.fields else None for name in ("level", "reason")
            )
            yield Row(side, level, reason, key in self.changed)
