"""Lists of raters and of one's own results as Excel files: what the pages show, of nobody else, and no reading."""

from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from core.models import User
from core.tests.people import Cast
from employees.models import Reading
from employees.tests.staff import Staff, enter
from evaluations.domain import standards
from evaluations.models import Rater
from evaluations.tests.rounds import TODAY, Ring, cast, invite, ring, staff  # noqa: F401

pytestmark = pytest.mark.django_db


def rows_of(user: User, name: str, query: str = "") -> list[list[Any]]:
    """What the file holds below its headings."""
    response = enter(user).get(reverse(name) + query)
    content = BytesIO(b"".join(response.streaming_content))  # type: ignore[attr-defined]
    return CalamineWorkbook.from_filelike(content).get_sheet_by_index(0).to_python()[1:]


def test_whom_one_rates_without_a_word_of_what_was_rated(ring: Ring, cast: Cast) -> None:
    ring.enter(ring.one, 2, evidence="CATATAN-RINA")
    assert rows_of(cast.rina, "rating_export") == [
        [
            "Sari Wulandari, S.A.P.", "Pengadministrasi Umum", "Kelurahan Ketintang", "Pemetaan 2026", "Assessment center",
            "Asesor", ring.round.ends_on, 1.0, 2.0, "Perlu diisi",
        ]
    ]  # fmt: skip
    assert rows_of(cast.budi, "rating_export") == []


def test_the_file_holds_what_is_filtered(ring: Ring, cast: Cast) -> None:
    ring.enter(ring.one, 2, 3)
    kept = [len(rows_of(cast.rina, "rating_export", query)) for query in ("?state=open", "?state=done", "?q=budi")]
    assert kept == [0, 1, 0]
    assert rows_of(cast.rina, "rating_export", "?state=done")[0][-1] == "Lengkap"


def test_no_reading_tells_a_participant_who_rates_her(ring: Ring, cast: Cast) -> None:
    rows_of(cast.rina, "rating_export")
    assert list(Reading.objects.values_list("what", "reader")) == []


def test_a_formula_stays_a_text(ring: Ring, cast: Cast) -> None:
    ring.round.name = '=HYPERLINK("http://x")'
    ring.round.save(update_fields=["name"])
    assert rows_of(cast.rina, "rating_export")[0][3] == '=HYPERLINK("http://x")'


def test_ones_own_results_only(ring: Ring, cast: Cast) -> None:
    for rater in (ring.one, ring.two):
        ring.enter(rater, 2, 3)
    made = ring.conclude()
    (row,) = rows_of(cast.sari, "assessment_own_export")
    until = standards.last_day(TODAY)
    assert row == [
        TODAY, until, "Assessment center", "Pemetaan 2026", "Pengadministrasi Umum", float(made.jpm), made.category,
    ]  # fmt: skip
    assert [rows_of(user, "assessment_own_export") for user in (cast.rina, cast.dewi)] == [[], []]


def test_both_pages_offer_the_file(ring: Ring, cast: Cast) -> None:
    for rater in (ring.one, ring.two):
        ring.enter(rater, 2, 3)
    ring.conclude()
    pages = ((cast.rina, "rating_list", "rating_export"), (cast.sari, "assessment_own_list", "assessment_own_export"))
    for user, page, file in pages:
        assert f'href="{reverse(file)}' in enter(user).get(reverse(page)).content.decode()


def test_the_file_costs_the_same_for_one_and_three(ring: Ring, staff: Staff, cast: Cast) -> None:
    costs = []
    for people in ([], [staff.budi, staff.tono]):
        for one in invite(ring.round, *people):
            Rater.objects.create(participant=one, user=cast.rina)
        with CaptureQueriesContext(connection) as queries:
            rows_of(cast.rina, "rating_export")
        costs.append(len(queries))
    assert costs[1] == costs[0]
