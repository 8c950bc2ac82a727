"""Topic: 20 JP of learning a year."""

from decimal import Decimal

from reports.domain.comparison import spread
from reports.domain.figures import ReportFigures
from reports.domain.indonesian import number, percent
from reports.domain.topics.base import State, Statement, Topic, missing, people


def jp_topic(figures: ReportFigures, noun: str) -> Topic:
    """20 JP a year for PNS (PP 11/2017 jo. PP 17/2020 art. 203(4)); CPNS are counted with them."""
    whole, year = figures.whole, figures.year
    if not whole.pns_total:
        return missing(
            "Pemenuhan 20 JP belum dapat dihitung",
            f"Belum ada data PNS dan CPNS untuk tahun {year}.",
            "Lengkapi riwayat pelatihan",
            "Impor data pegawai dan riwayat pelatihan dari SIASN, lalu terbitkan laporan ini kembali.",
        )
    if not whole.pns_short:
        return Topic(
            State.FULFILLED,
            Statement(
                "Seluruh PNS dan CPNS memenuhi 20 JP",
                f"Sebanyak {number(whole.pns_total)} PNS dan CPNS, yaitu seluruhnya, mencapai 20 JP pada tahun {year}.",
            ),
            Statement(
                "Pertahankan pemenuhan 20 JP",
                f"Tetapkan rencana pengembangan kompetensi tahun {year + 1} sejak awal tahun agar capaian ini terjaga.",
            ),
        )
    return Topic(State.NEEDS_ACTION, _jp_finding(figures, noun), _jp_recommendation(figures, noun))


def _jp_finding(figures: ReportFigures, noun: str) -> Statement:
    whole, year = figures.whole, figures.year
    if whole.pns_meeting:
        headline = f"{percent(whole.jp_share)} PNS dan CPNS memenuhi 20 JP"
        text = (
            f"Sebanyak {number(whole.pns_meeting)} dari {number(whole.pns_total)} PNS dan CPNS mencapai 20 JP pada tahun {year}"
            f"; {number(whole.pns_short)} orang belum mencapainya."
        )
    else:
        headline = "Belum ada PNS dan CPNS yang memenuhi 20 JP"
        text = f"Tidak seorang pun dari {number(whole.pns_total)} PNS dan CPNS mencapai 20 JP pada tahun {year}."
    ends = spread(figures.units, lambda unit: unit.jp_share, of=lambda unit: unit.pns_total)
    if ends and ends.uniform:
        text += f" Capaian semua {noun} sama, yaitu {percent(ends.lowest.value)}."
    elif ends:
        text += (
            f" Capaian terendah terdapat di {ends.lowest.phrase(noun, percent)} "
            f"dan tertinggi di {ends.highest.phrase(noun, percent)}."
        )
    return Statement(headline, text)


def _jp_recommendation(figures: ReportFigures, noun: str) -> Statement:
    ends = spread(figures.units, lambda unit: unit.jp_share, of=lambda unit: unit.pns_total)
    if ends and not ends.uniform:
        headline = f"Utamakan {ends.lowest.names(noun)} dalam pembagian kursi pelatihan"
    else:
        headline = "Tambah kesempatan pelatihan bagi PNS dan CPNS"
    text = f"Sediakan pelatihan bagi {number(figures.whole.pns_short)} PNS dan CPNS yang belum mencapai 20 JP."
    most = spread(figures.units, lambda unit: Decimal(unit.pns_short), 0)
    if most and not most.uniform:
        text += f" Jumlah terbanyak berada di {most.highest.phrase(noun, people)}."
    return Statement(headline, text)
