"""The house style of docs/architecture.md, as far as a machine can see it.

Every rule has a control: the same question asked of a planted fault must find it.
"""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import override_settings
from django.urls import include, path

from core.access import public
from core.assets import ICON_SPRITE, NAMED, SYMBOL, icons_in
from core.checks import every_view_names_its_access, is_marked, patterns

BASE = Path(settings.BASE_DIR)
APPS = ("asn_competency", "core", "employees", "evaluations", "training", "reports")
TEMPLATES = BASE / "templates"
# What runs or styles without a file of its own, where a tag may carry it.
INLINE = {
    "script": r"<script(?![^>]*\ssrc=)",
    "style element": r"<style",
    "style attribute": r"<[^>]*\sstyle\s*=",
    "handler": r"<[^>]*\son[a-z]+\s*=",
    "htmx handler": r"\s(?:data-)?hx-on",
    "htmx expression": r"[\"']\s*(?:js|javascript):",
    "htmx filter": r"hx-trigger=\"[^\"]*\[",
}


def product_files() -> list[Path]:
    """Python of the product, without tests and migrations."""
    return [
        file
        for app in APPS
        for file in sorted((BASE / app).rglob("*.py"))
        if not {"tests", "migrations"} & set(file.parts)
    ]


def is_view_module(file: Path) -> bool:
    return file.name == "views.py" or file.parent.name == "views"


def manager_uses(source: str) -> list[str]:
    """Places where a module reaches for the database by itself."""
    return [
        f"line {node.lineno}"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Attribute) and node.attr in ("objects", "_default_manager")
    ]


def undocumented(source: str) -> list[str]:
    """Public functions of a module without a docstring."""
    return [
        node.name
        for node in ast.parse(source).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and not ast.get_docstring(node)
    ]


def longer_than(limit: int, files: Iterable[Path]) -> list[str]:
    """Names and lengths of files that have grown too long."""
    lengths = {file: len(file.read_text().splitlines()) for file in files}
    return [f"{file.name}: {length}" for file, length in lengths.items() if length > limit]


def inline(source: str) -> list[str]:
    """What a template would run or style in place; JSON blocks of Django come from a filter."""
    return [what for what, pattern in INLINE.items() if re.search(pattern, source)]


def icons_of_the_sprite() -> set[str]:
    return {match[1] for match in SYMBOL.finditer((BASE / "node_modules" / ICON_SPRITE).read_text())}


def templates() -> Iterator[Path]:
    yield from sorted(TEMPLATES.rglob("*.html"))


def name_of(file: Path) -> str:
    return str(file.relative_to(BASE))


def test_views_leave_the_database_to_selectors_and_services() -> None:
    views = [file for file in product_files() if is_view_module(file)]
    assert {file.parts[len(BASE.parts)] for file in views} == set(APPS) - {"asn_competency"}
    assert {name_of(file): uses for file in views if (uses := manager_uses(file.read_text()))} == {}


def test_a_query_in_a_view_is_found() -> None:
    assert manager_uses("def people(request):\n    return Employee.objects.all()\n") == ["line 2"]


def test_files_stay_short(tmp_path: Path) -> None:
    assert longer_than(400, product_files()) == []
    assert longer_than(80, templates()) == []
    assert longer_than(300, [BASE / "static" / "css" / "app.css"]) == []

    (tmp_path / "long.py").write_text("pass\n" * 401)
    assert longer_than(400, [tmp_path / "long.py"]) == ["long.py: 401"]


def test_templates_carry_nothing_inline() -> None:
    assert {name_of(file): found for file in templates() if (found := inline(file.read_text()))} == {}


@pytest.mark.parametrize(
    ("source", "what"),
    [
        ("<script>go()</script>", "script"),
        ("<style>p {}</style>", "style element"),
        ('<p class="a" style="color: red">', "style attribute"),
        ('<button\n  onclick="go()">', "handler"),
        ('<a hx-on:click="go()">', "htmx handler"),
        ("<a hx-vals='js:{a: 1}'>", "htmx expression"),
        ('<a hx-trigger="click[ctrlKey]">', "htmx filter"),
    ],
)
def test_what_is_inline_is_found(source: str, what: str) -> None:
    assert inline(source) == [what]


def test_every_icon_exists() -> None:
    used = icons_in(TEMPLATES) | set(NAMED)
    assert len(used) > 40
    assert used - icons_of_the_sprite() == set()


def test_an_icon_that_does_not_exist_is_found(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text('<c-icon name="no-such-icon" class="big" /> {% draw icon="neither" %}')
    assert icons_in(tmp_path) - icons_of_the_sprite() == {"no-such-icon", "neither"}


def test_rules_say_what_they_decide() -> None:
    domain = [file for file in product_files() if "domain" in file.parts]
    assert {name_of(file): names for file in domain if (names := undocumented(file.read_text()))} == {}


def test_a_rule_without_a_word_is_found() -> None:
    assert undocumented("def pays(a):\n    return a\n\n\ndef _helps(a):\n    return a\n") == ["pays"]


def silent(request: object) -> None:
    """A view that says nothing about who may open it."""


@public
def spoken(request: object) -> None:
    """A view that does."""


urlpatterns = [
    path("diam/", silent),
    path("dalam/", include([path("diam/", silent), path("terbuka/", spoken)])),
    path("", include("asn_competency.urls")),
]


def test_every_address_names_its_access() -> None:
    assert every_view_names_its_access(None) == []


@override_settings(ROOT_URLCONF=__name__)
def test_a_view_without_access_is_reported() -> None:
    reported = every_view_names_its_access(None)
    assert [(error.id, error.msg) for error in reported] == [("core.E001", f"{__name__}.silent names no access.")] * 2
    assert [is_marked(pattern.callback) for pattern in patterns(urlpatterns[:2])] == [False, False, True]
