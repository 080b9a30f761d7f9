"""One measurement: plays, records, judges."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest

from stretchplayer.audio.clips import ClipBank
from stretchplayer.audio.voice import VoicePack
from stretchplayer.core.ports import SoundState
from tests.exactness.desk import ROUTINE, Load, Place, open_place
from tests.exactness.ears import LongRecorder, Pilot, Turns, breaks
from tests.exactness.judge import Judge, Manner, Verdict
from tests.exactness.naive import Naive, decoded
from tests.exactness.person import Person
from tests.exactness.score import Epoch, Listener
from tests.soundserver import RATE, SoundServer

OURS, THEIRS = "null", "naive"
SINKS = (OURS, THEIRS)
THINKS_MS = 3_000
LAST_SOUNDS_MS = 1_500
LONG_MINUTES = 5.0  # from here on wishes come as rarely as in life
OFTEN_MS, RARELY_MS = (2_000, 5_000), (9_000, 26_000)
OURS_JUDGED = Manner(0, within_ms=250.0, strict=True)
THEIRS_JUDGED = Manner(1, within_ms=700.0, strict=False)


@dataclass
class Measured:
    """What one measurement came to."""

    minutes: float
    ours: Verdict
    theirs: Verdict
    epochs: Counter[str]
    stalls: int
    resumed_elsewhere: list[tuple[int, int]]
    wishes: Counter[str]
    answered: int
    painted: int
    redrawn: int
    stuck: int
    breaks: list[tuple[float, float]] = field(default_factory=list)  # of the pilot: when, how long (s)
    analysis_s: float = 0.0
    memory_mb: float = 0.0


def measure(minutes: float, folder: Path, server: SoundServer) -> Measured:
    """Play so many minutes into the server, which has `SINKS` and is the one this process plays to."""
    with open_place(folder / "data", minutes * 1.2) as place:
        sitting = _Sitting(place, minutes, folder, server)
        try:
            return sitting.sit()
        finally:
            sitting.close()


class _Sitting:
    """One session from its first question to the end, and what was recorded of it."""

    def __init__(self, place: Place, minutes: float, folder: Path, server: SoundServer) -> None:
        self._place = place
        self._minutes = minutes
        self._clock = place.clock
        os.environ["PULSE_SINK"] = THEIRS  # read by the sound library when it opens a stream
        preferences = place.parts.settings.preferences
        self._bank = decoded(place.voice)
        self._naive = Naive(self._bank, preferences.voice_volume, preferences.tone_volume)
        del os.environ["PULSE_SINK"]
        self._turns = Turns(self._clock)
        self._pilot = Pilot(server, OURS, folder)
        self._recorders = [LongRecorder(server, sink, folder / f"{sink}.raw", self._clock) for sink in SINKS]

    def sit(self) -> Measured:
        """Play, then judge."""
        place = self._place
        place.desk.play(ROUTINE, full_length=True)
        loop = QEventLoop()
        QTimer.singleShot(THINKS_MS, loop.quit)  # nobody answers at once; meanwhile the sound is opened
        loop.exec()
        QTest.keyClick(place.page.rating, Qt.Key.Key_0)
        QTest.keyClick(place.page.rating, Qt.Key.Key_Space)
        driver = place.page.driver
        assert driver is not None, "it does not begin"
        listener = Listener(driver, self._where, self._clock.monotonic_ms)
        load = Load(place.charts, place.page.stage)
        self._naive.follow(driver)
        assert driver.sound is SoundState.PLAYING, driver.sound
        often = RARELY_MS if self._minutes >= LONG_MINUTES else OFTEN_MS
        person = Person(place.page, driver, self._clock.monotonic_ms, listener.will_ask, often)
        QTimer.singleShot(round(self._minutes * 60_000), loop.quit)
        loop.exec()
        person.rest()
        load.rest()
        driver.stop()
        QTimer.singleShot(LAST_SOUNDS_MS, loop.quit)
        loop.exec()
        begun = self._clock.monotonic_ms()
        measured = self._judge(listener)
        measured.wishes, measured.answered = person.granted, person.answered
        measured.painted, measured.redrawn, measured.stuck = load.painted, load.redrawn, load.stuck
        measured.analysis_s = (self._clock.monotonic_ms() - begun) / 1000
        measured.memory_mb = _most_memory_mb()
        return measured

    def close(self) -> None:
        """Let go of everything; nothing may be left running when something went wrong."""
        for recorder in self._recorders:
            recorder.stop()
        self._pilot.stop()
        self._turns.stop()
        self._naive.close()
        self._bank.close()

    def _where(self) -> tuple[int, ...]:
        return tuple(recorder.samples for recorder in self._recorders)

    def _judge(self, listener: Listener) -> Measured:
        ours, theirs = (recorder.stop() for recorder in self._recorders)
        broken = breaks(ours)
        bank = ClipBank(VoicePack(self._place.voice))
        names = {cue.id for epoch in listener.epochs for cue in epoch.cues}
        clips = {name: clip for name in sorted(names) if (clip := bank.load(name)) is not None}
        judge = Judge(clips, self._turns.waited_ms)
        bank.close()
        return Measured(
            minutes=self._minutes,
            ours=judge.judge(ours, listener.epochs, broken, OURS_JUDGED),
            theirs=judge.judge(theirs, listener.epochs, broken, THEIRS_JUDGED),
            epochs=Counter(epoch.kind for epoch in listener.epochs if _is_judged(epoch)),
            stalls=listener.stalls,
            resumed_elsewhere=listener.resumed_elsewhere,
            wishes=Counter(),
            answered=0,
            painted=0,
            redrawn=0,
            stuck=0,
            breaks=[(begin / RATE, (end - begin) / RATE) for begin, end in broken],
        )


def _is_judged(epoch: Epoch) -> bool:
    return bool(epoch.cues and epoch.until_places)


def _most_memory_mb() -> float:
    import resource  # not on Windows, where nothing is measured

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
