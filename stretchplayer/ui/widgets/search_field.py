"""A line to type what is looked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton

from stretchplayer.ui.widgets.parts import label

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from stretchplayer.ui.look import Look

GLASS_PX, CROSS_PX = 20, 18
GLASS_LEFT = 14
WORDS_LEFT = 26  # beyond the padding of the style sheet
WIDTH, HEIGHT = 300, 46
CLEAR = 44
END = 10


class SearchField(QLineEdit):
    """Tells of each change; Escape or the cross empties it. The key that leads here stands at its end."""

    changed = Signal(str)

    def __init__(self, look: Look, words: str = "Search") -> None:
        super().__init__()
        self._look = look
        self.setFont(look.font("text"))
        self.setPlaceholderText(words)
        self.setAccessibleName(words)
        self._key = label(look, _key_words(), "small-strong")
        self._key.setProperty("role", "keycap")
        self._key.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.clear_button = self._make_clear_button()
        row = QHBoxLayout(self)
        row.addStretch(1)
        row.addWidget(self._key, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.clear_button)
        self._row = row
        self._end = max(CLEAR, self._key.sizeHint().width() + 2 * END)
        self.setTextMargins(WORDS_LEFT, 0, self._end - END, 0)
        needed = self.fontMetrics().horizontalAdvance(words) + WORDS_LEFT + self._end + 2 * GLASS_LEFT
        self.setMinimumSize(needed, HEIGHT)
        self.setMaximumWidth(max(needed, round(WIDTH * max(1.0, look.text_scale))))
        self.textChanged.connect(self._follow)
        look.themes.changed.connect(self._refresh)
        self._refresh()
        self._show_end("")

    def begin(self) -> None:
        """Take the focus, ready to be typed over."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        glass = self._look.pixmap("magnifying-glass", "ink2", GLASS_PX, self.devicePixelRatioF())
        painter.drawPixmap(GLASS_LEFT, (self.height() - GLASS_PX) // 2, glass)

    def _make_clear_button(self) -> QPushButton:
        button = QPushButton()
        button.setProperty("role", "inside")
        button.setFixedSize(CLEAR, CLEAR)
        button.setIconSize(QSize(CROSS_PX, CROSS_PX))
        button.setAccessibleName("Clear the search")
        button.setToolTip("Clear (Esc)")
        button.setAutoDefault(False)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Escape does the same
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.clicked.connect(self._clear)
        return button

    def _clear(self) -> None:
        self.clear()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow(self, text: str) -> None:
        self._show_end(text)
        self.changed.emit(text)

    def _show_end(self, text: str) -> None:
        """The key where nothing is typed yet, the cross where something is."""
        self._key.setVisible(not text)
        self.clear_button.setVisible(bool(text))
        self._row.setContentsMargins(0, 0, 0 if text else END, 0)

    def _refresh(self) -> None:
        cross = self._look.pixmap("x", "ink2", CROSS_PX, self.devicePixelRatioF())
        self.clear_button.setIcon(QIcon(cross))
        self.update()


def _key_words() -> str:
    """The key for searching as this system writes it, in single caps: "Ctrl F"."""
    keys = QKeySequence(QKeySequence.StandardKey.Find)
    return keys.toString(QKeySequence.SequenceFormat.NativeText).replace("+", " ")
