"""What a measurement says, and the table it is printed in."""

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter


@dataclass(frozen=True)
class Line:
    """One comparison.

    Attributes:
        ours, other: what was measured, already in words ("4.2 ms").
        figure: the number that is judged (a ratio, a count); None for a line that only informs.
        target: the most it may be.
    """

    what: str
    ours: str
    other: str
    figure: float | None = None
    target: float | None = None

    @property
    def verdict(self) -> str:
        if self.figure is None or self.target is None:
            return ""
        return "ok" if self.figure <= self.target else "MISSED"


def print_table(lines: Sequence[Line]) -> None:
    rows = [("what", "ours", "compared with", "figure", "target", "")]
    rows += [
        (line.what, line.ours, line.other, _number(line.figure), _number(line.target, "≤ "), line.verdict)
        for line in lines
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for number, row in enumerate(rows):
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
        if number == 0:
            print("  ".join("-" * width for width in widths))
    missed = sum(line.verdict == "MISSED" for line in lines)
    print(f"\n{sum(line.verdict == 'ok' for line in lines)} targets met, {missed} missed.")


def _number(value: float | None, mark: str = "") -> str:
    if value is None:
        return ""
    return f"{mark}{value:,.0f}" if value == int(value) and value >= 10 else f"{mark}{value:.2f}"


def milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms"


def seconds_of(action: Callable[[], object]) -> float:
    begin = perf_counter()
    action()
    return perf_counter() - begin


def in_turn(*actions: Callable[[], object], times: int) -> list[float]:
    """Medians of the seconds of each action: A B A B …, so that a slow moment of the machine hits both."""
    taken: list[list[float]] = [[] for _ in actions]
    for _ in range(times):
        for action, list_ in zip(actions, taken, strict=True):
            list_.append(seconds_of(action))
    return [statistics.median(list_) for list_ in taken]
