"""What a password must be, said before and after typing."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client

from core.domain.accounts import missing_kinds
from core.models import User

DEMO_PASSWORD = "kompetensi-2026"  # README.md


@pytest.mark.parametrize(
    ("password", "missing"),
    [
        ("Kata-sandi-4", []),
        ("kata-sandi-4", ["upper"]),
        ("KATA-SANDI-4", ["lower"]),
        ("Kata-sandi-x", ["digit"]),
        ("Katasandi4", ["symbol"]),
        ("Kata sandi 4", ["symbol"]),
        ("", ["upper", "lower", "digit", "symbol"]),
        ("Ñandú٣§", []),
    ],
)
def test_four_kinds_of_signs(password: str, missing: list[str]) -> None:
    assert missing_kinds(password) == missing


def refusals(password: str, user: User | None = None) -> list[str]:
    try:
        validate_password(password, user)
    except ValidationError as error:
        return [one.code for one in error.error_list]
    return []


@pytest.mark.parametrize(
    ("password", "codes"),
    [
        ("Kata-sandi-4-panjang", []),
        ("Pendek-1", ["password_too_short"]),
        ("kata-sandi-4-panjang", ["password_kinds"]),
        ("Wulandari-1994!", ["password_too_similar"]),
        ("Lama-sekali-9-ini", ["password_same"]),
    ],
)
def test_one_reason_at_a_time(db: None, password: str, codes: list[str]) -> None:
    user = User.objects.create_user("199405142019032001", "Lama-sekali-9-ini", name="SARI WULANDARI")
    assert refusals(password, user) == codes


def test_the_rules_stand_on_the_page_before_anything_is_typed(db: None) -> None:
    user = User.objects.create_user("sari", "Lama-sekali-9-ini")
    client = Client()
    client.force_login(user)
    page = client.get("/akun/kata-sandi/").content.decode()
    assert "berisi huruf besar, huruf kecil, angka, dan simbol" in page


def test_the_page_names_what_is_missing(db: None) -> None:
    user = User.objects.create_user("sari", "Lama-sekali-9-ini")
    client = Client()
    client.force_login(user)
    new = "semuanya huruf kecil"
    sent = {"oldpassword": "Lama-sekali-9-ini", "password1": new, "password2": new}
    errors = client.post("/akun/kata-sandi/", sent).context["form"].errors
    assert errors["password1"] == ["Kata sandi belum berisi: huruf besar; angka; simbol, misalnya - atau !."]


def test_the_demo_keeps_its_password(db: None) -> None:
    """It is set directly: the rules are for what people choose."""
    User.objects.create_user("dewi", DEMO_PASSWORD)
    answer = Client().post("/akun/masuk/", {"login": "dewi", "password": DEMO_PASSWORD})
    assert (refusals(DEMO_PASSWORD), answer.status_code) == (["password_kinds"], 302)
