"""The language in which words and figures are said.

Documents are Indonesian whoever asks for them; pages speak the reader's language. A function that makes words takes
a voice; its sentences stand in calls of ``gettext``, so that the catalogue finds them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from core.domain.formatting import swapped
from reports.domain import indonesian
from reports.domain.indonesian import DASH, Number


@dataclass(frozen=True)
class Voice:
    """Indonesian unless told otherwise.

    Attributes:
        gettext: the sentence in the language of the voice.
        english: numbers are written 1,234.56 instead of 1.234,56.
    """

    gettext: Callable[[str], str] = str
    english: bool = False

    def number(self, value: Number, places: int = 0, *, missing: str = DASH) -> str:
        """As `indonesian.number`, with the marks of the language."""
        return self._marked(indonesian.number(value, places, missing=""), missing)

    def percent(self, value: Number, places: int = 1, *, missing: str = DASH) -> str:
        """As `indonesian.percent`, with the marks of the language."""
        return self._marked(indonesian.percent(value, places, missing=""), missing)

    def joined(self, words: Sequence[str]) -> str:
        """ "A, B, dan C" · "A, B, and C"."""
        return indonesian.joined(words, self.gettext)

    def _marked(self, figure: str, missing: str) -> str:
        if not figure:
            return missing
        return swapped(figure) if self.english else figure


INDONESIAN = Voice()
