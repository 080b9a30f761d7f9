"""The sound file from the Routines page: its kind, its progress, giving it up, what stands in the way."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import soundfile
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from stretchplayer.core.routine import Routine
from stretchplayer.ui.pages.routines import RECORDING
from stretchplayer.ui.recording_dialog import RecordingDialog
from tests.ui.editor.sitting import settle
from tests.ui.hub_kit import Visit, visit
from tests.ui.test_fit import faults
from tests.ui.world import World


@pytest.fixture
def visiting(world: World) -> Visit:
    return visit(world)


def ask(visiting: Visit, routine: str = "short-day") -> RecordingDialog:
    """Choose it in the menu of a routine's card."""
    visiting.hub.place.list.card(routine).more.actions_by_key[RECORDING].trigger()
    settle()
    (dialog,) = visiting.window.findChildren(RecordingDialog)
    return dialog


def test_a_routine_is_saved_as_a_sound_file(
    visiting: Visit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    offered: list[tuple[str, str]] = []

    def choose(_parent: object, _title: str, name: str, kinds: str) -> tuple[str, str]:
        offered.append((Path(name).name, kinds))
        return str(tmp_path / "mine"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    visiting.world.history.set_aside("pelvic-tilt", "red")
    dialog = ask(visiting)
    assert dialog.focusWidget() is dialog.save_button
    assert "Short day from beginning to end" in dialog.accessibleDescription()
    dialog.kind.choose("OGG")
    shares: list[int] = []
    dialog.line.valueChanged.connect(shares.append)
    with qtbot.waitSignal(dialog.saved, timeout=30_000):
        QTest.keyClick(dialog.save_button, Qt.Key.Key_Space)
        assert dialog.line.isVisible()
        assert not dialog.save_button.isEnabled()
        assert dialog.focusWidget() is dialog.cancel
    settle()
    assert offered == [("Short day.ogg", "OGG (*.ogg)")]
    assert len(shares) > 10
    assert shares == sorted(shares)
    assert visiting.told == ["Short day is in mine.ogg, with its chapters in mine.cue beside it."]
    assert visiting.window.findChildren(RecordingDialog) == []
    samples, _ = soundfile.read(tmp_path / "mine.ogg")
    assert np.abs(samples).max() > 0.1
    sheet = (tmp_path / "mine.cue").read_text(encoding="utf-8")
    assert "TRACK 02" in sheet
    assert "Pelvic tilt" not in sheet


def test_it_can_be_given_up_and_nothing_is_left(visiting: Visit, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = ask(visiting)
    with qtbot.waitSignal(dialog.recording.given_up, timeout=30_000):
        with qtbot.waitSignal(dialog.recording.progressed, timeout=30_000):
            dialog.save_to(tmp_path / "x.mp3")
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
    settle()
    assert visiting.window.findChildren(RecordingDialog) == []
    assert visiting.told == []
    assert not [one for one in tmp_path.iterdir() if one.suffix in (".mp3", ".cue", ".part")]


def test_what_stands_in_the_way_is_said_and_it_can_be_tried_again(
    visiting: Visit, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = ask(visiting)
    with qtbot.waitSignal(dialog.recording.failed, timeout=30_000):
        dialog.save_to(tmp_path / "gone" / "x.wav")
    assert dialog.isVisible()
    assert dialog.problem.isVisible()
    assert "could not be written" in dialog.problem.words.text()
    assert not dialog.line.isVisible()
    with qtbot.waitSignal(dialog.saved, timeout=30_000):
        dialog.save_to(tmp_path / "x.wav")
    assert (tmp_path / "x.wav").exists()


def test_it_says_what_each_kind_is_for(visiting: Visit) -> None:
    dialog = ask(visiting)
    assert dialog.kind_words.text() == "Plays everywhere."
    told: list[str] = []
    for kind in ("OGG", "FLAC", "WAV"):
        dialog.kind.buttons[kind].click()
        told.append(dialog.kind_words.text())
    assert len({*told}) == 3


def test_of_an_empty_routine_there_is_none(visiting: Visit) -> None:
    made = visiting.world.routines.create(Routine(id="", name="Empty", description="", items=()))
    settle()
    assert not visiting.hub.place.list.card(made.id).more.actions_by_key[RECORDING].isEnabled()


@pytest.mark.parametrize(
    ("theme", "size", "text_scale"),
    [("light", (900, 600), 2.0), ("dark", (1280, 800), 1.0), ("contrast", (900, 600), 1.0)],
)
def test_it_fits(
    worlds: Callable[..., World],
    tmp_path: Path,
    qtbot: QtBot,
    theme: str,
    size: tuple[int, int],
    text_scale: float,
) -> None:
    visiting = visit(worlds(theme=theme, text_scale=text_scale), *size)
    dialog = ask(visiting)
    with qtbot.waitSignal(dialog.recording.failed, timeout=30_000):
        dialog.save_to(tmp_path / "gone" / "x.wav")
    dialog.line.show()
    settle()
    assert faults(dialog) == []
    assert dialog.rect().contains(dialog.sheet.geometry())
