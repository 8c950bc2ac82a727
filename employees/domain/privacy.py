"""How guarded every field about a person is, and who sees it how.

Source: UU 27/2022 on personal data (art. 4: kinds of data, art. 31: record of processing). The four classes and
what is in them are decided by the project; fields the law does not name are placed with their nearest kin. The NIP itself holds the birth date and the sex (Perka BKN 22/2007);
masking the birth date keeps it off pages and files, not from somebody who can read a NIP.
"""

from datetime import date, timedelta
from enum import StrEnum

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
    "employees.Reading": _classed(_confidential, "id employee reader reader_roles what page request_id at written_at"),
    "employees.Correction": _classed(
        _confidential,
        "id employee field stored wanted explanation evidence evidence_name state asked_at due_at"
        " decided_at decided_by answer",
    ),
    "evaluations.Assessment": _classed(
        _confidential,
        "id agency employee assessed_on levels method participant required jpm category rule_set potential closed_at",
    ),
    "evaluations.AssessmentLevel": _classed(_confidential, "id assessment competency level evidence"),
    "evaluations.CurrentLevel": _classed(
        _confidential, "id agency employee competency level assessment assessed_on valid_until"
    ),
    "evaluations.Participant": _classed(
        _confidential,
        "id round employee position position_name required state strengths weaknesses summary advice"
        " recommendation report concluded_at concluded_by",
    ),
    "evaluations.Rater": _classed(_confidential, "id participant user relation"),
    "evaluations.Rating": _classed(_confidential, "id rater competency level evidence rated_at closed_at"),
    "evaluations.TalentPlacement": _classed(
        _confidential, "id map employee position unit tier box x y predicate source assessment missing"
    ),
    "evaluations.PerformanceResult": _classed(
        _internal,
        "id agency employee siasn_id year results behaviour predicate rater_name rater_nip rater_position"
        " rater_unit rater_status",
    ),
    "training.Enrolment": _classed(
        _internal,
        "id session employee state origin wish gap number requested_at requested_by due_at offered_until changed_at",
    ),
    "training.EnrolmentStep": _classed(_internal, "id enrolment before after acting by at reason"),
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
        **_classed(_confidential, "ip_discipline assessment assessment_state standard required_level jpm"),
    },
}
RESTRICTED = tuple(name for name, kind in FIELD_CLASSES["employees.Employee"].items() if kind is _restricted)

# Once per reader, person and hour: leafing to and fro says nothing new. All other readings count each time.
READINGS_ONCE = frozenset({"profile", "private", "performance", "trail"})
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
