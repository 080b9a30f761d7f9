"""Picking a stretch: any of the library or one's own, or one that does the same as another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from stretchplayer.core.avoided import avoided_by_name
from stretchplayer.core.catalogue import Side
from stretchplayer.core.routine_edits import equivalents, find_stretches
from stretchplayer.core.suitability import SUITS
from stretchplayer.ui.dose_words import POSTURES, dose_words
from stretchplayer.ui.editor.sheet import Sheet
from stretchplayer.ui.suits.notes import HiddenLine, sign_words
from stretchplayer.ui.widgets.parts import Banner, Button, label
from stretchplayer.ui.widgets.search_field import SearchField
from stretchplayer.ui.widgets.thumbnails import Thumbnail

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from stretchplayer.core.catalogue import Catalogue, Stretch
    from stretchplayer.core.place import Place
    from stretchplayer.core.suitability import Suits, Verdict
    from stretchplayer.ui.look import Look
    from stretchplayer.ui.pictures import Pictures

THUMB = QSize(120, 72)
WIDTH = 640


class StretchRow(QPushButton):
    """Picture, name, and what there is to say; a press picks it."""

    def __init__(
        self,
        look: Look,
        pictures: Pictures,
        stretch: Stretch,
        about: str,
        why: str = "",
        verdict: Verdict = SUITS,
        *,
        own: bool = False,
    ) -> None:
        super().__init__()
        self.stretch = stretch.id
        self.is_unsuited = verdict.is_hidden
        self.setProperty("role", "card")
        self.setProperty("corner", 16)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        whose = "Yours. " if own else ""
        self.setAccessibleName(f"{stretch.short_name}. {whose}{about}. {why} {verdict.words}".strip())
        side = Side.RIGHT if stretch.one_sided else None
        picture = Thumbnail(look, pictures, stretch.pose, side, THUMB * max(1.0, look.text_scale))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        lines = [label(look, stretch.short_name, "item", wrap=True)]
        lines.append(label(look, f"{whose}{about}", "small", "ink2", wrap=True))
        if why:
            lines.append(label(look, why, "note", "ink", wrap=True))
        if verdict.findings:
            lines.append(label(look, sign_words(verdict), "small", "amber", wrap=True))
        for line in lines:
            words.addWidget(line)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 8, 12, 8)
        row.setSpacing(16)
        row.addWidget(picture)
        row.addLayout(words, 1)
        for shown in (picture, *lines):
            shown.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        """As large as its parts need."""
        layout = self.layout()
        return super().sizeHint() if layout is None else layout.totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        """As large as its parts need at least."""
        layout = self.layout()
        return super().minimumSizeHint() if layout is None else layout.totalMinimumSize()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        """Words wrap."""
        layout = self.layout()
        return -1 if layout is None else layout.totalHeightForWidth(width)


class StretchPicker(Sheet):
    """All stretches, found by name or body part, without what does not suit until that is asked for.

    A move that is avoided brings what to do instead.
    """

    picked = Signal(str)

    def __init__(
        self,
        look: Look,
        pictures: Pictures,
        catalogue: Catalogue,
        parent: QWidget,
        title: str = "Add a stretch",
        *,
        suits: Suits,
        place: Place,
    ) -> None:
        """`place` is where the stretch is to be done."""
        super().__init__(look, parent, title, WIDTH)
        self._catalogue = catalogue
        self._verdicts = {stretch.id: suits.verdict(stretch, place) for stretch in catalogue}
        self.field = SearchField(look, "Search by name or body part")
        self.field.setMaximumWidth(16_777_215)
        self.field.changed.connect(self.search)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(self.field.begin)
        self.why = Banner(look, "", "easeoff", "hand-palm-fill")
        self.nothing = label(look, "", "body", "ink2", wrap=True)
        self.hidden = HiddenLine(look)
        self.hidden.toggled.connect(lambda _: self.search(self.field.text()))
        self.above.addWidget(self.field)
        self.above.addWidget(self.hidden)
        self.above.addWidget(self.why)
        self.above.addWidget(self.nothing)
        self.rows = [self._row(look, pictures, stretch) for stretch in catalogue]
        for row in self.rows:
            self.column.addWidget(row)
        self.column.addStretch(1)
        self.search("")

    @property
    def found(self) -> list[StretchRow]:
        """The rows that are shown, in their order."""
        shown = [self.column.itemAt(place) for place in range(self.column.count())]
        widgets = [item.widget() for item in shown if item is not None]
        return [row for row in widgets if isinstance(row, StretchRow) and not row.isHidden()]

    def open(self) -> None:
        """Show it, ready for typing."""
        super().open()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def search(self, text: str) -> None:
        """Show what has these words, the best first."""
        move = avoided_by_name(text, self._catalogue.avoided) if text.strip() else None
        self.why.setVisible(move is not None)
        if move is not None:
            self.why.words.setText(f"{move.name} is better left out. {move.why}")
            wanted: Sequence[str] = [id_ for id_ in move.instead if id_ in self._catalogue]
        else:
            wanted = [stretch.id for stretch in find_stretches(self._catalogue, text)]
        self.hidden.show_count(sum(self._verdicts[id_].is_hidden for id_ in wanted))
        if not self.hidden.shown:
            wanted = [id_ for id_ in wanted if not self._verdicts[id_].is_hidden]
        by_id = {row.stretch: row for row in self.rows}
        for row in self.rows:
            row.setVisible(row.stretch in wanted)
        for place, id_ in enumerate(wanted):
            self.column.insertWidget(place, by_id[id_])
        self.nothing.setVisible(not wanted and self.hidden.isHidden())
        self.nothing.setText(f"Nothing called “{text.strip()}”. Try a body part, such as hip.")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go through what was found; Enter in the field picks the first."""
        found, focus = self.found, self.focusWidget()
        place = found.index(focus) if isinstance(focus, StretchRow) and focus in found else None
        key = event.key()
        if key == Qt.Key.Key_Down and found:
            found[0 if place is None else min(place + 1, len(found) - 1)].setFocus()
        elif key == Qt.Key.Key_Up and place is not None:
            (found[place - 1] if place else self.field).setFocus()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and found:
            self._pick((found[0] if place is None else found[place]).stretch)
        else:
            super().keyPressEvent(event)

    def _row(self, look: Look, pictures: Pictures, stretch: Stretch) -> StretchRow:
        about = f"{dose_words(stretch, stretch.dose)} · {POSTURES[stretch.posture]}"
        if stretch.targets:
            about = f"{about} · {stretch.targets}"
        own, verdict = self._catalogue.is_own(stretch.id), self._verdicts[stretch.id]
        row = StretchRow(look, pictures, stretch, about, verdict=verdict, own=own)
        row.clicked.connect(lambda: self._pick(stretch.id))
        row.installEventFilter(self)
        return row

    def _pick(self, stretch: str) -> None:
        self.accept()
        self.picked.emit(stretch)


class SwapSheet(Sheet):
    """What could be done instead of a stretch, why it would do, and nothing that does not suit."""

    picked = Signal(str)
    other_wanted = Signal()

    def __init__(
        self,
        look: Look,
        pictures: Pictures,
        catalogue: Catalogue,
        stretch: Stretch,
        parent: QWidget,
        *,
        suits: Suits,
        place: Place,
    ) -> None:
        super().__init__(look, parent, f"Swap {stretch.short_name}", WIDTH)
        alike = [(one, suits.verdict(one.stretch, place)) for one in equivalents(stretch, catalogue)]
        found = [(one, verdict) for one, verdict in alike if not verdict.is_hidden]
        self.rows: list[StretchRow] = []
        words = "These have the same aim." if found else "Nothing here has the same aim."
        self.above.addWidget(label(look, words, "text", "ink2", wrap=True))
        for one, verdict in found:
            other = one.stretch
            about = f"{dose_words(other, other.dose)} · {POSTURES[other.posture]}"
            row = StretchRow(look, pictures, other, about, one.why, verdict, own=catalogue.is_own(other.id))
            row.clicked.connect(lambda _=False, id_=other.id: self._pick(id_))
            row.installEventFilter(self)
            self.rows.append(row)
            self.column.addWidget(row)
        self.other = Button(look, "Another stretch of the library", "quiet", icon="magnifying-glass")
        self.other.clicked.connect(self._want_other)
        self.column.addWidget(self.other, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)

    def open(self) -> None:
        """Show it; the first row has the focus."""
        super().open()
        (self.rows[0] if self.rows else self.other).setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go from row to row."""
        parts: list[QPushButton] = [*self.rows, self.other]
        focus = self.focusWidget()
        place = parts.index(focus) if isinstance(focus, QPushButton) and focus in parts else None
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is not None and place is not None:
            parts[min(max(place + step, 0), len(parts) - 1)].setFocus()
        else:
            super().keyPressEvent(event)

    def _pick(self, stretch: str) -> None:
        self.accept()
        self.picked.emit(stretch)

    def _want_other(self) -> None:
        self.accept()
        self.other_wanted.emit()
