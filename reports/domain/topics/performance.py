"""Topic: yearly performance predicates."""

from reports.domain.comparison import spread
from reports.domain.figures import ReportFigures
from reports.domain.indonesian import number, percent, share
from reports.domain.topics.base import State, Statement, Topic, missing


def predicate_topic(figures: ReportFigures, noun: str) -> Topic:
    """Yearly predicates (PermenPANRB 6/2022)."""
    whole, year = figures.whole, figures.year
    if not whole.rated:
        return missing(
            "Predikat kinerja belum tersedia",
            f"Belum ada data predikat kinerja untuk tahun {year}.",
            "Lengkapi predikat kinerja",
            "Impor hasil evaluasi kinerja tahunan dari SIASN.",
        )
    unrated = f" Sebanyak {number(whole.unrated)} ASN belum memiliki predikat." if whole.unrated else ""
    if not whole.below_good:
        return Topic(
            State.FULFILLED,
            Statement(
                "Seluruh predikat Baik atau lebih tinggi",
                f"Sebanyak {number(whole.rated)} ASN yang dievaluasi berpredikat Baik atau Sangat Baik.{unrated}",
            ),
            Statement("Pertahankan mutu kinerja", "Lanjutkan dialog kinerja berkala antara atasan dan pegawai."),
        )
    text = (
        f"Sebanyak {number(whole.below_good)} dari {number(whole.rated)} ASN yang dievaluasi pada tahun {year} "
        f"berpredikat di bawah Baik.{unrated}"
    )
    ends = spread(figures.units, lambda unit: share(unit.below_good, unit.rated), of=lambda unit: unit.rated)
    start = f", dimulai dari {ends.highest.names(noun)}" if ends and not ends.uniform else ""
    return Topic(
        State.NEEDS_ACTION,
        Statement(f"{percent(share(whole.below_good, whole.rated))} ASN berpredikat di bawah Baik", text),
        Statement(
            f"Bina {number(whole.below_good)} ASN berpredikat di bawah Baik",
            f"Susun rencana pembinaan kinerja bersama atasan langsung{start}.",
        ),
    )
