"""Names in normal case: SIASN writes people and units in capitals.

Source: house rule (interface guide, section 1): "ANDI AISYAH" becomes "Andi Aisyah"; abbreviations
and Roman numerals stay as they are.
"""

import re
from functools import lru_cache

LOWER_WORDS = frozenset(
    [
        "dan",
        "atau",
        "serta",
        "di",
        "ke",
        "dari",
        "pada",
        "dalam",
        "untuk",
        "bagi",
        "dengan",
        "oleh",
        "yang",
        "tentang",
        "terhadap",
        "antar",
        "sebagai",
    ]
)

# Abbreviations holding a vowel; those without one (DPRD, PKK, SDN) and those holding a digit (DP3A) are found by rule.
ABBREVIATIONS = frozenset(
    [
        "UPT",
        "UPTD",
        "UPTB",
        "RSUD",
        "RSIA",
        "RSU",
        "BLUD",
        "BUMD",
        "BUMN",
        "PDAM",
        "PAUD",
        "SMA",
        "SMAN",
        "ASN",
        "UKM",
        "UMKM",
        "IKM",
        "KUA",
        "IT",
        "TIK",
        "UPP",
        "ULP",
        "UKPBJ",
        "SD",
        "SMP",
        "RS",
        "BKD",
        "SDM",
        "BKPSDM",
        "DPU",
        "PUPR",
        "PUTR",
        "DPUPR",
        "BKAD",
        "BPKAD",
        "TNI",
        "POLRI",
        "RI",
        "KIA",
        "IGD",
        "ICU",
        "UGD",
    ]
)

# Abbreviations that are written as words, and the title of a physician in the name of a hospital.
FIXED = {"DR": "dr.", "H": "H.", "HJ": "Hj."}

_ROMAN = re.compile(r"(?=[IVXLC])(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")
_WORD = re.compile(r"[^\W_]+(?:['’`][^\W_]+)*\.?")
_PERSON_WORD = re.compile(r"[^\W\d_]+(?:['’`][^\W\d_]+)*")
_VOWEL = re.compile(r"[AEIOUY]")


def _unit_word(match: re.Match) -> str:
    """One word of a name in capitals, put into the case it is written in."""
    text = match.group()
    bare = text.rstrip(".")
    dot = text[len(bare) :]
    if bare in FIXED and (dot or bare == "DR"):
        return FIXED[bare]
    if bare.lower() in LOWER_WORDS and match.start() > 0:
        return bare.lower() + dot
    keeps_capitals = (
        bare in ABBREVIATIONS
        or _ROMAN.fullmatch(bare)
        or not _VOWEL.search(bare)
        or any(character.isdigit() for character in bare)
    )
    return text if keeps_capitals else bare[:1] + bare[1:].lower() + dot


def collapse(text: str) -> str:
    """Trim and squeeze white space, non-breaking spaces included."""
    return " ".join(text.split())


@lru_cache(maxsize=4096)
def person_name(raw: str) -> str:
    """``"HJ. SITI  NUR'AINI"`` → ``"Hj. Siti Nur'aini"``; names already in mixed case stay."""
    name = collapse(raw)
    return name if _is_mixed(name) else _PERSON_WORD.sub(lambda word: word[0].capitalize(), name.lower())


@lru_cache(maxsize=4096)
def unit_name(raw: str) -> str:
    """``"SUBBAGIAN UMUM DAN KEPEGAWAIAN RSUD"`` → ``"Subbagian Umum dan Kepegawaian RSUD"``.

    A name that already has lower-case letters was written by a person and stays.
    """
    name = collapse(raw)
    return name if _is_mixed(name) else _WORD.sub(_unit_word, name)


def full_name(name: str, front: str = "", back: str = "") -> str:
    """``("Andi Aisyah", "dr.", "M.Kes.")`` → ``"dr. Andi Aisyah, M.Kes."``."""
    titled = f"{front} {name}" if front else name
    return f"{titled}, {back}" if back else titled


def _is_mixed(name: str) -> bool:
    return name != name.upper()
