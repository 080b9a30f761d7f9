"""The drawn person in a box, following cues: what the player paints behind its words.

Still moments come from kept images, a held pose from the steps of a breath; only while the body
moves is every frame drawn anew, with less detail where the machine cannot keep up.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage, QPainter

from stretchplayer.core.scheme import ColourScheme
from stretchplayer.figure.cache import BreathFrames
from stretchplayer.figure.lite import AdaptiveDetail, Detail
from stretchplayer.figure.motion import Body
from stretchplayer.figure.persons import PERSONS
from stretchplayer.figure.picture import Cropped, Picture, PictureKey
from stretchplayer.figure.pose import PoseLibrary, Way
from stretchplayer.figure.scene import Fit

PICTURES = 4  # this pose and the next, both sides
STILLS = 4
GLOW_FROM = 0.35  # of the way in; by then one sees where it goes
ARROWS_UNTIL = 0.9
ARROWS_FADE = 0.15
FADE_FROM, FADE_UNTIL = 0.35, 0.65  # of a change of sides
GLOW_STEPS = 4
GLOW_FADES_S = 0.6  # from one strength to another while held


class Cue(Protocol):
    """What to show: see the player's figure cue."""

    @property
    def pose(self) -> str:
        """Its id."""

    @property
    def side(self) -> str | None:
        """The user's own side that works: left, right, or none."""

    @property
    def phase(self) -> str:
        """One of start, moving_in, hold, moving_out, cycle, switch."""

    @property
    def t(self) -> float:
        """0 to 1 through the phase."""

    @property
    def breath(self) -> float:
        """0 breathed out to 1 breathed in."""

    @property
    def highlight(self) -> float:
        """Strength of the glow, 0 to 1."""

    @property
    def arrows(self) -> float:
        """Strength of the arrows, 0 to 1."""

    @property
    def eased(self) -> bool:
        """Whether the easier form is shown."""


class FigureScene:
    """Paints cues one after another in a box of logical pixels."""

    def __init__(
        self,
        library: PoseLibrary,
        clock: Callable[[], float] = time.perf_counter,
        fit: Fit = Fit.STAGE,
    ) -> None:
        """`clock` gives seconds; it judges how long frames take."""
        self._library = library
        self._clock = clock
        self._fit = fit
        self._width, self._height, self._ratio = 0, 0, 1.0
        self._scheme = ColourScheme.LIGHT
        self._turned = False
        self._person = PERSONS[0].id
        self._cue: Cue | None = None
        self._pictures: OrderedDict[PictureKey, Picture] = OrderedDict()
        self._stills: OrderedDict[tuple[PictureKey, float, float], Cropped] = OrderedDict()
        self._breath: BreathFrames | None = None
        self._holding = False
        self._fading: tuple[BreathFrames, float] | None = None  # the glow before, and since when
        self._adaptive = AdaptiveDetail()

    # ---- what to show ------------------------------------------------------------------------

    def set_box(self, width: float, height: float, ratio: float) -> None:
        """Size in logical pixels and device pixels to one of them."""
        size = max(1, round(width * ratio)), max(1, round(height * ratio)), ratio
        if size != (self._width, self._height, self._ratio):
            self._width, self._height, self._ratio = size
            self._forget()

    def set_scheme(self, scheme: ColourScheme) -> None:
        """Which palette."""
        if scheme is not self._scheme:
            self._scheme = scheme
            self._forget()

    def set_turned(self, turned: bool) -> None:
        """Show everything as in a mirror."""
        if turned != self._turned:
            self._turned = turned
            self._forget()

    def set_person(self, person: str) -> None:
        """Who is drawn, by id."""
        if person != self._person:
            self._person = person
            self._forget()

    def show(self, cue: Cue) -> None:
        """What the next frame shows."""
        self._cue = cue

    @property
    def detail(self) -> Detail:
        """What the next moving frame shows of fine lines and glow."""
        return self._adaptive.detail

    def _forget(self) -> None:
        self._pictures.clear()
        self._stills.clear()
        self._breath = None
        self._fading = None

    # ---- painting ----------------------------------------------------------------------------

    def paint(self, painter: QPainter, x: float, y: float) -> None:
        """Mat, shadow, figure and glow, with the box's corner at (x, y).

        Raises `NotFoundError` or `ContentError` for a pose that cannot be shown.
        """
        cue = self._cue
        if cue is None:
            return
        ratio = self._ratio
        painter.save()
        # On whole device pixels, images are copied as they are.
        painter.translate(QPointF(round(x * ratio) / ratio, round(y * ratio) / ratio))
        painter.scale(1 / ratio, 1 / ratio)
        try:
            self._paint_cue(painter, cue)
        finally:
            painter.restore()

    def _paint_cue(self, painter: QPainter, cue: Cue) -> None:
        self._holding, was_holding = cue.phase == "hold", self._holding
        match cue.phase:
            case "hold":
                self._paint_hold(painter, cue, was_holding)
            case "moving_in":
                self._paint_move(painter, cue, cue.t)
            case "moving_out":
                self._paint_move(painter, cue, 1 - cue.t)
            case "cycle":
                picture = self._picture(cue)
                self._paint_live(painter, picture, picture.movement.cycle(cue.t, cue.breath), cue.highlight)
            case "switch":
                self._paint_switch(painter, cue)
            case _:
                self._paint_start(painter, self._picture(cue), cue.arrows)

    def _paint_start(self, painter: QPainter, picture: Picture, arrows: float) -> None:
        key = (picture.key, round(arrows, 1), 0.0)
        still = self._stills.get(key)
        if still is None:
            still = picture.body_image(picture.movement.move(0.0), arrows=key[1])
            self._stills[key] = still
            if len(self._stills) > STILLS:
                self._stills.popitem(last=False)
        self._stills.move_to_end(key)
        painter.drawImage(0, 0, picture.ground())
        painter.drawImage(still.at, still.image)

    def _paint_hold(self, painter: QPainter, cue: Cue, was_holding: bool) -> None:
        picture = self._picture(cue)
        glow = round(cue.highlight * GLOW_STEPS) / GLOW_STEPS
        before = self._breath
        if before is None or before.picture is not picture:
            self._breath, self._fading = BreathFrames(picture, glow), None
        elif before.glow != glow:
            self._breath = BreathFrames(picture, glow)
            self._fading = (before, self._clock()) if was_holding else None
        assert self._breath is not None
        painter.drawImage(0, 0, picture.ground())
        share = self._fade_share()
        if self._fading is not None:
            old, _ = self._fading[0].at(cue.breath)
            painter.drawImage(old.at, old.image)
            painter.setOpacity(share)
        frame, _ = self._breath.at(cue.breath)
        painter.drawImage(frame.at, frame.image)
        painter.setOpacity(1.0)

    def _fade_share(self) -> float:
        """How far a change of the glow has got; 1 and nothing fading when it is over."""
        if self._fading is None:
            return 1.0
        share = (self._clock() - self._fading[1]) / GLOW_FADES_S
        if share >= 1:
            self._fading = None
        return min(1.0, share)

    def _paint_move(self, painter: QPainter, cue: Cue, t: float) -> None:
        picture = self._picture(cue)
        glow = cue.highlight * _ramp(t, GLOW_FROM, 1.0)
        arrows = cue.arrows * (1 - _ramp(t, ARROWS_UNTIL - ARROWS_FADE, ARROWS_UNTIL))
        self._paint_live(painter, picture, picture.movement.move(t, cue.breath), glow, arrows)

    def _paint_live(
        self, painter: QPainter, picture: Picture, body: Body, glow: float, arrows: float = 0.0
    ) -> None:
        begun = self._clock()
        painter.drawImage(0, 0, picture.ground())
        picture.paint_body(painter, body, glow=glow, arrows=arrows, detail=self._adaptive.detail)
        self._adaptive.took(self._clock() - begun)

    def _paint_switch(self, painter: QPainter, cue: Cue) -> None:
        """Both sides begin alike, so one fades into the other."""
        share = _ramp(cue.t, FADE_FROM, FADE_UNTIL)
        before = "left" if cue.side == "right" else "right"
        if share < 1:
            painter.setOpacity(1 - share if share > 0 else 1.0)
            self._paint_start(painter, self._picture(cue, before), 0.0)
        if share > 0:
            painter.setOpacity(share)
            self._paint_start(painter, self._picture(cue), 0.0)
        painter.setOpacity(1.0)

    def _picture(self, cue: Cue, side: str | None = None) -> Picture:
        way = Way.EASIER if cue.eased else Way.USUAL
        size = self._width, self._height
        key = PictureKey(cue.pose, side or cue.side, *size, self._scheme, way, self._turned, self._person)
        picture = self._pictures.get(key)
        if picture is None:
            picture = self._pictures[key] = Picture(self._library, key, self._fit, ratio=self._ratio)
            if len(self._pictures) > PICTURES:
                self._pictures.popitem(last=False)
        self._pictures.move_to_end(key)
        return picture

    # ---- the ring's cut ----------------------------------------------------------------------

    def outline_key(self) -> object:
        """Changes when the outline of the shown pose does."""
        cue = self._cue
        return None if cue is None else (self._picture(cue).key, _cut_around(cue))

    def outline(self, grow: float) -> QImage:
        """Silhouette of figure and mat in the box, grown by `grow` logical pixels: its alpha counts."""
        cue = self._cue
        if cue is None:
            return QImage()
        picture, around = self._picture(cue), _cut_around(cue)
        body = None if around is None else picture.movement.move(around)
        return picture.outline(body, grow * self._ratio)


def _cut_around(cue: Cue) -> float | None:
    """The moment of the movement that the ring is cut around, so that it is cut once for each pose.

    In a flow there is no such moment: a gap where nobody is would look like a mistake.
    """
    match cue.phase:
        case "cycle":
            return None
        case "start" | "switch":
            return 0.0
        case _:
            return 1.0


def _ramp(t: float, begin: float, end: float) -> float:
    """0 before `begin`, 1 after `end`, smooth in between."""
    x = min(max((t - begin) / (end - begin), 0.0), 1.0)
    return x * x * (3 - 2 * x)
