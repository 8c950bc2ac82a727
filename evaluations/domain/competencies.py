"""The nine competencies of every job (PermenPANRB 38/2017), as SIASN exports them and reports print them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Competency:
    """One of the nine: SIASN's key (4.20), the short form in tables, the name."""

    key: str
    code: str
    name: str


COMPETENCIES = (
    Competency("integritas", "INT", "Integritas"),
    Competency("kerjasama", "KS", "Kerja Sama"),
    Competency("komunikasi", "KOM", "Komunikasi"),
    Competency("orientasiPadaHasil", "OPH", "Orientasi pada Hasil"),
    Competency("pelayananPublik", "PP", "Pelayanan Publik"),
    Competency("pengembanganDiriDanOrla", "PDOL", "Pengembangan Diri dan Orang Lain"),
    Competency("mengelolaPerubahan", "MP", "Mengelola Perubahan"),
    Competency("pengambilanKeputusan", "PK", "Pengambilan Keputusan"),
    Competency("perekatBangsa", "PB", "Perekat Bangsa"),
)

CODES = frozenset(competency.key for competency in COMPETENCIES)
