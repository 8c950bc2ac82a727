"""Topic: levels against the standard of the job."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from reports.domain.comparison import MOST_NAMES, spread
from reports.domain.figures import CompetencyFigures, ReportFigures, UnitFigures
from reports.domain.indonesian import joined, number, percent, rounded, share
from reports.domain.topics.base import FULL, State, Statement, Topic, missing


def weakest_competencies(unit: UnitFigures) -> tuple[CompetencyFigures, ...]:
    """The competencies least often met, ties (as printed) together; empty when nobody was assessed."""
    rows = unit.assessed_competencies
    lowest = min((rounded(row.meeting_share, 1) or Decimal(0) for row in rows), default=None)
    return tuple(row for row in rows if rounded(row.meeting_share, 1) == lowest)


def competency_names(rows: Sequence[CompetencyFigures]) -> str:
    """ "Kerja Sama dan Komunikasi", or "5 kompetensi" when the tie is long."""
    if len(rows) > MOST_NAMES:
        return f"{len(rows)} kompetensi"
    return joined([row.competency.name for row in rows])


def mean_meeting_share(unit: UnitFigures) -> Decimal | None:
    """Mean of the nine shares of people meeting the standard, per cent."""
    rows = unit.assessed_competencies
    return share(sum(row.meeting for row in rows), sum(row.assessed for row in rows))


def competency_topic(figures: ReportFigures, noun: str) -> Topic:
    """Levels against the standard of the job (PermenPANRB 38/2017), over people with a valid assessment."""
    weakest, year = weakest_competencies(figures.whole), figures.year
    if not weakest:
        return missing(
            "Kompetensi terhadap standar belum dapat dihitung",
            f"Belum ada ASN dengan hasil penilaian kompetensi yang berlaku pada akhir tahun {year}.",
            "Mulai penilaian kompetensi",
            "Selenggarakan penilaian kompetensi agar kesenjangan terhadap standar jabatan dapat diketahui.",
        )
    if weakest[0].meeting_share == FULL:
        return Topic(
            State.FULFILLED,
            Statement(
                "Semua kompetensi memenuhi standar",
                f"Seluruh ASN dengan hasil penilaian berlaku ({number(weakest[0].assessed)} orang) memenuhi standar "
                "pada setiap kompetensi.",
            ),
            Statement(
                "Pertahankan mutu kompetensi",
                "Arahkan program pengembangan pada kesiapan untuk jabatan yang lebih tinggi.",
            ),
        )
    return Topic(
        State.NEEDS_ACTION, _competency_finding(figures, weakest, noun), _competency_action(figures, weakest, noun)
    )


def _share_of(row: CompetencyFigures) -> Callable[[UnitFigures], Decimal | None]:
    """A measure: the share meeting the standard of this competency in a unit."""

    def measure(unit: UnitFigures) -> Decimal | None:
        return next(own.meeting_share for own in unit.competencies if own.competency is row.competency)

    return measure


def _competency_finding(figures: ReportFigures, weakest: Sequence[CompetencyFigures], noun: str) -> Statement:
    first = weakest[0]
    each = "masing-masing " if len(weakest) > 1 else ""
    if len(weakest) > 1 and len(weakest) == len(figures.whole.assessed_competencies):
        headline, target = "Capaian semua kompetensi sama", "setiap kompetensi"
    else:
        target = "kompetensi tersebut"
        headline = f"{competency_names(weakest)} paling jarang memenuhi standar"
    text = (
        f"Dari {number(first.assessed)} ASN dengan hasil penilaian berlaku, {each}{percent(first.meeting_share)} "
        f"memenuhi standar {target}."
    )
    if len(weakest) == 1:
        text += f" Level rata-ratanya {number(first.actual, 2)} terhadap standar {number(first.required, 2)}."
        ends = spread(figures.units, _share_of(first), of=lambda unit: unit.valid)
        if ends and not ends.uniform:
            text += f" Capaian terendah terdapat di {ends.lowest.phrase(noun, percent)}."
    return Statement(headline, text)


def _competency_action(figures: ReportFigures, weakest: Sequence[CompetencyFigures], noun: str) -> Statement:
    first = weakest[0]
    word = "" if len(weakest) > MOST_NAMES else "kompetensi "
    headline = f"Susun program peningkatan {word}{competency_names(weakest)}"
    if len(weakest) > 1:
        text = "Selenggarakan program bagi ASN yang levelnya di bawah standar jabatan"
        measure: Callable[[UnitFigures], Decimal | None] = mean_meeting_share
    else:
        short = first.assessed - first.meeting
        text = f"Selenggarakan program bagi {number(short)} ASN yang levelnya di bawah standar jabatan"
        measure = _share_of(first)
    ends = spread(figures.units, measure, of=lambda unit: unit.valid)
    start = f", dimulai dari {ends.lowest.names(noun)}" if ends and not ends.uniform else ""
    return Statement(headline, text + start + ".")
