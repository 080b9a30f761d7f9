"""Pieces of the page about one stretch: numbered steps, what to watch for, easier and harder ways."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QVBoxLayout, QWidget

from stretchplayer.core.catalogue import Direction, Posture
from stretchplayer.ui.stretches.showing import first_side
from stretchplayer.ui.widgets.flow import FlowLayout
from stretchplayer.ui.widgets.parts import Icon, label, two_columns
from stretchplayer.ui.widgets.thumbnails import Thumbnail

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from PySide6.QtCore import QRect
    from PySide6.QtGui import QPaintEvent

    from stretchplayer.core.catalogue import Side, Stretch, Variant
    from stretchplayer.ui.look import Look
    from stretchplayer.ui.pictures import Pictures

BADGE = 28
SIGN = 20
WAY_PICTURE = QSize(212, 116)
WAY_LEAST, WAY_MOST, WAY_STEP = 120, 320, 8
STRENGTH = "strength"  # the tag of what is no stretch
POSITION_WORDS = {
    Posture.STANDING: "Standing",
    Posture.SITTING: "Sitting",
    Posture.HALF_KNEELING: "Kneeling on one knee",
    Posture.HANDS_AND_KNEES: "Hands and knees",
    Posture.LYING_BACK: "Lying on your back",
    Posture.LYING_SIDE: "Lying on your side",
    Posture.LYING_FRONT: "Lying on your front",
}
WAYS_OF_BENDING = {
    Direction.FORWARD: "Bends forward",
    Direction.BACK: "Bends back",
    Direction.ROTATION: "Turns",
    Direction.SIDE: "Bends to the side",
}


class StepNumber(QLabel):
    """The number of a step, in a round field."""

    def __init__(self, look: Look, number: int) -> None:
        super().__init__(str(number))
        self._look = look
        size = round(BADGE * max(1.0, look.text_scale))
        self.setFixedSize(size, size)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFont(look.font("small-strong"))
        self.setProperty("ink", "tealtx")
        look.themes.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the field, and the number on it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.color("tint2"))
        painter.drawEllipse(self.rect())
        painter.end()
        super().paintEvent(event)


def steps_list(look: Look, stretch: Stretch) -> QWidget:
    """What to do, one after the other."""
    if not stretch.steps:
        return label(look, "No steps are written down yet.", "note", "ink2", wrap=True)
    numbered = enumerate(stretch.steps, start=1)
    return two_columns(
        [(StepNumber(look, number), label(look, step, "text", wrap=True)) for number, step in numbered], 14
    )


def mistakes_list(look: Look, mistakes: Sequence[str]) -> QWidget:
    """What to watch for."""
    return two_columns(
        [(_icon(look, "x", "amber"), label(look, words, "note", wrap=True)) for words in mistakes], 8
    )


class WayPicture(Thumbnail):
    """As wide as its card; drawn at few sizes."""

    def __init__(self, look: Look, pictures: Pictures, pose: str, side: Side | None, way: str) -> None:
        super().__init__(look, pictures, pose, side, WAY_PICTURE, way=way)
        self.setMinimumSize(WAY_LEAST, WAY_PICTURE.height())
        self.setMaximumSize(WAY_MOST, WAY_PICTURE.height())

    def sizeHint(self) -> QSize:
        return WAY_PICTURE

    def picture_box(self) -> QRect:
        box = super().picture_box()
        spare = box.width() % WAY_STEP
        return box.adjusted(spare // 2, 0, spare // 2 - spare, 0)


class OtherWays(QWidget):
    """An easier and a harder way, beside each other where there is room; each with its picture, if drawn."""

    def __init__(self, look: Look, pictures: Pictures, stretch: Stretch, drawn: Collection[str]) -> None:
        """`drawn` holds the ways that the pose of the stretch shows."""
        super().__init__()
        self._look = look
        self._pictures = pictures
        self._stretch = stretch
        self._drawn = drawn
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(14)
        for icon, title, key, way in (
            ("arrow-down-left", "Easier", "easier", stretch.easier),
            ("arrow-up-right", "Harder", "harder", stretch.harder),
        ):
            if way is not None:
                self._row.addWidget(self._card(icon, title, key, way), 1)

    def set_tight(self, *, tight: bool) -> None:
        """Put them under each other."""
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._row.setDirection(down if tight else across)

    def _card(self, icon: str, title: str, key: str, way: Variant) -> QFrame:
        look = self._look
        card = QFrame()
        card.setProperty("role", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(18, 14, 18, 14)
        column.setSpacing(8)
        column.addWidget(
            two_columns([(_icon(look, icon, "tealtx"), label(look, title, "section", "tealtx"))], 8)
        )
        picture = self._picture(key, way)
        if picture is not None:
            picture.setAccessibleName(f"Picture: {title}. {way.text}")
            column.addWidget(picture)
        column.addWidget(label(look, way.text, "note", wrap=True))
        column.addStretch(1)
        return card

    def _picture(self, key: str, way: Variant) -> WayPicture | None:
        side = first_side(self._stretch)
        if way.pose is not None:
            return WayPicture(self._look, self._pictures, way.pose, side, "usual")
        if key in self._drawn:
            return WayPicture(self._look, self._pictures, self._stretch.pose, side, key)
        return None


def tags(look: Look, stretch: Stretch) -> QWidget:
    """Position and directions, as chips that cannot be pressed; of some, that they are for strength."""
    words = [POSITION_WORDS[stretch.posture]]
    words += [WAYS_OF_BENDING[one] for one in stretch.directions if one in WAYS_OF_BENDING]
    if STRENGTH in stretch.tags:
        words.append("Strength")
    holder = QWidget()
    flow = FlowLayout(holder, gap=8)
    for text in words:
        chip = label(look, text, "note", "ink2")
        chip.setProperty("role", "tag")
        flow.addWidget(chip)
    return holder


class TakeCare(QFrame):
    """Whom it may not suit, who should ask first, and when to stop."""

    def __init__(self, look: Look, words: str) -> None:
        super().__init__()
        self.setProperty("role", "easeoff")
        row = two_columns(
            [(_icon(look, "info-fill", "amber"), label(look, "Take care", "section", wrap=True))], 8
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 14)
        column.setSpacing(6)
        column.addWidget(row)
        column.addWidget(label(look, words, "note", wrap=True))


def _icon(look: Look, name: str, ink: str) -> Icon:
    return Icon(look, name, ink, round(SIGN * max(1.0, look.text_scale)))
