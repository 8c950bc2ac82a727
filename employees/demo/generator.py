"""Synthetic governments in the layouts of the SIASN exports: same seed, same files.

Deterministic (no clock, no global random numbers) and streaming: one person at a time is in memory. No person exists:
names are invented, NIK begin with 9999, mail ends in contoh.invalid, telephone numbers begin with 0800.
"""

from pathlib import Path
from random import Random

from .faults import DUPLICATE, reason_of, spoil
from .governments import MAMUJU, SCALE, SURABAYA, scaled
from .layouts import LAYOUTS, LayoutName
from .roster import Roster
from .rows import EmployeeRows, HistoryRows, unit_row
from .spec import GovernmentSpec
from .units import lay_out
from .writer import open_sheets

__all__ = ["MAMUJU", "SCALE", "SURABAYA", "GovernmentSpec", "scaled", "write_government"]


def write_government(
    spec: GovernmentSpec,
    out: Path,
    *,
    people: int,
    seed: int,
    year: int = 2025,
    layout: LayoutName,
    faults: int = 0,
) -> dict[str, Path]:
    """Write the seven export files of a government and return kind -> path.

    The employee file has exactly `people` good rows and `faults` rows to be refused, spread over the file and over the
    reasons of `faults.REASONS` in turn; a faulty row brings no histories. Histories cover the three years up to `year`.
    The unit file is csv in both layouts. Raises ValueError when `people` is less than the people fixed by name, or
    when a file would pass the rows of an xlsx sheet.
    """
    units = lay_out(spec.plan, spec.agency_id)
    roster = Roster(spec, units, people=people, seed=seed, year=year)
    employee_rows = EmployeeRows(spec, LAYOUTS[layout], year)
    history_rows = HistoryRows(Random(f"{seed}/{spec.region_code}/rows"))
    with open_sheets(spec.slug, out, LAYOUTS[layout]) as sheets:
        for unit in units:
            sheets["unor"].append(unit_row(unit, spec))
        for count, (person, history) in enumerate(roster.members(), start=1):
            row = employee_rows.row(person)
            sheets["pegawai"].append(row)
            for kind, history_row in history_rows.rows(person, history):
                sheets[kind].append(history_row)
            for number in range((count - 1) * faults // people, count * faults // people):
                reason = reason_of(number)
                source = row if reason == DUPLICATE else employee_rows.row(roster.stranger(person.unit))
                sheets["pegawai"].append(spoil(source, reason, employee_rows))
        return {kind: sheet.path for kind, sheet in sheets.items()}
