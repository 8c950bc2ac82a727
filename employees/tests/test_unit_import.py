"""Where the units of a file find their place in the tree that is stored already."""

from pathlib import Path

import pytest
from django.db import connection

from core.domain.errors import DomainError
from core.models import Unit
from core.tests.people import Cast
from employees.imports.units import UnitImporter
from employees.tests.test_import_preview import preview, tree
from employees.tests.test_people_import import take

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(cast: Cast, tmp_path: Path) -> Path:
    """R with its child C and grandchild G, stored in Mamuju."""
    take("unor", tmp_path, tree("R;PEMERINTAH KABUPATEN MAMUJU;;", "C;DINAS KESEHATAN;R;", "G;PUSKESMAS;C;"), "76.02")
    return tmp_path


def places() -> dict[str, str]:
    return {unit.siasn_id: unit.path for unit in Unit.objects.filter(agency__region="76.02")}


def test_a_circle_over_stored_units_is_refused(cast, folder):
    """A partial export that places the root below its own stored child."""
    before = places()
    summary = take("unor", folder, tree("R;PEMERINTAH KABUPATEN MAMUJU;C;", "N;DINAS SOSIAL;R;"), "76.02")
    assert (summary["rejected_by_reason"], summary["updated"]) == ({"parent_circle": 2}, 0)
    assert places() == before


def test_a_stored_unit_may_move_below_another(cast, folder):
    """The control: the same kind of file without a circle."""
    take("unor", folder, tree("G;PUSKESMAS;R;"), "76.02")
    stored = places()
    assert stored["G"].startswith(stored["R"])
    assert not stored["G"].startswith(stored["C"])


def test_a_tree_that_was_stored_in_a_circle_is_not_stored_upon(cast, folder):
    """Whatever may have made it: units that no path reaches end the import."""
    Unit.objects.filter(agency=cast.mamuju, siasn_id="R").update(parent_siasn_id="G")
    with pytest.raises(DomainError) as refusal, connection.cursor() as cursor:
        UnitImporter().after_store(cursor, cast.mamuju)
    assert refusal.value.code == "unit_unreached"


def test_new_ids_under_an_unknown_superior_are_another_tree(cast):
    """No root in the file: its units would land under the stored root, once more."""
    batch = preview(cast, tree("K9;KECAMATAN GAYUNGAN;ZZ;", "L9;KELURAHAN;K9;"), "unor")
    assert batch.counts["warned"] == {"other_tree": 1, "parent_unknown": 1}


def test_an_unknown_superior_beside_stored_units_needs_no_question(cast):
    file = tree("K9;KECAMATAN BARU;ZZ;", f"{cast.district.siasn_id};KECAMATAN GAYUNGAN;{cast.city.siasn_id};")
    assert preview(cast, file, "unor").counts["warned"] == {"parent_unknown": 1}
