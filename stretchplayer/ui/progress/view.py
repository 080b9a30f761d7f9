"""What the views of Progress share: the services they ask, and the row at the top."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from stretchplayer.ui.progress.report_dialog import report_button
from stretchplayer.ui.widgets.scroll_page import ScrollPage
from stretchplayer.ui.widgets.segmented import Segmented

if TYPE_CHECKING:
    from stretchplayer.app.diary_service import DiaryService
    from stretchplayer.app.progress_service import ProgressService
    from stretchplayer.app.services import HistoryService, MeasureService, RoutineService, SettingsService
    from stretchplayer.core.catalogue import Catalogue
    from stretchplayer.ui.look import Look

WEEK, TRENDS, TABLE = "week", "trends", "table"
VIEWS = ((WEEK, "Week"), (TRENDS, "Trends"), (TABLE, "Table"))
GAP = 12
UNDER_HEAD = 22


@dataclass(frozen=True)
class ProgressServices:
    """Everything the views ask."""

    history: HistoryService
    progress: ProgressService
    diary: DiaryService
    measures: MeasureService
    settings: SettingsService
    routines: RoutineService
    catalogue: Catalogue


class ProgressView(ScrollPage):
    """One of the views. Reads the notes when it is shown, and again when they change while it is shown."""

    view_wanted = Signal(str)  # one of `VIEWS`
    measure_wanted = Signal()
    day_wanted = Signal(object)  # date: its entries, to be corrected or added to
    told = Signal(str, object, object)  # words, the name of a deed or None, and the deed

    def __init__(self, look: Look, services: ProgressServices, key: str) -> None:
        super().__init__(look)
        self.services = services
        self.tabs = Segmented(look, "Progress", VIEWS)
        self.tabs.choose(key)
        self.tabs.chosen.connect(self._leave)
        self._key = key
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.setSpacing(GAP)
        self._head.addWidget(self.tabs, 0, Qt.AlignmentFlag.AlignLeft)
        self._head.addStretch(1)
        self._corner = QHBoxLayout()
        self._corner.setSpacing(GAP)
        self._head.addLayout(self._corner)
        self.report = report_button(look, self, services)
        self._corner.addWidget(self.report, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addLayout(self._head)
        self.column.addSpacing(UNDER_HEAD)
        services.history.changed.connect(self.note_change)
        services.measures.changed.connect(self.note_change)
        services.settings.changed.connect(self.note_change)
        self.form_changed.connect(self._arrange_head)

    def add_corner(self, part: QWidget) -> None:
        """Put something at the right end of the row at the top, before the button for a report."""
        self._corner.insertWidget(self._corner.count() - 1, part)

    def _leave(self, key: str) -> None:
        self.tabs.choose(self._key)  # what this view shows when one comes back
        self.view_wanted.emit(key)

    def _arrange_head(self) -> None:
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._head.setDirection(down if self.tight else across)
