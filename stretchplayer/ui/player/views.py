"""The player's views one over the other, the bar above and the controls below, in their places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from stretchplayer.ui.player.board import Board, Distance
from stretchplayer.ui.player.controls import STRIP_TOP, Controls
from stretchplayer.ui.player.panels import ChoicePanel
from stretchplayer.ui.player.rating_panel import RatingPanel
from stretchplayer.ui.player.session_bar import BAR_HEIGHT, SessionBar
from stretchplayer.ui.player.stage import PlayerStage
from stretchplayer.ui.player.summary import Summary
from stretchplayer.ui.widgets.focus_ring import OWN_FOCUS

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QMouseEvent, QResizeEvent

    from stretchplayer.core.ports import Clock
    from stretchplayer.core.preferences import Preferences
    from stretchplayer.ui.player.halo import FigureView
    from stretchplayer.ui.player.looks import Looks


class PlayerViews(QWidget):
    """Stage, rating, panel and summary. It knows nothing of the session they are about."""

    def __init__(
        self,
        looks: Looks,
        new_figure: Callable[[], FigureView],
        clock: Clock,
        parent: QWidget | None = None,
    ) -> None:
        """`new_figure` gives each view a figure of its own."""
        super().__init__(parent)
        self._views = QStackedWidget(self)
        self.stage = PlayerStage(looks, new_figure())
        self.rating = RatingPanel(looks, clock)
        self.panel = ChoicePanel(looks, new_figure())
        self.summary = Summary(looks, new_figure())
        for view in (self.stage, self.rating, self.panel, self.summary):
            self._views.addWidget(view)
        self.bar = SessionBar(looks, self)
        self.controls = Controls(looks, self)
        self.setMouseTracking(True)
        self.stage.setMouseTracking(True)
        for widget in (self, self.stage, self.panel):
            widget.setProperty(OWN_FOCUS, True)  # they take keys, but are nothing to press
        self.controls.shown_changed.connect(self._follow_chrome)

    @property
    def view(self) -> QWidget | None:
        """The view on top: stage, rating, panel or summary."""
        return self._views.currentWidget()

    def set_looks(self, looks: Looks) -> None:
        """Follow the theme."""
        self.stage.set_looks(looks)
        self.rating.set_looks(looks)
        self.panel.set_looks(looks)
        self.summary.set_looks(looks)
        self.bar.set_looks(looks)
        self.controls.set_looks(looks)

    def follow_preferences(self, prefs: Preferences) -> None:
        """Play as the user wants it."""
        self.stage.set_calm(prefs.calm_motion)
        self.stage.set_viewing_distance(prefs.viewing_distance_m)
        self.stage.set_text(prefs.player_text)
        self.rating.set_auto_save(prefs.auto_save_rating)
        self.controls.set_sound(not prefs.muted)

    def show_view(self, view: QWidget, *, with_bar: bool) -> None:
        """Put this one on top; the summary never has the bar."""
        if view is not self.rating:
            self.rating.stop()
        self._views.setCurrentWidget(view)
        self.bar.setVisible(with_bar and view is not self.summary)
        self._follow_chrome(self.controls.is_shown)

    def focus_view(self) -> None:
        """Give the focus to whatever takes the keys of the view on top."""
        view = self.view
        if view is self.rating:
            self.rating.scale.focus_stop()
        elif view is self.summary:
            self.summary.done_button.setFocus(Qt.FocusReason.OtherFocusReason)
        elif view is not None:
            view.setFocus(Qt.FocusReason.OtherFocusReason)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Somebody is there: show the controls."""
        if self.view is self.stage:
            self.controls.wake()
        super().mouseMoveEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the window."""
        super().resizeEvent(event)
        width, height = self.width(), self.height()
        board = Board.inside(width, height)
        self._views.setGeometry(0, 0, width, height)
        self.bar.setGeometry(0, 0, width, round(board.y(BAR_HEIGHT)))
        self.bar.set_board(board)
        strip = round(board.y(STRIP_TOP))
        self.controls.setGeometry(0, strip, width, height - strip)
        self.controls.set_board(board)
        self.bar.raise_()
        self.controls.raise_()
        self._follow_chrome(self.controls.is_shown)

    def _follow_chrome(self, shown: bool) -> None:
        far = self.stage.distance is Distance.FAR
        self.stage.set_chrome_shown(shown)
        self.controls.setVisible(self.view is self.stage and (shown or not far))
        self.stage.setCursor(Qt.CursorShape.ArrowCursor if shown else Qt.CursorShape.BlankCursor)
