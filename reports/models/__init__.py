from reports.models.facts import AssessmentState, FactsState, YearFact

__all__ = ["AssessmentState", "FactsState", "YearFact"]
