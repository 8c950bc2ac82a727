from employees.models.people import (
    Discipline,
    Employee,
    EmployeeHistory,
    EmployeeQuerySet,
    Position,
    Superior,
)
from employees.models.privacy import Correction, Reading

__all__ = [
    "Correction",
    "Discipline",
    "Employee",
    "EmployeeHistory",
    "EmployeeQuerySet",
    "Position",
    "Reading",
    "Superior",
]
