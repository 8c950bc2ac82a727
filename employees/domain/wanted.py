"""Which entries of her record a person may have mended, and what can stand in them.

Source: UU 27/2022 art. 6 (correction by the person); NIK: UU 23/2006 art. 13 and PP 37/2007 art. 37 (six digits of
the area, the birth date with 40 added to the day of women, four digits of a row); rules sections 2 and 11.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from core.domain import cells, naming

YOUNGEST, OLDEST = 16, 75  # of somebody whose record is held here: hired at 18, retired at 70, with room for faults
FIRST_GRADUATION = 1950
EDUCATIONS = frozenset({"sd", "smp", "slta", "d1", "d2", "d3", "d4", "s1", "s2", "s3"})
_NIK = re.compile(r"(\d{2})\d{4}(\d{2})(\d{2})(\d{2})(\d{4})", re.ASCII)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # with these a spreadsheet begins to compute
_PHONE_MARKS = str.maketrans("", "", " -.()")
_PHONE = re.compile(r"(?:\+62|62|0)([2-9]\d{7,12})", re.ASCII)
_PHONE_ABROAD = re.compile(r"\+(?!62)[1-9]\d{7,14}", re.ASCII)
_LOCAL = r"[A-Za-z0-9_%+'-]+(?:\.[A-Za-z0-9_%+'-]+)*"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_EMAIL = re.compile(rf"(?=.{{1,64}}@){_LOCAL}@(?:{_LABEL}\.)+[A-Za-z]{{2,24}}", re.ASCII)


class InvalidValue(ValueError):
    """A wanted value that cannot be.

    ``code``: empty, too_long, date, age, year, year_range, nik_length, nik_area, nik_date, nik_number, phone, email,
    name, words, letters, formula, education.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


Parse = Callable[[str, date], str]


def _name(text: str, on: date) -> str:
    """Letters only: degrees have fields of their own."""
    if not _only_letters(text, " .'’`-") or sum(_is_latin(letter) for letter in text) < 2:
        raise InvalidValue("name")
    return naming.person_name(text)


def _words(text: str, on: date) -> str:
    """The name of a place."""
    if not _only_letters(text, " .'’`-,/()"):
        raise InvalidValue("words")
    return text


def _letters(text: str, on: date) -> str:
    """Anything with a letter in it."""
    if not any(letter.isalpha() for letter in text):
        raise InvalidValue("letters")
    return text


def _only_letters(text: str, marks: str) -> bool:
    has_letter = any(_is_latin(letter) for letter in text)
    return has_letter and all(_is_latin(letter) or letter in marks for letter in text)


def _is_latin(letter: str) -> bool:
    """With or without accents; not what only looks like it (full width, Cyrillic, signs made of letters)."""
    return letter.isalpha() and unicodedata.name(letter, "").startswith("LATIN ")


def _nik(text: str, on: date) -> str:
    digits = text.replace(" ", "")
    found = _NIK.fullmatch(digits)
    if found is None:
        raise InvalidValue("nik_length")
    area, day, month, year, number = found.groups()
    if area < "11":
        raise InvalidValue("nik_area")
    if not _is_day(int(day) - 40 if day > "40" else int(day), int(month), int(year)):
        raise InvalidValue("nik_date")
    if number == "0000":
        raise InvalidValue("nik_number")
    return digits


def _is_day(day: int, month: int, year: int) -> bool:
    """In either century: two digits of a year leave it open."""
    for century in (1900, 2000):
        try:
            date(century + year, month, day)
        except ValueError:
            continue
        return True
    return False


def _birth_date(text: str, on: date) -> str:
    try:
        day = cells.day(text) or ""
    except cells.BadValue:
        raise InvalidValue("date") from None
    born = date.fromisoformat(day)
    if not YOUNGEST <= on.year - born.year - ((on.month, on.day) < (born.month, born.day)) <= OLDEST:
        raise InvalidValue("age")
    return day


def _year(text: str, on: date) -> str:
    if not (text.isascii() and text.isdigit() and len(text) == 4):
        raise InvalidValue("year")
    if not FIRST_GRADUATION <= int(text) <= on.year:
        raise InvalidValue("year_range")
    return text


def _phone(text: str, on: date) -> str:
    """As people here write it, 081234567890; numbers abroad keep their +."""
    digits = text.translate(_PHONE_MARKS)
    if found := _PHONE.fullmatch(digits):
        return f"0{found[1]}"
    if not _PHONE_ABROAD.fullmatch(digits):
        raise InvalidValue("phone")
    return digits


def _email(text: str, on: date) -> str:
    if not _EMAIL.fullmatch(text):
        raise InvalidValue("email")
    return text


def _education(text: str, on: date) -> str:
    if text not in EDUCATIONS:
        raise InvalidValue("education")
    return text


@dataclass(frozen=True)
class Correctable:
    """An entry that a person may ask to be mended.

    Attributes:
        longest: characters the field holds.
        parse: the text as it will be stored; raises `InvalidValue`.
        optional: whether "nothing" is a right answer (a degree one does not hold).
    """

    longest: int
    parse: Parse = _letters
    optional: bool = False


CORRECTABLE: dict[str, Correctable] = {
    "name": Correctable(200, _name),
    "title_front": Correctable(60, optional=True),
    "title_back": Correctable(100, optional=True),
    "nik": Correctable(20, _nik),
    "birth_place": Correctable(100, _words),
    "birth_date": Correctable(10, _birth_date),
    "phone": Correctable(40, _phone),
    "email": Correctable(200, _email),
    "address": Correctable(500),
    "education": Correctable(4, _education),
    "education_name": Correctable(200),
    "school": Correctable(200),
    "graduated": Correctable(4, _year),
}


def parse_wanted(field: str, text: str, *, on: date) -> str:
    """The wanted value as the import would store it (spaces, apostrophes and names as in an export).

    Args:
        on: today where the person works.
    Raises: InvalidValue; KeyError for a field nobody may ask for.
    """
    rule = CORRECTABLE[field]
    value = unicodedata.normalize("NFC", cells.text(text) or "")
    if not value:
        if rule.optional:
            return ""
        raise InvalidValue("empty")
    value = rule.parse(value, on)
    if rule.parse is not _phone and text.lstrip(" ").startswith(_FORMULA):
        raise InvalidValue("formula")
    if len(value) > rule.longest:
        raise InvalidValue("too_long")
    return value
