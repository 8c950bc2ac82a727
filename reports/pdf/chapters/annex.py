"""The annex: how every number is computed, and the rule sets in force."""

from reports.domain.indonesian import capitalised
from reports.domain.legal import LEGAL_BASIS, METHODS
from reports.pdf.book import Book
from reports.pdf.tables import definition_table


def write_annex(book: Book) -> None:
    book.chapter("annex", "Lampiran: metode dan dasar hukum", numbered=False)
    book.section("Metode penghitungan", label="A")
    book.add(definition_table(METHODS))
    book.section("Dasar hukum penghitungan", label="B")
    rows = book.meta.rule_basis or LEGAL_BASIS
    book.add(definition_table([(capitalised(subject), basis) for subject, basis in rows], width=190))
