"""Chart titles say the finding; by equality, with the edges."""

from reports.domain import chart_titles
from reports.domain.figures import read_figures
from reports.tests.render import factory
from reports.tests.render.factory import region, unit

NOUN = "perangkat daerah"


def figures(numbers):
    return read_figures(numbers, None, 2025, "Kabupaten Mamuju")


def whole_titles(numbers) -> list[str]:
    whole = figures(numbers).whole
    names = ("status_title", "tier_title", "histogram_title", "competency_title", "dimension_title", "band_title")
    return [getattr(chart_titles, name)(whole) for name in names]


def unit_titles(numbers) -> list[str]:
    names = ("headcount_title", "jp_title", "heat_title", "assessment_title", "predicate_title", "ip_title")
    return [getattr(chart_titles, name)(figures(numbers), NOUN) for name in names]


def test_titles_of_the_whole():
    assert whole_titles(factory.two_units()) == [
        "100,0% ASN berstatus PNS",
        "Pelaksana mencakup 100,0% ASN",
        "12 ASN (60,0%) belum memiliki JP",
        "Semua kompetensi dipenuhi oleh 80,0% ASN yang dinilai",
        "Kekurangan terbesar pada dimensi Kompetensi: 20,00 dari 40",
        "100,0% ASN berada pada kategori Rendah dan Sangat Rendah",
    ]


def test_titles_that_compare_units():
    numbers = region(
        DINAS_SOSIAL=unit(10, meeting=2, valid=4, ip=55.0, competencies=factory.competencies(4, 4, kerjasama=1)),
        INSPEKTORAT=unit(30, meeting=18, valid=30, met=30, ip=65.0, predicates={"2": 15, "3": 15}),
    )
    assert unit_titles(numbers) == [
        "ASN terbanyak bertugas di Inspektorat (75,0%)",
        "50,0% PNS dan CPNS memenuhi 20 JP, terendah di Dinas Sosial (20,0%)",
        "Capaian kompetensi per perangkat daerah",  # four people are too few to be called the lowest
        "85,0% ASN memiliki hasil penilaian yang berlaku, terendah di Dinas Sosial (40,0%)",
        "62,5% ASN yang dievaluasi berpredikat Baik atau Sangat Baik, terendah di Inspektorat (50,0%)",
        "IP ASN 60,00 (Sangat Rendah), terendah di Dinas Sosial (55,00)",
    ]


def test_the_lowest_cell_of_the_grid_rests_on_ten_people():
    weak = factory.competencies(10, 10, kerjasama=3)
    numbers = region(DINAS_SOSIAL=unit(20, valid=10, competencies=weak), INSPEKTORAT=unit(30, valid=30, met=30))
    assert unit_titles(numbers)[2] == "Capaian terendah: Kerja Sama di Dinas Sosial (30,0%)"


def test_units_that_do_not_differ():
    assert unit_titles(region(DINAS_A=unit(), DINAS_B=unit())) == [
        "Jumlah ASN sama di semua perangkat daerah (10 orang)",
        "40,0% PNS dan CPNS memenuhi 20 JP, merata di semua perangkat daerah",
        "Capaian semua perangkat daerah sama pada semua kompetensi (80,0%)",
        "50,0% ASN memiliki hasil penilaian yang berlaku",
        "100,0% ASN yang dievaluasi berpredikat Baik atau Sangat Baik",
        "IP ASN 60,00 (Sangat Rendah)",
    ]


def test_without_data():
    assert whole_titles({}) + unit_titles({}) == [
        "Belum ada data status ASN",
        "Belum ada data jabatan ASN",
        "Belum ada data JP",
        "Belum ada hasil penilaian kompetensi yang berlaku",
        "Belum ada data IP ASN",
        "Belum ada data kategori IP ASN",
        "Jumlah ASN per perangkat daerah",
        "Belum ada data JP PNS dan CPNS",
        "Belum ada hasil penilaian kompetensi yang berlaku",
        "Belum ada data penilaian kompetensi",
        "Belum ada data predikat kinerja",
        "Belum ada data IP ASN",
    ]


def test_everybody_has_jp():
    whole = figures({"all": unit(jp_histogram={"1-9": 4, "40+": 0, ">=40": 6})}).whole
    assert chart_titles.histogram_title(whole) == "Semua ASN memiliki JP; 40,0% di bawah 20 JP"
