"""Putting what the demo says about competency in place, after the people of `employees.demo` are there."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from django.db import transaction

from core.models import Agency, User
from employees.demo.cast import CAST, MAMUJU_REGION, SURABAYA_REGION
from employees.models import Employee
from evaluations.demo import talent
from evaluations.demo.office import Office
from evaluations.demo.rounds import NINE, Rounds
from evaluations.demo.standards import set_standards
from evaluations.domain.talent import Cutoffs
from evaluations.enums import Method
from evaluations.models import AssessmentRound, Competency, JobStandard
from evaluations.services.current import refresh_levels

HR: Final = {SURABAYA_REGION: "dewi", MAMUJU_REGION: "anton"}


def is_ready() -> bool:
    """The two governments and the whole cast are there."""
    agencies = Agency.objects.filter(is_sample=True, region__in=HR).count()
    accounts = User.objects.filter(username__in=[member.account for member in CAST]).count()
    return (agencies, accounts) == (len(HR), len(CAST)) and Competency.objects.filter(agency=None).count() > len(NINE)


def is_loaded() -> bool:
    """Somebody has set a standard or made a round: what is there is never mixed with the demo."""
    return JobStandard.objects.exists() or AssessmentRound.objects.exists()


@transaction.atomic
def load(*, at: datetime, say: Callable[[str], None]) -> None:
    """Standards, rounds and talent of both governments: all of it or nothing."""
    cast = {user.username: user for user in User.objects.filter(username__in=[member.account for member in CAST])}
    surabaya, mamuju = (
        Office(Agency.objects.select_related("region").get(region=region), cast[account], at)
        for region, account in HR.items()
    )
    for office in (surabaya, mamuju):
        say(f"{office.agency}: {set_standards(office)} standar jabatan")
    Rounds(surabaya, cast).make()
    _plan_in_mamuju(mamuju)
    talent.draw_lines(
        surabaya, basis="Peraturan Wali Kota Surabaya Nomor 20 Tahun {year} (contoh)", cutoffs=talent.STRICT
    )
    talent.draw_lines(mamuju, basis="Peraturan Bupati Mamuju Nomor 12 Tahun {year} (contoh)", cutoffs=Cutoffs())
    talent.confirm_last_but_one(surabaya)
    # Results of long ago were concluded as of then; which levels count is a question of today.
    refresh_levels(agency=surabaya.agency, on=surabaya.day(0))
    say(f"{AssessmentRound.objects.count()} kegiatan asesmen")


def _plan_in_mamuju(office: Office) -> None:
    """Nurses of the regency, next month; no assessor is named yet."""
    skills = Competency.objects.filter(agency=None, code__in=["KES.03", "KES.05"])
    nurses = Employee.objects.active().filter(agency=office.agency, position__name__startswith="Perawat")
    round = office.plan(
        "Uji kompetensi teknis perawat",
        Method.TECHNICAL,
        skills,
        starts=30,
        ends=32,
        provider="UPT Penilaian Kompetensi BKD Provinsi Sulawesi Barat",
        accreditation=f"021/{office.day(30).year} (contoh)",
        accredited_until=office.day(500),
    )
    office.invite(round, list(nurses.select_related("position").order_by("nip")[:20]))
