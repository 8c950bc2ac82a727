"""The 25 forms of training of SIASN (jenisDiklatId, siasn.md 5.1) and the titles under which people attend them."""

from dataclasses import dataclass
from random import Random
from typing import Final

from .duties import Duty
from .spec import Providers


@dataclass(frozen=True, slots=True)
class Form:
    """One form: the hours (JP) it usually has, the JP of one day, its weight, who offers it, its titles.

    Offered by: l the local BKPSDM, p the province, m the ministry of the duty, n LAN, u a university.
    """

    kind: int
    hours: tuple[int, ...]
    daily: int
    weight: int
    offered_by: str
    titles: tuple[str, ...]


# Hours follow the conversion table of rules.md 8.4: seminar 4 a day, workshop 5, coaching and mentoring 2 a session,
# benchmarking 10, secondment, exchange and magang 20 an activity. {topic} is a topic of the duty, {job} the own job.
FORMS: Final[dict[int, Form]] = {
    form.kind: form
    for form in (
        Form(1, (16, 24, 32), 8, 5, "pn", ("Pelatihan Penyegaran Kepemimpinan Birokrasi",)),
        Form(2, (24, 32, 40, 60), 8, 8, "mp", ("Pelatihan Fungsional {job}",)),
        Form(3, (12, 16, 20, 24, 32, 40), 8, 10, "pm", ("Pelatihan Teknis {topic}",)),
        Form(4, (5, 10), 5, 8, "mul", ("Workshop {topic}", "Lokakarya {topic}")),
        Form(5, (16, 20, 24), 8, 3, "pn", (
            "Pelatihan Manajerial Perencanaan dan Pengorganisasian", "Pelatihan Manajerial Pengambilan Keputusan",
            "Pelatihan Manajerial Mengelola Perubahan")),
        Form(6, (8, 12, 16), 8, 3, "pl", (
            "Pelatihan Sosial Kultural Perekat Bangsa", "Pelatihan Sosial Kultural Komunikasi Lintas Budaya")),
        Form(7, (4, 8), 4, 12, "lm", (
            "Sosialisasi {topic}", "Sosialisasi Core Values BerAKHLAK", "Sosialisasi Antikorupsi")),
        Form(8, (4, 8, 12, 16), 8, 14, "lmp", ("Bimbingan Teknis {topic}",)),
        Form(9, (4, 8), 4, 11, "um", ("Seminar Nasional {topic}", "Seminar {topic}")),
        Form(10, (20,), 4, 2, "u", ("Magang {topic} pada Perguruan Tinggi",)),
        Form(11, (10, 12, 20, 24), 4, 3, "up", ("Kursus {topic}", "Kursus Bahasa Inggris", "Kursus Public Speaking")),
        Form(12, (16, 20, 24), 8, 3, "mp", ("Penataran {topic}",)),
        Form(13, (4, 6, 8), 8, 3, "lp", ("Diskusi Kelompok Terpumpun {topic}",)),
        Form(14, (2, 4), 2, 6, "l", ("Coaching {topic}", "Coaching Kinerja")),
        Form(15, (2, 4), 2, 5, "l", ("Mentoring {topic}",)),
        Form(16, (2, 3, 6, 9, 12), 3, 14, "nmp", ("E-Learning {topic}", "E-Learning Literasi Digital ASN")),
        Form(17, (8, 12, 16, 20), 4, 5, "mn", ("Pelatihan Jarak Jauh {topic}",)),
        Form(18, (20,), 4, 1, "mp", ("Detasering {topic}",)),
        Form(19, (6, 8, 12), 8, 1, "l", ("Outbound Penguatan Kerja Sama Tim",)),
        Form(20, (10,), 5, 2, "lp", ("Benchmarking {topic}",)),
        Form(21, (20,), 4, 1, "u", ("Pertukaran PNS dengan Pegawai BUMD: {topic}",)),
        Form(22, (1, 2, 4), 2, 8, "n", ("Belajar Mandiri {topic}", "Belajar Mandiri Manajemen Waktu")),
        Form(23, (2, 4, 6), 2, 6, "l", ("Komunitas Belajar {topic}",)),
        Form(24, (2, 4, 6), 4, 4, "l", ("Bimbingan di Tempat Kerja: {topic}",)),
        Form(25, (2, 3, 4), 4, 7, "mnu", ("Webinar {topic}",)),
    )
}  # fmt: skip
NEWCOMER_TITLE: Final = "Pelatihan Dasar CPNS"

# One course in nine has nothing to do with the duty, so that a check of relevance (R-IP-3) has something to find.
FOREIGN_TOPICS: Final = ("Keprotokolan", "Fotografi Dasar", "Bahasa Mandarin", "Tata Boga", "Master of Ceremony")
FOREIGN_SHARE: Final = 0.11

MAX_TARGET: Final = 90


def _fitting(remaining: int) -> tuple[tuple[Form, ...], tuple[int, ...]]:
    """Forms that fit into the hours left and use a good part of them, with running weights for `Random.choices`."""
    forms = tuple(form for form in FORMS.values() if min(form.hours) <= remaining and max(form.hours) * 3 >= remaining)
    running, total = [], 0
    for form in forms:
        total += form.weight
        running.append(total)
    return forms, tuple(running)


_FITTING: Final = tuple(_fitting(hours) if hours else ((), ()) for hours in range(MAX_TARGET + 1))


def draw_forms(rng: Random, target: int) -> list[tuple[Form, int]]:
    """Return forms with their hours (JP) that together make exactly `target` JP, 0 to MAX_TARGET."""
    drawn: list[tuple[Form, int]] = []
    while target > 0:
        forms, weights = _FITTING[target]
        form = rng.choices(forms, cum_weights=weights)[0]
        hours = rng.choice([option for option in form.hours if option <= target])
        drawn.append((form, hours))
        target -= hours
    return drawn


def draw_title(rng: Random, form: Form, duty: Duty, job: str) -> str:
    """Return the name of the course."""
    topic = rng.choice(FOREIGN_TOPICS if rng.random() < FOREIGN_SHARE else duty.topics)
    return rng.choice(form.titles).format(topic=topic, job=job)


def draw_provider(rng: Random, form: Form, duty: Duty, providers: Providers) -> str:
    """Return who offered the course."""
    return {
        "l": providers.local, "p": providers.province, "u": providers.university, "m": duty.ministry, "n": "LAN RI",
    }[rng.choice(form.offered_by)]  # fmt: skip
