"""All keys on one card, shown by F1."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QDialog, QFrame, QVBoxLayout, QWidget

from stretchplayer.ui.widgets.parts import ROW_GAP, Button, column, label, two_columns
from stretchplayer.ui.widgets.scroll_page import ScrollPage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stretchplayer.ui.look import Look

KEYS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        "Anywhere",
        (
            ("Space", "Start, on Today; else press the button with the ring"),
            ("Tab", "Next control"),
            ("Ctrl+1 to 5, Ctrl+,", "Today, Routines, Stretches, Progress, Measure; Settings"),
            ("Ctrl+F", "Search"),
            ("F11", "Full screen on and off"),
            ("F2", "When to stop; playing pauses"),
            ("F1", "This card"),
            ("Esc", "One step back"),
        ),
    ),
    (
        "While playing",
        (
            ("Space", "Pause, carry on"),
            ("Left, Right", "Back, skip"),
            ("E", "Ease off"),
            ("T", "10 s more"),
            ("Enter", "End this hold now"),
            ("R, Shift+R", "This hold again, this side again"),
            ("C", "Change the rating just given"),
            ("A", "Rate everything at the end, when that is offered"),
            ("P", "Hold as long as planned, when holds are short"),
            ("Up, Down", "Volume of the voice"),
            ("Shift+Up, Shift+Down", "Volume of the tones"),
            ("M", "Sound on and off"),
            ("H", "When to stop"),
            ("Page Down, Page Up", "On a clicker: pause, ease off"),
        ),
    ),
    (
        "Rating",
        (
            ("0 to 9", "Pick a number; 1 then 0 is ten"),
            ("Left, Right", "Lower, higher"),
            ("Space", "Save what is picked"),
            ("S", "Sharp, shooting or spreading: on and off"),
            ("N", "Skip"),
            ("R", "Say the question again"),
        ),
    ),
    (
        "Routine editor",
        (
            ("Up, Down", "Another stretch"),
            ("Alt+Up, Alt+Down", "Move it up or down"),
            ("Space", "Take it up, put it down"),
            ("Enter", "Change it"),
            ("Delete", "Remove it"),
            ("Ctrl+Z, Ctrl+Shift+Z", "Undo, redo"),
            ("Ctrl+S", "Save"),
        ),
    ),
)
WIDE_FROM = 860


class KeysCard(QDialog):
    """A card over the window; Escape or its button closes it."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setWindowTitle("Keys")
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 20)
        page = ScrollPage(look, top=24, bottom=12)
        page.setFrameShape(QFrame.Shape.NoFrame)
        page.column.addWidget(label(look, "Keys", "title"))
        anywhere, playing, rating, editor = (self._group(title, keys) for title, keys in KEYS)
        wide = parent.width() >= WIDE_FROM
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        groups = QBoxLayout(direction)
        groups.setSpacing(40 if wide else 20)
        for part in (column(anywhere, rating, spacing=20), column(playing, editor, spacing=20)):
            groups.addWidget(part, 1, Qt.AlignmentFlag.AlignTop)
        page.column.addSpacing(12)
        page.column.addLayout(groups)
        page.column.addStretch(1)
        layout.addWidget(page, 1)
        close = Button(look, "Close", "primary")
        close.clicked.connect(self.accept)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignHCenter)
        close.setFocus(Qt.FocusReason.OtherFocusReason)
        self.resize(min(980, parent.width() - 40), min(660, parent.height() - 40))

    def _group(self, title: str, keys: Sequence[tuple[str, str]]) -> QWidget:
        look = self._look
        rows = [
            (label(look, key, "small-strong"), label(look, what, "text", wrap=True)) for key, what in keys
        ]
        for cap, _ in rows:
            cap.setProperty("role", "keycap")
        return column(label(look, title, "heading"), two_columns(rows, gap=16), spacing=ROW_GAP)
