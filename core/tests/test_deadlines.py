"""The clock of 3 × 24 hours."""

from datetime import UTC, datetime, timedelta

import pytest

from core.domain.deadlines import clock, due_at
from core.domain.documents import document_kind

START = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)


def test_it_runs_through_the_weekend() -> None:
    assert due_at(START) == datetime(2026, 11, 23, 17, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("after", "state", "days", "hours"),
    [(0, "running", 3, 0), (0.5, "running", 3, 0), (47, "running", 1, 1), (48, "soon", 1, 0), (71.5, "soon", 0, 1),
     (72, "soon", 0, 0), (72.5, "late", 0, 0), (80, "late", 0, 8), (100, "late", 1, 4)],
)  # fmt: skip
def test_how_it_stands(after: float, state: str, days: int, hours: int) -> None:
    found = clock(due_at(START), at=START + timedelta(hours=after))
    assert (found.state, found.days, found.hours) == (state, days, hours)


@pytest.mark.parametrize(("after", "state", "tone"), [(71, "met", "ok"), (73, "missed", "bad")])
def test_it_stops_when_done(after: int, state: str, tone: str) -> None:
    found = clock(due_at(START), at=START + timedelta(days=30), done_at=START + timedelta(hours=after))
    assert (found.state, found.tone) == (state, tone)


@pytest.mark.parametrize(
    ("head", "kind"),
    [(b"%PDF-1.4", "pdf"), (b"\xff\xd8\xff\xe1", "jpg"), (b"\x89PNG\r\n\x1a\n", "png"), (b"", None), (b" %PDF-", None),
     (b"GIF89a", None), (b"<svg", None), (b"PK\x03\x04", None)],
)  # fmt: skip
def test_what_a_document_is(head: bytes, kind: str | None) -> None:
    assert document_kind(head) == kind
