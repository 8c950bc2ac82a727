"""Forms of assessment rounds: the round itself, its participants, its raters."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core import holders, units
from core.forms.roles import day, suggested
from core.models import Agency, User
from employees.models import Employee, Position
from evaluations.domain import raters as rater_rules
from evaluations.enums import Method, Purpose, Relation
from evaluations.models import AssessmentRound, Competency, Participant
from evaluations.selectors import rounds as selectors
from evaluations.selectors.jobs import job_meant
from evaluations.selectors.ratings import assessors_of
from evaluations.services.library import fields as library_fields
from evaluations.services.raters import MOST_EACH
from evaluations.services.rounds import MOST_PARTICIPANTS, Refused

MOST_LINES = 2_000
_METHODS = [choice for choice in Method.choices if choice[0] != Method.SIASN]  # those come by import only
_field_names = cache(library_fields)


class RoundForm(forms.ModelForm):
    """What is assessed, how, by whom and when."""

    method = forms.ChoiceField(label=_("Metode"), choices=_METHODS)
    accredited_until = day(_("Akreditasi berlaku sampai"), required=False)
    starts_on = day(_("Mulai"))
    ends_on = day(_("Selesai"))
    competencies = forms.ModelMultipleChoiceField(
        label=_("Kompetensi yang dinilai"), queryset=Competency.objects.none(),
        error_messages={"required": _("Pilih paling sedikit satu kompetensi.")},
    )  # fmt: skip

    class Meta:
        model = AssessmentRound
        fields = ("name", "method", "purpose", "provider", "accreditation", "accredited_until", "starts_on", "ends_on",
                  "competencies")  # fmt: skip
        help_texts = {
            "purpose": _("Menentukan kategori hasil: pemetaan atau pengisian jabatan."),
            "provider": _("Lembaga yang menyelenggarakan, misalnya UPT Penilaian Kompetensi."),
            "accreditation": _("Nomor surat akreditasi dari BKN. Kosongkan bila metode ini tidak memerlukannya."),
        }

    def __init__(self, *args: Any, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["accreditation"].required = False
        self.fields["competencies"].queryset = selectors.competencies_on_offer(agency)  # type: ignore[attr-defined]
        if not self.instance.pk:
            self.initial["competencies"] = list(Competency.objects.mandatory().values_list("pk", flat=True))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        starts, ends = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts and not 2000 <= starts.year <= 2100:
            self.add_error("starts_on", _("Periksa tahunnya."))
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("Kegiatan tidak mungkin selesai sebelum dimulai."))
        return cleaned

    @property
    def groups(self) -> list[tuple[str, list[Competency], bool]]:
        """Competencies by field of government, the nine first: (title, competencies, whether any is chosen)."""
        found: dict[str, list[Competency]] = defaultdict(list)
        for one in self.fields["competencies"].queryset:  # type: ignore[attr-defined]
            found[_field_names().get(one.field, one.field) if one.field else str(one.get_group_display())].append(one)
        chosen = self.chosen
        return [(title, rows, any(one.pk in chosen for one in rows)) for title, rows in found.items()]

    @property
    def chosen(self) -> set[int]:
        """Keys of the competencies ticked now."""
        given = self["competencies"].value() or []
        keys = (one.pk if isinstance(one, Competency) else one for one in given)
        return {int(key) for key in keys if str(key).isdigit()}

    @property
    def visible_plain(self) -> list[forms.BoundField]:
        """The fields without the competencies, which stand in groups of their own."""
        return [field for field in self if field.name != "competencies"]


@dataclass(frozen=True)
class Line:
    """A line that was not taken, and why."""

    text: str
    reason: str


class ParticipantForm(forms.Form):
    """Whom to invite: one person, a whole unit, or a list of NIP."""

    person = forms.CharField(
        label=_("Satu pegawai"), max_length=300, required=False, widget=suggested("participant_options", "people"),
        help_text=_("Ketik nama lalu pilih dari saran, atau tulis NIP."),
    )  # fmt: skip
    unit = forms.CharField(
        label=_("Seluruh pegawai aktif satu unit"), max_length=300, required=False,
        widget=suggested("unit_options", "unit-names"), help_text=_("Termasuk unit-unit di bawahnya."),
    )  # fmt: skip
    nips = forms.CharField(
        label=_("Daftar NIP"), required=False, max_length=100_000, strip=False,
        widget=forms.Textarea(attrs={"rows": 6, "inputmode": "numeric", "spellcheck": "false"}),
        help_text=_("Satu NIP tiap baris, boleh ditempel dari Excel."),
    )  # fmt: skip
    target = forms.CharField(
        label=_("Jabatan yang dituju"), max_length=250, required=False, widget=suggested("target_options", "job-names"),
        help_text=_("Peserta diukur terhadap jabatan ini. Kosong berarti jabatan masing-masing."),
    )  # fmt: skip

    def __init__(self, *args: Any, round: AssessmentRound, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.round, self.reader, self.agency = round, user, round.agency
        self.lines: dict[str, str] = {}  # line of the list by NIP
        self.unknown: list[Line] = []
        if round.purpose != Purpose.FILLING:
            del self.fields["target"]

    def clean_person(self) -> Employee | None:
        wanted = self.cleaned_data["person"]
        found = selectors.person_named(self.agency, wanted) if wanted else None
        if wanted and found is None:
            raise forms.ValidationError(_("Tidak ada pegawai dengan NIP ini. Pilih salah satu saran."))
        return found

    def clean_unit(self) -> list[Employee]:
        wanted = self.cleaned_data["unit"].strip()
        if not wanted:
            return []
        found = units.find_units(self.reader, self.agency, wanted, limit=2)
        if len(found) != 1:
            raise forms.ValidationError(_("Unit ini tidak ditemukan atau ada beberapa. Pilih salah satu saran."))
        people = selectors.people_of_units(self.agency, found, most=MOST_PARTICIPANTS)
        if len(people) > MOST_PARTICIPANTS:
            raise forms.ValidationError(_("Unit ini terlalu besar untuk satu kegiatan. Pilih unit di bawahnya."))
        if not people:
            raise forms.ValidationError(_("Tidak ada pegawai aktif di unit ini."))
        return people

    def clean_target(self) -> Position | None:
        wanted = self.cleaned_data["target"].strip()
        found = job_meant(self.agency, wanted) if wanted else None
        if wanted and found is None:
            raise forms.ValidationError(_("Jabatan ini tidak ditemukan atau ada beberapa. Pilih salah satu saran."))
        return found

    def clean_nips(self) -> list[Employee]:
        lines = [line.strip() for line in self.cleaned_data["nips"].splitlines() if line.strip()]
        if len(lines) > MOST_LINES:
            raise forms.ValidationError(_("Paling banyak %(most)d baris sekali tempel.") % {"most": MOST_LINES})
        for line in lines:
            digits = "".join(character for character in line if character.isdigit())
            if len(digits) == 18:
                self.lines.setdefault(digits, line)
            else:
                self.unknown.append(Line(line, str(_("NIP harus 18 angka"))))
        people = selectors.people_by_nip(self.agency, self.lines)
        missing = [line for nip, line in self.lines.items() if nip not in people]
        self.unknown += [Line(line, str(_("tidak ada pegawai dengan NIP ini"))) for line in missing]
        return list(people.values())

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        named = any(self.data.get(name, "").strip() for name in ("person", "unit", "nips"))
        if not named:
            raise forms.ValidationError(_("Isi salah satu: pegawai, unit, atau daftar NIP."))
        return cleaned

    @property
    def people(self) -> list[Employee]:
        """Everybody meant by the form, each once."""
        given = self.cleaned_data
        one = [given["person"]] if given.get("person") else []
        found = {person.pk: person for person in [*one, *given.get("unit", []), *given.get("nips", [])]}
        return list(found.values())

    def left_over(self, refused: Iterable[Refused]) -> list[Line]:
        """Lines that were not taken, with the reason; people of the other fields by their name."""
        return self.unknown + [
            Line(self.lines.get(one.person.nip, f"{one.person.nip} {one.person}"), one.reason) for one in refused
        ]


class RaterForm(forms.Form):
    """Somebody who rates, and in which capacity."""

    account = forms.CharField(
        label=_("Penilai"), max_length=200, widget=suggested("rater_options", "rater-names"),
        help_text=_("Ketik nama atau NIP, lalu pilih dari saran."), error_messages={"required": _("Pilih penilai.")},
    )  # fmt: skip
    relation = forms.ChoiceField(label=_("Hubungan"), choices=[])

    def __init__(self, *args: Any, participant: Participant, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agency = participant.round.agency
        relations = rater_rules.relations_of(participant.round.method)
        self.fields["relation"].choices = [(one, Relation(one).label) for one in relations]  # type: ignore[attr-defined]
        if len(relations) == 1:
            self.fields["relation"].widget = forms.HiddenInput()
            self.fields["relation"].initial = relations[0]

    def clean_account(self) -> User:
        found = holders.account_named(self.agency, self.cleaned_data["account"])
        if found is None:
            raise forms.ValidationError(_("Tidak ada akun dengan nama atau NIP ini. Pilih salah satu saran."))
        return found


class SpreadForm(forms.Form):
    """Assessors among whom the participants are shared."""

    assessors = forms.ModelMultipleChoiceField(
        label=_("Asesor"),
        queryset=User.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"}),
    )
    others = forms.CharField(
        label=_("Akun lain"), required=False, max_length=5_000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Satu NIP atau nama akun tiap baris, untuk penilai tanpa peran Asesor."),
    )  # fmt: skip
    each = forms.IntegerField(
        label=_("Asesor tiap peserta"), min_value=1, max_value=MOST_EACH, initial=2,
        help_text=_("Peserta yang sudah punya asesor hanya dilengkapi kekurangannya."),
    )  # fmt: skip

    def __init__(self, *args: Any, round: AssessmentRound, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agency = round.agency
        known = [user.pk for user in assessors_of(round.agency, on=on)]
        self.fields["assessors"].queryset = User.objects.filter(pk__in=known).order_by("name")  # type: ignore[attr-defined]

    def clean_others(self) -> list[User]:
        lines = [line.strip() for line in self.cleaned_data["others"].splitlines() if line.strip()]
        found = {line: holders.account_named(self.agency, line) for line in lines[:50]}
        if missing := [line for line, user in found.items() if user is None]:
            raise forms.ValidationError(_("Akun tidak ditemukan: %(names)s.") % {"names": ", ".join(missing)})
        return [user for user in found.values() if user is not None]

    @property
    def chosen(self) -> list[User]:
        """Everybody meant, each once."""
        users = [*self.cleaned_data["assessors"], *self.cleaned_data["others"]]
        return list({user.pk: user for user in users}.values())
