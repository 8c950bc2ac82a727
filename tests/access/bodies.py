"""What is sent to the addresses: bodies that a page accepts, and searches for people near and far."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

WHY = {"reason": "Sesuai surat keputusan"}
MOMENTS = {"happened_at": "2026-11-20T08:00", "found_at": "2026-11-20T09:00"}
INCIDENT = {"kind": "integrity", "title": "Uji", "data_revealed": "NIP", "how": "Surel"} | MOMENTS
WORDS = {"name": "Uji", "group": "technical", "definition": "Menguji.", "valid_from": "2026-11-21"} | {
    f"{part}_{level}{end}": f"{part} {level}{end}"
    for level in range(1, 6)
    for part, ends in (("meaning", ("",)), ("indicator", ("_1", "_2", "_3")))
    for end in ends
}
ROUND = {"name": "Uji", "method": "cact", "purpose": "mapping", "provider": "Uji", "starts_on": "2026-11-01",
         "ends_on": "2026-11-30"}  # fmt: skip
# A body that the page accepts; {} where it needs none. A page that is missing here fails the test.
VALID: dict[str, dict[str, Any]] = {
    "account_close": WHY,
    "account_link": {},
    "account_make": {},
    "account_open": WHY,
    "account_prepare": {},
    "account_reset_factors": WHY,
    "agency_choose": {},
    "competency_edit": WORDS | {"based_on": "1"},
    "competency_new": WORDS | {"code": "UJI.02"},
    "competency_retire": WHY,
    "conclusion_edit": {},
    "correction_ask": {"wanted": "Surabaya", "explanation": "Sesuai akta"},
    "correction_decide": {"decision": "accept", "answer": "Sesuai akta"},
    "correction_withdraw": {},
    "employee_copy": {},
    "import_upload": {"kind": "pegawai"},
    "import_confirm": {},
    "import_discard": {},
    "incident_close": WHY,
    "incident_edit": INCIDENT,
    "incident_record": INCIDENT,
    "incident_told": {},
    "job_retry": {},
    "own_copy": {},
    "participant_add": {"nips": "199001012020010002"},
    "participant_change": {"to": "absent"} | WHY,
    "rater_add": {"account": "assessor", "relation": "assessor"},
    "rater_remove": {},
    "raters_spread": {"others": "assessor", "each": "1"},
    "rating_edit": {},
    "report_request": {"year": "2026"},
    "rights_lower": {},
    "rights_raise": {},
    "role_change": {"ends_on": "2030-12-31"} | WHY,
    "role_end": WHY,
    "role_give": WHY,
    "round_edit": ROUND,
    "round_new": ROUND,
    "round_step": {"to": "closed"},
    "schedule_list": {"day": "5", "hour": "4", "is_on": "on"},
    "standard_edit": {"valid_from": "2026-11-21"},
    "talent_confirm": {"decree": "800/1", "decided_on": "2026-11-21", "seen": "-"},
    "talent_cutoffs": {
        "from_year": "2027",
        "performance_meets": "70",
        "performance_above": "90",
        "potential_medium": "78",
        "potential_high": "90",
        "legal_basis": "Perwali 7",
    },
    "superior_edit": {"superior": "199001012020010002"} | WHY,
    "superior_reset": WHY,
}
# Pages that do nothing with the body above in the world of the matrix, and why.
REFUSES = {
    "account_make": "everybody of this world has an account",
    "agency_choose": "who works for one government has nothing to choose",
    "conclusion_edit": "nobody of this world has rated yet",
    "import_upload": "an import needs a file that can be read",
    "incident_told": "nothing of this incident has been written to anybody",
    "participant_add": "who can be invited differs with the place",
    "rater_add": "who may rate differs with the place",
    "raters_spread": "who may rate differs with the place",
    "role_give": "whose account it may be differs with the visitor",
    "talent_confirm": "a map with missing cut-offs cannot be confirmed",
    "round_edit": "this round has been opened, and which competencies there are differs from world to world",
    "round_new": "which competencies there are differs from world to world",
    "standard_edit": "which competencies the grid has differs from world to world",
    "superior_edit": "who may be the superior differs with the place",
    "superior_reset": "nobody has a named superior",
}
# Parameters in which a page is searched for people.
SEARCHES: dict[str, tuple[str, ...]] = {
    "account_list": ("q",),
    "account_others": ("q",),
    "employee_export": ("q",),
    "employee_list": ("q",),
    "employee_suggest": ("q",),
    "job_options": ("job",),
    "participant_export": ("q",),
    "participant_options": ("person",),
    "rater_options": ("account",),
    "rating_list": ("q",),
    "role_accounts": ("account",),
    "role_give": ("account",),
    "role_list": ("q",),
    "round_detail": ("q",),
    "superior_options": ("superior",),
    "target_options": ("target",),
    "trail_list": ("q",),
    "unit_options": ("unit",),
    "unit_tree": ("q",),
}
# Pages that name all jobs of a government: what a job demands is open to everybody who works there.
NAMES_JOBS = frozenset({"standard_list", "standard_export", "standard_detail", "standard_jobs"})
# Further lists of a page, each with people of its own.
TABS: dict[str, tuple[str, ...]] = {
    "correction_list": ("tab=decided",),
    "employee_list": ("standing=all", "sort=name", "page=2"),
    "import_detail": ("tab=rejected",),
    "role_list": ("state=all", "state=ended"),
    "round_detail": ("standing=ready", "standing=no_rater"),
    "superior_check": ("tab=orphans", "tab=circles", "tab=posts", "tab=ending"),
    "trail_list": ("kind=employees.Employee", "kind=core.User", "kind=core.RoleAssignment"),
}


def files_of(name: str) -> dict[str, Any]:
    """The file that goes with the body; an upload is read only once."""
    return {"evidence": SimpleUploadedFile("akta.pdf", b"%PDF-1.4 akta")} if name == "correction_ask" else {}


def queries(name: str, words: list[str]) -> list[str]:
    """What is asked of a page beside its bare address.

    Words are cut short: a page repeats what was typed, and only what it has found is whole.
    """
    searched = [f"{parameter}={word[:-1]}" for parameter in SEARCHES.get(name, ()) for word in words]
    return [*searched, *TABS.get(name, ())]
