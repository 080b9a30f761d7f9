"""A window's surroundings for tests: the shipped content, a real store, and a calendar moved by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from stretchplayer.app import content
from stretchplayer.app.comfort_service import ComfortService
from stretchplayer.app.diary_service import DiaryService
from stretchplayer.app.live_voice import LiveVoice
from stretchplayer.app.progress_service import ProgressService
from stretchplayer.app.resources import assets
from stretchplayer.app.screening_service import ScreeningService
from stretchplayer.app.services import (
    HistoryService,
    LibraryService,
    MeasureService,
    RoutineService,
    SettingsService,
)
from stretchplayer.app.sessions import SessionMaker
from stretchplayer.app.trend_service import TrendService
from stretchplayer.audio.silent import SilentPlayer
from stretchplayer.core.catalogue import AvoidedMove, Catalogue, Side, Stretch
from stretchplayer.core.flexibility import LEG_RAISE_TEST, number_trial
from stretchplayer.core.history import MeasureMethod
from stretchplayer.store import Store
from stretchplayer.ui.comfort.page import ComfortPage, ComfortPageServices
from stretchplayer.ui.first_look import FirstLook
from stretchplayer.ui.icons import Icons
from stretchplayer.ui.look import Look
from stretchplayer.ui.main_window import MainWindow
from stretchplayer.ui.measure.page import MeasurePage
from stretchplayer.ui.pages.today import TodayPage
from stretchplayer.ui.pages.today_services import TodayServices
from stretchplayer.ui.pages.when_to_stop import WhenToStopPage
from stretchplayer.ui.pictures import Pictures, Wish
from stretchplayer.ui.progress.page import ProgressPage
from stretchplayer.ui.progress.trends import TrendsView
from stretchplayer.ui.progress.view import ProgressServices
from stretchplayer.ui.theme import ThemeManager
from stretchplayer.ui.widgets.nav import PageEntry, Place
from tests.answered import answer_clear
from tests.calendar_clock import Calendar
from tests.empty_notes import empty_notes

if TYPE_CHECKING:
    from stretchplayer.core.measures import Measures
    from stretchplayer.core.phrases import Phrase
    from stretchplayer.core.ports import CuePlayer
    from stretchplayer.core.routine import Routine

W = TypeVar("W", bound=QWidget)

THURSDAY = datetime(2026, 11, 19, 8, 12, tzinfo=timezone(timedelta(hours=1)))


class StaysAsItIs:
    """A screen that nobody keeps on."""

    def acquire(self) -> bool:
        return False

    def release(self) -> None:
        pass


def the(parent: QWidget, kind: type[W]) -> W:
    """The child of this kind, which must be there."""
    found = parent.findChild(kind)
    assert found is not None, kind
    return found


def blank_picture(wish: Wish) -> Iterator[QImage | None]:
    """A picture of nothing, at once."""
    image = QImage(wish.size * wish.ratio, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(wish.ratio)
    image.fill(Qt.GlobalColor.transparent)
    yield image


@dataclass
class World:
    """Everything a page is made with."""

    store: Store
    folder: Path
    clock: Calendar
    themes: ThemeManager
    look: Look
    pictures: Pictures
    history: HistoryService
    comfort: ComfortService
    screening: ScreeningService
    diary: DiaryService
    progress: ProgressService
    routines: RoutineService
    library: LibraryService
    settings: SettingsService
    measures: MeasureService
    voice: LiveVoice
    services: TodayServices
    made: list[QWidget] = field(default_factory=list)

    def session(
        self,
        day: date,
        *,
        pre: int | None = None,
        post: int | None = None,
        minutes: float = 9.0,
        note: str = "",
        outcome: str = "finished",
        hour: int = 8,
    ) -> str:
        """A session of that day, with its ratings."""
        back = self.clock.at
        self.clock.at = datetime(day.year, day.month, day.day, hour, tzinfo=THURSDAY.tzinfo)
        routine = self.routines.get("easy-lower-back")
        session = self.history.begin_session(routine, {}, Side.RIGHT)
        if pre is not None:
            self.history.record_rating("pre", pre, session=session)
        if post is not None:
            self.history.record_rating("post", post, session=session)
        self.history.end_session(session, outcome, round(minutes * 60_000))
        if note:
            self.history.save_note(session, note)
        self.clock.at = back
        return session

    def sitting(self, day: date, right: float, left: float) -> None:
        """A leg raise of that day, three equal tries a side."""
        back = self.clock.at
        self.clock.at = datetime(day.year, day.month, day.day, 9, tzinfo=THURSDAY.tzinfo)
        tries = [
            number_trial(LEG_RAISE_TEST, side, deg) for side, deg in ((Side.RIGHT, right), (Side.LEFT, left))
        ]
        self.measures.save(LEG_RAISE_TEST, MeasureMethod.PHONE, [t for t in tries for _ in range(3)])
        self.clock.at = back

    def today_page(self) -> TodayPage:
        return self.keep(TodayPage(self.look, self.pictures, self.services))

    def comfort_page(self) -> ComfortPage:
        services = ComfortPageServices(
            comfort=self.comfort,
            history=self.history,
            settings=self.settings,
            catalogue=self.library.catalogue,
        )
        return self.keep(ComfortPage(self.look, services))

    def progress_services(self) -> ProgressServices:
        return ProgressServices(
            self.history,
            self.progress,
            self.diary,
            self.measures,
            self.settings,
            self.routines,
            self.library.catalogue,
        )

    def progress_page(self) -> ProgressPage:
        return self.keep(ProgressPage(self.look, self.pictures, self.progress_services()))

    def trends_view(self) -> TrendsView:
        return self.keep(TrendsView(self.look, self.progress_services()))

    def measure_page(self) -> MeasurePage:
        return self.keep(
            MeasurePage(
                self.look, self.pictures, self.measures, self.library.picture, self.voice, lambda then: then()
            )
        )

    def stop_page(self, *, covering: bool = False) -> WhenToStopPage:
        return self.keep(WhenToStopPage(self.look, self.settings, self.screening, covering=covering))

    def window(self, width: int = 1280, height: int = 800) -> MainWindow:
        """A shown window with all desk pages."""
        first = FirstLook(self.folder / "look.ini")
        first.keep(self.themes.theme.name, self.look.color("bg"), self.look.text_scale, QByteArray())
        window = self.keep(MainWindow(first))
        makers: list[tuple[str, str, Callable[[], QWidget], bool]] = [
            ("today", "sun-horizon", self.today_page, False),
            ("progress", "chart-line", self.progress_page, False),
            ("measure", "ruler", self.measure_page, False),
            ("when-to-stop", "first-aid", self.stop_page, True),
        ]
        window.resize(width, height)
        window.show()
        window.furnish(
            self.look,
            [
                PageEntry(Place(key, key.capitalize(), icon, at_foot=foot), make)
                for key, icon, make, foot in makers
            ],
        )
        return window

    def refuse_writing(self) -> None:
        """From now on the disk takes nothing."""
        self.store.database.run_script("PRAGMA query_only = ON")

    def close(self) -> None:
        """Close windows and store."""
        for widget in reversed(self.made):
            if isValid(widget):
                widget.close()
                widget.deleteLater()
        self.pictures.deleteLater()
        self.store.close()

    def keep(self, widget: W) -> W:
        """Have it closed at the end of the test."""
        self.made.append(widget)
        return widget


@cache
def shipped_catalogue() -> tuple[tuple[Stretch, ...], tuple[AvoidedMove, ...], Mapping[str, str]]:
    """The stretches, avoided moves and sources of the app, read once."""
    read = content.load_catalogue(assets() / "catalogue", shipped=True)
    return tuple(read), read.avoided, read.sources


@cache
def shipped_routines() -> tuple[Routine, ...]:
    """The routines of the app, read once."""
    return content.load_routines(assets() / "routines")


def make_world(
    folder: Path,
    theme: str = "light",
    text_scale: float = 1.0,
    measures: Callable[[Store], Measures] = lambda store: store.measures,
    phrases: Callable[[], Mapping[str, Phrase]] = dict,
    new_player: Callable[[], CuePlayer] = lambda: SilentPlayer({}),
    *,
    answered: bool = True,
) -> World:
    """A new world over an empty store in `folder`, with the safety questions answered or not."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    app.setStyle("Fusion")
    shipped = assets()
    clock = Calendar(THURSDAY)
    store = empty_notes(folder)
    catalogue = Catalogue(*shipped_catalogue())
    library = LibraryService(catalogue, store.own_stretches, store.drafts, clock)
    built_in = shipped_routines()
    settings = SettingsService(store.settings, clock)
    routines = RoutineService(
        built_in, catalogue, store.routines, store.drafts, clock, place=lambda: settings.preferences.place
    )
    history = HistoryService(store.history, clock)
    diary = DiaryService(store.corrections, history, clock)
    comfort = ComfortService(store.comfort, store.history, settings, clock)
    screening = ScreeningService(store.history, comfort, clock)
    if answered:
        answer_clear(store, clock.now())
    maker = SessionMaker(
        catalogue=catalogue,
        phrases=phrases,
        routines=routines,
        history=history,
        comfort=comfort,
        settings=settings,
        clock=clock,
        player=new_player,
        keep_awake=StaysAsItIs(),
    )
    progress = ProgressService(store.history, store.measures, clock)
    themes = ThemeManager(
        shipped / "themes", (shipped / "themes" / "desk.qss").read_text(encoding="utf-8"), theme
    )
    themes.apply()
    return World(
        store=store,
        folder=folder,
        clock=clock,
        themes=themes,
        look=Look(themes, Icons(shipped / "icons"), text_scale),
        pictures=Pictures(blank_picture),
        history=history,
        comfort=comfort,
        diary=diary,
        progress=progress,
        routines=routines,
        library=library,
        settings=settings,
        measures=MeasureService(measures(store), store.corrections, store.drafts, clock),
        voice=LiveVoice(settings, phrases, new_player),
        services=TodayServices(
            catalogue=catalogue,
            routines=routines,
            history=history,
            diary=diary,
            comfort=comfort,
            trend=TrendService(lambda: progress, comfort, clock),
            settings=settings,
            maker=maker,
            clock=clock,
            screening=screening,
        ),
        screening=screening,
    )
