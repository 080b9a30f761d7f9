"""Pose the figure: drag it by its handles, or set its joints with sliders, within what a body can do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from stretchplayer.core.undo import UndoHistory
from stretchplayer.figure.pose import parse_pose
from stretchplayer.figure.sculpt import VIEWS, Sculpture
from stretchplayer.ui.widgets.choice import Choice
from stretchplayer.ui.widgets.flow import FlowLayout
from stretchplayer.ui.widgets.parts import Button, label
from stretchplayer.ui.widgets.pose_sliders import PoseSliders
from stretchplayer.ui.widgets.pose_view import PoseView
from stretchplayer.ui.widgets.segmented import Segmented
from stretchplayer.ui.widgets.switch import Switch

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from stretchplayer.core.ports import Clock
    from stretchplayer.figure.pose import Pose
    from stretchplayer.ui.look import Look

FIRST = "standing"
POSTURES = (
    ("standing", "Standing"),
    ("chair", "On a chair"),
    ("half_kneeling", "One knee"),
    ("hands_and_knees", "All fours"),
    ("back", "On the back"),
    ("side", "On the side"),
    ("front", "On the front"),
)
VIEW_WORDS = (("side", "Side"), ("three_quarter", "Angled"), ("front", "Front"), ("top", "Above"))
PANEL = 320  # width of the sliders
BESIDE_FROM = 880  # the sliders stand beside the picture from this width on
PICTURE, LOW_PICTURE = 440, 340  # height of the picture at least
GAP = 16
SQUARE = 46
HINT = "Drag a dot. Or go to it with Tab and move it with the arrow keys, with Shift a little."


def _icon_button(look: Look, icon: str) -> Button:
    button = Button(look, "", "second", icon=icon)
    button.setProperty("square", "true")
    button.setFixedSize(SQUARE, SQUARE)
    return button


class PoseEditor(QWidget):
    """`changed` tells of every change of the pose; `pose` gives it as a file."""

    changed = Signal()

    def __init__(self, look: Look, clock: Clock, sculpture: Sculpture | None = None) -> None:
        """Begin with a sculpture, or standing. The clock joins quick presses to one step of undo."""
        super().__init__()
        self._look = look
        self._clock = clock
        self._start = sculpture or Sculpture.of(FIRST)
        self._history = UndoHistory(self._start)
        self._gesture: tuple[str, float] = "", 0.0
        self.view = PoseView(look, self._start)
        self.view.posed.connect(self._posed)
        self.sliders = PoseSliders(look)
        self.sliders.moved.connect(self._slid)
        self.view.focused.connect(self.sliders.show_part)
        self.postures = Segmented(look, "Starting position", POSTURES)
        self.posture_list = Choice(look, "Starting position", POSTURES)
        self.postures.chosen.connect(self.take_posture)
        self.posture_list.chosen.connect(self.take_posture)
        self.views = Segmented(look, "Seen from", VIEW_WORDS)
        self.views.chosen.connect(self._look_from)
        self.together = Switch(look, "Same on both sides")
        self.together.toggled.connect(self._join)
        self.undo_button = _icon_button(look, "arrow-counter-clockwise")
        self.redo_button = _icon_button(look, "arrow-clockwise")
        self.reset_button = Button(look, "Back to the start", "quiet")
        self.undo_button.clicked.connect(self.undo)
        self.redo_button.clicked.connect(self.redo)
        self.reset_button.clicked.connect(self.reset)
        self._lay_out()
        for keys, deed in ((("Ctrl+Z",), self.undo), (("Ctrl+Shift+Z", "Ctrl+Y"), self.redo)):
            shortcut = QShortcut(self)
            shortcut.setKeys([QKeySequence(key) for key in keys])
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(deed)
        self._show()

    # ---- for those who use it ----------------------------------------------------------------

    @property
    def sculpture(self) -> Sculpture:
        """The figure as it is posed."""
        return self._history.value

    @property
    def is_changed(self) -> bool:
        """Whether it is posed otherwise than in the beginning."""
        now, begin = self.sculpture, self._start
        return (now.posture, now.values) != (begin.posture, begin.values)

    def pose(self, title: str = "Own pose") -> bytes:
        """The pose as a file that `parse_pose` takes, with all that is needed to go on later."""
        self.view.settle()
        return self.sculpture.to_json(title)

    def begin_from(self, pose: Pose) -> None:
        """Begin anew from a pose of the library, or one that was made here; there is nothing to undo then."""
        self._start = Sculpture.from_pose(pose)
        self._history = UndoHistory(self._start)
        self._show()

    def open(self, data: bytes, name: str) -> None:
        """Begin anew from a pose file. Raises `ContentError`."""
        self.begin_from(parse_pose(data, name))

    def take_posture(self, posture: str) -> None:
        """Begin from this starting position; can be undone."""
        self._do(self.sculpture.with_posture(posture), "Starting position")

    def undo(self) -> None:
        """Take back the last step."""
        self._go(self._history.undo())

    def redo(self) -> None:
        """Do again what was taken back."""
        self._go(self._history.redo())

    def reset(self) -> None:
        """Back to how it began; can be undone."""
        self._do(self._start.with_camera(self.sculpture.camera), "Back to the start")

    # ---- changes -----------------------------------------------------------------------------

    def _posed(self, sculpture: Sculpture, words: str, key: str) -> None:
        if key.startswith("drag"):
            # One drag is one step, however long it rests on the way.
            if self._gesture[0] != key:
                self._gesture = key, self._clock.monotonic_ms()
            self._do(sculpture, words, key, self._gesture[1])
        else:
            self._do(sculpture, words, key)

    def _slid(self, number: str, value: float, words: str) -> None:
        self._do(self.sculpture.with_value(number, value), words, number)

    def _join(self, together: bool) -> None:
        self._do(self.sculpture.with_together(together), "Same on both sides")

    def _look_from(self, view: str) -> None:
        self._history.replace(self.sculpture.with_camera(VIEWS[view]))
        self._show()
        self.changed.emit()

    def _do(
        self, sculpture: Sculpture, words: str, key: str | None = None, at_ms: float | None = None
    ) -> None:
        at = self._clock.monotonic_ms() if at_ms is None else at_ms
        self._history.do(sculpture, words, key=key, at_ms=at)
        self._show()
        self.changed.emit()

    def _go(self, sculpture: Sculpture) -> None:
        """Show what undo or redo brought; one goes on looking from where one is."""
        self._history.replace(sculpture.with_camera(self._shown_camera))
        self._show()
        self.changed.emit()

    # ---- showing -----------------------------------------------------------------------------

    def _show(self) -> None:
        now = self.sculpture
        self._shown_camera = now.camera
        self.view.show_sculpture(now)
        self.sliders.show_sculpture(now)
        if self.postures.value() != now.posture:
            self.postures.choose(now.posture)
        self.posture_list.choose(now.posture)
        view = next((name for name, camera in VIEWS.items() if camera == now.camera), None)
        if view is not None and self.views.value() != view:
            self.views.choose(view)
        if self.together.isChecked() is not now.together:
            blocked = self.together.blockSignals(True)
            self.together.setChecked(now.together)
            self.together.blockSignals(blocked)
        for button, name, words in (
            (self.undo_button, "Undo", self._history.undo_words),
            (self.redo_button, "Redo", self._history.redo_words),
        ):
            button.setEnabled(words is not None)
            said = f"{name}: {words}" if words else name
            if button.toolTip() != said:
                button.setAccessibleName(said)
                button.setToolTip(said)
        self.reset_button.setEnabled(self.is_changed)

    def _lay_out(self) -> None:
        look = self._look
        stage = QFrame()
        stage.setProperty("role", "card")
        inside = QVBoxLayout(stage)
        inside.setContentsMargins(2, 2, 2, 2)
        inside.addWidget(self.view)
        self._stage = stage
        switch = QWidget()
        row = QHBoxLayout(switch)
        row.setContentsMargins(0, 0, 8, 0)
        row.setSpacing(10)
        row.addWidget(self.together)
        words = label(look, "Same on both sides", "text")
        words.setBuddy(self.together)
        row.addWidget(words)
        tools = QWidget()
        flow = FlowLayout(tools, gap=10)
        for part in (self.views, self.undo_button, self.redo_button, self.reset_button):
            flow.addWidget(part)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(stage, 1)
        left.addWidget(tools)
        left.addWidget(label(look, HINT, "small", "ink2", wrap=True))
        panel = QWidget()
        right = QVBoxLayout(panel)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(12)
        right.addWidget(switch)
        right.addWidget(self.sliders, 1)
        self._panel = panel
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body.setSpacing(GAP)
        self._body.addLayout(left, 1)
        self._body.addWidget(panel)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        whole.addWidget(self.postures)
        whole.addWidget(self.posture_list, 0, Qt.AlignmentFlag.AlignLeft)
        whole.addLayout(self._body)
        self._arrange(beside=False, listed=True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the sliders beside the picture, or under it, as there is room."""
        super().resizeEvent(event)
        width, scale = event.size().width(), max(1.0, self._look.text_scale)
        self._arrange(beside=width >= BESIDE_FROM * scale, listed=width < self.postures.sizeHint().width())

    def _arrange(self, *, beside: bool, listed: bool) -> None:
        scale = max(1.0, self._look.text_scale)
        ways = QBoxLayout.Direction
        self._body.setDirection(ways.LeftToRight if beside else ways.TopToBottom)
        self._panel.setFixedWidth(round(PANEL * scale)) if beside else self._free(self._panel)
        self._stage.setMinimumHeight(PICTURE if beside else LOW_PICTURE)
        self.postures.setVisible(not listed)
        self.posture_list.setVisible(listed)

    @staticmethod
    def _free(widget: QWidget) -> None:
        widget.setMinimumWidth(0)
        widget.setMaximumWidth(16_777_215)
