"""Where a stretch's steps and dose come from: names, and addresses as text; nothing is fetched."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stretchplayer.ui.widgets.parts import Button, label

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from stretchplayer.ui.look import Look

TITLE = "Where this comes from"
COPY = "Copy the addresses"
COPIED = "The addresses are on the clipboard."


class Source(NamedTuple):
    """A page or a book."""

    name: str
    address: str


def sources_of(keys: Iterable[str], names: Mapping[str, str]) -> list[Source]:
    """What the keys of a record stand for; keys without a name say nothing to anybody."""
    found = [names[key].partition(": ") for key in keys if key in names]
    return [Source(name, address) for name, _, address in found]


class SourcesPart(QWidget):
    """Each source with its address; the addresses can be copied all together."""

    told = Signal(str)

    def __init__(self, look: Look, sources: list[Source]) -> None:
        super().__init__()
        self.sources = sources
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(label(look, TITLE, "section"))
        for source in sources:
            column.addSpacing(2)
            column.addWidget(label(look, source.name, "note", "ink2", wrap=True))
            if source.address:
                column.addWidget(self._address(look, source))
        self.copy = Button(look, COPY, "quiet", icon="copy")
        self.copy.setProperty("flush", "true")
        self.copy.clicked.connect(self._copy)
        column.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignLeft)
        self.copy.setVisible(any(source.address for source in sources))

    @staticmethod
    def _address(look: Look, source: Source) -> QWidget:
        # Addresses have no spaces to wrap at: a space without width after each stroke is one.
        shown = label(look, source.address.replace("/", "/\u200b"), "small", "ink2", wrap=True)
        shown.setAccessibleName(f"Address: {source.address}")
        return shown

    def _copy(self) -> None:
        addresses = "\n".join(source.address for source in self.sources if source.address)
        QGuiApplication.clipboard().setText(addresses)
        self.told.emit(COPIED)
