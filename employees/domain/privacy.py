"""How guarded every field about a person is, who sees it how, and which entries she may have mended.

Source: UU 27/2022 on personal data (art. 4: kinds of data, art. 6 and 30: correction, art. 31: record of
processing). The four classes and what is in them are decided by the project; fields the law does not
name are placed with their nearest kin. The NIP itself holds the birth date and the sex (Perka BKN 22/2007);
masking the birth date keeps it off pages and files, not from somebody who can read a NIP.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from core.domain import cells, naming
from core.domain.formatting import masked


class FieldClass(StrEnum):
    """From open to closed."""

    PUBLIC = "public"  # who serves where: UU 14/2008 on open information
    INTERNAL = "internal"  # for those whose work it is, inside their scope
    RESTRICTED = "restricted"  # shown in full to few, masked or hidden for the others
    CONFIDENTIAL = "confidential"  # for named roles; every reading is written down


class Shown(StrEnum):
    """How somebody sees the restricted fields of a person."""

    FULL = "full"
    MASKED = "masked"
    HIDDEN = "hidden"


def _classed(field_class: FieldClass, names: str) -> dict[str, FieldClass]:
    return dict.fromkeys(names.split(), field_class)


_public, _internal = FieldClass.PUBLIC, FieldClass.INTERNAL
_restricted, _confidential = FieldClass.RESTRICTED, FieldClass.CONFIDENTIAL

FIELD_CLASSES: dict[str, dict[str, FieldClass]] = {
    "employees.Employee": {
        **_classed(_public, "id agency unit name title_front title_back position tier level eselon work_place"),
        **_classed(
            _internal,
            "user siasn_id nip sex email_official status legal_status is_active rank rank_since appointed_on"
            " permanent_on service_years service_months position_since education education_name school graduated",
        ),
        **_classed(_restricted, "nik birth_place birth_date phone email address"),
    },
    "employees.EmployeeHistory": _classed(_internal, "id employee aspect value since until recorded_at"),
    "employees.Superior": _classed(_internal, "id employee superior reason set_at set_by"),
    "employees.Discipline": _classed(_confidential, "id agency employee level decided_on number"),
    "employees.Reading": _classed(_confidential, "id employee reader what page request_id at written_at"),
    "employees.Correction": _classed(
        _confidential,
        "id employee field stored wanted explanation evidence evidence_name state asked_at due_at"
        " decided_at decided_by answer",
    ),
    "evaluations.Assessment": _classed(_confidential, "id agency employee assessed_on levels"),
    "evaluations.AssessmentLevel": _classed(_confidential, "id assessment competency level"),
    "evaluations.PerformanceResult": _classed(
        _internal,
        "id agency employee siasn_id year results behaviour predicate rater_name rater_nip rater_position"
        " rater_unit rater_status",
    ),
    "training.TrainingRecord": _classed(
        _internal,
        "id agency employee source record_key siasn_id form programme name jp organiser number starts_on"
        " ends_on counted_on",
    ),
    "reports.YearFact": {
        **_classed(
            _internal,
            "id employee year agency unit_path is_active status tier jp predicate ip_qualification ip_competency"
            " ip_performance ip_total ip_leadership ip_functional ip_technical_jp ip_seminar rule_set",
        ),
        **_classed(_confidential, "ip_discipline assessment assessment_state required_level jpm"),
    },
}
RESTRICTED = tuple(name for name, kind in FIELD_CLASSES["employees.Employee"].items() if kind is _restricted)

# Once per reader, person and hour: leafing to and fro says nothing new. All other readings count each time.
READINGS_ONCE = frozenset({"profile", "private", "performance"})
READING_PAUSE = timedelta(hours=1)


def seen(value: object, shown: Shown) -> str:
    """A restricted value as the viewer may see it: whole, its end only, or nothing (UU 27/2022 art. 16, 35).

    Of a masked date only the year stays.
    """
    if value in (None, "") or shown is Shown.HIDDEN:
        return ""
    text = value.isoformat() if isinstance(value, date) else str(value)
    if shown is Shown.FULL:
        return text
    return f"••••{value.year}" if isinstance(value, date) else masked(text)


class InvalidValue(ValueError):
    """A wanted value that cannot be stored; ``code``: empty, too_long, date, year, digits, email, education."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Correctable:
    """An entry that a person may ask to be mended.

    Attributes:
        longest: characters the field holds.
        parse: the text as it will be stored; raises `InvalidValue`.
        optional: whether "nothing" is a right answer (a degree one does not hold).
    """

    longest: int
    parse: Callable[[str], str] = str
    optional: bool = False


def _birth_date(text: str) -> str:
    try:
        day = cells.day(text) or ""
    except cells.BadValue:
        raise InvalidValue("date") from None
    if not "1900-01-01" <= day <= "2099-12-31":
        raise InvalidValue("date")
    return day


def _year(text: str) -> str:
    if not (text.isascii() and text.isdigit() and 1900 <= int(text) <= 2100):
        raise InvalidValue("year")
    return text


def _nik(text: str) -> str:
    digits = text.replace(" ", "")
    if not (digits.isascii() and digits.isdigit() and len(digits) == 16):
        raise InvalidValue("digits")
    return digits


def _email(text: str) -> str:
    name, at, domain = text.partition("@")
    if not (name and at and "." in domain.strip(".") and " " not in text):
        raise InvalidValue("email")
    return text


def _education(text: str) -> str:
    if text not in EDUCATIONS:
        raise InvalidValue("education")
    return text


EDUCATIONS = frozenset({"sd", "smp", "slta", "d1", "d2", "d3", "d4", "s1", "s2", "s3"})
CORRECTABLE: dict[str, Correctable] = {
    "name": Correctable(200, naming.person_name),
    "title_front": Correctable(60, optional=True),
    "title_back": Correctable(100, optional=True),
    "nik": Correctable(20, _nik),
    "birth_place": Correctable(100),
    "birth_date": Correctable(10, _birth_date),
    "phone": Correctable(40),
    "email": Correctable(200, _email),
    "address": Correctable(500),
    "education": Correctable(4, _education),
    "education_name": Correctable(200),
    "school": Correctable(200),
    "graduated": Correctable(4, _year),
}


def parse_wanted(field: str, text: str) -> str:
    """The wanted value as the import would store it (spaces, apostrophes and names as in an export), UU 27/2022 art. 6.

    Raises: InvalidValue; KeyError for a field nobody may ask for.
    """
    rule = CORRECTABLE[field]
    value = cells.text(text) or ""
    if not value:
        if rule.optional:
            return ""
        raise InvalidValue("empty")
    value = rule.parse(value)
    if len(value) > rule.longest:
        raise InvalidValue("too_long")
    return value
