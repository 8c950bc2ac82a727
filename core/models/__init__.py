from core.models.imports import ImportBatch, ImportChange, ImportIssue
from core.models.jobs import Job
from core.models.organisation import Agency, Region, Unit
from core.models.users import RoleAssignment, User

__all__ = [
    "Agency",
    "ImportBatch",
    "ImportChange",
    "ImportIssue",
    "Job",
    "Region",
    "RoleAssignment",
    "Unit",
    "User",
]
