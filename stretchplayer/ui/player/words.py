"""The words beside and below the ring."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen

from stretchplayer.ui.player.board import NEAR, Board, Box, StagePlace
from stretchplayer.ui.player.moment import BreathPhase, Mode, Moment, Pips
from stretchplayer.ui.player.paint import balanced, board_font, draw_lines, mix, text_width
from stretchplayer.ui.player.steps import words_in_circle

if TYPE_CHECKING:
    from PySide6.QtGui import QRegion

    from stretchplayer.core.catalogue import Side
    from stretchplayer.ui.player.looks import Looks

NAME_EM = -0.02
CAPTION_EM = -0.018
CAPTION_LINE_EM = 1.1
SMALLEST_CAPTION_PX = 16.0  # logical pixels
NUMBER_EM = -0.045
NUMBER_BEARING_EM = 0.05  # so that the figures' edge lines up with the letters above
HEADLINE_SHIFT = 46.0  # the name makes room for a headline above
NUMBER_SHIFT = 60.0
BREATH_PX, PIPS_PX, HEADLINE_PX = 46.0, 36.0, 44.0
STEPS_IN = 10.0  # words keep this far from the edge of the halo


class StageWords:
    """Paints the texts of a moment, and knows where they are."""

    def __init__(self, looks: Looks) -> None:
        """In the colours of `looks`."""
        self._looks = looks
        self._board = Board(1.0, 0.0, 0.0)
        self._place: StagePlace = NEAR
        self._roomy = True
        self._captions: dict[str, tuple[QFont, list[str]]] = {}

    def set_looks(self, looks: Looks) -> None:
        """Follow the theme."""
        self._looks = looks

    def set_board(self, board: Board, place: StagePlace) -> None:
        """Follow the window."""
        self._board, self._place = board, place
        self._captions.clear()

    def set_roomy_caption(self, roomy: bool) -> None:
        """Whether the far board's caption may have its two lines."""
        self._roomy = roomy
        self._captions.clear()

    # ---- areas -------------------------------------------------------------------------------

    def column_area(self) -> QRect:
        """The column right of the ring."""
        place = self._place
        return self._board.pixels(
            Box(place.column_x - 10, 70, 1276 - place.column_x + 10, place.caption.y - 70)
        )

    def number_area(self) -> QRect:
        """Number and unit."""
        place = self._place
        top = place.number_y - place.number_px
        return self._board.pixels(
            Box(
                place.column_x - 10,
                max(70.0, top),
                1276 - place.column_x + 10,
                place.number_px + NUMBER_SHIFT + 24,
            )
        )

    def caption_area(self) -> QRect:
        """The caption."""
        return self._board.pixels(self._place.caption)

    def paint_steps(self, painter: QPainter, name: str, steps: tuple[str, ...]) -> None:
        """The stretch in words, in the ring, where there is no picture of it."""
        ring, u = self._place.ring, self._board.u
        centre = self._board.point(ring.x, ring.y)
        fitted = words_in_circle(name, steps, (ring.halo - STEPS_IN) * u, u)
        color = self._looks.colors.color
        for is_name, text, baseline in fitted.lines:
            font = fitted.name if is_name else fitted.steps
            painter.setFont(font)
            painter.setPen(color("tealtx" if is_name else "ink"))
            x = centre.x() - text_width(font, text) / 2
            painter.drawText(QPointF(x, centre.y() + baseline), text)

    # ---- painting ----------------------------------------------------------------------------

    def paint(self, painter: QPainter, region: QRegion, moment: Moment) -> None:
        """Paint the texts that lie in `region`."""
        if region.intersects(self.column_area()):
            painter.save()
            painter.setClipRegion(region)
            self._paint_column(painter, moment)
            painter.restore()
        if region.intersects(self.caption_area()):
            self._paint_caption(painter, moment)

    def _paint_column(self, painter: QPainter, moment: Moment) -> None:
        place = self._place
        getting_ready = moment.mode in (Mode.GET_READY, Mode.CHANGE_SIDE)
        near = place is NEAR
        down = HEADLINE_SHIFT if getting_ready and near else 0.0
        if getting_ready and near:
            self._paint_headline(painter, moment)
        self._paint_name(painter, moment, place.name_y + down)
        if moment.side is not None and moment.side_label:
            self._paint_side(painter, moment.side, moment.side_label, place.side_y + down)
        self._paint_number(painter, moment, place.number_y + (NUMBER_SHIFT if down else 0.0))
        if not near:
            return
        if moment.breath_word is not None:
            self._paint_breath_word(painter, moment)
        if moment.note is not None:
            self._text(painter, moment.note, PIPS_PX, "ink2", place.column_x + 8, 598, QFont.Weight.Medium)
        if moment.pips_label is not None:
            self._paint_pips(painter, moment)

    def _text(
        self,
        painter: QPainter,
        text: str,
        px: float,
        token: str,
        x: float,
        baseline: float,
        weight: QFont.Weight = QFont.Weight.DemiBold,
        em: float = 0.0,
    ) -> None:
        board = self._board
        font = board_font(max(14.0, px * board.u), weight, em)
        color = self._looks.colors.color(token)
        draw_lines(painter, [text], font, color, board.x(x), board.y(baseline), 0)

    def _paint_headline(self, painter: QPainter, moment: Moment) -> None:
        if moment.headline is not None:
            self._text(painter, moment.headline, HEADLINE_PX, "tealtx", self._place.column_x, 131)

    def _paint_name(self, painter: QPainter, moment: Moment, baseline: float) -> None:
        place = self._place
        px = fitting_px(moment.name, place.name_px, place.name_small_px, place.column_width)
        self._text(painter, moment.name, px, "ink", place.column_x, baseline, em=NAME_EM)

    def _paint_side(self, painter: QPainter, side: Side, label: str, baseline: float) -> None:
        place, board = self._place, self._board
        if place is not NEAR:
            self._text(painter, label, place.side_px, "tealtx", place.column_x, baseline)
            return
        color, u = self._looks.colors.color, board.u
        centre = board.point(place.column_x + 23, baseline - 19)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("teal"))
        painter.drawEllipse(centre, 23 * u, 23 * u)
        painter.setFont(board_font(28 * u, QFont.Weight.Bold))
        painter.setPen(color("onteal"))
        disc = QRectF(centre.x() - 23 * u, centre.y() - 23 * u, 46 * u, 46 * u)
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, side.value[0].upper())
        width = place.column_width - 61
        px = fitting_px(label, place.side_px, 46, width)
        self._text(painter, label, px, "tealtx", place.column_x + 61, baseline, em=-0.01)

    def _paint_number(self, painter: QPainter, moment: Moment, baseline: float) -> None:
        place, board = self._place, self._board
        color, u = self._looks.colors.color, board.u
        px = number_px(moment.number, moment.unit, place)
        font = board_font(px * u, QFont.Weight.DemiBold, NUMBER_EM, tabular=True)
        x = board.x(place.column_x) - NUMBER_BEARING_EM * px * u
        draw_lines(painter, [moment.number], font, color("ink"), x, board.y(baseline), 0)
        x += text_width(font, moment.number) + 14 * u
        unit = board_font(max(14.0, place.unit_px * u), QFont.Weight.Medium)
        lines = unit_lines(moment.number, moment.unit)
        step = place.unit_px * 1.1
        first = baseline - 3 - step * (len(lines) - 1)
        draw_lines(painter, lines, unit, color("ink2"), x, board.y(first), step * u)

    def _paint_breath_word(self, painter: QPainter, moment: Moment) -> None:
        board, color = self._board, self._looks.colors.color
        u = board.u
        x = self._place.column_x
        breath = moment.breath
        if breath is not None:
            centre = board.point(x + 22, 512)
            inner = 13.0 if breath.phase is BreathPhase.IN else 9.0
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(mix(color("breath"), color("bg"), 0.5), 4 * u))
            painter.drawEllipse(centre, 17 * u, 17 * u)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("breath"))
            painter.drawEllipse(centre, inner * u, inner * u)
            x += 59
        else:
            x += 8
        self._text(painter, moment.breath_word or "", BREATH_PX, "ink", x, 528, QFont.Weight.Medium)

    def _paint_pips(self, painter: QPainter, moment: Moment) -> None:
        board, color = self._board, self._looks.colors.color
        x = self._place.column_x + 8
        if moment.eased:
            size = round(40 * board.u)
            ratio = painter.device().devicePixelRatioF()
            hand = self._looks.icons("hand-palm-fill", color("amber"), size, ratio)
            painter.drawPixmap(QPointF(board.x(x), board.y(592) - size / 2), hand)
            x += 52
        elif moment.pips is not None:
            x = self._paint_dots(painter, moment.pips, x)
        self._text(painter, moment.pips_label or "", PIPS_PX, "ink2", x, 605, QFont.Weight.Medium)

    def _paint_dots(self, painter: QPainter, pips: Pips, x: float) -> float:
        board, color = self._board, self._looks.colors.color
        u = board.u
        for index in range(pips.total):
            centre = board.point(x + 14, 592)
            ring = QRectF(centre.x() - 11 * u, centre.y() - 11 * u, 22 * u, 22 * u)
            now = index == pips.done and pips.under_way
            done = index < pips.done
            painter.setPen(QPen(color("teal" if done or now else "line2"), 4 * u))
            painter.setBrush(color("teal") if done else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(ring)
            if now:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(color("teal"))
                painter.drawPie(ring, 90 * 16, 180 * 16)
            x += 36
        return x + 10

    def _paint_caption(self, painter: QPainter, moment: Moment) -> None:
        if not moment.caption:
            return
        fitted = self._captions.get(moment.caption)
        if fitted is None:
            lines_allowed = self._place.caption_lines if self._roomy else 1
            place = self._place if self._roomy or self._place is NEAR else NEAR
            fitted = caption_lines(moment.caption, place, self._board.u, lines_allowed)
            self._captions[moment.caption] = fitted
        font, lines = fitted
        box = self._board.rect(self._place.caption)
        if self._place is not NEAR and not self._roomy:
            box = self._board.rect(NEAR.caption)
        step = font.pixelSize() * CAPTION_LINE_EM
        cap = font.pixelSize() * 0.70
        block = cap + step * (len(lines) - 1)
        baseline = box.center().y() - 2 * self._board.u + block / 2 - step * (len(lines) - 1)
        painter.setFont(font)
        painter.setPen(self._looks.colors.color("ink"))
        for line in lines:
            x = self._board.x(640) - text_width(font, line) / 2
            painter.drawText(QPointF(x, baseline), line)
            baseline += step


def fitting_px(text: str, px: float, small_px: float, width: float) -> float:
    """`px`, or the smaller step when the text is wider than `width`; all in board units.

    A text that is still too wide is set as small as it must.
    """
    for size in (px, small_px):
        if text_width(board_font(size, QFont.Weight.DemiBold, NAME_EM), text) <= width:
            return size
    return small_px * width / text_width(board_font(small_px, QFont.Weight.DemiBold, NAME_EM), text)


def number_px(number: str, unit: str, place: StagePlace) -> float:
    """Size of the number, so that it and its unit fit the column; board units."""
    unit_font = board_font(place.unit_px, QFont.Weight.Medium)
    unit_width = 16 + max(text_width(unit_font, line) for line in unit_lines(number, unit))
    room = 1264 - place.column_x - unit_width
    font = board_font(place.number_px, QFont.Weight.DemiBold, NUMBER_EM, tabular=True)
    needed = text_width(font, number)
    return place.number_px if needed <= room else place.number_px * room / needed


def unit_lines(number: str, unit: str) -> list[str]:
    """The unit on one line, or word by word beside a number of two figures."""
    return [unit] if len(number) == 1 else unit.split()


def caption_lines(text: str, place: StagePlace, u: float, lines: int) -> tuple[QFont, list[str]]:
    """Font and lines of a caption: at full size on its lines, else two lines of the smaller size."""
    width = (place.caption.width - 40) * u
    font = board_font(place.caption_px * u, QFont.Weight.DemiBold, CAPTION_EM)
    wrapped = balanced(text, font, width)
    if len(wrapped) <= lines:
        return font, wrapped
    px = place.caption_small_px
    while True:  # somebody's own words may be long: smaller before they leave their place
        font = board_font(px * u, QFont.Weight.DemiBold, CAPTION_EM)
        wrapped = balanced(text, font, width)
        high = len(wrapped) * px * CAPTION_LINE_EM > place.caption.height
        if len(wrapped) <= 2 or not high or px * u <= SMALLEST_CAPTION_PX:
            return font, wrapped
        px -= 2
