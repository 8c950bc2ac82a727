"""Choices of competency and performance."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _

from evaluations.domain import methods, readiness, rounds


class CompetencyGroup(TextChoices):
    """Kinds of competency, PermenPANRB 38/2017."""

    MANAGERIAL = "managerial", _("Manajerial")
    SOCIO_CULTURAL = "socio_cultural", _("Sosial kultural")
    TECHNICAL = "technical", _("Teknis")
    ADDITIONAL = "additional", _("Tambahan")


class Importance(TextChoices):
    """Weight of a competency in the standard of a job (rules R-KOMP-2)."""

    ESSENTIAL = "mutlak", _("Mutlak")
    IMPORTANT = "penting", _("Penting")
    NEEDED = "perlu", _("Perlu")


class Method(TextChoices):
    """How a competency was measured (rules 5.2); which of them count stands in `evaluations.domain.methods`."""

    SIASN = methods.SIASN, _("Asesmen tercatat di SIASN")
    CENTER = methods.CENTER, _("Assessment center")
    SIMPLE = methods.SIMPLE, _("Asesmen sederhana")
    CACT = methods.CACT, _("CACT")
    TECHNICAL = methods.TECHNICAL, _("Uji kompetensi teknis")
    FEEDBACK = methods.FEEDBACK, _("Umpan balik 360°")
    SUPERIOR = methods.SUPERIOR, _("Penilaian atasan")
    SELF = methods.SELF, _("Penilaian diri")


class Purpose(TextChoices):
    """What an assessment is for (Peraturan BKN 26/2019 art. 26); it decides the bands of the match."""

    MAPPING = "mapping", _("Pemetaan")
    FILLING = "filling", _("Pengisian jabatan")


class RoundState(TextChoices):
    DRAFT = rounds.DRAFT, _("Rancangan")
    OPEN = rounds.OPEN, _("Berlangsung")
    CLOSED = rounds.CLOSED, _("Selesai")
    CANCELLED = rounds.CANCELLED, _("Dibatalkan")


class ParticipantState(TextChoices):
    INVITED = rounds.INVITED, _("Menunggu penilaian")
    CONCLUDED = rounds.CONCLUDED, _("Hasil ditetapkan")
    ABSENT = rounds.ABSENT, _("Tidak hadir")
    WITHDRAWN = rounds.WITHDRAWN, _("Dikeluarkan")


class Relation(TextChoices):
    """In which capacity somebody rates a participant."""

    ASSESSOR = "assessor", _("Asesor")
    SUPERIOR = "superior", _("Atasan")
    PEER = "peer", _("Rekan kerja")
    SUBORDINATE = "subordinate", _("Bawahan")
    SELF = "self", _("Diri sendiri")


class MapState(TextChoices):
    """A talent map is a simulation until the committee confirms it (rules R-TAL-1)."""

    SIMULATION = "simulation", _("Simulasi")
    CONFIRMED = "confirmed", _("Ditetapkan")


class ReadinessState(TextChoices):
    """How ready somebody is for a post (`evaluations.domain.readiness`)."""

    READY = readiness.READY, _("Siap sekarang")
    DEVELOPING = readiness.DEVELOPING, _("Siap dengan pengembangan")
    NOT_READY = readiness.NOT_READY, _("Belum siap")


class PotentialSource(TextChoices):
    """What the potential of a person on a talent map is."""

    POTENTIAL = "potential", _("Potensi dari asesmen")
    JPM = "jpm", _("JPM terhadap standar jabatan")


class Expectation(IntegerChoices):
    """Rating of results and of behaviour, PermenPANRB 6/2022; values as in SIASN (5.3)."""

    ABOVE = 1, _("Di atas ekspektasi")
    MEETS = 2, _("Sesuai ekspektasi")
    BELOW = 3, _("Di bawah ekspektasi")


class Predicate(IntegerChoices):
    """Yearly performance predicate (kuadran kinerja), PermenPANRB 6/2022; values as in SIASN."""

    SANGAT_BAIK = 1, _("Sangat Baik")
    BAIK = 2, _("Baik")
    BUTUH_PERBAIKAN = 3, _("Butuh Perbaikan")
    KURANG = 4, _("Kurang")
    SANGAT_KURANG = 5, _("Sangat Kurang")
