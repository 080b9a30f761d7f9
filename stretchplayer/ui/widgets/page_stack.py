"""Several pages behind one entry of the navigation, of which one is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent
    from PySide6.QtWidgets import QWidget


class PageStack(QStackedWidget):
    """Hands the focus on to what is shown; Escape goes one step back, if there is one."""

    def step_back(self) -> bool:
        """Go one step back; False when this is where one comes in. Escape asks for it."""
        return False

    def show_page(self, page: QWidget) -> None:
        """Show one of the pages, with the focus on it."""
        self.setCurrentWidget(page)
        page.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes one step back."""
        if event.key() != Qt.Key.Key_Escape or not self.step_back():
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on to what is shown."""
        super().focusInEvent(event)
        shown = self.currentWidget()
        if shown is not None:
            shown.setFocus(event.reason())
