"""Today: what is next, one button to begin, and this week."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QMenu, QSizePolicy, QSpacerItem, QWidget

from stretchplayer.core.catalogue import Side, StretchType
from stretchplayer.core.place import Place
from stretchplayer.core.routine_advice import trips_to_the_floor
from stretchplayer.ui.dose_words import item_words, what_is_in
from stretchplayer.ui.pages.today_cards import TodayCards
from stretchplayer.ui.screening.hero_words import first_words
from stretchplayer.ui.widgets.hero import Hero
from stretchplayer.ui.widgets.parts import Button, IconOverText, column, hairline, label
from stretchplayer.ui.widgets.routine_list import RoutineList
from stretchplayer.ui.widgets.scroll_page import CONTENT_WIDTH, ScrollPage
from stretchplayer.ui.widgets.thumbnails import Thumbnail, ThumbnailCard, ThumbnailRow
from stretchplayer.ui.widgets.week_row import WeekRow
from stretchplayer.ui.words import SAFETY_LINE, greeting, long_date, minutes_words

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent

    from stretchplayer.core.plan_context import PlanOptions
    from stretchplayer.core.routine import Routine
    from stretchplayer.ui.look import Look
    from stretchplayer.ui.pages.today_services import TodayServices
    from stretchplayer.ui.pictures import Pictures

GETTING_DOWN = "Getting down and up"
LONG_AWAY_DAYS = 7
FIRST_ROUTINE = "easy-lower-back"
SHORT_ROUTINE = "short-day"
HERO_STRETCH = "single-knee-to-chest"
LARGE_FROM_HEIGHT = 1000
THUMB, SMALL_THUMB, LARGE_THUMB = QSize(150, 88), QSize(118, 68), QSize(176, 104)
DIRECT_LINKS = 2
THUMB_GAP, SMALL_THUMB_GAP = 16, 12
LOOK_AT_CLOCK_MS = 30_000  # so that what belongs to a time of day goes with it
LOOK_AT_WEEKS_MS = 2_500  # after the page came: it takes a moment, and nobody waits for it
START_KEYS = (Qt.Key.Key_Space, Qt.Key.Key_MediaPlay, Qt.Key.Key_MediaTogglePlayPause)


class TodayPage(ScrollPage):
    """The home page."""

    start_wanted = Signal(str)  # routine id
    once_wanted = Signal(object)  # a routine in another order than it is kept in, for this session
    carry_on_wanted = Signal(object)  # Unfinished
    keep_wanted = Signal(object)  # Unfinished
    questions_wanted = Signal()  # the safety questions stand before any session
    draft_wanted = Signal()  # go on editing what was not saved
    stop_wanted = Signal()  # the page about when to stop
    why_wanted = Signal(str)  # a comfort rule
    suits_wanted = Signal()  # the page of what suits the user
    getting_down_wanted = Signal()  # the card of the way down to the floor and up
    told = Signal(str, object, object)  # a sentence; where there is one, a word and what it does

    def __init__(self, look: Look, pictures: Pictures, services: TodayServices) -> None:
        super().__init__(look, top=36, bottom=16)
        self._pictures = pictures
        self._services = services
        self._chosen: str | None = None
        self._large = False
        self._clock_shown: tuple[object, ...] = ()
        self._make_parts()
        self._clock_timer = QTimer(self)
        self._clock_timer.setInterval(LOOK_AT_CLOCK_MS)
        self._clock_timer.timeout.connect(self.follow_clock)
        self._weeks_timer = QTimer(self)
        self._weeks_timer.setSingleShot(True)
        self._weeks_timer.setInterval(LOOK_AT_WEEKS_MS)
        self._weeks_timer.timeout.connect(self.look_at_weeks)
        self._weeks_due = True
        self._lay_out()
        services.history.changed.connect(self.note_change)
        services.comfort.changed.connect(self.note_change)
        services.routines.changed.connect(self._follow_routine)
        services.settings.changed.connect(self.note_change)
        services.screening.changed.connect(self.note_change)
        self.form_changed.connect(self._fit)

    @property
    def routine(self) -> Routine:
        """The routine that Start plays: the one chosen, else a short one where that is kinder."""
        return self._services.routines.get(self._chosen or self._usual())

    @property
    def played(self) -> Routine:
        """The same in the order of a session begun now: early in the day, bending comes last."""
        return self.cards.morning.played(self.routine)

    def choose(self, routine: str) -> None:
        """Offer this routine."""
        self._chosen = routine
        self.cards.show_cards(self.routine)
        self._fit_heights()
        self._show_routine()
        if self.items.isVisible():
            self.items.show_routine(self.routine)

    def start(self) -> None:
        """Ask for the routine to be played; as long as it may not be, for what stands before it."""
        if first_words(self._services.screening) is not None:
            self.questions_wanted.emit()
            return
        played = self.played
        in_its_order = played == self.routine
        self.cards.morning.session_began()
        if in_its_order:
            self.start_wanted.emit(played.id)
        else:
            self.once_wanted.emit(played)

    def change(self, *, on: bool) -> None:
        """Show the steppers in place of the pictures, or the pictures again."""
        self.items.setVisible(on)
        self._thumbnails.setVisible(not on)
        self.bring_up(self.items if on else None)
        if on:
            self.items.show_routine(self.routine)
            self.items.done.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._show_thumbnails()
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Show everything as it is now."""
        self._clock_shown = self._time_of_day()
        self._date.setText(long_date(self._services.clock.now().date()))
        self._greeting.setText(self._greeting_words())
        self.cards.show_cards(self.routine)
        self._fit_heights()
        self._show_routine()
        self._show_week()

    def follow_clock(self) -> None:
        """Show what holds at this time of day, when it is another than what is shown."""
        now = self._time_of_day()
        if self._clock_shown and now[0] != self._clock_shown[0]:
            self.look_at_weeks()
        if now != self._clock_shown:
            self.note_change()

    def look_at_weeks(self) -> None:
        """Find out what there is to say of the weeks of late; not while something covers the page."""
        if not self.isVisible():
            self._weeks_due = True
            return
        self._weeks_due = False
        self._services.trend.look()
        self.note_change()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space begins when no control has the focus; so does the play key of a keyboard or headset."""
        if event.key() in START_KEYS and not event.isAutoRepeat():
            self.start()
        elif event.key() == Qt.Key.Key_Escape and self.items.isVisible():
            self.change(on=False)
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Look again whether there still is a draft to go on with, and what time it is."""
        if self.cards.offers_draft:
            self.note_change()
        self.follow_clock()
        self._clock_timer.start()
        if self._weeks_due:
            self._weeks_timer.start()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks: the time can go on alone."""
        self._clock_timer.stop()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the large form where there is room for it."""
        super().resizeEvent(event)
        large = self._is_large()
        if large is not self._large:
            self._large = large
            self._fit()

    # ---- parts -------------------------------------------------------------------------------

    def _make_parts(self) -> None:
        look, services = self._look, self._services
        self._date = label(look, "", "note", "ink2")
        self._greeting = label(look, "", "title", wrap=True)
        self.cards = TodayCards(look, services)
        self.cards.changed.connect(self.refresh)
        self.cards.focus_lost.connect(lambda: self.setFocus(Qt.FocusReason.OtherFocusReason))
        self.cards.comfort.told.connect(self.told)
        self.cards.comfort.stop_wanted.connect(self.stop_wanted)
        self.cards.comfort.why_wanted.connect(self.why_wanted)
        self.cards.morning.why_wanted.connect(self.why_wanted)
        self.cards.suits.told.connect(self.told)
        self.cards.suits.suits_wanted.connect(self.suits_wanted)
        self.cards.suits.chosen.connect(self.choose)
        self.cards.carry_on_wanted.connect(self.carry_on_wanted)
        self.cards.keep_wanted.connect(self.keep_wanted)
        self.cards.draft_wanted.connect(self.draft_wanted)
        self.hero = Hero(look, self._pictures)
        self.hero.rule.setText(SAFETY_LINE)
        self.hero.start.clicked.connect(self.start)
        self._thumbnails = ThumbnailRow()
        self.items = RoutineList(
            look, self._pictures, services.catalogue, services.routines, self._total_ms, self._options
        )
        self.items.hide()
        self.items.closed.connect(lambda: self.change(on=False))
        self._week = WeekRow(look, services.history)

    def _lay_out(self) -> None:
        column = self.column
        parts = (
            (self._greeting, 2, 3),
            (self.cards, 14, 24),
            (self.hero, 0, 0),
            (self._thumbnails, 16, 22),
            (self.items, 0, 0),
            (hairline(), 14, 27),
            (self._week, 16, 22),
        )
        column.addWidget(self._date)
        self._gaps: list[tuple[QSpacerItem, int, int]] = []
        for part, least, usual in parts:
            gap = QSpacerItem(0, usual)
            self._gaps.append((gap, least, usual))
            column.addItem(gap)
            column.addWidget(part)
        column.addStretch(1)

    def _fit(self) -> None:
        """Take the form that suits the window's size."""
        self._greeting.setFont(self._look.font("title-small" if self.narrow else "title"))
        self.cards.fit(narrow=self.narrow)
        self._fit_heights()
        self.items.set_tight(tight=self.tight)
        if not self.is_stale:  # else everything is about to be shown anyway
            self._show_links()
            self._show_thumbnails()
            self._show_week()

    def _fit_heights(self) -> None:
        """A card above the hero takes its room from everything else, so that the week stays in view."""
        low = self.cards.has_cards and not self._large
        for gap, least, usual in self._gaps:
            gap.changeSize(0, least if self.narrow or low else usual)
        self.column.invalidate()
        self.hero.fit(small=self.narrow, large=self._large, low=low, plain=self.tight)

    def _is_large(self) -> bool:
        margins = self.column.contentsMargins()
        width = self.viewport().width() - margins.left() - margins.right()
        return width >= CONTENT_WIDTH and self.height() >= LARGE_FROM_HEIGHT

    # ---- what is shown -----------------------------------------------------------------------

    def _done_today(self) -> bool:
        return self._services.history.week_strip().done_today

    def _long_away(self) -> bool:
        history = self._services.history
        recent = history.sessions(history.today() - timedelta(days=LONG_AWAY_DAYS - 1))
        return not recent and history.has_sessions()

    def _usual(self) -> str:
        short = self._done_today() or self._long_away()
        return self._services.routines.here(SHORT_ROUTINE if short else FIRST_ROUTINE)

    def _greeting_words(self) -> str:
        if self._done_today():
            return "Done for today"
        if self._long_away():
            return "Good to see you again. Start with a short one?"
        return greeting(self._services.clock.now())

    def _time_of_day(self) -> tuple[object, ...]:
        """What changes on the page when time passes, and nothing else does; the date comes first."""
        now = self._services.clock.now()
        return now.date(), greeting(now), self.cards.morning.is_early

    def _options(self) -> PlanOptions:
        return self._services.maker.options(routine=self.routine)

    def _total_ms(self, routine: Routine) -> int:
        return self._services.maker.total_ms(routine)

    def _follow_routine(self, routine: str) -> None:
        """While the steppers are used, the words alone follow; the pictures are not to be seen."""
        del routine
        if self._chosen is not None and not self._has(self._chosen):
            self._chosen = None
            if self.items.isVisible():
                self.items.show_routine(self.routine)
        if self.items.isVisible():
            self._show_words()
        else:
            self.note_change()

    def _has(self, id_: str) -> bool:
        return any(routine.id == id_ and routine.items for routine in self._services.routines.all())

    def _show_routine(self) -> None:
        self._show_words()
        routine, catalogue = self.routine, self._services.catalogue
        left_out = self._options().left_out
        played = [item.stretch for item in routine.items if item.stretch not in left_out]
        stretches = [catalogue[stretch] for stretch in played or [item.stretch for item in routine.items]]
        shown = catalogue[HERO_STRETCH]
        if shown not in stretches:
            beside = (StretchType.WARM_UP, StretchType.TRANSFER)
            shown = next((s for s in stretches if s.type not in beside), stretches[0])
        # As it is drawn: mirrored, the head would be cut off at the edge.
        self.hero.show_pose(shown.pose, Side.RIGHT if shown.one_sided else None)
        self._show_thumbnails()

    def _show_words(self) -> None:
        routine = self.routine
        left_out = self._options().left_out
        played = [item.stretch for item in routine.items if item.stretch not in left_out]
        what = what_is_in([self._services.catalogue[stretch] for stretch in played])
        self.hero.kicker.setText("One more, short" if self._done_today() else "Next")
        self.hero.title.setText(routine.name)
        length = minutes_words(self._total_ms(self.played))
        half = "Half-length today, " if self._options().half_dose else ""
        self.hero.about.setText(f"{half}{length}. {what}.")
        self._show_links()
        self._show_what_is_first()

    def _show_what_is_first(self) -> None:
        """As long as the safety questions stand before a session, they are what the button begins."""
        hero, first = self.hero, first_words(self._services.screening)
        hero.start.setText("Start" if first is None else first.button)
        if first is not None:
            hero.kicker.setText(first.kicker)
            hero.title.setText(first.title)
            hero.about.setText(first.about)

    def _show_links(self) -> None:
        """The other routines, shortest first; where there is room for one, the rest is in a menu."""
        self.hero.clear_links()
        if first_words(self._services.screening) is not None:
            return
        others = [r for r in self._services.routines.for_here() if r.id != self.routine.id]
        lengths = {r.id: self._total_ms(r) for r in others}
        others = [r for r in others if lengths[r.id]]  # of the others, nothing is to be played
        others.sort(key=lambda r: lengths[r.id])
        words = {r.id: f"{r.name}, {minutes_words(lengths[r.id])}" for r in others}
        direct = others[:1] if self.narrow else others[:DIRECT_LINKS]
        for routine in direct:
            link = Button(self._look, words[routine.id], "quiet")
            link.setProperty("flush", "inset")
            link.clicked.connect(partial(self.choose, routine.id))
            self.hero.add_link(link)
        rest = others[len(direct) :]
        if rest:
            self.hero.add_link(self._menu_button({r.id: words[r.id] for r in rest}))

    def _menu_button(self, routines: dict[str, str]) -> Button:
        """What is behind it has its words by the routine's id."""
        button = Button(self._look, "", "quiet", icon="caret-down")
        button.setAccessibleName("Other routines")
        button.setToolTip("Other routines")
        menu = QMenu(button)
        menu.setFont(self._look.font("text"))
        for routine, words in routines.items():
            menu.addAction(words, partial(self.choose, routine))
        if self.narrow and self._goes_to_the_floor():
            menu.addSeparator()
            menu.addAction(GETTING_DOWN, self.getting_down_wanted.emit)
        button.clicked.connect(lambda: menu.popup(button.mapToGlobal(button.rect().bottomLeft())))
        return button

    def _show_thumbnails(self) -> None:
        options = self._options()
        usual = SMALL_THUMB if self.narrow else LARGE_THUMB if self._large else THUMB
        size = usual * max(1.0, self._look.text_scale)
        cards = []
        routine = self._services.routines.as_played(self.played)
        for item in routine.items:
            stretch = self._services.catalogue[item.stretch]
            side = options.first_side if stretch.one_sided else None
            thumbnail = Thumbnail(self._look, self._pictures, stretch.pose, side, size)
            left_out = item.stretch in options.left_out
            dose = "left out" if left_out else item_words(stretch, item, options, routine.length)
            cards.append(
                ThumbnailCard(
                    self._look,
                    thumbnail,
                    stretch.short_name,
                    dose,
                    stretch.picture,
                    doses=left_out or not self.narrow,
                )
            )
        change = IconOverText(self._look, "Change", "sliders-horizontal")
        change.setAccessibleName("Change how long and how often")
        change.clicked.connect(lambda: self.change(on=True))
        end: QWidget = change
        if not self.narrow and self._goes_to_the_floor():
            down = IconOverText(self._look, "Get down", "image")
            down.setAccessibleName(GETTING_DOWN)
            down.setToolTip(GETTING_DOWN)
            down.clicked.connect(self.getting_down_wanted)
            for either in (change, down):
                either.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            end = column(change, down, spacing=4)
        margins = self.column.contentsMargins()
        width = self.viewport().width() - margins.left() - margins.right()
        self._thumbnails.show_cards(cards, end, width, SMALL_THUMB_GAP if self.narrow else THUMB_GAP)

    def _goes_to_the_floor(self) -> bool:
        """Whether one has to get down to the floor for what is next."""
        routine = self.routine
        return routine.place is Place.FLOOR and trips_to_the_floor(routine, self._services.catalogue) > 0

    def _show_week(self) -> None:
        preferences = self._services.settings.preferences
        self._week.show_week(
            preferences.goal_days, preferences.week_start, narrow=self.narrow, tight=self.tight
        )
