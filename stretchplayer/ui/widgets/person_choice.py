"""Who shows the stretches: a small picture of each person, of which one is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QWidget

from stretchplayer.figure.persons import PERSONS, person_of

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from stretchplayer.figure.persons import Person
    from stretchplayer.ui.look import Look
    from stretchplayer.ui.pictures import Pictures

POSE = "standing"
PICTURE = QSize(84, 124)
INSET = 6
WORDS_GAP = 4
SPACE = 8
RADIUS = 14
LINE, CHOSEN_LINE = 1.0, 2.5
CHECK = "check-circle-fill"
CHECK_PX = 20


class PersonCard(QRadioButton):
    """One person: picture and first name. What is chosen has a thick rim and a check mark."""

    def __init__(self, look: Look, pictures: Pictures, name: str, person: Person) -> None:
        super().__init__(person.name)
        self._look = look
        self._pictures = pictures
        self._person = person
        self.setFont(look.font("section-small"))
        self.setProperty("corner", RADIUS)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{name}: {person.name}")
        self.setAccessibleDescription(person.looks)
        self.setToolTip(person.looks)
        self.setFixedSize(self.sizeHint())
        pictures.ready.connect(self.update)
        look.themes.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Room for the picture with the name under it."""
        metrics = self.fontMetrics()
        width = max(PICTURE.width(), metrics.horizontalAdvance(self.text())) + 2 * INSET
        return QSize(width, PICTURE.height() + WORDS_GAP + metrics.height() + 2 * INSET)

    def hitButton(self, pos: QPoint) -> bool:
        """All of it can be pressed."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card, the person once there is a picture, and the name."""
        del event
        look, chosen = self._look, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = CHOSEN_LINE if chosen else LINE
        rim = "teal" if chosen else "line2" if self.underMouse() else "line"
        painter.setPen(QPen(look.color(rim), width))
        painter.setBrush(look.color("halo"))
        edge = width / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(edge, edge, -edge, -edge), RADIUS, RADIUS)
        ratio = self.devicePixelRatioF()
        scheme = look.themes.theme.scheme
        picture = self._pictures.get(POSE, None, PICTURE, ratio, scheme, person=self._person.id)
        if picture is not None:
            painter.drawPixmap((self.width() - PICTURE.width()) // 2, INSET, picture)
        painter.setPen(look.color("ink"))
        words = self.rect().adjusted(0, INSET + PICTURE.height() + WORDS_GAP, 0, -INSET)
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self.text())
        if chosen:
            sign = look.pixmap(CHECK, "teal", CHECK_PX, ratio)
            painter.drawPixmap(self.width() - CHECK_PX - INSET, INSET, sign)


class PersonChoice(QWidget):
    """All people side by side. Arrow keys go from one to the next and choose; it is one stop for Tab."""

    chosen = Signal(str)

    def __init__(self, look: Look, pictures: Pictures, name: str) -> None:
        """`name` is what is chosen, and is read out with each."""
        super().__init__()
        self.setAccessibleName(name)
        self._told = PERSONS[0].id
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        self.cards: dict[str, PersonCard] = {}
        for person in PERSONS:
            card = PersonCard(look, pictures, name, person)
            card.clicked.connect(lambda _=False, id_=person.id: self._tell(id_))
            self.cards[person.id] = card
            self._group.addButton(card)
            row.addWidget(card)
        self.setMinimumHeight(max(card.height() for card in self.cards.values()))
        self.choose(self._told)

    def choose(self, person: str) -> None:
        """Show this one, by id, as chosen without telling anybody; for an unknown id it is the first."""
        self._told = person_of(person).id
        self.cards[self._told].setChecked(True)
        for id_, card in self.cards.items():  # Tab leads to who is chosen; Qt sees to it after a key or click
            card.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if id_ == self._told else Qt.FocusPolicy.ClickFocus
            )

    def value(self) -> str:
        """The id of who is chosen."""
        return self._told

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Go to the card that is chosen."""
        self.cards[self._told].setFocus(reason)

    def _tell(self, person: str) -> None:
        if person != self._told:
            self._told = person
            self.chosen.emit(person)
