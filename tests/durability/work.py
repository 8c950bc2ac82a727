"""Background work on a stage: asking for it, watching its row, waiting for the moment to pull the plug."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.stage import Stage, wait_for

LATER = "timezone.now() + timedelta(minutes=2)"  # every lease and all patience have run out by then


@dataclass(frozen=True)
class Row:
    """What the row of a job says."""

    state: str
    attempts: int
    progress: int
    error: str


def job_row(stage: Stage, pk: str) -> Row:
    return Row(*stage.sql("SELECT state, attempts, progress, error FROM core_job WHERE id = %s", pk)[0])


def sweep(stage: Stage) -> int:
    """What beat asks for every thirty seconds, once; the number of jobs it has rescued or given up."""
    return int(
        stage.python(
            "from datetime import timedelta\nfrom django.utils import timezone\n"
            f"from core.services.jobs import sweep\nprint(sweep(at={LATER}))"
        )
    )


def wait_until_running(stage: Stage, pk: str) -> None:
    wait_for(lambda: job_row(stage, pk).state == "running", f"job {pk} to be taken", seconds=20)


def wait_until_over(stage: Stage, pk: str, *, seconds: float = 60) -> Row:
    wait_for(lambda: job_row(stage, pk).state in ("done", "failed"), f"job {pk} to end", seconds=seconds)
    return job_row(stage, pk)


def wait_until_quiet(stage: Stage) -> None:
    """A dead worker's statement goes on in the server until it notices."""
    others = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    wait_for(lambda: stage.value(others) == 0, "the connections of dead workers to end", seconds=60)


def pull_the_plug(stage: Stage, pk: str, *, after: float, how: Callable[[], Any]) -> Row:
    """Wait until the job has been running for ``after`` seconds, kill, and say what was left behind."""
    wait_until_running(stage, pk)
    time.sleep(after)
    how()
    return job_row(stage, pk)
