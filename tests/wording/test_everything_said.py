"""Nothing the app says, anywhere, holds a word of the list."""

from __future__ import annotations

from pathlib import Path

import pytest

from stretchplayer.core.wording import ALLOWED, plainly
from tests.report.reports import FULL, Amounts
from tests.report.sheets import told
from tests.report.test_report_pages import pages
from tests.wording import said
from tests.wording.literals import literals

# Every way a text can stand in a module, each with a word of the list in it.
PLANTED = '''
"""A docstring that heals is for those who read the code."""
import argparse, re
from dataclasses import dataclass, field
from enum import StrEnum

TITLE = "heals one"
PATTERN = re.compile(r"\\\\b(heals|cures)\\\\b")
LONG = ("heals two, over "
        "two lines")
ADDED = "heals " + "three"
TABLE = {"key": "heals four", "more": ["heals five", ("heals six",)]}
ROWS = [(name, f"{name} heals seven") for name in "ab"]

class Word(StrEnum):
    """An enum that heals nothing."""
    GOOD = "heals eight"

@dataclass
class Card:
    words: str = "heals nine"
    more: str = field(default="heals ten")
    """heals: a docstring of a field."""

def say(count: int, tone: str = "heals eleven") -> str:
    """Heal."""
    # heals
    if count > 3:
        return f"heals {'twelve' if count else 'or heals thirteen'} days"
    match tone:
        case "x":
            raise ValueError("heals %s fourteen" % count)
    parser = argparse.ArgumentParser(description="heals fifteen")
    parser.add_argument("--x", help="heals {} sixteen".format(count))
    button = lambda: show(text="heals seventeen", on=lambda: ["heals eighteen"])
    return (count and "heals nineteen") or ("so " + tone + f" heals {count}" + " twenty")

async def later():
    yield "heals twenty-one"
    assert True, "heals twenty-two"
    label.text = "Heals&nbsp;twenty-three"
    label.tip = f"{greeting}!" + "?"
'''

# Sentences known to be shown: of a page, a card, a dialog, a chart, the player, a file, the launcher.
KNOWN = (
    "Mild pull is fine. Pain is not. Skip anything you like.",
    "One session says little by itself. Your weekly average is the steadier guide.",
    "10 = worst pain you can imagine",
    "It hurt. A painful try is not scored.",
    "Average back pain by week",
    "That can happen for many reasons. If it goes on, or worries you, a doctor or physiotherapist can help.",
    "{} is better left out. {}",
    "Your average {} {}, from {} of 7 days.",
    "A report for a physiotherapist or doctor",
    "write a report on paper for a physiotherapist or doctor",
    "The files that came with Stretch Player are missing. Please install it again.",
    "Your weekly average has drifted {} by about {} a week ({} to {}, rough).",
    "of {} days",
    "Usage: launch.py run [arguments of stretchplayer] | test [quick] | exactness [minutes]",
    "stretchplayer: the app is already open on this folder, but does not answer\n",
    "Just the bell",
    "Skip",
)


def test_the_code_says_none_of_it() -> None:
    assert said.faults(said.in_code()) == []


def test_stretches_routines_phrases_and_the_schema_say_none_of_it() -> None:
    assert said.faults(said.in_assets()) == []


def test_readme_changes_and_guides_say_none_of_it() -> None:
    assert said.faults(said.in_guides()) == []


def test_package_indexes_show_none_of_it() -> None:
    assert said.faults(said.in_package()) == []


def test_the_command_line_says_none_of_it(capsys: pytest.CaptureFixture[str], data_dir: Path) -> None:
    assert said.faults(said.on_the_command_line(capsys, data_dir)) == []


def test_printed_reports_say_none_of_it(qapp: object) -> None:
    made = [pages(Amounts()), pages(FULL), pages(Amounts(rated_share=0.0))]
    assert said.faults([("report", told(sheets)) for sheets in made]) == []


def test_each_allowed_phrase_is_still_needed(capsys: pytest.CaptureFixture[str], data_dir: Path) -> None:
    everywhere = [*said.in_code(), *said.in_assets(), *said.in_guides(), *said.in_package()]
    plain = [plainly(text) for _, text in everywhere]
    unused = [a.phrase for a in ALLOWED if not any(plainly(a.phrase) in text for text in plain)]
    assert unused == []


def test_each_machine_word_still_stands_in_its_file() -> None:
    for file, word in said.MACHINE_WORDS:
        assert word in {text for _, text in literals(said.ROOT / file)}


def test_texts_are_found_however_they_stand_in_the_code(tmp_path: Path) -> None:
    planted = tmp_path / "planted.py"
    planted.write_text(PLANTED, encoding="utf-8")
    found = {text for _, text in literals(planted) if "heals" in text.lower() or "!" in text}
    assert found == {
        "heals one",
        "heals two, over two lines",
        "heals three",
        "heals four",
        "heals five",
        "heals six",
        "… heals seven",
        "heals eight",
        "heals nine",
        "heals ten",
        "heals eleven",
        "heals … days",
        "or heals thirteen",
        "heals %s fourteen",
        "heals fifteen",
        "heals {} sixteen",
        "heals seventeen",
        "heals eighteen",
        "heals nineteen",
        "so … heals … twenty",
        "heals twenty-one",
        "heals twenty-two",
        "Heals&nbsp;twenty-three",
        "…!?",
    }
    assert len(said.faults(said.in_file(planted))) == len(found)


def test_sentences_known_to_be_shown_are_among_the_texts() -> None:
    texts = {text for _, text in said.in_code()}
    assert [known for known in KNOWN if known.replace("{}", "…") not in texts] == []


def test_what_is_written_in_shipped_files_is_among_the_texts() -> None:
    texts = {text for _, text in said.in_assets()}
    assert {
        "Draw the knee in until you feel a mild pull.",  # a caption
        "One leg lift.",  # a voice's spelling
        "A short warm-up and two stretches lying down. A short day counts fully.",
        "Lifting both legs pulls on the lower back and makes it arch. One leg at a time does not.",
        "Letting the tailbone roll up",
    } <= texts
