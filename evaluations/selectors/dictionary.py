"""Reads of the dictionary: its list, one competency with its versions, and what is offered while one types."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet, Subquery
from django.http import Http404
from django.utils.translation import gettext as _

from core import trail
from core.domain.naming import collapse
from core.models import Agency
from core.models.tracked import TrailEvent
from core.permissions import Permission, agency_scope, covers, has_permission, part_scope
from evaluations.domain.dictionary import LevelWords, Words
from evaluations.enums import CompetencyGroup
from evaluations.models import Competency, CompetencyVersion, JobStandard, StandardLevel
from evaluations.models.competencies import MANDATORY

LABEL_JOIN = " · "
OWN_GROUPS = (CompetencyGroup.TECHNICAL, CompetencyGroup.ADDITIONAL)  # the nine are the same for everybody


def library_of(user: Any, agency: Agency | None) -> Agency | None:
    """The agency, if the person reads its dictionary and its standards; None leaves only what all share."""
    return agency if agency and has_permission(user, Permission.LIBRARY_VIEW, agency=agency) else None


def competencies(user: Any, agency: Agency | None, *, on: date) -> QuerySet[Competency]:
    """The library and the agency's own additions, by field.

    Annotated with ``number``, ``since`` and ``issuer`` of the version in force on the day, or of the one to come, and
    ``is_twin``: the library has taken up the code of an addition.
    """
    twin = Exists(Competency.objects.filter(agency=None, code__iexact=OuterRef("code")).exclude(pk=OuterRef("pk")))
    begun = ExpressionWrapper(Q(valid_from__lte=on), BooleanField())
    versions = CompetencyVersion.objects.filter(competency=OuterRef("pk")).order_by(begun.desc(), "-number")
    rows = Competency.objects.of(library_of(user, agency))
    return rows.annotate(
        number=Subquery(versions.values("number")[:1]),
        since=Subquery(versions.values("valid_from")[:1]),
        issuer=Subquery(versions.values("issuer")[:1]),
        is_twin=twin,
    ).order_by("field", "order", "code")


def matching(text: str) -> Q:
    """Code, name or definition hold every word, in any letter case."""
    condition = Q()
    for word in collapse(text.replace("\0", "")).split()[:6]:
        defined = CompetencyVersion.objects.filter(competency=OuterRef("pk"), definition__icontains=word)
        condition &= Q(code__icontains=word) | Q(name__icontains=word) | Exists(defined)
    return condition


def fields_in_use(rows: QuerySet[Competency]) -> list[str]:
    """Keys of the fields that some of the competencies is of; empty for the nine."""
    return list(rows.order_by("field").values_list("field", flat=True).distinct())


def competency_for(user: Any, pk: int) -> Competency:
    """One of the library, or an addition of an agency whose dictionary the person reads.

    Raises: Http404
    """
    own = part_scope(user, agency="agency", permission=Permission.LIBRARY_VIEW)
    competency = Competency.objects.filter(Q(agency=None) | own, pk=pk).select_related("agency").first()
    if competency is None:
        raise Http404
    return competency


def own_competency_for(user: Any, pk: int) -> Competency:
    """An addition of an agency whose dictionary the person edits; none of the library.

    Raises: Http404
    """
    scope = agency_scope(user, agency="agency", permission=Permission.LIBRARY_EDIT)
    competency = Competency.objects.filter(scope, pk=pk, agency__isnull=False).select_related("agency").first()
    if competency is None:
        raise Http404
    return competency


def twin_of(competency: Competency, agency: Agency | None) -> Competency | None:
    """The other competency of the same code: of an addition the library's, of the library's the agency's own."""
    others = Competency.objects.filter(code__iexact=competency.code)
    if competency.agency_id is not None:
        return others.filter(agency=None).first()
    return others.filter(agency=agency).first() if agency else None


def twins() -> list[Competency]:
    """Additions of all agencies whose code the library has taken up."""
    national = Competency.objects.filter(agency=None, code__iexact=OuterRef("code"))
    rows = Competency.objects.filter(Exists(national), agency__isnull=False)
    return list(rows.select_related("agency__region").order_by("agency", "code"))


def may_edit(user: Any, competency: Competency) -> bool:
    """Whether the page offers to change it, or to bring it back where it was retired."""
    if competency.agency_id is None:
        return False
    return covers(user, Permission.LIBRARY_EDIT, agency_id=competency.agency_id, path="")


def versions_of(competency: Competency) -> list[CompetencyVersion]:
    """All versions with their levels, the newest first."""
    return list(competency.versions.select_related("made_by").prefetch_related("levels").order_by("-number"))


def row_history(competency: Competency) -> QuerySet[Any]:
    """Every change of the row itself, newest first; not of its versions, nor of what demands it."""
    return trail.history_of(trail.Subject(Competency, competency.pk, competency, str(competency)))


def row_changes(competency: Competency, events: Sequence[TrailEvent]) -> list[trail.Line]:
    """The same in words, without the names of those who acted: the staff of all governments reads the library."""
    subject = trail.Subject(Competency, competency.pk, competency, str(competency))
    lines = trail.change_lines(Competency, events, of=subject)
    for line, event in zip(lines, events, strict=True):
        line.who = _("Pengelola") if event.pgh_context.get("user") else _("Sistem")
        line.via = "" if event.pgh_context.get("source") == "database" else line.via
    return lines


def words_of(version: CompetencyVersion) -> Words:
    """What the version fixes, to be compared or copied."""
    levels = tuple(LevelWords(one.meaning, tuple(one.indicators)) for one in version.levels.all())
    return Words(version.definition, version.issuer, version.legal_basis, levels)


def standards_with(competency: Competency, agency: Agency | None, *, on: date) -> int:
    """How many job standards of the agency in force on the day demand it."""
    current = JobStandard.objects.filter(agency=agency).in_force(on=on).values("pk")
    levels = StandardLevel.objects.filter(competency=competency, standard__in=current)
    return levels.count() if agency else 0


def label(competency: Competency) -> str:
    """``KES.01 · Promosi Kesehatan``."""
    return f"{competency.code}{LABEL_JOIN}{competency.name}"


def additions(agency: Agency | None) -> QuerySet[Competency]:
    """What a standard may demand beside the nine."""
    return Competency.objects.of(agency).in_use().exclude(agency=None, group__in=MANDATORY)


def suggestions(agency: Agency | None, text: str, *, limit: int = 12) -> list[Competency]:
    """The first competencies beside the nine whose code or name holds every word; nothing below two characters."""
    words = collapse(text.replace("\0", "")).replace(LABEL_JOIN, " ").split()[:6]
    if sum(map(len, words)) < 2:
        return []
    condition = Q()
    for word in words:
        condition &= Q(code__icontains=word) | Q(name__icontains=word)
    return list(additions(agency).filter(condition).order_by("field", "order", "code")[:limit])


def meant(agency: Agency | None, text: str) -> Competency | None:
    """The competency of a label, a code or a name; or the only one that is suggested."""
    wanted = collapse(text.replace("\0", ""))
    code = wanted.partition(LABEL_JOIN)[0]
    exact = additions(agency).filter(Q(code__iexact=code) | Q(name__iexact=wanted)).order_by("order")[:1]
    found = list(exact) or suggestions(agency, wanted, limit=2)
    return found[0] if len(found) == 1 else None
