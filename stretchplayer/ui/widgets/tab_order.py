"""Lets Tab go the way people read, also to what was made later than what follows it.

Qt's own order is that in which widgets were made, so a card that is put above others while the app
runs would come after them.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget


def follow_layout(parent: QWidget) -> None:
    """Bring everything in `parent` that can have the focus into the order of its layouts."""
    order, handing_on = in_layout_order(parent), _handing_on(parent)
    before: dict[QWidget, list[QWidget]] = {}
    for whole, part in handing_on:
        before.setdefault(_last(part), []).append(whole)
    for whole, _ in handing_on:
        # Or the order of the part would be set in its place.
        whole.setFocusProxy(None)  # type: ignore[arg-type]  # the stub knows no None
    for first, second in pairwise(each for widget in order for each in (*before.get(widget, ()), widget)):
        QWidget.setTabOrder(first, second)
    for whole, part in handing_on:
        whole.setFocusProxy(part)


def in_layout_order(parent: QWidget) -> list[QWidget]:
    """Everything in `parent` that can have the focus, shown or not, in the order of its layouts."""
    return list(_in_order(parent))


def _in_order(widget: QWidget) -> Iterator[QWidget]:
    if widget.focusPolicy() is not Qt.FocusPolicy.NoFocus and widget.focusProxy() is None:
        yield widget
    inside = widget.widget() if isinstance(widget, QScrollArea) else None
    if inside is not None:
        yield from _in_order(inside)
    layout = widget.layout()
    if layout is not None:
        yield from _laid_out(layout)


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    for index in range(layout.count()):
        item = layout.itemAt(index)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield from _in_order(widget)
        elif inner is not None:
            yield from _laid_out(inner)


def _handing_on(parent: QWidget) -> list[tuple[QWidget, QWidget]]:
    """What hands the focus on to a part of itself, and the part.

    Qt stops at these as well, wherever they were made, so they have to come right before the part.
    """
    found = ((widget, widget.focusProxy()) for widget in parent.findChildren(QWidget))
    return [(whole, part) for whole, part in found if part is not None and whole.isAncestorOf(part)]


def _last(part: QWidget) -> QWidget:
    """Where the focus ends, as the part may hand it on again."""
    inner = part.focusProxy()
    return part if inner is None else _last(inner)
