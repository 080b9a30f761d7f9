"""What a window shows and tells, whoever reads it: eyes, a pointer that rests, a screen reader."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QPainter, QTextLayout
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)

_NAME, _DESCRIPTION, _HELP = QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Help
_ROWS = 60  # of a table; the others say the same about other days


def texts_of(root: QWidget) -> Iterator[str]:
    """Every text of this widget and of all within it, shown or still hidden."""
    for widget in (root, *root.findChildren(QWidget)):
        yield from filter(None, _own_texts(widget))


def note_paintings(patch: pytest.MonkeyPatch) -> list[str]:
    """From now on, whatever is painted as text: the player's board, charts, rings."""
    painted: list[str] = []
    draw, lay_out = QPainter.drawText, QTextLayout.__init__

    def noted_draw(painter: QPainter, *arguments: Any) -> Any:
        painted.extend(one for one in arguments if isinstance(one, str))
        return draw(painter, *arguments)

    def noted_layout(layout: QTextLayout, *arguments: Any) -> None:
        painted.extend(one for one in arguments if isinstance(one, str))
        lay_out(layout, *arguments)

    patch.setattr(QPainter, "drawText", noted_draw)
    patch.setattr(QTextLayout, "__init__", noted_layout)
    return painted


def _own_texts(widget: QWidget) -> Iterator[str]:
    yield from (widget.windowTitle(), widget.toolTip(), widget.statusTip(), widget.whatsThis())
    yield from (widget.accessibleName(), widget.accessibleDescription())
    yield from (text for action in widget.actions() for text in (action.text(), action.toolTip()))
    if isinstance(widget, QAbstractButton | QLabel):
        yield widget.text()
    elif isinstance(widget, QGroupBox):
        yield widget.title()
    elif isinstance(widget, QLineEdit):
        yield from (widget.placeholderText(), widget.text())
    elif isinstance(widget, QPlainTextEdit | QTextEdit):
        yield from (widget.placeholderText(), widget.toPlainText())
    elif isinstance(widget, QComboBox):
        yield from (widget.itemText(number) for number in range(widget.count()))
        yield widget.placeholderText()
    elif isinstance(widget, QTabBar):
        yield from (widget.tabText(number) for number in range(widget.count()))
    elif isinstance(widget, QAbstractItemView):
        yield from _cells(widget)
    yield from _read_out(widget)


def _cells(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    if model is None:
        return
    for column in range(model.columnCount()):
        yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
        yield from (str(model.index(row, column).data() or "") for row in range(min(model.rowCount(), _ROWS)))


def _read_out(widget: QWidget) -> Iterator[str]:
    """What a screen reader is told of a widget, and of its parts that are no widgets."""
    told = QAccessible.queryAccessibleInterface(widget)
    if told is None:
        return
    yield from (told.text(what) for what in (_NAME, _DESCRIPTION, _HELP))
    for number in range(told.childCount()):
        part = told.child(number)
        if part is not None and part.object() is None:
            yield from (part.text(what) for what in (_NAME, _DESCRIPTION))
