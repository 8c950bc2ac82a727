"""House rules of templates: small, one parent, nothing inline, icons that exist, no orphans."""

import re
from pathlib import Path

import pytest

from core import assets
from tests.architecture.source import BASE_DIR, modules, name, templates

LINES, STYLES = 80, 300
# The content policy would block it in the browser anyway; here it is noticed without one.
FORBIDDEN = {
    "script without a file": re.compile(r"<script(?![^>]*\ssrc=)", re.IGNORECASE),
    "style element": re.compile(r"<style[\s>]", re.IGNORECASE),
    "style attribute": re.compile(r"""[\s"']style\s*=""", re.IGNORECASE),
    "event attribute": re.compile(r"""<[^>]*[\s"']on[a-z]+\s*=""", re.IGNORECASE),
    "htmx event attribute": re.compile(r"hx-on\b"),
    "script in an htmx value": re.compile(r"""hx-[a-z-]+\s*=\s*["'](js|javascript):""", re.IGNORECASE),
    "filter in an htmx trigger": re.compile(r"""hx-trigger\s*=\s*["'][^"']*\["""),
    "script as an address": re.compile(r"javascript:", re.IGNORECASE),
    "file from elsewhere": re.compile(r"""(src|href)\s*=\s*["'](https?:)?//""", re.IGNORECASE),
}
# Named by libraries and by Django itself, not by our code.
NAMED_ELSEWHERE = re.compile(r"^(account/|mfa/|components/|\d{3}(_csrf)?\.html$|errors/\d{3}\.html$)")


def faults(text: str) -> list[str]:
    return [fault for fault, pattern in FORBIDDEN.items() if pattern.search(text)]


def test_nothing_stands_inline():
    found = {name(path): faults(path.read_text()) for path in templates()}
    assert {path: all_ for path, all_ in found.items() if all_} == {}


@pytest.mark.parametrize(
    "markup",
    [
        "<script>go()</script>", "<style>p{}</style>", '<p style="color:red">', '<a class="x" onclick="go()">',
        '<div hx-on:click="go()">', "<div hx-vals='js:{a: 1}'>", '<div hx-trigger="keyup[key==1]">',
        '<a href="javascript:go()">', '<script src="//contoh.invalid/a.js"></script>',
    ],
)  # fmt: skip
def test_what_is_forbidden_is_noticed(markup: str):
    """The control of the rule above."""
    assert len(faults(markup)) == 1


def test_files_stay_small():
    lengths = {name(path): path.read_text().count("\n") for path in templates()}
    assert {path: lines for path, lines in lengths.items() if lines > LINES} == {}


def test_the_style_sheet_stays_small():
    assert (BASE_DIR / "static" / "css" / "app.css").read_text().count("\n") <= STYLES


def test_one_parent_at_most():
    parents = {name(path): path.read_text().count("{% extends") for path in templates()}
    assert {path: count for path, count in parents.items() if count > 1} == {}


def test_every_icon_is_in_the_sprite(tmp_path: Path):
    assert assets.build(BASE_DIR / "node_modules", BASE_DIR / "templates", tmp_path) == []
    used = assets.icons_in(BASE_DIR / "templates") | set(assets.NAMED)
    assert len(used) > 40
    sprite = (tmp_path / "icons.svg").read_text()
    assert {icon for icon in used if f'id="{icon}"' not in sprite} == set()


def test_an_icon_that_does_not_exist_is_noticed(tmp_path: Path):
    """The control of the rule above."""
    (tmp_path / "page.html").write_text('<c-icon name="no-such-icon" class="big" /> {% draw icon="neither" %}')
    source = (BASE_DIR / "node_modules" / assets.ICON_SPRITE).read_text()
    known = {match[1] for match in assets.SYMBOL.finditer(source)}
    assert assets.icons_in(tmp_path) - known == {"no-such-icon", "neither"}


def test_every_template_is_used():
    """By a view, an include, an extends, or as a component."""
    text = "\n".join(path.read_text() for path in [*modules(), *templates()] if "architecture" not in path.parts)
    own = [str(path.relative_to(BASE_DIR / "templates")) for path in templates()]
    used = [template for template in own if template in text or f'"{Path(template).stem}"' in text]
    assert [template for template in own if template not in used and not NAMED_ELSEWHERE.match(template)] == []
    components = [Path(template).stem for template in own if template.startswith("components/")]
    tags = {
        component for component in components if f"<c-{component}" in text or f"components/{component}.html" in text
    }
    assert sorted(set(components) - tags) == []


def test_words_for_people_are_translatable():
    """An element with plain words and no translation in it; names, numbers and marks are no words."""
    bare = re.compile(r">\s*([A-Z][a-z]{2,}(?:\s+[a-z]{2,})+)\s*<")
    found = {name(path): bare.findall(path.read_text()) for path in templates()}
    assert {path: words for path, words in found.items() if words} == {}
