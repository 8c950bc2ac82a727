"""Pages: nearest page, the cap, the words under the list."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from core import paging
from core.models import Region
from core.paging import page_of


@pytest.mark.parametrize(
    ("asked", "number"), [(None, 1), ("", 1), ("2", 2), ("0", 1), ("-3", 1), ("99", 3), ("x", 1), ("1.5", 1), ("²", 1)]
)
def test_gives_the_nearest_page(asked: str | None, number: int) -> None:
    assert page_of(list(range(70)), asked).number == number


def test_says_which_rows_these_are() -> None:
    assert page_of(list(range(70)), 2, noun="pegawai").summary == "26–50 dari 70 pegawai"
    assert page_of(list(range(1500)), 40, noun="pegawai").summary == "976–1.000 dari lebih dari 1.000 pegawai"


def test_the_first_page_has_a_clean_address() -> None:
    first, second, last = (page_of(list(range(70)), number) for number in (1, 2, 3))
    assert [(p.previous, p.next) for p in (first, second, last)] == [(None, 2), (None, 3), (2, None)]


def test_leafing_ends_at_the_cap() -> None:
    assert (page_of(list(range(1001)), 40).too_deep, page_of(list(range(1000)), 40).too_deep) == (True, False)
    assert page_of(list(range(1001)), 39).too_deep is False


def test_an_empty_list_is_one_empty_page() -> None:
    page = page_of([], 3)
    assert (page.number, list(page.rows), page.has_several) == (1, [], False)


@pytest.mark.django_db
def test_counts_no_further_than_the_cap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paging, "CAP", 4)
    Region.objects.bulk_create([Region(code=f"{n}", name=f"{n}", kind="province") for n in range(9)])
    with CaptureQueriesContext(connection) as queries:
        page = page_of(Region.objects.all(), 9, size=2)
        assert [region.code for region in page.rows] == ["2", "3"]
    assert (page.number, page.paginator.total_text) == (2, "lebih dari 4")
    assert "LIMIT 5" in queries.captured_queries[0]["sql"]


def test_numbers_follow_the_language_of_the_page() -> None:
    with translation.override("en"):
        assert "1,000" in page_of(list(range(1500)), 40).summary
