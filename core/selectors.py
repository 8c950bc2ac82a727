"""Reads of the kernel."""

from typing import Any
from uuid import UUID

from django.http import Http404

from core.models import Agency, Job, Unit
from core.permissions import roles_of


def agencies_of(user: Any) -> list[Agency]:
    """Agencies in which the person holds any role, in order of name."""
    if user.is_superuser and user.is_active:
        return list(Agency.objects.order_by("name"))
    return sorted({role.agency for role in roles_of(user)}, key=lambda agency: agency.name)


def agency_of(user: Any, session: Any) -> Agency | None:
    """The agency the person works in now: the chosen one, else the first."""
    agencies = agencies_of(user)
    chosen = session.get("agency")
    return next((a for a in agencies if a.pk == chosen), agencies[0] if agencies else None)


def job_for(user: Any, pk: UUID) -> Job:
    """The person's own job.

    Raises: Http404
    """
    job = Job.objects.visible_to(user).filter(pk=pk).first()
    if job is None:
        raise Http404
    return job


def unit_for(user: Any, pk: int) -> Unit:
    """A unit inside the person's scope.

    Raises: Http404
    """
    unit = Unit.objects.visible_to(user).select_related("parent", "agency").filter(pk=pk).first()
    if unit is None:
        raise Http404
    return unit


def find_agency(name_or_code: str) -> Agency | None:
    """By region code, SIASN id or name, in any letter case, with or without "Pemerintah"."""
    wanted = name_or_code.strip()
    agencies = Agency.objects.select_related("region")
    exact = (
        agencies.filter(region__code=wanted).first()
        or agencies.filter(siasn_id__iexact=wanted).first()
        or agencies.filter(name__iexact=wanted).first()
        or agencies.filter(region__name__iexact=wanted).first()
    )
    if exact or not wanted:
        return exact
    partial = list(agencies.filter(name__icontains=wanted)[:2])
    return partial[0] if len(partial) == 1 else None
