"""The list of people as an Excel file."""

from collections.abc import Callable
from datetime import date
from tempfile import TemporaryFile
from typing import IO, Any

import xlsxwriter
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core.domain.naming import unit_name
from core.language import number
from core.models import Agency, Unit
from core.models.organisation import PATH_STEP
from employees.domain.privacy import Shown, seen
from employees.models import Employee
from employees.permissions import legal_status_of, shown_to

MOST_ROWS = 20_000
Column = tuple[str, int, Callable[[Employee], Any]]


def people_workbook(rows: QuerySet[Employee], agency: Agency, user: Any) -> IO[bytes]:
    """An open temporary file with the workbook, at its beginning; restricted fields as the user may see them.

    Rows are written as they arrive, so memory stays the same at any size. Texts are written as
    texts: what begins with "=" is shown, never computed.
    """
    file: IO[bytes] = TemporaryFile()  # noqa: SIM115 (the response closes it)
    options = {"constant_memory": True, "default_date_format": "dd-mm-yyyy"}
    with xlsxwriter.Workbook(file, options) as book:
        sheet = book.add_worksheet(_("Pegawai"))
        columns = _columns(agency, user)
        bold = book.add_format({"bold": True, "bottom": 1})
        for index, (heading, width, _value) in enumerate(columns):
            sheet.set_column(index, index, width)
            sheet.write_string(0, index, heading, bold)
        sheet.freeze_panes(1, 2)
        for line, person in enumerate(rows.iterator(chunk_size=2000), start=1):
            for index, (_heading, _width, value) in enumerate(columns):
                _write(sheet, line, index, value(person))
    file.seek(0)
    return file


def keys_of(rows: QuerySet[Employee], *, most: int = MOST_ROWS) -> list[int]:
    """Keys of the people, read once: a file and what is written down about it speak of the same people.

    Args:
        most: so many fit; one more comes back where there are more.
    """
    return list(rows.order_by().values_list("pk", flat=True)[: most + 1])


def of_keys(keys: list[int]) -> QuerySet[Employee]:
    """The people of these keys, which the caller has drawn from those the reader may see."""
    return Employee.objects.filter(pk__in=keys)


def too_many_rows() -> str:
    """Why there is no file, and the way out."""
    return _(
        "Hasil saringan lebih dari %(most)s pegawai, terlalu banyak untuk satu berkas Excel. "
        "Persempit menurut unit kerja, status, atau jenjang, lalu unduh lagi."
    ) % {"most": number(MOST_ROWS)}


def export_rows(rows: QuerySet[Employee]) -> QuerySet[Employee]:
    """The same people with the columns of the file, at most one more than may be exported."""
    fields = ("nip", "name", "title_front", "title_back", "status", "legal_status", "sex", "birth_date", "agency", "user",
              "rank", "rank_since", "tier", "level", "position__name", "position_since", "unit__name",
              "unit__path", "education", "education_name", "service_years", "service_months")  # fmt: skip
    return rows.only(*fields)


def _columns(agency: Agency, user: Any) -> list[Column]:
    opds = {unit.path: str(unit) for unit in Unit.objects.filter(agency=agency).opds()}
    return [
        (_("NIP"), 20, lambda p: p.nip),
        (_("Nama"), 34, lambda p: p.full_name),
        (_("Status"), 12, lambda p: p.get_status_display()),
        (_("Kedudukan hukum"), 16, lambda p: legal_status_of(user, p)),
        (_("Jenis kelamin"), 13, lambda p: p.get_sex_display()),
        (_("Tanggal lahir"), 13, lambda p: _birth_date(user, p)),
        (_("Golongan"), 10, lambda p: p.rank_name),
        (_("TMT golongan"), 13, lambda p: p.rank_since),
        (_("Jenjang jabatan"), 18, lambda p: p.get_tier_display()),
        (_("Jabatan"), 40, lambda p: p.position.name if p.position else ""),
        (_("TMT jabatan"), 13, lambda p: p.position_since),
        (_("Unit kerja"), 44, lambda p: unit_name(p.unit.name) if p.unit else ""),
        (_("Perangkat daerah"), 40, lambda p: opds.get(p.unit.path[: 2 * PATH_STEP], "") if p.unit else ""),
        (_("Pendidikan"), 12, lambda p: p.get_education_display()),
        (_("Jurusan"), 30, lambda p: p.education_name),
        (_("Masa kerja (tahun)"), 12, lambda p: p.service_years),
        (_("Masa kerja (bulan)"), 12, lambda p: p.service_months),
    ]  # fmt: skip


def _birth_date(user: Any, person: Employee) -> date | str:
    """A real date where it is shown whole, else what is left of it."""
    shown = shown_to(user, person)
    return person.birth_date or "" if shown is Shown.FULL else seen(person.birth_date, shown)


def _write(sheet: Any, line: int, column: int, value: Any) -> None:
    if isinstance(value, date):
        sheet.write_datetime(line, column, value)
    elif isinstance(value, int):
        sheet.write_number(line, column, value)
    elif value:
        sheet.write_string(line, column, str(value))
