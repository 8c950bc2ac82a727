"""What the nine boxes are called and what they call for, and why somebody is in none of them.

Source: PermenPANRB 3/2020 in the words of rules section 6.1; numbering verified there, names and advice secondary.
"""

from core.domain.marking import gettext_noop
from evaluations.domain import talent

NAMES: dict[int, str] = {
    9: gettext_noop("Kinerja di atas ekspektasi, potensial tinggi"),
    8: gettext_noop("Kinerja sesuai ekspektasi, potensial tinggi"),
    7: gettext_noop("Kinerja di atas ekspektasi, potensial menengah"),
    6: gettext_noop("Kinerja di bawah ekspektasi, potensial tinggi"),
    5: gettext_noop("Kinerja sesuai ekspektasi, potensial menengah"),
    4: gettext_noop("Kinerja di atas ekspektasi, potensial rendah"),
    3: gettext_noop("Kinerja di bawah ekspektasi, potensial menengah"),
    2: gettext_noop("Kinerja sesuai ekspektasi, potensial rendah"),
    1: gettext_noop("Kinerja di bawah ekspektasi, potensial rendah"),
}
ADVICE: dict[int, str] = {
    9: gettext_noop("Promosi dan pertahankan; kelompok suksesi instansi dan nasional; penghargaan"),
    8: gettext_noop("Pertahankan; kelompok suksesi instansi; rotasi atau perluasan jabatan; bimbingan kinerja"),
    7: gettext_noop(
        "Pertahankan; kelompok suksesi instansi; pengayaan jabatan; pengembangan kompetensi; tugas belajar"
    ),
    6: gettext_noop("Penempatan yang sesuai; bimbingan dan konseling kinerja"),
    5: gettext_noop("Penempatan yang sesuai; bimbingan kinerja; pengembangan kompetensi"),
    4: gettext_noop("Rotasi; pengembangan kompetensi"),
    3: gettext_noop("Bimbingan dan konseling kinerja; pengembangan kompetensi; penempatan yang sesuai"),
    2: gettext_noop("Bimbingan kinerja; pengembangan kompetensi; penempatan yang sesuai"),
    1: gettext_noop("Diproses sesuai ketentuan peraturan perundangan"),
}
REASONS: dict[str, str] = {
    talent.NO_PREDICATE: gettext_noop("Belum ada predikat kinerja untuk tahun peta ini"),
    talent.NO_ASSESSMENT: gettext_noop("Belum pernah diasesmen"),
    talent.EXPIRED: gettext_noop("Asesmen kedaluwarsa (lebih dari tiga tahun)"),
    talent.NO_STANDARD: gettext_noop("Jabatan tanpa standar untuk kompetensi yang dinilai"),
}
SHORT_REASONS: dict[str, str] = {
    talent.NO_PREDICATE: gettext_noop("predikat"),
    talent.NO_ASSESSMENT: gettext_noop("asesmen"),
    talent.EXPIRED: gettext_noop("asesmen yang berlaku"),
    talent.NO_STANDARD: gettext_noop("standar jabatan"),
}
PERFORMANCES: dict[str, str] = {
    "above": gettext_noop("Di atas ekspektasi"),
    "meets": gettext_noop("Sesuai ekspektasi"),
    "below": gettext_noop("Di bawah ekspektasi"),
}
POTENTIALS: dict[str, str] = {
    "low": gettext_noop("Potensial rendah"),
    "medium": gettext_noop("Potensial menengah"),
    "high": gettext_noop("Potensial tinggi"),
}


def tone(number: int) -> str:
    """Colour of a box; every box also carries its number and name, so no meaning hangs on colour alone."""
    if number in talent.POOL:
        return "ok"
    return {1: "bad", 2: "warn", 3: "warn"}.get(number, "info")
