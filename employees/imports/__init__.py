"""SIASN exports about the organisation and its people."""

from core.importing.registry import register
from employees.imports.discipline import DisciplineImporter
from employees.imports.people import EmployeeImporter
from employees.imports.units import UnitImporter


def register_all() -> None:
    for importer in (UnitImporter(), EmployeeImporter(), DisciplineImporter()):
        register(importer)
