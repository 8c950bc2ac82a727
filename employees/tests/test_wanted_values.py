"""What somebody may ask to have written into the record: things that can be, and said clearly if they cannot."""

from datetime import date

import pytest

from core.tests.people import Cast
from employees.domain.wanted import CORRECTABLE, EDUCATIONS, InvalidValue, parse_wanted
from employees.enums import Education
from employees.models import Correction, Employee
from employees.services.corrections import _WRONG
from employees.tests.staff import Staff, cast, enter, staff  # noqa: F401
from employees.tests.test_corrections import document, post

ON = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("field", "text", "stored"),
    [
        ("nik", "3578 0152 0585 0001", "3578015205850001"),  # a woman: 12 + 40
        ("nik", "'3578012902000001", "3578012902000001"),  # 29 February 2000
        ("phone", "0812-3456-7890", "081234567890"),
        ("phone", "+62 812 3456 7890", "081234567890"),
        ("phone", "62812 3456 7890", "081234567890"),
        ("phone", "(031) 829.2222", "0318292222"),
        ("phone", "+65 6123 4567", "+6561234567"),
        ("email", " Sari.W+kerja@surabaya.go.id ", "Sari.W+kerja@surabaya.go.id"),
        ("birth_date", "21-11-2010", "2010-11-21"),  # sixteen today
        ("birth_date", "1950-11-22", "1950-11-22"),  # seventy-six tomorrow
        ("name", "SITI  NUR'AINI", "Siti Nur'aini"),
        ("name", "Muh. Al-Fatih D’Souza", "Muh. Al-Fatih D’Souza"),
        ("name", "Zoë Ménard", "Zoë Ménard"),
        ("graduated", "2026", "2026"),
        ("title_back", "S.Tr.IP., M.A.P.", "S.Tr.IP., M.A.P."),
        ("title_front", "-", ""),
        ("education", "s2", "s2"),
        ("address", "Jalan Ketintang 1 RT 02/RW 03", "Jalan Ketintang 1 RT 02/RW 03"),
        ("school", "SMA Negeri 5", "SMA Negeri 5"),
        ("birth_place", "Bojonegoro", "Bojonegoro"),
    ],
)
def test_what_can_be_is_taken(field: str, text: str, stored: str) -> None:
    assert parse_wanted(field, text, on=ON) == stored


@pytest.mark.parametrize(
    ("field", "text", "code"),
    [
        ("nik", "357801520585000", "nik_length"),
        ("nik", "35780152058500011", "nik_length"),
        ("nik", "35780152058500O1", "nik_length"),
        ("nik", "٣٥٧٨٠١٥٢٠٥٨٥٠٠٠١", "nik_length"),
        ("nik", "3578013205850001", "nik_date"),  # day 32
        ("nik", "3578017205850001", "nik_date"),  # day 72 - 40
        ("nik", "3578014005850001", "nik_date"),  # day 40 of nobody
        ("nik", "3578011213850001", "nik_date"),  # month 13
        ("nik", "3578013002850001", "nik_date"),  # 30 February
        ("nik", "3578012902850001", "nik_date"),  # 29 February 1985
        ("nik", "0078011205850001", "nik_area"),  # no province begins with 0
        ("nik", "3578011205850000", "nik_number"),
        ("phone", "12345", "phone"),
        ("phone", "0812", "phone"),
        ("phone", "0812345678901234", "phone"),
        ("phone", "08123x567890", "phone"),
        ("phone", "0012345678", "phone"),
        ("phone", "+0812345678", "phone"),
        ("phone", "tidak punya", "phone"),
        *(("email", text, "email") for text in (
            "sari", "sari@", "@contoh.id", "sari@contoh", "sari@contoh.i", "sari contoh@a.id", "sari@@contoh.id",
            "sari@contoh..id", ".sari@contoh.id", "sari.@contoh.id", "sa..ri@contoh.id", "sari@-contoh.id",
            "sari@contoh.id,", "sari@contoh.123", "<sari@contoh.id>", "a@b.id c@d.id",
        )),
        ("birth_date", "31-02-1994", "date"),
        ("birth_date", "kemarin", "date"),
        ("birth_date", "22-11-2010", "age"),
        ("birth_date", "21-11-1950", "age"),
        ("birth_date", "2099-01-01", "age"),
        ("birth_date", "0094-05-14", "age"),
        ("name", "Sari 2", "name"),
        ("name", "S", "name"),
        ("name", "...", "name"),
        ("name", "Sari Wulandari, S.AP", "name"),
        ("name", "sari@contoh.id", "name"),
        ("name", "<b>Sari</b>", "name"),
        ("birth_place", "12345", "words"),
        ("birth_place", "Kota 5", "words"),
        ("title_back", "123", "letters"),
        ("address", "???", "letters"),
        ("school", "12", "letters"),
        ("education_name", "--", "letters"),
        ("school", '=HYPERLINK("http://x")', "formula"),
        ("school", "  =SUM(A1)", "formula"),
        ("address", "\tJalan", "formula"),
        ("address", "@jalan", "formula"),
        ("email", "+sari@contoh.id", "formula"),
        ("name", "Ｓａｒｉ", "name"),
        ("name", "Саri", "name"),
        ("birth_place", "Ｂｏｊｏｎｅｇｏｒｏ", "words"),
        ("graduated", "16", "year"),
        ("graduated", "2027", "year_range"),
        ("graduated", "1949", "year_range"),
        ("education", "s9", "education"),
        ("name", "null", "empty"),
        ("phone", "", "empty"),
        ("address", "Jalan " * 100, "too_long"),
        ("email", "s" * 200 + "@contoh.id", "email"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(field: str, text: str, code: str) -> None:
    with pytest.raises(InvalidValue) as error:
        parse_wanted(field, text, on=ON)
    assert error.value.code == code


def test_every_code_has_its_sentence() -> None:
    codes = {"empty", "too_long", "date", "age", "year", "year_range", "nik_length", "nik_date", "nik_area",
             "nik_number", "phone", "email", "name", "words", "letters", "formula", "education"}  # fmt: skip
    assert set(_WRONG) == codes


def test_the_fields_exist_and_hold_what_is_taken() -> None:
    lengths = {name: Employee._meta.get_field(name).max_length for name in CORRECTABLE}
    shorter = {name: rule.longest for name, rule in CORRECTABLE.items() if (lengths[name] or 10) < rule.longest}
    assert shorter == {}
    assert frozenset(Education.values) == EDUCATIONS


@pytest.mark.parametrize(
    ("field", "wanted", "sentence"),
    [
        (
            "nik",
            "3578013205850001",
            "Angka ke-7 sampai ke-12 NIK bukan tanggal lahir (perempuan: tanggal ditambah 40).",
        ),
        ("phone", "12345", "Tulis nomor telepon yang lengkap, misalnya 081234567890 atau 0318292222."),
        (
            "birth_date",
            "2020-01-01",
            "Tanggal lahir ini bukan tanggal lahir pegawai: umurnya harus 16 sampai 75 tahun.",
        ),
        ("email", "sari@", "Tulis alamat surel yang lengkap, misalnya nama@contoh.go.id."),
        ("name", "Sari 2", "Tulis nama dengan huruf saja, tanpa gelar dan tanpa angka."),
    ],
)
def test_the_page_says_it_at_the_field_and_keeps_what_was_typed(
    staff: Staff, cast: Cast, field: str, wanted: str, sentence: str
) -> None:
    response = post(enter(cast.sari), field, wanted=wanted, explanation="Sesuai KTP saya", evidence=document())
    assert (response.status_code, response.context["form"].errors) == (400, {"wanted": [sentence]})
    page = response.content.decode()
    assert (f'value="{wanted}"' in page, "Sesuai KTP saya" in page) == (True, True)
    assert "Pilih lagi berkas “KTP sari.pdf”" in page  # a browser never sends a file again by itself
    assert Correction.objects.count() == 0


@pytest.mark.parametrize(("wanted", "kind"), [("31-02-1994", "text"), ("2020-01-01", "date")])
def test_a_date_that_a_date_field_cannot_show_stays_visible(staff: Staff, cast: Cast, wanted: str, kind: str) -> None:
    form = post(enter(cast.sari), "birth_date", wanted=wanted, evidence=document()).context["form"]
    assert (f'type="{kind}"' in str(form["wanted"]), f'value="{wanted}"' in str(form["wanted"])) == (True, True)
