"""An installation of its own for the tests of this folder, to be broken by them."""

from collections.abc import Iterator

import pytest

from tests.conftest import sample_file
from tests.stage import Stage


@pytest.fixture(scope="session")
def installation() -> Iterator[Stage]:
    """Tables, regions, and the units of Mamuju; no people, no worker."""
    with Stage() as stage:
        stage.prepare()
        stage.manage("import_siasn", "unor", str(sample_file("mamuju", "unor")), "--region", "76.02")
        yield stage
