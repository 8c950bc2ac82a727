"""Building blocks of a regional organisation: the units a dinas, a kecamatan, a puskesmas usually has.

Eselon ids as in rules.md 3.3 and PP 18/2016: 21/22 JPT pratama, 31/32 administrator, 41/42 pengawas. Weights are
shares of the staff; a head is counted apart.
"""

from collections.abc import Iterable

from . import duties
from .duties import Duty
from .units import UnitPlan


def office(
    name: str,
    duty: Duty,
    bidang: Iterable[str],
    *,
    head: str = "",
    learning: float = 1.0,
    weight: float = 2.0,
    below: tuple[UnitPlan, ...] = (),
) -> UnitPlan:
    """Return a dinas or badan: secretariat with its subbagian umum, the bidang, and what stands `below` besides."""
    sections = tuple(
        UnitPlan(f"Bidang {title}", duty, f"Kepala Bidang {title}", "32", weight=weight) for title in bidang
    )
    return UnitPlan(
        name, duty, head or f"Kepala {name}", "22", weight=0.2, learning=learning,
        children=(secretariat(name, duty), *sections, *below),
    )  # fmt: skip


def secretariat(name: str, duty: Duty, *, eselon: str = "31", general: str = "41") -> UnitPlan:
    """Return the secretariat of an office with its subbagian umum dan kepegawaian."""
    title = f"Subbagian Umum dan Kepegawaian {name}"
    return UnitPlan(
        f"Sekretariat {name}", duty, f"Sekretaris {name}", eselon, weight=1.0,
        children=(UnitPlan(title, duty, f"Kepala {title}", general, weight=1.5),),
    )  # fmt: skip


def regional_secretariat(assistants: dict[str, tuple[str, ...]], *, weight: float = 1.6) -> UnitPlan:
    """Return the Sekretariat Daerah: assistants (name after `Asisten`) and the bagian under each of them."""
    children = tuple(
        UnitPlan(
            f"Asisten {assistant}", duties.UMUM, f"Asisten {assistant}", "22",
            children=tuple(
                UnitPlan(f"Bagian {title}", duties.UMUM, f"Kepala Bagian {title}", "31", weight=weight)
                for title in bagian
            ),
        )
        for assistant, bagian in assistants.items()
    )  # fmt: skip
    return UnitPlan("Sekretariat Daerah", duties.UMUM, "Sekretaris Daerah", "21", weight=0.5, children=children)


def council_secretariat(bagian: Iterable[str]) -> UnitPlan:
    """Return the Sekretariat DPRD."""
    names = [f"Bagian {title} Sekretariat DPRD" for title in bagian]
    children = tuple(UnitPlan(name, duties.UMUM, f"Kepala {name}", "31", weight=2.0) for name in names)
    return UnitPlan("Sekretariat DPRD", duties.UMUM, "Sekretaris DPRD", "22", weight=0.3, children=children)


def inspectorate() -> UnitPlan:
    """Return the Inspektorat with four Inspektur Pembantu."""
    names = [f"Inspektur Pembantu Wilayah {number}" for number in ("I", "II", "III", "IV")]
    areas = tuple(UnitPlan(name, duties.PENGAWASAN, name, "31", weight=2.0) for name in names)
    return UnitPlan(
        "Inspektorat", duties.PENGAWASAN, "Inspektur", "22", weight=0.2,
        children=(secretariat("Inspektorat", duties.PENGAWASAN), *areas),
    )  # fmt: skip


def kecamatan(
    name: str, kelurahan_names: Iterable[str] = (), *, learning: float = 1.0, weight: float = 1.0, sections: int = 2
) -> UnitPlan:
    """Return a kecamatan with its seksi and kelurahan; `sections` is the number of seksi per kelurahan."""
    full, duty = f"Kecamatan {name}", duties.KEWILAYAHAN
    seksi = tuple(
        UnitPlan(f"Seksi {title} {full}", duty, f"Kepala Seksi {title} {full}", "41", weight=weight)
        for title in (
            "Pemerintahan", "Ketenteraman dan Ketertiban Umum", "Kesejahteraan Rakyat dan Perekonomian", "Pembangunan",
        )
    )  # fmt: skip
    wards = tuple(kelurahan(ward, weight=weight, sections=sections) for ward in kelurahan_names)
    return UnitPlan(
        full, duty, f"Camat {name}", "31", weight=weight, learning=learning,
        children=(secretariat(full, duty, eselon="32", general="42"), *seksi, *wards),
    )  # fmt: skip


def kelurahan(name: str, *, weight: float, sections: int) -> UnitPlan:
    """Return a kelurahan: Lurah, Sekretaris and its seksi."""
    full, duty = f"Kelurahan {name}", duties.KEWILAYAHAN
    titles = (
        "Pemerintahan dan Pelayanan Publik", "Kesejahteraan Rakyat dan Perekonomian",
        "Ketenteraman dan Ketertiban Umum",
    )  # fmt: skip
    seksi = tuple(
        UnitPlan(f"Seksi {title} {full}", duty, f"Kepala Seksi {title} {full}", "42", weight=weight * 0.8)
        for title in titles[:sections]
    )
    office_of_secretary = UnitPlan(f"Sekretariat {full}", duty, f"Sekretaris {full}", "42", weight=weight * 0.8)
    return UnitPlan(full, duty, f"Lurah {name}", "41", weight=weight * 1.5, children=(office_of_secretary, *seksi))


def puskesmas(name: str, *, weight: float = 9.0, learning: float = 1.0) -> UnitPlan:
    """Return a health centre."""
    full = f"Puskesmas {name}"
    return UnitPlan(full, duties.LAYANAN_KESEHATAN, f"Kepala {full}", "42", weight=weight, learning=learning)


def school(name: str, *, weight: float = 7.0, learning: float = 1.0) -> UnitPlan:
    """Return a school; its head is a teacher with an extra task, so no structural post leads it."""
    return UnitPlan(name, duties.SEKOLAH, weight=weight, learning=learning)


def hospital(name: str, short: str, *, weight: float = 8.0) -> UnitPlan:
    """Return a regional hospital of class C; the director is an administrator (III.a)."""
    duty = duties.LAYANAN_KESEHATAN
    sections = tuple(
        UnitPlan(f"{title} {short}", own, f"Kepala {title} {short}", "32", weight=2.0)
        for title, own in (
            ("Bagian Tata Usaha", duties.UMUM), ("Bidang Pelayanan Medik", duty), ("Bidang Keperawatan", duty),
        )
    )  # fmt: skip
    wards = tuple(
        UnitPlan(f"Instalasi {title} {short}", duty, weight=weight)
        for title in ("Gawat Darurat", "Rawat Inap", "Rawat Jalan", "Farmasi")
    )
    return UnitPlan(name, duty, f"Direktur {short}", "31", children=(*sections, *wards))
