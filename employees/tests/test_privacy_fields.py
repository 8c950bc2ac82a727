"""Field classes, and who sees the restricted ones how: page, fragments, export."""

from datetime import date
from io import BytesIO

import pytest
from django.apps import apps
from openpyxl import load_workbook

from core.enums import Role
from core.models import User
from core.models.tracked import events_of, is_tracked
from core.tests.people import Cast, make_user
from employees import selectors
from employees.domain.privacy import FIELD_CLASSES, RESTRICTED, FieldClass, Shown, seen
from employees.models import Employee
from employees.permissions import restricted_of, shown_to
from employees.tests.staff import Staff, cast, enter, staff  # noqa: F401

SECRETS = {
    "nik": "3578012345670001", "phone": "081234567890", "address": "Jalan Ketintang 1",
    "email": "sari@contoh.id", "birth_place": "Bojonegoro",
}  # fmt: skip
ENDS = {"nik": "••••0001", "phone": "••••7890", "address": "••••ng 1", "email": "••••h.id", "birth_place": "••••goro"}
SHOWN = {
    "sari": Shown.FULL, "dewi": Shown.FULL, "ani": Shown.FULL, "rina": Shown.MASKED, "maya": Shown.MASKED,
    "budi": Shown.HIDDEN, "lina": Shown.HIDDEN, "anton": Shown.HIDDEN,
}  # fmt: skip


@pytest.fixture
def sari(staff: Staff) -> Employee:
    Employee.objects.filter(pk=staff.sari.pk).update(email=SECRETS["email"], birth_place=SECRETS["birth_place"])
    return Employee.objects.select_related("unit").get(pk=staff.sari.pk)


@pytest.fixture
def viewers(cast: Cast) -> dict[str, User]:
    """The cast, Lina who leads the city, and Ani the administrator."""
    lina = make_user("lina", Role.LEADER, cast.surabaya)
    ani = make_user("ani", Role.ADMINISTRATOR, cast.surabaya)
    known = {name: getattr(cast, name) for name in ("sari", "budi", "rina", "dewi", "anton", "maya")}
    return known | {"lina": lina, "ani": ani}


@pytest.mark.parametrize("label", FIELD_CLASSES)
def test_every_field_of_a_classed_model_has_a_class(label: str) -> None:
    fields = {field.name for field in apps.get_model(label)._meta.concrete_fields}
    assert set(FIELD_CLASSES[label]) == fields


def test_every_model_about_people_is_classed() -> None:
    """By a foreign key to `Employee`, over however many steps; the tables of the trail copy classed ones."""
    about = {m._meta.label for m in models_about(Employee) if not hasattr(m, "pgh_tracked_model")}
    assert about | {"employees.Employee"} == set(FIELD_CLASSES)


def test_the_trail_hides_what_is_confidential() -> None:
    """A table whose every field is confidential shows no values on pages of the trail, nor a name that is one."""
    wholly = [label for label, fields in FIELD_CLASSES.items() if set(fields.values()) == {FieldClass.CONFIDENTIAL}]
    tracked = [model for label in wholly if is_tracked(model := apps.get_model(label))]
    assert {model.__name__ for model in tracked if not events_of(model).hides_values} == set()
    assert {model.__name__ for model in tracked} > {"Discipline", "Rater", "Rating"}  # control: there are such


def models_about(root: type) -> set[type]:
    found, new = set(), {root}
    while new:
        found |= new
        new = {
            model
            for model in apps.get_models()
            for field in model._meta.concrete_fields
            if field.related_model in new and model not in found
        }
    return found - {root}


def test_lists_and_suggestions_load_nothing_guarded() -> None:
    classes = FIELD_CLASSES["employees.Employee"]
    guarded = {FieldClass.RESTRICTED, FieldClass.CONFIDENTIAL}
    loaded = {name.partition("__")[0] for name in selectors._LIST_FIELDS}
    assert {name for name in loaded if classes[name] in guarded} == set()


@pytest.mark.parametrize("viewer", SHOWN)
@pytest.mark.parametrize("field", RESTRICTED)
def test_each_role_sees_each_field_as_the_table_says(sari, viewers, viewer: str, field: str) -> None:
    shown = restricted_of(viewers[viewer], sari)
    if field == "birth_date":
        wanted = {Shown.FULL: "1994-05-14", Shown.MASKED: "••••1994", Shown.HIDDEN: ""}
    else:
        wanted = {Shown.FULL: SECRETS[field], Shown.MASKED: ENDS[field], Shown.HIDDEN: ""}
    assert (shown_to(viewers[viewer], sari), getattr(shown, field)) == (SHOWN[viewer], wanted[SHOWN[viewer]])


@pytest.mark.parametrize("viewer", [name for name in SHOWN if name != "anton"])
def test_the_page_shows_exactly_that(sari, viewers, viewer: str) -> None:
    text = enter(viewers[viewer]).get(f"/pegawai/{sari.pk}/").content.decode().replace("\u00a0", "")  # in groups
    how = SHOWN[viewer]
    found = {name: (SECRETS[name] in text, ENDS[name] in text) for name in SECRETS}
    assert found == dict.fromkeys(SECRETS, (how is Shown.FULL, how is Shown.MASKED))
    assert ("14 Mei 1994" in text, "••••1994" in text) == (how is Shown.FULL, how is Shown.MASKED)


@pytest.mark.parametrize("viewer", [name for name in SHOWN if name != "anton"])
@pytest.mark.parametrize("part", ["kompetensi", "pelatihan", "kinerja", "indeks"])
def test_fragments_hold_no_restricted_field(sari, viewers, viewer: str, part: str) -> None:
    response = enter(viewers[viewer]).get(f"/pegawai/{sari.pk}/{part}/", headers={"HX-Request": "true"})
    assert response.status_code == 200
    text = response.content.decode()
    assert [name for name in SECRETS if SECRETS[name] in text or ENDS[name] in text] == []


@pytest.mark.parametrize(
    ("viewer", "birth"), [("dewi", date(1994, 5, 14)), ("ani", date(1994, 5, 14)), ("rina", "••••1994")]
)
def test_the_export_masks_by_role(sari, viewers, viewer: str, birth: date | str) -> None:
    file = enter(viewers[viewer]).get("/pegawai/ekspor/?q=sari+w").getvalue()
    heading, row = load_workbook(BytesIO(file)).active.iter_rows(values_only=True)
    cells = dict(zip(heading, row, strict=True))
    found = cells["Tanggal lahir"]
    assert (found.date() if hasattr(found, "date") else found) == birth
    assert {str(cell) for cell in row}.isdisjoint(set(SECRETS.values()) | set(ENDS.values()))


def test_suggestions_show_none_of_it(sari, viewers) -> None:
    text = enter(viewers["dewi"]).get("/pegawai/saran/", {"q": "sari"}).content.decode()
    assert "Sari Wulandari" in text
    assert [name for name in SECRETS if SECRETS[name] in text] == []


@pytest.mark.parametrize(
    ("value", "shown", "text"),
    [
        ("081234567890", Shown.FULL, "081234567890"), ("081234567890", Shown.MASKED, "••••7890"),
        ("0812", Shown.MASKED, "••••"), ("081234567890", Shown.HIDDEN, ""), ("", Shown.FULL, ""),
        (None, Shown.MASKED, ""), (date(1994, 5, 14), Shown.MASKED, "••••1994"),
    ],
)  # fmt: skip
def test_masking(value, shown: Shown, text: str) -> None:
    assert seen(value, shown) == text
