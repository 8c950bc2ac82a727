"""Pages of long lists without counting them: the count stops at a cap."""

from functools import cached_property
from typing import Any

from django.core.paginator import Page as DjangoPage
from django.core.paginator import Paginator
from django.db.models import Count, QuerySet, Window
from django.utils.translation import gettext as _
from django_tables2.rows import BoundRows

from core.language import number

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

    @property
    def _rows(self) -> Any:
        """The query set or list, also when it comes as the rows of a table."""
        rows = getattr(self.object_list, "data", self.object_list)
        return getattr(rows, "data", rows)

    @cached_property
    def _counted(self) -> int:
        if isinstance(self._rows, QuerySet):
            return self._rows.order_by()[: CAP + 1].count()
        return len(self._rows)

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
        return min(self.wanted(number), self.num_pages)

    @staticmethod
    def wanted(number: Any) -> int:
        """The page asked for; 1 for what is no number of a page."""
        text = str(number)
        return max(int(text), 1) if text.isascii() and text.isdigit() and len(text) < 10 else 1

    def _get_page(self, *args: Any, **kwargs: Any) -> Page:
        return Page(*args, **kwargs)


class SearchPaginator(CappedPaginator):
    """Pages of a django-tables2 table whose rows cost something to find: found and counted at once.

    For a list of everybody `CappedPaginator` is the quicker one: it stops counting at the cap.
    """

    def page(self, number: Any) -> Page:
        number = min(self.wanted(number), CAP // self.per_page)
        start = (number - 1) * self.per_page
        counted = self._rows.annotate(_matches=Window(Count("*")))
        found = list(counted[start : start + self.per_page])
        if not found and number > 1:
            return self.page(self.num_pages)
        self._counted = found[0]._matches if found else 0
        return self._get_page(BoundRows(data=found, table=self.object_list.table), number, self)


def page_of(rows: Any, asked: Any, *, size: int = SIZE, noun: str = "") -> Page:
    """The asked page of a query set or list, or the nearest one."""
    paginator = CappedPaginator(rows, size)
    paginator.noun = noun
    return paginator.page(asked or 1)
