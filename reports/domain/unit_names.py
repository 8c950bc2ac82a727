"""Proper case for the names of government units, which SIASN exports in capitals.

"DINAS KESEHATAN DAN KELUARGA BERENCANA" → "Dinas Kesehatan dan Keluarga Berencana".
"""

import re
from functools import lru_cache

LOWER_WORDS = frozenset(
    "dan atau serta di ke dari pada dalam untuk bagi dengan oleh yang tentang terhadap antar sebagai".split()
)

# Abbreviations holding a vowel; those without one (DPRD, PKK, SDN) and those holding a digit (DP3A) are found by rule.
ABBREVIATIONS = frozenset(
    "UPT UPTD UPTB RSUD RSIA RSU BLUD BUMD BUMN PDAM PAUD SMA SMAN ASN UKM UMKM IKM KUA IT TIK UPP ULP UKPBJ "
    "DPU PUPR PUTR DPUPR BKAD BPKAD TNI POLRI RI KIA IGD ICU UGD".split()
)

# Abbreviations that are written as words, and the title of a physician in the name of a hospital.
FIXED = {"DR": "dr.", "H": "H.", "HJ": "Hj."}

_ROMAN = re.compile(r"(?=[IVXLC])(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")
_WORD = re.compile(r"[^\W_]+(?:['’`][^\W_]+)*\.?")
_VOWEL = re.compile(r"[AEIOUY]")


def _word(match: re.Match) -> str:
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


@lru_cache(maxsize=4096)
def title_case_unit(name: str) -> str:
    """The unit's name in proper case; a name that already has lower-case letters was written by a person and stays."""
    tidy = " ".join(name.split())
    return tidy if any(letter.islower() for letter in tidy) else _WORD.sub(_word, tidy)
