"""The eight worked examples, counted from the files by the rules of the sample sets, with no code of the generator."""

from pathlib import Path

from employees.demo.generator import MAMUJU, write_government

from .exports import Export, Record, day, load, office_members, text

YEAR = 2025
OFFICE = "BADAN RISET DAN INOVASI DAERAH"
ACTIVE = {"01", "02", "03", "04", "15", "71", "73", "101"}
TIER_OF_ESELON = {"21": "jpt_pratama", "22": "jpt_pratama", "31": "administrator", "32": "administrator",
                  "41": "pengawas", "42": "pengawas"}  # fmt: skip
QUALIFICATION = {"50": 25, "45": 20, "40": 15, "35": 15, "30": 10, "25": 5, "20": 5, "15": 5, "10": 1, "05": 1}
PERFORMANCE = {1: 30, 2: 25, 3: 15, 4: 5, 5: 1}
DISCIPLINE = {"": 5, "R": 3, "S": 2, "B": 1}
TECHNICAL = {"3", "8", "12", "16", "17"}
SEMINAR_LIKE = {"4", "7", "9", "10", "11", "13", "14", "15", *map(str, range(18, 26))}
LEADERSHIP = {"jpt_pratama": "4", "administrator": "3", "pengawas": "2"}
NO_TRAINING_NEEDED = ("Dokter", "Guru", "Apoteker", "Perawat", "Bidan", "Asesor", "Psikolog")


def _active_members(export: Export, office: str) -> list[Record]:
    return [row for row in office_members(export, office) if row["KEDUDUKAN HUKUM ID"] in ACTIVE]


def _tier(export: Export, person: Record) -> str:
    """The export has no ESELON columns: the unit whose NamaJabatan the post is tells the tier."""
    if person["JENIS JABATAN ID"] == "2":
        return "jf"
    if person["JENIS JABATAN ID"] == "4":
        return "pelaksana"
    (unit,) = (row for row in export.of("unor") if row["NamaJabatan"] == person["JABATAN NAMA"])
    return TIER_OF_ESELON[str(unit["EselonId"])]


def _competency(export: Export, person: Record, tier: str) -> float:
    nip = text(person["NIP BARU"])
    courses = [
        (str(row["jenisDiklatId"]), day(row["tanggalSelesaiKursus"]).year, row["jumlahJam"])
        for row in export.history("kursus", [nip])
    ]
    technical = sum(hours for kind, year, hours in courses if kind in TECHNICAL and year == YEAR) >= 20
    seminar = any(kind in SEMINAR_LIKE and year in (YEAR, YEAR - 1) for kind, year, _ in courses)
    if tier == "pelaksana":
        return 22.5 * technical + 17.5 * seminar
    if tier == "jf":
        own = any(kind == "2" for kind, _, _ in courses) or str(person["JABATAN NAMA"]).startswith(NO_TRAINING_NEEDED)
    else:
        own = any(r["latihanStrukturalId"] == LEADERSHIP[tier] for r in export.history("diklat", [nip]))
    return 15 * own + 15 * technical + 10 * seminar


def _total(export: Export, person: Record) -> float:
    nip = text(person["NIP BARU"])
    (quadrant,) = (r["kuadranKinerjaNilai"] for r in export.history("skp22", [nip]) if r["tahun"] == YEAR)
    worst = max((str(r["jenisTingkatHukumanId"]) for r in export.history("hukdis", [nip])), key="RSB".index, default="")
    return (
        QUALIFICATION[str(person["TINGKAT PENDIDIKAN ID"])]
        + _competency(export, person, _tier(export, person))
        + PERFORMANCE[int(quadrant)]
        + DISCIPLINE[worst]
    )


def test_the_eight_are_the_only_members_and_reach_their_totals(mamuju: Export) -> None:
    members = _active_members(mamuju, OFFICE)
    totals = {str(row["NAMA"]): _total(mamuju, row) for row in members}
    assert totals == {
        "MUHAMMAD ARIEF MANSYUR": 90, "NURHAYATI SYAMSUDDIN": 80, "BURHANUDDIN LATIF": 70, "RAHMAWATI TAHIR": 83,
        "SUPARDI KADIR": 75, "FITRIANI HAMZAH": 57.5, "SALAHUDDIN YASIN": 100, "HERMAN SULO": 17,
    }  # fmt: skip
    assert sum(totals.values()) / len(totals) == 71.5625


def test_nobody_inactive_sits_in_the_office(mamuju: Export) -> None:
    assert [row["KEDUDUKAN HUKUM ID"] for row in office_members(mamuju, OFFICE)] == ["01"] * 8


def test_tiers_of_the_eight(mamuju: Export) -> None:
    tiers = sorted(_tier(mamuju, row) for row in _active_members(mamuju, OFFICE))
    assert tiers == ["administrator", "jf", "jf", "jpt_pratama", "pelaksana", "pelaksana", "pelaksana", "pengawas"]


def test_the_office_of_the_eight_is_the_same_in_another_run(tmp_path: Path, mamuju: Export) -> None:
    other = load(write_government(MAMUJU, tmp_path, people=90, seed=999, layout="csv"))
    names = [[row["NAMA"] for row in _active_members(export, OFFICE)] for export in (mamuju, other)]
    assert names[0] == names[1]
