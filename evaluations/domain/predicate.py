"""Yearly predicate from the ratings of results and behaviour.

Source: PermenPANRB 6/2022, rules section 7.4; numbers as in SIASN (1 above, 2 meets, 3 below;
1 Sangat Baik … 5 Sangat Kurang).
"""

MATRIX: dict[tuple[int, int], int] = {
    (1, 1): 1,
    (1, 2): 2,
    (1, 3): 4,
    (2, 1): 2,
    (2, 2): 2,
    (2, 3): 4,
    (3, 1): 3,
    (3, 2): 3,
    (3, 3): 5,
}


def predicate_code(results: int, behaviour: int) -> int:
    """Predicate 1-5 of results 1-3 and behaviour 1-3. Raises: KeyError outside of them."""
    return MATRIX[results, behaviour]
