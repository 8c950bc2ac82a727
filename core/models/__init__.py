from core.models.imports import ImportBatch, ImportChange, ImportIssue
from core.models.incidents import Incident
from core.models.jobs import Job
from core.models.organisation import Agency, Region, Unit
from core.models.trail import Decision, Seal
from core.models.users import RoleAssignment, User

__all__ = [
    "Agency",
    "Decision",
    "ImportBatch",
    "ImportChange",
    "ImportIssue",
    "Incident",
    "Job",
    "Region",
    "RoleAssignment",
    "Seal",
    "Unit",
    "User",
]
