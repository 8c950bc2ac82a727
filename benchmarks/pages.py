"""The pages people open all day, against a plain Django page, and at both sizes."""

import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.conf import settings
from django.db import connection
from django.db.models import Count, F, Value
from django.db.models.functions import Left, StrIndex
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks import databases
from benchmarks.plain import plain_client
from benchmarks.table import Line, milliseconds, seconds_of
from core.models import User
from employees.models import Employee

MOST_TIMES_PLAIN, MOST_QUERIES, MOST_GROWTH = 3.0, 12, 1.3
WARM = 5
PLAIN = "/plain/"


@dataclass
class Page:
    """One page at one size. ``judged`` is false for what is shown beside the targets."""

    path: str
    judged: bool = True
    ours: list[float] = field(default_factory=list)
    plain: list[float] = field(default_factory=list)
    queries: int = 0

    @property
    def milliseconds(self) -> float:
        return statistics.median(self.ours)

    @property
    def ratio(self) -> float:
        return self.milliseconds / statistics.median(self.plain)


def measure(sizes: Sequence[int], *, rounds: int, repeated: int) -> list[Line]:
    """In every round: each size, each page, ours and the plain one in turn."""
    measured: dict[int, dict[str, Page]] = {}
    for people in sizes:
        databases.use(people)
        measured[people] = pages()
    for _ in range(rounds):
        for people in sizes:
            databases.use(people)
            ours, plain = _logged_in(Client()), _logged_in(plain_client())
            for page in measured[people].values():
                _measure(page, ours, plain, repeated)
    return list(_lines(sizes, measured))


def pages() -> dict[str, Page]:
    """What is measured, for people of the current database; a search shows as many rows at every size."""
    alone = Employee.objects.active().values("name").annotate(n=Count("*")).filter(n=1).order_by("name")
    name = alone[alone.count() // 2]["name"]  # somebody from the middle of the alphabet whom no one is called like
    person = Employee.objects.active().get(name=name)
    first = Employee.objects.active().annotate(first=StrIndex("name", Value(" "))).filter(first__gt=3)
    words = first.annotate(word=Left("name", F("first") - 1)).order_by().values("word").annotate(n=Count("*"))
    common = words.order_by("-n", "word")[0]["word"]
    own = f"/pegawai/{person.pk}/"
    return {
        "list of people": Page("/pegawai/"),
        "search for a full name": Page(f"/pegawai/?q={name.replace(' ', '+')}"),
        "search for a common first name": Page(f"/pegawai/?q={common}"),
        "search for a NIP": Page(f"/pegawai/?q={person.nip}"),
        "suggestions while typing": Page(f"/pegawai/saran/?q={common[:4]}"),
        "a person": Page(own),
        "  her competencies (loaded after)": Page(f"{own}kompetensi/", judged=False),
        "  her training": Page(f"{own}pelatihan/", judged=False),
        "  her performance": Page(f"{own}kinerja/", judged=False),
        "  her index": Page(f"{own}indeks/", judged=False),
        "organisation": Page("/organisasi/", judged=False),
        "home": Page("/", judged=False),
    }


def _logged_in(client: Client) -> Client:
    client.force_login(User.objects.get(username="dewi"), backend=settings.AUTHENTICATION_BACKENDS[-1])
    return client


def _measure(page: Page, ours: Client, plain: Client, repeated: int) -> None:
    for _ in range(WARM):
        _get(ours, page.path)
        _get(plain, PLAIN)
    with CaptureQueriesContext(connection) as queries:
        _get(ours, page.path)
    page.queries = len(queries)
    for _ in range(repeated):
        page.ours.append(seconds_of(lambda: _get(ours, page.path)))
        page.plain.append(seconds_of(lambda: _get(plain, PLAIN)))


def _get(client: Client, path: str) -> None:
    # Fragments of a page are asked for as htmx does.
    headers = {"HX-Request": "true"} if path.count("/") > 3 or "saran" in path else {}
    response = client.get(path, headers=headers)
    if response.status_code != 200:
        raise RuntimeError(f"{path} answered {response.status_code}")


def _lines(sizes: Sequence[int], measured: dict[int, dict[str, Page]]) -> Iterator[Line]:
    for name in measured[sizes[0]]:
        for people in sizes:
            page = measured[people][name]
            yield Line(
                f"{name}, {people:,} people",
                f"{milliseconds(page.milliseconds)}, {page.queries} queries",
                f"plain page {milliseconds(statistics.median(page.plain))}",
                page.ratio,
                MOST_TIMES_PLAIN if page.judged else None,
            )
        small, large = (measured[people][name] for people in (sizes[0], sizes[-1]))
        judged = small.judged
        yield Line(
            f"{name}, {sizes[-1]:,} : {sizes[0]:,}",
            milliseconds(large.milliseconds), milliseconds(small.milliseconds),
            large.milliseconds / small.milliseconds, MOST_GROWTH if judged else None,
        )  # fmt: skip
        yield Line(f"{name}, queries", "", "", max(small.queries, large.queries), MOST_QUERIES if judged else None)
