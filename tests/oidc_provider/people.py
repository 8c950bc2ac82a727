"""Whom the provider knows, what it says about them, and how it lies for some."""

from dataclasses import dataclass, field
from typing import Any

PASSWORD = "kata-sandi-penyedia"
CLIENT_ID, CLIENT_SECRET = "kompetensi", "rahasia-klien"
REDIRECT = "http://testserver/akun/sso/instansi/kembali/"


@dataclass(frozen=True)
class Known:
    """One person of the provider.

    Attributes:
        claims: what both answers say beside the subject.
        token, info: what replaces the truth in the token, and in the answer about the user.
    """

    name: str
    claims: dict[str, Any]
    token: dict[str, Any] = field(default_factory=dict)
    info: dict[str, Any] = field(default_factory=dict)


SARI = {"nip": "199405142019032001"}
KNOWN = (
    Known("sari", SARI | {"email": "lain@contoh.invalid", "email_verified": True}),
    Known("spasi", {"nip": "19940514 201903 2 001"}),
    Known("surel", {"email": "SARI@contoh.invalid", "email_verified": True}),
    Known("belum-teruji", {"email": "sari@contoh.invalid", "email_verified": False}),
    Known("asing", {"nip": "199912312024211009", "email": "sari@contoh.invalid", "email_verified": True}),
    Known("kosong", {}),
    Known("salah-penerbit", SARI, token={"iss": "https://lain.contoh.invalid"}),
    Known("salah-penerima", SARI, token={"aud": "aplikasi-lain"}),
    Known("salah-nonce", SARI, token={"nonce": "bukan yang diminta"}),
    Known("tanpa-nonce", SARI, token={"nonce": None}),
    Known("kedaluwarsa", SARI, token={"exp": 1_600_000_000}),
    Known("dua-orang", SARI, info={"sub": "orang lain"}),
)
BY_NAME = {person.name: person for person in KNOWN}
