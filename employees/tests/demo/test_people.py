"""People: valid and unique numbers, sex that fits the name, ranks and jobs that fit each other."""

from datetime import date

import pytest

from employees.demo.names import JAVANESE, MANDAR

from .exports import Export, Record, day, text

GOVERNMENTS = pytest.mark.parametrize("government", ["mamuju", "surabaya"])
CONTRACT_CODES = {"71": "21", "101": "24"}


@pytest.fixture
def export(request: pytest.FixtureRequest, government: str) -> Export:
    return request.getfixturevalue(government)


def _faults_of(row: Record) -> list[str]:
    """Check one NIP or NI PPPK by rules.md 2.1 to 2.3, without the generator's own functions."""
    nip, born, appointed = text(row["NIP BARU"]), day(row["TANGGAL LAHIR"]), day(row["TMT CPNS"])
    is_contract = row["STATUS CPNS PNS"] == "PPPK"
    middle = CONTRACT_CODES[str(row["KEDUDUKAN HUKUM ID"])] if is_contract else f"{appointed.month:02d}"
    checks = {
        "length": len(nip) == 18 and nip.isascii() and nip.isdigit(),
        "birth": nip[:8] == born.strftime("%Y%m%d"),
        "age": 16 <= 2025 - born.year <= 75,
        "year": nip[8:12] == str(appointed.year) and born.year + 16 <= appointed.year <= 2025,
        "middle": nip[12:14] == middle,
        "sex": nip[14] == {"M": "1", "F": "2"}[str(row["JENIS KELAMIN"])],
        "serial": nip[15:] != "000",
    }
    return [name for name, good in checks.items() if not good]


@GOVERNMENTS
def test_every_number_is_valid(export: Export) -> None:
    assert [(row["NIP BARU"], _faults_of(row)) for row in export.of("pegawai") if _faults_of(row)] == []


def test_numbers_are_unique_over_both_governments(mamuju: Export, surabaya: Export) -> None:
    rows = mamuju.of("pegawai") + surabaya.of("pegawai")
    for column in ("NIP BARU", "PNS ID", "NIK", "EMAIL"):
        assert (column, len({text(row[column]) for row in rows})) == (column, 1800)


@GOVERNMENTS
def test_personal_data_are_obviously_invented(export: Export) -> None:
    rows = export.of("pegawai")
    assert {(text(row["NIK"])[:4], len(text(row["NIK"]))) for row in rows} == {("9999", 16)}
    assert {str(row["EMAIL"]).split("@")[1] for row in rows} == {"contoh.invalid"}
    assert {str(row["NOMOR HP"])[:4] for row in rows} == {"0800"}


def test_first_names_fit_the_sex() -> None:
    for culture in (MANDAR, JAVANESE):
        assert set(culture.first["M"]) & set(culture.first["F"]) == set()


@GOVERNMENTS
def test_drawn_names_use_the_words_of_their_sex(export: Export, government: str) -> None:
    culture = {"mamuju": MANDAR, "surabaya": JAVANESE}[government]
    fixed = 9 if government == "mamuju" else 5
    strange = [
        row["NAMA"] for row in export.of("pegawai")
        if str(row["NAMA"]).split()[0] not in culture.first[str(row["JENIS KELAMIN"])]
    ]  # fmt: skip
    assert len(strange) <= fixed


@GOVERNMENTS
def test_all_standings_occur(export: Export) -> None:
    found = {(row["STATUS CPNS PNS"], row["KEDUDUKAN HUKUM ID"]) for row in export.of("pegawai")}
    assert found == {
        ("P", "01"), ("P", "02"), ("P", "03"), ("P", "15"), ("P", "88"), ("P", "99"), ("C", "01"),
        ("PPPK", "71"), ("PPPK", "101"),
    }  # fmt: skip


@GOVERNMENTS
def test_heads_hold_the_post_of_their_unit(export: Export) -> None:
    units = {row["Id"]: row for row in export.of("unor")}
    heads = [row for row in export.of("pegawai") if row["JENIS JABATAN ID"] == "1"]
    assert [row["JABATAN NAMA"] for row in heads] == [units[row["UNOR ID"]]["NamaJabatan"] for row in heads]
    assert len({row["UNOR ID"] for row in heads}) == len(heads)
    posts = sum(bool(unit["NamaJabatan"]) for unit in units.values())
    assert 0.02 < 1 - len(heads) / posts < 0.15  # some posts are vacant, not many


def test_eselon_is_that_of_the_unit(surabaya: Export) -> None:
    units = {row["Id"]: row for row in surabaya.of("unor")}
    for row in surabaya.of("pegawai"):
        expected = units[row["UNOR ID"]]["EselonId"] if row["JENIS JABATAN ID"] == "1" else ""
        assert (row["NAMA"], row["ESELON ID"]) == (row["NAMA"], expected)


@GOVERNMENTS
def test_functional_levels_fit_the_rank(export: Export) -> None:
    ranges = {
        "Ahli Madya": ("41", "43"), "Ahli Muda": ("33", "34"), "Ahli Pertama": ("31", "32"), "Penyelia": ("33", "34"),
        "Mahir": ("31", "32"), "Terampil": ("22", "24"), "Pemula": ("21", "21"),
    }  # fmt: skip
    wrong = []
    for row in export.of("pegawai"):
        if row["JENIS JABATAN ID"] != "2" or row["STATUS CPNS PNS"] == "PPPK":
            continue
        low, high = next(span for level, span in ranges.items() if str(row["JABATAN NAMA"]).endswith(level))
        if not low <= str(row["GOL AKHIR ID"]) <= high:
            wrong.append((row["JABATAN NAMA"], row["GOL AKHIR NAMA"]))
    assert wrong == []


@GOVERNMENTS
def test_contract_grades_follow_the_education(export: Export) -> None:
    entry = {"05": "I", "10": "IV", "15": "V", "30": "VII", "35": "IX", "40": "IX", "45": "X"}
    wrong = [
        row["NAMA"] for row in export.of("pegawai")
        if row["STATUS CPNS PNS"] == "PPPK" and row["GOL AKHIR ID"] != entry[str(row["TINGKAT PENDIDIKAN ID"])]
    ]  # fmt: skip
    assert wrong == []


@GOVERNMENTS
def test_dates_of_a_career_are_in_order(export: Export) -> None:
    for row in export.of("pegawai"):
        born, appointed = day(row["TANGGAL LAHIR"]), day(row["TMT CPNS"])
        assert born < appointed <= day(row["TMT GOLONGAN"]) <= date(2025, 12, 31), row["NAMA"]
        assert appointed <= day(row["TMT JABATAN"]) <= date(2025, 12, 31), row["NAMA"]


def test_teachers_nurses_and_doctors_have_their_studies(mamuju: Export) -> None:
    rows = mamuju.of("pegawai")
    studies = {
        job: {str(row["PENDIDIKAN NAMA"]) for row in rows if str(row["JABATAN NAMA"]).startswith(job)}
        for job in ("Dokter Ahli", "Bidan", "Apoteker")
    }
    assert studies == {
        "Dokter Ahli": {"S-1 PROFESI DOKTER"}, "Bidan": {"D-III KEBIDANAN"}, "Apoteker": {"S-1 PROFESI APOTEKER"},
    }  # fmt: skip
    assert {row["GELAR DEPAN"] for row in rows if str(row["JABATAN NAMA"]).startswith("Dokter Ahli")} == {"dr."}
