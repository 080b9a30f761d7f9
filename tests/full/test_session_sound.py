"""A whole routine through the real sound path, recorded: every cue is where the score has it.

A session is driven by the real clock and driver, with a window repainting all the time and the main
thread stuck for 400 ms again and again, while the sound server's monitor is recorded.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from stretchplayer.app.clock import SystemClock
from stretchplayer.app.comfort_service import ComfortService
from stretchplayer.app.services import HistoryService, RoutineService, SettingsService
from stretchplayer.app.session_driver import SessionDriver
from stretchplayer.app.sessions import SessionMaker
from stretchplayer.audio.clips import ClipBank
from stretchplayer.audio.output import MiniaudioPlayer
from stretchplayer.audio.voice import VoicePack
from stretchplayer.bootstrap import Content
from stretchplayer.core.events import CueStarted, Event, GateReached, Rating, RatingTaken, Started
from stretchplayer.core.ports import SoundState
from stretchplayer.core.preferences import Preferences
from stretchplayer.core.routine import Routine, RoutineItem
from stretchplayer.core.session import Phase
from stretchplayer.store import open_store
from tests.soundserver import (
    Recorder,
    Recording,
    SoundServer,
    errors_ms,
    find_cues,
    sound_server,  # noqa: F401  (a fixture)
    wait_until,
)

pytestmark = [pytest.mark.full, pytest.mark.timeout(600)]

ROUTINE = Routine(
    id="short",
    name="Short",
    description="",
    items=(
        RoutineItem(stretch="cat-cow", repetitions=2, get_ready_s=8),
        RoutineItem(stretch="single-knee-to-chest", hold_s=16, repetitions=1, get_ready_s=8),
        RoutineItem(stretch="pelvic-tilt", repetitions=2),
    ),
)
STUCK_MS = 400
STUCK_EVERY_MS = 2_500
ANSWER_AFTER_MS = 4_500.0  # the question has been said by then
WITHIN_MS = 1.0
SURE = 0.85  # correlation from which a cue was heard for certain


class Busy(QWidget):
    """A window that paints all the time and now and then holds up the main thread."""

    def __init__(self) -> None:
        super().__init__()
        self.resize(1200, 800)
        self.painted = 0
        self.stuck = 0
        self._paint = QTimer(self)
        self._paint.timeout.connect(self.update)
        self._paint.start(16)
        self._hold_up = QTimer(self)
        self._hold_up.timeout.connect(self._stick)
        self._hold_up.start(STUCK_EVERY_MS)

    def rest(self) -> None:
        self._paint.stop()
        self._hold_up.stop()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for i in range(60):
            painter.setBrush(QColor(i, 80, 120, 90))
            painter.drawEllipse(i * 9, i * 5, 420, 300)
        self.painted += 1

    def _stick(self) -> None:
        threading.Event().wait(STUCK_MS / 1000)
        self.stuck += 1


@dataclass
class Epoch:
    """Cues between two anchors, and where in the recording the first of them may be looked for."""

    anchor_ms: int
    recorded_ms: float
    cues: list[tuple[str, float]] = field(default_factory=list)


class Listener:
    """Answers every question and notes what should be heard."""

    def __init__(self, driver: SessionDriver, recorder: Recorder) -> None:
        self._driver = driver
        self._recorder = recorder
        self.epochs: list[Epoch] = []
        driver.changed.connect(self.note)

    def note(self, events: list[Event]) -> None:
        for event in events:
            match event:
                case Started() | RatingTaken():
                    position = self._driver.session.position_ms
                    self.epochs.append(Epoch(position, self._recorder.seconds * 1000))
                case CueStarted(cue):
                    self.epochs[-1].cues.append((cue.id, float(cue.at_ms)))
                case GateReached():
                    QTimer.singleShot(50, self._answer_when_asked)
                case _:
                    pass

    def _answer_when_asked(self) -> None:
        if self._driver.phase is Phase.GATE and self._driver.gate_elapsed_ms() < ANSWER_AFTER_MS:
            QTimer.singleShot(50, self._answer_when_asked)
        else:
            self._driver.answer(Rating(1))


class AlwaysAwake:
    def acquire(self) -> bool:
        return True

    def release(self) -> None:
        pass


@dataclass
class Played:
    """What one playing of the routine came to."""

    expected: int
    epochs: list[Epoch]
    recording: Recording
    window: Busy


def play(folder: Path, server: SoundServer) -> Played:
    """Play the routine from start to finish and record it."""
    content = Content(folder)
    content.paths.make()
    clock = SystemClock()
    store = open_store(folder)
    player = MiniaudioPlayer(clock, content.voice_folder(Preferences()))
    settings = SettingsService(store.settings, clock)
    maker = SessionMaker(
        catalogue=content.catalogue,
        phrases=lambda: content.phrases(Preferences()),
        routines=RoutineService([ROUTINE], content.catalogue, store.routines, store.drafts, clock),
        history=HistoryService(store.history, clock),
        comfort=ComfortService(store.comfort, store.history, settings, clock),
        settings=settings,
        clock=clock,
        player=lambda: player,
        keep_awake=AlwaysAwake(),
    )
    maker.warm_up()
    wait_until(lambda: player.poll() is SoundState.PLAYING, 10, "no sound device was opened")
    driver = maker.prepare(ROUTINE.id, Rating(1), full_length=True)
    recorder = server.record()
    listener = Listener(driver, recorder)
    window = Busy()
    window.show()
    loop = QEventLoop()
    driver.changed.connect(lambda _: loop.quit() if driver.phase is Phase.FINISHED else None)
    driver.start()
    loop.exec()
    QTimer.singleShot(1_500, loop.quit)  # the last sounds are still on their way through the server
    loop.exec()
    window.rest()
    window.deleteLater()
    driver.close()
    store.close()
    return Played(len(driver.timeline.cues), listener.epochs, recorder.stop(), window)


def out_of_place(played: Played) -> list[str]:
    """Every cue that was not heard, or not in its place relative to the first of its epoch."""
    bank = ClipBank(VoicePack(Content(None).voice_folder(Preferences())))
    told: list[str] = []
    for epoch in played.epochs:
        if not epoch.cues:
            continue
        clips = {id_: clip for id_, _ in epoch.cues if (clip := bank.load(id_)) is not None}
        first = epoch.recorded_ms + (epoch.cues[0][1] - epoch.anchor_ms)
        found = find_cues(played.recording, clips, epoch.cues, first_ms=first, within_ms=900)
        told += [
            f"{cue.id} at {cue.at_ms:.0f}: {error:+.2f} ms, likeness {cue.likeness:.2f}"
            for error, cue in zip(errors_ms(found), found, strict=True)
            if abs(error) > WITHIN_MS or cue.likeness < SURE
        ]
    bank.close()
    return told


def test_every_cue_of_a_routine_is_within_a_millisecond(
    qapp: object,
    tmp_path: Path,
    sound_server: SoundServer,  # noqa: F811
) -> None:
    wrong: list[str] = []
    for attempt in ("first", "second"):  # other work on the machine can starve the sound server itself
        played = play(tmp_path / attempt, sound_server)
        assert sum(len(epoch.cues) for epoch in played.epochs) == played.expected > 40
        assert played.window.painted > 300
        assert played.window.stuck > 10
        wrong = out_of_place(played)
        if not wrong:
            return
    assert not wrong, "\n".join(wrong)
