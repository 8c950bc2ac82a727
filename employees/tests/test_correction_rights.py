"""Who decides about a request, sees its evidence, and what may be replaced by accepting it."""

from datetime import date

import pytest

from core.domain.errors import Denied
from core.enums import Role
from core.models import User
from core.tests.people import Cast, make_user
from employees.domain.privacy import RESTRICTED
from employees.models import Correction, Employee
from employees.permissions import decides_corrections
from employees.services import corrections
from employees.tests.staff import Staff, cast, enter, staff  # noqa: F401
from employees.tests.test_corrections import AT, PDF, ask


@pytest.mark.parametrize("field", sorted(RESTRICTED))
def test_a_restricted_field_is_decided_by_who_sees_it_whole(staff: Staff, cast: Cast, field: str) -> None:
    """The filter, the predicate and the service agree."""
    wanted = {
        "nik": "3578015405940002", "birth_date": "15-05-1994", "email": "s@contoh.id", "phone": "081111111111",
    }.get(field, "Surabaya")  # fmt: skip
    correction = ask(staff, cast, field, wanted)
    found = [name for name in ("rina", "dewi") if Correction.objects.decidable_by(getattr(cast, name)).exists()]
    told = [name for name in ("rina", "dewi") if decides_corrections(getattr(cast, name), staff.sari, field)]
    assert (found, told) == (["dewi"], ["dewi"])
    with pytest.raises(Denied):
        corrections.accept(correction=correction, by=cast.rina, at=AT)


def test_a_superuser_decides_about_all_and_sees_all(staff: Staff, cast: Cast) -> None:
    ask(staff, cast, "phone", "081111111111")
    ask(staff, cast, "school", "SMA 5")
    User.objects.filter(pk=cast.anton.pk).update(is_superuser=True)
    chief = User.objects.get(pk=cast.anton.pk)
    assert (Correction.objects.decidable_by(chief).count(), Correction.objects.visible_to(chief).count()) == (2, 2)
    assert (Correction.objects.visible_to(cast.sari).count(), Correction.objects.visible_to(cast.rina).count()) == (
        2,
        1,
    )


def test_a_value_that_changed_meanwhile_is_replaced_only_when_confirmed(staff: Staff, cast: Cast) -> None:
    correction, client = ask(staff, cast), enter(cast.dewi)
    address = f"/koreksi/{correction.pk}/"
    assert 'name="replaces"' not in client.get(address).content.decode()
    Employee.objects.filter(pk=staff.sari.pk).update(phone="082222222222")  # an import came in between
    page = client.get(address).content.decode()
    assert ('name="replaces" value="082222222222"' in page, "081234567890" in page) == (True, True)
    for sent in ({}, {"replaces": "081234567890"}):
        assert client.post(f"{address}putusan/", {"decision": "accept", **sent}).status_code == 400
    staff.sari.refresh_from_db()
    assert staff.sari.phone == "082222222222"
    assert client.post(f"{address}putusan/", {"decision": "accept", "replaces": "082222222222"}).status_code == 302
    staff.sari.refresh_from_db()
    assert staff.sari.phone == "081111111111"


# The document


@pytest.mark.parametrize(
    ("who", "status", "field"),
    [
        *(("sari", 200, "phone"), ("rina", 404, "phone"), ("rina", 200, "school"), ("dewi", 200, "phone")),
        *(("budi", 404, "school"), ("maya", 404, "school"), ("anton", 404, "school")),
    ],
)
def test_who_opens_the_document(staff: Staff, cast: Cast, who: str, status: int, field: str) -> None:
    correction = ask(staff, cast, field, "081111111111" if field == "phone" else "SMA 5")
    response = enter(getattr(cast, who)).get(f"/koreksi/{correction.pk}/bukti/")
    body = response.getvalue()
    assert (response.status_code, body == PDF) == (status, status == 200)
    if status == 200:
        assert response["Content-Disposition"] == 'attachment; filename="KTP sari.pdf"'
        assert (response["X-Content-Type-Options"], response["Content-Type"]) == ("nosniff", "application/pdf")


def test_a_role_that_ended_opens_nothing_any_more(staff: Staff, cast: Cast) -> None:
    correction, client = ask(staff, cast, "school", "SMA 5"), enter(cast.rina)
    assert client.get(f"/koreksi/{correction.pk}/").status_code == 200
    cast.rina.roles.update(ends_on=date(2020, 1, 1))
    assert client.get(f"/koreksi/{correction.pk}/").status_code == 403


def test_an_assistant_of_another_unit_sees_an_empty_queue(staff: Staff, cast: Cast) -> None:
    ask(staff, cast, "school", "SMA 5")
    other = make_user("tia", Role.HR_UNIT, cast.surabaya, staff.office)
    assert enter(other).get("/koreksi/").context["lines"] == []
