"""I have N minutes: a routine for the time there is, made while one chooses, with its reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from stretchplayer.core.catalogue import Side
from stretchplayer.core.compose import (
    AIMS,
    FEWEST_MINUTES,
    MOST_MINUTES,
    Aim,
    Composition,
    compose,
    why_nothing,
)
from stretchplayer.core.routine import fill
from stretchplayer.core.routine_advice import is_stiff_morning
from stretchplayer.ui.dose_words import item_words
from stretchplayer.ui.widgets.chips import ChipSet
from stretchplayer.ui.widgets.head_row import HeadRow
from stretchplayer.ui.widgets.parts import Button, clear, hairline, label
from stretchplayer.ui.widgets.scroll_page import ScrollPage
from stretchplayer.ui.widgets.stepper import Stepper
from stretchplayer.ui.widgets.thumbnails import Thumbnail
from stretchplayer.ui.words import clock_words

if TYPE_CHECKING:
    from stretchplayer.app.routine_service import RoutineService
    from stretchplayer.app.services import SettingsService
    from stretchplayer.app.sessions import SessionMaker
    from stretchplayer.core.catalogue import Catalogue
    from stretchplayer.core.ports import Clock
    from stretchplayer.core.routine import RoutineItem
    from stretchplayer.ui.look import Look
    from stretchplayer.ui.pictures import Pictures

THUMB = QSize(108, 66)
FIRST_MINUTES = 10
FIRST_AIM = "lower-back"
ONCE = "minutes"  # id of a routine that is played and not kept


class MinutesPage(ScrollPage):
    """Minutes and aims at the top, what comes of them below."""

    left = Signal()
    start_wanted = Signal(object)  # the routine, which is not kept
    edit_wanted = Signal(object)  # the routine, which is not kept yet

    def __init__(
        self,
        look: Look,
        pictures: Pictures,
        catalogue: Catalogue,
        settings: SettingsService,
        maker: SessionMaker,
        routines: RoutineService,
        clock: Clock,
    ) -> None:
        super().__init__(look)
        self._pictures = pictures
        self._catalogue = catalogue
        self._settings = settings
        self._maker = maker
        self._routines = routines
        self._clock = clock
        self._made: Composition | None = None
        self._make_parts()
        self._lay_out()
        settings.changed.connect(self.note_change)
        self.form_changed.connect(self._arrange)

    @property
    def made(self) -> Composition | None:
        """What fits now; None when nothing does."""
        return self._made

    def refresh(self) -> None:
        """Make the routine anew."""
        now = self._clock.now()
        preferences = self._settings.preferences
        self._made = compose(
            self.minutes.value(),
            self._wanted(),
            self._catalogue,
            preferences,
            self._maker.options(),
            morning=is_stiff_morning(now.hour * 60 + now.minute, preferences.wake_up_min),
            usual=self._routines.usual_doses(),
        )
        self._show()

    def _wanted(self) -> list[Aim]:
        keys = self.aims.value()
        return [aim for aim in AIMS if aim.key in keys]

    def start(self) -> None:
        """Ask for it to be played, without keeping it."""
        if self._made is not None:
            self.start_wanted.emit(msgspec.structs.replace(self._made.routine, id=ONCE))

    def edit(self) -> None:
        """Ask for it to be changed by hand, and kept from there."""
        if self._made is not None:
            self.edit_wanted.emit(self._made.routine)

    # ---- parts -------------------------------------------------------------------------------

    def _make_parts(self) -> None:
        look = self._look
        self.start_button = Button(look, "Start", "primary", icon="play-fill")
        self.start_button.clicked.connect(self.start)
        self.edit_button = Button(look, "Edit and keep", "second", icon="pencil-simple")
        self.edit_button.clicked.connect(self.edit)
        self.head = HeadRow(look, "Routines", self.edit_button, self.start_button)
        self.head.left.connect(self.left)
        self.setFocusProxy(self.head.back)
        self.minutes = Stepper(
            look, "Minutes", FIRST_MINUTES, (FEWEST_MINUTES, MOST_MINUTES), words=lambda n: f"{n} min"
        )
        self.minutes.changed.connect(lambda _: self.refresh())
        self.aims = ChipSet(look, "For", [(aim.key, aim.words) for aim in AIMS])
        self.aims.choose([FIRST_AIM])
        self.aims.changed.connect(lambda _: self.refresh())
        self.total = label(look, "", "heading", wrap=True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(10)

    def _lay_out(self) -> None:
        look = self._look
        self._wishes = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._wishes.setSpacing(14)
        sentence = QWidget()
        row = QHBoxLayout(sentence)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        for part in (label(look, "I have", "item"), self.minutes, label(look, "for", "item")):
            row.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        self._wishes.addWidget(sentence, 0, Qt.AlignmentFlag.AlignTop)
        self._wishes.addWidget(self.aims, 1)
        self.column.addWidget(self.head)
        self.column.addSpacing(6)
        self.column.addWidget(label(look, "A routine for the time you have", "title-small", wrap=True))
        self.column.addSpacing(14)
        self.column.addLayout(self._wishes)
        self.column.addSpacing(18)
        self.column.addWidget(hairline())
        self.column.addSpacing(14)
        self.column.addWidget(self.total)
        self.column.addSpacing(10)
        self.column.addLayout(self._rows)
        self.column.addStretch(1)

    def _arrange(self) -> None:
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._wishes.setDirection(down if self.narrow else across)
        self.head.set_tight(tight=self.tight)

    # ---- what is shown -----------------------------------------------------------------------

    def _show(self) -> None:
        clear(self._rows)
        made = self._made
        for button in (self.start_button, self.edit_button):
            button.setEnabled(made is not None)
        if made is None:
            why = why_nothing(
                self._wanted(),
                self._catalogue,
                self._settings.preferences,
                self._maker.options(),
                usual=self._routines.usual_doses(),
            )
            self.total.setText(f"Nothing fits into this time. {why}")
            return
        count = len(made.routine.items)
        self.total.setText(f"{clock_words(made.total_ms)} with changes and ratings, {count} parts")
        reasons = {reason.stretch: reason.sentence for reason in made.reasons if reason.stretch is not None}
        for item in fill(made.routine, self._routines.usual_doses()).items:
            self._rows.addWidget(self._row(item, reasons.get(item.stretch, "")))
        for reason in made.reasons:
            if reason.stretch is None:
                self._rows.addWidget(label(self._look, reason.sentence, "note", "ink2", wrap=True))

    def _row(self, item: RoutineItem, reason: str) -> QWidget:
        stretch = self._catalogue[item.stretch]
        row = QFrame()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(16)
        side = Side.RIGHT if stretch.one_sided else None
        size = THUMB * max(1.0, self._look.text_scale)
        line.addWidget(Thumbnail(self._look, self._pictures, stretch.pose, side, size))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        dose = item_words(stretch, item, self._maker.options(), 1.0)
        words.addWidget(label(self._look, f"{stretch.short_name}, {dose}", "item", wrap=True))
        words.addWidget(label(self._look, reason, "note", "ink2", wrap=True))
        words.addStretch(1)
        line.addLayout(words, 1)
        return row
