"""Asking for an entry to be mended, deciding about it, and the document that shows it."""

import threading
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from core.domain.errors import Denied, DomainError
from core.enums import DecisionKind, Role
from core.models import Decision, RoleAssignment, User
from core.tests.people import Cast
from employees.enums import CorrectionState
from employees.models import Correction, Employee, EmployeeHistory
from employees.services import corrections
from employees.tests.staff import Staff, cast, enter, staff  # noqa: F401

AT = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)
PDF = b"%PDF-1.7\n1 0 obj\n"


def document(content: bytes = PDF, name: str = "KTP sari.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def ask(staff: Staff, cast: Cast, field: str = "phone", wanted: str = "081111111111", at=AT) -> Correction:
    return corrections.request_correction(
        person=staff.sari,
        field=field,
        wanted=wanted,
        explanation="salah ketik",
        evidence=document(),
        by=cast.sari,
        at=at,
    )


def post(client: Client, field: str, **data):
    return client.post(f"/saya/koreksi/{field}/", {"wanted": "", "explanation": "", **data})


# Asking


def test_a_request_is_written_down_with_its_deadline(staff: Staff, cast: Cast) -> None:
    response = post(enter(cast.sari), "phone", wanted="0811 1111 2222", evidence=document())
    correction = Correction.objects.get()
    assert (response.status_code, response["Location"]) == (302, "/saya/koreksi/")
    assert (correction.employee, correction.field, correction.stored, correction.wanted, correction.state) == (
        staff.sari, "phone", "081234567890", "081111112222", "waiting",
    )  # fmt: skip
    assert correction.due_at - correction.asked_at == timedelta(hours=72)


def test_the_document_is_kept_under_a_name_of_chance(staff: Staff, cast: Cast) -> None:
    correction = ask(staff, cast)
    stem, _dot, ending = correction.evidence.name.rpartition("/")[2].partition(".")
    assert (len(stem), ending, correction.evidence_name) == (32, "pdf", "KTP sari.pdf")


def test_its_name_ends_as_its_bytes_say(staff: Staff, cast: Cast) -> None:
    post(enter(cast.sari), "phone", wanted="081122223333", evidence=document(name="../../ktp.pdf.exe"))
    assert Correction.objects.get().evidence_name == "ktp.pdf.pdf"


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"<html><script>", "ktp.pdf", "Bukti harus berupa PDF, JPG, atau PNG."),
        (b"MZ\x90\x00", "ktp.png", "Bukti harus berupa PDF, JPG, atau PNG."),
        (b"", "ktp.pdf", "Berkas bukti ini kosong (0 bita)."),
        (PDF + b"x" * (5 * 1024 * 1024), "ktp.pdf", "Berkas bukti paling besar 5 MB."),
    ],
)
def test_documents_that_are_none_are_refused(
    staff: Staff, cast: Cast, content: bytes, name: str, sentence: str
) -> None:
    response = post(enter(cast.sari), "phone", wanted="081111111111", evidence=document(content, name))
    assert (response.status_code, response.context["form"].errors["evidence"]) == (400, [sentence])
    assert Correction.objects.count() == 0


@pytest.mark.parametrize(
    ("content", "name", "ending"), [(b"\x89PNG\r\n\x1a\n..", "x.exe", "png"), (b"\xff\xd8\xff\xe0..", "x", "jpg")]
)
def test_the_type_is_told_by_the_content(staff: Staff, cast: Cast, content: bytes, name: str, ending: str) -> None:
    post(enter(cast.sari), "phone", wanted="081111111111", evidence=document(content, name))
    assert Correction.objects.get().evidence.name.endswith(f".{ending}")


@pytest.mark.parametrize(
    ("field", "wanted", "sentence"),
    [
        ("nik", "123", "NIK harus tepat 16 angka."),
        ("birth_date", "31-02-1994", "Tulis tanggal sebagai hari-bulan-tahun, misalnya 14-05-1994."),
        ("name", "", "Tuliskan isi yang seharusnya."),
    ],
)
def test_a_wrong_value_is_said_at_the_field(staff: Staff, cast: Cast, field: str, wanted: str, sentence: str) -> None:
    response = post(enter(cast.sari), field, wanted=wanted, evidence=document())
    assert response.context["form"].errors["wanted"] == [sentence]


def test_the_same_value_or_a_second_request_is_refused(staff: Staff, cast: Cast) -> None:
    client = enter(cast.sari)
    same = post(client, "phone", wanted="081234567890", evidence=document())
    assert same.context["form"].non_field_errors() == ["Isi ini sama dengan yang sudah tercatat."]
    post(client, "phone", wanted="081111111111", evidence=document())
    again = post(client, "phone", wanted="081222222222", evidence=document())
    assert again.context["form"].non_field_errors() == [
        "Permohonan untuk data ini masih menunggu. Tarik kembali dahulu bila ingin menggantinya."
    ]
    assert Correction.objects.count() == 1


@pytest.mark.parametrize("field", ["rank", "nip", "user", "id", "unit", "is_active"])
def test_other_fields_cannot_be_asked_for(staff: Staff, cast: Cast, field: str) -> None:
    assert post(enter(cast.sari), field, wanted="45", evidence=document()).status_code == 404
    with pytest.raises(DomainError) as error:
        ask(staff, cast, field=field)
    assert error.value.code == "not_correctable"


def test_only_the_person_herself_asks(staff: Staff, cast: Cast) -> None:
    with pytest.raises(Denied):
        corrections.request_correction(
            person=staff.sari,
            field="phone",
            wanted="081111111111",
            explanation="",
            evidence=document(),
            by=cast.dewi,
            at=AT,
        )


def test_taking_a_request_back(staff: Staff, cast: Cast) -> None:
    correction = ask(staff, cast)
    assert enter(cast.dewi).post(f"/saya/koreksi/{correction.pk}/tarik/").status_code == 404
    for _click in range(2):
        assert enter(cast.sari).post(f"/saya/koreksi/{correction.pk}/tarik/").status_code == 302
    correction.refresh_from_db()
    assert correction.state == CorrectionState.WITHDRAWN
    assert ask(staff, cast).is_waiting


def test_what_is_taken_back_leaves_nothing_to_read(
    staff: Staff, cast: Cast, django_capture_on_commit_callbacks
) -> None:
    correction = ask(staff, cast)
    storage, name = correction.evidence.storage, correction.evidence.name
    with django_capture_on_commit_callbacks(execute=True):
        assert enter(cast.sari).post(f"/saya/koreksi/{correction.pk}/tarik/").status_code == 302
    correction.refresh_from_db()
    row = (correction.state, correction.wanted, correction.stored, correction.explanation, correction.evidence_name)
    assert row == (CorrectionState.WITHDRAWN, "", "", "", "")
    assert (storage.exists(name), correction.evidence.name) == (False, "")
    for who in ("dewi", "sari", "rina"):
        assert enter(getattr(cast, who)).get(f"/koreksi/{correction.pk}/bukti/").status_code == 404
    assert "081111111111" not in enter(cast.dewi).get(f"/koreksi/{correction.pk}/").content.decode()
    page = enter(cast.sari).get("/saya/koreksi/").content.decode()
    assert ("Ditarik kembali" in page, "081111111111" in page, "/bukti/" in page) == (True, False, False)


def test_the_evidence_of_what_was_decided_stays_for_its_time(
    staff: Staff, cast: Cast, django_capture_on_commit_callbacks
) -> None:
    correction = ask(staff, cast)
    with django_capture_on_commit_callbacks(execute=True):
        corrections.reject(correction=correction, by=cast.dewi, at=AT, answer="Bukti buram.")
        with pytest.raises(DomainError):
            corrections.withdraw(correction=correction, by=cast.sari)
    correction.refresh_from_db()
    assert correction.evidence.storage.exists(correction.evidence.name)
    assert (correction.wanted, correction.evidence_name) == ("081111111111", "KTP sari.pdf")


# Deciding


def test_accepting_writes_the_value_and_who_decided(staff: Staff, cast: Cast) -> None:
    correction = ask(staff, cast)
    response = enter(cast.dewi).post(f"/koreksi/{correction.pk}/putusan/", {"decision": "accept"}, follow=True)
    assert [str(m) for m in response.context["messages"]] == [
        "Koreksi diterima dan data sudah diubah. Perbaiki juga di SIASN."
    ]
    staff.sari.refresh_from_db()
    correction.refresh_from_db()
    assert (staff.sari.phone, correction.state, correction.decided_by) == ("081111111111", "accepted", cast.dewi)
    decision = Decision.objects.get()
    assert (decision.kind, decision.by, decision.subject_id) == (
        DecisionKind.CORRECTION_ACCEPTED, cast.dewi, str(correction.pk),
    )  # fmt: skip
    assert {name: decision.facts[name] for name in ("field", "before", "wanted")} == {
        "field": "phone", "before": "••••7890", "wanted": "••••1111",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("field", "wanted", "stored"),
    [("birth_date", "15-05-1994", date(1994, 5, 15)), ("graduated", "2016", 2016), ("name", "SARI W", "Sari W"),
     ("title_back", "", ""), ("education", "s2", "s2")],
)  # fmt: skip
def test_values_of_every_kind_are_stored(staff: Staff, cast: Cast, field: str, wanted: str, stored) -> None:
    Employee.objects.filter(pk=staff.sari.pk).update(education="s1")
    staff.sari.refresh_from_db()
    corrections.accept(correction=ask(staff, cast, field, wanted), by=cast.dewi, at=AT)
    staff.sari.refresh_from_db()
    assert getattr(staff.sari, field) == stored
    kept = list(EmployeeHistory.objects.values_list("aspect", "value"))
    assert kept == ([("education", "s1")] if field == "education" else [])


def test_rejecting_needs_a_reason_that_she_reads(staff: Staff, cast: Cast) -> None:
    correction, client = ask(staff, cast, "school", "SMA 5"), enter(cast.rina)
    assert client.post(f"/koreksi/{correction.pk}/putusan/", {"decision": "reject"}).status_code == 400
    assert client.post(f"/koreksi/{correction.pk}/putusan/", {"decision": "zzz", "answer": "x"}).status_code == 400
    page = client.post(f"/koreksi/{correction.pk}/putusan/", {"decision": "reject", "answer": "  "})
    assert page.context["form"].errors == {"answer": ["Tuliskan alasan penolakan; pemohon akan membacanya."]}
    long = "a" * 10_000
    page = client.post(f"/koreksi/{correction.pk}/putusan/", {"decision": "reject", "answer": long})
    assert (page.status_code, list(page.context["form"].errors), long in page.content.decode()) == (
        400,
        ["answer"],
        True,
    )
    with pytest.raises(DomainError, match="terlalu panjang"):
        corrections.reject(correction=correction, by=cast.rina, at=AT, answer=long)
    client.post(f"/koreksi/{correction.pk}/putusan/", {"decision": "reject", "answer": "Bukti buram."})
    staff.sari.refresh_from_db()
    assert staff.sari.school == ""
    assert Decision.objects.get().reason == "Bukti buram."
    text = enter(cast.sari).get("/saya/koreksi/").content.decode()
    assert ("Bukti buram." in text, "Ditolak" in text) == (True, True)


@pytest.mark.parametrize(
    ("who", "status", "field"),
    [
        *(("rina", 200, "school"), ("dewi", 200, "school"), ("anton", 404, "school")),
        *(("sari", 403, "school"), ("budi", 403, "school"), ("maya", 403, "school")),
        # HR of the unit sees the end of a telephone number: what is wanted and its evidence would say the whole of it.
        *(("rina", 404, "phone"), ("dewi", 200, "phone"), ("anton", 404, "phone")),
    ],
)
def test_who_opens_a_request(staff: Staff, cast: Cast, who: str, status: int, field: str) -> None:
    correction = ask(staff, cast, field, "081111111111" if field == "phone" else "SMA 5")
    client = enter(getattr(cast, who))
    assert client.get(f"/koreksi/{correction.pk}/").status_code == status
    answer = client.post(f"/koreksi/{correction.pk}/putusan/", {"decision": "accept"}).status_code
    assert answer == (302 if status == 200 else status)


def test_hr_of_a_unit_decides_for_that_unit_only(staff: Staff, cast: Cast) -> None:
    Employee.objects.filter(pk=staff.tono.pk).update(user=cast.maya)
    staff.tono.refresh_from_db()
    correction = corrections.request_correction(
        person=staff.tono, field="school", wanted="SMA 5", explanation="", evidence=document(), by=cast.maya, at=AT
    )
    assert enter(cast.rina).get(f"/koreksi/{correction.pk}/").status_code == 404
    with pytest.raises(Denied):
        corrections.accept(correction=correction, by=cast.rina, at=AT)


def test_nobody_decides_about_her_own_request(staff: Staff, cast: Cast) -> None:
    RoleAssignment.objects.create(user=cast.sari, role=Role.HR_UNIT, agency=cast.surabaya, unit=cast.district)
    correction, client = ask(staff, cast, "school", "SMA 5"), enter(cast.sari)
    page = client.get(f"/koreksi/{correction.pk}/").content.decode()
    assert ("Ini permohonan Anda sendiri" in page, "Terima dan ubah data" in page) == (True, False)
    response = client.post(f"/koreksi/{correction.pk}/putusan/", {"decision": "accept"})
    assert response.status_code == 403
    assert "Permohonan Anda sendiri diputuskan oleh pengelola kepegawaian lain." in response.content.decode()
    staff.sari.refresh_from_db()
    assert staff.sari.school == ""


def test_the_end_of_an_education_is_the_day_in_the_agency(staff: Staff, cast: Cast) -> None:
    Employee.objects.filter(pk=staff.sari.pk).update(education="s1")
    staff.sari.refresh_from_db()
    evening = datetime(2026, 11, 18, 18, 0, tzinfo=UTC)  # 01.00 WIB of the 19th
    corrections.accept(correction=ask(staff, cast, "education", "s2"), by=cast.dewi, at=evening)
    assert EmployeeHistory.objects.get().until == date(2026, 11, 19)


def test_a_second_click_decides_nothing_more(staff: Staff, cast: Cast) -> None:
    correction = ask(staff, cast)
    for _click in range(2):
        corrections.accept(correction=correction, by=cast.dewi, at=AT)
    assert Decision.objects.count() == 1
    with pytest.raises(DomainError) as error:
        corrections.reject(correction=correction, by=cast.dewi, at=AT, answer="tidak")
    assert error.value.code == "correction_decided"


def race(staff: Staff, cast: Cast, first, second) -> list[str]:
    """Both decide at the same moment; what came of each."""
    correction, start, found = ask(staff, cast, "school", "SMA 5"), threading.Barrier(2), []

    def decide(act, by: User) -> None:
        try:
            start.wait(timeout=10)
            act(correction, by)
            found.append("done")
        except DomainError as error:
            found.append(error.code)
        finally:
            connection.close()

    threads = [
        threading.Thread(target=decide, args=pair) for pair in ((first, cast.dewi), (second, cast.rina))
    ]  # fmt: skip
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(found)


def accepting(correction: Correction, by: User) -> None:
    corrections.accept(correction=correction, by=by, at=AT)


def rejecting(correction: Correction, by: User) -> None:
    corrections.reject(correction=correction, by=by, at=AT, answer="tidak")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("second", [accepting, rejecting])
def test_two_deciders_at_once_decide_once(staff: Staff, cast: Cast, second) -> None:
    for _round in range(5):
        assert race(staff, cast, accepting, second) == ["correction_decided", "done"]
        staff.sari.school = ""
        staff.sari.save(update_fields=["school"])
    assert Decision.objects.count() == 5


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_both_would_decide(staff: Staff, cast: Cast, monkeypatch) -> None:
    """The control of the test above: the state is read without waiting for the other."""
    together = threading.Barrier(2)

    def unlocked(correction, by, wanted):
        row = Correction.objects.select_related("employee__agency").get(pk=correction.pk)
        together.wait(timeout=10)
        return row, row.state == CorrectionState.WAITING

    monkeypatch.setattr(corrections, "_locked", unlocked)
    assert race(staff, cast, rejecting, rejecting) == ["done", "done"]
    assert Decision.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_clicks_of_asking_make_one_request(staff: Staff, cast: Cast) -> None:
    start, found = threading.Barrier(2), []

    def click() -> None:
        try:
            start.wait(timeout=10)
            ask(staff, cast)
            found.append("asked")
        except DomainError as error:
            found.append(error.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=click) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (sorted(found), Correction.objects.count()) == (["asked", "correction_waiting"], 1)
    field = Correction._meta.get_field("evidence")
    folder = Correction.objects.get().evidence.name.rpartition("/")[0]
    assert len(field.storage.listdir(folder)[1]) == 1
