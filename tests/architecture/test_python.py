"""House rules that no linter knows (docs/architecture.md): sizes, layers inside a view, rules that cite their source."""

import ast
import re

from tests.architecture.source import functions, is_domain, is_view, length, modules, name, tree

FILE, FUNCTION, VIEW = 400, 35, 25
# What says where a rule comes from: a regulation, or the page of the design or data description.
CITES = re.compile(
    r"\b(UU|PP|Perpres|Keppres|PermenPANRB|Permendagri|Perka BKN|Peraturan (BKN|BSSN|LAN)|Kepmen\w*|EYD|Source:)\s?"
    r"|siasn|architecture\.md|docs/adr"
)
# Words, shapes and errors: they decide nothing that a regulation speaks about.
WORDING = {
    "core/domain/errors.py", "core/domain/formatting.py", "core/domain/marking.py", "core/domain/naming.py",
    "reports/domain/chart_titles.py", "reports/domain/comparison.py", "reports/domain/content.py",
    "reports/domain/figures.py", "reports/domain/indicators.py", "reports/domain/legal.py",
    "reports/domain/narrative.py", "reports/domain/vocabulary.py",
    "reports/domain/topics/assessment.py", "reports/domain/topics/base.py", "reports/domain/topics/competency.py",
    "reports/domain/topics/learning.py", "reports/domain/topics/performance.py",
    "reports/domain/topics/professionalism.py", "reports/domain/topics/__init__.py",
}  # fmt: skip


def asks_database(module: ast.Module) -> list[int]:
    """Lines on which a module reaches for the database by itself."""
    return [
        node.lineno
        for node in ast.walk(module)
        if (isinstance(node, ast.Attribute) and node.attr in ("objects", "_default_manager", "save", "delete", "raw"))
        or (
            isinstance(node, ast.ImportFrom)
            and ((node.module or "").startswith("django.db.models") or "get_object_or_404" in _names(node))
        )
    ]


def _names(node: ast.ImportFrom) -> set[str]:
    return {alias.name for alias in node.names}


def undescribed(module: ast.Module) -> list[str]:
    """Public functions of a module without a docstring."""
    return [
        node.name
        for node in module.body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and not ast.get_docstring(node)
    ]


def longer(lengths: dict[str, int], limit: int) -> dict[str, int]:
    return {what: lines for what, lines in lengths.items() if lines > limit}


def test_files_stay_small():
    assert longer({name(path): path.read_text().count("\n") for path in modules()}, FILE) == {}


def test_functions_stay_small():
    found = {f"{name(path)} {node.name}": length(node) for path in modules() for node in functions(path)}
    assert longer(found, FUNCTION) == {}


def test_views_read_like_a_sentence():
    views = {
        f"{name(path)} {node.name}": length(node) for path in modules() if is_view(path) for node in functions(path)
    }
    assert views != {}
    assert longer(views, VIEW) == {}


def test_what_is_too_long_is_noticed():
    """The control of the three rules above."""
    (function,) = ast.parse("def grows():\n" + "    pass\n" * VIEW).body
    assert longer({"grows": length(function)}, VIEW) == {"grows": VIEW + 1}


def test_views_ask_no_database():
    """Reads belong to selectors, writes to services."""
    views = [path for path in modules() if is_view(path)]
    assert {name(path).split("/")[0] for path in views} == {"core", "employees", "evaluations", "training", "reports"}
    # The page of a folder of views that asks the database whether it is there.
    found = {name(path): lines for path in views if (lines := asks_database(tree(path)))}
    assert {path: lines for path, lines in found.items() if path != "core/views/health.py"} == {}


def test_a_query_in_a_view_is_noticed():
    """The control of the rule above."""
    assert asks_database(ast.parse("def people(request):\n    return Employee.objects.all()\n")) == [2]
    assert asks_database(ast.parse("from django.shortcuts import get_object_or_404")) == [1]


def test_every_domain_function_is_described():
    found = {name(path): names for path in modules() if is_domain(path) and (names := undescribed(tree(path)))}
    assert found == {}


def test_a_rule_without_a_word_is_noticed():
    """The control of the rule above."""
    assert undescribed(ast.parse("def pays(a):\n    return a\n\n\ndef _helps(a):\n    return a\n")) == ["pays"]


def test_every_rule_says_where_it_comes_from():
    """In the docstring of the function, or in that of its module when all of it has one source."""
    silent = [
        f"{name(path)} {node.name}"
        for path in modules()
        if is_domain(path) and name(path) not in WORDING and not _cites(tree(path))
        for node in tree(path).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and not _cites(node)
    ]
    assert silent == []


def test_the_list_of_wording_is_no_graveyard():
    assert WORDING - {name(path) for path in modules()} == set()


def _cites(node: ast.Module | ast.FunctionDef) -> bool:
    return bool(CITES.search(ast.get_docstring(node) or ""))


def test_the_rule_about_sources_can_fail():
    """The control: a rule without a word on its source is noticed."""
    assert not _cites(ast.parse('"""Twenty hours a year."""\n\ndef enough(jp): ...'))
    assert _cites(ast.parse('"""Twenty hours a year, PP 17/2020 art. 203(4)."""'))
