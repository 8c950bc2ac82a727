"""One palette for pages and charts.

Teal leads, amber asks for attention. The pair is told apart by every common kind of colour blindness, and in every
group below the lightness differs as well, so a black-and-white print stays readable.
"""

from reportlab.lib.colors import HexColor, white

TEAL = HexColor("#0F766E")
TEAL_DARK = HexColor("#0B4F4A")
TEAL_MID = HexColor("#58A79F")
TEAL_LIGHT = HexColor("#C7E2DF")
TEAL_WASH = HexColor("#EEF6F5")
AMBER = HexColor("#E0A030")
AMBER_DARK = HexColor("#9A5B00")
AMBER_WASH = HexColor("#FDF6E7")
RUST = HexColor("#9A3412")
INK = HexColor("#17212B")
SLATE = HexColor("#445162")
MUTED = HexColor("#5F6B7A")
RULE = HexColor("#BCC6D0")
HAIR = HexColor("#E1E6EB")
MIST = HexColor("#F3F5F7")
STONE = HexColor("#D9DEE3")
PAPER = white

STATUS_COLOURS = {"PNS": TEAL, "CPNS": TEAL_MID, "PPPK": AMBER, "PPPK_PARUH_WAKTU": HexColor("#F2DDB0")}
ASSESSMENT_COLOURS = {"valid": TEAL, "expired": AMBER, "never": STONE}
PREDICATE_COLOURS = {"1": TEAL_DARK, "2": TEAL_MID, "3": STONE, "4": AMBER, "5": RUST}

_DARK = frozenset({TEAL, TEAL_DARK, RUST, AMBER_DARK})


def on(colour):
    """The text colour that reads on this fill (contrast at least 4.5)."""
    return PAPER if colour in _DARK else INK
