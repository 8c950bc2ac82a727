"""Logging in and out, forgotten and changed passwords."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import NoReverseMatch, reverse

from core.models import Job, User
from core.services import jobs

LOGIN = "/akun/masuk/"
PASSWORD = "Kata-sandi-4-panjang"
WRONG = "NIP, surel, atau kata sandi tidak cocok. Periksa kembali, lalu coba lagi."


@pytest.fixture
def sari(db) -> User:
    return User.objects.create_user("199405142019032001", PASSWORD, name="SARI WULANDARI", email="sari@contoh.invalid")


def log_in(login: str, password: str = PASSWORD) -> tuple[Client, int, str]:
    client = Client()
    response = client.post(LOGIN, {"login": login, "password": password})
    return client, response.status_code, response.content.decode()


@pytest.mark.parametrize(
    "login",
    [
        "199405142019032001",
        "19940514 201903 2 001",
        " 19940514.201903.2.001 ",
        "sari@contoh.invalid",
        "SARI@contoh.invalid",
    ],
)
def test_nip_in_any_writing_or_the_mail_address(sari: User, login: str) -> None:
    client, status, _text = log_in(login)
    assert (status, client.get("/saya/").status_code) == (302, 200)


@pytest.mark.parametrize("login", ["199405142019032001", "sari@contoh.invalid", "nobody", "nobody@contoh.invalid"])
def test_never_says_which_of_the_two_was_wrong(sari: User, login: str) -> None:
    _client, status, text = log_in(login, "salah sama sekali")
    assert (status, text.count(WRONG)) == (200, 1)


def test_an_empty_form_is_told_at_the_fields(db) -> None:
    _client, _status, text = log_in("", "")
    assert text.count("Bidang ini tidak boleh kosong.") == 2


def test_guessing_is_stopped(sari: User) -> None:
    answers = [log_in("199405142019032001", f"tebakan {number}")[2] for number in range(12)]
    assert "Terlalu banyak percobaan masuk yang gagal" in answers[-1]
    assert "Terlalu banyak percobaan masuk yang gagal" in log_in("199405142019032001")[2]


def test_inactive_accounts_stay_out(sari: User) -> None:
    sari.is_active = False
    sari.save(update_fields=["is_active"])
    client, _status, _text = log_in("199405142019032001")
    assert client.get("/saya/").status_code == 302
    assert client.get("/akun/nonaktif/").status_code == 200


def test_the_login_page_shows_product_and_purpose(db) -> None:
    text = Client().get(LOGIN).content.decode()
    assert "Kompetensi ASN" in text
    assert "Kelola kompetensi, pelatihan, dan kinerja ASN di daerah Anda." in text
    assert "<label" in text


def test_logging_out_asks_by_get_and_acts_by_post(sari: User) -> None:
    client, _status, _text = log_in("199405142019032001")
    assert client.get("/akun/keluar/").status_code == 200
    assert client.get("/saya/").status_code == 200
    assert client.post("/akun/keluar/")["Location"] == LOGIN
    assert client.get("/saya/").status_code == 302


def test_a_forgotten_password_is_replaced_by_mail(sari: User) -> None:
    client = Client()
    assert client.post("/akun/lupa/", {"email": "sari@contoh.invalid"})["Location"] == "/akun/lupa/terkirim/"
    jobs.run(pk=Job.objects.get().pk)
    assert mail.outbox[0].subject == "Tautan untuk membuat kata sandi baru"
    link = re.search(r"/akun/lupa/kunci/\S+", mail.outbox[0].body)[0]
    form = client.get(link)["Location"]
    new = "Sandi-baru-5-panjang"
    assert client.get(form).status_code == 200
    assert client.post(form, {"password1": new, "password2": new})["Location"] == "/akun/lupa/selesai/"
    assert log_in("199405142019032001", new)[1] == 302
    assert "Tautan tidak berlaku lagi" in Client().get(link).content.decode()


def test_an_unknown_address_is_answered_the_same(sari: User) -> None:
    response = Client().post("/akun/lupa/", {"email": "nobody@contoh.invalid"})
    jobs.run(pk=Job.objects.get().pk)
    assert (response["Location"], mail.outbox) == ("/akun/lupa/terkirim/", [])


def test_a_password_is_changed_with_the_old_one(sari: User) -> None:
    client, _status, _text = log_in("199405142019032001")
    new = "Sandi-baru-5-panjang"
    wrong = client.post("/akun/kata-sandi/", {"oldpassword": "salah", "password1": new, "password2": new})
    assert wrong.status_code == 200
    assert (
        client.post("/akun/kata-sandi/", {"oldpassword": PASSWORD, "password1": new, "password2": new}).status_code
        == 302
    )
    assert log_in("199405142019032001", new)[1] == 302


def test_short_passwords_are_refused(sari: User) -> None:
    client, _status, _text = log_in("199405142019032001")
    answer = client.post("/akun/kata-sandi/", {"oldpassword": PASSWORD, "password1": "pendek", "password2": "pendek"})
    assert "12" in answer.context["form"].errors["password1"][0]


def test_mistakes_are_said_in_plain_words(sari: User) -> None:
    form = Client().post("/akun/lupa/", {"email": "bukan surel"}).context["form"]
    assert form.fields["email"].label == "Surel"
    assert form.errors == {"email": ["Tulis alamat surel yang lengkap, misalnya nama@contoh.go.id."]}
    client, _status, _text = log_in("199405142019032001")
    new = {"password1": "Sandi-baru-5-panjang", "password2": "Sandi-lain-6-panjang"}
    form = client.post("/akun/kata-sandi/", {"oldpassword": "salah", **new}).context["form"]
    assert form.errors == {
        "oldpassword": ["Kata sandi saat ini tidak cocok."],
        "password2": ["Kedua kata sandi baru harus sama."],
    }
    assert [field.help_text for field in (form["password1"], form["password2"])] == ["", ""]
    form = client.post("/akun/konfirmasi/", {"password": "salah"}).context["form"]
    assert form.errors == {"password": ["Kata sandi tidak cocok."]}


def test_asking_too_often_is_answered_in_indonesian(sari: User) -> None:
    answers = [Client().post("/akun/lupa/", {"email": "sari@contoh.invalid"}) for _time in range(6)]
    assert [answer.status_code for answer in answers] == [302] * 5 + [429]
    assert "Terlalu banyak permintaan" in answers[-1].content.decode()


@pytest.mark.parametrize("name", ["account_signup", "account_email", "account_request_login_code"])
def test_nobody_makes_an_account_herself(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_who_is_not_logged_in_chooses_language_and_appearance(db) -> None:
    client = Client()
    text = client.get(f"{LOGIN}?next=/saya/").content.decode()
    assert text.count('<input type="hidden" name="next" value="/akun/masuk/?next=/saya/">') == 2
    assert "Nama akun, NIP, atau surel" in text

    back = client.post(reverse("set_language"), {"language": "en", "next": f"{LOGIN}?next=/saya/"})
    assert back.headers["Location"] == f"{LOGIN}?next=/saya/"
    client.post(reverse("theme_choose"), {"theme": "dark", "next": LOGIN})
    text = client.get(LOGIN).content.decode()
    assert ('<html lang="en"' in text, 'data-bs-theme="dark"' in text) == (True, True)
