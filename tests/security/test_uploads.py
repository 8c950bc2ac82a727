"""What is uploaded where nobody asked for a file, or beyond the limit, is written nowhere."""

import ast
from collections.abc import Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.test import Client
from django.urls import reverse

from core import uploads
from core.domain import documents
from core.importing.files import MAX_BYTES
from core.models import ImportBatch
from core.tests.people import Cast
from core.views import imports
from employees.tests.staff import enter
from tests.architecture.source import modules

BIG = 3 * 1024 * 1024  # more than what is kept in memory


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """How many bytes went into temporary files."""
    found: list[int] = []
    real = TemporaryFileUploadHandler.receive_data_chunk

    def receive(self: TemporaryFileUploadHandler, data: bytes, start: int) -> bytes | None:
        found.append(len(data))
        return real(self, data, start)

    monkeypatch.setattr(TemporaryFileUploadHandler, "receive_data_chunk", receive)
    return found


def file(size: int = BIG, name: str = "x.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"0" * size)


@pytest.mark.parametrize("page", ["/akun/masuk/", "/impor/unggah/"])
def test_nobody_who_is_not_logged_in_leaves_a_file(db, written: list[int], page: str) -> None:
    response = Client().post(page, {"file": file(), "kind": "unor"})
    assert (sum(written), response.status_code < 500) == (0, True)


def test_a_page_that_asks_for_no_file_takes_none(cast: Cast, written: list[int]) -> None:
    response = enter(cast.dewi).post(reverse("theme_choose"), {"theme": "dark", "a": file()})
    assert (sum(written), response.status_code) == (0, 302)


def test_control_a_page_that_asks_for_one_takes_it(cast: Cast, written: list[int]) -> None:
    response = enter(cast.dewi).post(reverse("import_upload"), {"kind": "unor", "file": file()})
    assert (sum(written), response.status_code, ImportBatch.objects.count()) == (BIG, 302, 1)


@pytest.mark.parametrize("number", [1, 3])
def test_beyond_the_limit_nothing_more_is_written_and_the_form_says_why(
    cast: Cast, written: list[int], monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    monkeypatch.setattr("core.importing.files.MAX_BYTES", BIG - 1)
    monkeypatch.setattr(imports.import_upload, uploads.MARK, BIG - 1)
    others = {f"other{n}": file(BIG // 2) for n in range(number)}
    response = enter(cast.dewi).post(reverse("import_upload"), {"kind": "unor", **others, "file": file()})
    assert (sum(written) < BIG, ImportBatch.objects.count(), response.status_code) == (True, 0, 400)
    assert response.context["form"].errors.as_data()["file"][0].code == "too_large"


def test_what_no_form_is_so_long_is_not_read_to_its_end(
    cast: Cast, written: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "HONEST", BIG)
    response = enter(cast.dewi).post(reverse("import_upload"), {"kind": "unor", "file": file(BIG)})
    assert (sum(written), response.status_code) == (0, 400)


def test_every_module_that_reads_files_says_how_large_they_may_be() -> None:
    def uses(source: str, wanted: str) -> bool:
        tree = ast.walk(ast.parse(source))
        return any(wanted in (getattr(node, "attr", ""), getattr(node, "id", "")) for node in tree)

    product = [path.read_text() for path in modules() if "tests" not in path.parts]
    reading = [source for source in product if "request.FILES" in source]
    assert [uses(source, "takes_files") for source in reading] == [True] * 3


def test_no_page_takes_more_than_its_form() -> None:
    from employees.views.privacy import correction_ask
    from evaluations.views.conclusions import conclusion_edit

    marks = [getattr(view, uploads.MARK) for view in (imports.import_upload, correction_ask, conclusion_edit)]
    assert marks == [MAX_BYTES, documents.MAX_BYTES, documents.MAX_BYTES]
