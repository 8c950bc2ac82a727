"""Time zones of the provinces.

Source: Keppres 41/1987; the provinces made since then keep the zone of the one they came from.
"""

CENTRAL = frozenset(["51", "52", "53", "63", "64", "65", "71", "72", "73", "74", "75", "76"])
EASTERN = frozenset(["81", "82", "91", "92", "93", "94", "95", "96", "97"])


def time_zone(code: str) -> str:
    """IANA zone of a Kemendagri code: ``"76.02"`` → ``"Asia/Makassar"``."""
    province = code[:2]
    if province in CENTRAL:
        return "Asia/Makassar"
    return "Asia/Jayapura" if province in EASTERN else "Asia/Jakarta"


def zone_label(zone: str) -> str:
    """WIB, WITA or WIT."""
    return {"Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}.get(zone, "WIB")
