"""Who may open what, written down by hand: the oracle of the matrix.

Nothing here is read from the product: the table of rights is written a second time on purpose, so that
a right that changes there has to be changed here too, by somebody who means it.
"""

from dataclasses import dataclass, field, replace
from typing import Any

ANYONE, SIGNED_IN = "anyone", "signed in"

_READERS = {"manager", "hr_unit", "hr_agency", "leader", "auditor", "administrator"}
_RUNNERS = {"hr_agency", "administrator"}
RIGHTS: dict[str, set[str]] = {
    "self": _READERS | {"asn", "organiser", "assessor"},
    "people": _READERS,
    "units": _READERS,
    "export": _RUNNERS | {"hr_unit"},
    "imports": _RUNNERS,
    "reports": _RUNNERS | {"leader", "auditor"},
    "make reports": _RUNNERS,
    "schedule": _RUNNERS,
    "superiors": _RUNNERS | {"hr_unit"},
    "corrections": _RUNNERS | {"hr_unit"},
    "accounts": _RUNNERS | {"hr_unit", "auditor"},
    "manage accounts": _RUNNERS,
    "roles": _RUNNERS | {"auditor"},
    "give roles": {"administrator"},
    "administer": {"administrator"},
    "private data": _RUNNERS,
    "trail": {"auditor", "administrator"},
    "incidents": _RUNNERS | {"auditor"},
    "handle incidents": _RUNNERS,
    "retention": {"administrator"},
    "library": _READERS | {"asn", "organiser", "assessor"},
    "edit library": _RUNNERS,
    "standards": _RUNNERS,
    "competencies": _READERS,
    "assessments": _RUNNERS | {"auditor"},
    "run assessments": _RUNNERS,
    "rate": (_READERS - {"auditor"}) | {"asn", "organiser", "assessor"},
    "talent": _RUNNERS | {"leader", "auditor"},
    "confirm talent": _RUNNERS,
}
# What everybody on the staff has in her own government.
OF_THE_STAFF = {"self", "library", "rate"}
# In force only while the administrator has raised her rights.
RAISED = {"give roles", "retention"}


@dataclass(frozen=True)
class Gate:
    """What one method of a page asks for, in this order.

    Attributes:
        right: that any role must grant (403).
        sees: the right in whose scope the thing must lie (404); the same one unless named.
        then: a right asked for once the thing is seen (403).
        own: what holds for a thing that is about the visitor herself: ``shown`` always, ``scoped`` like any other,
            ``refused`` (403 in the scope, nobody decides about herself), or ``only`` such things are found; ``here`` the
            same, while her role where the thing is grants the right.
    """

    right: str
    sees: str = ""
    then: str = ""
    own: str = "shown"


@dataclass(frozen=True)
class Page:
    """One URL pattern.

    Attributes:
        get, post: None where the method is not allowed (405).
        thing: kind of object that the address names.
        arguments: of the address beside those of the thing.
        answers: statuses that also count as open.
        is_open_elsewhere: opens also for somebody who has the right in another government than the one she works
            in, without anything of the latter on it; others refuse her (403).
    """

    get: Gate | None = None
    post: Gate | None = None
    thing: str = ""
    arguments: dict[str, Any] = field(default_factory=dict)
    answers: tuple[int, ...] = ()
    is_open_elsewhere: bool = False


def reads(
    right: str, thing: str = "", *, answers: tuple[int, ...] = (), own: str = "shown", sees: str = "", **arguments: Any
) -> Page:
    """A page to look at."""
    return Page(get=Gate(right, sees, own=own), thing=thing, arguments=arguments, answers=answers)


def acts(right: str, thing: str = "", *, own: str = "shown", sees: str = "", then: str = "", **arguments: Any) -> Page:
    """A button."""
    return Page(post=Gate(right, sees, then, own), thing=thing, arguments=arguments)


def form(
    right: str, thing: str = "", *, answers: tuple[int, ...] = (), own: str = "shown", sees: str = "", **arguments: Any
) -> Page:
    """A page that is filled in and sent to itself."""
    gate = Gate(right, sees, own=own)
    return Page(get=gate, post=gate, thing=thing, arguments=arguments, answers=answers)


PAGES: dict[str, Page] = {
    # Logging in and out
    "account_login": form(ANYONE),
    "account_logout": form(ANYONE),
    "account_inactive": reads(ANYONE),
    "account_reauthenticate": form(SIGNED_IN),
    "account_change_password": form(SIGNED_IN),
    "account_set_password": form(SIGNED_IN),
    "account_reset_password": form(ANYONE),
    "account_reset_password_done": reads(ANYONE),
    "account_reset_password_from_key": form(ANYONE, uidb36="1", key="wrong"),
    "account_reset_password_from_key_done": reads(ANYONE),
    "account_activate": form(ANYONE, answers=(410,), token="spent"),
    "openid_connect_login": reads(ANYONE, answers=(404,), provider_id="instansi"),  # without a provider
    "openid_connect_callback": reads(ANYONE, answers=(404,), provider_id="instansi"),
    "rights_raise": form("administer"),
    "rights_lower": acts(SIGNED_IN),
    # The second factor
    # 404: she has none to show or to take away
    "mfa_index": reads(SIGNED_IN),
    "mfa_authenticate": form(ANYONE),
    "mfa_reauthenticate": form(SIGNED_IN),
    "mfa_activate_totp": form(SIGNED_IN),
    "mfa_deactivate_totp": form(SIGNED_IN, answers=(404,)),
    "mfa_list_webauthn": reads(SIGNED_IN),
    "mfa_add_webauthn": form(SIGNED_IN),
    "mfa_reauthenticate_webauthn": form(SIGNED_IN),
    "mfa_remove_webauthn": form(SIGNED_IN, "security key", own="only"),
    "mfa_view_recovery_codes": reads(SIGNED_IN, answers=(404,)),
    "mfa_generate_recovery_codes": form(SIGNED_IN),
    "mfa_download_recovery_codes": form(SIGNED_IN, answers=(404,)),
    # Roles
    "role_list": reads("roles"),
    "role_rights": reads(SIGNED_IN),
    "role_give": form("give roles"),
    "role_accounts": reads("give roles"),
    "role_detail": reads("roles", "role", own="scoped"),
    "role_change": form("give roles", "role", own="refused"),
    "role_end": form("give roles", "role", own="refused"),
    # Accounts
    "account_list": reads("accounts"),
    "account_others": reads("accounts"),
    "account_prepare": acts("manage accounts"),
    "account_links": reads("manage accounts", "links job", own="here"),
    "account_links_file": reads("manage accounts", "links job", own="here"),
    "account_make": acts("manage accounts", "person", own="scoped"),
    "account_detail": reads("accounts", "account", own="scoped"),
    "account_link": acts("manage accounts", "account", own="refused"),
    "account_close": acts("manage accounts", "account", own="refused"),
    "account_open": acts("manage accounts", "account", own="refused"),
    "account_reset_factors": acts("give roles", "account", own="refused"),
    # Trail, incidents and retention
    "trail_list": reads("trail"),
    "trail_object": reads("trail", "trail", label="employees.Employee"),
    "incident_list": reads("incidents"),
    "incident_record": form("handle incidents"),
    "incident_detail": reads("incidents", "incident"),
    "incident_edit": form("handle incidents", "incident"),
    "incident_notice": reads("incidents", "incident", whom="people"),
    "incident_told": acts("handle incidents", "incident", whom="people"),
    "incident_close": acts("handle incidents", "incident"),
    "retention_rules": reads("retention"),
    # The kernel
    "health": reads(ANYONE, answers=(503,)),  # without a worker
    "set_language": acts(ANYONE),
    "theme_choose": acts(ANYONE),
    "agency_choose": acts(SIGNED_IN),
    "import_list": reads("imports"),
    "import_upload": form("imports"),
    "import_detail": reads("imports", "import"),
    "import_confirm": acts("imports", "import"),
    "import_discard": acts("imports", "import"),
    "import_issues": reads("imports", "import"),
    "job_progress": reads(SIGNED_IN, "job", sees="reports"),
    "job_retry": acts(SIGNED_IN, "job", sees="reports", then="make reports"),
    # People
    "employee_self": reads(SIGNED_IN),
    "employee_list": reads("people"),
    "employee_suggest": reads("people"),
    "employee_export": reads("export"),
    "unit_options": reads("people"),
    "job_options": reads("people"),
    "employee_detail": reads("self", "person", sees="people"),
    "employee_competencies": reads("self", "person", sees="people"),
    "employee_performance": reads("self", "person", sees="people"),
    "employee_training": reads("self", "person", sees="people"),
    "employee_index": reads("self", "person", sees="people"),
    "unit_tree": reads("units"),
    "unit_branch": reads("units", "unit"),
    "superior_check": reads("superiors"),
    "superior_options": reads("superiors"),
    "superior_edit": form("superiors", "person", own="refused"),
    "superior_reset": form("superiors", "person", own="refused"),
    # Gaps
    "competency_self": reads("self"),
    "competency_team": reads("competencies"),
    "competency_team_export": reads("export"),
    "gap_map": reads("competencies"),
    "gap_map_export": reads("competencies"),
    "gap_coverage": reads("competencies"),
    "gap_trend": reads("competencies"),
    "fits": reads("competencies"),
    "fits_export": reads("export"),
    # Personal data
    "own_data": reads(SIGNED_IN),
    "own_copy": acts(SIGNED_IN, kind="json"),
    "own_readers": reads(SIGNED_IN),
    "own_corrections": reads(SIGNED_IN),
    "correction_ask": form(SIGNED_IN, answers=(404,), field="birth_place"),  # 404: she is no civil servant
    "correction_withdraw": acts("self", "correction", own="only"),
    "correction_list": reads("corrections"),
    "correction_detail": reads("corrections", "correction", own="scoped"),
    "correction_decide": acts("corrections", "correction", own="refused"),
    "correction_evidence": reads("self", "correction", sees="corrections"),
    "employee_copy": acts("private data", "person", own="scoped", kind="json"),
    # Home and reports
    "home": reads(SIGNED_IN),
    "report_list": reads("reports"),
    "report_request": acts("make reports"),
    "report_detail": reads("reports", "report"),
    "report_file": reads("reports", "report", kind="pdf"),
    "schedule_list": form("schedule"),
    # Talent map, succession, career
    "talent_map": reads("talent"),
    "talent_box": reads("talent", number=9),
    "talent_box_export": reads("confirm talent", number=9),
    "talent_export": reads("confirm talent"),
    "talent_cutoffs": form("confirm talent"),
    "talent_confirm": form("confirm talent"),
    "succession_list": reads("talent"),
    "succession_export": reads("confirm talent"),
    "succession_detail": reads("talent", "unit"),
    "succession_file": reads("confirm talent", "unit"),
    "talent_own": reads("self"),
    "career": reads("self"),
    "career_jobs": reads("self"),
    "career_of": reads("competencies", "person", own="scoped"),
    # Dictionary and job standards
    "competency_list": reads("library"),
    "competency_export": reads("library"),
    "competency_options": reads("library"),
    "competency_new": form("edit library"),
    "competency_detail": reads("library", "competency"),
    "competency_edit": form("edit library", "competency"),
    "competency_retire": form("edit library", "competency"),
    "competency_restore": form("edit library", "competency"),
    "competency_trail": reads("library", "competency"),
    "standard_list": reads("library"),
    "standard_export": reads("library"),
    "standard_jobs": reads("library"),
    "standard_coverage": reads("library"),
    "standard_coverage_export": reads("library"),
    "standard_detail": reads("library", "position"),
    "standard_edit": form("standards", "position"),
    # Assessments: rounds, raters, results
    "round_list": reads("assessments"),
    "round_export": reads("assessments"),
    "round_new": form("run assessments"),
    "round_detail": reads("assessments", "round"),
    "round_edit": form("run assessments", "round"),
    "round_step": acts("run assessments", "round"),
    "participant_options": reads("run assessments"),
    "target_options": reads("run assessments"),
    "rater_options": reads("run assessments"),
    "participant_add": form("run assessments", "round"),
    "participant_export": reads("run assessments", "round"),
    "raters_spread": form("run assessments", "round"),
    "participant_detail": reads("assessments", "participant", own="refused"),
    "participant_change": acts("run assessments", "participant", own="refused"),
    "rater_add": acts("run assessments", "participant", own="refused"),
    "raters_add": form("run assessments", "participant", own="refused"),
    "rater_remove": acts("run assessments", "rater", own="refused"),
    "conclusion_edit": form("run assessments", "participant", own="refused"),
    "assessment_result": reads("assessments", "result", own="refused"),
    "assessment_report": reads("assessments", "result", own="refused"),
    "rating_list": reads("rate"),
    "rating_export": reads("rate"),
    "rating_edit": form("rate", "rating", own="here"),
    "rating_nominate": form("competencies", "led rating", own="here", sees="rate"),
    "assessment_own_list": reads("self"),
    "assessment_own_export": reads("self"),
    "assessment_own": reads("self", "result", own="only"),
}
OPEN_ELSEWHERE = (
    # About herself
    "rights_raise", "competency_self", "talent_own", "career", "career_jobs", "assessment_own_list",
    "assessment_own_export", "rating_list", "rating_export",
    # Lists with nothing on them
    "account_list", "account_others", "correction_list", "employee_list", "import_list", "incident_list", "report_list",
    "round_list", "unit_tree", "competency_team", "fits",
    # Only what all governments share
    "competency_list", "competency_export", "standard_list", "standard_export",
    # Files and suggestions without anybody
    "employee_export", "competency_team_export", "fits_export", "round_export", "employee_suggest", "unit_options",
    "job_options", "superior_options", "competency_options",
)  # fmt: skip
PAGES |= {name: replace(PAGES[name], is_open_elsewhere=True) for name in OPEN_ELSEWHERE}
