"""Today: what is next, one button to begin, and this week."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from stretchplayer.core.catalogue import StretchType
from stretchplayer.core.errors import NotFoundError
from stretchplayer.core.history import RatingKind
from stretchplayer.ui.widgets.hero import Hero
from stretchplayer.ui.widgets.parts import Banner, Button, clear, hairline, label
from stretchplayer.ui.widgets.routine_list import RoutineList, dose_words
from stretchplayer.ui.widgets.thumbnails import Thumbnail, ThumbnailCard
from stretchplayer.ui.widgets.week import DayStrip, WeekRing
from stretchplayer.ui.words import SAFETY_LINE, WEEKDAYS, count_words, greeting, long_date, minutes_words

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from stretchplayer.app.services import HistoryService, RoutineService, SettingsService
    from stretchplayer.app.sessions import SessionMaker
    from stretchplayer.core.catalogue import Catalogue
    from stretchplayer.core.history import Unfinished
    from stretchplayer.core.ports import Clock
    from stretchplayer.core.routine import Routine
    from stretchplayer.ui.look import Look
    from stretchplayer.ui.pictures import Pictures

CONTENT_WIDTH = 1120
NARROW_BELOW = 900  # of the content
LONG_AWAY_DAYS = 7
FIRST_ROUTINE = "easy-lower-back"
SHORT_ROUTINE = "short-day"
HERO_STRETCH = "single-knee-to-chest"


@dataclass(frozen=True)
class TodayServices:
    """Everything the page asks."""

    catalogue: Catalogue
    routines: RoutineService
    history: HistoryService
    settings: SettingsService
    maker: SessionMaker
    clock: Clock


class TodayPage(QScrollArea):
    """The home page."""

    start_wanted = Signal(str, bool)  # routine id, whether at full length
    carry_on_wanted = Signal(object)  # Unfinished
    keep_wanted = Signal(object)  # Unfinished

    def __init__(self, look: Look, pictures: Pictures, services: TodayServices) -> None:
        super().__init__()
        self._look = look
        self._pictures = pictures
        self._services = services
        self._routine_id = FIRST_ROUTINE
        self._full_length = False
        self._narrow: bool | None = None
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._make_parts()
        self._lay_out()
        services.history.changed.connect(self.refresh)
        services.routines.changed.connect(lambda _id: self._show_routine())
        services.settings.changed.connect(lambda _preferences: self.refresh())
        self.refresh()

    @property
    def routine(self) -> Routine:
        """The routine that Start plays."""
        return self._services.routines.get(self._routine_id)

    def choose(self, routine: str) -> None:
        """Offer this routine."""
        self._routine_id = routine
        self.refresh()
        if self.items.isVisible():
            self.items.show_routine(self.routine)

    def start(self) -> None:
        """Ask for the routine to be played."""
        self.start_wanted.emit(self._routine_id, self._full_length)

    def refresh(self) -> None:
        """Show everything as it is now."""
        now = self._services.clock.now()
        self._date.setText(long_date(now.date()))
        self._greeting.setText(self._greeting_words())
        self._show_unfinished()
        self._show_notes()
        self._show_routine()
        self._show_week()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space begins, when no control has the focus."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.start()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the parts to the new size."""
        super().resizeEvent(event)
        narrow = self.viewport().width() < NARROW_BELOW
        margin = 32 if narrow else 48
        side = max(margin, (self.viewport().width() - CONTENT_WIDTH) // 2)
        self._page_layout.setContentsMargins(side, 20 if narrow else 34, side, 20)
        if narrow is not self._narrow:
            self._narrow = narrow
            self._show_thumbnails()
            self._show_week()

    # ---- parts -------------------------------------------------------------------------------

    def _make_parts(self) -> None:
        look = self._look
        self._date = label(look, "", "note", "ink2")
        self._greeting = label(look, "", "title")
        self._notes = QVBoxLayout()
        self._notes.setSpacing(10)
        self.unfinished = QVBoxLayout()
        self.hero = Hero(look, self._pictures)
        self.hero.rule.setText(SAFETY_LINE)
        self.hero.start.clicked.connect(self.start)
        self._thumbnails = QHBoxLayout()
        self._thumbnails.setSpacing(16)
        self._thumbnail_row = QWidget()
        self._thumbnail_row.setLayout(self._thumbnails)
        self._thumbnails.setContentsMargins(0, 0, 0, 0)
        self.items = RoutineList(
            look,
            self._pictures,
            self._services.catalogue,
            self._services.routines,
            self._total_ms,
            lambda: self._services.maker.options(full_length=self._full_length),
        )
        self.items.hide()
        self.items.closed.connect(lambda: self.change(on=False))
        self._week = QHBoxLayout()
        self._week.setSpacing(0)

    def _lay_out(self) -> None:
        page = QWidget()
        page.setObjectName("page")
        layout = QVBoxLayout(page)
        layout.setSpacing(0)
        layout.addWidget(self._date)
        layout.addWidget(self._greeting)
        layout.addSpacing(14)
        layout.addLayout(self.unfinished)
        layout.addLayout(self._notes)
        layout.addWidget(self.hero, 1)
        layout.addSpacing(18)
        layout.addWidget(self._thumbnail_row)
        layout.addWidget(self.items)
        layout.addSpacing(14)
        layout.addWidget(hairline())
        layout.addSpacing(18)
        layout.addLayout(self._week)
        self._page_layout = layout
        self.setWidget(page)

    # ---- what is shown -----------------------------------------------------------------------

    def _greeting_words(self) -> str:
        history, now = self._services.history, self._services.clock.now()
        if history.week_strip().done_today:
            return "Done for today"
        sessions = history.sessions()
        if sessions and (now.date() - sessions[-1].local_date).days >= LONG_AWAY_DAYS:
            return "Good to see you again. Start with a short one?"
        return greeting(now)

    def _total_ms(self, routine: Routine) -> int:
        return self._services.maker.total_ms(routine, full_length=self._full_length)

    def _show_routine(self) -> None:
        routine = self.routine
        catalogue = self._services.catalogue
        stretches = [catalogue[item.stretch] for item in routine.items]
        worked = sum(s.type is not StretchType.WARM_UP for s in stretches)
        warm_up = "Warm-up and " if worked < len(stretches) else ""
        what = count_words(worked, "stretch", "stretches")
        self.hero.title.setText(routine.name)
        self.hero.about.setText(f"{minutes_words(self._total_ms(routine))}. {warm_up}{what}.")
        done = self._services.history.week_strip().done_today
        self.hero.kicker.setText("One more, if you like" if done else "Next")
        chosen = catalogue[HERO_STRETCH]
        if chosen not in stretches:
            chosen = next((s for s in stretches if s.type is not StretchType.WARM_UP), stretches[0])
        side = self._services.history.next_first_side() if chosen.one_sided else None
        self.hero.show_pose(chosen.pose, side)
        self._show_links()
        self._show_thumbnails()

    def _show_links(self) -> None:
        clear(self.hero.links)
        for routine in self._services.routines.all():
            if routine.id == self._routine_id:
                continue
            words = f"{routine.name}, {minutes_words(self._total_ms(routine))}"
            link = Button(self._look, words, "quiet")
            link.clicked.connect(lambda _on=False, chosen=routine.id: self.choose(chosen))
            self.hero.links.addWidget(link)

    def _show_thumbnails(self) -> None:
        clear(self._thumbnails)
        options = self._services.maker.options(full_length=self._full_length)
        size = QSize(126, 72) if self._narrow else QSize(150, 88)
        for item in self.routine.items:
            stretch = self._services.catalogue[item.stretch]
            side = options.first_side if stretch.one_sided else None
            card = ThumbnailCard(
                self._look,
                Thumbnail(self._look, self._pictures, stretch.pose, side, size),
                stretch.short_name,
                dose_words(stretch, item, options),
                stretch.picture,
                doses=not self._narrow,
            )
            self._thumbnails.addWidget(card)
        self._thumbnails.addStretch(1)
        change = Button(self._look, "Change", "quiet", icon="sliders-horizontal")
        change.clicked.connect(lambda: self.change(on=True))
        self._thumbnails.addWidget(change, 0, Qt.AlignmentFlag.AlignVCenter)

    def change(self, *, on: bool) -> None:
        """Show the steppers in place of the pictures, or the pictures again."""
        self.items.setVisible(on)
        self._thumbnail_row.setVisible(not on)
        if on:
            self.items.show_routine(self.routine)
            self.items.done.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._show_routine()
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_unfinished(self) -> None:
        clear(self.unfinished)
        unfinished = self._services.history.unfinished()
        if unfinished is None:
            return
        words = f"You stopped in {self._where(unfinished)}. Carry on from there, or keep what you did."
        card = Banner(self._look, words, icon="info-fill")
        go_on = Button(self._look, "Carry on", "primary")
        keep = Button(self._look, "Keep what I did", "second")
        go_on.clicked.connect(lambda: self.carry_on_wanted.emit(unfinished))
        keep.clicked.connect(lambda: self.keep_wanted.emit(unfinished))
        card.add(go_on)
        card.add(keep)
        self.unfinished.addWidget(card)
        self.unfinished.addSpacing(14)

    def _where(self, unfinished: Unfinished) -> str:
        stretch = self._services.maker.where(unfinished)
        return unfinished.session.routine_name if stretch is None else stretch.short_name

    def _show_notes(self) -> None:
        clear(self._notes)
        history, maker = self._services.history, self._services.maker
        normal = maker.options()
        if normal.half_dose and not self._full_length:
            self._note(
                "Half-length today, because your last session ended sorer than it began.", full_length=True
            )
        elif normal.short_holds and not self._full_length:
            self._note("Shorter holds, 10 s, for your first two weeks.", full_length=True)
        for left_out in history.all_set_aside():
            name = self._name_of(left_out.stretch)
            banner = Banner(
                self._look, f"{name} is left out until you put it back.", "easeoff", "hand-palm-fill"
            )
            back = Button(self._look, "Put it back", "quiet")
            back.clicked.connect(lambda _on=False, stretch=left_out.stretch: history.put_back(stretch))
            banner.add(back)
            self._notes.addWidget(banner)
        if self._notes.count():
            self._notes.addSpacing(14)

    def _note(self, words: str, *, full_length: bool) -> None:
        banner = Banner(self._look, words)
        if full_length:
            use = Button(self._look, "Use full length", "quiet")
            use.clicked.connect(self._use_full_length)
            banner.add(use)
        self._notes.addWidget(banner)

    def _use_full_length(self) -> None:
        self._full_length = True
        self.refresh()
        if self.items.isVisible():
            self.items.show_routine(self.routine)

    def _name_of(self, stretch: str) -> str:
        try:
            return self._services.catalogue[stretch].short_name
        except NotFoundError:
            return stretch

    def _show_week(self) -> None:
        clear(self._week)
        week = self._services.history.week_strip()
        ring = WeekRing(self._look, 108 if self._narrow else 124)
        ring.show_days(week.days_done, self._services.settings.preferences.goal_days)
        strip = DayStrip(self._look, minutes=not self._narrow)
        strip.show_week(week)
        days = QVBoxLayout()
        days.addWidget(label(self._look, "This week", "item"))
        days.addSpacing(6)
        days.addWidget(strip)
        days.addStretch(1)
        holder = QWidget()
        holder.setLayout(days)
        days.setContentsMargins(38 if not self._narrow else 26, 0, 0, 0)
        self._week.addWidget(ring, 0, Qt.AlignmentFlag.AlignTop)
        self._week.addWidget(holder, 0, Qt.AlignmentFlag.AlignTop)
        self._week.addWidget(hairline(upright=True))
        self._week.addWidget(self._note_box(), 1, Qt.AlignmentFlag.AlignTop)

    def _note_box(self) -> QWidget:
        box = QWidget()
        layout = QVBoxLayout(box)
        layout.setContentsMargins(30, 0, 0, 0)
        layout.addWidget(label(self._look, "Your last note", "item"))
        layout.addSpacing(4)
        history = self._services.history
        note = history.last_note()
        if note is None:
            layout.addWidget(
                label(self._look, "Notes you write after a session appear here.", "note", "ink2", wrap=True)
            )
        else:
            layout.addWidget(label(self._look, f"“{note.text}”", "body", wrap=True))
            session = history.session(note.session)
            scores = {r.kind: r.score for r in history.session_ratings(note.session)}
            words = f"{WEEKDAYS[session.local_date.weekday()]}, after {session.routine_name}."
            before, after = scores.get(RatingKind.PRE), scores.get(RatingKind.POST)
            if before is not None and after is not None and not self._narrow:
                words += f" Before {before}, after {after}."
            layout.addWidget(label(self._look, words, "small", "ink2", wrap=True))
        layout.addStretch(1)
        return box
