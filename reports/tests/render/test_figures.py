from decimal import Decimal

from reports.domain.figures import read_figures
from reports.tests.render import factory


def test_shares_and_sums():
    whole = read_figures(factory.two_units(), None, 2025, "Mamuju").whole
    assert (whole.jp_share, whole.pns_short) == (Decimal(40), 12)
    assert (whole.valid_share, whole.unassessed) == (Decimal(50), 10)
    assert (whole.rated, whole.unrated, whole.below_good, whole.good_share) == (20, 0, 0, Decimal(100))


def test_nothing_is_divided_by_zero():
    for raw in (
        {},
        factory.unit(0, meeting=0, valid=0),
        {"competencies": None, "jp_histogram": None, "ip_dimensions": None},
    ):
        whole = read_figures({"all": raw}, None, 2025, "Mamuju").whole
        shares = (whole.jp_share, whole.valid_share, whole.unassessed_share, whole.good_share)
        assert shares == (None, None, None, None)
        assert whole.assessed_competencies == ()
        assert [row.gap for row in whole.competencies] == [None] * 9


def test_units_are_in_alphabetical_order_of_their_written_names():
    numbers = factory.region(KECAMATAN_B=factory.unit(), BAGIAN_A=factory.unit(), DINAS_C=factory.unit())
    names = [unit.name for unit in read_figures(numbers, None, 2025, "Mamuju").units]
    assert names == ["Bagian A", "Dinas C", "Kecamatan B"]


def test_last_years_unit_is_found_by_its_key():
    figures = read_figures(factory.two_units(), factory.region(INSPEKTORAT=factory.unit(8)), 2025, "Mamuju")
    social, inspectorate = figures.units
    assert figures.before(social) is None
    assert figures.before(inspectorate).headcount == 8
    assert figures.before(figures.whole).headcount == 8
