"""The ground of every desk page: one column, centred, that scrolls up and down and never sideways."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stretchplayer.ui.widgets.steady_scroll import BAR_WIDTH, SteadyScrollArea

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent, QShowEvent

    from stretchplayer.ui.look import Look

CONTENT_WIDTH = 1120
ROOM_ABOVE = 16  # a part that was scrolled to
NARROW_BELOW = 932  # width of the page in a window of 1000 that shows icons alone beside it
TIGHT_BELOW = 700
MARGIN = 48
NARROW_MARGIN = 32
NARROW_TOP = 0.55  # of the usual room above


class _Page(QWidget):
    """As high as its parts need at the width they have.

    A layout's own least height is that of wrapped words at their narrowest, and would scroll for nothing.
    """

    def minimumSizeHint(self) -> QSize:
        """The scroll area asks the height for its width besides."""
        least = super().minimumSizeHint()
        layout = self.layout()
        return QSize(least.width(), 0) if layout is not None and layout.hasHeightForWidth() else least


class ScrollPage(SteadyScrollArea):
    """`column` takes the parts. `form_changed` tells when the page has to be laid out otherwise.

    Larger text needs the form of a smaller window, so widths are seen in relation to it.
    """

    form_changed = Signal()

    def __init__(self, look: Look, *, top: int = 30, bottom: int = 24, bar_in_margin: bool = False) -> None:
        """With `bar_in_margin` the scroll bar's room is a part of the right margin."""
        super().__init__()
        self._look = look
        self._bar_width = BAR_WIDTH if bar_in_margin else 0
        self._top = top
        self._bottom = bottom
        self._form: tuple[bool, bool] | None = None
        self._stale = True
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # so that the arrow keys scroll it
        page = _Page()
        page.setObjectName("page")
        self.column = QVBoxLayout(page)
        self.column.setSpacing(0)
        self.setWidget(page)
        self._wanted_on_top: QWidget | None = None
        self.verticalScrollBar().rangeChanged.connect(self._scroll_to_wanted)
        self.verticalScrollBar().actionTriggered.connect(self._forget_wanted)

    @property
    def narrow(self) -> bool:
        """Whether the page has the form for small windows."""
        return self._form is not None and self._form[0]

    @property
    def tight(self) -> bool:
        """Whether there is no room for two things side by side: a small window with large text."""
        return self._form is not None and self._form[1]

    @property
    def is_stale(self) -> bool:
        """Whether the page will be brought up to date when it is next shown."""
        return self._stale

    def bring_up(self, part: QWidget | None) -> None:
        """Scroll this part of the page to the top, and keep it there while things are laid out.

        As soon as the user scrolls, it stays where it was put. None: leave everything as it is.
        """
        self._wanted_on_top = part
        self._scroll_to_wanted()

    def _forget_wanted(self) -> None:
        self._wanted_on_top = None

    def _scroll_to_wanted(self) -> None:
        part, page = self._wanted_on_top, self.widget()
        if part is not None and page is not None:
            top = part.mapTo(page, QPoint(0, 0)).y()
            self.verticalScrollBar().setValue(top - ROOM_ABOVE)

    def refresh(self) -> None:
        """Show everything as it is now; pages that show the notes do so here."""

    def settle_unseen(self) -> None:
        """Paint nothing until everything has found its place, after much of the page has changed."""
        self.viewport().setUpdatesEnabled(False)
        QTimer.singleShot(0, self, lambda: self.viewport().setUpdatesEnabled(True))

    def note_change(self) -> None:
        """Something is different: show it now, or when the page is next looked at."""
        self._stale = True
        if self.isVisible():
            self._refresh_if_stale()

    def showEvent(self, event: QShowEvent) -> None:
        """Show what has changed meanwhile."""
        self._refresh_if_stale()
        super().showEvent(event)

    def _refresh_if_stale(self) -> None:
        if self._stale:
            self._stale = False
            self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the margins, and tell when the form changes."""
        super().resizeEvent(event)
        # Of the page and not of its viewport: a scroll bar that comes and goes must not change the form.
        seen = self.width() / max(1.0, self._look.text_scale)
        narrow, tight = seen < NARROW_BELOW, seen < TIGHT_BELOW
        width = self.viewport().width() + self._bar_width
        side = max(NARROW_MARGIN if narrow else MARGIN, (width - CONTENT_WIDTH) // 2)
        top = round(self._top * NARROW_TOP) if narrow else self._top
        self.column.setContentsMargins(side, top, side - self._bar_width, self._bottom)
        if (narrow, tight) != self._form:
            self._form = (narrow, tight)
            self.form_changed.emit()
