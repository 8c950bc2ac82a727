"""Several raters of one participant at once, a line for each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.models import User
from evaluations.domain import raters as rules
from evaluations.enums import Relation
from evaluations.models import Participant
from evaluations.selectors.nominees import accounts_of_lines
from evaluations.services.raters import MOST_NAMED, Left


@dataclass(frozen=True)
class RaterLine:
    """A line that was not taken, and why."""

    relation: str
    text: str
    reason: str | Promise

    @property
    def relation_name(self) -> str:
        return str(Relation(self.relation).label)


class RatersForm(forms.Form):
    """A list of accounts for each capacity in which somebody rates in the round."""

    def __init__(self, *args: Any, participant: Participant, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agency = participant.round.agency
        self.unknown: list[RaterLine] = []
        self.lines: dict[tuple[int, str], str] = {}  # the line by account and relation
        self.wanted: list[tuple[User, str]] = []
        for relation in rules.relations_of(participant.round.method):
            if relation != rules.SELF:
                self.fields[relation] = forms.CharField(
                    label=Relation(relation).label, required=False, max_length=20_000, strip=False,
                    widget=forms.Textarea(attrs={"rows": 2 if relation == rules.SUPERIOR else 6, "spellcheck": "false"}),
                    help_text=_("Satu NIP atau nama akun tiap baris, boleh ditempel dari Excel."),
                )  # fmt: skip

    @property
    def typed(self) -> dict[str, str]:
        """What stands in the form as it was sent."""
        return {name: self.data.get(name, "") for name in self.fields}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        rows = [
            (name, line.strip()) for name in self.fields for line in cleaned.get(name, "").splitlines() if line.strip()
        ]
        if not rows:
            raise forms.ValidationError(_("Tulis paling sedikit satu penilai, atau minta usulan dari susunan unit."))
        if len(rows) > MOST_NAMED:
            raise forms.ValidationError(_("Paling banyak %(most)d baris sekali simpan.") % {"most": MOST_NAMED})
        found = accounts_of_lines(self.agency, {line for _name, line in rows})
        for name, line in rows:
            if line not in found:
                reason = _("tidak ada akun yang dapat menilai dengan nama atau NIP ini")
                self.unknown.append(RaterLine(name, line, reason))
            elif (found[line].pk, name) not in self.lines:
                self.lines[found[line].pk, name] = line
                self.wanted.append((found[line], name))
        return cleaned

    def left_over(self, left: Iterable[Left]) -> list[RaterLine]:
        """Lines that were not taken, as they were typed, with the reason."""
        return self.unknown + [
            RaterLine(one.relation, self.lines[one.user.pk, one.relation], one.reason) for one in left
        ]


def texts_of(left: Iterable[RaterLine]) -> Mapping[str, str]:
    """The same lines by relation, to be mended and sent again."""
    texts: dict[str, list[str]] = {}
    for line in left:
        texts.setdefault(line.relation, []).append(line.text)
    return {relation: "\n".join(lines) for relation, lines in texts.items()}
