"""The page of a file that came before, and of one that came by the command."""

import pytest
from django.urls import reverse

from core.enums import ImportState
from core.models import ImportBatch
from core.templatetags.web import moment
from core.tests.test_importing import TREE, checked, import_tree, stored
from core.tests.test_imports_page import dewi, page  # noqa: F401  (dewi is a fixture)


def test_what_a_command_stored_says_why_it_has_no_lists(dewi, cast, tmp_path):
    html = page(dewi, "import_detail", import_tree(tmp_path).pk, tab="new")
    assert "Pratinjau tidak disimpan untuk impor lewat perintah" in html
    assert "2 baris tercatat di sini; daftarnya hanya ada untuk berkas yang diunggah lewat halaman ini." in html
    assert "kosong untuk berkas ini" not in html
    assert "kosong untuk berkas ini" in page(dewi, "import_detail", ImportBatch.objects.get().pk, tab="changed")


def test_a_file_that_was_stored_before_says_so(dewi, cast, tmp_path):
    first = stored(cast, tmp_path, TREE)
    html = page(dewi, "import_detail", checked(cast, tmp_path, TREE).pk)
    assert f"Berkas yang sama persis sudah disimpan pada {moment(first.stored_at)}" in html
    assert "data sesudahnya mungkin lebih baru" in html
    assert f'href="{reverse("import_detail", args=[first.pk])}"' in html
    assert "sama persis" not in page(dewi, "import_detail", first.pk)


def test_a_file_that_waits_already_says_so(dewi, cast, tmp_path):
    first = checked(cast, tmp_path)
    html = page(dewi, "import_detail", checked(cast, tmp_path).pk)
    assert "Berkas yang sama persis sedang menunggu persetujuan." in html
    assert f'href="{reverse("import_detail", args=[first.pk])}"' in html
    assert "sudah disimpan" not in html


@pytest.mark.parametrize(
    "other", [{"kind": "pegawai"}, {"state": ImportState.DISCARDED}, {"sha256": "0" * 64}, "agency"]
)
def test_only_the_same_open_file_of_the_same_kind_and_office_counts(dewi, cast, tmp_path, other):
    """The control."""
    first = checked(cast, tmp_path)
    change = {"agency": cast.mamuju} if other == "agency" else other
    ImportBatch.objects.filter(pk=first.pk).update(**change)
    assert "sama persis" not in page(dewi, "import_detail", checked(cast, tmp_path).pk)
