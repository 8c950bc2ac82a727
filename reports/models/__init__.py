from reports.models.facts import AssessmentState, FactsState, YearFact
from reports.models.report import Report

__all__ = ["AssessmentState", "FactsState", "Report", "YearFact"]
