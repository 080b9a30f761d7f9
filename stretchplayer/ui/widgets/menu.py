"""Three dots that open a menu of what can be done with the thing beside them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QIcon, QKeySequence
from PySide6.QtWidgets import QMenu, QToolButton

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from stretchplayer.ui.look import Look

SIZE = 44
DOTS_PX, ICON_PX = 24, 20


@dataclass(frozen=True)
class Entry:
    """A line of a menu; `keys` is shown at its end and does nothing by itself."""

    key: str
    words: str
    icon: str | None = None
    keys: str = ""
    ink: str = "ink"  # of the icon


class ActionMenu(QToolButton):
    """Space, Enter or Down opens it. `about_to_open` is the time to turn entries off."""

    chosen = Signal(str)
    about_to_open = Signal()

    def __init__(
        self,
        look: Look,
        name: str,
        entries: Sequence[Entry | None],
        *,
        icon: str = "dots-three-vertical",
    ) -> None:
        """`name` says what the menu is about; None among the entries is a line between two groups."""
        super().__init__()
        self._look = look
        self._icon = icon
        self.actions_by_key: dict[str, QAction] = {}
        self._entries: dict[str, Entry] = {}
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFixedSize(SIZE, SIZE)
        self.setIconSize(QSize(DOTS_PX, DOTS_PX))
        self.setProperty("bare", "true")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self)
        self._menu.setFont(look.font("text"))
        self._menu.aboutToShow.connect(self.about_to_open)
        for entry in entries:
            self._add(entry)
        self.setMenu(self._menu)
        look.themes.changed.connect(self._refresh)
        self._refresh()

    def set_enabled(self, key: str, *, enabled: bool) -> None:
        """Turn an entry on or off."""
        self.actions_by_key[key].setEnabled(enabled)

    def set_words(self, key: str, words: str) -> None:
        """Call an entry something else."""
        self.actions_by_key[key].setText(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.showMenu()
        else:
            super().keyPressEvent(event)

    def _add(self, entry: Entry | None) -> None:
        if entry is None:
            self._menu.addSeparator()
            return
        action = self._menu.addAction(entry.words)
        if entry.keys:
            # A shortcut of the action itself would take the key from the page that handles it.
            shown = QKeySequence(entry.keys).toString(QKeySequence.SequenceFormat.NativeText)
            action.setText(f"{entry.words}\t{shown}")
        action.triggered.connect(partial(self._tell, entry.key))
        self.actions_by_key[entry.key] = action
        self._entries[entry.key] = entry

    def _tell(self, key: str) -> None:
        self.chosen.emit(key)

    def _refresh(self) -> None:
        ratio = self.devicePixelRatioF()
        self.setIcon(QIcon(self._look.pixmap(self._icon, "ink2", DOTS_PX, ratio)))
        for key, entry in self._entries.items():
            if entry.icon is not None:
                picture = self._look.pixmap(entry.icon, entry.ink, ICON_PX, ratio)
                self.actions_by_key[key].setIcon(QIcon(picture))
