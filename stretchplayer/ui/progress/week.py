"""The week as it was: each day, each session, what was written, and the stretches done."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from stretchplayer.core.catalogue import Side
from stretchplayer.core.errors import NotFoundError
from stretchplayer.core.progress.weeks import DAYS_IN_WEEK, monday_of
from stretchplayer.ui.charts.week_words import (
    explanation,
    headline,
    question,
    typical_words,
    week_name,
)
from stretchplayer.ui.progress.view import WEEK, ProgressView
from stretchplayer.ui.widgets.flow import FlowLayout
from stretchplayer.ui.widgets.parts import Button, Icon, clear, column, hairline, label
from stretchplayer.ui.widgets.thumbnails import Thumbnail
from stretchplayer.ui.widgets.week import WeekRing
from stretchplayer.ui.words import WEEKDAYS, count_words, long_date

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtGui import QKeyEvent

    from stretchplayer.core.progress.review import ReviewDay, StretchDone, WeekReview
    from stretchplayer.ui.charts.before_after import BeforeAfterChart
    from stretchplayer.ui.charts.week import WeekChart
    from stretchplayer.ui.look import Look
    from stretchplayer.ui.pictures import Pictures
    from stretchplayer.ui.progress.view import ProgressServices

CHART, SIDE = 734, 242  # shares of the width
GAP, CARD_GAP = 24, 20
LOW_CHART, HIGH_CHART = 300, 560  # in a small window and at most, with the days below it
THUMB = QSize(160, 84)
HEAD_DROP = 11  # the names of both columns stand in one line
RING_PX = 66
ARROW_PX = 44
FLAG_PX = 20


class WeekView(ProgressView):
    """One week at a time. Page Up and Page Down go to the week before and after."""

    def __init__(self, look: Look, pictures: Pictures, services: ProgressServices) -> None:
        super().__init__(look, services, WEEK)
        self._pictures = pictures
        self._monday: date | None = None  # None: the week of today, also tomorrow
        self.chart: WeekChart | None = None
        self.pairs: BeforeAfterChart | None = None
        self._make_arrows()
        self.headline = label(look, "", "title", wrap=True)
        self.explanation = label(look, "", "body", "ink2", wrap=True)
        self.column.addWidget(self.headline)
        self.column.addSpacing(6)
        self.column.addWidget(self.explanation)
        self.column.addSpacing(20)
        self._foot = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._foot.setSpacing(GAP)
        self.form_changed.connect(self._arrange)

    @property
    def monday(self) -> date:
        """The Monday of the week that is shown."""
        return self._monday or monday_of(self.services.history.today())

    def show_week(self, day: date) -> None:
        """Show the week this day is in, at most that of today."""
        this_week = monday_of(self.services.history.today())
        monday = monday_of(day)
        self._monday = monday if monday < this_week else None
        self.refresh()

    def refresh(self) -> None:
        """Show the notes of the week as they are now."""
        self.settle_unseen()
        if self.chart is None:
            self._make_charts()
        review = self.services.progress.week(self.monday)
        self._show_arrows()
        self.headline.setText(headline(review))
        self.explanation.setText(explanation(review))
        self._show_chart(review)
        self._show_side(review)
        self._show_foot(review)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page Up is the week before, Page Down the one after."""
        if event.key() == Qt.Key.Key_PageUp and self.before.isEnabled():
            self.before.click()
        elif event.key() == Qt.Key.Key_PageDown and self.after.isEnabled():
            self.after.click()
        else:
            super().keyPressEvent(event)

    # ---- parts -------------------------------------------------------------------------------

    def _make_arrows(self) -> None:
        self.before = Button(self._look, "", "second", icon="caret-left")
        self.after = Button(self._look, "", "second", icon="caret-right")
        self.week_name = label(self._look, "", "item")
        for button, words, step in ((self.before, "The week before", -1), (self.after, "The week after", 1)):
            button.setAccessibleName(words)
            button.setToolTip(words)
            button.setProperty("bare", "true")
            button.setFixedSize(ARROW_PX, ARROW_PX)
            button.clicked.connect(partial(self._step, step))
        self.week_name.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for part in (self.before, self.week_name, self.after):
            self.add_corner(part)

    def _step(self, weeks: int) -> None:
        self.show_week(self.monday + timedelta(weeks=weeks))

    def _show_arrows(self) -> None:
        monday = self.monday
        sunday = monday + timedelta(days=DAYS_IN_WEEK - 1)
        name = week_name(monday, sunday)
        if monday.year != self.services.history.today().year and str(monday.year) not in name:
            name = f"{name} {sunday.year}"
        self.week_name.setText(name)
        first = self.services.progress.first_day()
        self.before.setEnabled(first is not None and monday > first)
        self.after.setEnabled(self._monday is not None)

    def _make_charts(self) -> None:
        from stretchplayer.ui.charts.before_after import BeforeAfterChart
        from stretchplayer.ui.charts.week import WeekChart
        from stretchplayer.ui.progress.chart_panel import ChartPanel

        self.chart = WeekChart(self._look)
        self.chart.day_wanted.connect(self.day_wanted)
        self.pairs = BeforeAfterChart(self._look)
        self.panel = ChartPanel(self._look, self.chart, "", "back-pain-each-day")
        self.panel.told.connect(lambda words: self.told.emit(words, None, None))
        self.panel.day_wanted.connect(self.day_wanted)
        self._notes = QVBoxLayout()
        self._notes.setSpacing(8)
        head_of_pairs = label(self._look, "Before and after", "section")
        self._sessions = column(head_of_pairs, _legend(self._look), self.pairs, spacing=4)
        self._side = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._side.setSpacing(16)
        self._side.setContentsMargins(0, HEAD_DROP, 0, 0)
        self._side.addWidget(self._sessions, 0, Qt.AlignmentFlag.AlignTop)
        self._side.addLayout(self._notes, 1)
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body.setSpacing(GAP)
        self._body.addWidget(self.panel, CHART)
        self._body.addLayout(self._side, SIDE)
        self.column.addLayout(self._body, 100)
        self.column.addSpacing(8)
        self.column.addWidget(hairline())
        self.column.addSpacing(14)
        self.column.addLayout(self._foot)
        self.column.addStretch(1)
        self._arrange()

    def _arrange(self) -> None:
        if self.chart is None:
            return
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._body.setDirection(down if self.narrow else across)
        self._foot.setDirection(down if self.narrow else across)
        self._side.setDirection(across if self.narrow and not self.tight else down)
        low = round(LOW_CHART * self.chart.scale)
        self.chart.setMinimumHeight(low)
        self.chart.setMaximumHeight(low if self.narrow else round(HIGH_CHART * self.chart.scale))

    def _show_chart(self, review: WeekReview) -> None:
        assert self.chart is not None
        name, scale = question(review)
        self.panel.set_title(name)
        self.panel.say(scale)
        start = review.verdict.start
        shown = start if start is not None and start.kind is review.point.kind else None
        self.chart.show_week(review, None if shown is None else shown.mean)
        self.panel.refresh_table()

    def _show_side(self, review: WeekReview) -> None:
        assert self.pairs is not None
        self._sessions.setVisible(bool(review.sessions))
        self.pairs.show_sessions(review.sessions)
        clear(self._notes)
        self._notes.addWidget(label(self._look, "Your notes", "section"))
        noted = [day for day in review.days if day.is_flare or day.notes]
        for day in noted:
            self._notes.addWidget(_day_notes(self._look, day))
        if not noted:
            words = "Nothing written this week."
            self._notes.addWidget(label(self._look, words, "note", "ink2", wrap=True))
        self._notes.addStretch(1)

    def _show_foot(self, review: WeekReview) -> None:
        clear(self._foot)
        stretches = QWidget()
        flow = FlowLayout(stretches, gap=CARD_GAP)
        for done in review.stretches:
            flow.addWidget(self._stretch_card(done))
        if not review.stretches:
            words = "No stretches were done here this week."
            flow.addWidget(label(self._look, words, "note", "ink2"))
        self._foot.addWidget(stretches, CHART)
        self._foot.addWidget(self._sum_box(review), SIDE, Qt.AlignmentFlag.AlignTop)

    def _stretch_card(self, done: StretchDone) -> QWidget:
        try:
            stretch = self.services.catalogue[done.stretch]
        except NotFoundError:  # kept by another version of the app
            name, pose, side = done.stretch, "", None
        else:
            name, pose = stretch.short_name, stretch.pose
            side = Side.RIGHT if stretch.one_sided else None
        size = THUMB * max(1.0, self._look.text_scale)
        picture = Thumbnail(self._look, self._pictures, pose, side, size)
        times = count_words(done.times, "time", "times")
        figure, words = typical_words(done)
        title = label(self._look, name, "section", wrap=True)
        card = column(picture, title, label(self._look, times, "small", "ink2"))
        row = QHBoxLayout()
        row.setSpacing(0)
        if figure:
            row.addWidget(label(self._look, figure, "heading"), 0, Qt.AlignmentFlag.AlignBottom)
        row.addWidget(label(self._look, words, "small", "ink2"), 1, Qt.AlignmentFlag.AlignBottom)
        inside = card.layout()
        assert isinstance(inside, QVBoxLayout)
        inside.insertSpacing(1, 8)
        inside.addLayout(row)
        card.setFixedWidth(picture.width())
        return card

    def _sum_box(self, review: WeekReview) -> QWidget:
        ring = WeekRing(self._look, RING_PX, words=False)
        goal = self.services.settings.preferences.goal_days
        ring.show_days(review.days_done, goal)
        minutes = count_words(round(review.minutes), "minute", "minutes")
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(ring)
        words = column(
            label(self._look, f"{review.days_done} of {goal} days", "item"),
            label(self._look, f"{minutes} in all", "small", "ink2"),
        )
        row.addWidget(words, 1, Qt.AlignmentFlag.AlignVCenter)
        box = QWidget()
        inside = QVBoxLayout(box)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(14)
        inside.addLayout(row)
        note = Button(self._look, "Add a note", "second", icon="pencil-simple")
        note.clicked.connect(lambda: self.day_wanted.emit(self._day_to_write_on(review)))
        inside.addWidget(note)
        return box

    def _day_to_write_on(self, review: WeekReview) -> date:
        """Today, or the last day of a week that is over."""
        return next((day.day for day in review.days if day.is_today), review.days[-1].day)


def _legend(look: Look) -> QWidget:
    from stretchplayer.ui.charts.legend import Legend, Sign

    return Legend(look, [(Sign.HOLLOW, "before"), (Sign.SOLID, "after")])


def _day_notes(look: Look, day: ReviewDay) -> QWidget:
    """What is known of a day in words, the day's name first."""
    name = label(look, WEEKDAYS[day.day.weekday()][:3], "section-small")
    words = [" ".join(filter(None, (note.text, *note.tags))) for note in day.notes]
    texts = [label(look, text, "note", wrap=True) for text in words]
    for text in texts:
        text.setAccessibleName(f"{long_date(day.day)}: {text.text()}")
    if day.is_flare:
        flag = Icon(look, "flag-fill", "amber", FLAG_PX)
        head = _row(flag, name, label(look, "flare day", "note", "ink2"))
        return column(head, *texts, spacing=2)
    return _row(name, column(*texts, spacing=2))


def _row(*parts: QWidget) -> QWidget:
    """Parts side by side; the last takes the room that is left."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    for part in parts:
        row.addWidget(part, 1 if part is parts[-1] else 0, Qt.AlignmentFlag.AlignTop)
    return holder
