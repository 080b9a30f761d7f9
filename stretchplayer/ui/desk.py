"""The window with its pages, and the way from a page into a session and back."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, QTimer
from PySide6.QtWidgets import QApplication

from stretchplayer.ui.fonts import load_fonts
from stretchplayer.ui.icons import Icons
from stretchplayer.ui.look import Look
from stretchplayer.ui.theme import ThemeManager
from stretchplayer.ui.widgets.nav import PageEntry, Place

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtGui import QPixmap
    from PySide6.QtWidgets import QWidget

    from stretchplayer.app.session_driver import SessionDriver
    from stretchplayer.app.start_with_system import StartWithSystem
    from stretchplayer.core.catalogue import Side
    from stretchplayer.core.events import Rating
    from stretchplayer.core.history import Unfinished
    from stretchplayer.core.preferences import Preferences
    from stretchplayer.core.routine import Routine
    from stretchplayer.ui.desk_parts import DeskParts
    from stretchplayer.ui.first_look import FirstLook
    from stretchplayer.ui.main_window import MainWindow
    from stretchplayer.ui.pages.stop_sign import StopSign
    from stretchplayer.ui.pictures import Pictures
    from stretchplayer.ui.player.page import PlayerPage
    from stretchplayer.ui.screening.gate import Gate
    from stretchplayer.ui.tray import Tray
    from stretchplayer.ui.widgets.toast import Toaster

TODAY, ROUTINES, STRETCHES, PROGRESS, MEASURE = "today", "routines", "stretches", "progress", "measure"
WHEN_TO_STOP, SETTINGS = "when-to-stop", "settings"
WANTED_SOON = ("stretchplayer.ui.player.page", "numpy", "pyqtgraph")  # each some 100 ms and more
SETTLED_MS = 1_000  # after the pages came: what nobody sees yet waits until then


class Desk(QObject):
    """Joins pages and player; lives as long as the window.

    The window comes first and alone. `furnish` brings what its pages need, once it can be seen.
    """

    gate: Gate  # asks the safety questions before anything begins; comes with furnishing
    _stop_sign: StopSign

    def __init__(self, assets: Path, window: MainWindow, first_look: FirstLook) -> None:
        super().__init__()
        self.window = window
        self._first_look = first_look
        load_fonts(assets / "fonts")
        style_sheet = (assets / "themes" / "desk.qss").read_text(encoding="utf-8")
        self._themes = ThemeManager(assets / "themes", style_sheet, first_look.theme, self)
        self.look = Look(self._themes, Icons(assets / "icons"), first_look.text_scale)
        QApplication.setFont(self.look.font("text"))
        self._themes.apply()
        self._parts_or_none: DeskParts | None = None
        self._pictures_or_none: Pictures | None = None
        self._player: PlayerPage | None = None
        self._toaster: Toaster | None = None
        self._tray: Tray | None = None
        self._starts: StartWithSystem | None = None
        self._once: Routine | None = None  # what was made for the minutes there were
        window.closing.connect(self._keep_first_look)

    def furnish(self, parts: DeskParts, routine: str | None = None, *, in_tray: bool = False) -> None:
        """Show the pages; with a routine, go straight to it."""
        from stretchplayer.ui.pages.stop_sign import StopSign
        from stretchplayer.ui.pictures import Pictures
        from stretchplayer.ui.screening.gate import Gate

        self._parts_or_none = parts
        self._pictures_or_none = Pictures(parts.draw, self)
        self.gate = Gate(self.look, self.window, parts.screening, parts.settings, self)
        self.gate.suits_wanted.connect(self.show_suits)
        self._stop_sign = StopSign(self.look, self.window, parts.settings, parts.screening, self._warn, self)
        parts.settings.changed.connect(self._follow_preferences)
        parts.data.erased.connect(self._forget_pages)
        self._follow_preferences(parts.settings.preferences)
        self.window.furnish(self.look, self._pages())
        if in_tray:
            self._go_to_tray(hidden=True)
        else:  # once the first page can be read
            QTimer.singleShot(SETTLED_MS, self, self._settle)
        if routine is not None:
            self.play(routine)

    def _settle(self) -> None:
        self._go_to_tray()
        QTimer.singleShot(SETTLED_MS, self, partial(self._load_ahead, WANTED_SOON))

    def _load_ahead(self, modules: Sequence[str]) -> None:
        """Load these one after the other while nothing moves; Start and Progress would else wait for them."""
        if self._player is None:
            import_module(modules[0])
            modules = modules[1:]
        if modules:
            QTimer.singleShot(SETTLED_MS, self, partial(self._load_ahead, modules))

    def _go_to_tray(self, *, hidden: bool = False) -> None:
        """Begin to remind, and show the icon in the tray if that is wanted."""
        from stretchplayer.ui.tray import Tray

        parts = self._parts
        tray = self._tray = Tray(self.look, self.window, parts.reminders, parts.settings, self)
        tray.start_short_wanted.connect(lambda: self.play(self._parts.routines.here("short-day")))
        tray.put_away.connect(self._put_away)
        self._starts = parts.new_starts()
        self._starts.trouble.connect(self.say)
        self._starts.keep_up()
        if hidden:
            tray.start_hidden()
        parts.reminders.start()

    def _put_away(self) -> None:
        """Let go of what plays when the window went into the tray; Today offers to carry it on."""
        if self._player is not None:
            self._leave_player()

    def say_trouble(self, words: str) -> None:
        """Show a sentence the user can act on, in place of all pages."""
        from stretchplayer.ui.pages.trouble import TroublePage

        page = TroublePage(self.look, words)
        page.left.connect(self.window.close)
        self.window.cover(page)

    @property
    def player(self) -> PlayerPage | None:
        """What covers the window while a session is played."""
        return self._player

    @property
    def _parts(self) -> DeskParts:
        assert self._parts_or_none is not None, "pages are made after furnishing"
        return self._parts_or_none

    @property
    def _pictures(self) -> Pictures:
        assert self._pictures_or_none is not None, "pages are made after furnishing"
        return self._pictures_or_none

    def say(self, words: str, action: str | None = None, on_action: Callable[[], None] | None = None) -> None:
        """Tell something at the foot of the window, with a way to take it back where there is one."""
        if self._toaster is None:
            from stretchplayer.ui.widgets.toast import Toaster

            self._toaster = Toaster(self.window, self.look)
        self._toaster.show_toast(words, action, on_action)

    def close(self) -> None:
        """Let go of what is playing. An unfinished session can be carried on later."""
        self._end_player()
        if self._parts_or_none is not None:
            self._parts_or_none.voice.stop()
            self._parts_or_none.sounds.stop()
            self._parts_or_none.names.stop()
        if self._tray is not None:
            self._parts.reminders.stop()
            self._tray.close()

    # Whatever moves the body goes through the gate.

    def let(self, then: Callable[[], None]) -> None:
        """Do this once the safety questions that are due are answered, and if they allow it."""
        if not self._parts.screening.may_start():
            self._end_player()
        self.gate.let(then)

    def play(self, routine: str | Routine, full_length: bool = False) -> None:
        """Ask how the back is, then play this: one that is kept, or one as it is for this once."""
        from stretchplayer.ui.suits.entrance import nothing_to_play

        if words := nothing_to_play(self._parts, routine):
            self.say(words)
            return
        self._once, id_ = (None, routine) if isinstance(routine, str) else (routine, routine.id)
        self.let(lambda: self._begin_player(full_length=full_length).begin(id_))

    def try_out(self, routine: Routine, from_item: int = 0) -> None:
        """Play a routine from one of its items on, without questions; nothing is noted down."""

        def begin() -> None:
            self._begin_player(trial=True).try_out(self._parts.maker.prepare_trial(routine, from_item))

        self.let(begin)

    def carry_on(self, unfinished: Unfinished) -> None:
        """Go on with a session that was cut off."""
        self.let(partial(self._carry_on, unfinished))

    def _carry_on(self, unfinished: Unfinished) -> None:
        from stretchplayer.core.errors import NotFoundError

        try:
            driver, resume = self._parts.maker.carry_on(unfinished)
        except NotFoundError:
            self.keep(unfinished)
            return
        self._begin_player().play(driver, resume)

    def keep(self, unfinished: Unfinished) -> None:
        """End a session that was cut off; what was done in it stays."""
        self._parts.history.end_session(unfinished.session.id, "stopped")

    # ---- pages -------------------------------------------------------------------------------

    def _pages(self) -> list[PageEntry]:
        return [
            PageEntry(Place(TODAY, "Today", "sun-horizon"), self._make_today),
            PageEntry(Place(ROUTINES, "Routines", "list-bullets"), self._make_routines),
            PageEntry(Place(STRETCHES, "Stretches", "person-simple-tai-chi"), self._make_stretches),
            PageEntry(Place(PROGRESS, "Progress", "chart-line"), self._make_progress),
            PageEntry(Place(MEASURE, "Measure", "ruler"), self._make_measure),
            PageEntry(
                Place(WHEN_TO_STOP, "When to stop", "first-aid", at_foot=True, keys="F2"),
                self._make_stop,
                on_key=self.show_when_to_stop,
            ),
            PageEntry(
                Place(SETTINGS, "Settings", "gear-six", at_foot=True, keys="Ctrl+,"), self._make_settings
            ),
        ]

    def _make_today(self) -> QWidget:
        from stretchplayer.ui.pages.today_entrance import make_today

        page = make_today(self.look, self._pictures, self._parts)
        page.start_wanted.connect(self.play)
        page.once_wanted.connect(self.play)
        page.stop_wanted.connect(self.show_when_to_stop)
        page.why_wanted.connect(self.show_comfort)
        page.suits_wanted.connect(self.show_suits)
        page.getting_down_wanted.connect(self.show_getting_down)
        page.told.connect(self.say)
        page.carry_on_wanted.connect(self.carry_on)
        page.keep_wanted.connect(self.keep)
        page.questions_wanted.connect(self.gate.ask)
        page.draft_wanted.connect(self._go_on_editing)
        return page

    def _go_on_editing(self) -> None:
        """Open what was being edited when the app closed."""
        from stretchplayer.ui.routines_hub import RoutinesHub

        self.window.go(ROUTINES)
        hub = self.window.page(ROUTINES)
        assert isinstance(hub, RoutinesHub)
        hub.place.resume()

    def _make_routines(self) -> QWidget:
        from stretchplayer.ui.routines_hub import HubServices, RoutinesHub

        parts = self._parts
        services = HubServices(
            parts.library, parts.routines, parts.settings, parts.maker, parts.clock, parts.record
        )
        hub = RoutinesHub(self.look, self._pictures, services, parts.for_paper)
        hub.start_wanted.connect(self.play)
        hub.once_wanted.connect(self.play)
        hub.try_wanted.connect(self.try_out)
        hub.told.connect(self.say)
        return hub

    def _make_stretches(self) -> QWidget:
        from stretchplayer.ui.stretches.entrance import make_stretches

        page = make_stretches(self.look, self._pictures, self._parts)
        page.try_wanted.connect(self.try_out)
        page.card_wanted.connect(self.show_getting_down)
        page.told.connect(self.say)
        return page

    def show_getting_down(self) -> None:
        """Show the way to the floor and up over whatever is shown."""
        from stretchplayer.ui.transfers.entrance import show_card

        show_card(self.window, self.look, self._pictures, self._parts, self.try_out)

    def show_suits(self) -> None:
        """Ask what suits the user, over whatever is shown."""
        from stretchplayer.ui.suits.entrance import show_suits

        show_suits(self.look, self.window, self._parts, self.say)

    def _make_progress(self) -> QWidget:
        from stretchplayer.ui.progress.entrance import make_progress

        page = make_progress(self.look, self._pictures, self._parts)
        page.told.connect(self.say)
        page.start_wanted.connect(lambda: self.play(self._parts.routines.here("short-day")))
        page.measure_wanted.connect(lambda: self.window.go(MEASURE))
        return page

    def _make_measure(self) -> QWidget:
        from stretchplayer.ui.measure.page import MeasurePage

        parts = self._parts
        page = MeasurePage(
            self.look, self._pictures, parts.measures, parts.library.picture, parts.voice, self.let
        )
        page.progress_wanted.connect(lambda: self.window.go(PROGRESS))
        return page

    def _make_stop(self) -> QWidget:
        from stretchplayer.ui.pages.when_to_stop import WhenToStopPage

        page = WhenToStopPage(self.look, self._parts.settings, self._parts.screening)
        page.true_now.connect(self._warn)
        page.questions_wanted.connect(self.gate.ask)
        page.comfort_wanted.connect(self.show_comfort)
        return page

    def _make_settings(self) -> QWidget:
        from stretchplayer.ui.pages.settings import SettingsPage

        parts = self._parts
        page = SettingsPage(self.look, self._pictures, parts.settings, parts.data, parts.sounds, parts.names)
        page.told.connect(self.say)
        page.comfort_wanted.connect(self.show_comfort)
        page.suits_wanted.connect(self.show_suits)
        return page

    def show_comfort(self, rule: str = "") -> None:
        """Show the comfort rules over whatever is shown, at the one that is asked about."""
        from stretchplayer.ui.comfort.entrance import show_comfort

        show_comfort(self.look, self.window, self._parts, self.say, rule)

    # ---- player ------------------------------------------------------------------------------

    def _prepare(self, routine: str, pre: Rating | None, *, full_length: bool) -> SessionDriver:
        """The driver of a routine that is kept, or of the one that is played once."""
        once = self._once
        wanted = once if once is not None and once.id == routine else routine
        return self._parts.maker.prepare(wanted, pre, full_length=full_length)

    def _begin_player(self, *, full_length: bool = False, trial: bool = False) -> PlayerPage:
        from stretchplayer.ui.player.looks import Looks
        from stretchplayer.ui.player.page import PlayerPage, PlayerTools

        self._end_player()
        parts = self._parts
        parts.reminders.session_began()
        parts.voice.stop()  # of a measurement, which is about to be covered
        parts.maker.warm_up()  # the device opens while the page is made, so that speakers are awake sooner
        tools = PlayerTools(
            looks=Looks(self._themes, self.look.icons.pixmap, self._thumbnail),
            new_figure=parts.new_figure,
            clock=parts.clock,
            history=parts.history,
            comfort=parts.comfort,
            settings=parts.settings,
            routines=parts.routines,
            prepare=partial(self._prepare, full_length=full_length),
        )
        player = PlayerPage(tools)
        self._themes.changed.connect(player.follow_theme)
        player.left.connect(self._end_player if trial else self._leave_player)
        player.week_wanted.connect(self._leave_player_for_progress)
        player.when_to_stop_wanted.connect(self._stop_sign.show)
        self._pictures.ready.connect(player.update)
        self._player = player
        self.window.cover(player)
        return player

    def _end_player(self) -> None:
        player, self._player = self._player, None
        if player is not None:
            self._pictures.ready.disconnect(player.update)
            player.close_session()
            self._parts.maker.cool_down()
            self.window.uncover(player)
            self._parts.reminders.session_ended()

    def _leave_player(self) -> None:
        self._end_player()
        self.window.go(TODAY)

    def _leave_player_for_progress(self) -> None:
        self._end_player()
        self.window.go(PROGRESS)

    def show_when_to_stop(self) -> None:
        """Show the warning signs over whatever is shown; what plays pauses."""
        from stretchplayer.ui.player.keys import Wish

        if self._player is not None and self._player.driver is not None:
            self._player.grant(Wish.WHEN_TO_STOP)  # comes back, once it has paused
        elif self.window.covered or self.window.shown != WHEN_TO_STOP:
            self._stop_sign.show()

    def _warn(self) -> None:
        """A warning sign is true now: nothing plays any more, and help comes first."""
        try:
            self._stop_sign.hide()
            self._stop_playing()
        finally:
            self.gate.warn()

    def _stop_playing(self) -> None:
        """End the session for good; what was done in it stays."""
        driver = None if self._player is None else self._player.driver
        try:
            if driver is not None:
                driver.stop_for_help()
        finally:
            self._end_player()

    def _thumbnail(self, pose: str, side: Side | None, size: QSize, dpr: float) -> QPixmap | None:
        return self._pictures.get(pose, side, size, dpr, self._themes.theme.scheme)

    # ---- settings ----------------------------------------------------------------------------

    def _follow_preferences(self, preferences: Preferences) -> None:
        self._themes.want(preferences.theme.value)
        self.look.person = preferences.figure
        self._pictures.show_person(preferences.figure)
        if preferences.text_scale != self.look.text_scale:
            # Later: the control that was just used is on one of the pages that go.
            QTimer.singleShot(0, self, self._use_text_scale)
        self._keep_first_look()

    def _use_text_scale(self) -> None:
        """Make everything anew in the size of text that the user chose."""
        scale = self._parts.settings.preferences.text_scale
        if scale == self.look.text_scale:
            return
        self.look.text_scale = scale
        QApplication.setFont(self.look.font("text"))
        if self._toaster is not None:
            self._toaster.deleteLater()
            self._toaster = None
        if self.window.shown is not None:
            self.window.make_anew()
            if self.window.shown == SETTINGS:
                from stretchplayer.ui.pages.settings import SettingsPage

                page = self.window.page(SETTINGS)
                assert isinstance(page, SettingsPage)
                page.show_control("text_scale")

    def _forget_pages(self) -> None:
        """Everything was erased: make pages anew, but later, since one of them asked for it."""
        QTimer.singleShot(0, self, self.window.make_anew)

    def _keep_first_look(self) -> None:
        scale = self.look.text_scale
        if self._parts_or_none is not None:
            scale = self._parts.settings.preferences.text_scale
        ground = self.look.color("bg")
        self._first_look.keep(self._themes.wanted, ground, scale, self.window.saveGeometry())
