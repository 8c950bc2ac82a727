"""Who may rate whom in which capacity, and how participants are shared among assessors.

Source: rules 5.1 and 5.2 (Peraturan BKN 26/2019): assessors judge others, never themselves; the feedback of
360 degrees asks the superior, colleagues, subordinates and the person herself.
"""

from collections.abc import Collection, Mapping, Sequence

from evaluations.domain import methods

ASSESSOR, SUPERIOR, PEER, SUBORDINATE, SELF = "assessor", "superior", "peer", "subordinate", "self"

_OF_METHOD: dict[str, tuple[str, ...]] = {
    methods.FEEDBACK: (SUPERIOR, PEER, SUBORDINATE, SELF),
    methods.SUPERIOR: (SUPERIOR,),
    methods.SELF: (SELF,),
}
# Whom the program can name by itself, from the tree of units and the person's own account.
PROPOSED = (SUPERIOR, SELF)


def relations_of(method: str) -> tuple[str, ...]:
    """In which capacities people rate in a round of the method."""
    return _OF_METHOD.get(method, (ASSESSOR,))


def fits(relation: str, *, is_herself: bool) -> bool:
    """Whether the relation is possible: only the person herself rates as "self", and as nothing else."""
    return (relation == SELF) == is_herself


def needs_evidence(method: str) -> bool:
    """Whether every level says what it rests on; in a feedback of 360 degrees a remark is free."""
    return method != methods.FEEDBACK


def spread(
    participants: Sequence[int], assessors: Sequence[int], *, each: int, given: Mapping[int, Collection[int]],
    barred: Mapping[int, Collection[int]],
) -> list[tuple[int, int]]:  # fmt: skip
    """New pairs of participant and assessor, so that everybody has ``each`` and the load is even.

    Args:
        given: assessors that a participant has already; they count, and as load of theirs.
        barred: assessors who must not rate a participant (she herself).
    """
    load = {assessor: sum(assessor in of for of in given.values()) for assessor in assessors}
    place = {assessor: number for number, assessor in enumerate(assessors)}
    found: list[tuple[int, int]] = []
    for participant in participants:
        has = given.get(participant, ())
        free = [one for one in assessors if one not in has and one not in barred.get(participant, ())]
        for one in sorted(free, key=lambda one: (load[one], place[one]))[: max(0, each - len(has))]:
            found.append((participant, one))
            load[one] += 1
    return found
