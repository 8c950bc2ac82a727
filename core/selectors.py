"""Reads of the kernel."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import CharField, Model, QuerySet
from django.db.models.functions import Cast
from django.http import Http404
from django.utils.translation import gettext as _

from core import jobs
from core.domain.errors import Denied
from core.enums import Role
from core.models import Agency, Decision, ImportBatch, Incident, Job, RoleAssignment, Unit, User
from core.models.tracked import events_of
from core.permissions import Permission, agency_scope, part_scope, roles_of


def agencies_of(user: Any) -> list[Agency]:
    """Agencies in which the person holds any role: the one she works for, then in order of name."""
    if user.is_superuser and user.is_active:
        return list(Agency.objects.order_by("name"))
    home = {role.agency_id for role in roles_of(user) if role.role == Role.ASN}
    return sorted({role.agency for role in roles_of(user)}, key=lambda agency: (agency.pk not in home, agency.name))


def agency_of(user: Any, session: Any) -> Agency | None:
    """The agency the person works in now: the chosen one, else the first."""
    agencies = agencies_of(user)
    chosen = session.get("agency")
    return next((a for a in agencies if a.pk == chosen), agencies[0] if agencies else None)


def agency_with(user: Any, agency: Agency | None, permission: Permission) -> Agency:
    """The chosen agency, if the permission holds for the whole of it.

    A person may hold roles in several agencies; a right in one of them says nothing about another.

    Raises: Denied
    """
    if agency is None:
        raise Denied(_("Belum ada instansi pada akun Anda."))
    allowed = Agency.objects.filter(agency_scope(user, agency="pk", permission=permission), pk=agency.pk)
    if not allowed.exists():
        raise Denied(_("Peran Anda di instansi ini tidak mencakup tindakan tersebut."))
    return agency


def role_words(kinds: Iterable[str]) -> str:
    """``"Auditor, Atasan"``; that somebody is an ASN only where she is nothing else."""
    kinds = list(dict.fromkeys(kinds))
    return ", ".join(str(Role(kind).label) for kind in kinds if kind != Role.ASN or len(kinds) == 1)


def roles_held_at(moments: Iterable[tuple[Any, datetime]]) -> dict[tuple[Any, datetime], list[str]]:
    """What accounts were at given moments, as their periods say it; one query for any number of them.

    Args:
        moments: pairs of an account's key and a moment.
    """
    moments = set(moments)
    users = {user for user, _at in moments}
    held = RoleAssignment.objects.filter(user__in=users).select_related("agency").order_by("pk") if users else ()
    found: dict[tuple[Any, datetime], list[str]] = {moment: [] for moment in moments}
    for role in held:
        for user, at in moments:
            if user == role.user_id and role.holds_at(at):
                found[user, at].append(role.role)
    return found


def incidents_of(user: Any, agency: Agency | None) -> QuerySet[Incident]:
    """Breaches of the agency, newest first."""
    return Incident.objects.visible_to(user).filter(agency=agency)


def incident_for(user: Any, pk: int, permission: Permission = Permission.INCIDENT_VIEW) -> Incident:
    """A breach of an agency whose register the person reads, or keeps.

    Raises: Http404
    """
    related = ("agency", "recorded_by", "people_told_by", "authority_told_by", "closed_by")
    scope = agency_scope(user, agency="agency", permission=permission)
    incident = Incident.objects.filter(scope, pk=pk).select_related(*related).first()
    if incident is None:
        raise Http404
    return incident


def kept_incident_for(user: Any, pk: int) -> Incident:
    """A breach of an agency whose register the person keeps; reading it there is not enough.

    Raises: Http404
    """
    return incident_for(user, pk, Permission.INCIDENT_EDIT)


def decisions_on(
    user: Any, model: type[Model], pk: Any, *, permission: Permission = Permission.TRAIL_VIEW
) -> QuerySet[Decision]:
    """What was decided about an object that the person may see, newest first.

    Args:
        permission: that opens the object's page; decisions of governments where it does not hold stay out.
    """
    decisions = Decision.objects.filter(subject=model._meta.label, subject_id=str(pk))
    return decisions.filter(part_scope(user, agency="agency", permission=permission)).select_related("by")


def decisions_in_trail(user: Any, model: type[Model], pk: int) -> QuerySet[Decision]:
    """The same for the page of an object's trail: of an account also its roles given, changed and taken away."""
    found = decisions_on(user, model, pk)
    if model is not User:
        return found
    held = events_of(RoleAssignment).objects.filter(user=pk).annotate(key=Cast("pgh_obj_id", CharField())).values("key")
    roles = Decision.objects.filter(subject=RoleAssignment._meta.label, subject_id__in=held)
    scope = part_scope(user, agency="agency", permission=Permission.TRAIL_VIEW)
    return (found | roles.filter(scope).select_related("by")).order_by("-at", "-id")


def job_for(user: Any, pk: UUID) -> Job:
    """A job the person asked for, or one whose result she may see.

    Raises: Http404
    """
    job = Job.objects.filter(pk=pk).first()
    if job is None or not (job.requested_by_id == user.pk or jobs.kind_of(job).is_visible(user, job)):
        raise Http404
    return job


def imports_of(user: Any, agency: Agency | None) -> QuerySet[ImportBatch]:
    """Imports of the agency, newest first."""
    return ImportBatch.objects.visible_to(user).filter(agency=agency).select_related("uploaded_by")


def import_for(user: Any, pk: int) -> ImportBatch:
    """An import of an agency in which the person may run imports.

    Raises: Http404
    """
    visible = ImportBatch.objects.visible_to(user).select_related("agency", "job", "uploaded_by", "confirmed_by")
    batch = visible.filter(pk=pk).first()
    if batch is None:
        raise Http404
    return batch


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
