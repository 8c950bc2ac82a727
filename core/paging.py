"""Pages of long lists without counting them: the count stops at a cap."""

from functools import cached_property
from typing import Any

from django.core.paginator import Page as DjangoPage
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core.domain.formatting import number

SIZE = 25
CAP = 1000  # nobody leafs further; search and filters do


class Page(DjangoPage):
    """What `<c-pager>` shows."""

    paginator: "CappedPaginator"

    @property
    def rows(self) -> Any:
        return self.object_list

    @property
    def has_several(self) -> bool:
        return self.paginator.num_pages > 1

    @property
    def previous(self) -> int | None:
        """The page before; None for the first, so that its address stays clean."""
        return self.number - 1 if self.number > 2 else None

    @property
    def next(self) -> int | None:
        return self.number + 1 if self.has_next() else None

    @property
    def too_deep(self) -> bool:
        """The last page of a list that goes on."""
        return self.paginator.capped and not self.has_next()

    @property
    def summary(self) -> str:
        """``26–50 dari lebih dari 1.000 pegawai``."""
        words = {
            "first": number(self.start_index()),
            "last": number(self.end_index()),
            "total": self.paginator.total_text,
            "noun": self.paginator.noun,
        }
        return (_("%(first)s–%(last)s dari %(total)s %(noun)s") % words).rstrip()


class CappedPaginator(Paginator):
    """Counts to `CAP` and no further; also works as ``paginator_class`` of django-tables2.

    Attributes:
        noun: what the rows are, in words ("pegawai").
    """

    noun = ""

    @cached_property
    def _counted(self) -> int:
        rows = getattr(self.object_list, "data", self.object_list)  # the bound rows of a table
        rows = getattr(rows, "data", rows)
        if isinstance(rows, QuerySet):
            return rows.order_by()[: CAP + 1].count()
        return len(rows)

    @cached_property
    def count(self) -> int:
        return min(self._counted, CAP)

    @property
    def capped(self) -> bool:
        """There are more rows than `CAP`."""
        return self._counted > CAP

    @property
    def total_text(self) -> str:
        """``411`` or ``lebih dari 1.000``."""
        text = number(self.count)
        return _("lebih dari %(total)s") % {"total": text} if self.capped else text

    def validate_number(self, number: Any) -> int:
        """The nearest page: 1 for what is no number, the last for what lies beyond it."""
        text = str(number)
        wanted = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 1
        return min(max(wanted, 1), self.num_pages)

    def _get_page(self, *args: Any, **kwargs: Any) -> Page:
        return Page(*args, **kwargs)


def page_of(rows: Any, asked: Any, *, size: int = SIZE, noun: str = "") -> Page:
    """The asked page of a query set or list, or the nearest one."""
    paginator = CappedPaginator(rows, size)
    paginator.noun = noun
    return paginator.page(asked or 1)
