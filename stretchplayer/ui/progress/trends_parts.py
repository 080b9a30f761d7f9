"""The charts of Trends, each in its panel, and how they stand on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from stretchplayer.core.history import RatingKind
from stretchplayer.ui.charts import sentences
from stretchplayer.ui.charts.calendar import MOST_WEEKS, CalendarChart
from stretchplayer.ui.charts.calendar import NAME as DAYS_NAME
from stretchplayer.ui.charts.legend import Sign
from stretchplayer.ui.charts.minutes import DAYS, MINUTES, DaysChart, MinutesChart
from stretchplayer.ui.charts.muscles import NAME as MUSCLES_NAME
from stretchplayer.ui.charts.muscles import MusclesChart
from stretchplayer.ui.charts.pain import NAME as PAIN_NAME
from stretchplayer.ui.charts.pain import PainChart
from stretchplayer.ui.progress.chart_panel import ChartPanel
from stretchplayer.ui.progress.flexibility_panels import FlexibilityPanels
from stretchplayer.ui.progress.trend_words import muscle_words
from stretchplayer.ui.widgets.parts import hairline, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stretchplayer.app.progress_service import FlexibilityReview, MuscleReview, Overview
    from stretchplayer.ui.look import Look

SCALE = "0 to 10, lower is easier"
OPEN = "this week so far is open"
SIZES = "large: full day, small: short day, below: days a week"
NO_HOLD = "No stretch was held here in these weeks."
BESIDE_WEEKS = 16  # up to so many weeks the calendar has room beside the other small charts
PAIN_SHARE, PAIN_PX = 0.36, (250, 380)  # of the page's height, and the limits of it
SMALL_SHARE, SMALL_PX = 0.25, (204, 260)
FLEXIBILITY, BARS, CALENDAR = 404, 262, 270  # shares of the width
GAP, BELOW_LINE = 32, 8


class TrendsCharts(QWidget):
    """Everything under the headline. Call `show_overview` and its kind with what the service gives."""

    measure_wanted = Signal()
    day_wanted = Signal(object)  # date
    told = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._narrow = False
        self._many = False
        self.pain = PainChart(look)
        self.flexibility = FlexibilityPanels(look)
        self.minutes = MinutesChart(look)
        self.calendar = CalendarChart(look)
        self.days = DaysChart(look)
        self.muscles = MusclesChart(look)
        self.panels = {
            "pain": ChartPanel(look, self.pain, PAIN_NAME, "back-pain-by-week", SCALE),
            "minutes": ChartPanel(look, self.minutes, MINUTES, "minutes-a-week", OPEN, note_below=True),
            "calendar": ChartPanel(look, self.calendar, DAYS_NAME, "days", SIZES, note_below=True),
            "days": ChartPanel(look, self.days, DAYS, "days-a-week", note_below=True),
            "muscles": ChartPanel(look, self.muscles, MUSCLES_NAME, "time-held-by-muscles"),
        }
        for panel in self.panels.values():
            panel.told.connect(self.told)
            panel.day_wanted.connect(self.day_wanted)
        self.calendar.day_wanted.connect(self.day_wanted)
        self.flexibility.measure_wanted.connect(self.measure_wanted)
        self.flexibility.day_wanted.connect(self.day_wanted)
        self.flexibility.told.connect(self.told)
        self._no_holds = label(look, NO_HOLD, "text", "ink2", wrap=True)
        self._lay_out()

    def show_overview(self, overview: Overview) -> None:
        """Show pain, minutes and days of these weeks."""
        flares = [day.day for week in overview.calendar for day in week.days if day.is_flare]
        self.pain.show_weeks(overview.weeks, overview.start, overview.drift, flares)
        drift = overview.drift
        below = [] if drift is None else [(Sign.DRIFT, sentences.drift_words(drift))]
        self.panels["pain"].explain(_signs(overview, flares=bool(flares)), below)
        self.minutes.show_weeks(overview.minutes)
        is_open = bool(overview.minutes) and overview.minutes[-1].is_open
        self.panels["minutes"].say(OPEN if is_open else "")
        self.panels["days"].say(OPEN if is_open else "")
        self._many = len(overview.calendar) > BESIDE_WEEKS
        as_bars = len(overview.calendar) > MOST_WEEKS
        self.panels["calendar"].setVisible(not as_bars)
        self.panels["days"].setVisible(as_bars)
        if as_bars:
            self.days.show_weeks(overview.minutes)
        else:
            self.calendar.show_weeks(overview.calendar)
        self._arrange()
        self._refresh_tables()

    def show_flexibility(self, reviews: Sequence[FlexibilityReview]) -> None:
        """Show each test that was measured, or the way to measure."""
        self.flexibility.show_reviews(reviews)

    def show_muscles(self, review: MuscleReview) -> None:
        """Show the time held by groups of muscles."""
        held = bool(review.times)
        self.muscles.show_times(review.times)
        self.panels["muscles"].say(muscle_words(review) if held else "")
        self.panels["muscles"].set_empty(empty=not held)
        self._no_holds.setVisible(not held)
        self.panels["muscles"].refresh_table()

    def fit(self, height: int, *, narrow: bool) -> None:
        """Lay the charts out for a page of this height."""
        self._narrow = narrow
        scale = self.pain.scale
        self.pain.setFixedHeight(_share(height, PAIN_SHARE, PAIN_PX, scale))
        small = _share(height, SMALL_SHARE, SMALL_PX, scale)
        for chart in (self.minutes, self.calendar, self.days):
            chart.setFixedHeight(small)
        self.flexibility.fit(small, columns=1 if narrow else 2)
        self._arrange()

    # ---- parts -------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._small = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._small.setSpacing(GAP)
        self._pair = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._pair.setSpacing(GAP)
        self._pair.addWidget(self.flexibility, FLEXIBILITY)
        self._pair.addWidget(self.panels["minutes"], BARS, Qt.AlignmentFlag.AlignTop)
        self._small.addLayout(self._pair, FLEXIBILITY + BARS)
        self._small.addWidget(self.panels["calendar"], CALENDAR, Qt.AlignmentFlag.AlignTop)
        self._small.addWidget(self.panels["days"], CALENDAR, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.panels["pain"])
        column.addWidget(hairline())
        column.addSpacing(BELOW_LINE)
        column.addLayout(self._small)
        column.addSpacing(BELOW_LINE)
        column.addWidget(hairline())
        column.addSpacing(BELOW_LINE)
        column.addWidget(self.panels["muscles"])
        column.addWidget(self._no_holds)
        column.addSpacing(BELOW_LINE)
        column.addWidget(self.flexibility.others)
        column.addStretch(1)

    def _arrange(self) -> None:
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._pair.setDirection(down if self._narrow else across)
        stacked = self._narrow or self._many
        self._small.setDirection(down if stacked else across)
        self._small.setSpacing(BELOW_LINE if stacked else GAP)

    def _refresh_tables(self) -> None:
        for panel in self.panels.values():
            panel.refresh_table()


def _share(height: int, share: float, limits: tuple[int, int], scale: float) -> int:
    low, high = limits
    return round(min(high, max(low, height * share)) * scale)


def _signs(overview: Overview, *, flares: bool) -> list[tuple[Sign, str]]:
    """The marks that are in the chart, with their words."""
    kinds = {week.kind for week in overview.weeks if week.kind is not None}
    signs = [
        (Sign.SOLID, "4 or more days"),
        (Sign.HOLLOW, "2 or 3 days"),
        (Sign.WHISKER, "lowest to highest day"),
    ]
    if RatingKind.PRE in kinds:
        alone = kinds == {RatingKind.PRE}
        words = "rated before sessions" if alone else "rated before sessions: another question, not joined"
        signs.append((Sign.SQUARE, words))
    if flares:
        signs.append((Sign.FLAG, "flare day"))
    return signs
