from evaluations.models.assessments import (
    Assessment,
    AssessmentLevel,
    AssessmentRound,
    CurrentLevel,
    Participant,
    Rater,
    Rating,
    RoundCompetency,
)
from evaluations.models.competencies import Competency, CompetencyVersion, LevelText
from evaluations.models.performance import PerformanceResult
from evaluations.models.standards import JobStandard, StandardLevel
from evaluations.models.talent import TalentMap, TalentPlacement, TalentSetting

__all__ = [
    "Assessment",
    "AssessmentLevel",
    "AssessmentRound",
    "Competency",
    "CompetencyVersion",
    "CurrentLevel",
    "JobStandard",
    "LevelText",
    "Participant",
    "PerformanceResult",
    "Rater",
    "Rating",
    "RoundCompetency",
    "StandardLevel",
    "TalentMap",
    "TalentPlacement",
    "TalentSetting",
]
