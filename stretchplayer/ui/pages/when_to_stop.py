"""When to stop: warning signs, when to see somebody first, and when to ease off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from stretchplayer.ui.widgets.parts import Button, label

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from stretchplayer.app.services import SettingsService
    from stretchplayer.ui.look import Look

CONTENT_WIDTH = 860
SCROLL_STEP = 60

EMERGENCY_TITLE = "Do not stretch. Get help now"
EMERGENCY_LEAD = (
    "Go to an emergency department or call your emergency number now if any of these is new or getting "
    "worse quickly. This does not mean you have something serious; it means it should be looked at today."
)
# Warning signs of the nerves at the end of the spine, and of heart and great vessels; after the
# lists patients are given (backes.org.uk; Nuffield Health; Royal Free NHS leaflet).
EMERGENCY = (
    "Numbness, tingling or a changed feeling between the legs, around the genitals, back passage or "
    "buttocks. It may feel different when you wipe.",
    "New trouble starting, stopping or feeling the flow of urine, not sensing a full bladder, or leaking.",
    "New loss of bowel control, or not feeling a motion passing.",
    "A new change in sexual function or in feeling there.",
    "Weakness, numbness or pain spreading in both legs, or a leg or foot getting weaker, such as tripping.",
    "Sudden severe tearing pain in the belly or back, feeling faint, or chest pain.",
)
DOCTOR_TITLE = "Be seen before you stretch"
# After the red flags doctors ask about (NCBI Bookshelf NBK52120).
DOCTOR = (
    "A fall, crash or blow before the pain; or a minor knock or lift, if you are over 50 or have weak bones.",
    "You have ever had cancer, or are losing weight without trying.",
    "Fever, chills, night sweats, a recent infection, or a weak immune system.",
    "Steroid tablets for months, or osteoporosis.",
    "Pain that is constant, worse at night or lying down, and never eases.",
    "A first bad back pain before 20 or after 50.",
    "Pain spreading below the knee with numbness.",
    "It is getting worse, or is no better after six weeks.",
)
EASE_TITLE = "While you stretch"
EASE = (
    "A mild pull is fine, one you could hold while talking. If it hurts, come out a little.",
    "Press E to ease off: the hold gets shorter and the picture shows an easier way.",
    "Stop a stretch when pain is sharp, shooting, tingling or spreading down the leg.",
    "One sore stretch is not damage. Rest for a moment, and leave that one out today.",
    "If pain is severe, new, spreading or worrying, stop and get medical advice.",
)
DISCLAIMER = (
    "Not a medical device. General wellness information only; it does not diagnose, treat or monitor any "
    "condition. If pain is severe, new, spreading or worrying, stop and get medical advice."
)


class WhenToStopPage(QScrollArea):
    """Plain words, one press away on every page and while playing."""

    left = Signal()

    def __init__(self, look: Look, settings: SettingsService, *, over_player: bool = False) -> None:
        """`over_player` adds a way back to the session, which stands still meanwhile."""
        super().__init__()
        self._look = look
        self._settings = settings
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("When to stop")
        page = QWidget()
        page.setObjectName("page")
        self._layout = QVBoxLayout(page)
        self._layout.setSpacing(14)
        head = QHBoxLayout()
        head.addWidget(label(look, "When to stop", "title"), 1)
        self.back: Button | None = None
        if over_player:
            self.back = Button(look, "Back to the session", "primary")
            self.back.clicked.connect(self.left)
            head.addWidget(self.back)
        self._layout.addLayout(head)
        self._layout.addWidget(self._panel("stop", "warning-octagon-fill", "red", EMERGENCY_TITLE, EMERGENCY))
        self._layout.addWidget(self._panel("card", "first-aid-fill", "tealtx", DOCTOR_TITLE, DOCTOR))
        self._layout.addWidget(self._panel("easeoff", "hand-palm-fill", "amber", EASE_TITLE, EASE))
        self._layout.addWidget(label(look, DISCLAIMER, "note", "ink2", wrap=True))
        self._layout.addStretch(1)
        self.setWidget(page)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep lines short enough to read."""
        super().resizeEvent(event)
        side = max(32, (self.viewport().width() - CONTENT_WIDTH) // 2)
        self._layout.setContentsMargins(side, 34, side, 30)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the session; the clicker and the arrows turn the page."""
        bar = self.verticalScrollBar()
        match event.key():
            case Qt.Key.Key_Escape | Qt.Key.Key_Space if self.back is not None:
                self.left.emit()
            case Qt.Key.Key_Down:
                bar.setValue(bar.value() + SCROLL_STEP)
            case Qt.Key.Key_Up:
                bar.setValue(bar.value() - SCROLL_STEP)
            case _:
                super().keyPressEvent(event)

    def _panel(self, role: str, icon: str, ink: str, title: str, lines: tuple[str, ...]) -> QFrame:
        frame = QFrame()
        frame.setProperty("role", role)
        layout = QVBoxLayout(frame)
        layout.setContentsMargins(24, 18, 24, 20)
        layout.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(12)
        picture = QLabel()
        ratio = self.devicePixelRatioF()
        picture.setPixmap(self._look.pixmap(icon, ink, 26, ratio))
        self._look.themes.changed.connect(
            lambda _theme: picture.setPixmap(self._look.pixmap(icon, ink, 26, ratio))
        )
        head.addWidget(picture)
        head.addWidget(label(self._look, title, "heading"), 1)
        layout.addLayout(head)
        if role == "stop":
            layout.addWidget(label(self._look, EMERGENCY_LEAD, "text", wrap=True))
            number = self._settings.preferences.emergency_number
            if number:
                layout.addWidget(label(self._look, f"Your number: {number}", "heading", "red"))
        for line in lines:
            row = QHBoxLayout()
            row.setSpacing(10)
            row.addWidget(label(self._look, "•", "text", "ink2"), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(label(self._look, line, "text", wrap=True), 1)
            layout.addLayout(row)
        return frame
