"""What a topic of the report answers with: a state, a finding and a recommendation."""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from reports.domain.indonesian import number

FULL = Decimal(100)


class State(Enum):
    NEEDS_ACTION = 1
    FULFILLED = 2
    NO_DATA = 3


@dataclass(frozen=True)
class Statement:
    """A headline of a few words and the sentences that carry it."""

    headline: str
    text: str


@dataclass(frozen=True)
class Topic:
    state: State
    finding: Statement
    recommendation: Statement


def missing(headline: str, text: str, action: str, how: str) -> Topic:
    """A topic without data: what is missing, and how to get it."""
    return Topic(State.NO_DATA, Statement(headline, text), Statement(action, how))


def people(count: Decimal | int) -> str:
    """ "1.151 orang"."""
    return f"{number(count)} orang"
