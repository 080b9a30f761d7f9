"""The Progress entry of the navigation: its views, and what is there before the first note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from stretchplayer.ui.progress.view import TABLE, TRENDS, WEEK, ProgressView
from stretchplayer.ui.widgets.empty_state import EmptyState
from stretchplayer.ui.widgets.page_stack import PageStack
from stretchplayer.ui.widgets.parts import Button
from stretchplayer.ui.widgets.scroll_page import ScrollPage

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QWidget

    from stretchplayer.ui.look import Look
    from stretchplayer.ui.pictures import Pictures
    from stretchplayer.ui.progress.day import DayPage
    from stretchplayer.ui.progress.view import ProgressServices

EMPTY_POSE = "cat-cow"


class ProgressPage(PageStack):
    """Makes each view when it is first wanted; charts are slow to load."""

    start_wanted = Signal()
    measure_wanted = Signal()
    told = Signal(str, object, object)  # words, the name of a deed or None, and the deed

    def __init__(self, look: Look, pictures: Pictures, services: ProgressServices) -> None:
        super().__init__()
        self._look = look
        self._pictures = pictures
        self._services = services
        self._views: dict[str, ProgressView] = {}
        self.day: DayPage | None = None
        self._came_from: QWidget | None = None
        self.empty = self._make_empty()
        self.addWidget(self.empty)
        services.history.changed.connect(self._leave_empty)
        services.measures.changed.connect(self._leave_empty)

    def view(self, key: str) -> ProgressView:
        """One of the views; a key of `VIEWS`."""
        if key not in self._views:
            made = self._make(key)
            made.view_wanted.connect(self.show_view)
            made.measure_wanted.connect(self.measure_wanted)
            made.told.connect(self.told)
            made.day_wanted.connect(self.show_day)
            self._views[key] = made
            self.addWidget(made)
        return self._views[key]

    def show_view(self, key: str) -> None:
        """Show one of the views, with the focus on its name."""
        view = self.view(key)
        self.setCurrentWidget(view)
        view.tabs.buttons[key].setFocus(Qt.FocusReason.OtherFocusReason)

    def show_day(self, day: date) -> None:
        """Show the entries of one day."""
        if self.day is None:
            from stretchplayer.ui.progress.day import DayPage

            self.day = DayPage(self._look, self._services)
            self.day.left.connect(self.step_back)
            self.day.told.connect(self.told)
            self.addWidget(self.day)
        self._came_from = self.currentWidget()
        self.day.show_day(day)
        self.show_page(self.day)

    def step_back(self) -> bool:
        """From the entries of a day back to where they were asked for."""
        if self._came_from is None or self.currentWidget() is not self.day:
            return False
        self.show_page(self._came_from)
        return True

    def showEvent(self, event: QShowEvent) -> None:
        """Show the week, once there is something noted."""
        self._leave_empty()
        super().showEvent(event)

    def _leave_empty(self) -> None:
        if self.currentWidget() is self.empty and self._services.progress.has_notes():
            self.setCurrentWidget(self.view(WEEK))

    def _make(self, key: str) -> ProgressView:
        if key == TRENDS:
            from stretchplayer.ui.progress.trends import TrendsView

            return TrendsView(self._look, self._services)
        if key == TABLE:
            from stretchplayer.ui.progress.table import TableView

            return TableView(self._look, self._services)
        from stretchplayer.ui.progress.week import WeekView

        return WeekView(self._look, self._pictures, self._services)

    def _make_empty(self) -> ScrollPage:
        page = ScrollPage(self._look)
        empty = EmptyState(
            self._look,
            self._pictures,
            EMPTY_POSE,
            "Your first week will appear here",
            "After a session, or when you rate a day, you will see a dot."
            " Four rated days make a full weekly point.",
        )
        start = Button(self._look, "Start a short session", "primary")
        measure = Button(self._look, "Measure", "second")
        start.clicked.connect(self.start_wanted)
        measure.clicked.connect(self.measure_wanted)
        empty.add(start)
        empty.add(measure)
        page.column.addWidget(empty, 1)
        return page
