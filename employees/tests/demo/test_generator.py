"""The promise of the generator: same seed, same files; as many people as asked; whole and consistent files."""

from hashlib import sha256
from pathlib import Path

import pytest

from employees.demo.generator import MAMUJU, SCALE, SURABAYA, scaled, write_government
from employees.demo.units import lay_out

from .exports import Export, load, read_table, text


def _digests(paths: dict[str, Path]) -> dict[str, str]:
    return {kind: sha256(path.read_bytes()).hexdigest() for kind, path in paths.items()}


@pytest.mark.parametrize("layout", ["csv", "xlsx"])
def test_same_seed_writes_the_same_bytes(tmp_path: Path, layout: str) -> None:
    runs = [write_government(SURABAYA, tmp_path / run, people=120, seed=5, layout=layout) for run in ("a", "b")]
    assert _digests(runs[0]) == _digests(runs[1])


def test_another_seed_keeps_the_units_and_changes_the_people(tmp_path: Path) -> None:
    runs = [
        _digests(write_government(SURABAYA, tmp_path / str(seed), people=120, seed=seed, layout="csv"))
        for seed in (5, 6)
    ]
    assert {kind for kind in runs[0] if runs[0][kind] == runs[1][kind]} == {"unor"}


def test_as_many_people_as_asked(mamuju: Export, surabaya: Export) -> None:
    assert (len(mamuju.of("pegawai")), len(surabaya.of("pegawai"))) == (1500, 300)


@pytest.mark.parametrize("people", [14, 60, 411])
def test_small_orders_are_exact_too(tmp_path: Path, people: int) -> None:
    paths = write_government(MAMUJU, tmp_path, people=people, seed=1, layout="csv")
    assert len(load(paths).of("pegawai")) == people


def test_fewer_people_than_the_fixed_ones_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="9 fixed people; 8 is too few"):
        write_government(MAMUJU, tmp_path, people=8, seed=1, layout="csv")


def test_another_year_moves_the_histories(tmp_path: Path) -> None:
    export = load(write_government(SURABAYA, tmp_path, people=120, seed=5, year=2026, layout="csv"))
    assert {row["tahun"] for row in export.of("skp22")} == {"2024", "2025", "2026"}
    assert {row["tahunKursus"] for row in export.of("kursus")} == {"2024", "2025", "2026"}


@pytest.mark.parametrize("government", ["mamuju", "surabaya"])
def test_every_reference_points_to_a_row(request: pytest.FixtureRequest, government: str) -> None:
    export: Export = request.getfixturevalue(government)
    units = {row["Id"]: row for row in export.of("unor")}
    people = {text(row["NIP BARU"]): row["PNS ID"] for row in export.of("pegawai")}
    assert [row for row in units.values() if row["DiatasanId"] and row["DiatasanId"] not in units] == []
    assert [row for row in export.of("pegawai") if units[row["UNOR ID"]]["NamaUnor"] != row["UNOR NAMA"]] == []
    for kind, id_column in (("kursus", "idPns"), ("diklat", "idPns"), ("skp22", "pnsDinilaiId")):
        assert [row for row in export.of(kind) if people.get(str(row["nipBaru"])) != row[id_column]] == []
    for kind in ("kompetensi", "hukdis"):
        assert {row["nipBaru"] for row in export.of(kind)} - set(people) == set()


@pytest.mark.parametrize("government", ["mamuju", "surabaya"])
def test_unit_names_and_posts_are_unique(request: pytest.FixtureRequest, government: str) -> None:
    units = request.getfixturevalue(government).of("unor")
    names, posts = [row["NamaUnor"] for row in units], [row["NamaJabatan"] for row in units if row["NamaJabatan"]]
    assert (len(names), len(posts)) == (len(set(names)), len(set(posts)))


def test_offices_hang_directly_under_the_root(mamuju: Export, surabaya: Export) -> None:
    counts = []
    for export in (mamuju, surabaya):
        root = export.of("unor")[0]
        counts.append((root["NamaUnor"], sum(row["DiatasanId"] == root["Id"] for row in export.of("unor"))))
    assert counts == [("PEMERINTAH KAB. MAMUJU", 43 - 1), ("PEMERINTAH KOTA SURABAYA", 8 - 1)]


def test_kelurahan_are_the_real_ones(mamuju: Export, surabaya: Export) -> None:
    def wards(export: Export) -> list[object]:
        return sorted(row["NamaJabatan"] for row in export.of("unor") if str(row["NamaUnor"]).startswith("KELURAHAN"))

    assert wards(surabaya) == ["Lurah Dukuh Menanggal", "Lurah Gayungan", "Lurah Ketintang", "Lurah Menanggal"]
    assert wards(mamuju) == [
        "Lurah Bebanga", "Lurah Binanga", "Lurah Dayanginna", "Lurah Galung", "Lurah Kalukku", "Lurah Karema",
        "Lurah Kasambang", "Lurah Mamunyu", "Lurah Rangas", "Lurah Rimuku", "Lurah Simboro", "Lurah Sinyonyoi",
        "Lurah Sinyonyoi Selatan",
    ]  # fmt: skip


def test_kecamatan_gayungan_holds_a_good_share(surabaya: Export) -> None:
    units = [str(row["UNOR NAMA"]) for row in surabaya.of("pegawai")]
    assert 0.3 < sum("KELURAHAN" in unit or "KECAMATAN" in unit for unit in units) / 300 < 0.5


def test_scaled_government_has_the_units_asked_for() -> None:
    assert [len(lay_out(spec.plan, spec.agency_id)) for spec in (SCALE, scaled(SURABAYA, units=100))] == [800, 100]
    with pytest.raises(ValueError, match="already has 335 units"):
        scaled(MAMUJU, units=10)


def test_scaled_government_fills_its_schools(tmp_path: Path) -> None:
    paths = write_government(SCALE, tmp_path, people=3000, seed=1, layout="csv")
    rows = load(paths).of("pegawai")
    assert len(rows) == 3000
    assert sum("SD NEGERI" in str(row["UNOR NAMA"]) for row in rows) > 1500


def test_units_are_csv_in_both_layouts(mamuju: Export) -> None:
    assert len(read_table(mamuju.paths["unor"])) == 335 + 1
