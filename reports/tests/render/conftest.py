"""One rendered report for the tests that only read it."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from reports.pdf import render_pdf
from reports.tests.render import factory


def rendered(numbers, previous=None, meta=None, **options) -> PdfReader:
    """Render and open a report."""
    out = BytesIO()
    render_pdf(numbers, previous, meta or factory.meta(), out, **options)
    out.seek(0)
    return PdfReader(out)


@pytest.fixture(scope="session")
def report() -> PdfReader:
    return rendered(factory.two_units())


@pytest.fixture
def render():
    return rendered
