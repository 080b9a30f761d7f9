"""The large picture of a stretch: it moves, and breathes while it is held, or shows two stills."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QPointF, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPen, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stretchplayer.core.catalogue import StretchType
from stretchplayer.core.errors import StretchPlayerError
from stretchplayer.core.own_stretch import PICTURE_PREFIX
from stretchplayer.ui.player.moment import DISC_LARGEST, DISC_SMALLEST, side_label
from stretchplayer.ui.player.paint import mix
from stretchplayer.ui.stretches.showing import STUDY, Shown, first_side, shown_at
from stretchplayer.ui.widgets.parts import Button, label

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QHideEvent, QPaintEvent, QShowEvent

    from stretchplayer.core.catalogue import Stretch
    from stretchplayer.core.ports import Clock
    from stretchplayer.ui.look import Look
    from stretchplayer.ui.pictures import Pictures
    from stretchplayer.ui.stretches.sitter import Sitter

SHAPE = 0.8  # height to width
LOW = 280  # where there is one column
CORNER = 28.0
SIDE, TOP, FOOT = 14, 14, 48  # around the figure
RING, RING_WIDTH, DISC = 0.47, 6.0, 0.425  # of the height; the ring's width in pixels
BREATH_FILL, BREATH_EDGE, BREATH_LINE = 0.11, 0.42, 3.0  # as in the player
MOVING_MS, BREATHING_MS = 16, 33
SLOW_FRAME_MS, FRAME_WEIGHT = 9.0, 0.2  # from here on 30 frames a second are enough; a running mean
ROW = 44  # below the figure, with the button or without
DOT = 14
STILL_WORDS = "Start", "Hold"


class Dot(QWidget):
    """A spot in the colour of what glows on the figure."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setFixedSize(DOT, DOT)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._look.color("ink"), 1.5, Qt.PenStyle.DotLine))
        if not self._look.themes.theme.is_contrast:
            painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(glow_color(self._look))
        painter.drawEllipse(QRectF(self.rect()).adjusted(1, 1, -1, -1))


class FigurePanel(QWidget):
    """Moves while it can be seen, from a clock and not by counting; a button holds it still."""

    def __init__(
        self, look: Look, pictures: Pictures, stretch: Stretch, sitter: Sitter, clock: Clock
    ) -> None:
        super().__init__()
        self._look = look
        self._pictures = pictures
        self.stretch = stretch
        self._sitter = sitter
        self._clock = clock
        self._begun_ms = clock.monotonic_ms()
        self._stopped_ms: float | None = None
        self._ground: tuple[object, QPixmap] | None = None
        self._failed = False
        self._frame_ms = 0.0
        self.setAccessibleName(f"Picture: {stretch.picture}")
        self._side = label(look, "", "note", "ink2")
        self.pause = Button(look, "", "quiet", icon="pause")
        self.pause.clicked.connect(self._toggle)
        self._lay_out()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._look_on)
        pictures.ready.connect(self._note_picture)
        look.themes.changed.connect(self.update)
        self.follow_settings()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 8, 8, 4)
        column.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addStrut(ROW)
        if self.stretch.muscles:
            row.addWidget(Dot(self._look), 0, Qt.AlignmentFlag.AlignVCenter)
            row.addWidget(label(self._look, "where you may feel it", "note", "ink2"))
        row.addStretch(1)
        row.addWidget(self._side)
        row.addWidget(self.pause)
        column.addLayout(row)

    # ---- what is shown -----------------------------------------------------------------------

    @property
    def moves(self) -> bool:
        """Whether there is a movement to show, and it is wanted."""
        return not (self._sitter.is_calm or self._failed or self.stretch.pose.startswith(PICTURE_PREFIX))

    def now(self) -> Shown:
        """What the figure does this instant."""
        until = self._clock.monotonic_ms() if self._stopped_ms is None else self._stopped_ms
        return shown_at(self.stretch, until - self._begun_ms, STUDY)

    def follow_settings(self) -> None:
        """Move or stand still, as the settings want it now."""
        self.pause.setVisible(self.moves)
        self._tell_state()
        self._look_on()

    def go_on_from(self, before: FigurePanel) -> None:
        """Go on where another picture of the same stretch was."""
        self._begun_ms, self._stopped_ms = before._begun_ms, before._stopped_ms
        self._tell_state()

    def set_width(self, width: int | None) -> None:
        """Have the height that goes with a column so wide; None is low, where there is one column."""
        self.setFixedHeight(LOW if width is None else max(LOW, round(width * SHAPE)))

    def _toggle(self) -> None:
        now = self._clock.monotonic_ms()
        if self._stopped_ms is None:
            self._stopped_ms = now
        else:
            self._begun_ms += now - self._stopped_ms
            self._stopped_ms = None
        self._tell_state()
        self._look_on()

    def _tell_state(self) -> None:
        stopped = self._stopped_ms is not None
        self.pause.set_icon("play" if stopped else "pause")
        self.pause.setAccessibleName("Move the picture" if stopped else "Hold the picture still")
        self.pause.setToolTip(self.pause.accessibleName())

    def _look_on(self) -> None:
        """Paint the present moment, as often as it changes."""
        shown = self.now()
        words = side_label(self.stretch, shown.cue.side) if self.moves else None
        if self._side.text() != (words or ""):
            self._side.setText(words or "")
        if not self.isVisible() or not self.moves or self._stopped_ms is not None:
            self._timer.stop()
        else:
            slow = shown.is_calm or self._frame_ms > SLOW_FRAME_MS
            pace = BREATHING_MS if slow else MOVING_MS
            if not self._timer.isActive() or self._timer.interval() != pace:
                self._timer.start(pace)
        self.update()

    def _note_picture(self) -> None:
        if not self.moves:
            self.update()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._look_on()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()

    # ---- painting ----------------------------------------------------------------------------

    def figure_box(self) -> QRect:
        """Where the figure is."""
        return self.rect().adjusted(SIDE, TOP, -SIDE, -FOOT)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawPixmap(0, 0, self._ground_pixmap())
        if not self.moves:
            self._paint_stills(painter)
            return
        shown = self.now()
        if shown.fullness is not None:
            self._paint_breath(painter, shown.fullness, shown.strength)
        watch = QElapsedTimer()
        watch.start()
        self._paint_figure(painter, shown)
        if not shown.is_calm:
            self._frame_ms += FRAME_WEIGHT * (watch.nsecsElapsed() / 1e6 - self._frame_ms)

    def _paint_figure(self, painter: QPainter, shown: Shown) -> None:
        box, figure = self.figure_box(), self._sitter.figure()
        figure.set_box(box.width(), box.height(), self.devicePixelRatioF())
        figure.set_scheme(self._look.themes.theme.scheme)
        figure.show(shown.cue)
        try:
            figure.paint(painter, box.x(), box.y())
        except StretchPlayerError:  # the still says in the log why
            self._failed = True
            QTimer.singleShot(0, self, self.follow_settings)

    def _centre(self) -> QPointF:
        return QRectF(self.figure_box()).center()

    def _radius(self, share: float) -> float:
        box = self.figure_box()
        return share * min(box.height() + TOP, box.width())

    def _ground_pixmap(self) -> QPixmap:
        """The panel with ring and disc: they stand still."""
        key = self.size(), self.devicePixelRatioF(), self._look.themes.theme.name
        if self._ground is None or self._ground[0] != key:
            pixmap = QPixmap(self.size() * self.devicePixelRatioF())
            pixmap.setDevicePixelRatio(self.devicePixelRatioF())
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_ground(painter)
            painter.end()
            self._ground = key, pixmap
        return self._ground[1]

    def _paint_ground(self, painter: QPainter) -> None:
        color = self._look.color
        painter.setPen(QPen(color("edge"), 1))
        painter.setBrush(color("tint"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), CORNER, CORNER)
        if not self.moves and not self.stretch.pose.startswith(PICTURE_PREFIX):
            return  # two stills stand on the plain panel
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(color("halo"), RING_WIDTH))
        painter.drawEllipse(self._centre(), self._radius(RING), self._radius(RING))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("halo"))
        painter.drawEllipse(self._centre(), self._radius(DISC), self._radius(DISC))

    def _paint_breath(self, painter: QPainter, fullness: float, strength: float) -> None:
        """The disc of the player: opaque, mixed beforehand."""
        color = self._look.color
        radius = self._radius(DISC) * (DISC_SMALLEST + (DISC_LARGEST - DISC_SMALLEST) * fullness)
        painter.setPen(Qt.PenStyle.NoPen)
        for share, reach in ((BREATH_EDGE, BREATH_LINE / 2), (BREATH_FILL, -BREATH_LINE / 2)):
            painter.setBrush(mix(color("breath"), color("halo"), share * strength))
            painter.drawEllipse(self._centre(), radius + reach, radius + reach)

    def _paint_stills(self, painter: QPainter) -> None:
        """Start and hold side by side, or the one picture there is."""
        box = self.figure_box()
        if self.stretch.pose.startswith(PICTURE_PREFIX) or self.stretch.type is StretchType.TRANSFER:
            self._paint_still(painter, box, None)
            return
        painter.setFont(self._look.font("small-strong"))
        line = painter.fontMetrics().height() + 6
        for part, moment, words in zip(self._still_boxes(box), (0.0, 1.0), STILL_WORDS, strict=True):
            self._paint_still(painter, part.adjusted(0, 0, 0, -line), moment)
            painter.setPen(self._look.color("ink2"))
            painter.drawText(part, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom, words)

    def _still_boxes(self, box: QRect) -> tuple[QRect, QRect]:
        """One above the other for whoever lies or kneels in a high panel, else side by side."""
        if self.stretch.posture.on_floor and box.height() > LOW:
            high = box.height() // 2
            first = QRect(box.x(), box.y(), box.width(), high)
            return first, first.translated(0, high)
        wide = box.width() // 2 - 4
        first = QRect(box.x(), box.y(), wide, box.height())
        return first, first.translated(wide + 8, 0)

    def _paint_still(self, painter: QPainter, box: QRect, moment: float | None) -> None:
        found = self._pictures.get(
            self.stretch.pose,
            first_side(self.stretch),
            box.size(),
            self.devicePixelRatioF(),
            self._look.themes.theme.scheme,
            moment=moment,
        )
        if found is not None:
            painter.drawPixmap(box.topLeft(), found)


def glow_color(look: Look) -> QColor:
    """The colour of what glows on the figure."""
    from PySide6.QtGui import QColor

    from stretchplayer.figure.palette import palette

    return QColor(palette(look.themes.theme.scheme).glow)
