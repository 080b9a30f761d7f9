"""The one place that knows every part, and joins them.

Nothing of Qt is loaded before `run`, so the command line stays quick and needs no display; and
what the first paint does not need (figures, sound, charts) is loaded when it is first wanted.
"""

from __future__ import annotations

import os
import sys
from functools import cached_property, partial
from typing import TYPE_CHECKING, NamedTuple

from stretchplayer import APP_ID, APP_NAME
from stretchplayer.app.paths import Paths
from stretchplayer.app.resources import assets
from stretchplayer.core.own_stretch import PICTURE_PREFIX

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from PySide6.QtCore import QSize
    from PySide6.QtGui import QImage

    from stretchplayer.app.autostart import Autostart
    from stretchplayer.app.single_instance import SingleInstance
    from stretchplayer.core.catalogue import Catalogue, Dose, Side
    from stretchplayer.core.cues import Phrase
    from stretchplayer.core.history import OwnPicture, PictureKind
    from stretchplayer.core.ports import Clock, CuePlayer, KeepAwake
    from stretchplayer.core.preferences import Preferences
    from stretchplayer.core.routine import Routine
    from stretchplayer.core.timeline import Timeline
    from stretchplayer.figure.cache import FigureCache
    from stretchplayer.figure.pose import PoseLibrary
    from stretchplayer.figure.still import PictureOrFigure, StillImages
    from stretchplayer.store import Store
    from stretchplayer.ui.desk import Desk, DeskParts
    from stretchplayer.ui.first_look import FirstLook
    from stretchplayer.ui.main_window import MainWindow

LANGUAGE = "en"


class _Kept(NamedTuple):
    """What the command line needs of what the user made their own."""

    routines: Mapping[str, Routine]
    doses: Mapping[str, Dose]
    preferences: Preferences


class Content:
    """Everything there is to play, each part read when first asked for."""

    def __init__(self, data_dir: Path | None = None) -> None:
        """`data_dir` holds what the user changed; None means the system's usual folder."""
        self.data_dir = data_dir
        self.paths = Paths.of(data_dir)
        self.folder = assets()

    @cached_property
    def catalogue(self) -> Catalogue:
        """All stretches."""
        from stretchplayer.app import content as files

        return files.load_catalogue(self.folder / "catalogue")

    @cached_property
    def built_in(self) -> tuple[Routine, ...]:
        """The routines as they came with the app."""
        from stretchplayer.app import content as files

        return files.load_routines(self.folder / "routines")

    def voice_folder(self, preferences: Preferences) -> Path:
        """Where the clips of the chosen voice are."""
        return self.folder / "voice" / LANGUAGE / preferences.voice

    def phrases(self, preferences: Preferences) -> Mapping[str, Phrase]:
        """Words and lengths of everything that can be heard in the chosen voice."""
        from stretchplayer.app import content as files
        from stretchplayer.audio.manifest import durations_ms
        from stretchplayer.core.cues import phrase_book
        from stretchplayer.core.own_stretch import own_phrases

        texts = files.load_phrases(self.folder / "voice" / LANGUAGE)
        lengths = durations_ms(self.voice_folder(preferences))
        words = {id_: phrase.text for id_, phrase in texts.items()}
        for stretch in self.catalogue.own:
            words |= own_phrases(stretch)
        return phrase_book(words, lengths)

    # ---- for the command line, which has no services -----------------------------------------

    @cached_property
    def _kept(self) -> _Kept:
        """What the user made their own; without a history, nothing."""
        from stretchplayer.core.preferences import Preferences, read_preferences
        from stretchplayer.store import FILE_NAME, open_store

        if not (self.paths.data / FILE_NAME).exists():
            return _Kept({}, {}, Preferences())
        store = open_store(self.paths.data)
        try:
            self.catalogue.set_own(*store.own_stretches.own_stretches())
            return _Kept(
                store.routines.changed_routines(),
                store.routines.usual_doses(),
                read_preferences(store.settings.all_settings()),
            )
        finally:
            store.close()

    @property
    def whole_catalogue(self) -> Catalogue:
        """All stretches, the user's own among them."""
        _ = self._kept
        return self.catalogue

    def routines(self) -> list[Routine]:
        """Every routine as it would be played."""
        from stretchplayer.app.routine_service import all_routines
        from stretchplayer.core.routine import fill

        built_in = {routine.id: routine for routine in self.built_in}
        kept = self._kept
        return [
            fill(routine, kept.doses) for routine in all_routines(built_in, kept.routines, self.catalogue)
        ]

    def routine(self, name: str) -> Routine:
        """The routine of this id or exact name; raises `NotFoundError`."""
        from stretchplayer.app.routine_service import find_routine

        return find_routine(self.routines(), name)

    def total_ms(self, routine: Routine) -> int:
        """Length at full dose."""
        from stretchplayer.core.plan import PlanOptions, total_ms

        return total_ms(routine, self.catalogue, self._kept.preferences, PlanOptions())

    def timeline(self, name: str) -> Timeline:
        """The timeline of a routine at full dose; raises `NotFoundError`."""
        from stretchplayer.core.plan import compile_routine

        preferences = self._kept.preferences
        phrases = self.phrases(preferences)
        return compile_routine(self.routine(name), self.catalogue, preferences, phrases)


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
    from stretchplayer.app.autostart import autostart, start_command
    from stretchplayer.app.clock import SystemClock
    from stretchplayer.app.data_service import DataService
    from stretchplayer.app.keep_awake import ScreenKeeper
    from stretchplayer.app.reminder_service import ReminderService
    from stretchplayer.app.services import (
        HistoryService,
        LibraryService,
        MeasureService,
        RoutineService,
        SettingsService,
    )
    from stretchplayer.app.sessions import SessionMaker
    from stretchplayer.app.start_with_system import StartWithSystem
    from stretchplayer.exchange.archive import write_archive
    from stretchplayer.ui.desk import DeskParts

    clock = clock or SystemClock()
    history = HistoryService(store.history, clock)
    settings = SettingsService(store.settings, clock)
    library = LibraryService(content.catalogue, store.own_stretches, clock)
    routines = RoutineService(content.built_in, content.catalogue, store.routines, store.drafts, clock)

    def machine_player() -> CuePlayer:
        from stretchplayer.audio.output import MiniaudioPlayer

        return MiniaudioPlayer(clock, content.voice_folder(settings.preferences))

    maker = SessionMaker(
        catalogue=content.catalogue,
        phrases=lambda: content.phrases(settings.preferences),
        routines=routines,
        history=history,
        settings=settings,
        clock=clock,
        player=new_player or machine_player,
        keep_awake=keep_awake or ScreenKeeper(),
    )
    measures = MeasureService(store.measures, clock)
    data = DataService(content.paths.data, store.everything, write_archive, clock)
    data.erased.connect(settings.read_again)
    data.erased.connect(library.read_again)
    data.erased.connect(partial(routines.changed.emit, ""))
    data.erased.connect(measures.changed)
    data.erased.connect(history.changed)
    figures = _Figures(content.folder / "poses", library.picture)
    return DeskParts(
        clock=clock,
        catalogue=content.catalogue,
        history=history,
        routines=routines,
        library=library,
        settings=settings,
        reminders=ReminderService(settings, history, clock),
        starts=StartWithSystem(settings, entry or autostart(), start_command(content.data_dir)),
        measures=measures,
        data=data,
        maker=maker,
        draw=figures.draw,
        new_figure=lambda: figures.new_view(turned=settings.preferences.mirror_figure),
    )


class _Figures:
    """Pictures of stretches, drawn or brought; the engine that draws is loaded with the first."""

    def __init__(self, folder: Path, own: Callable[[str], OwnPicture | None]) -> None:
        """`own` gives a picture of the user's by its id."""
        self._folder = folder
        self._own = own

    @cached_property
    def _library(self) -> PoseLibrary:
        from stretchplayer.core.history import PictureKind
        from stretchplayer.figure.pose import PoseLibrary

        return PoseLibrary(self._folder, own=lambda pose: self._data(pose, PictureKind.POSE))

    @cached_property
    def _images(self) -> StillImages:
        from stretchplayer.core.history import PictureKind
        from stretchplayer.figure.still import StillImages

        return StillImages(lambda picture: self._data(picture, PictureKind.IMAGE))

    @cached_property
    def _thumbnails(self) -> FigureCache:
        from stretchplayer.figure.cache import FigureCache

        return FigureCache(self._library)

    def _data(self, picture: str, kind: PictureKind) -> bytes | None:
        found = self._own(picture) if picture.startswith(PICTURE_PREFIX) else None
        return found.data if found is not None and found.kind is kind else None

    def draw(self, pose: str, side: Side | None, size: QSize, ratio: float, dark: bool) -> QImage | None:
        """A still of the held pose, or the picture that stands for it; None when there is none."""
        still = self._images.thumbnail(pose, size, ratio)
        return still or self._thumbnails.thumbnail(pose, side, size, ratio, dark)

    def new_view(self, *, turned: bool) -> PictureOrFigure:
        """A moving figure, or a picture in its place; `turned` shows it as in a mirror."""
        from stretchplayer.figure.figure_scene import FigureScene
        from stretchplayer.figure.still import PictureOrFigure

        view = PictureOrFigure(FigureScene(self._library), self._images)
        view.set_turned(turned)
        return view
