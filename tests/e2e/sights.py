"""Pages that do not come about by themselves: an import that waits for a decision, a report, work that is going on."""

from dataclasses import dataclass
from pathlib import Path

from employees.demo.generator import SURABAYA, write_government
from employees.demo.load import YEAR
from tests.stage import Stage, wait_for

SARI, BUDI, ANTON = "199405142019032001", "197911052005011001", "198103252006041001"
_MAKE = """
from uuid import uuid4
from datetime import timedelta
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from core.models import Agency, Job, User
from core.services.imports import upload
from reports.models import Report
from reports.services.requests import request_report
at, dewi, agency = timezone.now(), User.objects.get(username="dewi"), Agency.objects.get(region="35.78")
batch = upload(agency=agency, kind="pegawai", by=dewi, at=at,
    file=SimpleUploadedFile("pegawai.csv", open({path!r}, "rb").read()))
ready = request_report(agency=agency, unit=None, year={year} - 1, by=dewi, at=at)
# Nobody works on this one: it stays where it is, to be looked at.
job = Job.objects.create(kind="report_build", key="sight", state="running", progress=40, step="Menghitung angka",
    lease=uuid4(), lease_until=at + timedelta(hours=1), attempts=1, requested_by=dewi, queued_at=at)
busy = Report.objects.create(agency=agency, year={year} - 2, requested_at=at, requested_by=dewi, job=job)
Job.objects.filter(pk=job.pk).update(arguments={{"report": busy.pk}})
print(batch.pk, ready.pk, busy.pk, job.pk)
"""


@dataclass(frozen=True)
class Sights:
    """Addresses.

    Attributes:
        preview, result: an import to decide about, with three rows refused; and one that is stored.
        report, busy: a report that is ready, and one that is being made by nobody.
        job: id of the work on the latter.
        rating, round, participant: of an assessment that is going on; somebody waits for Tono's levels.
        competency, standard: one of the dictionary; the standard of Sari's job, to be edited.
    """

    sari: str
    unit: str
    preview: str
    result: str
    report: str
    busy: str
    job: str
    rating: str
    round: str
    participant: str
    competency: str
    standard: str


def make(product: Stage, folder: Path) -> Sights:
    """Make them and wait until the worker has done its part."""
    files = write_government(SURABAYA, folder, people=30, seed=7, year=YEAR, layout="csv", faults=3)
    preview, report, busy, job = product.python(_MAKE.format(path=str(files["pegawai"]), year=YEAR)).split()
    wait_for(
        lambda: product.value("SELECT state FROM core_importbatch WHERE id = %s", preview) == "checked"
        and product.value("SELECT finished_at FROM reports_report WHERE id = %s", report),
        "the import and the report", seconds=60,
    )  # fmt: skip
    stored = product.value(
        "SELECT min(b.id) FROM core_importbatch b JOIN core_agency a ON a.id = b.agency_id"
        " WHERE a.region_id = '35.78' AND b.kind = 'pegawai' AND b.state = 'stored'"
    )
    unit = product.value("SELECT unit_id FROM employees_employee WHERE nip = %s", SARI)
    return Sights(
        sari=f"/pegawai/{product.value('SELECT id FROM employees_employee WHERE nip = %s', SARI)}/",
        unit=f"/organisasi/{unit}/",
        preview=f"/impor/{preview}/",
        result=f"/impor/{stored}/",
        report=f"/laporan/{report}/",
        busy=f"/laporan/{busy}/",
        job=job,
        **_of_competency(product),
    )


def _of_competency(product: Stage) -> dict[str, str]:
    """Of what the demo holds."""
    open_rounds = (
        "FROM evaluations_rater r JOIN core_user u ON u.id = r.user_id JOIN evaluations_participant p"
        " ON p.id = r.participant_id JOIN evaluations_assessmentround o ON o.id = p.round_id"
        " WHERE u.username = 'tono' AND o.state = 'open' AND o.method <> 'self'"
    )
    job = product.value("SELECT position_id FROM employees_employee WHERE nip = %s", SARI)
    return {
        "rating": f"/asesmen-saya/{product.value(f'SELECT max(r.id) {open_rounds}')}/",
        "round": f"/kompetensi/asesmen/{product.value(f'SELECT max(o.id) {open_rounds}')}/",
        "participant": f"/kompetensi/asesmen/peserta/{product.value(f'SELECT min(p.id) {open_rounds}')}/",
        "competency": f"/kompetensi/kamus/{product.value('SELECT min(id) FROM evaluations_competency')}/",
        "standard": f"/kompetensi/standar/{job}/ubah/",
    }
