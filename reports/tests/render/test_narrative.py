"""The sentences of the report, by equality: grammar, ties, zeros, one unit."""

import pytest

from reports.domain.comparison import Direction
from reports.domain.figures import read_figures
from reports.domain.narrative import executive_summary, unit_lead
from reports.tests.render import factory
from reports.tests.render.factory import region, unit


def summary(numbers, previous=None):
    return executive_summary(numbers, previous, year=2025, area="Kabupaten Mamuju")


def said(statements):
    return [(item.headline, item.text) for item in statements]


def test_two_units_that_differ():
    result = summary(factory.two_units())
    assert said(result.findings) == [
        (
            "40,0% PNS dan CPNS memenuhi 20 JP",
            "Sebanyak 8 dari 20 PNS dan CPNS mencapai 20 JP pada tahun 2025; 12 orang belum mencapainya. Capaian terendah "
            "terdapat di Dinas Sosial (20,0%) dan tertinggi di Inspektorat (60,0%).",
        ),
        (
            "Capaian semua kompetensi sama",
            "Dari 10 ASN dengan hasil penilaian berlaku, masing-masing 80,0% memenuhi standar setiap kompetensi.",
        ),
        (
            "50,0% ASN tanpa hasil penilaian yang berlaku",
            "Sebanyak 10 dari 20 ASN tidak memiliki hasil penilaian kompetensi yang berlaku: semuanya belum pernah "
            "dinilai. Bagian terbesar terdapat di Dinas Sosial (70,0%).",
        ),
    ]
    assert said(result.recommendations) == [
        (
            "Utamakan Dinas Sosial dalam pembagian kursi pelatihan",
            "Sediakan pelatihan bagi 12 PNS dan CPNS yang belum mencapai 20 JP. Jumlah terbanyak berada di Dinas Sosial "
            "(8 orang).",
        ),
        (
            "Susun program peningkatan 9 kompetensi",
            "Selenggarakan program bagi ASN yang levelnya di bawah standar jabatan.",
        ),
        (
            "Jadwalkan penilaian kompetensi bagi 10 ASN",
            "Jadwalkan 10 ASN yang belum pernah dinilai; mulai dari Dinas Sosial.",
        ),
    ]


def test_the_weakest_competency_is_named():
    weak, full = factory.competencies(10, 10, actual=1.75, kerjasama=6), factory.competencies(10, 10)
    result = summary(region(DINAS_A=unit(valid=10, competencies=weak), DINAS_B=unit(valid=10, competencies=full)))
    assert said(result.findings)[1] == (
        "Kerja Sama paling jarang memenuhi standar",
        "Dari 20 ASN dengan hasil penilaian berlaku, 80,0% memenuhi standar kompetensi tersebut. Level rata-ratanya "
        "2,00 terhadap standar 2,00. Capaian terendah terdapat di Dinas A (60,0%).",
    )
    assert said(result.recommendations)[1] == (
        "Susun program peningkatan kompetensi Kerja Sama",
        "Selenggarakan program bagi 4 ASN yang levelnya di bawah standar jabatan, dimulai dari Dinas A.",
    )


def test_ties_of_competencies_and_of_units():
    weak = factory.competencies(5, 5, kerjasama=3, pengembanganDiriDanOrla=3)
    result = summary(
        region(DINAS_A=unit(meeting=2, competencies=weak), DINAS_B=unit(meeting=2, competencies=weak), DINAS_C=unit())
    )
    jp, competency, _ = said(result.findings)
    assert jp[1].endswith(
        "Capaian terendah terdapat di Dinas A dan Dinas B (masing-masing 20,0%) dan tertinggi di Dinas C (40,0%)."
    )
    assert competency[0] == "Kerja Sama serta Pengembangan Diri dan Orang Lain paling jarang memenuhi standar"


def test_a_long_tie_is_counted():
    units = {f"DINAS_{letter}": unit(meeting=2) for letter in "ABCD"}
    jp = said(summary(region(**units, DINAS_E=unit(meeting=9))).findings)[0]
    assert jp[1].endswith(
        "terendah terdapat di 4 perangkat daerah (masing-masing 20,0%) dan tertinggi di Dinas E (90,0%)."
    )


def test_units_that_do_not_differ():
    jp, *_ = summary(region(DINAS_A=unit(), DINAS_B=unit())).findings
    assert jp.text.endswith("Capaian semua perangkat daerah sama, yaitu 40,0%.")


def test_a_single_unit_is_not_compared():
    result = summary(region(DINAS_A=unit(meeting=4, valid=5, met=4)))
    assert said(result.findings)[0] == (
        "40,0% PNS dan CPNS memenuhi 20 JP",
        "Sebanyak 4 dari 10 PNS dan CPNS mencapai 20 JP pada tahun 2025; 6 orang belum mencapainya.",
    )
    assert said(result.recommendations)[0] == (
        "Tambah kesempatan pelatihan bagi PNS dan CPNS",
        "Sediakan pelatihan bagi 6 PNS dan CPNS yang belum mencapai 20 JP.",
    )


def test_nobody_reached_the_target():
    jp = said(summary(region(DINAS_A=unit(meeting=0))).findings)[0]
    assert jp == (
        "Belum ada PNS dan CPNS yang memenuhi 20 JP",
        "Tidak seorang pun dari 10 PNS dan CPNS mencapai 20 JP pada tahun 2025.",
    )


def test_what_is_fulfilled_gives_way_to_what_needs_action():
    result = summary(region(DINAS_A=unit(meeting=10, valid=10, met=10, predicates={"2": 6, "4": 3})))
    assert said(result.findings) == [
        (
            "IP ASN 60,00, kategori Sangat Rendah",
            "Kekurangan terbesar terdapat pada dimensi Kompetensi (20,00 dari 40).",
        ),
        (
            "33,3% ASN berpredikat di bawah Baik",
            "Sebanyak 3 dari 9 ASN yang dievaluasi pada tahun 2025 berpredikat di bawah Baik. Sebanyak 1 ASN belum "
            "memiliki predikat.",
        ),
        (
            "Seluruh PNS dan CPNS memenuhi 20 JP",
            "Sebanyak 10 PNS dan CPNS, yaitu seluruhnya, mencapai 20 JP pada tahun 2025.",
        ),
    ]


def test_both_kinds_of_missing_assessments():
    parts = {"valid": 5, "expired": 2, "never": 3}
    result = summary(region(DINAS_A=unit(assessment=parts)))
    assert result.findings[2].text == (
        "Sebanyak 5 dari 10 ASN tidak memiliki hasil penilaian kompetensi yang berlaku: hasil 2 orang kedaluwarsa dan "
        "3 orang belum pernah dinilai."
    )
    assert result.recommendations[2].text == (
        "Dahulukan 3 ASN yang belum pernah dinilai, kemudian 2 ASN yang hasilnya kedaluwarsa."
    )


@pytest.mark.parametrize("numbers", [{}, {"all": {}}, region(DINAS_A=unit(0, meeting=0, valid=0))])
def test_without_people_the_missing_data_is_said(numbers):
    result = summary(numbers)
    assert [item.value for item in result.figures] == ["0", *["belum ada data"] * 5]
    assert [item.headline for item in result.findings][:2] == [
        "Pemenuhan 20 JP belum dapat dihitung",
        "Kompetensi terhadap standar belum dapat dihitung",
    ]
    assert len(result.recommendations) == 3


def test_six_figures_with_direction():
    before = region(DINAS_SOSIAL=unit(9, meeting=2, valid=3, met=1), INSPEKTORAT=unit(9, meeting=6, valid=7, met=7))
    before["all"]["ip_average"] = 61.5
    figures = summary(factory.two_units(), before).figures
    assert [(item.label, item.value, item.note, item.change.words) for item in figures] == [
        ("Jumlah ASN", "20", "PNS 20", "belum ada pembanding 2024"),
        ("PNS dan CPNS memenuhi 20 JP", "40,0%", "8 dari 20 PNS dan CPNS", "turun 4,4 poin dari 2024"),
        ("Rata-rata JP per ASN", "12,00", "total 240 JP", "tetap seperti 2024"),
        ("IP ASN", "60,00", "kategori Sangat Rendah · terlemah Kompetensi", "turun 1,50 poin dari 2024"),
        ("Penilaian masih berlaku", "50,0%", "10 dari 20 ASN", "turun 5,6 poin dari 2024"),
        ("Rata-rata JPM", "95,50", "dari 10 ASN yang dinilai", "tetap seperti 2024"),
    ]


def test_without_last_year_there_is_no_direction():
    figures = summary(factory.two_units()).figures
    assert {(item.change.direction, item.change.words) for item in figures} == {
        (Direction.UNKNOWN, "belum ada pembanding 2024")
    }


def test_a_change_smaller_than_the_printed_decimals_is_no_change():
    before = factory.two_units()
    before["all"]["ip_average"] = 60.004
    assert summary(factory.two_units(), before).figures[3].change.words == "tetap seperti 2024"


def test_unit_lead():
    figures = read_figures(factory.two_units(), None, 2025, "Kabupaten Mamuju")
    assert unit_lead(figures, figures.units[0], "daerah") == (
        "10 ASN, 50,0% dari daerah. Di bawah daerah dalam hal pemenuhan 20 JP, IP ASN, dan penilaian berlaku."
    )


def test_unit_lead_without_people():
    figures = read_figures(region(DINAS_A=unit(0, meeting=0, valid=0)), None, 2025, "Kabupaten Mamuju")
    assert unit_lead(figures, figures.units[0], "daerah") == "0 ASN."


@pytest.mark.parametrize(("people", "named"), [(9, False), (10, True)])
def test_no_ranking_rests_on_fewer_than_ten_people(people, named):
    """One person of five moves a share by twenty points: that is no ground to send the trainers there first."""
    large, small = unit(20, meeting=15), unit(people, meeting=1)
    middle = unit(20, meeting=10)
    result = summary(region(DINAS_A=large, DINAS_B=middle, DINAS_C=small))
    assert ("Utamakan Dinas C dalam pembagian kursi pelatihan" in dict(said(result.recommendations))) == named
    assert ("Utamakan Dinas B dalam pembagian kursi pelatihan" in dict(said(result.recommendations))) != named
