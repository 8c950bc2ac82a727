"""The indicators the report leads with: wording, decimals, and how each is read from the figures of a unit."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from core.domain.marking import gettext_noop
from reports.domain.comparison import difference_words
from reports.domain.figures import UnitFigures
from reports.domain.indonesian import DASH
from reports.domain.voice import INDONESIAN, Voice


@dataclass(frozen=True)
class Indicator:
    """`label` heads a card, `words` stand in a sentence, `unit` measures a change ("poin" for per cents and indices).

    `better_when_up` is None where more is neither good nor bad.
    """

    label: str
    words: str
    measure: Callable[[UnitFigures], Decimal | None]
    places: int
    unit: str = gettext_noop("poin")
    per_cent: bool = False
    better_when_up: bool | None = True

    def show(self, unit: UnitFigures, missing: str = DASH, voice: Voice = INDONESIAN) -> str:
        """The value as it is printed everywhere."""
        write = voice.percent if self.per_cent else voice.number
        return write(self.measure(unit), self.places, missing=missing)

    def compared(self, unit: UnitFigures, whole: UnitFigures, word: str) -> str:
        """The value of the whole and the distance to it: "daerah 46,7% (−6,2 poin)"."""
        distance = difference_words(self.measure(unit), self.measure(whole), self.places, self.unit)
        return f"{word} {self.show(whole)} ({distance})"


HEADCOUNT = Indicator(
    gettext_noop("Jumlah ASN"),
    "jumlah ASN",
    lambda unit: Decimal(unit.headcount),
    0,
    gettext_noop("orang"),
    better_when_up=None,
)
JP_SHARE = Indicator(
    gettext_noop("PNS dan CPNS memenuhi 20 JP"), "pemenuhan 20 JP", lambda unit: unit.jp_share, 1, per_cent=True
)
JP_AVERAGE = Indicator(
    gettext_noop("Rata-rata JP per ASN"), "rata-rata JP", lambda unit: unit.jp_average, 2, gettext_noop("JP")
)
IP_AVERAGE = Indicator(gettext_noop("IP ASN"), "IP ASN", lambda unit: unit.ip_average, 2)
# In its place where discipline is not shown.
OPEN_INDEX = Indicator(gettext_noop("IP ASN tanpa disiplin"), "IP ASN tanpa disiplin", lambda unit: unit.open_index, 2)
VALID_SHARE = Indicator(
    gettext_noop("Penilaian masih berlaku"), "penilaian berlaku", lambda unit: unit.valid_share, 1, per_cent=True
)
JPM_AVERAGE = Indicator(gettext_noop("Rata-rata JPM"), "JPM", lambda unit: unit.jpm_average, 2)
GOOD_SHARE = Indicator("Predikat Baik ke atas", "predikat kinerja", lambda unit: unit.good_share, 1, per_cent=True)

COMPARED = (JP_SHARE, JP_AVERAGE, IP_AVERAGE, VALID_SHARE, JPM_AVERAGE)
KEY_INDICATORS = (HEADCOUNT, *COMPARED)
