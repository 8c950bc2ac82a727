"""What people have learned: the records that count as JP."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import Agency
from core.models.tracked import tracked
from employees.models import Employee
from training.enums import LeadershipProgramme, RecordSource, TrainingForm


@tracked(agency="agency")
class TrainingRecord(models.Model):
    """A finished course (kursus) or leadership training (diklat) of a person."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    employee = models.ForeignKey(Employee, models.CASCADE, related_name="training_records", db_index=False)
    source = models.CharField(_("riwayat"), max_length=6, choices=RecordSource)
    record_key = models.CharField(_("kunci"), max_length=40)
    siasn_id = models.CharField(_("id SIASN"), max_length=36, default="")
    form = models.PositiveSmallIntegerField(_("bentuk"), choices=TrainingForm, null=True)
    programme = models.PositiveSmallIntegerField(_("pelatihan kepemimpinan"), choices=LeadershipProgramme, null=True)
    name = models.CharField(_("nama"), max_length=300)
    jp = models.DecimalField(_("JP"), max_digits=6, decimal_places=2)
    organiser = models.CharField(_("penyelenggara"), max_length=250, default="")
    number = models.CharField(_("nomor sertifikat"), max_length=150, default="")
    starts_on = models.DateField(_("mulai"), null=True)
    ends_on = models.DateField(_("selesai"), null=True)
    counted_on = models.DateField(_("dihitung pada"), null=True)

    class Meta:
        verbose_name = _("riwayat pelatihan")
        ordering = ["-counted_on", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["employee", "source", "record_key"], name="training_record_once"),
            models.CheckConstraint(condition=models.Q(jp__gte=0), name="training_jp_not_negative"),
        ]
        indexes = [models.Index(fields=["agency", "counted_on"], name="training_by_year")]

    def __str__(self) -> str:
        return self.name
