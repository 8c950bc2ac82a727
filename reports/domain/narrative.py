"""The executive summary: six figures with direction, three findings, three recommendations, from the numbers alone."""

from collections.abc import Mapping
from dataclasses import dataclass

from reports.domain.comparison import Change, change
from reports.domain.disclosure import FEW
from reports.domain.figures import ReportFigures, UnitFigures, read_figures
from reports.domain.indicators import COMPARED, HEADCOUNT, IP_AVERAGE, KEY_INDICATORS, OPEN_INDEX, Indicator
from reports.domain.indonesian import NO_DATA, capitalised, joined, number, percent, rounded, share
from reports.domain.topics import TOPICS, Statement
from reports.domain.topics.professionalism import weakest_dimension
from reports.domain.vocabulary import OPEN_DIMENSIONS, STATUSES, present
from reports.domain.voice import INDONESIAN, Voice

STATEMENTS = 3


@dataclass(frozen=True)
class KeyFigure:
    """One of the six figures. `better_when_up` is None where more is neither good nor bad."""

    label: str
    value: str
    note: str
    change: Change
    better_when_up: bool | None = True


@dataclass(frozen=True)
class ExecutiveSummary:
    figures: tuple[KeyFigure, ...]
    findings: tuple[Statement, ...]
    recommendations: tuple[Statement, ...]


def executive_summary(
    numbers: Mapping, previous: Mapping | None, *, year: int, area: str, child: str = "perangkat daerah"
) -> ExecutiveSummary:
    """The summary of frozen numbers; `previous` are last year's numbers or None."""
    return summarise(read_figures(numbers, previous, year, area), child)


def summarise(figures: ReportFigures, child: str) -> ExecutiveSummary:
    """What needs action comes first, in the fixed order of the topics; then what is fulfilled, then no data."""
    before = figures.before(figures.whole)
    topics = sorted((topic(figures, child) for topic in TOPICS), key=lambda topic: topic.state.value)[:STATEMENTS]
    return ExecutiveSummary(
        figures=key_figures(figures.whole, before, figures.year),
        findings=tuple(topic.finding for topic in topics),
        recommendations=tuple(topic.recommendation for topic in topics),
    )


def key_figures(
    unit: UnitFigures, before: UnitFigures | None, year: int, voice: Voice = INDONESIAN
) -> tuple[KeyFigure, ...]:
    """The six figures of the whole area or of one unit, with what each consists of."""
    notes = (
        _status_note(unit, voice),
        _of(unit.pns_meeting, unit.pns_total, voice.gettext("PNS dan CPNS"), voice),
        voice.gettext("total {jp} JP").format(jp=jp_total_words(unit, voice)),
        _ip_note(unit, voice),
        _of(unit.valid, unit.valid + unit.unassessed, voice.gettext("ASN"), voice),
        voice.gettext("dari {count} ASN yang dinilai").format(count=voice.number(unit.valid)) if unit.valid else "",
    )
    # The exports tell who is here today: a headcount of the year before would be today's as well.
    shown = [OPEN_INDEX if item is IP_AVERAGE and unit.ip_hidden else item for item in KEY_INDICATORS]
    known = {item: None if item is HEADCOUNT else before for item in shown}
    pairs = zip(shown, notes, strict=True)
    return tuple(_figure(item, note, unit, known[item], year, voice) for item, note in pairs)


def _figure(
    indicator: Indicator, note: str, unit: UnitFigures, before: UnitFigures | None, year: int, voice: Voice
) -> KeyFigure:
    now, then = indicator.measure(unit), indicator.measure(before) if before else None
    return KeyFigure(
        label=voice.gettext(indicator.label),
        value=indicator.show(unit, voice.gettext(NO_DATA), voice),
        note=note,
        change=change(now, then, places=indicator.places, year=year, unit=indicator.unit, voice=voice),
        better_when_up=indicator.better_when_up,
    )


def _status_note(unit: UnitFigures, voice: Voice) -> str:
    """ "PNS 2.161 · PPPK 724"."""
    classes = present(unit.by_status, STATUSES)
    return " · ".join(f"{voice.gettext(label)} {voice.number(unit.by_status[key])}" for key, label in classes)


def _of(part: int, whole: int, noun: str, voice: Voice) -> str:
    """ "1.010 dari 2.161 PNS dan CPNS"; nothing when there is nobody to count."""
    if not whole:
        return ""
    words = voice.gettext("{part} dari {whole} {noun}")
    return words.format(part=voice.number(part), whole=voice.number(whole), noun=noun)


def _ip_note(unit: UnitFigures, voice: Voice) -> str:
    """The band and the weakest dimension, because the index alone tells nobody what to do."""
    weakest = weakest_dimension(unit)
    parts = [_hidden_note(unit, voice)] if unit.ip_hidden else []
    if unit.ip_band:
        parts.append(voice.gettext("kategori {band}").format(band=voice.gettext(unit.ip_band)))
    if weakest:
        parts.append(voice.gettext("terlemah {dimension}").format(dimension=voice.gettext(weakest.name)))
    return " · ".join(parts)


def _hidden_note(unit: UnitFigures, voice: Voice) -> str:
    """Out of how much the three dimensions are, and why the fourth is missing."""
    most = voice.number(sum(item.weight for item in OPEN_DIMENSIONS))
    if unit.ip_hidden == FEW:
        words = voice.gettext("paling tinggi {most}; nilai disiplin tidak ditampilkan karena terlalu sedikit orang")
    else:
        words = voice.gettext("paling tinggi {most}; nilai disiplin bersifat rahasia")
    return words.format(most=most)


def jp_total_words(unit: UnitFigures, voice: Voice = INDONESIAN) -> str:
    """JP are hundredths; decimals are printed only when there are any."""
    return voice.number(unit.jp_total, 0 if unit.jp_total == unit.jp_total.to_integral_value() else 2)


def unit_lead(figures: ReportFigures, unit: UnitFigures, whole: str) -> str:
    """One sentence on where a unit stands: what is below and what is above the whole area, compared as printed."""
    below: list[str] = []
    above: list[str] = []
    for item in COMPARED:
        own, all_ = (rounded(item.measure(one), item.places) for one in (unit, figures.whole))
        if own is not None and all_ is not None and own != all_:
            (below if own < all_ else above).append(item.words)
    part = share(unit.headcount, figures.whole.headcount)
    opening = f"{number(unit.headcount)} ASN" + (f", {percent(part)} dari {whole}" if part is not None else "")
    clauses = [f"di bawah {whole} dalam hal {joined(below)}"] if below else []
    if above:
        clauses.append(f"di atas {whole} dalam hal {joined(above)}")
    if not clauses:
        return f"{opening}."
    return f"{opening}. {capitalised('; '.join(clauses))}."
