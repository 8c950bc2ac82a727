"""Talent of the demo: lines of the map for both governments, and one map that the committee has confirmed."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Final

from evaluations.demo.office import Office
from evaluations.domain.talent import Cutoffs
from evaluations.selectors import talent as selectors
from evaluations.services.talent import confirm_map, set_cutoffs

STRICT: Final = Cutoffs(potential_medium=Decimal(80), potential_high=Decimal(95))
DECIDED: Final = (4, 14)  # month and day of the year after the one that was mapped


def draw_lines(office: Office, *, basis: str, cutoffs: Cutoffs) -> None:
    """Lines from the first year with appraisals on."""
    first = min(selectors.years_of(office.agency).known)
    set_cutoffs(
        agency=office.agency, from_year=first, cutoffs=cutoffs, by=office.hr,
        at=datetime(first, 2, 1, 3, tzinfo=UTC),
        legal_basis=basis.format(year=first),
    )  # fmt: skip


def confirm_last_but_one(office: Office) -> None:
    """The map of the year before the newest, as of the spring after it; the newest stays a simulation."""
    year = selectors.years_of(office.agency).known[1]
    decided_on = date(year + 1, *DECIDED)
    at = datetime(year + 1, DECIDED[0], DECIDED[1] + 1, 3, tzinfo=UTC)
    seen = selectors.seal(selectors.chart_of(office.agency, year, on=office.agency.date_at(at)))
    confirm_map(
        agency=office.agency, year=year, decree=f"188.45/112/436.1.2/{year + 1} (contoh)", decided_on=decided_on,
        seen=seen, by=office.hr, at=at,
    )  # fmt: skip
