"""The picture while playing: figure in its ring, the words beside it, the caption below.

Everything shown is derived from the session's position; a timer merely asks for a look at it. What
has not changed since the last look is not painted again.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QElapsedTimer, QEvent, QRect, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from stretchplayer.core.preferences import PlayerText
from stretchplayer.core.session import Phase
from stretchplayer.ui.player.board import (
    Board,
    Distance,
    choose_distance,
    mm_per_px,
    place_of,
)
from stretchplayer.ui.player.figure_cue import FigureCue, FigurePhase
from stretchplayer.ui.player.halo import FigureView, Halo, HaloFrame
from stretchplayer.ui.player.moment import Breath, BreathPhase, Mode, Moment, moment_at, picture_words
from stretchplayer.ui.player.words import StageWords
from stretchplayer.ui.widgets.announce import announce

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QPaintEvent, QResizeEvent, QShowEvent

    from stretchplayer.core.catalogue import Stretch
    from stretchplayer.core.timeline import Timeline
    from stretchplayer.ui.player.looks import Looks

MOVING_MS = 16  # the body moves: as smooth as the screen, where the machine keeps up
BREATHING_MS = 33
CALM_MS = 200  # nothing moves but the seconds
SLOW_FRAME_MS = 9.0  # from here on 30 frames a second are enough
AHEAD_MS = 3_000  # of a wait, that is left for looking ahead
FRAME_WEIGHT = 0.2  # of the newest frame in the running mean
HALF_WAY, MILESTONE_MS = 0.5, 3_000  # of a hold, told to screen readers


_CHOSEN = {PlayerText.NEAR: Distance.NEAR, PlayerText.FAR: Distance.FAR}
STILL_BREATH = Breath(BreathPhase.IN, 0.5)


class Playing(Protocol):
    """What the stage needs of a session: where it is, this instant."""

    @property
    def timeline(self) -> Timeline:
        """The timeline as revised so far."""

    @property
    def phase(self) -> Phase:
        """Where the session stands."""

    def position_ms(self) -> int:
        """The position this instant."""


class PlayerStage(QWidget):
    """Paints the moment a session is in."""

    looked = Signal()  # after each look, for whatever else shows the position

    def __init__(
        self, looks: Looks, figure: FigureView, *, calm: bool = False, parent: QWidget | None = None
    ) -> None:
        """`figure` belongs to the stage alone; `calm` is the wish for still pictures."""
        super().__init__(parent)
        self._looks = looks
        self._calm = calm
        self._playing: Playing | None = None
        self._moment: Moment | None = None
        self._board = Board(1.0, 0.0, 0.0)
        self._distance = Distance.NEAR
        self._viewing_m = 2.0
        self._text = PlayerText.AUTO
        self._halo = Halo(place_of(Distance.NEAR).ring, looks.colors, figure)
        self._words = StageWords(looks)
        self._told: tuple[object, ...] = ()
        self._ahead: FigureCue | None = None
        self._frame_ms = 0.0
        self._two_line_caption = True
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.look)

    # ---- from outside ------------------------------------------------------------------------

    @property
    def moment(self) -> Moment | None:
        """What is on the screen."""
        return self._moment

    @property
    def distance(self) -> Distance:
        """Which board is used."""
        return self._distance

    @property
    def board(self) -> Board:
        """How the board lies in the widget."""
        return self._board

    def set_playing(self, playing: Playing | None) -> None:
        """Follow this session."""
        self._playing = playing
        self._moment = None
        self._told = ()
        self.look()
        self.update()

    def set_looks(self, looks: Looks) -> None:
        """Follow the theme."""
        self._looks = looks
        self._halo.set_colors(looks.colors)
        self._words.set_looks(looks)
        self.update()

    def set_calm(self, calm: bool) -> None:
        """Follow the preference for still pictures."""
        self._calm = calm
        self.look()

    def set_viewing_distance(self, metres: float) -> None:
        """How far the user is from the screen."""
        self._viewing_m = metres
        self._fit()
        self.update()

    def set_text(self, text: PlayerText) -> None:
        """How large the words are: as the distance asks, or one of the two boards whatever it is."""
        self._text = text
        self._fit()
        self.update()

    def set_chrome_shown(self, shown: bool) -> None:
        """Whether controls lie over the lower part of the far board's caption."""
        roomy = not shown
        if roomy is not self._two_line_caption:
            self._two_line_caption = roomy
            self._words.set_roomy_caption(roomy)
            self.update(self._words.caption_area())

    def look(self) -> None:
        """Look at the session and ask for what has changed to be painted."""
        playing = self._playing
        if playing is None or not playing.timeline.segments:
            return
        moment = moment_at(playing.timeline, playing.position_ms(), calm=self._calm)
        before, self._moment = self._moment, moment
        self._set_pace(playing, moment)
        self._tell(moment)
        if before is None or not self.isVisible():
            self.update()
            self.looked.emit()
            return
        if moment.texts() != before.texts():
            self.update(self._words.column_area())
            self.update(self._words.caption_area())
        elif moment.number != before.number:
            self.update(self._words.number_area())
        if self._frame(moment) != self._frame(before):
            self.update(self._halo.area())
        self.looked.emit()
        self._look_ahead(playing, moment)

    # ---- inside ------------------------------------------------------------------------------

    def _frame(self, moment: Moment) -> HaloFrame:
        breath = None if moment.breath is None else (STILL_BREATH if self._calm else moment.breath)
        return HaloFrame(moment.ring, moment.ring_left, breath, moment.figure, moment.flash)

    def _look_ahead(self, playing: Playing, moment: Moment) -> None:
        """While nothing moves, cut the ring for the hold that is to come: it takes a frame or two."""
        cue = moment.figure
        if cue.phase is not FigurePhase.START or moment.remaining_ms < AHEAD_MS or not self.isVisible():
            return
        ahead = replace(cue, phase=FigurePhase.HOLD, t=1.0)
        if ahead != self._ahead and playing.phase is Phase.RUNNING:
            self._ahead = ahead
            self._halo.prepare(ahead)

    def _set_pace(self, playing: Playing, moment: Moment) -> None:
        if playing.phase is not Phase.RUNNING or not self.isVisible():
            self._timer.stop()
            return
        pace = BREATHING_MS
        if self._calm:
            pace = CALM_MS
        elif moment.figure.moves and self._frame_ms < SLOW_FRAME_MS:
            pace = MOVING_MS
        if not self._timer.isActive() or self._timer.interval() != pace:
            self._timer.start(pace)

    def _tell(self, moment: Moment) -> None:
        """Tell a screen reader of milestones: a new stretch or side, a hold, its last seconds."""
        if moment.mode in (Mode.GET_READY, Mode.CHANGE_SIDE):
            told: tuple[object, ...] = (moment.mode, moment.name, moment.side_label)
            words = [moment.headline, moment.name, moment.side_label, moment.note]
        elif moment.mode is Mode.HOLD:
            half, last = moment.ring_left <= HALF_WAY, moment.remaining_ms <= MILESTONE_MS
            told = (moment.mode, moment.name, moment.pips_label, moment.side_label, half, last)
            words = [f"{moment.number} seconds left", moment.pips_label]
        elif moment.mode is Mode.TRANSFER:
            told = (moment.mode, moment.name, moment.pips_label)
            words = [moment.pips_label, moment.caption]
        else:
            return
        if told != self._told:
            self._told = told
            text = ", ".join(word for word in words if word)
            self.setAccessibleName(text)
            self.setAccessibleDescription(self._picture_in_words())
            announce(self, text)

    def _picture_in_words(self) -> str:
        stretch = self._stretch()
        return "" if stretch is None or self._moment is None else picture_words(stretch, self._moment.side)

    def _in_words(self) -> tuple[str, tuple[str, ...]]:
        """Name and steps, in place of a picture."""
        stretch = self._stretch()
        return ("", ()) if stretch is None else (stretch.name, stretch.steps)

    def _stretch(self) -> Stretch | None:
        playing = self._playing
        if playing is None:
            return None
        segment = playing.timeline.at(playing.position_ms())
        return None if segment.stretch is None else playing.timeline.context.catalogue[segment.stretch]

    def _fit(self) -> None:
        if self.width() <= 0 or self.height() <= 0:
            return
        self._board = Board.inside(self.width(), self.height())
        screen = self.screen()
        geometry = QSizeF(screen.geometry().size())
        per_px, _assumed = mm_per_px(screen.physicalSize(), geometry)
        self._distance = _CHOSEN.get(self._text) or choose_distance(self._board.u, per_px, self._viewing_m)
        place = place_of(self._distance)
        if self._halo.place != place.ring:
            self._halo.set_place(place.ring)
        ratio = self.devicePixelRatioF()
        self._halo.set_board(self._board, ratio)
        self._words.set_board(self._board, place)

    def event(self, event: QEvent) -> bool:
        """Follow to a screen with other pixels."""
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._fit()
            self.update()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the window."""
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Start looking."""
        super().showEvent(event)
        self._fit()
        self.look()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks."""
        super().hideEvent(event)
        self._timer.stop()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what was asked for."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        region = event.region()
        area = self._halo.area()
        background = self._looks.colors.color("bg")
        outside = region.subtracted(area)
        if not outside.isEmpty():
            painter.fillRect(outside.boundingRect(), background)
        moment = self._moment
        if moment is None:
            painter.fillRect(event.rect(), background)
            painter.end()
            return
        if region.intersects(area):
            watch = QElapsedTimer()
            watch.start()
            drawn = self._halo.paint(painter, self._frame(moment))
            if not drawn:
                self._words.paint_steps(painter, *self._in_words())
            self._frame_ms += FRAME_WEIGHT * (watch.nsecsElapsed() / 1e6 - self._frame_ms)
        self._words.paint(painter, region, moment)
        painter.end()

    def picture_area(self) -> QRect:
        """Where ring and figure are, logical pixels."""
        return self._halo.area()
