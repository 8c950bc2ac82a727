"""Names of jobs: functional levels by rank, and the pelaksana names of the new nomenclature by education."""

from random import Random
from typing import Final

from .duties import Duty, JobFamily

STRUCTURAL: Final = "1"
FUNCTIONAL: Final = "2"
PELAKSANA: Final = "4"
JOB_KIND_NAMES: Final = {
    STRUCTURAL: "Jabatan Struktural",
    FUNCTIONAL: "Jabatan Fungsional Tertentu",
    PELAKSANA: "Jabatan Fungsional Umum",
}

# Rank range per level, rules.md 3.4; grades are SIASN ids, so that text order is rank order.
EXPERT_LEVELS: Final = (("41", "Ahli Madya"), ("33", "Ahli Muda"), ("31", "Ahli Pertama"))
SKILLED_LEVELS: Final = (("33", "Penyelia"), ("31", "Mahir"), ("22", "Terampil"), ("21", "Pemula"))

# KepmenPANRB 11/2024 and 282/2025: names by the least education they ask for (id of the level of education).
PELAKSANA_NAMES: Final[dict[str, tuple[str, ...]]] = {
    "35": ("Penata Layanan Operasional", "Penelaah Teknis Kebijakan", "Penata Kelola Pemerintahan"),
    "30": ("Pengolah Data dan Informasi", "Pengelola Layanan Operasional"),
    "15": ("Pengadministrasi Perkantoran", "Operator Layanan Operasional"),
    "05": ("Pengelola Umum Operasional",),
}


def functional_name(family: JobFamily, grade: str, *, expert: bool) -> str:
    """Return the job name with its level, for example `Perawat Ahli Muda`; grades of PPPK stand at the entry level."""
    levels = EXPERT_LEVELS if expert else SKILLED_LEVELS
    if not grade.isdigit():
        return f"{family.name} {'Ahli Pertama' if expert else 'Terampil'}"
    level = next((name for lowest, name in levels if grade >= lowest), levels[-1][1])
    return f"{family.name} {level}"


def pelaksana_name(rng: Random, level_id: str) -> str:
    """Return a pelaksana job the level of education gives access to."""
    lowest = next(lowest for lowest in PELAKSANA_NAMES if level_id >= lowest)
    return rng.choice(PELAKSANA_NAMES[lowest])


def draw_family(rng: Random, duty: Duty) -> tuple[JobFamily, bool]:
    """Return a functional job of the duty and whether it belongs to the expert ladder (keahlian)."""
    expert = not duty.skilled or (bool(duty.experts) and rng.random() < 0.6)
    return rng.choice(duty.experts if expert else duty.skilled), expert


def required_level(kind: str, job: str, eselon: str) -> int:
    """Return the level 1..5 every competency of a job asks for by default (rules.md 4.3)."""
    if kind == STRUCTURAL:
        return {"2": 4, "3": 3, "4": 2}[eselon[0]]
    if kind == PELAKSANA:
        return 1
    levels = {"Ahli Utama": 5, "Ahli Madya": 4, "Ahli Muda": 3, "Ahli Pertama": 2, "Penyelia": 3, "Mahir": 2}
    return next((level for ending, level in levels.items() if job.endswith(ending)), 1)
