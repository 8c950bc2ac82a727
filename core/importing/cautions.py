"""What the engine does with any kind of export before rows are compared: doubtful dates, unreadable cells."""

from datetime import date

from django.db.backends.utils import CursorWrapper

from core.importing.importer import Importer, Review, Warn


def remark_far_dates(cursor: CursorWrapper, importer: Importer, review: Review, on: date) -> None:
    """Remark on dates more than a year ahead of ``on``: a slip of the year, most of the time."""
    warnings = [
        Warn(
            "date_ahead", f.headers[0], f"to_char(s.{f.name}, 'DD-MM-YYYY')",
            f"s.{f.name} > date '{on.isoformat()}' + interval '1 year'",
        )
        for f in importer.fields
        if f.sql == "date"
    ]  # fmt: skip
    if warnings:
        review.warn_where(cursor, warnings)


def keep_unread(cursor: CursorWrapper, importer: Importer, review: Review) -> None:
    """Give cells that could not be read the value that is stored: an error in the file erases nothing.

    Before the comparison, so that columns derived from several cells come out of the value kept and
    the cells that were read.
    """
    columns = {f.attname for f in importer.model._meta.concrete_fields}
    for f in importer.fields:
        stored = f.stored or (f"t.{f.name}" if f.name in columns else "")
        if f.name in review.unread and stored:
            cursor.execute(
                f"UPDATE staged s SET {f.name} = {stored} FROM {importer.table} t"
                f" WHERE t.id = s.target AND s.{f.name} IS NULL AND %s = ANY(s.unread)",
                [f.name],
            )
