"""Watching background work and trying it again."""

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
from core.jobs import job_context, kind_of, may_retry
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
    return render(request, template, job_context(request.user, job, at=timezone.now()))


@require_POST
@signed_in
def job_retry(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Queue failed work again."""
    job = job_for(request.user, pk)
    if not may_retry(request.user, job):
        raise Denied(_("Peran Anda tidak mencakup tindakan ini."))
    service.retry(job=job, at=timezone.now())
    return redirect(kind_of(job).page(job))
