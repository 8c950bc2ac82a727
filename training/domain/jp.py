"""How many JP a year a person needs or may have.

Source: PP 11/2017 jo. PP 17/2020 art. 203(4): at least 20 JP a year for a PNS; PerLAN 15/2020: at most
24 JP a contract year for a PPPK. Rules section 1.2 (R-JP-1, R-JP-2).
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class JpRule:
    """``jp`` learning hours a year; a floor for PNS, a ceiling for PPPK."""

    jp: int
    is_ceiling: bool
    legal_basis: str


_PNS = JpRule(20, is_ceiling=False, legal_basis="PP 11/2017 jo. PP 17/2020 pasal 203 ayat (4)")
_PPPK = JpRule(24, is_ceiling=True, legal_basis="PerLAN 15/2020")


def jp_rule(status: str) -> JpRule:
    """The rule for an employment status (pns, cpns, pppk, pppk_pw)."""
    return _PPPK if status.startswith("pppk") else _PNS
