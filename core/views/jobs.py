"""Watching background work and trying it again."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from core.access import signed_in
from core.domain.errors import Denied
from core.domain.jobs import is_unserved, resumes_by, waits_long
from core.jobs import kind_of
from core.models import Job
from core.permissions import has_permission
from core.selectors import job_for
from core.services import jobs as service


@require_safe
@never_cache
@signed_in
def job_progress(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How far the work is: a fragment that asks again by itself, and a page without scripts."""
    job = job_for(request.user, pk)
    if job.is_over:
        page = kind_of(job).page(job)
        return HttpResponseClientRedirect(page) if request.htmx else redirect(page)
    template = "core/_job.html" if request.htmx else "core/job.html"
    return render(request, template, job_context(request, job))


@require_POST
@signed_in
def job_retry(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Queue failed work again."""
    job = job_for(request.user, pk)
    if not may_retry(request.user, job):
        raise Denied(_("Peran Anda tidak mencakup tindakan ini."))
    service.retry(job=job, at=timezone.now())
    return redirect(kind_of(job).page(job))


def job_context(request: HttpRequest, job: Job) -> dict[str, Any]:
    """What ``core/_job.html`` shows."""
    at = timezone.now()
    return {
        "job": job,
        "waits_long": waits_long(job.state, job.queued_at, at),
        "resumes_by": resumes_by(job.state, job.lease_until, at),
        "is_unserved": is_unserved(job.state, job.queued_at, job.lease_until, at),
        "may_retry": may_retry(request.user, job),
    }


def may_retry(user: Any, job: Job) -> bool:
    """Whether the person has the right that trying this kind of work again needs, in its agency."""
    kind = kind_of(job)
    return kind.permission is not None and has_permission(user, kind.permission, agency=kind.agency_of(job))
