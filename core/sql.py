"""SQL made from the same tables the pure rules use, so that the two cannot drift apart."""

from collections.abc import Mapping


def literal(value: str | int | None) -> str:
    """A constant of ours as SQL. Never for input of people: that goes through parameters."""
    if value is None:
        return "NULL"
    return str(value) if isinstance(value, int) else "'" + value.replace("'", "''") + "'"


def case(expression: str, table: Mapping[str, str | int], otherwise: str = "NULL") -> str:
    """``CASE expression WHEN key THEN value … END``."""
    whens = " ".join(f"WHEN {literal(k)} THEN {literal(v)}" for k, v in table.items())
    return f"CASE {expression} {whens} ELSE {otherwise} END"


def case_suffix(expression: str, table: Mapping[str, str], otherwise: str = "NULL") -> str:
    """Like `case`, for texts that end with the key, in any letter case."""
    whens = " ".join(
        f"WHEN right(upper({expression}), {len(key) + 1}) = {literal(' ' + key.upper())} THEN {literal(value)}"
        for key, value in table.items()
    )
    return f"CASE {whens} ELSE {otherwise} END"
