"""Small code lists of SIASN (siasn field facts, section 5) and what the rules say of them."""

from core.domain.marking import gettext_noop

# KEDUDUKAN HUKUM (5.8; 71, 73 and 101 are met in exports of today and missing from the older list).
LEGAL_STATUSES: dict[str, str] = {
    "01": gettext_noop("Aktif"),
    "02": gettext_noop("CLTN"),
    "03": gettext_noop("Tugas Belajar"),
    "04": gettext_noop("Pemberhentian Sementara"),
    "05": gettext_noop("Penerima Uang Tunggu"),
    "06": gettext_noop("Prajurit Wajib"),
    "07": gettext_noop("Pejabat Negara"),
    "08": gettext_noop("Kepala Desa"),
    "09": gettext_noop("Sedang dalam Proses Banding BAPEK"),
    "11": gettext_noop("Pegawai Titipan"),
    "12": gettext_noop("Pengungsi"),
    "13": gettext_noop("Perpanjangan CLTN"),
    "14": gettext_noop("PNS yang Dinyatakan Hilang"),
    "15": gettext_noop("PNS Kena Hukuman Disiplin"),
    "16": gettext_noop("Pemindahan dalam Rangka Penurunan Jabatan"),
    "17": gettext_noop("Tidak Aktif"),
    "20": gettext_noop("Masa Persiapan Pensiun"),
    "51": gettext_noop("CPNS yang Belum Menerima SK CPNS"),
    "52": gettext_noop("Tidak Aktif"),
    "66": gettext_noop("Diberhentikan"),
    "67": gettext_noop("Punah"),
    "68": gettext_noop("Eks PNS Timor Timur"),
    "69": gettext_noop("TMS dari Pengadaan"),
    "70": gettext_noop("Pembatalan NIP"),
    "71": gettext_noop("PPPK Aktif"),
    "73": gettext_noop("PPPK Aktif"),
    "77": gettext_noop("Pemberhentian tanpa Hak Pensiun"),
    "88": gettext_noop("Pemberhentian dengan Hak Pensiun"),
    "89": gettext_noop("Tidak Aktif tetapi Diusulkan Pensiun"),
    "90": gettext_noop("Tidak Ikut PUPNS 2015"),
    "91": gettext_noop("Tindak Pidana/Tindak Pidana Jabatan"),
    "92": gettext_noop("Pemblokiran Data PNS"),
    "98": gettext_noop("Mencapai BUP"),
    "99": gettext_noop("Pensiun"),
    "101": gettext_noop("PPPK Paruh Waktu Aktif"),
}
PUNISHED = "15"  # serves as before; that it is a punishment is confidential
ACTIVE_LEGAL_STATUSES = ("01", "02", "03", "04", "15", "71", "73", "101")

# GOLONGAN of PNS (5.7) by id: name and pangkat. PPPK carry I..XVII without a pangkat (rules 3.2).
RANKS_PNS: dict[str, tuple[str, str]] = {
    "11": ("I/a", "Juru Muda"),
    "12": ("I/b", "Juru Muda Tingkat I"),
    "13": ("I/c", "Juru"),
    "14": ("I/d", "Juru Tingkat I"),
    "21": ("II/a", "Pengatur Muda"),
    "22": ("II/b", "Pengatur Muda Tingkat I"),
    "23": ("II/c", "Pengatur"),
    "24": ("II/d", "Pengatur Tingkat I"),
    "31": ("III/a", "Penata Muda"),
    "32": ("III/b", "Penata Muda Tingkat I"),
    "33": ("III/c", "Penata"),
    "34": ("III/d", "Penata Tingkat I"),
    "41": ("IV/a", "Pembina"),
    "42": ("IV/b", "Pembina Tingkat I"),
    "43": ("IV/c", "Pembina Utama Muda"),
    "44": ("IV/d", "Pembina Utama Madya"),
    "45": ("IV/e", "Pembina Utama"),
}
RANKS_PPPK = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX",
              "X", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII")  # fmt: skip
# What the column GOL AKHIR ID may hold → our two-digit sort key. PPPK come after 50, in order.
RANK_CODES: dict[str, str] = {
    **{code: code for code in RANKS_PNS},
    **{name.upper(): code for code, (name, _pangkat) in RANKS_PNS.items()},
    **{name: str(50 + order) for order, name in enumerate(RANKS_PPPK, start=1)},
}
RANK_NAMES: dict[str, str] = {
    **{code: name for code, (name, _pangkat) in RANKS_PNS.items()},
    **{str(50 + order): name for order, name in enumerate(RANKS_PPPK, start=1)},
}

# ESELON (5.6) → tier. Eselon V and NON name no tier of UU 20/2023.
TIER_BY_ESELON: dict[str, str] = {
    "10": "jpt_utama",
    "11": "jpt_madya",
    "12": "jpt_madya",
    "21": "jpt_pratama",
    "22": "jpt_pratama",
    "31": "administrator",
    "32": "administrator",
    "41": "pengawas",
    "42": "pengawas",
}
ESELON_NAMES: dict[str, str] = {
    "10": "I.a", "11": "I.a", "12": "I.b", "21": "II.a", "22": "II.b",
    "31": "III.a", "32": "III.b", "41": "IV.a", "42": "IV.b", "51": "V.a", "52": "V.b",
}  # fmt: skip

# TINGKAT PENDIDIKAN ID → level. Vocational and teacher schools share the level of their peers.
EDUCATION_BY_CODE: dict[str, str] = {
    "05": "sd", "5": "sd", "10": "smp", "12": "smp", "15": "slta", "17": "slta", "18": "slta",
    "20": "d1", "25": "d2", "30": "d3", "35": "d4", "40": "s1", "45": "s2", "50": "s3",
}  # fmt: skip


# How the name of a functional job ends at each level (rules 3.4).
LEVEL_ENDINGS: dict[str, str] = {
    "Ahli Utama": "ahli_utama",
    "Ahli Madya": "ahli_madya",
    "Ahli Muda": "ahli_muda",
    "Ahli Pertama": "ahli_pertama",
    "Penyelia": "penyelia",
    "Mahir": "mahir",
    "Terampil": "terampil",
    "Pemula": "pemula",
}


def rank_title(code: str) -> str:
    """``"33"`` → ``"III/c · Penata"``; PPPK grades have no pangkat: ``"59"`` → ``"IX"``."""
    if code in RANKS_PNS:
        return " · ".join(RANKS_PNS[code])
    return RANK_NAMES.get(code, code)


def eselon_name(code: str) -> str:
    """``"31"`` → ``"III.a"``; codes that name no echelon stay as they are."""
    return ESELON_NAMES.get(code, code)


def legal_status_name(code: str) -> str:
    """``"03"`` → ``"Tugas Belajar"``; unknown codes stay as they are."""
    return LEGAL_STATUSES.get(code, code)


def open_legal_status(code: str) -> str:
    """The code for people who may not know of a punishment: "under punishment" reads as active (PP 94/2021)."""
    return "01" if code == PUNISHED else code


def functional_level(job_name: str) -> str | None:
    """Level of a functional job by the end of its name, or None."""
    upper = job_name.upper()
    return next((level for end, level in LEVEL_ENDINGS.items() if upper.endswith(" " + end.upper())), None)
