"""Topic: assessment results that are still valid."""

from reports.domain.comparison import spread
from reports.domain.figures import ReportFigures
from reports.domain.indonesian import number, percent
from reports.domain.topics.base import State, Statement, Topic, missing


def assessment_topic(figures: ReportFigures, noun: str) -> Topic:
    """A result is valid three years (Peraturan BKN 26/2019 art. 29(4))."""
    whole = figures.whole
    if whole.valid_share is None:
        return missing(
            "Keberlakuan penilaian belum dapat dihitung",
            f"Belum ada data penilaian kompetensi untuk tahun {figures.year}.",
            "Lengkapi riwayat penilaian",
            "Impor hasil penilaian kompetensi dari SIASN atau dari penyelenggara penilaian.",
        )
    if not whole.unassessed:
        return Topic(
            State.FULFILLED,
            Statement(
                "Seluruh hasil penilaian masih berlaku",
                f"Sebanyak {number(whole.valid)} ASN, yaitu seluruhnya, memiliki hasil penilaian yang berlaku.",
            ),
            Statement(
                "Jaga masa berlaku penilaian",
                "Jadwalkan penilaian ulang sebelum masa berlaku tiga tahun berakhir.",
            ),
        )
    return Topic(State.NEEDS_ACTION, _assessment_finding(figures, noun), _assessment_action(figures, noun))


def _assessment_finding(figures: ReportFigures, noun: str) -> Statement:
    whole = figures.whole
    if whole.valid:
        headline = f"{percent(whole.unassessed_share)} ASN tanpa hasil penilaian yang berlaku"
    else:
        headline = "Belum ada hasil penilaian yang berlaku"
    if whole.expired and whole.never:
        parts = f"hasil {number(whole.expired)} orang kedaluwarsa dan {number(whole.never)} orang belum pernah dinilai"
    else:
        parts = "semuanya kedaluwarsa" if whole.expired else "semuanya belum pernah dinilai"
    text = (
        f"Sebanyak {number(whole.unassessed)} dari {number(whole.valid + whole.unassessed)} ASN tidak memiliki hasil "
        f"penilaian kompetensi yang berlaku: {parts}."
    )
    ends = spread(figures.units, lambda unit: unit.unassessed_share, of=lambda unit: unit.headcount)
    if ends and not ends.uniform:
        text += f" Bagian terbesar terdapat di {ends.highest.phrase(noun, percent)}."
    return Statement(headline, text)


def _assessment_action(figures: ReportFigures, noun: str) -> Statement:
    whole = figures.whole
    never = f"{number(whole.never)} ASN yang belum pernah dinilai"
    expired = f"{number(whole.expired)} ASN yang hasilnya kedaluwarsa"
    if whole.never and whole.expired:
        text = f"Dahulukan {never}, kemudian {expired}"
    else:
        text = f"Jadwalkan {never if whole.never else expired}"
    ends = spread(figures.units, lambda unit: unit.unassessed_share, of=lambda unit: unit.headcount)
    start = f"; mulai dari {ends.highest.names(noun)}" if ends and not ends.uniform else ""
    return Statement(f"Jadwalkan penilaian kompetensi bagi {number(whole.unassessed)} ASN", text + start + ".")
