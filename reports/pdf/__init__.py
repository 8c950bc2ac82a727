"""The regional report as PDF: A4, embedded fonts, one layout pass."""

from reports.pdf.document import render_pdf

__all__ = ["render_pdf"]
