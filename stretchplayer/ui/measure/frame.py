"""The two halves of a guided page: a tinted panel with the figure, and what is done beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from stretchplayer.ui.widgets.empty_state import Scene
from stretchplayer.ui.widgets.parts import Button, Icon, label
from stretchplayer.ui.widgets.scroll_page import ScrollPage

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from stretchplayer.core.catalogue import Side
    from stretchplayer.ui.look import Look
    from stretchplayer.ui.pictures import Pictures

GAP = 40
PANEL_SHARE, SIDE_SHARE = 6, 5
WIDE_SHARES = (3, 7)
BAR_HEIGHT, BAR_GAP = 8, 8


class StepBar(QWidget):
    """How far one has come: as many pieces as there are steps."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._step, self._count = 1, 5
        self.setFixedHeight(BAR_HEIGHT)
        look.themes.changed.connect(self.update)

    def show_step(self, step: int, count: int) -> None:
        """Counted from 1."""
        self._step, self._count = step, count
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        width = (self.width() - BAR_GAP * (self._count - 1)) / self._count
        for index in range(self._count):
            painter.setBrush(self._look.color("teal" if index < self._step else "seg"))
            piece = QRectF(index * (width + BAR_GAP), 0, width, BAR_HEIGHT)
            painter.drawRoundedRect(piece, BAR_HEIGHT / 2, BAR_HEIGHT / 2)


class GuidedPage(ScrollPage):
    """`body` takes what is done; the panel shows what it is about."""

    leave_wanted = Signal()

    def __init__(self, look: Look, pictures: Pictures) -> None:
        super().__init__(look)
        self.scene = Scene(look, pictures, "", None)
        self.steps = StepBar(look)
        self.bar_words = label(look, "", "note", "ink2", wrap=True)
        self.body = QVBoxLayout()
        self.body.setSpacing(14)
        self._entering = False
        self._wide = False
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(GAP)
        self._row.addWidget(self._make_panel(), PANEL_SHARE)
        self._row.addWidget(self._make_side(), SIDE_SHARE)
        self.column.addLayout(self._row, 1)
        self.form_changed.connect(self._arrange)

    def show_about(self, kicker: str, title: str, foot: str) -> None:
        """What the panel says."""
        self.kicker.setText(kicker)
        self.title.setText(title)
        self._foot.setText(foot)

    def show_figure(self, pose: str, side: Side | None, *, entering: bool) -> None:
        """The figure. While numbers are entered small pages do without."""
        self._entering = entering
        self.scene.show_pose(pose, side)
        self._show_scene()

    def give_room(self, *, wide: bool) -> None:
        """Give what is done most of the width, or its usual share."""
        self._wide = wide
        self._share()
        self._show_scene()

    # ---- parts -------------------------------------------------------------------------------

    def _make_side(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.steps)
        column.addWidget(self.bar_words)
        column.addSpacing(12)
        column.addLayout(self.body)
        column.addStretch(1)
        holder.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        return holder

    def _make_panel(self) -> QWidget:
        look = self._look
        panel = QFrame()
        panel.setProperty("role", "panel")
        panel.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        inside = QVBoxLayout(panel)
        inside.setContentsMargins(28, 18, 28, 22)
        inside.setSpacing(4)
        self.leave = Button(look, "Leave", "quiet", icon="x")
        self.leave.setProperty("flush", "true")
        self.leave.clicked.connect(self.leave_wanted)
        inside.addWidget(self.leave, 0, Qt.AlignmentFlag.AlignLeft)
        inside.addSpacing(4)
        self.kicker = label(look, "", "section", "tealtx", wrap=True)
        self.title = label(look, "", "title", wrap=True)
        inside.addWidget(self.kicker)
        inside.addWidget(self.title)
        inside.addWidget(self.scene, 1)
        self._filler = QWidget()
        inside.addWidget(self._filler, 1)
        inside.addSpacing(8)
        foot = QHBoxLayout()
        foot.setSpacing(14)
        foot.addWidget(Icon(look, "info", "tealtx"), 0, Qt.AlignmentFlag.AlignTop)
        self._foot = label(look, "", "note", "ink2", wrap=True)
        foot.addWidget(self._foot, 1)
        inside.addLayout(foot)
        return panel

    def _arrange(self) -> None:
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._row.setDirection(down if self.tight else across)
        self._row.setSpacing(GAP // 2 if self.narrow else GAP)
        self._share()
        self._show_scene()

    def _share(self) -> None:
        panel, side = (SIDE_SHARE, PANEL_SHARE) if self.narrow else (PANEL_SHARE, SIDE_SHARE)
        if self._wide:
            panel, side = WIDE_SHARES
        small = self.narrow or self._wide
        self.title.setFont(self._look.font("title-small" if small else "title"))
        self._row.setStretch(0, panel)
        self._row.setStretch(1, side)

    def _show_scene(self) -> None:
        shown = not (self._wide or (self.tight and self._entering))
        self.scene.setVisible(shown)
        self._filler.setVisible(not shown and not self.tight)
