"""One earlier sitting: its tries with what was read, and the way to correct one or take all back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from msgspec import structs
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stretchplayer.core.errors import StretchPlayerError
from stretchplayer.core.flexibility import find_test
from stretchplayer.core.history import Deed, MeasureMethod
from stretchplayer.ui.charts.flexibility_words import side_name
from stretchplayer.ui.measure import words
from stretchplayer.ui.measure.make_reading import make_reading
from stretchplayer.ui.widgets.card import Group
from stretchplayer.ui.widgets.head_row import HeadRow
from stretchplayer.ui.widgets.parts import Button, clear, label
from stretchplayer.ui.widgets.problem import Problem
from stretchplayer.ui.widgets.scroll_page import ScrollPage
from stretchplayer.ui.widgets.switch import Switch
from stretchplayer.ui.words import long_date, short_date

if TYPE_CHECKING:
    from collections.abc import Callable

    from stretchplayer.app.measure_service import MeasureService
    from stretchplayer.core.flexibility import FlexibilityTest
    from stretchplayer.core.history import EntryChange, Measurement, OwnPicture, Trial
    from stretchplayer.ui.look import Look
    from stretchplayer.ui.measure.readings import Reading

GAP = 22


class OneSittingPage(ScrollPage):
    """Call `open`. What is corrected or taken back keeps what it said before."""

    left = Signal()

    def __init__(
        self, look: Look, measures: MeasureService, picture: Callable[[str], OwnPicture | None]
    ) -> None:
        super().__init__(look)
        self._measures = measures
        self._picture = picture
        self._sitting: Measurement | None = None
        self._editing: int | None = None
        self.reading: Reading | None = None
        self.hurt: Switch | None = None
        self.head = HeadRow(look, words.EARLIER)
        self.head.left.connect(self.left)
        self.setFocusProxy(self.head.back)
        self.title = label(look, "", "title", wrap=True)
        self.said = label(look, "", "body", "ink2", wrap=True)
        self.problem = Problem(look, self)
        self._list = QVBoxLayout()
        self._list.setSpacing(GAP)
        self.remove = Button(look, "Take this sitting back", "danger-quiet", icon="trash")
        self.remove.clicked.connect(self._remove)
        for part in (self.head, self.title, self.said, self.problem):
            self.column.addWidget(part)
            self.column.addSpacing(8)
        self.column.addLayout(self._list)
        self.column.addSpacing(GAP)
        self.column.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)

    def open(self, measurement: str) -> None:
        """Show this sitting."""
        self._editing = None
        self.problem.hide()
        self._show(self._measures.sitting(measurement))

    # ---- parts -------------------------------------------------------------------------------

    def _show(self, sitting: Measurement) -> None:
        self._sitting = sitting
        test = find_test(sitting.test)
        self.title.setText(f"{test.name}, {long_date(sitting.local_date)} {sitting.local_date.year}")
        noted = "" if sitting.noted is None else f" Noted on {short_date(sitting.noted.date())}."
        self.said.setText(f"{words.values_of(test, sitting)}{noted}")
        clear(self._list)
        self.reading = self.hurt = None
        group = Group(self._look, "Tries")
        changes = self._measures.changes(sitting.id)
        for position, trial in enumerate(sitting.trials):
            name = f"{side_name(test, trial.side)}, try {self._number(sitting, position)}"
            if position == self._editing:
                group.add_row(name, "", self._editor(test, sitting, trial, position), below=True)
            else:
                note = self._note(test, trial, position, changes)
                group.add_row(name, note, self._correct_button(name, position))
        self._list.addWidget(group)
        for position, trial in enumerate(sitting.trials):
            self._add_photo(trial, position)

    def _number(self, sitting: Measurement, position: int) -> int:
        side = sitting.trials[position].side
        return sum(1 for trial in sitting.trials[: position + 1] if trial.side is side)

    def _note(self, test: FlexibilityTest, trial: Trial, position: int, changes: list[EntryChange]) -> str:
        parts = [test.words(trial.value) + (f", {words.HURT}" if trial.painful else "")]
        if trial.tape is not None:
            tape = trial.tape
            parts.append(
                f"ankle {tape.ankle_height_cm:g} cm, hip {tape.hip_height_cm:g} cm,"
                f" length {tape.leg_length_cm:g} cm"
            )
        for change in changes:
            value = change.before.get("value")
            if change.deed is Deed.CORRECTED and change.before.get("try") == position:
                before = test.words(value) if isinstance(value, int | float) else "otherwise noted"
                parts.append(f"until {short_date(change.at.date())}: {before}")
        return ". ".join(parts)

    def _correct_button(self, name: str, position: int) -> QWidget:
        correct = Button(self._look, "Correct", "second", icon="pencil-simple")
        correct.setAccessibleName(f"Correct: {name}")
        correct.clicked.connect(partial(self._correct, position))
        return correct

    def _editor(self, test: FlexibilityTest, sitting: Measurement, trial: Trial, position: int) -> QWidget:
        holder = QWidget()
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(12)
        self.reading = make_reading(self._look, test, sitting.method, self._measures)
        self.reading.show_trial(trial)
        if sitting.method is MeasureMethod.PHOTO:
            from stretchplayer.ui.measure.photo_reading import PhotoReading

            assert isinstance(self.reading, PhotoReading)
            self.reading.correct(trial, self._picture(trial.picture) if trial.picture else None)
        self.reading.entered.connect(partial(self._take, trial, position))
        self.hurt = Switch(self._look, "It hurt")
        self.hurt.setChecked(trial.painful)
        hurt = QHBoxLayout()
        hurt.setSpacing(12)
        hurt.addWidget(self.hurt)
        hurt.addWidget(label(self._look, "It hurt. A painful try is not scored.", "text", wrap=True), 1)
        inside.addWidget(self.reading)
        inside.addLayout(hurt)
        row = QHBoxLayout()
        row.setSpacing(12)
        save = Button(self._look, "Save", "primary")
        save.clicked.connect(partial(self._take, trial, position))
        cancel = Button(self._look, "Leave it as it was", "second")
        cancel.clicked.connect(partial(self._correct, None))
        row.addWidget(save)
        row.addWidget(cancel)
        row.addStretch(1)
        inside.addLayout(row)
        return holder

    def _correct(self, position: int | None) -> None:
        assert self._sitting is not None
        self._editing = position
        self._show(self._sitting)
        if self.reading is not None:
            self.reading.take_focus()
        else:
            self.head.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self, trial: Trial, position: int) -> None:
        assert self._sitting is not None
        try:
            self._measures.correct(self._sitting.id, position, self._made(trial))
        except StretchPlayerError as error:
            self.problem.say(str(error))
            return
        self.problem.hide()
        self._sitting = self._measures.sitting(self._sitting.id)
        self._correct(None)

    def _made(self, trial: Trial) -> Trial:
        """What it says now. Of a photo that was not kept, the points can stay as they were."""
        assert self.reading is not None
        assert self.hurt is not None
        painful = self.hurt.isChecked()
        if trial.photo is not None and not self.reading.is_read:
            return structs.replace(trial, painful=painful)
        return self.reading.trial(trial.side, painful=painful)

    def _add_photo(self, trial: Trial, position: int) -> None:
        kept = self._picture(trial.picture) if trial.picture else None
        if kept is None:
            return
        from stretchplayer.ui.measure.photo_view import PhotoView

        photo = QPixmap()
        photo.loadFromData(kept.data)
        assert self._sitting is not None
        way = find_test(self._sitting.test).way(self._sitting.method)
        view = PhotoView(self._look, way.points)
        view.show_photo(photo, () if trial.photo is None else trial.photo.points)
        view.lock()
        forget = Button(self._look, "Forget this photo", "danger-quiet", icon="trash")
        forget.clicked.connect(partial(self._forget, position))
        self._list.addWidget(view)
        self._list.addWidget(forget, 0, Qt.AlignmentFlag.AlignLeft)

    def _forget(self, position: int) -> None:
        assert self._sitting is not None
        self._measures.drop_picture(self._sitting.id, position)
        self.open(self._sitting.id)
        self.head.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self) -> None:
        assert self._sitting is not None
        self._measures.remove(self._sitting.id)
        self.left.emit()
