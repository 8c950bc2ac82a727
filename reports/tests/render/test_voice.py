"""Pages speak the reader's language; documents stay Indonesian."""

from dataclasses import dataclass, field

from reports.domain import chart_titles
from reports.domain.figures import read_figures
from reports.domain.narrative import key_figures
from reports.domain.voice import Voice
from reports.tests.render import factory
from reports.tests.render.factory import region, unit

ENGLISH = {
    "{share} PNS dan CPNS memenuhi 20 JP": "{share} of PNS and CPNS have 20 JP or more",
    "{finding}, terendah di {units}": "{finding}, lowest in {units}",
    "{names} (masing-masing {value})": "{names} ({value} each)",
    "dan": "and",
    "turun {amount}": "down {amount}",
    "dari {year}": "from {year}",
    "poin": "points",
    "PNS dan CPNS": "PNS and CPNS",
    "PNS dan CPNS memenuhi 20 JP": "PNS and CPNS with 20 JP or more",
    "{part} dari {whole} {noun}": "{part} of {whole} {noun}",
}


@dataclass
class Reader:
    """Translates, and keeps what it was asked."""

    asked: set[str] = field(default_factory=set)

    def voice(self) -> Voice:
        return Voice(self.say, english=True)

    def say(self, text: str) -> str:
        self.asked.add(text)
        return ENGLISH.get(text, text)


def test_a_figure_in_english():
    whole = read_figures(factory.two_units(), None, 2025, "Mamuju").whole
    before = read_figures(region(DINAS_A=unit(18, meeting=8)), None, 2024, "Mamuju").whole
    figure = key_figures(whole, before, 2025, Reader().voice())[1]
    assert (figure.label, figure.value, figure.note, figure.change.words) == (
        "PNS and CPNS with 20 JP or more", "40.0%", "8 of 20 PNS and CPNS", "down 4.4 points from 2024",
    )  # fmt: skip


def test_a_title_in_english():
    figures = read_figures(region(A=unit(), B=unit(), C=unit(10, meeting=9)), None, 2025, "Mamuju")
    assert chart_titles.jp_title(figures, "offices", Reader().voice()) == (
        "56.7% of PNS and CPNS have 20 JP or more, lowest in A and B (40.0% each)"
    )


def test_everything_that_is_said_goes_through_the_voice():
    """No sentence keeps Indonesian numbers, and nothing empty is looked up: gettext answers it with its header."""
    reader = Reader()
    for numbers in (factory.two_units(), {}):
        figures = read_figures(numbers, None, 2025, "Mamuju")
        key_figures(figures.whole, None, 2025, reader.voice())
        chart_titles.jp_title(figures, "offices", reader.voice())
        chart_titles.tier_title(figures.whole, reader.voice())
        chart_titles.predicate_title(figures, "offices", reader.voice())
    assert not any(any(sign.isdigit() for sign in text.replace("20 JP", "")) for text in reader.asked)
    assert "" not in reader.asked
