"""House rules that no linter knows (docs/architecture.md): sizes, layers inside a view, rules that cite their source."""

import ast
import re

from tests.architecture.source import functions, is_domain, is_view, length, modules, name, tree

FILE, FUNCTION, VIEW = 400, 45, 25
# What says where a rule comes from: a regulation, or the page of the design or data description.
CITES = re.compile(
    r"\b(UU|PP|Perpres|Keppres|PermenPANRB|Permendagri|Perka BKN|Peraturan (BKN|LAN)|Kepmen\w*|EYD|Source:)\s?"
    r"|siasn|architecture\.md|docs/adr"
)
# Words, shapes and errors: they decide nothing that a regulation speaks about.
WORDING = {
    "core/domain/errors.py", "core/domain/formatting.py", "core/domain/naming.py",
    "reports/domain/chart_titles.py", "reports/domain/comparison.py", "reports/domain/content.py",
    "reports/domain/figures.py", "reports/domain/indicators.py", "reports/domain/legal.py",
    "reports/domain/marking.py", "reports/domain/narrative.py", "reports/domain/vocabulary.py",
    "reports/domain/topics/assessment.py", "reports/domain/topics/base.py", "reports/domain/topics/competency.py",
    "reports/domain/topics/learning.py", "reports/domain/topics/performance.py",
    "reports/domain/topics/professionalism.py", "reports/domain/topics/__init__.py",
}  # fmt: skip


def test_files_stay_small():
    lengths = {name(path): path.read_text().count("\n") for path in modules()}
    assert {path: lines for path, lines in lengths.items() if lines > FILE} == {}


def test_functions_stay_small():
    found = {f"{name(path)} {node.name}": length(node) for path in modules() for node in functions(path)}
    assert {function: lines for function, lines in found.items() if lines > FUNCTION} == {}


def test_views_read_like_a_sentence():
    views = [(path, node) for path in modules() if is_view(path) for node in functions(path)]
    assert views != []
    assert {f"{name(path)} {node.name}": length(node) for path, node in views if length(node) > VIEW} == {}


def test_views_ask_no_database():
    """Reads belong to selectors, writes to services."""
    found = [
        f"{name(path)}:{node.lineno}"
        for path in modules()
        if is_view(path)
        for node in ast.walk(tree(path))
        if (isinstance(node, ast.Attribute) and node.attr in ("objects", "save", "delete", "raw"))
        or (isinstance(node, ast.ImportFrom) and (node.module or "").startswith("django.db.models"))
        or (
            isinstance(node, ast.ImportFrom)
            and node.module == "django.shortcuts"
            and _names(node) & {"get_object_or_404"}
        )
    ]
    # The page of a folder of views that asks the database whether it is there.
    assert [place for place in found if not place.startswith("core/views/health.py")] == []


def _names(node: ast.ImportFrom) -> set[str]:
    return {alias.name for alias in node.names}


def test_every_domain_function_is_described():
    assert [
        f"{name(path)} {node.name}"
        for path in modules()
        if is_domain(path)
        for node in tree(path).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and not ast.get_docstring(node)
    ] == []


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
