"""An installation of its own for the tests of this folder, to be broken by them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from employees.demo.generator import SCALE, write_government
from tests.conftest import sample_file
from tests.durability.work import Office, with_other_addresses
from tests.stage import Stage

PEOPLE = 8_000  # so many that there is time to pull the plug in the middle


@pytest.fixture(scope="session")
def installation() -> Iterator[Stage]:
    """Tables, regions, and the units of Mamuju; no people, no worker."""
    with Stage() as stage:
        stage.prepare()
        stage.manage("import_siasn", "unor", str(sample_file("mamuju", "unor")), "--region", "76.02")
        yield stage


@pytest.fixture(scope="session")
def exports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The exports of a large government, by kind."""
    return write_government(SCALE, tmp_path_factory.mktemp("exports"), people=PEOPLE, seed=1, layout="csv")


@pytest.fixture(scope="session")
def filled(installation: Stage, exports: dict[str, Path]) -> Office:
    """The installation with the people of that government, and two versions of them to import in turn."""
    for kind in ("unor", "pegawai", "skp22", "kompetensi"):
        # Units with ids of their own beside those of the sample: that wants an agreement.
        agreed = ["--agree", "other_tree"] if kind == "unor" else []
        installation.manage("import_siasn", kind, str(exports[kind]), "--region", SCALE.region_code, *agreed)
    office = Office(installation, PEOPLE, [with_other_addresses(exports["pegawai"]), exports["pegawai"]])
    office.rest()
    return office


@pytest.fixture
def office(filled: Office) -> Iterator[Office]:
    """That installation without any worker; those that the test starts are gone afterwards."""
    yield filled
    filled.stage.kill_workers()
