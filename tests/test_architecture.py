"""The shape of the code base, as README and CONTRIBUTING describe it."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "stretchplayer"
LONGEST_FILE = 500  # lines; from about 400 on, look for a seam

# Which modules of Qt each part may use. What is not named here may use none.
QT_OF = {
    "app": {"QtCore", "QtNetwork"},
    "figure": {"QtCore", "QtGui", "QtSvg"},  # drawings that people bring
    "printing": {"QtCore", "QtGui"},
}
KNOWS_EVERYTHING = {"bootstrap", "ui"}

# Run with PySide6 made unimportable: import every module named, and say which could not be.
WITHOUT_QT = """
import importlib, sys
sys.modules["PySide6"] = sys.modules["shiboken6"] = None
for name in sys.argv[1:]:
    importlib.import_module(name)
assert not any(name.startswith("PySide6.") for name in sys.modules)
"""


def python_files(*folders: Path) -> Iterator[Path]:
    for folder in folders:
        yield from sorted(folder.rglob("*.py"))


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def part_of(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


@cache
def imported(path: Path) -> frozenset[str]:
    """Every `package.module` a file imports, at its top or within functions."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return frozenset(names)


def qt_modules(path: Path) -> set[str]:
    return {name.split(".")[1] for name in imported(path) if name.startswith("PySide6.")}


def test_layers() -> None:
    # In a process of its own: import-linter switches off the loggers of the one it runs in.
    lint = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    done = subprocess.run(lint, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_what_must_run_without_qt_does() -> None:
    files = python_files(*(PACKAGE / part for part in ("core", "store", "exchange", "audio", "figure")))
    modules = [module_name(path) for path in files if not qt_modules(path)]
    assert len(modules) > 40
    subprocess.run([sys.executable, "-c", WITHOUT_QT, *modules], check=True, cwd=ROOT)


def test_each_part_uses_the_qt_it_may() -> None:
    beyond = {
        str(path.relative_to(ROOT)): extra
        for path in python_files(PACKAGE)
        if part_of(path) not in KNOWS_EVERYTHING
        and (extra := qt_modules(path) - QT_OF.get(part_of(path), set()))
    }
    assert beyond == {}


def test_pyqtgraph_draws_charts_and_nothing_else() -> None:
    users = {part_of(path) for path in python_files(PACKAGE) if "pyqtgraph" in imported(path)}
    assert users <= {"ui"}


def test_files_stay_small_enough_to_read() -> None:
    files = python_files(PACKAGE, ROOT / "tests", ROOT / "packaging")
    lines = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in files
    }
    assert {path: length for path, length in lines.items() if length > LONGEST_FILE} == {}
