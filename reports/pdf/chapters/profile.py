"""Chapter 2: who the ASN are, by status, job and unit."""

from collections.abc import Callable, Mapping

from reportlab.platypus import Flowable

from reports.domain.chart_titles import headcount_title, status_title, tier_title
from reports.domain.figures import UnitFigures
from reports.domain.indonesian import number, percent, share
from reports.domain.vocabulary import STATUSES, TIERS, present
from reports.pdf.book import Book, Flowing
from reports.pdf.chapters.common import total_row
from reports.pdf.charts.bars import Bar, BarFigure
from reports.pdf.charts.base import EmptyFigure, Figure, Side
from reports.pdf.geometry import FRAME_WIDTH
from reports.pdf.tables import Column, data_table

_HALF = (FRAME_WIDTH - 22) / 2
_TIER_GROUPS = (
    ("JPT", ("jpt_utama", "jpt_madya", "jpt_pratama")),
    ("Admi-\nnistrator", ("administrator",)),
    ("Pengawas", ("pengawas",)),
    ("Fung-\nsional", ("jf",)),
    ("Pelak-\nsana", ("pelaksana",)),
)
_GROUPED = frozenset(key for _, keys in _TIER_GROUPS for key in keys)


def write_profile(book: Book) -> None:
    whole = book.figures.whole
    lead = f"{book.meta.area} memiliki {number(whole.headcount)} ASN aktif: {status_title(whole)}. {tier_title(whole)}."
    book.chapter("profile", "Profil ASN", lead if whole.headcount else "Belum ada data ASN aktif.")
    book.section("Status kepegawaian dan jenis jabatan")
    book.add(Side(_status_chart(book), _tier_chart(book)))
    book.section(f"Sebaran menurut {book.noun}")
    if not book.figures.units:
        book.text(f"Belum ada data menurut {book.noun}.")
        return
    book.add(Flowing(_unit_chart(book), _unit_table(book)))


def _class_bars(counts: Mapping[str, int], labels: Mapping[str, str]) -> list[Bar]:
    total = sum(counts.values())
    return [
        Bar(label, counts[key], f"{number(counts[key])} ({percent(share(counts[key], total))})")
        for key, label in present(counts, labels)
    ]


class _HalfBars(BarFigure):
    label_width = 88.0
    row_height = tight_row_height = 17.0


def _status_chart(book: Book) -> Figure:
    whole = book.figures.whole
    caption = book.figure_caption("ASN menurut status kepegawaian.")
    return _half(status_title(whole), caption, _class_bars(whole.by_status, STATUSES))


def _tier_chart(book: Book) -> Figure:
    whole = book.figures.whole
    caption = book.figure_caption("ASN menurut jenis jabatan.")
    return _half(tier_title(whole), caption, _class_bars(whole.by_tier, TIERS))


def _half(title: str, caption: str, bars: list[Bar]) -> Figure:
    if not bars:
        return EmptyFigure(title, caption, _HALF)
    largest = max(bar.value for bar in bars)
    return _HalfBars(title, caption, bars, _HALF, maximum=largest, value_room=66)


def _unit_chart(book: Book) -> BarFigure:
    units, total = book.figures.units, book.figures.whole.headcount
    ranked = sorted(units, key=lambda unit: -unit.headcount)
    bars = [
        Bar(unit.name, unit.headcount, f"{number(unit.headcount)} ({percent(share(unit.headcount, total))})")
        for unit in ranked
    ]
    largest = max(unit.headcount for unit in units) or 1
    caption = book.figure_caption(f"Jumlah ASN menurut {book.noun} dan bagiannya dari seluruh ASN.")
    return BarFigure(headcount_title(book.figures, book.noun), caption, bars, maximum=largest, value_room=64)


def _unit_table(book: Book) -> list[Flowable]:
    """Units × status and job; only columns that have people in them."""
    whole = book.figures.whole
    counters: list[tuple[str, Callable[[UnitFigures], int]]] = [
        (label.replace("Paruh Waktu", "\nParuh Waktu").replace(" \n", "\n"), _status_counter(key))
        for key, label in present(whole.by_status, STATUSES)
    ]
    counters += [(head, _tier_counter(keys)) for head, keys in _TIER_GROUPS if _tier_counter(keys)(whole)]
    if _other_tiers(whole):
        counters.append(("Lainnya", _other_tiers))
    columns = [
        Column(book.noun.capitalize(), numeric=False),
        *(Column(head, 38) for head, _ in counters),
        Column("Jumlah", 40),
    ]

    def row(unit: UnitFigures) -> list[str]:
        return [unit.name, *(number(count(unit)) for _, count in counters), number(unit.headcount)]

    table = data_table(columns, [row(unit) for unit in book.figures.units], total_row(row(whole)))
    return book.table(f"ASN menurut {book.noun}, status kepegawaian, dan jenis jabatan (orang)", table)


def _status_counter(key: str) -> Callable[[UnitFigures], int]:
    return lambda unit: unit.by_status.get(key, 0)


def _tier_counter(keys: tuple[str, ...]) -> Callable[[UnitFigures], int]:
    return lambda unit: sum(unit.by_tier.get(key, 0) for key in keys)


def _other_tiers(unit: UnitFigures) -> int:
    return sum(count for key, count in unit.by_tier.items() if key not in _GROUPED)
