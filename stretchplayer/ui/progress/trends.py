"""Trends: weeks side by side. Numbers and what may be said of them, and no verdict on why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout

from stretchplayer.ui.progress.period_choice import PeriodChoice
from stretchplayer.ui.progress.trend_words import explanation, headline
from stretchplayer.ui.progress.view import TRENDS, ProgressView
from stretchplayer.ui.widgets.parts import label

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from stretchplayer.ui.look import Look
    from stretchplayer.ui.progress.trends_parts import TrendsCharts
    from stretchplayer.ui.progress.view import ProgressServices

GAP = 16


class TrendsView(ProgressView):
    """A headline, and charts of pain, flexibility, minutes, days and muscles."""

    def __init__(self, look: Look, services: ProgressServices) -> None:
        super().__init__(look, services, TRENDS)
        self.charts: TrendsCharts | None = None
        self.choice = PeriodChoice(look, services.progress, self)
        self.choice.changed.connect(self.refresh)
        self.add_corner(self.choice.ranges)
        self.headline = label(look, "", "title", wrap=True)
        self.explanation = label(look, "", "body", "ink2", wrap=True)
        self._head_line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head_line.setSpacing(GAP)
        self._head_line.addWidget(self.headline, 1)
        self._head_line.addWidget(self.choice, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.column.addLayout(self._head_line)
        self.column.addSpacing(6)
        self.column.addWidget(self.explanation)
        self.column.addSpacing(8)
        self.form_changed.connect(self._arrange)

    def refresh(self) -> None:
        """Show the notes as they are now."""
        charts = self.charts or self._make_charts()
        overview = self.services.progress.overview(self.choice.refresh())
        self.headline.setText(headline(overview))
        self.explanation.setText(explanation(overview))
        charts.show_overview(overview)
        charts.show_flexibility(self.services.progress.flexibility(overview.period))
        charts.show_muscles(self.services.progress.muscle_times(overview.period, self.services.catalogue))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the charts heights that go with the window's."""
        super().resizeEvent(event)
        self._fit_charts()

    # ---- parts -------------------------------------------------------------------------------

    def _make_charts(self) -> TrendsCharts:
        """Charts load pyqtgraph and numpy, so they are made when there is something to draw."""
        from stretchplayer.ui.progress.trends_parts import TrendsCharts

        charts = self.charts = TrendsCharts(self._look)
        charts.measure_wanted.connect(self.measure_wanted)
        charts.day_wanted.connect(self.day_wanted)
        charts.told.connect(lambda words: self.told.emit(words, None, None))
        self.column.addWidget(charts, 1)
        self._fit_charts()
        return charts

    def _fit_charts(self) -> None:
        if self.charts is not None:
            self.charts.fit(self.height(), narrow=self.narrow)

    def _arrange(self) -> None:
        down, across = QBoxLayout.Direction.BottomToTop, QBoxLayout.Direction.LeftToRight
        self._head_line.setDirection(down if self.narrow else across)
        self._fit_charts()
