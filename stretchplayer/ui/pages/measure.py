"""Measure: the straight-leg raise, step by step, by phone or by tape."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from stretchplayer.core.catalogue import Side
from stretchplayer.core.errors import StoreError
from stretchplayer.core.flexibility import LEG_RAISE_TEST
from stretchplayer.core.history import MeasureMethod
from stretchplayer.ui.pages import measure_words as words
from stretchplayer.ui.pages.measure_entry import Entry
from stretchplayer.ui.pages.measure_sitting import SIDES, Sitting, Step
from stretchplayer.ui.widgets.chips import ChipRow
from stretchplayer.ui.widgets.empty_state import Scene
from stretchplayer.ui.widgets.parts import Banner, Button, Icon, clear, label
from stretchplayer.ui.widgets.scroll_page import ScrollPage

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QPushButton

    from stretchplayer.app.services import MeasureService
    from stretchplayer.ui.look import Look
    from stretchplayer.ui.pictures import Pictures

POSE = "leg-raise-test"
GAP = 40
PANEL_SHARE, SIDE_SHARE = 6, 5
BAR_HEIGHT = 8
BAR_GAP = 8
STEP_OF = {Side.RIGHT: Step.RIGHT, Side.LEFT: Step.LEFT}


class StepBar(QWidget):
    """How far one has come: as many pieces as there are steps."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._step = 1
        self.setFixedHeight(BAR_HEIGHT)
        look.themes.changed.connect(self.update)

    def show_step(self, step: int) -> None:
        """Counted from 1."""
        self._step = step
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        count = len(Step)
        width = (self.width() - BAR_GAP * (count - 1)) / count
        for index in range(count):
            painter.setBrush(self._look.color("teal" if index < self._step else "seg"))
            piece = QRectF(index * (width + BAR_GAP), 0, width, BAR_HEIGHT)
            painter.drawRoundedRect(piece, BAR_HEIGHT / 2, BAR_HEIGHT / 2)


class MeasurePage(ScrollPage):
    """Keeps a sitting when its last try is entered; leaving before keeps nothing."""

    progress_wanted = Signal()

    def __init__(self, look: Look, pictures: Pictures, measures: MeasureService) -> None:
        super().__init__(look)
        self._measures = measures
        self._step = Step.WARM_UP
        self._sitting = Sitting(MeasureMethod.PHONE)
        self.scene = Scene(look, pictures, POSE, Side.RIGHT)
        self.entry = Entry(look)
        self.entry.changed.connect(self._follow_tries)
        self.methods = ChipRow(look, [(method.value, words.METHODS[method]) for method in words.METHODS])
        self.methods.chosen.connect(self._choose_method)
        self._lay_out()
        self.go(Step.WARM_UP)
        measures.changed.connect(self.note_change)

    @property
    def step(self) -> Step:
        """Where one is."""
        return self._step

    def go(self, step: Step) -> None:
        """Show a step."""
        self._step = step
        number = list(Step).index(step) + 1
        self._bar.show_step(number)
        self._bar_words.setText(f"Step {number} of {len(Step)}. {words.STEPS}")
        at_side = next((side for side, its_step in STEP_OF.items() if its_step is step), None)
        side = f", {at_side.value} leg" if at_side is not None else ""
        self._kicker.setText(f"{words.TEST}{side}")
        self.leave.setVisible(step is not Step.WARM_UP and step is not Step.RESULT)
        self.leave.setText("Leave")
        self.scene.show_pose(POSE, at_side or Side.RIGHT)
        self._show_scene()
        self.entry.setVisible(at_side is not None)
        self.methods.setVisible(step is Step.SET_UP)
        clear(self._body)
        self._fill(step, at_side)

    def refresh(self) -> None:
        """Show when one measured last."""
        if self._step is Step.WARM_UP:
            self.go(Step.WARM_UP)

    # ---- steps -------------------------------------------------------------------------------

    def _fill(self, step: Step, side: Side | None) -> None:
        if step is Step.WARM_UP:
            self._fill_warm_up()
        elif step is Step.SET_UP:
            self._fill_set_up()
        elif side is not None:
            self._title.setText(words.RAISE)
            self._foot.setText(words.KEEP_STILL[self._sitting.method])
            self.entry.show_side(self._sitting, self._measures.last_tape(LEG_RAISE_TEST, side))
        else:
            self._fill_result()

    def _fill_warm_up(self) -> None:
        self._title.setText(words.START_TITLE)
        self._foot.setText(words.START_TEXT)
        soon = words.too_soon(self._measures.days_since_last(LEG_RAISE_TEST))
        if soon:
            self._body.addWidget(Banner(self._look, soon))
        self._body.addWidget(label(self._look, "Warm up", "heading"))
        for line in words.WARM_UP:
            self._body.addWidget(label(self._look, line, "body", wrap=True))
        series = {one.side: one for one in self._measures.series(LEG_RAISE_TEST)}
        last = words.last_time([series[side] for side in SIDES])
        if last:
            self._body.addWidget(label(self._look, last, "text", "ink2", wrap=True))
        self._add_button("I am warm", "primary", lambda: self.go(Step.SET_UP))

    def _fill_set_up(self) -> None:
        self._title.setText(words.SET_UP_TITLE)
        self._foot.setText(words.WARM_UP[1])
        for line in words.SET_UP[self._sitting.method]:
            self._body.addWidget(label(self._look, line, "body", wrap=True))
        self._add_button("Ready, right leg first", "primary", self._begin)

    def _fill_result(self) -> None:
        self._title.setText("Saved" if self._sitting.readings() else "That is all for today")
        self._foot.setText(words.MIDDLE)
        series = {one.side: one for one in self._measures.series(LEG_RAISE_TEST)}
        for side in SIDES:
            value = self._sitting.middle(side)
            if value is not None:
                self._body.addWidget(
                    label(self._look, words.result(value, series[side]), "heading", wrap=True)
                )
            elif self._sitting.tries(side):
                text = f"{side.value.capitalize()} leg: {words.HURT}."
                self._body.addWidget(label(self._look, text, "heading", wrap=True))
        if not self._sitting.readings():
            self._body.addWidget(label(self._look, words.NOTHING_READ, "body", wrap=True))
        self._add_button("See your progress", "primary", self.progress_wanted.emit)
        self._add_button("Done", "second", self._start_over)

    def _add_button(self, text: str, role: str, action: object) -> QPushButton:
        button = Button(self._look, text, role)
        button.clicked.connect(action)
        self._body.addWidget(button)
        if role == "primary" and self.isVisible():
            button.setFocus(Qt.FocusReason.OtherFocusReason)
        return button

    # ---- what happens ------------------------------------------------------------------------

    def _choose_method(self, method: str) -> None:
        self._sitting = Sitting(MeasureMethod(method))
        self.go(Step.SET_UP)

    def _begin(self) -> None:
        self._sitting = Sitting(self._sitting.method)
        self.go(Step.RIGHT)
        self._ask()

    def _follow_tries(self) -> None:
        side = self._sitting.side
        if side is None:
            self._keep()
        elif STEP_OF[side] is not self._step:
            self.go(STEP_OF[side])
            self._ask()
        else:
            self.leave.setText("Leave")
            self._ask()

    def _ask(self) -> None:
        """Put the cursor where the next number goes, and bring it into view."""
        self.entry.focus_field()
        self.bring_up(self.entry if self.narrow else None)

    def _keep(self) -> None:
        """Save what was read. When that cannot be done, say so and offer to try again."""
        readings = self._sitting.readings()
        if readings:
            try:
                self._measures.save(LEG_RAISE_TEST, self._sitting.method, readings)
            except StoreError as error:
                self._show_not_saved(error)
                return
        self.go(Step.RESULT)

    def _show_not_saved(self, error: StoreError) -> None:
        self.entry.hide()
        clear(self._body)
        self._body.addWidget(Banner(self._look, str(error), "easeoff", "info-fill"))
        self._add_button("Try again", "primary", self._keep)

    def _leave(self) -> None:
        """What was entered is lost, so that wants a second press."""
        if self._sitting.has_tries and self.leave.text() == "Leave":
            self.leave.setText("Leave without keeping these tries")
            return
        self._start_over()

    def _start_over(self) -> None:
        self._sitting = Sitting(self._sitting.method)
        self.go(Step.WARM_UP)

    # ---- parts -------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        look = self._look
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(GAP)
        self._row.addWidget(self._make_panel(), PANEL_SHARE)
        side = QVBoxLayout()
        side.setSpacing(0)
        self._bar = StepBar(look)
        self._bar_words = label(look, "", "note", "ink2", wrap=True)
        side.addSpacing(8)
        side.addWidget(self._bar)
        side.addSpacing(8)
        side.addWidget(self._bar_words)
        side.addSpacing(24)
        side.addWidget(self.methods, 0, Qt.AlignmentFlag.AlignLeft)
        self._body = QVBoxLayout()
        self._body.setSpacing(14)
        side.addSpacing(12)
        side.addLayout(self._body)
        side.addWidget(self.entry)
        side.addStretch(1)
        holder = QWidget()
        holder.setLayout(side)
        holder.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        side.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(holder, SIDE_SHARE)
        self.column.addLayout(self._row, 1)
        self.form_changed.connect(self._arrange)

    def _arrange(self) -> None:
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._row.setDirection(down if self.tight else across)
        self._row.setSpacing(GAP // 2 if self.narrow else GAP)
        self._title.setFont(self._look.font("title-small" if self.narrow else "title"))
        self._show_scene()

    def _show_scene(self) -> None:
        """Where the number stands under the picture, the picture gives way to it."""
        self.scene.setVisible(not self.tight or self._step not in STEP_OF.values())

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
        self.leave.clicked.connect(self._leave)
        inside.addWidget(self.leave, 0, Qt.AlignmentFlag.AlignLeft)
        inside.addSpacing(4)
        self._kicker = label(look, words.TEST, "section", "tealtx")
        self._title = label(look, "", "title", wrap=True)
        inside.addWidget(self._kicker)
        inside.addWidget(self._title)
        inside.addWidget(self.scene, 1)
        foot = QHBoxLayout()
        foot.setSpacing(14)
        foot.addWidget(Icon(look, "info", "tealtx"), 0, Qt.AlignmentFlag.AlignTop)
        self._foot = label(look, "", "note", "ink2", wrap=True)
        foot.addWidget(self._foot, 1)
        inside.addLayout(foot)
        return panel
