"""What people learn, where and when, and what they have learned."""

from training.models.enrolments import Enrolment, EnrolmentStep
from training.models.programmes import Material, Prerequisite, Programme, ProgrammeCompetency, TargetJob
from training.models.records import TrainingRecord
from training.models.sessions import Session, SessionDay, SessionSpeaker, Speaker, SpeakerExpertise, UnitQuota

__all__ = [
    "Enrolment",
    "EnrolmentStep",
    "Material",
    "Prerequisite",
    "Programme",
    "ProgrammeCompetency",
    "Session",
    "SessionDay",
    "SessionSpeaker",
    "Speaker",
    "SpeakerExpertise",
    "TargetJob",
    "TrainingRecord",
    "UnitQuota",
]
