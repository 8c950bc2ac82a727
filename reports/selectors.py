"""Reads for the home page and the reports."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.core.cache import cache
from django.db.models import Max
from django.http import Http404
from django.utils import timezone
from django.utils.formats import date_format

from core.domain import naming
from core.domain.marking import gettext_noop
from core.models import Agency, ImportBatch, Job, Unit
from employees.models import Employee
from evaluations.models import PerformanceResult
from reports.domain.figures import read_figures
from reports.domain.indonesian import long_date, read_long_date
from reports.domain.narrative import KeyFigure, key_figures
from reports.domain.voice import Voice
from reports.models import FactsState, Report, YearFact
from reports.numbers import collect

LAST_IMPORT = gettext_noop("Ekspor SIASN, impor terakhir {day}")
NO_IMPORT = gettext_noop("Data pegawai pada aplikasi")


@dataclass(frozen=True)
class OfficeHead:
    """Who signs the report; empty strings where the post is vacant or unknown."""

    office: str = "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia"
    title: str = "Kepala Badan Kepegawaian dan Pengembangan Sumber Daya Manusia"
    name: str = ""
    nip: str = ""


def office_head(agency: Agency) -> OfficeHead:
    """The head of the regional HR office, found by the post that leads its unit."""
    office = Unit.objects.filter(agency=agency, name__istartswith="BADAN KEPEGAWAIAN").order_by("depth").first()
    if office is None:
        return OfficeHead()
    title = naming.unit_name(office.head_title) or f"Kepala {office}"
    head = (
        Employee.objects.active().filter(agency=agency, unit=office, position__name__iexact=office.head_title).first()
    )
    if head is None:
        return OfficeHead(office=str(office), title=title)
    return OfficeHead(office=str(office), title=title, name=head.full_name, nip=head.nip)


def sources_in_words(agency: Agency) -> str:
    """``"Ekspor SIASN, impor terakhir 21 November 2026"``."""
    newest = ImportBatch.objects.filter(agency=agency).aggregate(last=Max("stored_at"))["last"]
    if newest is None:
        return NO_IMPORT
    zone = ZoneInfo(agency.time_zone)
    return LAST_IMPORT.format(day=long_date(newest.astimezone(zone).date()))


def sources_of(report: Report, voice: Voice) -> str:
    """The same of a finished report, for the reader of the page: her language, her way of writing a day."""
    stored: str = (report.meta or {}).get("source", "")
    day = read_long_date(stored.removeprefix(LAST_IMPORT.format(day="")))
    if day is None:
        return voice.gettext(stored)
    return voice.gettext(LAST_IMPORT).format(day=date_format(day))


def latest_year(agency: Agency) -> int | None:
    """The year people speak about: the newest with appraisals, else this year; None without people."""
    this_year = timezone.localdate().year
    appraised = PerformanceResult.objects.filter(agency=agency, year__lte=this_year)
    newest: int | None = appraised.aggregate(last=Max("year"))["last"]
    if newest is None and Employee.objects.filter(agency=agency).exists():
        return this_year
    return newest


def judged_on(agency: Agency, year: int, at: datetime) -> date:
    """The day on which results of the year must still count: its last one, or the present day of the year that runs."""
    return min(agency.date_at(at), date(year, 12, 31))


def facts_state(agency: Agency, year: int | None) -> FactsState | None:
    """State of the facts of the year; None before they were counted."""
    return FactsState.objects.filter(agency=agency, year=year).first() if year else None


def headline_numbers(agency: Agency, unit: Unit | None, state: FactsState) -> dict[str, Any]:
    """Numbers of a year for the home page; kept until the facts are counted anew."""
    key = f"numbers:{agency.pk}:{unit.pk if unit else 0}:{state.year}:{state.refreshed_at.timestamp()}"
    numbers = cache.get(key)
    if numbers is None:
        numbers = collect(agency=agency, unit=unit, year=state.year)
        cache.set(key, numbers, timeout=24 * 60 * 60)
    return numbers


def last_refresh(agency: Agency) -> Job | None:
    """The newest job that counts the facts of the agency anew."""
    return Job.objects.filter(key__startswith=refresh_key(agency)).order_by("-queued_at").first()


def refresh_key(agency: Agency) -> str:
    """How the keys of such jobs begin."""
    return f"refresh_facts:{agency.pk}:"


def facts_of(employee: Employee, year: int | None) -> YearFact | None:
    """The person's facts of the year, usually the one people speak about."""
    if year is None:
        return None
    facts = YearFact.objects.filter(employee=employee, year=year)
    return facts.select_related("assessment").first()


def reports_of(user: Any, agency: Agency | None) -> Any:
    """Reports of the agency, newest first, without their numbers."""
    visible = Report.objects.visible_to(user).filter(agency=agency)
    return visible.select_related("unit", "job", "requested_by").defer("numbers", "previous", "meta")


def report_for(user: Any, pk: int, **_rest: Any) -> Report:
    """A report of an agency the person reads.

    Raises: Http404
    """
    visible = Report.objects.visible_to(user).select_related("agency", "unit", "job", "requested_by")
    report = visible.filter(pk=pk).first()
    if report is None:
        raise Http404
    return report


def years_of(agency: Agency) -> list[int]:
    """Years with appraisals, newest first; the current year when there are none yet."""
    this_year = timezone.localdate().year
    appraised = PerformanceResult.objects.filter(agency=agency, year__lte=this_year)
    return list(appraised.values_list("year", flat=True).distinct().order_by("-year")) or [this_year]


def figures_of(report: Report, voice: Voice) -> tuple[KeyFigure, ...]:
    """The six figures of a finished report, from its frozen numbers; none before it is finished."""
    if report.numbers is None or report.meta is None:
        return ()
    area = report.meta["unit_name"] or report.meta["region_name"]
    figures = read_figures(report.numbers, report.previous, report.year, area)
    return key_figures(figures.whole, figures.before(figures.whole), report.year, voice)
