"""The chapters in reading order; each writes itself into a Book."""

from reports.pdf.chapters.annex import write_annex
from reports.pdf.chapters.assessment import write_assessment
from reports.pdf.chapters.closing import write_closing
from reports.pdf.chapters.competency import write_competency
from reports.pdf.chapters.introduction import write_introduction
from reports.pdf.chapters.learning import write_learning
from reports.pdf.chapters.performance import write_performance
from reports.pdf.chapters.professionalism import write_professionalism
from reports.pdf.chapters.profile import write_profile
from reports.pdf.chapters.summary import write_summary
from reports.pdf.chapters.units import write_units

CHAPTERS = (
    write_summary,
    write_introduction,
    write_profile,
    write_learning,
    write_competency,
    write_assessment,
    write_performance,
    write_professionalism,
    write_units,
    write_closing,
    write_annex,
)
