"""The two governments of the demo, generated and read back once per test run."""

import pytest

from employees.demo.generator import MAMUJU, SURABAYA, write_government

from .exports import Export, load


@pytest.fixture(scope="session")
def mamuju(tmp_path_factory: pytest.TempPathFactory) -> Export:
    """1,500 people as xlsx, seed 76."""
    out = tmp_path_factory.mktemp("mamuju")
    return load(write_government(MAMUJU, out, people=1500, seed=76, layout="xlsx"))


@pytest.fixture(scope="session")
def surabaya(tmp_path_factory: pytest.TempPathFactory) -> Export:
    """300 people as csv, seed 35."""
    out = tmp_path_factory.mktemp("surabaya")
    return load(write_government(SURABAYA, out, people=300, seed=35, layout="csv"))
