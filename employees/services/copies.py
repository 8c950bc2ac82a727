"""Handing out a copy of everything held about a person."""

import json
from datetime import datetime
from io import BytesIO
from typing import IO, Any

from django.db import transaction
from django.utils import translation

from core.enums import DecisionKind
from core.models import Agency
from core.personal_data import PersonalData, personal_data, writer_of
from core.services.decisions import record_decision
from employees.enums import ReadingKind
from employees.models import Employee
from employees.services.readings import record_reading

LANGUAGE = "id"  # a copy is a document of the office, whatever language its reader works in


@transaction.atomic
def make_copy(
    *, kind: str, user: Any | None, person: Employee | None, agency: Agency | None, by: Any, page: str, at: datetime
) -> IO[bytes]:
    """The copy as an open file; written down as a decision, and as a reading when somebody else takes it.

    Args:
        kind: "json", or a form that an app has registered ("pdf").
    Raises: KeyError for any other kind.
    """
    with translation.override(LANGUAGE):
        data = personal_data(user=user, person=person, agency=agency, at=at)
        file = _json(data) if kind == "json" else writer_of(kind)(data)
    if person is not None:
        record_reading(people=[person], reader=by, what=[ReadingKind.COPY], page=page, at=at)
    record_decision(
        DecisionKind.DATA_COPIED, subject=person or user, agency=agency, by=by, at=at, facts={"form": kind}
    )  # fmt: skip
    return file


def _json(data: PersonalData) -> IO[bytes]:
    return BytesIO(json.dumps(data.plain(), ensure_ascii=False, indent=1).encode())
