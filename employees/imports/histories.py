"""What every export of a history shares: one line belongs to one person, found by NIP."""

from collections.abc import Mapping, Sequence

from django.db.backends.utils import CursorWrapper

from core.importing.engine import refuse_if_missing
from core.importing.importer import COMMON_REASONS, Column, Field, Importer, Refusal, Review, RowCheck
from core.models import Agency
from core.permissions import GRANTS, Permission
from employees.domain import nip
from employees.imports.people import NIP_REASONS, nip_digits

NIP = Field("nip", ("nipBaru", "NIP BARU", "NIP"), parse=nip_digits, required=True)
EMPLOYEE = Column("employee_id", "s.employee_id", "")
AGENCY = Column("agency_id", "s.agency_id", "")
LABEL_NAME = "(SELECT e.name FROM employees_employee e WHERE e.id = s.employee_id)"


class HistoryImporter(Importer):
    """Base of kursus, diklat, skp22, kompetensi and hukdis.

    Subclasses name their ``key``: SQL over ``staged s`` and the target ``t`` that says which
    stored record the line is, beside the person.
    """

    extra = {"agency_id": "bigint", "employee_id": "bigint"}
    key: str
    person = "s.employee_id"
    identity: tuple[str, ...]  # columns of ``staged`` that tell one record of a person from another
    needed: tuple[str, ...] = ()  # fields without which a line says nothing
    reasons = COMMON_REASONS | NIP_REASONS

    def row_check(self, index: Mapping[str, int]) -> RowCheck:
        complete = refuse_if_missing(index, tuple(f for f in self.fields if f.name in self.needed))
        nip_at = index["nip"]

        def check(row: Sequence[object]) -> Refusal | None:
            try:
                nip.normalise(row[nip_at])
            except nip.InvalidNip as error:
                return Refusal(error.code, "nipBaru", str(row[nip_at]))
            return complete(row)

        return check

    def resolve(self, cursor: CursorWrapper, agency: Agency, review: Review) -> None:
        cursor.execute(
            "UPDATE staged s SET agency_id = %s, employee_id = (SELECT e.id FROM employees_employee e"
            " WHERE e.agency_id = %s AND e.nip = s.nip)",
            [agency.pk, agency.pk],
        )
        review.refuse_where(cursor, "employee_unknown", "nipBaru", "s.nip", "s.employee_id IS NULL")
        self._refuse_repeated(cursor, review)
        cursor.execute(
            f"UPDATE staged s SET target = t.id FROM {self.table} t WHERE t.employee_id = s.employee_id AND {self.key}"
        )

    def concerned(self, cursor: CursorWrapper, same: str) -> set[int]:
        """Where what is stored is guarded (``shows``): those with a role that runs imports, wherever it holds."""
        if not self.shows:
            return set()
        roles = [role for role, rights in GRANTS.items() if Permission.IMPORT_RUN in rights]
        cursor.execute(
            "SELECT DISTINCT e.user_id FROM core_user u JOIN employees_employee e ON e.user_id = u.id"
            f" JOIN staged s ON s.employee_id = e.id LEFT JOIN {self.table} t ON t.id = s.target"
            " WHERE (u.is_superuser OR EXISTS (SELECT FROM core_roleassignment r WHERE r.user_id = u.id"
            f" AND r.role = ANY(%s))) AND (s.target IS NULL OR NOT {same})",
            [roles],
        )
        return {account for (account,) in cursor.fetchall()}

    def _refuse_repeated(self, cursor: CursorWrapper, review: Review) -> None:
        """The first of several lines for one record wins."""
        columns = ", ".join(self.identity)
        review.refuse_where(
            cursor, "duplicate_in_file", "nipBaru", "s.nip",
            f"s.row IN (SELECT row FROM (SELECT row, row_number() OVER"
            f" (PARTITION BY employee_id, {columns} ORDER BY row) AS place FROM staged) x WHERE place > 1)",
        )  # fmt: skip
