"""Invented names, birth places and schools of two regions. Nobody real is meant; sex and name always agree."""

from dataclasses import dataclass
from random import Random
from typing import Final


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


@dataclass(frozen=True, slots=True)
class Culture:
    """Words a region builds its names from, per sex, and where its people come from."""

    first: dict[str, tuple[str, ...]]
    middle: dict[str, tuple[str, ...]]
    last: dict[str, tuple[str, ...]]
    places: tuple[str, ...]
    universities: tuple[str, ...]
    religions: tuple[str, ...]  # SIASN ids; an id occurs as often as it is weighty

    def draw_name(self, rng: Random, sex: str) -> str:
        """Return a capital-letter name of two or three words for sex `M` or `F`."""
        words = [rng.choice(self.first[sex]), rng.choice(self.last[sex])]
        if rng.random() < 0.35:
            words.insert(1, rng.choice(self.middle[sex]))
        return " ".join(words)


_MANDAR_FAMILY: Final = _words(
    "TAHIR MANSYUR PALALLOI SYARIFUDDIN MAPPATOBA HAMZAH KADIR JALALUDDIN PATTIWARE BURHANUDDIN LATIF HASANUDDIN "
    "MADJID PARENRENGI RAUF SALIM TAMRIN USMAN YASIN ZAINUDDIN MUCHTAR DJAFAR SANUSI MAKKULAU PASOLONG LAMUDA "
    "HAFID ISMAIL RAZAK SALEH SIRAJUDDIN TAJUDDIN WAHAB AMBODALLE MANGGABARANI PADJALANGI SULO TOPPO"
)

MANDAR: Final = Culture(
    first={
        "M": _words(
            "ABDUL AHMAD AMIRUDDIN ANDI ARIFIN ASRUL BAHARUDDIN BASO BURHAN DARWIS FADLI FAISAL HAERUDDIN HAMKA "
            "HASBI HERMAN IKBAL ILHAM IRWAN JUFRI KAHARUDDIN LUKMAN MUHAMMAD MUSTAMIN NASRUDDIN RAHMAT RIDWAN "
            "RUSTAM SAHRUL SALAHUDDIN SUDIRMAN SUPARDI SYAHRIR SYAMSUL TASLIM UMAR WAHYUDDIN YUSRAN ZULKIFLI"
        ),
        "F": _words(
            "ADRIANI AISYAH ASMIRA BESSE DARMAWATI DEWIYANTI ERNAWATI FARIDAH FATIMAH FITRIANI HALIJAH HASNAH "
            "HERLINA INDRAWATI IRMAWATI JUMRIANI KARTINI MARDIANA MASNIATI MIRNAWATI MURNIATI NURAENI NURHAYATI "
            "NURLINA RAHMAWATI RISMAWATI ROSDIANA ROSMINI SALMIAH SITTI SRIWAHYUNI SUHARTINI SYAMSIAH TENRI WAHIDAH"
        ),
    },
    middle={
        "M": _words("AKBAR ALIM FADIL IQRA JUNAID NUR RAHMAN SYAHID"),
        "F": _words("AYU INDAH MEGA NUR PUTRI RATU"),
    },
    last={"M": _MANDAR_FAMILY, "F": _MANDAR_FAMILY},
    places=("Mamuju", "Mamuju", "Mamuju", "Majene", "Polewali", "Makassar", "Parepare", "Palu", "Kalukku", "Tapalang"),
    universities=(
        "UNIVERSITAS SULAWESI BARAT", "UNIVERSITAS HASANUDDIN", "UNIVERSITAS NEGERI MAKASSAR",
        "UNIVERSITAS MUHAMMADIYAH MAMUJU", "UNIVERSITAS TOMAKAKA MAMUJU", "UNIVERSITAS TADULAKO",
    ),
    religions=("1",) * 16 + ("2",) * 3 + ("3", "4"),
)  # fmt: skip

JAVANESE: Final = Culture(
    first={
        "M": _words(
            "ADI AGUS AGUNG ARI BAMBANG BAYU BUDI CAHYO DANANG DIMAS DWI EKO FAJAR GALIH GUNAWAN HADI HARIS HENDRA "
            "HERU IMAM INDRA JOKO KUKUH LUTFI MOCHAMAD NUGROHO PRASETYO RIZKY RUDI SATRIYO SIGIT SLAMET SUGENG "
            "TEGUH TOTOK TRI WAHYU WIDODO YOGA YUDI"
        ),
        "F": _words(
            "ANIK ANISA ARUM ASTRI AYU CICI DIAH DIAN DINA ENDANG ERNA FITRI HENI INDAH INTAN KARTIKA LILIK LINA "
            "MAHARANI MEI NANIK NINGSIH NOVI NUR PUJI RATNA RETNO RINI RIRIN SITI SRI SULASTRI TITIK TUTIK UMI WIDYA "
            "WIWIK YANTI YUNI ZULFA"
        ),
    },
    middle={"M": _words("ANDRI BAGUS DARMA PUTRA SATYA SURYA"), "F": _words("AMALIA CAHYA DEWI EKA PUTRI TRI WAHYU")},
    last={
        "M": _words(
            "ADITYA BASUKI DARMAWAN FIRMANSYAH HANDOKO HARYANTO HERMAWAN IRAWAN KURNIAWAN KUSUMO MULYONO NUGRAHA "
            "PAMUNGKAS PRABOWO PRAKOSO PRAMONO PURNOMO RAHARJO SANJAYA SANTOSA SAPUTRO SETIAWAN SISWANTO SUBAGYO "
            "SUHARTONO SUKOCO SULISTYO SUPRIYADI SUSANTO SUTRISNO UTOMO WIBISONO WIBOWO WICAKSONO WIJAYA YULIANTO"
        ),
        "F": _words(
            "ANDAYANI ASTUTI FITRIANI HANDAYANI HAPSARI INDRIANI KUSUMAWATI LESTARI MAHARDIKA MARDIYAH MULYANI "
            "NURAINI OKTAVIANI PALUPI PERMATASARI PRATIWI PURWANTI PUSPITASARI RAHAYU RAHMADANI RAHMAWATI SAFITRI "
            "SARASWATI SETYOWATI SUHARTATIK SULISTYOWATI SUSANTI SUSILOWATI UTAMI WAHYUNI WARDANI WIDYASTUTI WULANDARI"
        ),
    },
    places=("Surabaya", "Surabaya", "Surabaya", "Sidoarjo", "Gresik", "Malang", "Lamongan", "Mojokerto", "Kediri"),
    universities=(
        "UNIVERSITAS AIRLANGGA", "UNIVERSITAS NEGERI SURABAYA", "INSTITUT TEKNOLOGI SEPULUH NOPEMBER",
        "UNIVERSITAS 17 AGUSTUS 1945 SURABAYA", "UNIVERSITAS BRAWIJAYA", "UPN VETERAN JAWA TIMUR",
    ),
    religions=("1",) * 17 + ("2", "3", "4"),
)  # fmt: skip
