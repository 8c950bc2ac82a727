"""Choices of competency and performance."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class CompetencyGroup(TextChoices):
    """Kinds of competency, PermenPANRB 38/2017."""

    MANAGERIAL = "managerial", _("Manajerial")
    SOCIO_CULTURAL = "socio_cultural", _("Sosial kultural")
    TECHNICAL = "technical", _("Teknis")


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
