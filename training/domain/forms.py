"""The 25 forms of development: what each is called in the table of JP and in SIASN.

Source: rules 8.2 and 8.3 (PerLAN 10/2018), siasn field facts 5.1 (the letter in jenisKursusSertipikat).

Unconfirmed [U]: forms 13 and 25 ("lainnya") have no row in the table; they count the hours of the programme, as a
course does. Form 24, guidance at the place of work, counts as mentoring.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Form:
    """One form.

    Attributes:
        code: its row in the table of JP, A1 to C11.
        letter: of its certificate in SIASN: T (technical), F (functional), P (other).
        is_classical: face to face in a class; the other forms are learning at work and on one's own.
    """

    code: str
    letter: str = "T"
    is_classical: bool = True


FORMS: dict[int, Form] = {
    1: Form("B1"),
    2: Form("B4", "F"),
    3: Form("B3"),
    4: Form("B7", "P"),
    5: Form("B2"),
    6: Form("B5"),
    7: Form("B11", "P"),
    8: Form("B10"),
    9: Form("B6", "P"),
    10: Form("C11", is_classical=False),
    11: Form("B8"),
    12: Form("B9"),
    13: Form("B8"),
    14: Form("C1", is_classical=False),
    15: Form("C2", is_classical=False),
    16: Form("C3", is_classical=False),
    17: Form("C4", is_classical=False),
    18: Form("C5", is_classical=False),
    19: Form("C6", is_classical=False),
    20: Form("C7", is_classical=False),
    21: Form("C8", is_classical=False),
    22: Form("C9", is_classical=False),
    23: Form("C10", is_classical=False),
    24: Form("C2", is_classical=False),
    25: Form("C4", is_classical=False),
}
