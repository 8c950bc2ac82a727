"""What assessors of the demo write: evidence by competency and level, and the sentences of a conclusion."""

from collections.abc import Mapping
from io import BytesIO
from typing import Final

from django.core.files.uploadedfile import SimpleUploadedFile
from reportlab.pdfgen.canvas import Canvas

from evaluations.models import Competency, Participant

# By code of the nine: what was seen of somebody who falls short, and of somebody who does what the job asks.
_SEEN: Final[dict[str, tuple[str, str]]] = {
    "integritas": (
        "Dalam simulasi meja kerja memenuhi permintaan di luar prosedur karena yang meminta pejabat.",
        "Menolak mendahulukan berkas kenalan dan menjelaskan urutan antrean dengan santun.",
    ),
    "kerjasama": (
        "Bekerja sendiri dalam diskusi kelompok; usul anggota lain tidak ditanggapi.",
        "Membagi tugas kelompok menurut keahlian dan membantu anggota yang tertinggal.",
    ),
    "komunikasi": (
        "Paparan runtut, tetapi pertanyaan warga dijawab dengan istilah teknis yang tidak dijelaskan.",
        "Menjelaskan perubahan syarat layanan dengan bahasa sederhana dan memeriksa apakah sudah dipahami.",
    ),
    "orientasiPadaHasil": (
        "Rencana kerja tanpa tenggat; capaian triwulan tidak dapat ditunjukkan.",
        "Menyusun target mingguan dan menunjukkan capaiannya dengan angka.",
    ),
    "pelayananPublik": (
        "Keluhan warga diteruskan tanpa memastikan penyelesaiannya.",
        "Mendahulukan warga lanjut usia dan menyelesaikan keluhan pada hari yang sama.",
    ),
    "pengembanganDiriDanOrla": (
        "Belum menyebutkan kebutuhan belajar sendiri maupun bawahan.",
        "Membimbing dua pegawai baru dengan rencana belajar tertulis.",
    ),
    "mengelolaPerubahan": (
        "Menunggu petunjuk ketika aplikasi layanan diganti; tidak mengajak rekan mencoba.",
        "Menyusun langkah peralihan ke layanan daring dan mendampingi rekan yang ragu.",
    ),
    "pengambilanKeputusan": (
        "Keputusan ditunda sampai ada arahan, meskipun datanya sudah cukup.",
        "Membandingkan tiga pilihan dengan biaya dan risikonya sebelum memutuskan.",
    ),
    "perekatBangsa": (
        "Kurang menanggapi pandangan warga dari latar belakang lain.",
        "Mempertemukan dua kelompok warga yang berselisih dan mencatat kesepakatannya.",
    ),
}
_SHORT: Final = (
    "Hasil uji praktik {name} belum memenuhi kriteria level berikutnya: langkah kerja benar, mutu hasil belum."
)
_MET: Final = "Menyelesaikan soal kasus {name} dengan langkah dan hasil sesuai standar prosedur."
_BEYOND: Final = " Melampaui yang diminta: memberi contoh kepada peserta lain."


def evidence(skill: Competency, level: int, required: int | None) -> str:
    """What was seen of somebody at the level, where the job demands another or the same."""
    short, met = _SEEN.get(skill.code, (_SHORT.format(name=skill.name), _MET.format(name=skill.name)))
    if required and level < required:
        return short
    return met + (_BEYOND if required and level > required else "")


def conclusion(participant: Participant, levels: Mapping[str, int], names: Mapping[str, str]) -> dict[str, str]:
    """The five texts of a conclusion, from how the levels stand against the job."""
    wanted = participant.required
    short = [names[code] for code in levels if code in wanted and levels[code] < wanted[code]]
    strong = [names[code] for code in levels if code in wanted and levels[code] > wanted[code]]
    if short:
        advice = f"Ikuti pelatihan dan penugasan untuk {_joined(short)}; bahas kemajuannya dengan atasan tiap triwulan."
    else:
        advice = "Pertahankan; beri penugasan yang lebih luas dan peran sebagai mentor."
    return {
        "strengths": _joined(strong) if strong else "Memenuhi tuntutan jabatan secara merata",
        "weaknesses": _joined(short) if short else "Tidak ada yang di bawah standar jabatan",
        "summary": f"Dari {len(levels)} kompetensi yang dinilai, {len(levels) - len(short)} memenuhi standar jabatan.",
        "advice": advice,
        "recommendation": "Kembangkan dahulu sebelum promosi." if len(short) > 1 else "Dapat dipertimbangkan untuk promosi.",
    }  # fmt: skip


def _joined(parts: list[str]) -> str:
    return ", ".join(parts[:-1]) + " dan " + parts[-1] if len(parts) > 1 else parts[0]


def report(participant: Participant) -> SimpleUploadedFile:
    """A confidential report of one page, as a provider would deliver it."""
    target = BytesIO()
    canvas = Canvas(target, invariant=True)
    lines = ("LAPORAN HASIL ASESMEN - RAHASIA", str(participant.employee), participant.position_name,
             participant.round.name, "Dokumen contoh; orang dan isinya rekaan.")  # fmt: skip
    for number, line in enumerate(lines):
        canvas.drawString(72, 770 - 24 * number, line)
    canvas.save()
    return SimpleUploadedFile("laporan.pdf", target.getvalue(), content_type="application/pdf")
