"""The world of the matrix, built once for all its cases."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.template.backends.django import Template
from django.test import override_settings

from tests.access.assessment_things import add_assessment_things
from tests.access.private_things import add_private_things
from tests.access.world import World, build

COUNTED = pytest.StashKey[dict[str, int]]()
SWEPT = ("tests/access/test_matrix.py", "tests/access/test_controls.py")


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[World]:
    """Everything that the requests change is taken back at once, and this at the end."""
    with (
        django_db_blocker.unblock(),
        override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media")),
        transaction.atomic(),
    ):
        yield add_assessment_things(add_private_things(build()))
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def own_media(request) -> None:
    """The world has its own folder; other tests have one each."""
    if "world" not in request.fixturenames:
        request.getfixturevalue("settings").MEDIA_ROOT = request.getfixturevalue("tmp_path") / "media"


@pytest.fixture(autouse=True)
def quick_refusals(monkeypatch) -> None:
    """Pages that refuse are not drawn: there are thousands of them, and other tests look at them."""
    draw = Template.render

    def render(self, context=None, request=None):
        return self.template.name if self.template.name.startswith("errors/") else draw(self, context, request)

    monkeypatch.setattr(Template, "render", render)


@pytest.fixture
def count(request):
    """Add cases to what is printed at the end."""

    def add(name: str, cases: int) -> None:
        request.config.stash.setdefault(COUNTED, {})[name] = cases

    return add


def pytest_terminal_summary(terminalreporter, config) -> None:
    if counted := config.stash.get(COUNTED, {}):
        cases, patterns = sum(counted.values()), len(counted)
        terminalreporter.write_line(f"access matrix: {cases:,} cases over {patterns} URL patterns")
