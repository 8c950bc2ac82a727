"""What is sent to the addresses: bodies that a page accepts, and searches for people and things near and far."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.access.world import World, person_of, thing_of, unit_of

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
    "competency_restore": WHY,
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
    "raters_add": {"assessor": "assessor"},
    "raters_spread": {"others": "assessor", "each": "1"},
    "rating_edit": {},
    "rating_nominate": {"propose": "1"},
    "report_request": {"year": "2025"},
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
    "raters_add": "who may rate differs with the place",
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
    "career": ("job",),
    "career_jobs": ("job",),
    "competency_team": ("q",),
    "competency_team_export": ("q",),
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
    "talent_box": ("q",),
    "target_options": ("target",),
    "trail_list": ("q",),
}
# Parameters in which a page is searched for units by their names.
SEARCHES_UNITS: dict[str, tuple[str, ...]] = {
    "unit_options": ("unit",),
    "unit_tree": ("q",),
    "employee_list": ("unit",),
}
# Parameters in which a page is searched for what belongs to a government as a whole.
SEARCHES_THINGS: dict[str, tuple[str, ...]] = {
    "career_jobs": ("job",),
    "competency_export": ("q",),
    "competency_list": ("q",),
    "competency_options": ("add",),
    "round_export": ("q",),
    "round_list": ("q",),
    "standard_export": ("q",),
    "standard_jobs": ("copy",),
    "standard_list": ("q",),
}
# Pages that name all jobs of a government: what a job demands is open to everybody who works there.
NAMES_JOBS = frozenset(
    {"standard_list", "standard_export", "standard_detail", "standard_jobs", "career", "career_jobs", "career_of"}
)
# Pages that name all units of a government to everybody with the right there: its map, with people only in large
# groups, and how many of its jobs have a standard.
NAMES_UNITS = frozenset({"gap_map", "gap_map_export", "standard_coverage", "standard_coverage_export"})
# What is held about a person names the rounds in which she rates, wherever they are.
NAMES_ROUNDS = frozenset({"own_data", "own_copy", "employee_copy"})
# Further lists of a page, each with people of its own; words in braces are keys of the world.
_MAPS = ("unit={elsewhere}", "unit={abroad}", "unit=semua")
TABS: dict[str, tuple[str, ...]] = {
    "competency_team": ("state=met", "state=short", "page=2"),
    "correction_list": ("tab=decided",),
    "employee_list": ("standing=all", "sort=name", "page=2"),
    "fits": ("k1={competency}", "k1={competency}&n1=3&expired=1"),
    "fits_export": ("k1={competency}",),
    "gap_coverage": _MAPS,
    "gap_map": _MAPS,
    "gap_map_export": _MAPS,
    "gap_trend": _MAPS,
    "import_detail": ("tab=rejected",),
    "role_list": ("state=all", "state=ended"),
    "round_detail": ("standing=ready", "standing=no_rater"),
    "superior_check": ("tab=orphans", "tab=circles", "tab=posts", "tab=ending"),
    "trail_list": ("kind=employees.Employee", "kind=core.User", "kind=core.RoleAssignment"),
}


def files_of(name: str) -> dict[str, Any]:
    """The file that goes with the body; an upload is read only once."""
    return {"evidence": SimpleUploadedFile("akta.pdf", b"%PDF-1.4 akta")} if name == "correction_ask" else {}


def queries(name: str, world: World) -> list[str]:
    """What is asked of a page beside its bare address.

    Words are cut short: a page repeats what was typed, and only what it has found is whole.
    """
    people = [word for place, person in world.people.items() for word in (person_of(place), person.nip)]
    units, things = [unit_of(place) for place in world.people], [thing_of(place) for place in ("agency", "abroad")]
    sought = ((SEARCHES, people), (SEARCHES_UNITS, units), (SEARCHES_THINGS, things))
    searched = [f"{key}={word[:-1]}" for keys, words in sought for key in keys.get(name, ()) for word in words]
    return [*searched, *(tab.format(**world.keys) for tab in TABS.get(name, ()))]
