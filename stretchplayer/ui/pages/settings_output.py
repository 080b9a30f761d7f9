"""Where sound comes out: a choice of the devices that are there, and a test of the chosen one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QStyledItemDelegate

from stretchplayer.core.outputs import matching_output, one_line
from stretchplayer.ui.widgets.choice import Choice
from stretchplayer.ui.widgets.parts import Button

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtGui import QFocusEvent, QShowEvent
    from PySide6.QtWidgets import QStyleOptionViewItem

    from stretchplayer.app.sound_outputs import SoundOutputs
    from stretchplayer.app.sound_service import SoundService
    from stretchplayer.ui.look import Look
    from stretchplayer.ui.widgets.card import Group, GroupRow

USUAL = "The usual device"
AWAY = "Not there: {}"
NAME_WIDTH = 140  # of the words of the closed list, at 100 %
LIST_WIDTH = 420  # of the open list at most, at 100 %
LIST_MARGIN = 44  # around the words in it
TEST = "Test the sound"
TEST_NOTE = "A tone and a few words, heard also while sound is off"
TEST_ALSO = "output device speaker headphones headset bluetooth try listen check"


class OutputChoice(Choice):
    """The devices that are there, and the chosen one when it is away; read afresh when it is opened."""

    def __init__(self, look: Look, name: str, outputs: SoundOutputs) -> None:
        self._outputs = outputs
        super().__init__(look, name, [("", USUAL)])
        self.view().setItemDelegate(_InFull(self.view()))
        self.view().setTextElideMode(Qt.TextElideMode.ElideMiddle)
        outputs.changed.connect(self._take)
        self._take()

    def choose(self, key: str) -> None:
        """Show this one as chosen without telling anybody."""
        self._fill(key)

    def showPopup(self) -> None:
        """Open the list; what comes or goes while it is open is shown as well."""
        self._outputs.refresh()
        self._open()

    def showEvent(self, event: QShowEvent) -> None:
        self._outputs.refresh()
        super().showEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keys go through the devices without opening the list."""
        self._outputs.refresh()
        super().focusInEvent(event)

    def _take(self) -> None:
        opened = self.view().isVisible()
        self._fill(self.value())
        if opened:
            self._open()  # as long as it is now

    def _open(self) -> None:
        wanted = self.view().sizeHintForColumn(0) + LIST_MARGIN
        most = min(round(LIST_WIDTH * self._look.text_scale), self.window().width())
        self.view().setMinimumWidth(min(wanted, most))
        super().showPopup()

    def _fill(self, chosen: str) -> None:
        found = [output.name for output in self._outputs.found or ()]
        chosen = matching_output(chosen, found) or chosen
        names = {name: name for name in found}
        if chosen and chosen not in found:
            shown = one_line(chosen)  # it may come from another computer's file
            names[chosen] = shown if self._outputs.found is None else AWAY.format(shown)
        choices = [("", USUAL), *((name, self._short(one_line(name))) for name in names)]
        if choices != [(self.itemData(place), self.itemText(place)) for place in range(self.count())]:
            self.set_choices(choices)
        for place, words in enumerate(names.values(), 1):
            self.setItemData(place, words, Qt.ItemDataRole.ToolTipRole)
        super().choose(chosen)

    def _short(self, words: str) -> str:
        width = round(NAME_WIDTH * self._look.text_scale)
        return QFontMetrics(self._look.font("section")).elidedText(words, Qt.TextElideMode.ElideMiddle, width)


class _InFull(QStyledItemDelegate):
    """Shows in the open list what the closed one has no room for."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        option.text = index.data(Qt.ItemDataRole.ToolTipRole) or option.text


class OutputRows(QObject):
    """Says under the choice what plays now, and has the row that lets it be heard."""

    def __init__(
        self, look: Look, group: Group, row: GroupRow, sounds: SoundService, chosen: Callable[[], str]
    ) -> None:
        """`row` has the choice; `chosen` tells the name that is kept."""
        super().__init__(group)
        self._outputs = sounds.outputs
        self._row = row
        self._chosen = chosen
        self.test = Button(look, "Test", "second")
        self.test.setAccessibleName(TEST)
        self.test.clicked.connect(sounds.try_output)
        shown = group.add_row(TEST, TEST_NOTE, self.test)
        shown.found_by = f"{group.title} {TEST} {TEST_NOTE} {TEST_ALSO}".casefold()
        sounds.outputs.changed.connect(self.refresh)

    def refresh(self) -> None:
        """Say it as it is now."""
        self._row.say(self._said())

    def _said(self) -> str:
        found, chosen = self._outputs.found, self._chosen()
        waits = "The usual one plays until it is back"
        if found is None:
            return self._row.note
        usual = next((output.name for output in found if output.usual), "")
        if not found:
            return "No sound device was found"
        if not chosen:
            return f"Now: {usual}" if usual else self._row.note
        if matching_output(chosen, {output.name for output in found}) is not None:
            return self._row.note
        return f"{waits}: {usual}" if usual else waits
