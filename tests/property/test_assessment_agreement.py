"""Of rounds, participants, raters, results and corrections the filter, the predicate and the plain rules say the same.

The governments are those of `test_access_agreement`; in each a round in which everybody takes part.
"""

from datetime import timedelta
from typing import Any

import pytest
from django.db.models import Q
from hypothesis import HealthCheck, example, given, settings

from core.enums import Role
from core.models import RoleAssignment, User
from core.permissions import GRANTS, Permission
from employees.models import Correction, Employee
from employees.models import privacy as privacy_models
from employees.permissions import decides_corrections
from evaluations.models import Assessment, AssessmentRound, Participant, Rater, scopes
from evaluations.permissions import concludes, runs_round, sees_results
from tests.property.test_access_agreement import NOW, Facts, Plan, RolePlan, World, _in_force, allowed, facts, plans
from tests.property.test_access_agreement import world_of as people_of

pytestmark = pytest.mark.django_db
TREES = 30
DAY = NOW.date()


def add_assessments(world: World) -> None:
    """Everybody takes part, has a result and asks for two entries to be mended; every account rates everybody else."""
    for number, agency in enumerate(world.agencies):
        people = world.people[number]
        round_ = AssessmentRound.objects.create(
            agency=agency, name="Asesmen", method="cact", provider="X", starts_on=DAY, ends_on=DAY, made_at=NOW
        )
        invited = Participant.objects.bulk_create(Participant(round=round_, employee=one) for one in people)
        Assessment.objects.bulk_create(
            Assessment(agency=agency, employee=one, assessed_on=DAY, levels={}) for one in people
        )
        Rater.objects.bulk_create(Rater(participant=one, user=user) for one in invited for user in world.users)
        Correction.objects.bulk_create(
            Correction(employee=one, field=field, stored="", wanted="X", evidence_name="x", asked_at=NOW,
                       due_at=NOW + timedelta(days=3))
            for one in people
            for field in ("school", "nik")
        )  # fmt: skip


# The plain account of the rules


def wanted(known: Facts, user: User) -> dict[str, set[Any]]:
    """Keys of the rows by question; the agency of a row is that of its person, who never moved."""
    held = [role for role in known.roles if role.user_id == user.pk and _in_force(role) and user.is_active]

    def of_whole(permission: Permission) -> set[int]:
        return {role.agency_id for role in held if role.unit_id is None and permission in GRANTS[role.role]}

    sees, runs = of_whole(Permission.ASSESSMENT_VIEW), of_whole(Permission.ASSESSMENT_RUN)
    rates = {role.agency_id for role in held if Permission.ASSESSMENT_RATE in GRANTS[role.role]}
    others = {pk: one.agency_id for pk, one in known.everybody.items() if one.user_id != user.pk}
    own = known.everybody.keys() - others.keys()
    decides = allowed(known, user, Permission.CORRECTION_DECIDE)
    private = allowed(known, user, Permission.EMPLOYEE_PRIVATE)
    decided = {(pk, "school") for pk in decides - own} | {(pk, "nik") for pk in (decides & private) - own}
    return {
        "rounds": sees,
        "rounds run": runs,
        "participants": {pk for pk, agency in others.items() if agency in sees},
        "participants concluded": {pk for pk, agency in others.items() if agency in runs},
        "results": {pk for pk, agency in others.items() if agency in sees},
        "ratings": {pk for pk, one in known.everybody.items() if one.agency_id in rates},
        "corrections": decided | {(pk, field) for pk in own for field in ("school", "nik")},
        "corrections decided": decided,
    }


def listed(user: User) -> dict[str, set[Any]]:
    """What the filters let through, by the person a row is about."""
    run = Permission.ASSESSMENT_RUN
    mine = {"employee__user": user.pk}
    rows = {
        "rounds": AssessmentRound.objects.visible_to(user).values_list("agency"),
        "rounds run": AssessmentRound.objects.visible_to(user, run).values_list("agency"),
        "participants": Participant.objects.visible_to(user).values_list("employee"),
        "participants concluded": Participant.objects.visible_to(user, run).values_list("employee"),
        "results": Assessment.objects.visible_to(user).values_list("employee"),
        "ratings": Rater.objects.rated_by(user).values_list("participant__employee"),
    }
    found: dict[str, set[Any]] = {name: {key for (key,) in keys} for name, keys in rows.items()}
    found["corrections"] = set(Correction.objects.visible_to(user).values_list("employee", "field"))
    deciding = Correction.objects.decidable_by(user).exclude(**mine)
    return found | {"corrections decided": set(deciding.values_list("employee", "field"))}


def single(user: User) -> dict[str, set[Any]]:
    """What the predicates say of one row after the other."""
    people = Participant.objects.select_related("round", "employee")
    corrections = Correction.objects.select_related("employee__unit")
    return {
        "rounds run": {one.agency_id for one in AssessmentRound.objects.all() if runs_round(user, one)},
        "participants concluded": {one.employee_id for one in people if concludes(user, one)},
        "results": {one.pk for one in Employee.objects.all() if sees_results(user, one)},
        "corrections decided": {
            (one.employee_id, one.field) for one in corrections if decides_corrections(user, one.employee, one.field)
        },
    }


def disagreements(world: World) -> list[tuple[str, str]]:
    """Account and question, where the three do not say the same."""
    known = facts()
    found = []
    for account in world.users:
        user = User.objects.get(pk=account.pk)
        ruled, filtered = wanted(known, user), listed(user)
        found += [(user.username, name) for name in ruled if filtered[name] != ruled[name]]
        found += [(user.username, f"{name}, one by one") for name, keys in single(user).items() if keys != ruled[name]]
    return found


def find(plan: Plan) -> list[tuple[str, str]]:
    with people_of(plan) as world:
        add_assessments(world)
        return disagreements(world)


# HR here who assesses there; an auditor whose role has ended; somebody who sees one unit; and HR of the other.
TELLING = Plan(
    parents=[[-1, 0, -1], [-1]],
    people=[[(0, False, True), (1, False, True), (2, False, True)], [(0, False, True), (0, False, True)]],
    accounts=[(0, 0, True), (0, 1, True), (1, 0, True)],
    roles=[
        RolePlan(0, Role.HR_AGENCY, 0, None, "", None, None),
        RolePlan(0, Role.MENTOR, 1, None, "", None, None),
        RolePlan(1, Role.HR_UNIT, 0, 1, "", None, None),
        RolePlan(1, Role.AUDITOR, 1, None, "", None, -1),
        RolePlan(2, Role.HR_AGENCY, 1, None, "", None, None),
    ],
    named=[],
)


@settings(
    max_examples=TREES, deadline=None, derandomize=True, database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)  # fmt: skip
@given(plan=plans())
@example(plan=TELLING)
def test_filter_predicate_and_plain_rules_agree(db: Any, plan: Plan) -> None:
    assert find(plan) == []


# Controls: with one condition removed, the telling governments alone show it


def forget_the_agency(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scopes, "agency_scope", lambda *a, **k: Q())


def forget_herself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scopes, "_herself", lambda user: Q(pk__in=[]))


def forget_the_role_of_raters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scopes, "part_scope", lambda *a, **k: Q())


def forget_the_units(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(privacy_models, "unit_scope", lambda *a, **k: Q())


def forget_the_period(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(RoleAssignment, "is_current", lambda self, on: True)


@pytest.mark.parametrize(
    "forget",
    [forget_the_agency, forget_herself, forget_the_role_of_raters, forget_the_units, forget_the_period],
)
def test_control_a_condition_removed_is_found(db: Any, forget: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    forget(monkeypatch)
    assert find(TELLING) != []
