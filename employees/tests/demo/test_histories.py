"""Histories: complete in kind, consistent in time, and telling the story the demo tells."""

from collections import Counter, defaultdict
from datetime import date
from statistics import mean

import pytest

from .exports import Export, day, office_members, text

GOVERNMENTS = pytest.mark.parametrize("government", ["mamuju", "surabaya"])
# hasil kerja, perilaku kerja -> quadrant, from rules.md 7.4 and siasn.md 5.3
MATRIX = {(1, 1): 1, (1, 2): 2, (1, 3): 4, (2, 1): 2, (2, 2): 2, (2, 3): 4, (3, 1): 3, (3, 2): 3, (3, 3): 5}


@pytest.fixture
def export(request: pytest.FixtureRequest, government: str) -> Export:
    return request.getfixturevalue(government)


def _jp_by_year(export: Export) -> dict[int, float]:
    """Sum of JP per year, courses and leadership training."""
    total: dict[int, float] = defaultdict(float)
    for row in export.of("kursus"):
        total[day(row["tanggalSelesaiKursus"]).year] += float(row["jumlahJam"])
    for row in export.of("diklat"):
        total[day(row["tanggal"]).year] += float(row["jumlahJam"])
    return total


def _jp_of_people(export: Export, year: int) -> dict[str, float]:
    jp = {text(row["NIP BARU"]): 0.0 for row in export.of("pegawai")}
    for row in export.of("kursus"):
        if day(row["tanggalSelesaiKursus"]).year == year:
            jp[str(row["nipBaru"])] += float(row["jumlahJam"])
    return jp


@GOVERNMENTS
def test_all_25_forms_of_training_occur(export: Export) -> None:
    assert {int(row["jenisDiklatId"]) for row in export.of("kursus")} == set(range(1, 26))


@GOVERNMENTS
def test_courses_lie_in_their_year_and_after_the_appointment(export: Export) -> None:
    appointed = {text(row["NIP BARU"]): day(row["TMT CPNS"]) for row in export.of("pegawai")}
    for row in export.of("kursus"):
        starts, ends = day(row["tanggalKursus"]), day(row["tanggalSelesaiKursus"])
        assert appointed[str(row["nipBaru"])] <= starts <= ends
        assert starts.year == ends.year == int(float(row["tahunKursus"])) in (2023, 2024, 2025)
        assert float(row["jumlahJam"]) > 0


@GOVERNMENTS
def test_jp_spread_over_all_bands(export: Export) -> None:
    bands = ((0, 0), (1, 9), (10, 19), (20, 39), (40, 10_000))
    jp = _jp_of_people(export, 2025)
    counts = [sum(low <= hours <= high for hours in jp.values()) for low, high in bands]
    assert sum(counts) == len(jp)
    assert [count for count in counts if count < len(jp) * 0.08] == []


@GOVERNMENTS
def test_jp_rises_from_year_to_year(export: Export) -> None:
    jp = _jp_by_year(export)
    assert sorted((2023, 2024, 2025), key=lambda year: jp[year]) == [2023, 2024, 2025]


def test_offices_differ(mamuju: Export) -> None:
    """BKPSDM trains most; the islands of Bala Balakang hardly at all."""
    jp = _jp_of_people(mamuju, 2025)
    averages = {
        office: mean(jp[text(row["NIP BARU"])] for row in office_members(mamuju, office))
        for office in (
            "BADAN KEPEGAWAIAN DAN PENGEMBANGAN SUMBER DAYA MANUSIA", "KECAMATAN MAMUJU",
            "KECAMATAN KEPULAUAN BALA BALAKANG",
        )
    }  # fmt: skip
    agency, town, islands = averages.values()
    assert agency > 1.3 * town > 2 * islands


@GOVERNMENTS
def test_every_cell_of_the_matrix_occurs_each_year_with_its_quadrant(export: Export) -> None:
    seen: dict[int, set[tuple[int, int]]] = defaultdict(set)
    for row in export.of("skp22"):
        cell = (int(float(row["hasilKinerjaNilai"])), int(float(row["perilakuKerjaNilai"])))
        seen[int(float(row["tahun"]))].add(cell)
        assert int(float(row["kuadranKinerjaNilai"])) == MATRIX[cell]
    assert dict(seen) == {year: set(MATRIX) for year in (2023, 2024, 2025)}


@GOVERNMENTS
def test_appraisals_get_better(export: Export) -> None:
    quadrants: dict[int, list[float]] = defaultdict(list)
    for row in export.of("skp22"):
        quadrants[int(float(row["tahun"]))].append(float(row["kuadranKinerjaNilai"]))
    averages = {year: mean(values) for year, values in quadrants.items()}
    assert sorted(averages, key=averages.__getitem__) == [2025, 2024, 2023]


@GOVERNMENTS
def test_one_appraisal_per_person_and_year(export: Export) -> None:
    counts = Counter((row["nipBaru"], row["tahun"]) for row in export.of("skp22"))
    assert max(counts.values()) == 1


@GOVERNMENTS
def test_most_heads_have_the_training_of_their_tier_but_not_all(export: Export) -> None:
    wanted = {"2": "4", "3": "3", "4": "2"}
    eselon = {row["NamaJabatan"]: str(row["EselonId"]) for row in export.of("unor")}
    held = {(row["nipBaru"], row["latihanStrukturalId"]) for row in export.of("diklat")}
    heads = [row for row in export.of("pegawai") if row["JENIS JABATAN ID"] == "1"]
    trained = sum((text(row["NIP BARU"]), wanted[eselon[row["JABATAN NAMA"]][0]]) in held for row in heads)
    assert 0.6 < trained / len(heads) < 0.9
    assert {row["nipBaru"] for row in export.of("diklat")} <= {text(row["NIP BARU"]) for row in heads}


@GOVERNMENTS
def test_about_two_thirds_are_assessed_some_expired_some_twice(export: Export) -> None:
    dates: dict[str, list[date]] = defaultdict(list)
    for row in export.of("kompetensi"):
        dates[str(row["nipBaru"])].append(day(row["tanggal"]))
    people = len(export.of("pegawai"))
    expired = sum(max(days) <= date(2022, 12, 31) for days in dates.values())
    twice = sum(len(days) == 2 for days in dates.values())
    assert 0.48 < len(dates) / people < 0.7
    assert 0.08 < expired / people < 0.2
    assert 0.03 < twice / people < 0.1


@GOVERNMENTS
def test_mengelola_perubahan_is_the_weakest_competency(export: Export) -> None:
    rows = export.of("kompetensi")
    means = {key: mean(float(row[key]) for row in rows) for key in rows[0] if key not in ("nipBaru", "tanggal")}
    assert min(means, key=means.__getitem__) == "mengelolaPerubahan"
    assert {float(row[key]) for row in rows for key in means} == {1, 2, 3, 4, 5}


@GOVERNMENTS
def test_a_few_punishments_of_every_weight(export: Export) -> None:
    levels = Counter(str(row["jenisTingkatHukumanId"]) for row in export.of("hukdis"))
    assert set(levels) == {"R", "S", "B"}
    assert sum(levels.values()) < len(export.of("pegawai")) * 0.06
