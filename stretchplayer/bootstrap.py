"""The one place that knows every part, and joins them.

Nothing of Qt is loaded before `run`, so the command line stays quick and needs no display; and
what the first paint does not need (figures, sound, charts) is loaded when it is first wanted.
"""

from __future__ import annotations

import os
import sys
from functools import cached_property
from typing import TYPE_CHECKING

from stretchplayer import APP_ID, APP_NAME
from stretchplayer.app import content as files
from stretchplayer.app.paths import Paths
from stretchplayer.app.resources import assets
from stretchplayer.core.errors import NotFoundError
from stretchplayer.core.plan import PlanOptions, compile_routine, total_ms
from stretchplayer.core.preferences import Preferences, read_preferences

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from stretchplayer.core.catalogue import Catalogue
    from stretchplayer.core.cues import Phrase
    from stretchplayer.core.ports import CuePlayer
    from stretchplayer.core.routine import Routine
    from stretchplayer.core.timeline import Timeline
    from stretchplayer.store import Store
    from stretchplayer.ui.desk import DeskParts

LANGUAGE = "en"


class Content:
    """Everything there is to play, each part read when first asked for."""

    def __init__(self, data_dir: Path | None = None) -> None:
        """`data_dir` holds what the user changed; None means the system's usual folder."""
        self.paths = Paths.of(data_dir)
        self.folder = assets()

    @cached_property
    def catalogue(self) -> Catalogue:
        """All stretches."""
        return files.load_catalogue(self.folder / "catalogue")

    @cached_property
    def built_in(self) -> tuple[Routine, ...]:
        """The routines as they came with the app."""
        return files.load_routines(self.folder / "routines")

    def voice_folder(self, preferences: Preferences) -> Path:
        """Where the clips of the chosen voice are."""
        return self.folder / "voice" / LANGUAGE / preferences.voice

    def phrases(self, preferences: Preferences) -> Mapping[str, Phrase]:
        """Words and lengths of everything that can be heard in the chosen voice."""
        from stretchplayer.audio.manifest import durations_ms
        from stretchplayer.core.cues import phrase_book

        texts = files.load_phrases(self.folder / "voice" / LANGUAGE)
        lengths = durations_ms(self.voice_folder(preferences))
        return phrase_book({id_: phrase.text for id_, phrase in texts.items()}, lengths)

    # ---- for the command line, which has no services -----------------------------------------

    @cached_property
    def _kept(self) -> tuple[Mapping[str, Routine], Preferences]:
        """The user's routines and preferences; without a history, none and the usual ones."""
        from stretchplayer.store import FILE_NAME, open_store

        if not (self.paths.data / FILE_NAME).exists():
            return {}, Preferences()
        store = open_store(self.paths.data)
        try:
            return store.routines.changed_routines(), read_preferences(store.settings.all_settings())
        finally:
            store.close()

    def routines(self) -> list[Routine]:
        """Every routine as it would be played."""
        changed = self._kept[0]
        return [changed.get(routine.id, routine) for routine in self.built_in]

    def routine(self, name: str) -> Routine:
        """The routine of this id or exact name; raises `NotFoundError`."""
        for routine in self.routines():
            if name in (routine.id, routine.name):
                return routine
        known = ", ".join(routine.id for routine in self.built_in)
        raise NotFoundError(f"There is no routine called “{name}”. There are: {known}.")

    def total_ms(self, routine: Routine) -> int:
        """Length at full dose."""
        return total_ms(routine, self.catalogue, self._kept[1], PlanOptions())

    def timeline(self, name: str) -> Timeline:
        """The timeline of a routine at full dose; raises `NotFoundError`."""
        preferences = self._kept[1]
        phrases = self.phrases(preferences)
        return compile_routine(self.routine(name), self.catalogue, preferences, phrases)


def run(content: Content, routine: str | None) -> int:
    """Open the window, go straight to `routine` if one is named, and give the exit code.

    Raises `StoreError` when the folders or the notes cannot be used.
    """
    # Both must be set before Qt and numpy load: Qt's thread pool makes small translucent fills
    # several times slower, and BLAS threads make single frames late (measured).
    os.environ.setdefault("QT_NO_GUI_THREADPOOL", "1")
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from PySide6.QtWidgets import QApplication

    from stretchplayer.app.log import start_logging
    from stretchplayer.app.single_instance import SingleInstance

    content.paths.make()
    start_logging(content.paths.logs)
    application = QApplication(sys.argv[:1])
    application.setApplicationName(APP_NAME)
    application.setDesktopFileName(APP_ID)
    application.setStyle("Fusion")
    instance = SingleInstance(content.paths.data)
    if not instance.acquire():
        if not instance.knock():
            sys.stderr.write("stretchplayer: the app is already open on this folder, but does not answer\n")
            return 1
        return 0

    from stretchplayer.store import open_store
    from stretchplayer.ui.desk import Desk

    store = open_store(content.paths.data)
    desk = Desk(_parts(content, store))
    instance.knocked.connect(desk.window.come_forward)
    desk.window.shown.connect(instance.listen)
    desk.open(routine)
    try:
        return application.exec()
    finally:
        desk.close()
        store.close()
        instance.release()


def _parts(content: Content, store: Store) -> DeskParts:
    """Join what is kept, heard and drawn with what the window shows."""
    from stretchplayer.app.clock import SystemClock
    from stretchplayer.app.keep_awake import ScreenKeeper
    from stretchplayer.app.services import HistoryService, MeasureService, RoutineService, SettingsService
    from stretchplayer.app.sessions import SessionMaker
    from stretchplayer.ui.desk import DeskParts

    clock = SystemClock()
    history = HistoryService(store.history, clock)
    settings = SettingsService(store.settings, clock)
    routines = RoutineService(content.built_in, content.catalogue, store.routines, clock)

    def new_player() -> CuePlayer:
        from stretchplayer.audio.output import MiniaudioPlayer

        return MiniaudioPlayer(clock, content.voice_folder(settings.preferences))

    maker = SessionMaker(
        catalogue=content.catalogue,
        phrases=lambda: content.phrases(settings.preferences),
        routines=routines,
        history=history,
        settings=settings,
        clock=clock,
        player=new_player,
        keep_awake=ScreenKeeper(),
    )
    figures = _Figures(content.folder / "poses")
    return DeskParts(
        assets=content.folder,
        clock=clock,
        catalogue=content.catalogue,
        history=history,
        routines=routines,
        settings=settings,
        measures=MeasureService(store.measures, clock),
        maker=maker,
        draw=figures.draw,
        new_figure=figures.new_view,
    )
