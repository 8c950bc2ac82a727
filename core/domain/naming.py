"""Names in normal case: SIASN writes people and units in capitals.

Source: house rule (interface guide, section 1): "ANDI AISYAH" becomes "Andi Aisyah"; abbreviations
and Roman numerals stay as they are.
"""

import re
from functools import lru_cache

ABBREVIATIONS = frozenset(
    """ASN BKD BKPSDM BKAD BKN BLUD BPBD BPKAD BPKPD BUMD BUMN DPRD DPMPTSP HIV IGD ICU IP IT KB KUA
    LAN MTS MAN PAUD PKK PMD PNS PPID PPPK RSUD RT RW SD SDM SDN SMA SMK SMP SPBE SPKT TIK TK TPA
    UKM UPT UPTD KEPRI DKI NTB NTT DIY II III IV VI VII VIII IX XI XII""".split()
)
LOWER = frozenset("dan di pada untuk dengan serta bagi dari ke".split())
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*", re.UNICODE)


def collapse(text: str) -> str:
    """Trim and squeeze white space, non-breaking spaces included."""
    return " ".join(text.split())


@lru_cache(maxsize=4096)
def person_name(raw: str) -> str:
    """``"HJ. SITI  NUR'AINI"`` → ``"Hj. Siti Nur'aini"``; names already in mixed case stay."""
    name = collapse(raw)
    return name if _is_mixed(name) else _WORD.sub(lambda word: word[0].capitalize(), name.lower())


@lru_cache(maxsize=4096)
def unit_name(raw: str) -> str:
    """``"SUBBAGIAN UMUM DAN KEPEGAWAIAN RSUD"`` → ``"Subbagian Umum dan Kepegawaian RSUD"``."""
    name = collapse(raw)
    if _is_mixed(name):
        return name
    words = iter(range(10_000))
    return _WORD.sub(lambda word: _unit_word(word[0], first=next(words) == 0), name)


def full_name(name: str, front: str = "", back: str = "") -> str:
    """``("Andi Aisyah", "dr.", "M.Kes.")`` → ``"dr. Andi Aisyah, M.Kes."``."""
    titled = f"{front} {name}" if front else name
    return f"{titled}, {back}" if back else titled


def _is_mixed(name: str) -> bool:
    return name != name.upper()


def _unit_word(word: str, *, first: bool) -> str:
    if word in ABBREVIATIONS:
        return word
    lower = word.lower()
    return lower if lower in LOWER and not first else lower.capitalize()
