"""What several pages of competency do in the same way: whose agency, what was read, an Excel file."""

from collections.abc import Iterable
from typing import Any

from django.http import FileResponse, HttpRequest
from django.utils import timezone

from core.models import Agency
from core.permissions import Permission
from core.selectors import agency_with
from employees.enums import ReadingKind
from employees.models import Employee
from employees.services.readings import record_reading


def agency_of(request: HttpRequest, permission: Permission) -> Agency:
    """The agency worked in, where the right holds for the whole of it. Raises: Denied."""
    return agency_with(request.user, request.agency, permission)  # type: ignore[attr-defined]


def read(request: HttpRequest, people: Iterable[Employee | int], what: ReadingKind) -> None:
    """Their data were shown on this page: each of the people can see that."""
    record_reading(people=people, reader=request.user, what=[what], page=request.path, at=timezone.now())


def excel(file: Any, name: str) -> FileResponse:
    """The workbook as a download, with the day in its name."""
    return FileResponse(file, as_attachment=True, filename=f"{name}-{timezone.localdate():%Y-%m-%d}.xlsx")
