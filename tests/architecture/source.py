"""The product's own files, read as text and as syntax."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent.parent
APPS = ("asn_competency", "core", "employees", "evaluations", "training", "reports", "tests", "benchmarks")
Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def modules() -> list[Path]:
    """All modules but migrations."""
    found = (path for app in APPS for path in (BASE_DIR / app).rglob("*.py"))
    return sorted(path for path in found if "migrations" not in path.parts)


def is_view(path: Path) -> bool:
    return "tests" not in path.parts and (path.name == "views.py" or path.parent.name == "views")


def is_domain(path: Path) -> bool:
    return "domain" in path.parts and "tests" not in path.parts


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def functions(path: Path) -> Iterator[Function]:
    return (node for node in ast.walk(tree(path)) if isinstance(node, Function))


def length(node: Function) -> int:
    """Lines from the name to the last statement."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def templates() -> list[Path]:
    return sorted((BASE_DIR / "templates").rglob("*.html"))


def name(path: Path) -> str:
    return str(path.relative_to(BASE_DIR))
