"""How long each kind of data is kept.

Source: UU 27/2022 art. 43 and 44 (erase and destroy when the time to keep is over); UU 43/2009 on archives:
records of personnel follow the archive schedule (JRA) of the government. A period marked [U] is the project's
proposal until the schedule of the government sets it.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from core.domain.marking import gettext_noop


@dataclass(frozen=True)
class Rule:
    """One kind of data.

    Attributes:
        keep: how long after the moment that ``since`` names; None: never erased by the program.
        is_set: the period stands in a regulation or a decision; False: proposed, marked [U].
        valid_from: first day the rule is in force.
    """

    key: str
    keep: timedelta | None
    basis: str
    is_set: bool
    valid_from: date

    def cut_off(self, on: date) -> date | None:
        """The day before which data go, or None when the rule erases nothing on that day."""
        return on - self.keep if self.keep is not None and on >= self.valid_from else None


_START = date(2026, 1, 1)
_ARCHIVES = gettext_noop("UU 43/2009; jadwal retensi arsip [U]")
_ERASURE = gettext_noop("UU 27/2022 pasal 43 [U]")
RULES: tuple[Rule, ...] = (
    Rule("sessions", timedelta(0), gettext_noop("UU 27/2022 pasal 43 ayat (1) huruf a"), True, _START),
    Rule("jobs", timedelta(days=90), _ERASURE, False, _START),
    Rule("import_previews", timedelta(days=30), _ERASURE, False, _START),
    Rule("import_files", timedelta(days=90), _ERASURE, False, _START),
    Rule("evidence", timedelta(days=365), _ARCHIVES, False, _START),
    Rule("readings", timedelta(days=2 * 365), gettext_noop("UU 27/2022 pasal 31 [U]"), False, _START),
    Rule("assessments", timedelta(days=5 * 365), _ARCHIVES, False, _START),
    Rule("people_gone", None, _ARCHIVES, False, _START),
    Rule("trail", None, gettext_noop("UU 27/2022 pasal 31; UU 43/2009 [U]"), False, _START),
)


def rule_of(key: str) -> Rule:
    """Raises: KeyError for data without a rule."""
    return {rule.key: rule for rule in RULES}[key]
