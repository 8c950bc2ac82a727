"""Whose assessments somebody sees, runs and rates, as filters; `evaluations.permissions` says the same of one object."""

from typing import TYPE_CHECKING, Any

from django.db import models

from core.permissions import Permission, agency_scope, part_scope

if TYPE_CHECKING:
    from evaluations.models.assessments import Assessment, AssessmentRound, Participant, Rater  # noqa: F401


def _herself(user: Any) -> models.Q:
    return models.Q(employee__user=user.pk) if user.pk else models.Q(pk__in=[])


class RoundQuerySet(models.QuerySet["AssessmentRound"]):
    def visible_to(self, user: Any, permission: Permission = Permission.ASSESSMENT_VIEW) -> "RoundQuerySet":
        """Rounds of agencies whose assessments the person sees, or runs (`permissions.runs_round`)."""
        return self.filter(agency_scope(user, agency="agency", permission=permission))


class ParticipantQuerySet(models.QuerySet["Participant"]):
    def managed_by(self, user: Any, permission: Permission = Permission.ASSESSMENT_VIEW) -> "ParticipantQuerySet":
        """Everybody in the rounds that the person sees, or runs; she herself included."""
        return self.filter(agency_scope(user, agency="round__agency", permission=permission))

    def visible_to(self, user: Any, permission: Permission = Permission.ASSESSMENT_VIEW) -> "ParticipantQuerySet":
        """The same without herself: who rates her stays hidden from her (`permissions.concludes`)."""
        return self.managed_by(user, permission).exclude(_herself(user))


class RaterQuerySet(models.QuerySet["Rater"]):
    def rated_by(self, user: Any) -> "RaterQuerySet":
        """The person's own rows, in agencies in which she may rate today."""
        scope = part_scope(user, agency="participant__round__agency", permission=Permission.ASSESSMENT_RATE)
        return self.filter(scope, user=user.pk)


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def in_force(self) -> "AssessmentQuerySet":
        """Without those whose place a corrected export has taken."""
        return self.filter(closed_at=None)

    def managed_by(self, user: Any) -> "AssessmentQuerySet":
        """Results in agencies whose assessments the person sees; her own included."""
        return self.filter(agency_scope(user, agency="agency", permission=Permission.ASSESSMENT_VIEW))

    def visible_to(self, user: Any) -> "AssessmentQuerySet":
        """The same without her own: of these she reads what her own page shows (`permissions.sees_results`)."""
        return self.managed_by(user).exclude(_herself(user))
