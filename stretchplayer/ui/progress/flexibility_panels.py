"""A panel for each flexibility test that was measured: one beside the other charts, the others below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from stretchplayer.core.dates import whole_day
from stretchplayer.core.flexibility import LEG_RAISE, Unit
from stretchplayer.ui.charts.flexibility import FlexibilityChart
from stretchplayer.ui.charts.flexibility_words import error_words, verdict
from stretchplayer.ui.progress.chart_panel import ChartPanel
from stretchplayer.ui.widgets.parts import Button, hairline, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stretchplayer.app.progress_service import FlexibilityReview
    from stretchplayer.ui.look import Look

NO_MEASURE = "Measure now to have a start to compare with. It takes about six minutes."
GAP, BELOW_LINE = 32, 8


class FlexibilityPanels(QWidget):
    """The first test, the leg raise where it was measured; `others` is to be placed elsewhere."""

    measure_wanted = Signal()
    day_wanted = Signal(object)  # date
    told = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._height = 0
        self._order: list[str] = []
        self._columns = 0
        self.panels: dict[str, ChartPanel] = {}
        self._empty = self._make_empty()
        self._first = QVBoxLayout(self)
        self._first.setContentsMargins(0, 0, 0, 0)
        self._first.addWidget(self._empty)
        self._first.addStretch(1)
        self.others = QWidget()
        self._grid = QGridLayout(self.others)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(BELOW_LINE)
        self._grid.addWidget(hairline(), 0, 0, 1, 2)

    def show_reviews(self, reviews: Sequence[FlexibilityReview]) -> None:
        """Show the tests that were measured up to the end of the weeks chosen."""
        ordered = sorted(reviews, key=lambda review: review.test.id != LEG_RAISE)
        for review in ordered:
            self._show(self._panel(review), review)
        self._empty.setVisible(not ordered)
        self._place([review.test.id for review in ordered])

    def chart(self, test: str) -> FlexibilityChart:
        """The chart of one of the tests that are shown."""
        chart = self.panels[test].chart
        assert isinstance(chart, FlexibilityChart)
        return chart

    def fit(self, height: int, *, columns: int) -> None:
        """Give all charts this height, and the others so many columns."""
        self._height = height
        for panel in self.panels.values():
            panel.chart.setFixedHeight(height)
        if columns != self._columns:
            self._columns = columns
            self._place(self._order, again=True)

    # ---- parts -------------------------------------------------------------------------------

    def _panel(self, review: FlexibilityReview) -> ChartPanel:
        test = review.test
        if test.id not in self.panels:
            chart = FlexibilityChart(self._look)
            unit = "" if test.unit is Unit.DEGREES else f", {test.unit.value}"
            panel = ChartPanel(self._look, chart, f"{test.name}{unit}", test.id, note_below=True)
            panel.told.connect(self.told)
            panel.day_wanted.connect(self.day_wanted)
            if self._height:
                chart.setFixedHeight(self._height)
            self.panels[test.id] = panel
        return self.panels[test.id]

    def _show(self, panel: ChartPanel, review: FlexibilityReview) -> None:
        chart = panel.chart
        assert isinstance(chart, FlexibilityChart)
        panel.set_empty(empty=not review.is_measured)
        chart.show_series(review.series)
        panel.say(flexibility_words(review))
        panel.refresh_table()

    def _place(self, order: list[str], *, again: bool = False) -> None:
        """Put the first beside the other charts of the page, and the rest into the grid."""
        if order == self._order and not again:
            return
        self._order = list(order)
        for panel in self.panels.values():
            panel.hide()
            self._first.removeWidget(panel)
            self._grid.removeWidget(panel)
        for place, test in enumerate(order):
            panel = self.panels[test]
            if place == 0:
                self._first.insertWidget(0, panel)
            else:
                row, column = divmod(place - 1, max(1, self._columns))
                self._grid.addWidget(panel, row + 1, column, Qt.AlignmentFlag.AlignTop)
            panel.show()
        for column in range(2):
            self._grid.setColumnStretch(column, 1 if column < self._columns else 0)
        self.others.setVisible(len(order) > 1)

    def _make_empty(self) -> QWidget:
        holder = QWidget()
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(0, 10, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(label(self._look, "Flexibility", "section"))
        layout.addWidget(label(self._look, NO_MEASURE, "text", "ink2", wrap=True))
        measure = Button(self._look, "Measure", "second", icon="ruler")
        measure.clicked.connect(self.measure_wanted)
        layout.addWidget(measure, 0, Qt.AlignmentFlag.AlignLeft)
        return holder


def flexibility_words(review: FlexibilityReview) -> str:
    """What may be said of a test: the change of each side, and the band where each side has its own."""
    if not review.is_measured:
        return f"Not measured in these weeks. Last on {whole_day(review.last)}."
    said = [words for one in review.series if (words := verdict(one))]
    changes = [words.partition(": ")[2] or words for words in said]
    if len(said) > 1 and len(set(changes)) == 1:
        said = [f"both sides: {changes[0]}"]
    told = [words[0].upper() + words[1:] for words in said]
    sides_differ = len({one.threshold for one in review.series if one.baseline is not None}) > 1
    return ". ".join((*told, error_words(review.series)) if sides_differ else told)
