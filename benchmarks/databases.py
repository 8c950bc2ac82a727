"""Databases of the benchmark on the project's server, one for each number of people.

Each is made by a process of its own: the process that measures pages is then as fresh as a web server's,
without the memory of an import of 100,000 people behind it.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from asn_competency.celery import app
from core.models import Agency, RoleAssignment, User
from core.services.imports import import_file
from employees.demo.generator import SCALE, write_government
from employees.demo.layouts import LayoutName
from reports.services.facts import refresh

FOLDER = settings.DATA_DIR / "bench"
YEAR = 2025
PART_BYTES = 60 * 1024 * 1024  # what is larger goes in in parts, as an office would do
_MAKE = """
import sys
import django
django.setup()
from benchmarks import databases
databases.make(int(sys.argv[1]))
"""
KINDS = ("unor", "pegawai", "kursus", "diklat", "skp22", "kompetensi", "hukdis")


def say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def exports(people: int, layout: LayoutName) -> dict[str, Path]:
    """The exports of a government of that size, generated once."""
    folder = FOLDER / f"{people}-{layout}"
    done = folder / "done"
    if not done.exists():
        say(f"Generating {people:,} people ({layout}) …")
        shutil.rmtree(folder, ignore_errors=True)
        write_government(SCALE, folder, people=people, seed=1, year=YEAR, layout=layout)
        done.touch()
    return {kind: next(folder.glob(f"*_{kind}.*")) for kind in KINDS}


@contextmanager
def prepared(sizes: Iterable[int]) -> Iterator[None]:
    """Databases with that many people each; afterwards there is no trace of them."""
    development = connection.settings_dict["NAME"]
    made = []
    try:
        with _apart():
            for people in sizes:
                made.append(people)
                subprocess.run([sys.executable, "-c", _MAKE, str(people)], env=os.environ, check=True)
            yield
    finally:
        for people in made:
            _remove(name_of(people))
        connection.close()
        connection.settings_dict["NAME"] = development


@contextmanager
def _apart() -> Iterator[None]:
    """Files of their own, and no broker: the workers of this checkout know nothing of these databases."""
    media, broker = settings.MEDIA_ROOT, app.conf.broker_url
    settings.MEDIA_ROOT, app.conf.broker_url = FOLDER / "media", "memory://localhost/"
    try:
        yield
    finally:
        settings.MEDIA_ROOT, app.conf.broker_url = media, broker
        shutil.rmtree(FOLDER / "media", ignore_errors=True)


def use(people: int) -> None:
    """From now on this process works with the database of that size."""
    connection.close()
    connection.settings_dict["NAME"] = name_of(people)


def name_of(people: int) -> str:
    return f"bench_{people}"


def agency() -> Agency:
    return Agency.objects.select_related("region").get()


@_apart()
def make(people: int) -> None:
    """The database with that many people, imported and counted; in place of one of an interrupted run."""
    files = exports(people, "csv")
    begin = monotonic()
    _create(name_of(people))
    use(people)
    _tables()
    for kind in KINDS:
        for part in _parts(files[kind]):
            import_file(kind=kind, path=part, region=SCALE.region_code, dry_run=False, at=timezone.now())
    for year in (YEAR - 1, YEAR):
        refresh(agency=agency(), year=year, at=timezone.now())
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")  # as autovacuum leaves a table some minutes later
    user = User.objects.create(username="dewi", name="Dewi", password="!")
    RoleAssignment.objects.create(user=user, role="hr_agency", agency=agency())
    say(f"{people:,} people imported and counted in {monotonic() - begin:.0f} s")


def _parts(path: Path) -> Iterator[Path]:
    """The file, or its parts with the header above each, where it is larger than an upload may be."""
    if path.stat().st_size <= PART_BYTES:
        yield path
        return
    part = path.with_name(f"part-{path.name}")
    with path.open("rb") as source:
        header = source.readline()
        while lines := source.readlines(PART_BYTES):
            part.write_bytes(header + b"".join(lines))
            yield part
    part.unlink()


@contextmanager
def with_units(units: Path, name: str) -> Iterator[None]:
    """A database of that name with the tables, the regions and the units of the government, nobody in it."""
    previous = connection.settings_dict["NAME"]
    _create(name)
    try:
        connection.settings_dict["NAME"] = name
        _tables()
        import_file(kind="unor", path=units, region=SCALE.region_code, dry_run=False, at=timezone.now())
        connection.close()
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = previous
        _remove(name)


@contextmanager
def copy_of(template: str) -> Iterator[str]:
    """A copy of a database, for one run."""
    name = f"{template}_copy"
    _create(name, f"TEMPLATE {template}")
    try:
        yield name
    finally:
        _remove(name)


def _tables() -> None:
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("load_reference")
    call_command("load_library")


def _create(name: str, how: str = "") -> None:
    _remove(name)
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name} {how}")


def _remove(name: str) -> None:
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name}")
