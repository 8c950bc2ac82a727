"""Every module of every app has its place in the layers of .importlinter, and none stands there twice."""

import re
from configparser import ConfigParser
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

BASE = Path(settings.BASE_DIR)
OUTSIDE = {"apps", "migrations", "tests"}  # what Django and pytest read by themselves


def own_apps() -> list[str]:
    """Apps whose code stands in this tree."""
    return sorted(each.name for each in apps.get_app_configs() if Path(each.path).parent == BASE)


def contract(app: str) -> dict[str, str]:
    config = ConfigParser()
    config.read(BASE / ".importlinter")
    return dict(config[f"importlinter:contract:{app}"])


def placed(app: str) -> list[str]:
    """Modules named in the layers of the app."""
    return re.findall(r"\w+", contract(app)["layers"])


def modules_of(folder: Path) -> set[str]:
    files = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    packages = {path.parent.name for path in folder.glob("*/__init__.py")}
    return (files | packages) - OUTSIDE


@pytest.mark.parametrize("app", own_apps())
def test_every_module_has_its_place(app: str) -> None:
    names = placed(app)
    assert (sorted(modules_of(BASE / app) - set(names)), len(names)) == ([], len(set(names)))


@pytest.mark.parametrize("app", own_apps())
def test_the_linter_refuses_what_has_none(app: str) -> None:
    found = contract(app)
    assert (found["exhaustive"], set(found["exhaustive_ignores"].split())) == ("True", OUTSIDE)


@pytest.mark.parametrize("app", own_apps())
def test_no_place_outlives_its_module(app: str) -> None:
    assert sorted(set(placed(app)) - modules_of(BASE / app)) == []


def test_a_module_without_a_place_is_found(tmp_path: Path) -> None:
    """The control."""
    for name in ("views.py", "shortcuts.py"):
        (tmp_path / name).touch()
    (tmp_path / "pocket").mkdir()
    (tmp_path / "pocket" / "__init__.py").touch()
    assert modules_of(tmp_path) - set(placed("core")) == {"shortcuts", "pocket"}
