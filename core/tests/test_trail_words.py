"""What the product words itself in the trail is in the reader's language; what people wrote stays as it is."""

from datetime import UTC, datetime

import pytest
from django.utils import translation

from core.enums import DecisionKind
from core.importing.registry import importer_for
from core.models import Decision, ImportBatch
from core.tests.people import Cast
from core.trail import decision_lines, decision_name

AT = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)


def decide(cast: Cast, kind: str, **values: str) -> Decision:
    return Decision.objects.create(kind=kind, agency=cast.surabaya, by=cast.dewi, at=AT, **values)


@pytest.mark.parametrize("language", ["id", "en"])
def test_an_import_is_called_by_its_kind(cast: Cast, language: str) -> None:
    batch = ImportBatch(agency=cast.surabaya, kind="hukdis", filename="surabaya hukdis.csv")
    made = decide(cast, DecisionKind.IMPORT_STORED, subject="core.ImportBatch", subject_id="1", label=str(batch))
    with translation.override(language):
        title = str(importer_for("hukdis").title)
        assert [line.label for line in decision_lines([made])] == [f"{title} · surabaya hukdis.csv"]
    assert (title == "Hukuman disiplin") == (language == "id")


def test_other_names_and_imports_of_a_kind_that_is_gone_stay(cast: Cast) -> None:
    gone = decide(cast, DecisionKind.IMPORT_STORED, subject="core.ImportBatch", subject_id="1", label="cuti a.csv")
    person = decide(cast, DecisionKind.SUPERIOR_SET, subject="employees.Employee", subject_id="1", label="hukdis a")
    assert (decision_name(gone), decision_name(person)) == ("cuti a.csv", "hukdis a")


def test_the_basis_of_erasing_is_said_in_the_language_of_the_page(cast: Cast) -> None:
    erased = decide(
        cast, DecisionKind.DATA_ERASED, subject="core.Retention", subject_id="jobs", label="x",
        reason="UU 27/2022 pasal 43 [U]",
    )  # fmt: skip
    free = decide(cast, DecisionKind.ROLE_ENDED, subject="x", subject_id="1", label="x", reason="Pensiun")
    with translation.override("id"):
        assert [line.reason for line in decision_lines([erased, free])] == ["UU 27/2022 pasal 43", "Pensiun"]
