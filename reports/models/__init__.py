from reports.models.facts import AssessmentState, FactsState, YearFact
from reports.models.report import Report
from reports.models.schedules import ReportSchedule

__all__ = ["AssessmentState", "FactsState", "Report", "ReportSchedule", "YearFact"]
