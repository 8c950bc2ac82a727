"""Whom a participant's raters could be, read from the organisation; and the accounts that typed lines mean."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.db.models.functions import Upper
from django.http import Http404

from core.domain.naming import collapse
from core.holders import ACCOUNT_JOIN, account_label, account_named, accounts_of
from core.models import Agency, User
from core.permissions import Permission, has_permission
from employees.hierarchy import superiors_of
from employees.models import Employee
from evaluations.domain import methods
from evaluations.enums import Relation
from evaluations.models import Participant, Rater
from evaluations.selectors.ratings import able, rating_for

MOST_LOOKED_AT = 600  # colleagues whose superior is worked out
MOST_PROPOSED = 15  # of one relation; the rest is for the one who knows the people


@dataclass(frozen=True)
class Nominees:
    """Accounts that may rate, by relation.

    Attributes:
        accounts: in the order of their names, without those who rate already.
        cut: relations of which there were more.
        without: colleagues who have no account that may rate.
    """

    accounts: Mapping[str, Sequence[User]]
    cut: tuple[str, ...]
    without: int


def nominees_of(participant: Participant, relations: Iterable[str], *, at: datetime) -> Nominees:
    """Superior, colleagues under the same superior in her unit and the units beside it, and who reports to her."""
    person, agency = participant.employee, participant.round.agency
    near = _near(person)
    above = superiors_of([person, *near], agency, at=at)
    found = {relation: people for relation, people in _sorted(person, near, above).items() if relation in relations}
    users = {one.user_id for people in found.values() for one in people if one.user_id}
    may = able(agency, users, on=agency.date_at(at))
    known = User.objects.in_bulk(
        may - set(Rater.objects.filter(participant=participant).values_list("user", flat=True))
    )
    accounts = {
        relation: [known[one.user_id] for one in people if one.user_id in known] for relation, people in found.items()
    }
    return Nominees(
        {relation: rows[:MOST_PROPOSED] for relation, rows in accounts.items()},
        tuple(relation for relation, rows in accounts.items() if len(rows) > MOST_PROPOSED),
        sum(one.user_id not in may for people in found.values() for one in people),
    )


def _near(person: Employee) -> list[Employee]:
    """Active people of her unit, the units beside it and right below it, her own unit first."""
    if person.unit is None:
        return []
    around = Q(unit=person.unit_id) | Q(unit__parent=person.unit_id)
    if person.unit.parent_id is not None:
        around |= Q(unit__parent=person.unit.parent_id)
    rows = Employee.objects.active().filter(around, agency=person.agency_id).exclude(pk=person.pk)
    near = list(rows.select_related("unit").order_by("name", "pk")[:MOST_LOOKED_AT])
    return sorted(near, key=lambda one: one.unit_id != person.unit_id)


def _sorted(person: Employee, near: list[Employee], above: Mapping[int, int]) -> dict[str, list[Employee]]:
    superior = above.get(person.pk)
    below = [one for one in near if above.get(one.pk) == person.pk]
    beside = [one for one in near if one not in below and one.pk != superior and _is_peer(one, person, above)]
    chief = list(Employee.objects.filter(pk=superior)) if superior else []
    return {Relation.SUPERIOR: chief, Relation.PEER: beside, Relation.SUBORDINATE: below}


def _is_peer(one: Employee, person: Employee, above: Mapping[int, int]) -> bool:
    """Of the same unit; or, for who leads one, whoever leads a unit beside it under the same superior."""
    superior = above.get(person.pk)
    return one.unit_id == person.unit_id or (superior is not None and above.get(one.pk) == superior)


def lines_with(nominees: Nominees, typed: Mapping[str, str]) -> dict[str, str]:
    """What was typed, relation by relation, and below it those proposed who do not stand there yet."""
    logins = {_login(line) for text in typed.values() for line in text.splitlines()}
    texts = dict(typed)
    for relation, accounts in nominees.accounts.items():
        new = [account_label(account) for account in accounts if account.username.upper() not in logins]
        texts[relation] = "\n".join([*texts.get(relation, "").rstrip().splitlines(), *new])
    return texts


def accounts_of_lines(agency: Agency, lines: Iterable[str]) -> dict[str, User]:
    """The account that each line means, a label, a login name (NIP) or a name; one query but for names."""
    logins = {line: _login(line) for line in lines}
    rows = accounts_of(agency).annotate(login=Upper("username")).filter(login__in=set(logins.values()))
    by_login = {user.username.upper(): user for user in rows}
    found = {line: by_login.get(login) or account_named(agency, line) for line, login in logins.items()}
    return {line: user for line, user in found.items() if user is not None}


def _login(line: str) -> str:
    text = collapse(line.replace("\0", "").rpartition(ACCOUNT_JOIN)[2])
    digits = text.replace(" ", "").replace(".", "")
    return digits if digits.isdigit() else text.upper()


def led_rating_for(user: Any, pk: int) -> Rater:
    """The person's own row as the superior of somebody in a feedback of 360 degrees: she may name further raters.

    Only in the government in which she leads.

    Raises: Http404
    """
    found = rating_for(user, pk)
    is_led = found.relation == Relation.SUPERIOR and found.participant.round.method == methods.FEEDBACK
    if not is_led or not has_permission(user, Permission.COMPETENCY_VIEW, agency=found.participant.round.agency):
        raise Http404
    return found
