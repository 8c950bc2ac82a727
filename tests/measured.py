"""Run a command and say what it cost: `python tests/measured.py COMMAND …` prints one line of JSON.

A process of its own, because a child's peak of memory begins at that of the process that starts it:
started from the test runner, every command would seem as large as the test runner.
"""

import json
import resource
import subprocess
import sys
import time
from dataclasses import dataclass


@dataclass(frozen=True)
class Measured:
    """What a command answered and what it took."""

    code: int
    out: str
    err: str
    seconds: float
    megabytes: float


def measured(command: list[str], *, env: dict[str, str], cwd: str) -> Measured:
    """Run the command; time and peak of memory are its own."""
    result = subprocess.run(
        [sys.executable, "-I", __file__, *command], env=env, cwd=cwd, capture_output=True, text=True, check=True
    )
    return Measured(**json.loads(result.stdout))


def _run(command: list[str]) -> dict[str, object]:
    begin = time.monotonic()
    result = subprocess.run(command, capture_output=True, text=True)
    return {
        "code": result.returncode,
        "out": result.stdout,
        "err": result.stderr,
        "seconds": time.monotonic() - begin,
        "megabytes": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024,
    }


if __name__ == "__main__":
    print(json.dumps(_run(sys.argv[1:])))
