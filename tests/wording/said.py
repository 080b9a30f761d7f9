"""Everything the app says outside its window: code, shipped files, command line, README, package."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from stretchplayer.cli import main
from stretchplayer.core.wording import forbidden
from tests.wording.literals import literals

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "stretchplayer"
ASSETS = ROOT / "assets"
THE_LIST_ITSELF = PACKAGE / "core" / "wording.py"
#: Titles of other people's pages, which they chose themselves; the app does not show them.
NAMES_OF_OTHERS = ASSETS / "catalogue" / "sources.toml"
#: Literals that look like words and are names machines know things by: (file, literal) -> why.
MACHINE_WORDS = {
    ("stretchplayer/core/own_words.py", "only"): "a word that is looked for in what people wrote",
    ("stretchplayer/exchange/history_fhir.py", "Patient"): "what FHIR calls the resource of a person",
    ("stretchplayer/figure/pose_docs.py", "<!-- pictures: begin -->"): "a mark in Markdown",
    ("stretchplayer/figure/pose_docs.py", "<!-- pictures: end -->"): "a mark in Markdown",
    ("stretchplayer/figure/pose_docs.py", "![…: …](…/….png)"): "a picture in Markdown",
}
# CONTRIBUTING and the READMEs of tools are for those who change the app, and may name what is not said;
# core/SOURCES.md retells what others found, in their words.
GUIDES = ("README.md", "CHANGELOG.md", "assets/schema/README.md", "stretchplayer/core/progress/README.md")
COMMANDS = ((), ("play",), ("list",), ("timeline",), ("import",), ("report",), ("export",)) + (
    ("export", "routine"),
    ("export", "history"),
    ("handout",),
    ("picture",),
    ("export-audio",),
    ("sounds",),
)
WRONG_INPUT = (("dance",), ("play", "nothing"), ("list", "cats"), ("report",), ("import", "nothing.zip")) + (
    ("handout", "nothing", "x.pdf"),
    ("picture", "nothing", "x.svg"),
    ("picture", "cat-cow", "x.gif"),
)

Said = tuple[str, str]  # where, and what


@cache
def in_code() -> tuple[Said, ...]:
    """Literals of the whole package and of the launcher."""
    files = [file for file in sorted(PACKAGE.rglob("*.py")) if file != THE_LIST_ITSELF]
    return tuple(said for file in (*files, ROOT / "packaging" / "launch.py") for said in in_file(file))


def in_file(file: Path) -> Iterator[Said]:
    """Literals of one file."""
    name = file.relative_to(ROOT).as_posix() if file.is_relative_to(ROOT) else file.name
    for line, text in literals(file):
        if (name, text) not in MACHINE_WORDS:
            yield f"{name}:{line}", text


def in_assets() -> Iterator[Said]:
    """Stretches, moves to leave out, routines, phrases, their captions and spellings, the schema."""
    for file in sorted(ASSETS.rglob("*.toml")):
        if file != NAMES_OF_OTHERS:
            yield from _values(tomllib.loads(file.read_text(encoding="utf-8")), file.name)
    for file in sorted((ASSETS / "schema").glob("*.json")):
        yield from _values(json.loads(file.read_text(encoding="utf-8")), file.name)


def in_guides() -> Iterator[Said]:
    """What one reads about the app, paragraph by paragraph."""
    for guide in GUIDES:
        text = (ROOT / guide).read_text(encoding="utf-8")
        for number, paragraph in enumerate(text.replace("![", "[").split("\n\n")):
            yield f"{guide}: paragraph {number}", paragraph


def in_package() -> Iterator[Said]:
    """What package indexes show."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    shown = {field: project[field] for field in ("name", "description", "keywords", "classifiers")}
    yield from _values(shown, "pyproject.toml")


def on_the_command_line(capsys: pytest.CaptureFixture[str], folder: Path) -> Iterator[Said]:
    """The help of each command, lists and a timeline, and what wrong input is answered with."""
    helps = [(*command, "--help") for command in COMMANDS]
    shows = [("--version",), ("list", "stretches"), ("list", "routines"), ("timeline", "short-day")]
    for arguments in (*helps, *shows, *WRONG_INPUT):
        try:
            main(["--data-dir", str(folder), *arguments])
        except SystemExit:
            pass  # how argparse ends
        told = capsys.readouterr()
        assert told.out or told.err, arguments
        yield " ".join(("stretchplayer", *arguments)), told.out + told.err


def faults(said: Iterable[Said], without: Callable[[str], str] = str) -> list[str]:
    """What should not be said among all this, each with its place and its group."""
    return [
        f"{where}: “{found.words}” ({found.group.name}): {text!r}"
        for where, text in said
        for found in forbidden(without(text))
    ]


def _values(given: Any, where: str) -> Iterator[Said]:
    """Every text within records of records; patterns are no texts."""
    if isinstance(given, dict):
        for key, value in given.items():
            yield from _values(value, f"{where}: {key}")
    elif isinstance(given, list):
        for number, value in enumerate(given):
            yield from _values(value, f"{where}[{number}]")
    elif isinstance(given, str) and "\\" not in given and "(?" not in given:
        yield where, given
