"""The handout from the Routines page: on what paper, where it goes, and what stands in the way."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from stretchplayer.core.catalogue import Dose
from stretchplayer.core.concerns import Concern, Effect
from stretchplayer.core.routine import Routine, RoutineItem
from stretchplayer.core.suitability import with_effect
from stretchplayer.ui.handout_dialog import HandoutDialog
from stretchplayer.ui.pages.routines import HANDOUT
from tests.report.pdf_text import page_texts
from tests.ui.editor.sitting import settle
from tests.ui.hub_kit import Visit, visit
from tests.ui.test_fit import faults
from tests.ui.world import World


@pytest.fixture
def visiting(world: World) -> Visit:
    return visit(world)


def ask(visiting: Visit, routine: str = "short-day") -> HandoutDialog:
    """Choose it in the menu of a routine's card."""
    visiting.hub.place.list.card(routine).more.actions_by_key[HANDOUT].trigger()
    settle()
    (dialog,) = visiting.window.findChildren(HandoutDialog)
    return dialog


def test_a_routine_is_saved_as_a_page(
    visiting: Visit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: list[str] = []

    def choose(_parent: object, _title: str, name: str, _kinds: str) -> tuple[str, str]:
        offered.append(Path(name).name)
        return str(tmp_path / "mine"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    dialog = ask(visiting)
    assert dialog.focusWidget() is dialog.save_button
    assert "Short day" in dialog.accessibleDescription()
    QTest.keyClick(dialog.save_button, Qt.Key.Key_Space)
    settle()
    assert offered == ["Short day.pdf"]
    assert visiting.told == ["The handout of Short day is in mine.pdf."]
    assert visiting.window.findChildren(HandoutDialog) == []
    (page,) = page_texts((tmp_path / "mine.pdf").read_bytes())
    assert "Short day" in page
    assert "Made on 19 November 2026" in page


def test_it_is_the_routine_as_it_would_play(visiting: Visit, tmp_path: Path) -> None:
    world = visiting.world
    preferences = with_effect(world.settings.preferences, Concern.LEANING_BACK, Effect.HIDE)
    world.settings.save(msgspec.structs.replace(preferences, emergency_number="112"))
    items = ("single-knee-to-chest", "standing-back-bend", "cat-cow", "pelvic-tilt")
    world.history.set_aside("cat-cow", "red")
    world.routines.use_everywhere("pelvic-tilt", Dose(hold_s=7, repetitions=4))
    made = world.routines.create(
        Routine(
            id="",
            name="Mine",
            description="",
            items=tuple(RoutineItem(stretch=one, hold_s=33 if one == items[0] else None) for one in items),
        )
    )
    settle()
    dialog = ask(visiting, made.id)
    dialog.paper.choose("Letter")
    dialog.save_to(tmp_path / "x.pdf")
    data = (tmp_path / "x.pdf").read_bytes()
    (page,) = page_texts(data)
    assert "1. Single knee to chest" in page
    assert "Hold 33 seconds, 3 times each leg" in page
    assert "Hold 7 seconds and let go, 4 times" in page
    left_out = (world.library.catalogue[one].short_name for one in items[1:3])
    assert f"Left out for now: {', '.join(left_out)}." in page
    assert "call 112" in " ".join(page.split())
    assert b"612.000000 792.000000" in data


def test_what_stands_in_the_way_is_said_and_it_stays_open(visiting: Visit, tmp_path: Path) -> None:
    dialog = ask(visiting)
    dialog.save_to(tmp_path / "gone" / "x.pdf")
    assert dialog.isVisible()
    assert dialog.problem.isVisible()
    assert "could not be written" in dialog.problem.words.text()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    settle()
    assert visiting.window.findChildren(HandoutDialog) == []
    assert visiting.told == []


def test_choosing_no_file_stays_on_the_question(visiting: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    dialog = ask(visiting)
    dialog.save_button.click()
    assert dialog.isVisible()
    assert not dialog.problem.isVisible()


def test_of_an_empty_routine_there_is_none(visiting: Visit) -> None:
    made = visiting.world.routines.create(Routine(id="", name="Empty", description="", items=()))
    settle()
    assert not visiting.hub.place.list.card(made.id).more.actions_by_key[HANDOUT].isEnabled()


@pytest.mark.parametrize(
    ("theme", "size", "text_scale"),
    [("light", (900, 600), 2.0), ("dark", (1280, 800), 1.0), ("contrast", (900, 600), 1.0)],
)
def test_it_fits(
    worlds: Callable[..., World], tmp_path: Path, theme: str, size: tuple[int, int], text_scale: float
) -> None:
    visiting = visit(worlds(theme=theme, text_scale=text_scale), *size)
    dialog = ask(visiting)
    dialog.save_to(tmp_path / "gone" / "x.pdf")
    assert faults(dialog) == []
    assert dialog.rect().contains(dialog.sheet.geometry())
