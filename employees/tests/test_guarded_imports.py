"""Files with guarded data: nobody confirms one about herself, and looking at their preview is a reading."""

from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.domain.errors import DomainError
from core.enums import DecisionKind, ImportState, Role
from core.models import Decision, ImportBatch
from core.services import imports
from core.services import jobs as job_service
from core.tests.people import Cast, make_user
from employees.enums import ReadingKind
from employees.models import Discipline, Employee, Reading
from employees.tests.staff import Staff, enter, staff  # noqa: F401

AT = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
HEADER = "nipBaru,jenisTingkatHukumanId,skTanggal,skNomor"


def checked(cast: Cast, *people: Employee, number: str = "1") -> ImportBatch:
    lines = [HEADER, *(f"{person.nip},R,2025-01-02,{number}" for person in people), "1,X,,"]
    file = SimpleUploadedFile("hukdis.csv", "\n".join(lines).encode())
    return work(imports.upload(agency=cast.surabaya, kind="hukdis", file=file, by=cast.dewi, at=AT))


def work(batch: ImportBatch) -> ImportBatch:
    job_service.run(pk=batch.job_id)
    return ImportBatch.objects.get(pk=batch.pk)


def test_nobody_confirms_a_file_about_herself(cast: Cast, staff: Staff) -> None:
    batch = checked(cast, staff.sari, staff.dewi)
    with pytest.raises(DomainError) as error:
        imports.confirm(batch=batch, by=cast.dewi, at=AT)
    batch.refresh_from_db()
    assert (error.value.code, batch.state, Discipline.objects.count()) == ("import_own", ImportState.CHECKED, 0)
    other = make_user("ani", Role.ADMINISTRATOR, cast.surabaya)
    assert work(imports.confirm(batch=batch, by=other, at=AT)).state == ImportState.STORED
    assert set(Discipline.objects.values_list("employee", flat=True)) == {staff.sari.pk, staff.dewi.pk}


def test_control_a_file_that_says_nothing_new_about_her_she_may(cast: Cast, staff: Staff) -> None:
    Discipline.objects.create(agency=cast.surabaya, employee=staff.dewi, level="R", decided_on="2025-01-02", number="1")
    batch = checked(cast, staff.sari, staff.dewi)
    assert work(imports.confirm(batch=batch, by=cast.dewi, at=AT)).state == ImportState.STORED
    with pytest.raises(DomainError):
        imports.confirm(batch=checked(cast, staff.dewi, number="2"), by=cast.dewi, at=AT)


def test_what_has_come_to_concern_her_since_the_preview_is_not_stored(cast: Cast, staff: Staff) -> None:
    Employee.objects.filter(pk=staff.dewi.pk).update(user=None)
    batch = checked(cast, staff.dewi)
    batch = imports.confirm(batch=batch, by=cast.dewi, at=AT)
    Employee.objects.filter(pk=staff.dewi.pk).update(user=cast.dewi)
    batch = work(batch)
    assert (batch.state, Discipline.objects.count()) == (ImportState.CHECKED, 0)
    assert "harus disetujui oleh pengelola lain" in batch.message


def test_who_looks_at_the_preview_reads_about_those_in_it(cast: Cast, staff: Staff) -> None:
    batch = checked(cast, staff.sari, staff.dewi)
    page = reverse("import_detail", args=[batch.pk])
    assert "employee_id" not in enter(cast.dewi).get(page, {"tab": "new"}).content.decode()
    read = Reading.objects.values_list("employee", "reader", "what", "page")
    assert list(read) == [(staff.sari.pk, cast.dewi.pk, ReadingKind.DISCIPLINE, page)]  # not her own row
    enter(cast.dewi).get(page, {"tab": "refused"})
    assert Reading.objects.count() == 1


def test_refused_rows_of_guarded_data_are_taken_along_by_a_decision(cast: Cast, staff: Staff) -> None:
    batch = checked(cast, staff.sari)
    assert b"".join(enter(cast.dewi).get(reverse("import_issues", args=[batch.pk])).streaming_content)
    decision = Decision.objects.get(kind=DecisionKind.DATA_EXPORTED)
    assert (decision.subject_id, decision.by, decision.facts) == (
        str(batch.pk), cast.dewi, {"rows": 1, "kind": "hukdis"}
    )  # fmt: skip


def test_control_of_units_there_is_nothing_to_read(cast: Cast) -> None:
    file = SimpleUploadedFile(
        "unor.csv", b"Id;NamaUnor;DiatasanId;NamaJabatan\nR;PEMERINTAH KOTA SURABAYA;;WALI KOTA\n"
    )
    batch = work(imports.upload(agency=cast.surabaya, kind="unor", file=file, by=cast.dewi, at=AT))
    enter(cast.dewi).get(reverse("import_detail", args=[batch.pk]), {"tab": "new"})
    assert b"".join(enter(cast.dewi).get(reverse("import_issues", args=[batch.pk])).streaming_content)
    assert (Reading.objects.count(), Decision.objects.count()) == (0, 0)
