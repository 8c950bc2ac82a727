"""Topic: the index of professionalism (IP ASN)."""

from decimal import Decimal

from reports.domain.comparison import spread
from reports.domain.figures import ReportFigures, UnitFigures
from reports.domain.indonesian import number
from reports.domain.topics.base import State, Statement, Topic, missing
from reports.domain.vocabulary import IP_DIMENSIONS, IndexDimension

_DIMENSION_ACTIONS = {
    "kualifikasi": "Buka kesempatan tugas belajar sesuai kebutuhan jabatan dan mutakhirkan data pendidikan di SIASN",
    "kompetensi": "Perluas pelatihan teknis, seminar, serta pelatihan kepemimpinan atau fungsional sesuai jabatan",
    "kinerja": "Pastikan predikat kinerja setiap ASN terisi di SIASN dan bina yang berpredikat di bawah Baik",
    "disiplin": "Perkuat pembinaan disiplin oleh atasan langsung",
}


def weakest_dimension(unit: UnitFigures) -> IndexDimension | None:
    """The dimension of the IP ASN with the most points still to gain (highest score minus mean score)."""
    known = [item for item in IP_DIMENSIONS if unit.ip_dimensions.get(item.key) is not None]
    return max(known, key=lambda item: item.weight - (unit.ip_dimensions[item.key] or 0), default=None)


def ip_topic(figures: ReportFigures, noun: str) -> Topic:
    """IP ASN: bands of Peraturan BKN 8/2019; Tinggi and above counts as fulfilled."""
    whole = figures.whole
    weakest = weakest_dimension(whole)
    if whole.ip_hidden and weakest:
        return missing(
            "IP ASN tidak ditampilkan",
            "Orangnya terlalu sedikit: rata-ratanya dapat membuka nilai disiplin seseorang, yang bersifat rahasia.",
            f"Naikkan dimensi {weakest.name} pada IP ASN",
            f"{_DIMENSION_ACTIONS[weakest.key]}.",
        )
    if whole.ip_average is None or weakest is None:
        return missing(
            "IP ASN belum dapat dihitung",
            f"Belum ada data IP ASN untuk tahun {figures.year}.",
            "Lengkapi data IP ASN",
            "Mutakhirkan data pendidikan, pelatihan, kinerja, dan disiplin di SIASN.",
        )
    score = f"{number(whole.ip_dimensions[weakest.key], 2)} dari {weakest.weight}"
    text = f"Kekurangan terbesar terdapat pada dimensi {weakest.name} ({score})."
    ends = spread(figures.units, lambda unit: unit.ip_average, 2, of=lambda unit: unit.headcount)
    lowest = ends.lowest if ends and not ends.uniform else None
    if lowest:
        text += f" Nilai terendah terdapat di {lowest.phrase(noun, _index)}."
    start = f", dimulai dari {lowest.names(noun)}" if lowest else ""
    band = f", kategori {whole.ip_band}" if whole.ip_band else ""
    fulfilled = whole.ip_band in {"Tinggi", "Sangat Tinggi"}
    return Topic(
        State.FULFILLED if fulfilled else State.NEEDS_ACTION,
        Statement(f"IP ASN {number(whole.ip_average, 2)}{band}", text),
        Statement(f"Naikkan dimensi {weakest.name} pada IP ASN", _DIMENSION_ACTIONS[weakest.key] + start + "."),
    )


def _index(value: Decimal) -> str:
    return number(value, 2)
