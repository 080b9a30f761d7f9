"""The one place that knows every part, and joins them.

Nothing of Qt is loaded before `run`, so the command line stays quick and needs no display; and
what the first paint does not need (figures, sound, charts) is loaded when it is first wanted.
"""

from __future__ import annotations

import os
import sys
from functools import partial
from typing import TYPE_CHECKING

from stretchplayer import APP_ID, APP_NAME
from stretchplayer.bootstrap.content import Content

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from stretchplayer.app.autostart import Autostart
    from stretchplayer.app.progress_service import ProgressService
    from stretchplayer.app.recording import OnProgress
    from stretchplayer.app.single_instance import SingleInstance
    from stretchplayer.app.start_with_system import StartWithSystem
    from stretchplayer.core.phrases import Phrase
    from stretchplayer.core.ports import Clock, CuePlayer, KeepAwake
    from stretchplayer.core.take_along import Taken
    from stretchplayer.core.timeline import Timeline
    from stretchplayer.store import Store
    from stretchplayer.ui.desk import Desk
    from stretchplayer.ui.desk_parts import DeskParts
    from stretchplayer.ui.first_look import FirstLook
    from stretchplayer.ui.main_window import MainWindow
    from stretchplayer.ui.player.halo import FigureView

__all__ = ["Content", "join_parts", "run"]


def run(content: Content, routine: str | None, *, in_tray: bool = False) -> int:
    """Open the window, go straight to `routine` if one is named, and give the exit code.

    With `in_tray` the window stays hidden until it is asked for.

    Raises `StoreError` when the folders or the notes cannot be used.
    """
    # Both must be set before Qt and numpy load: Qt's thread pool makes small translucent fills
    # several times slower, and BLAS threads make single frames late (measured).
    os.environ.setdefault("QT_NO_GUI_THREADPOOL", "1")
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from PySide6.QtCore import QTimer

    from stretchplayer.app.single_instance import SingleInstance
    from stretchplayer.ui.application import Application
    from stretchplayer.ui.first_look import FirstLook
    from stretchplayer.ui.main_window import MainWindow

    content.paths.make()
    application = Application(sys.argv[:1])
    application.setApplicationName(APP_NAME)
    application.setDesktopFileName(APP_ID)
    instance = SingleInstance(content.paths.data)
    if not instance.acquire():
        if in_tray:
            return 0  # it is there already
        if not instance.knock():
            sys.stderr.write("stretchplayer: the app is already open on this folder, but does not answer\n")
            return 1
        return 0
    first_look = FirstLook(content.paths.data / "window.ini")
    window = MainWindow(first_look)
    opening = _Opening(content, window, first_look, instance, routine, in_tray=in_tray)
    if in_tray:
        QTimer.singleShot(0, opening.furnish)  # nothing is painted that could be waited for
    else:
        window.painted.connect(opening.furnish)
        window.show()
    try:
        return application.exec()
    finally:
        opening.close()
        instance.release()


class _Opening:
    """What happens once the window can be seen: looks, notes, content, pages."""

    def __init__(
        self,
        content: Content,
        window: MainWindow,
        first_look: FirstLook,
        instance: SingleInstance,
        routine: str | None,
        *,
        in_tray: bool = False,
    ) -> None:
        self._in_tray = in_tray
        self._content = content
        self._window = window
        self._first_look = first_look
        self._instance = instance
        self._routine = routine
        self._desk: Desk | None = None
        self._store: Store | None = None

    def furnish(self) -> None:
        """Open the notes and show the pages, or say why that cannot be."""
        from PySide6.QtWidgets import QApplication

        from stretchplayer.app.log import start_logging
        from stretchplayer.core.errors import StretchPlayerError
        from stretchplayer.store import open_store
        from stretchplayer.ui.desk import Desk
        from stretchplayer.ui.error_dialog import LastResort

        QApplication.setStyle("Fusion")
        desk = self._desk = Desk(self._content.folder, self._window, self._first_look)
        start_logging(self._content.paths.logs)
        LastResort(desk.look, self._window).install()
        try:
            self._store = open_store(self._content.paths.data)
            parts = join_parts(self._content, self._store)
        except StretchPlayerError as error:
            desk.say_trouble(str(error))
            self._window.show()
        else:
            desk.furnish(parts, self._routine, in_tray=self._in_tray)
            parts.names.begin()
        self._instance.knocked.connect(self._window.come_forward)
        self._instance.listen()

    def close(self) -> None:
        """Let go of what is playing, then close the notes."""
        if self._desk is not None:
            self._desk.close()
        if self._store is not None:
            self._store.close()


def join_parts(
    content: Content,
    store: Store,
    *,
    clock: Clock | None = None,
    new_player: Callable[[], CuePlayer] | None = None,
    keep_awake: KeepAwake | None = None,
    entry: Autostart | None = None,
) -> DeskParts:
    """Join what is kept, heard and drawn with what the window shows.

    Without a clock, player, screen keeper and entry among what starts with the system of somebody's
    own, those of the machine are used.
    """
    from stretchplayer.app.clock import SystemClock
    from stretchplayer.app.comfort_service import ComfortService
    from stretchplayer.app.data_service import DataService
    from stretchplayer.app.diary_service import DiaryService
    from stretchplayer.app.keep_awake import ScreenKeeper
    from stretchplayer.app.live_voice import LiveVoice
    from stretchplayer.app.log import erase_log
    from stretchplayer.app.name_speech import NameSpeech
    from stretchplayer.app.reminder_service import ReminderService
    from stretchplayer.app.screening_service import ScreeningService
    from stretchplayer.app.services import (
        HistoryService,
        LibraryService,
        MeasureService,
        RoutineService,
        SettingsService,
    )
    from stretchplayer.app.sessions import SessionMaker
    from stretchplayer.app.sound_outputs import Output, SoundOutputs
    from stretchplayer.app.sound_service import SoundService
    from stretchplayer.bootstrap.figures import Figures
    from stretchplayer.bootstrap.history_files import HistoryFiles
    from stretchplayer.bootstrap.recordings import write_recording
    from stretchplayer.ui.desk_parts import DeskParts

    def start_with_system() -> StartWithSystem:
        from stretchplayer.app.autostart import autostart, start_command
        from stretchplayer.app.start_with_system import StartWithSystem

        return StartWithSystem(settings, entry or autostart(), start_command(content.data_dir))

    clock = clock or SystemClock()
    own_sounds = content.own_sounds
    history = HistoryService(store.history, clock)
    settings = SettingsService(store.settings, clock)
    comfort = ComfortService(store.comfort, store.history, settings, clock)
    screening = ScreeningService(store.history, comfort, clock)
    library = LibraryService(content.catalogue, store.own_stretches, store.drafts, clock)
    routines = RoutineService(
        content.built_in,
        content.catalogue,
        store.routines,
        store.drafts,
        clock,
        place=lambda: settings.preferences.place,
    )

    def progress() -> ProgressService:
        from stretchplayer.app.progress_service import ProgressService

        return ProgressService(store.history, store.measures, clock)

    def machine_player(*, for_trying: bool = False) -> CuePlayer:
        from stretchplayer.audio.output import MiniaudioPlayer, OutputWishes

        def wishes() -> OutputWishes:
            now = settings.preferences
            return OutputWishes(now.output_device, now.wake_speakers and (for_trying or not now.muted))

        preferences = settings.preferences
        names = content.find_names(preferences)
        voice = content.voice_folder(preferences)
        return MiniaudioPlayer(clock, voice, own=own_sounds, names=names, wishes=wishes)

    def outputs() -> list[Output]:
        if new_player is not None:
            return []  # what it plays on is not for the machine to say
        from stretchplayer.audio.device_list import list_outputs
        from stretchplayer.audio.library import NoBackendError

        try:
            return [Output(found.name, found.usual) for found in list_outputs()]
        except NoBackendError:
            return []

    def phrases() -> Mapping[str, Phrase]:
        return content.phrases(settings.preferences)

    maker = SessionMaker(
        catalogue=content.catalogue,
        phrases=phrases,
        routines=routines,
        history=history,
        comfort=comfort,
        settings=settings,
        clock=clock,
        player=new_player or machine_player,
        keep_awake=keep_awake or ScreenKeeper(),
    )
    measures = MeasureService(store.measures, store.corrections, store.drafts, clock)
    try_sound = new_player or partial(machine_player, for_trying=True)
    sounds = SoundService(own_sounds, settings, try_sound, SoundOutputs(outputs))
    files = HistoryFiles(store, content.catalogue, sounds=own_sounds)
    data = DataService(content.paths.data, store.everything, files, clock, erase_files=sounds.erase)
    for all_anew in (data.erased, data.brought_back):
        all_anew.connect(settings.read_again)
        all_anew.connect(library.read_again)
        all_anew.connect(partial(routines.changed.emit, ""))
        all_anew.connect(measures.changed)
        all_anew.connect(history.changed)
        all_anew.connect(comfort.changed)
        all_anew.connect(screening.read_again)
    data.erased.connect(partial(erase_log, content.paths.logs))
    data.brought_back.connect(sounds.read_again)
    figures = Figures(content.folder / "poses", library.picture, content.paths.cache / "thumbnails")
    data.erased.connect(figures.forget)
    names = NameSpeech(content.names, library, routines, settings)
    data.erased.connect(names.forget)

    def new_figure(*, film: bool = False) -> FigureView:
        preferences = settings.preferences
        return figures.new_view(preferences.figure, turned=preferences.mirror_figure, film=film)

    def record(timeline: Timeline, title: str, path: Path, on_progress: OnProgress) -> Taken | None:
        bank = content.clip_bank(settings.preferences)
        return write_recording(timeline, title, path, bank, on_progress)

    return DeskParts(
        clock=clock,
        catalogue=content.catalogue,
        history=history,
        comfort=comfort,
        screening=screening,
        diary=DiaryService(store.corrections, history, clock),
        progress=progress,
        routines=routines,
        library=library,
        settings=settings,
        reminders=ReminderService(settings, history, clock),
        new_starts=start_with_system,
        measures=measures,
        data=data,
        maker=maker,
        sounds=sounds,
        names=names,
        record=record,
        voice=LiveVoice(settings, phrases, new_player or machine_player),
        draw=figures.draw,
        for_paper=lambda: figures.for_paper(settings.preferences),
        read_pose=figures.pose,
        new_figure=new_figure,
    )
