"""Who has an account, who has not yet used it, and what HR does about it."""

from collections.abc import Callable

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from core.access import requires
from core.domain.errors import DomainError
from core.domain.formatting import number
from core.forms.accounts import LinkForm, ReasonForm
from core.forms.fields import refused_in
from core.fragments import render_part
from core.jobs import job_context
from core.models import Job, User
from core.paging import page_of
from core.permissions import Permission, has_permission
from core.reach import takes_over, why_beyond
from core.selectors import agency_with
from core.services import accounts as kernel
from employees import accounts
from employees.filters import AccountFilter
from employees.models import Employee
from employees.services import accounts as service


@require_safe
@requires(Permission.ACCOUNT_VIEW)
def account_list(request: HttpRequest) -> HttpResponse:
    """People of the agency and their accounts."""
    people = AccountFilter(request, accounts.account_people(request.user, request.agency))
    page = page_of(people.qs.order_by("sort_name", "id"), request.GET.get("page"), noun=_("pegawai"))
    context = {
        "page": page,
        "filter": people,
        "lines": [(person, accounts.state_of(person.user)) for person in page.rows],
        "manages": has_permission(request.user, Permission.ACCOUNT_MANAGE, agency=request.agency),
        "query": request.GET.urlencode(),
    }
    page, part = "employees/accounts/account_list.html", "employees/accounts/_list.html"
    return render_part(request, page=page, part=part, context=context)


@require_safe
@requires(Permission.ACCOUNT_VIEW)
def account_others(request: HttpRequest) -> HttpResponse:
    """Accounts that belong to no civil servant."""
    page = page_of(accounts.other_accounts(request.user, request.agency), request.GET.get("page"), noun=_("akun"))
    context = {"page": page, "lines": [(account, accounts.state_of(account)) for account in page.rows]}
    return render(request, "employees/accounts/account_others.html", context)


@require_safe
@requires(Permission.ACCOUNT_VIEW, via=accounts.account_for)
def account_detail(request: HttpRequest, account: User) -> HttpResponse:
    """One account: its state, its factors, what was decided about it, and what may be done."""
    return _account_page(request, account)


def _account_page(
    request: HttpRequest, account: User, *, link: str = "", refused: tuple[str, ReasonForm | None] = ("", None)
) -> HttpResponse:
    """The page, after a refusal with the sentence at the act that was tried and with what was typed."""
    context = {
        "account": account,
        "person": getattr(account, "employee", None),
        "state": accounts.state_of(account),
        "address": accounts.address_of(request.user, account),
        "factors": accounts.factors_of(account),
        "decisions": accounts.decisions_about(request.user, account),
        "manages": accounts.may_act(request.user, account, Permission.ACCOUNT_MANAGE),
        "resets": accounts.may_act(request.user, account, Permission.ROLE_EDIT),
        "why_not": why_beyond(request.user, account),
        "linking": accounts.linking(request.user, account),
        "roles": accounts.roles_of_account(request.user, account, on=timezone.localdate()),
        "link": link,
        "tried": refused[0],
        "form": refused[1],
    }
    return render(request, "employees/accounts/account_detail.html", context, status=400 if refused[0] else 200)


@require_POST
@requires(Permission.ACCOUNT_MANAGE, via=accounts.managed_person_for)
def account_make(request: HttpRequest, person: Employee) -> HttpResponse:
    """An account for one person; its link comes next."""
    try:
        account = service.make_account_for(person=person, by=request.user, at=timezone.now())
    except DomainError as error:  # somebody was quicker, or the name is another's
        messages.error(request, error.message)
        held = accounts.managed_person_for(request.user, person.pk).user_id
        return redirect("account_detail", pk=held) if held else redirect("account_list")
    messages.success(request, _("Akun dibuat. Terbitkan tautan aktivasi agar pemiliknya dapat masuk."))
    return redirect("account_detail", pk=account.pk)


@require_POST
@requires(Permission.ACCOUNT_MANAGE, via=accounts.managed_account_for, raised=takes_over)
@never_cache
def account_link(request: HttpRequest, account: User) -> HttpResponse:
    """A link to activate the account: shown this once, or for an account in use sent to its owner only."""
    agency, link = accounts.agency_of_account(request.user, account, Permission.ACCOUNT_MANAGE), ""
    form = LinkForm(request.POST)
    if form.is_valid():
        with refused_in(form, no_reason="reason"):
            link = kernel.issue_link(
                user=account, agency=agency, pages=_pages(request), by=request.user, at=timezone.now(),
                reason=form.cleaned_data["reason"],
            )  # fmt: skip
    if form.errors:
        return _account_page(request, account, refused=("link", form))
    if not link:
        messages.success(request, _("Tautan dikirim ke surel pemilik akun."))
        return redirect("account_detail", pk=account.pk)
    return _account_page(request, accounts.managed_account_for(request.user, account.pk), link=link)


@require_POST
@requires(Permission.ACCOUNT_MANAGE, via=accounts.managed_account_for)
def account_close(request: HttpRequest, account: User) -> HttpResponse:
    """Nobody logs in to it any more."""
    return _with_reason(request, account, Permission.ACCOUNT_MANAGE, kernel.close_account, _("Akun dinonaktifkan."))


@require_POST
@requires(Permission.ACCOUNT_MANAGE, via=accounts.managed_account_for)
def account_open(request: HttpRequest, account: User) -> HttpResponse:
    """A closed account may be used again."""
    return _with_reason(request, account, Permission.ACCOUNT_MANAGE, kernel.open_account, _("Akun diaktifkan kembali."))


@require_POST
@requires(Permission.ROLE_EDIT, via=accounts.resettable_account_for)
def account_reset_factors(request: HttpRequest, account: User) -> HttpResponse:
    """The person sets up a new second factor at her next log-in."""
    return _with_reason(
        request, account, Permission.ROLE_EDIT, kernel.remove_factors, _("Verifikasi dua langkah direset.")
    )


def _with_reason(
    request: HttpRequest, account: User, permission: Permission, act: Callable[..., None], done: str
) -> HttpResponse:
    form = ReasonForm(request.POST)
    if form.is_valid():
        agency = accounts.agency_of_account(request.user, account, permission)
        with refused_in(form):
            act(user=account, agency=agency, by=request.user, at=timezone.now(), **form.cleaned_data)
    if form.errors:
        return _account_page(request, account, refused=(act.__name__, form))
    messages.success(request, done)
    return redirect("account_detail", pk=account.pk)


@require_POST
@requires(Permission.ACCOUNT_MANAGE)
def account_prepare(request: HttpRequest) -> HttpResponse:
    """Accounts and links for everybody in the filtered list who has not yet logged in, as a background job."""
    agency = agency_with(request.user, request.agency, Permission.ACCOUNT_MANAGE)
    people = AccountFilter(request, accounts.account_people(request.user, agency, Permission.ACCOUNT_MANAGE)).qs
    keys = list(accounts.unready(people).order_by().values_list("pk", flat=True)[: service.MOST_PEOPLE + 1])
    if not keys or len(keys) > service.MOST_PEOPLE:
        messages.error(request, _nobody_or_too_many(keys))
        return redirect(f"{reverse('account_list')}?{request.GET.urlencode()}")
    job = service.request_links(
        people=keys, agency=agency, pages=_pages(request), by=request.user, at=timezone.now()
    )  # fmt: skip
    return redirect("account_links", pk=job.pk)


def _nobody_or_too_many(keys: list[int]) -> str:
    if not keys:
        return _("Semua pegawai dalam saringan ini sudah mengaktifkan akunnya.")
    most = number(service.MOST_PEOPLE)
    return _("Lebih dari %(most)s pegawai; persempit menurut unit kerja, lalu coba lagi.") % {"most": most}


@require_safe
@requires(Permission.ACCOUNT_MANAGE, via=accounts.links_job_for)
@never_cache
def account_links(request: HttpRequest, job: Job) -> HttpResponse:
    """How far the job is; then the file."""
    file = service.file_to_download(job, at=timezone.now())
    context = job_context(request.user, job, at=timezone.now()) | {"has_file": file is not None}
    return render(request, "employees/accounts/account_links.html", context)


@require_safe
@requires(Permission.ACCOUNT_MANAGE, via=accounts.links_job_for)
@never_cache
def account_links_file(request: HttpRequest, job: Job) -> HttpResponse:
    """The file with the links, for whoever asked for it and for a day."""
    file = service.file_to_download(job, at=timezone.now())
    if file is None:
        raise Http404
    name = _("tautan-aktivasi") + f"-{timezone.localdate():%Y-%m-%d}.xlsx"
    return FileResponse(file.open("rb"), as_attachment=True, filename=name)


def _pages(request: HttpRequest) -> str:
    """The absolute address below which activation links stand."""
    sample = reverse("account_activate", args=["-"])
    return request.build_absolute_uri(sample.removesuffix("-/"))
