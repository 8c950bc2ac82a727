"""Small code lists of SIASN (siasn field facts, section 5) and what the rules say of them."""

# KEDUDUKAN HUKUM (5.8; 71, 73 and 101 are met in exports of today and missing from the older list).
LEGAL_STATUSES: dict[str, str] = {
    "01": "Aktif",
    "02": "CLTN",
    "03": "Tugas Belajar",
    "04": "Pemberhentian Sementara",
    "05": "Penerima Uang Tunggu",
    "06": "Prajurit Wajib",
    "07": "Pejabat Negara",
    "08": "Kepala Desa",
    "09": "Sedang dalam Proses Banding BAPEK",
    "11": "Pegawai Titipan",
    "12": "Pengungsi",
    "13": "Perpanjangan CLTN",
    "14": "PNS yang Dinyatakan Hilang",
    "15": "PNS Kena Hukuman Disiplin",
    "16": "Pemindahan dalam Rangka Penurunan Jabatan",
    "17": "Tidak Aktif",
    "20": "Masa Persiapan Pensiun",
    "51": "CPNS yang Belum Menerima SK CPNS",
    "52": "Tidak Aktif",
    "66": "Diberhentikan",
    "67": "Punah",
    "68": "Eks PNS Timor Timur",
    "69": "TMS dari Pengadaan",
    "70": "Pembatalan NIP",
    "71": "PPPK Aktif",
    "73": "PPPK Aktif",
    "77": "Pemberhentian tanpa Hak Pensiun",
    "88": "Pemberhentian dengan Hak Pensiun",
    "89": "Tidak Aktif tetapi Diusulkan Pensiun",
    "90": "Tidak Ikut PUPNS 2015",
    "91": "Tindak Pidana/Tindak Pidana Jabatan",
    "92": "Pemblokiran Data PNS",
    "98": "Mencapai BUP",
    "99": "Pensiun",
    "101": "PPPK Paruh Waktu Aktif",
}
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


def functional_level(job_name: str) -> str | None:
    """Level of a functional job by the end of its name, or None."""
    upper = job_name.upper()
    return next((level for end, level in LEVEL_ENDINGS.items() if upper.endswith(" " + end.upper())), None)
