"""The sound file from the Routines page: its kind, its progress, giving it up, what stands in the way."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from pathlib import Path

import msgspec
import numpy as np
import pytest
import soundfile
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from stretchplayer.app.recording import OnProgress, Recording
from stretchplayer.core.content_rules import wording_faults
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
        assert dialog.kind_words.text() == "Being written …"
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
    assert dialog.problem.words.text().startswith("x.wav could not be written (No such file")
    assert not dialog.line.isVisible()
    assert dialog.kind_words.text() == "Plays everywhere."
    with qtbot.waitSignal(dialog.saved, timeout=30_000):
        dialog.save_to(tmp_path / "x.wav")
    assert (tmp_path / "x.wav").exists()


def test_a_file_is_not_replaced_unless_it_was_chosen(
    visiting: Visit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    chosen = [tmp_path / "x", tmp_path / "x.mp3"]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(chosen.pop(0)), ""))
    (tmp_path / "x.mp3").write_bytes(b"a song")
    dialog = ask(visiting)
    dialog.save_button.click()
    assert dialog.problem.words.text().startswith("There is a “x.mp3” already.")
    assert wording_faults("problem", dialog.problem.words.text()) == []
    assert not dialog.recording.running
    assert (tmp_path / "x.mp3").read_bytes() == b"a song"
    with qtbot.waitSignal(dialog.saved, timeout=30_000):
        dialog.save_button.click()
    assert soundfile.info(tmp_path / "x.mp3").duration > 60


def test_the_kind_is_the_one_whose_ending_was_written(
    visiting: Visit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "x.WAV"), ""))
    dialog = ask(visiting)
    with qtbot.waitSignal(dialog.saved, timeout=30_000):
        dialog.save_button.click()
    assert soundfile.info(tmp_path / "x.WAV").format == "WAV"


def test_a_sheet_of_another_file_stays_and_the_new_name_is_told(
    visiting: Visit, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "x.cue").write_bytes(b"of a song")
    dialog = ask(visiting)
    with qtbot.waitSignal(dialog.saved, timeout=30_000):
        dialog.save_to(tmp_path / "x.wav")
    assert visiting.told == ["Short day is in x.wav, with its chapters in x.wav.cue beside it."]
    assert (tmp_path / "x.cue").read_bytes() == b"of a song"


def test_ending_the_program_meanwhile_leaves_nothing(visiting: Visit, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = ask(visiting)
    with qtbot.waitSignal(dialog.recording.progressed, timeout=30_000):
        dialog.save_to(tmp_path / "x.mp3")
    application = QCoreApplication.instance()
    assert application is not None
    application.aboutToQuit.emit()
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == []


def test_closing_the_window_gives_it_up(visiting: Visit, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = ask(visiting)
    with qtbot.waitSignal(dialog.recording.progressed, timeout=30_000):
        dialog.save_to(tmp_path / "x.mp3")
    with qtbot.waitSignal(dialog.recording.given_up, timeout=30_000):
        assert dialog.close()  # else the program would not end when it is told to
        assert not dialog.isVisible()
    settle()
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == []
    assert visiting.window.findChildren(RecordingDialog) == []


def test_a_cancel_that_comes_too_late_tells_of_the_file(visiting: Visit, tmp_path: Path) -> None:
    dialog = ask(visiting)
    dialog.save_to(tmp_path / "x.wav")
    (writing,) = (thread for thread in threading.enumerate() if thread.name == "recording")
    writing.join(30)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    settle()
    assert (tmp_path / "x.wav").exists()
    assert visiting.told == ["Short day is in x.wav, with its chapters in x.cue beside it."]
    assert visiting.window.findChildren(RecordingDialog) == []


def test_a_window_that_is_gone_leaves_nothing(visiting: Visit, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = ask(visiting)
    with qtbot.waitSignal(dialog.recording.progressed, timeout=30_000):
        dialog.save_to(tmp_path / "x.mp3")
    (writing,) = (thread for thread in threading.enumerate() if thread.name == "recording")
    delete(dialog)
    writing.join(10)
    assert not writing.is_alive()
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == []


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_mistake_of_ours_is_told_too(qtbot: QtBot, tmp_path: Path) -> None:
    def write(path: Path, on_progress: OnProgress) -> None:
        raise ZeroDivisionError

    recording = Recording(write)
    with qtbot.waitSignal(recording.failed, timeout=10_000) as told:
        recording.begin(tmp_path / "x.wav")
    assert told.args == ["The file could not be written."]
    assert not recording.running


def test_what_is_hidden_or_set_aside_is_not_in_it(visiting: Visit, tmp_path: Path, qtbot: QtBot) -> None:
    world = visiting.world
    for item in world.routines.get("short-day").items[1:]:
        world.history.set_aside(item.stretch, "red")
    dialog = ask(visiting)
    minutes = re.search(r"(\d+) minute", dialog.accessibleDescription())
    assert minutes is not None
    with qtbot.waitSignal(dialog.saved, timeout=30_000):
        dialog.save_to(tmp_path / "x.wav")
    assert round(soundfile.info(tmp_path / "x.wav").duration / 60) == int(minutes[1]) < 3
    assert (tmp_path / "x.cue").read_text(encoding="utf-8").count("TRACK") == 2  # one, and how it felt
    world.history.set_aside(world.routines.get("short-day").items[0].stretch, "red")
    visiting.hub.ask_for_recording("short-day")
    assert visiting.told[-1] == "There is nothing to play in Short day just now."
    settle()
    assert visiting.window.findChildren(RecordingDialog) == []


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
    routine = visiting.world.routines.get("short-day")
    long = msgspec.structs.replace(
        routine, name="Stretches for evenings after a long day at a desk " + "x" * 30
    )
    dialog = ask(visiting, visiting.world.routines.create(long).id)
    with qtbot.waitSignal(dialog.recording.failed, timeout=30_000):
        dialog.save_to(tmp_path / "gone" / f"{long.name}.wav")
    settle()
    assert dialog.problem.isVisible()
    assert faults(dialog) == []
    assert dialog.rect().contains(dialog.sheet.geometry())
    with qtbot.waitSignal(dialog.recording.progressed, timeout=30_000):
        dialog.save_to(tmp_path / f"{long.name}.mp3")
    settle()
    assert dialog.line.isVisible()
    assert faults(dialog) == []
    assert dialog.rect().contains(dialog.sheet.geometry())
    dialog.reject()
