"""Importing 50,000 people from one xlsx of 67 columns, against reading the file alone.

Every run is a process of its own, so that its peak of memory is its own.
"""

import json
import os
import statistics
import subprocess
import sys
from pathlib import Path

from benchmarks import databases
from benchmarks.table import Line

MOST_TIMES_READING, MOST_MEGABYTES = 3.0, 500
_READ = """
import python_calamine
with open(sys.argv[1], "rb") as file:
    sheet = python_calamine.CalamineWorkbook.from_filelike(file).get_sheet_by_index(0)
    begin_rows = sum(1 for _row in sheet.iter_rows())
"""
_GUARDED = """
from core.importing import registry
from core.importing.files import open_table
required = [field.headers for field in registry.importer_for("pegawai").fields if field.required]
rows = sum(1 for _row in open_table(Path(sys.argv[1]), required=required).rows)
"""
_OPENPYXL = """
import openpyxl
book = openpyxl.load_workbook(sys.argv[1], read_only=True)
rows = sum(1 for _row in book.worksheets[0].iter_rows(values_only=True))
"""
_IMPORT = """
from django.utils import timezone
from core.services.imports import import_file
outcome = import_file(kind="pegawai", path=Path(sys.argv[1]), region=None, dry_run=False, at=timezone.now())
print(json.dumps(outcome.summary()), file=sys.stderr)
"""
# Time begins after the start of Python and Django and after the first connection. The peak of memory
# is that of the process, from the kernel.
_FRAME = """
import json, os, re, sys, time
from pathlib import Path
import django
django.setup()
from django.conf import settings
from django.db import connection
from asn_competency.celery import app
app.conf.broker_url = "memory://localhost/"
settings.MEDIA_ROOT = Path(sys.argv[2]) / "media"
connection.settings_dict["NAME"] = sys.argv[3]
connection.ensure_connection()
begin = time.perf_counter()
{body}
seconds = time.perf_counter() - begin
peak = int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) / 1024
print(json.dumps({{"seconds": seconds, "megabytes": peak}}))
"""


def measure(people: int, *, repeated: int) -> list[Line]:
    """Reading and importing in turn, into a database that has the units and nobody yet."""
    files = databases.exports(people, "xlsx")
    empty = f"{databases.name_of(people)}_empty"
    runs: dict[str, list[dict[str, float]]] = {"read": [], "guarded": [], "import": []}
    with databases.with_units(files["unor"], empty):
        for _ in range(repeated):
            runs["read"].append(_run(_READ, files["pegawai"], empty))
            runs["guarded"].append(_run(_GUARDED, files["pegawai"], empty))
            with databases.copy_of(empty) as fresh:
                runs["import"].append(_run(_IMPORT, files["pegawai"], fresh))
                again = _run(_IMPORT, files["pegawai"], fresh)
        openpyxl = _run(_OPENPYXL, files["pegawai"], empty)
    read, guarded, ours = (statistics.median(run["seconds"] for run in runs[kind]) for kind in runs)
    peak = max(run["megabytes"] for run in runs["import"])
    what = f"import of {people:,} people, xlsx"
    return [
        Line(what, f"{ours:.2f} s", f"reading the file {read:.2f} s", ours / read, MOST_TIMES_READING),
        Line(
            f"{what}, peak of memory", f"{peak:.0f} MB", f"reading {_peak(runs['read']):.0f} MB", peak, MOST_MEGABYTES
        ),
        Line(f"{what}, again, nothing new", f"{again['seconds']:.2f} s", "", again["seconds"] / read),
        Line(f"{what}, reading with all guards", f"{guarded:.2f} s", "", guarded / read),
        Line(f"{what}, reading with openpyxl", f"{openpyxl['seconds']:.2f} s", "", openpyxl["seconds"] / read),
    ]


def _peak(runs: list[dict[str, float]]) -> float:
    return max(run["megabytes"] for run in runs)


def _run(body: str, path: Path, database: str) -> dict[str, float]:
    result = subprocess.run(
        [sys.executable, "-c", _FRAME.format(body=body), str(path), str(databases.FOLDER), database],
        env=os.environ, capture_output=True, text=True,
    )  # fmt: skip
    if result.returncode:
        raise RuntimeError(result.stderr[-4000:])
    return json.loads(result.stdout)
