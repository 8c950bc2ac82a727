"""Numbers and identifiers as Indonesian readers write them: 1.234,56 and 19860926 201505 1 001."""

from decimal import ROUND_HALF_UP, Decimal

Number = int | float | Decimal
_GROUPS = {18: (8, 14, 15), 16: (6, 12)}  # NIP: birth, appointment, sex, number; NIK: place, birth, number
_SWAP = str.maketrans(",.", ".,")


def number(value: Number, decimals: int | None = None, *, english: bool = False) -> str:
    """``1234.5`` → ``"1.234,5"``; English: ``"1,234.5"``.

    Args:
        decimals: digits after the comma, half rounded up; None keeps up to two, without idle zeros.
    """
    exact = Decimal(str(value))
    places = 2 if decimals is None else decimals
    rounded = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = f"{rounded:,.{places}f}"
    if decimals is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    if text in ("-0", "-0.0", "-0.00"):
        text = text[1:]
    return text if english else swapped(text)


def swapped(figure: str) -> str:
    """``"1,234.5"`` → ``"1.234,5"`` and back: the marks of the other language."""
    return figure.translate(_SWAP)


def grouped(digits: str) -> str:
    """A NIP as ``19860926 201505 1 001``, a NIK as ``357801 260986 0001``; the spaces do not break the line."""
    if not (digits.isascii() and digits.isdigit()) or len(digits) not in _GROUPS:
        return digits
    ends = _GROUPS[len(digits)]
    return "\u00a0".join(digits[start:end] for start, end in zip((0, *ends), (*ends, None), strict=True))


def masked(text: str, visible: int = 4) -> str:
    """``"3578012345670001"`` → ``"••••0001"``: only the end stays; short texts vanish entirely."""
    if not text:
        return ""
    return "••••" + (text[-visible:] if len(text) > visible else "")


def initials(name: str) -> str:
    """``"Andi Aisyah Putri"`` → ``"AA"``: first letters of the first two words."""
    return "".join(word[0] for word in name.split()[:2] if word[0].isalpha()).upper()
