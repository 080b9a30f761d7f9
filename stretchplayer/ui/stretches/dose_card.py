"""How long and how often a stretch is done: what it comes to, and a card to change it for all routines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from stretchplayer.core.catalogue import Dose, Form
from stretchplayer.core.plan import item_totals_ms
from stretchplayer.core.plan_context import PlanOptions
from stretchplayer.core.routine import LIMITS, Routine, RoutineItem
from stretchplayer.ui.dose_words import dose_words, length_words
from stretchplayer.ui.widgets.flow import FlowLayout
from stretchplayer.ui.widgets.parts import Button, column, label
from stretchplayer.ui.widgets.stepper import Stepper

if TYPE_CHECKING:
    from stretchplayer.core.catalogue import Catalogue, Stretch
    from stretchplayer.core.preferences import Preferences
    from stretchplayer.ui.look import Look

HOLD_WORDS = {Form.TIMED: "Length", Form.FLOW: "A round"}
FACTS_GAP = 36


class DoseCard(QFrame):
    """The numbers wherever a routine says nothing of its own. None goes back to the usual ones."""

    wanted = Signal(object)  # a dose or None

    def __init__(self, look: Look, stretch: Stretch, dose: Dose) -> None:
        super().__init__()
        self.setProperty("role", "card")
        parts = QVBoxLayout(self)
        parts.setContentsMargins(18, 14, 18, 14)
        parts.setSpacing(8)
        parts.addWidget(label(look, "In all routines", "section"))
        limits = LIMITS[stretch.form]
        words = HOLD_WORDS.get(stretch.form, "Hold")
        low, high = limits.hold_s
        hold = Stepper(look, f"{words}, {stretch.name}", round(dose.hold_s), (round(low), round(high)))
        hold.changed.connect(
            lambda value: self.wanted.emit(Dose(hold_s=float(value), repetitions=dose.repetitions))
        )
        row = FlowLayout(gap=16)
        row.addWidget(_beside(look, words, hold))
        if stretch.form is not Form.TIMED:
            words = "Rounds" if stretch.form is Form.FLOW else "Times"
            times = Stepper(
                look, f"{words}, {stretch.name}", dose.repetitions, limits.repetitions, seconds=False
            )
            times.changed.connect(lambda value: self.wanted.emit(Dose(hold_s=dose.hold_s, repetitions=value)))
            row.addWidget(_beside(look, words, times))
        parts.addLayout(row)
        back = f"Back to {dose_words(stretch, stretch.dose)}"
        usual = Button(look, back, "quiet", icon="arrow-counter-clockwise")
        usual.setProperty("flush", "true")
        usual.clicked.connect(lambda: self.wanted.emit(None))
        parts.addWidget(usual, 0, Qt.AlignmentFlag.AlignLeft)
        usual.setVisible(dose != stretch.dose)  # in its place first: alone it would be a window of its own


def _beside(look: Look, words: str, stepper: Stepper) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(10)
    row.addWidget(label(look, words, "note", "ink2"))
    row.addWidget(stepper)
    return holder


def facts(look: Look, stretch: Stretch, dose: Dose, takes_ms: int) -> QWidget:
    """The dose at a glance: "Hold 20 s", "Repeats 3 each side", "Takes 2 min 18 s"."""
    pairs = [(HOLD_WORDS.get(stretch.form, "Hold"), length_words(round(dose.hold_s)))]
    if stretch.form is not Form.TIMED:
        often = f"{dose.repetitions} each side" if stretch.one_sided else str(dose.repetitions)
        pairs.append(("Rounds" if stretch.form is Form.FLOW else "Repeats", often))
        pairs.append(("Takes", length_words(round(takes_ms / 1000))))
    holder = QWidget()
    flow = FlowLayout(holder, gap=FACTS_GAP, row_gap=8)
    for words, value in pairs:
        flow.addWidget(column(label(look, words, "small", "ink2"), label(look, value, "heading"), spacing=2))
    return holder


def takes_ms(stretch: Stretch, dose: Dose, catalogue: Catalogue, preferences: Preferences) -> int:
    """How long a stretch takes with both sides and the changes between, getting ready and rating aside."""
    item = RoutineItem(stretch=stretch.id, hold_s=dose.hold_s, repetitions=dose.repetitions, get_ready_s=0.0)
    alone = Routine(id="", name=stretch.name, description="", items=(item,))
    unasked = msgspec.structs.replace(preferences, rating_nominal_s=0.0)
    return sum(item_totals_ms(alone, catalogue, unasked, PlanOptions()).values())
