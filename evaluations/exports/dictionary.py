"""The dictionary as an Excel file, in the layout that can be imported again: a row for each level."""

from collections.abc import Iterator
from datetime import date
from typing import IO, Any

from django.conf import settings
from django.db.models import QuerySet, prefetch_related_objects
from django.utils import translation
from django.utils.translation import gettext as _

from evaluations.domain.dictionary import in_force
from evaluations.exports.sheets import Sheet, workbook
from evaluations.models import Competency
from evaluations.services.dictionary import field_name

# Not translated: the import looks for the columns by these titles.
COLUMNS = (
    ("Kode", 14), ("Nama", 34), ("Kelompok", 16), ("Bidang", 24), ("Definisi", 60), ("Instansi pembina", 28), ("Level", 7),
    ("Makna", 50), ("Indikator 1", 50), ("Indikator 2", 50), ("Indikator 3", 50),
)  # fmt: skip


def dictionary_workbook(rows: QuerySet[Competency], *, on: date) -> IO[bytes]:
    """Each competency in its version in force on the day, or the one to come; in the words that the import knows."""
    with translation.override(settings.LANGUAGE_CODE):
        return workbook(Sheet(_("Kamus"), COLUMNS, _rows(list(rows), on)))


def _rows(competencies: list[Competency], on: date) -> Iterator[tuple[Any, ...]]:
    prefetch_related_objects(competencies, "versions__levels")
    for competency in competencies:
        versions = list(competency.versions.all())
        version = in_force(versions, on=on) or next(iter(versions), None)
        for one in version.levels.all() if version else ():
            yield (
                competency.code, competency.name, competency.get_group_display(),
                field_name(competency.field) if competency.field else "", version.definition, version.issuer, one.level,
                one.meaning, *one.indicators,
            )  # fmt: skip
