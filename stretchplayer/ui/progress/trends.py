"""Trends: pain by week, the leg raise, and minutes. Numbers, and no verdict on why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from stretchplayer.core.catalogue import Side
from stretchplayer.ui.charts import sentences
from stretchplayer.ui.charts.legend import Legend, Sign
from stretchplayer.ui.progress.view import TRENDS, ProgressView
from stretchplayer.ui.widgets.chips import ChipRow
from stretchplayer.ui.widgets.parts import Button, hairline, label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel

    from stretchplayer.core.progress.leg_raise import LegRaiseSeries
    from stretchplayer.ui.charts.leg_raise import LegRaiseChart
    from stretchplayer.ui.charts.minutes import MinutesChart
    from stretchplayer.ui.charts.pain import PainChart
    from stretchplayer.ui.look import Look
    from stretchplayer.ui.progress.view import ProgressServices

RANGES: dict[str, tuple[str, int | None]] = {
    "4": ("4 weeks", 4),
    "12": ("12 weeks", 12),
    "year": ("Year", 52),
    "all": ("All", None),
}
FIRST_RANGE = "12"
PAIN_STRETCH, SMALL_STRETCH = 3, 2  # shares of the height


class TrendsView(ProgressView):
    """Weekly pain, the leg raise, and minutes."""

    def __init__(self, look: Look, services: ProgressServices) -> None:
        super().__init__(look, services, TRENDS)
        self._weeks = RANGES[FIRST_RANGE][1]
        self.pain: PainChart | None = None
        self.leg_raise: LegRaiseChart | None = None
        self.minutes: MinutesChart | None = None
        self._make_head()
        self.form_changed.connect(self._arrange)

    def choose_range(self, key: str) -> None:
        """Show this many weeks: a key of `RANGES`."""
        self._weeks = RANGES[key][1]
        self.refresh()

    def refresh(self) -> None:
        """Show the notes as they are now."""
        series = self.services.measures.leg_raise_series()
        if self.pain is None:
            self._make_charts()
        self._show_charts(series, measured=any(one.points for one in series.values()))

    # ---- parts -------------------------------------------------------------------------------

    def _make_head(self) -> None:
        look = self._look
        self.ranges = ChipRow(look, [(key, words) for key, (words, _) in RANGES.items()])
        self.ranges.choose(FIRST_RANGE)
        self.ranges.chosen.connect(self.choose_range)
        self.add_corner(self.ranges)
        self._headline = label(look, "Your notes, week by week", "title", wrap=True)
        self._latest = label(look, "", "body", "ink2", wrap=True)
        self._pain_head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._pain_head.setSpacing(4)
        self._pain_head.addWidget(
            _headed(
                look, "Average back pain by week", label(look, "0 to 10, lower is easier", "small", "ink2")
            )
        )
        self._pain_head.addStretch(1)
        legend = Legend(
            look,
            [
                (Sign.SOLID, "4 or more days"),
                (Sign.HOLLOW, "2 or 3 days"),
                (Sign.WHISKER, "lowest to highest day"),
            ],
        )
        self._pain_head.addWidget(legend, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self._headline)
        self.column.addSpacing(6)
        self.column.addWidget(self._latest)
        self.column.addSpacing(16)
        self.column.addLayout(self._pain_head)
        self.column.addSpacing(4)

    def _make_charts(self) -> None:
        """Charts load pyqtgraph and numpy, so they are made when there is something to draw."""
        from stretchplayer.ui.charts.leg_raise import LegRaiseChart
        from stretchplayer.ui.charts.minutes import MinutesChart
        from stretchplayer.ui.charts.pain import PainChart

        look = self._look
        self.pain = PainChart(look)
        self.leg_raise = LegRaiseChart(look)
        self.minutes = MinutesChart(look)
        self._leg_words = label(look, "", "small", "ink2", wrap=True)
        self._error_words = label(look, "", "small", "ink2")
        self._no_measures = self._make_no_measures()
        legs = _stack(
            _headed(look, "Leg raise", self._error_words), self._leg_words, self._no_measures, self.leg_raise
        )
        minutes = _stack(
            _headed(look, "Minutes a week", label(look, "this week so far is open", "small", "ink2")),
            self.minutes,
        )
        self._small = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._small.setSpacing(40)
        self._small.addWidget(legs, 3)
        self._small.addWidget(minutes, 2)
        self.column.addWidget(self.pain, PAIN_STRETCH)
        self.column.addWidget(hairline())
        self.column.addSpacing(14)
        self.column.addLayout(self._small, SMALL_STRETCH)
        self._arrange()

    def _make_no_measures(self) -> QWidget:
        holder = QWidget()
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(0, 10, 0, 0)
        layout.setSpacing(12)
        words = "Measure now to have a start to compare with. It takes about six minutes."
        layout.addWidget(label(self._look, words, "text", "ink2", wrap=True))
        measure = Button(self._look, "Measure", "second", icon="ruler")
        measure.clicked.connect(self.measure_wanted)
        layout.addWidget(measure, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)
        return holder

    def _arrange(self) -> None:
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._pain_head.setDirection(down if self.narrow else across)
        if self.pain is not None:
            self._small.setDirection(down if self.narrow else across)

    def _show_charts(self, series: dict[Side, LegRaiseSeries], *, measured: bool) -> None:
        assert self.pain is not None
        assert self.leg_raise is not None
        assert self.minutes is not None
        weeks = self.services.progress.weekly_pain(self._weeks)
        self.pain.show_weeks(weeks)
        self._latest.setText(sentences.latest_weeks(weeks))
        self.minutes.show_weeks(self.services.progress.weekly_minutes(self._weeks))
        self.leg_raise.setVisible(measured)
        self._no_measures.setVisible(not measured)
        self.leg_raise.show_series(series)
        self._error_words.setText(self.leg_raise.error_words())
        sides = (series[side] for side in (Side.RIGHT, Side.LEFT))
        verdicts = [words for one in sides if (words := sentences.leg_raise_verdict(one))]
        joined = ". ".join(words[0].upper() + words[1:] for words in verdicts)
        self._leg_words.setText(joined)
        self._leg_words.setVisible(bool(joined))


def _headed(look: Look, title: str, beside: QLabel) -> QWidget:
    """A chart's name with a few words beside it."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(10)
    row.addWidget(label(look, title, "section"))
    row.addWidget(beside)
    row.addStretch(1)
    return holder


def _stack(*parts: QWidget) -> QWidget:
    """Parts one under the other; the last takes what room there is."""
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(4)
    for part in parts[:-1]:
        layout.addWidget(part)
    layout.addWidget(parts[-1], 1)
    return holder
