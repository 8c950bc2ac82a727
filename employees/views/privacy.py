"""What is held about me, who opened it, and having it mended."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.access import requires, signed_in
from core.domain.deadlines import clock
from core.domain.documents import CONTENT_TYPES, MAX_BYTES
from core.domain.errors import DomainError
from core.forms.fields import refused_in
from core.fragments import private_file, render_part
from core.paging import page_of
from core.permissions import Permission
from core.personal_data import personal_data
from core.uploads import takes_files
from employees import selectors
from employees.domain.wanted import CORRECTABLE
from employees.enums import ReadingKind
from employees.forms import CorrectionForm, DecisionForm, correctable_fields
from employees.models import Correction, Employee
from employees.permissions import is_own
from employees.services import copies, corrections
from employees.services.readings import record_reading

ROWS_SHOWN = 10
FORMS = ("json", "pdf")


@require_safe
@signed_in
def own_data(request: HttpRequest) -> HttpResponse:
    """Everything held about the person who has logged in, section by section."""
    person = selectors.own_record(request.user)
    data = personal_data(user=request.user, person=person, agency=request.agency, at=timezone.now(), most=ROWS_SHOWN)
    context = {"data": data, "person": person, "rows_shown": ROWS_SHOWN, "tab": "data"}
    return render(request, "employees/privacy/own_data.html", context)


@require_POST
@signed_in
def own_copy(request: HttpRequest, kind: str) -> HttpResponse:
    """The same as a file to keep."""
    return _copy(request, kind, user=request.user, person=selectors.own_record(request.user))


@require_POST
@requires(Permission.EMPLOYEE_PRIVATE, via=lambda user, pk, kind: (selectors.private_employee_for(user, pk), kind))
def employee_copy(request: HttpRequest, wanted: tuple[Employee, str]) -> HttpResponse:
    """The copy for somebody who asks the office for it; she sees that it was made."""
    person, kind = wanted
    return _copy(request, kind, user=person.user, person=person)


def _copy(request: HttpRequest, kind: str, *, user: Any, person: Employee | None) -> HttpResponse:
    if kind not in FORMS:
        raise Http404
    agency, at = (person.agency if person else request.agency), timezone.now()
    file = copies.make_copy(
        kind=kind, user=user, person=person, agency=agency, by=request.user, page=request.path, at=at
    )
    name = _("data-pribadi") + f"-{person.nip if person else request.user.pk}-{timezone.localdate():%Y-%m-%d}.{kind}"
    return FileResponse(file, as_attachment=True, filename=name)


@require_safe
@signed_in
def own_readers(request: HttpRequest) -> HttpResponse:
    """Who opened the person's data: who, what, when."""
    person = selectors.own_record(request.user)
    if person is None:
        return render(request, "employees/no_record.html")
    page = page_of(selectors.readings_of(person), request.GET.get("page"), noun=_("catatan"))
    roles = selectors.roles_of_readers(page.rows)
    context = {
        "page": page,
        "lines": [(reading, roles[reading.pk]) for reading in page.rows],
        "tab": "readers",
    }
    parts = {"page": "employees/privacy/readers.html", "part": "employees/privacy/_readers.html"}
    return render_part(request, context=context, **parts)


@require_safe
@signed_in
def own_corrections(request: HttpRequest) -> HttpResponse:
    """The person's requests, and the entries she may ask to be mended."""
    person = selectors.own_record(request.user)
    if person is None:
        return render(request, "employees/no_record.html")
    page = page_of(selectors.corrections_of(person), request.GET.get("page"), noun=_("permohonan"))
    context = {
        "page": page,
        "lines": _clocked(page.rows),
        "fields": [(name, title, corrections.value_in_words(person, name)) for name, title in correctable_fields()],
        "tab": "corrections",
    }
    return render(request, "employees/privacy/own_corrections.html", context)


@signed_in
@takes_files(MAX_BYTES)
def correction_ask(request: HttpRequest, field: str) -> HttpResponse:
    """Ask for one entry to be mended."""
    person = selectors.own_record(request.user)
    if person is None or field not in CORRECTABLE:
        raise Http404
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = CorrectionForm(*sent, field=field)
    if form.is_valid() and _asked(request, form, person):
        messages.success(request, _("Permohonan terkirim. Jawabannya paling lambat 3 × 24 jam dan tampil di sini."))
        return redirect("own_corrections")
    context = {
        "form": form,
        "title": dict(correctable_fields())[field],
        "stored": corrections.value_in_words(person, field),
    }
    return render(request, "employees/privacy/ask.html", context, status=400 if form.errors else 200)


def _asked(request: HttpRequest, form: CorrectionForm, person: Employee) -> bool:
    """Whether the request was taken; a rule that says no stands at the head of the form."""
    try:
        corrections.request_correction(
            person=person, field=form.field, by=request.user, at=timezone.now(), **form.cleaned_data
        )
    except DomainError as error:
        form.add_error(None, error.message)
    return not form.errors


@require_POST
@requires(Permission.SELF_VIEW, via=selectors.own_correction_for)
def correction_withdraw(request: HttpRequest, correction: Correction) -> HttpResponse:
    """Take a request back."""
    try:
        corrections.withdraw(correction=correction, by=request.user)
        messages.info(request, _("Permohonan ditarik kembali. Data Anda tidak berubah."))
    except DomainError as error:
        messages.error(request, error.message)
    return redirect("own_corrections")


@require_safe
@requires(Permission.CORRECTION_DECIDE)
def correction_list(request: HttpRequest) -> HttpResponse:
    """Requests that wait for a decision, the first due on top; with ``?tab=decided`` those decided."""
    decided = request.GET.get("tab") == "decided"
    rows = selectors.correction_queue(request.user, request.agency, decided=decided)
    page = page_of(rows, request.GET.get("page"), noun=_("permohonan"))
    context = {"page": page, "lines": _clocked(page.rows), "decided": decided}
    parts = {"page": "employees/privacy/correction_list.html", "part": "employees/privacy/_queue.html"}
    return render_part(request, context=context, **parts)


@require_safe
@requires(Permission.CORRECTION_DECIDE, via=selectors.correction_for)
def correction_detail(request: HttpRequest, correction: Correction) -> HttpResponse:
    """One request with its evidence, to be decided here."""
    return _correction_page(request, correction, DecisionForm())


def _correction_page(request: HttpRequest, correction: Correction, form: DecisionForm) -> HttpResponse:
    _read(request, correction)
    person = correction.employee
    present = corrections.stored_value(person, correction.field)
    context = {
        "correction": correction,
        "form": form,
        "person": person,
        "clock": _clock(correction),
        "present": present,
        "has_changed": corrections.has_changed(correction, present),
        "is_own": is_own(request.user, person),
    }
    status = 400 if form.errors else 200
    return render(request, "employees/privacy/correction_detail.html", context, status=status)


@require_POST
@requires(Permission.CORRECTION_DECIDE, via=selectors.correction_for)
def correction_decide(request: HttpRequest, correction: Correction) -> HttpResponse:
    """Accept or reject; a second click changes nothing. The next request that waits comes up by itself."""
    form = DecisionForm(request.POST)
    if form.is_valid():
        with refused_in(form, answer_missing="answer"):
            _decide(request, correction, form)
    if form.errors:
        return _correction_page(request, selectors.correction_for(request.user, correction.pk), form)
    coming = selectors.next_correction(request.user, request.agency)
    return redirect("correction_detail", pk=coming.pk) if coming else redirect("correction_list")


def _decide(request: HttpRequest, correction: Correction, form: DecisionForm) -> None:
    about = {"correction": correction, "by": request.user, "at": timezone.now(), "answer": form.cleaned_data["answer"]}
    if form.is_accepting:
        corrections.accept(**about, replaces=request.POST.get("replaces"))
        messages.success(request, _("Koreksi diterima dan data sudah diubah. Perbaiki juga di SIASN."))
    else:
        corrections.reject(**about)
        messages.info(request, _("Koreksi ditolak; pemohon dapat membaca alasannya."))


@require_safe
@requires(Permission.SELF_VIEW, via=selectors.evidence_for)
def correction_evidence(request: HttpRequest, correction: Correction) -> HttpResponse:
    """The document sent as evidence, always as a download and never shown by the browser itself."""
    _read(request, correction)
    kind = correction.evidence.name.rpartition(".")[2]
    return private_file(correction.evidence, name=correction.evidence_name, kind=CONTENT_TYPES[kind])


def _read(request: HttpRequest, correction: Correction) -> None:
    people, what = [correction.employee], [ReadingKind.CORRECTION]
    record_reading(people=people, reader=request.user, what=what, page=request.path, at=timezone.now())


def _clock(correction: Correction) -> Any:
    """How the deadline stands; none for what was taken back."""
    if correction.decided_at is None and not correction.is_waiting:
        return None
    return clock(correction.due_at, at=timezone.now(), done_at=correction.decided_at)


def _clocked(rows: list[Correction]) -> list[tuple[Correction, Any]]:
    return [(correction, _clock(correction)) for correction in rows]
