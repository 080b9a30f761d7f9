"""Everything behind "Routines": the list and its editor, and the other ways to come to a routine."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog

from stretchplayer import APP_NAME, __version__
from stretchplayer.core.errors import StretchPlayerError
from stretchplayer.ui.editor.open_routine import EditorServices
from stretchplayer.ui.pages.routines_place import RoutinesPlace
from stretchplayer.ui.widgets.page_stack import PageStack

if TYPE_CHECKING:
    from collections.abc import Callable

    from stretchplayer.app.recording import Record
    from stretchplayer.app.services import LibraryService, RoutineService, SettingsService
    from stretchplayer.app.sessions import SessionMaker
    from stretchplayer.core.ports import Clock
    from stretchplayer.core.routine import Routine
    from stretchplayer.printing.paper import Paper
    from stretchplayer.ui.look import Look
    from stretchplayer.ui.pages.import_review import ImportPage
    from stretchplayer.ui.pages.minutes import MinutesPage
    from stretchplayer.ui.pages.physio_sheet import PhysioSheetPage
    from stretchplayer.ui.pictures import ForPaper, Pictures

IMPORTED = "Routines and exercises (*.json *.feeel *.xml *.zip);;All files (*)"
EXPORTED = "Stretch Player routine (*.stretch.json)"


@dataclass(frozen=True)
class HubServices:
    """Everything its pages ask."""

    library: LibraryService
    routines: RoutineService
    settings: SettingsService
    maker: SessionMaker
    clock: Clock
    record: Record


class RoutinesHub(PageStack):
    """Shows the list or the editor, or one of the pages that make a routine; Escape leaves those."""

    start_wanted = Signal(str)
    once_wanted = Signal(object)  # a routine that is played and not kept
    try_wanted = Signal(object, int)
    told = Signal(str, object, object)  # words, the word on a button or None, what the button does

    def __init__(self, look: Look, pictures: Pictures, services: HubServices, for_paper: ForPaper) -> None:
        super().__init__()
        self._for_paper = for_paper
        self._look = look
        self._pictures = pictures
        self._services = services
        self._minutes: MinutesPage | None = None
        self._sheet: PhysioSheetPage | None = None
        self._review: ImportPage | None = None
        self.place = RoutinesPlace(
            look,
            pictures,
            EditorServices(
                catalogue=services.library.catalogue,
                routines=services.routines,
                settings=services.settings,
                maker=services.maker,
                clock=services.clock,
            ),
        )
        self.addWidget(self.place)
        self.place.start_wanted.connect(self.start_wanted)
        self.place.try_wanted.connect(self.try_wanted)
        self.place.told.connect(self.told)
        self.place.minutes_wanted.connect(lambda: self.show_page(self.minutes))
        self.place.sheet_wanted.connect(self.fill_in_sheet)
        self.place.import_wanted.connect(self._choose_import)
        self.place.list.file_dropped.connect(self.look_through)
        self.place.export_wanted.connect(self._choose_export)
        self.place.handout_wanted.connect(self.ask_for_handout)
        self.place.recording_wanted.connect(self.ask_for_recording)

    # ---- the pages, each made when it is first wanted ----------------------------------------

    @property
    def minutes(self) -> MinutesPage:
        """A routine for the time there is."""
        from stretchplayer.ui.pages.minutes import MinutesPage

        if self._minutes is None:
            services = self._services
            page = MinutesPage(
                self._look,
                self._pictures,
                services.library.catalogue,
                services.settings,
                services.maker,
                services.routines,
                services.clock,
            )
            page.left.connect(self.show_place)
            page.start_wanted.connect(self.once_wanted)
            page.edit_wanted.connect(self._edit_new)
            self.addWidget(page)
            self._minutes = page
        return self._minutes

    @property
    def sheet(self) -> PhysioSheetPage:
        """A prescribed list."""
        from stretchplayer.ui.pages.physio_sheet import PhysioSheetPage

        if self._sheet is None:
            page = PhysioSheetPage(
                self._look,
                self._pictures,
                self._services.library,
                self._services.routines,
                self._services.settings,
            )
            page.left.connect(self.show_place)
            page.made.connect(self._after_sheet)
            self.addWidget(page)
            self._sheet = page
        return self._sheet

    @property
    def review(self) -> ImportPage:
        """What a file brings."""
        from stretchplayer.ui.pages.import_review import ImportPage

        if self._review is None:
            services = self._services
            page = ImportPage(
                self._look, self._pictures, services.library, services.routines, services.settings
            )
            page.left.connect(self.show_place)
            page.brought.connect(self._after_import)
            self.addWidget(page)
            self._review = page
        return self._review

    # ---- going there and back ----------------------------------------------------------------

    def leave(self, then: Callable[[], object]) -> None:
        """Go on with `then`: at once, or once the user has said what becomes of what is not saved."""
        if self.currentWidget() is self.place:
            self.place.leave(then)
        else:
            then()

    def show_place(self) -> None:
        """Show the list, or the editor if something is open there."""
        self.show_page(self.place)

    def fill_in_sheet(self) -> None:
        """Begin a prescribed list."""
        self.show_page(self.sheet)
        self.sheet.begin()

    def look_through(self, path: Path) -> None:
        """Look through a file before anything of it is kept."""
        self.show_page(self.review)
        self.review.begin(path)

    def export(self, routine: str, path: Path) -> None:
        """Write a routine into a file of the open format, and say how it went."""
        from stretchplayer.exchange.stretch_file import save, write_routine

        library = self._services.library
        try:
            chosen = self._services.routines.get(routine)
            made_with = f"{APP_NAME} {__version__}"
            save(path, write_routine(chosen, library.catalogue, library.picture, made_with))
        except StretchPlayerError as error:
            self.told.emit(str(error), None, None)
        else:
            self.told.emit(f"{chosen.name} is in {path.name}.", None, None)

    def ask_for_handout(self, routine: str) -> None:
        """Ask where a handout goes, write it there, and say so."""
        from stretchplayer.ui.handout_dialog import HandoutDialog

        try:
            chosen = self._services.routines.get(routine)
        except StretchPlayerError as error:
            self.told.emit(str(error), None, None)
            return
        dialog = HandoutDialog(self._look, self, chosen.name, partial(self.write_handout, routine))
        dialog.saved.connect(
            lambda path: self.told.emit(f"The handout of {chosen.name} is in {path.name}.", None, None)
        )
        dialog.open()

    def ask_for_recording(self, routine: str) -> None:
        """Ask where the sound of a routine goes, write it there as it would play now, and say so."""
        from stretchplayer.ui.recording_dialog import RecordingDialog

        services = self._services
        try:
            name = services.routines.get(routine).name
            timeline = services.maker.timeline(routine)
        except StretchPlayerError as error:
            self.told.emit(str(error), None, None)
            return
        if not timeline.segments:
            self.told.emit(f"There is nothing to play in {name} just now.", None, None)
            return
        minutes = max(1, round(timeline.duration_ms / 60_000))
        write = partial(services.record, timeline, name)
        dialog = RecordingDialog(self._look, self, name, minutes, write)
        dialog.recording.written.connect(
            lambda taken: self.told.emit(f"{name} is in {taken.sound.name}, {taken.chapters}.", None, None)
        )
        dialog.open()

    def write_handout(self, routine: str, path: Path, paper: Paper) -> None:
        """Write a routine on a page, as it would play now. Raises `NotFoundError` and `FileError`."""
        from stretchplayer.core.handout import gather_handout
        from stretchplayer.exchange.stretch_file import save
        from stretchplayer.printing.handout import handout_pdf

        services = self._services
        chosen = services.routines.as_played(services.routines.get(routine))
        handout = gather_handout(
            chosen,
            services.library.catalogue,
            services.maker.suits,
            set_aside=services.maker.options(routine=chosen).left_out,
            emergency_number=services.settings.preferences.emergency_number,
            made=services.clock.now().date(),
        )
        save(path, handout_pdf(handout, self._for_paper(), paper))

    def step_back(self) -> bool:
        """From a page that makes a routine to the list or the editor."""
        if self.currentWidget() is self.place:
            return False
        self.show_place()
        return True

    def _edit_new(self, routine: Routine) -> None:
        self.show_place()
        self.place.edit_new(routine)

    def _after_sheet(self, routine: str) -> None:
        self.show_place()
        self.place.edit(routine)
        self.told.emit("The routine is made. Look it over, and try it.", None, None)

    def _after_import(self, words: str, routines: list[str]) -> None:
        self.show_place()
        if len(routines) == 1:
            self.place.edit(routines[0])
        else:
            self.place.show_list()
        self.told.emit(words, None, None)

    def _choose_import(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, "Bring in a file", str(Path.home()), IMPORTED)
        if path:
            self.look_through(Path(path))

    def _choose_export(self, routine: str) -> None:
        from stretchplayer.exchange.stretch_file import SUFFIX, file_name

        name = file_name(self._services.routines.get(routine).name)
        path, _ = QFileDialog.getSaveFileName(self, "Export a routine", str(Path.home() / name), EXPORTED)
        if path:
            chosen = Path(path)
            self.export(routine, chosen if chosen.suffix else chosen.with_name(chosen.name + SUFFIX))
