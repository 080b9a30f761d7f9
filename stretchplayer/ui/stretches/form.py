"""Making a stretch of one's own, or changing one: name, steps, dose, cautions and a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from stretchplayer.core.catalogue import Dose, Form, Posture, SideMeaning
from stretchplayer.core.errors import StretchPlayerError
from stretchplayer.core.own_stretch import USUAL_DOSES, own_stretch
from stretchplayer.core.routine import LIMITS
from stretchplayer.ui.dose_words import POSTURES
from stretchplayer.ui.stretches.avoided_banner import AvoidedBanner
from stretchplayer.ui.stretches.picture_choice import PictureChoice
from stretchplayer.ui.widgets.choice import Choice
from stretchplayer.ui.widgets.parts import Banner, Button, hairline, label
from stretchplayer.ui.widgets.scroll_page import ScrollPage
from stretchplayer.ui.widgets.segmented import Segmented
from stretchplayer.ui.widgets.stepper import Stepper

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel

    from stretchplayer.app.library_service import LibraryService
    from stretchplayer.core.catalogue import Stretch
    from stretchplayer.core.ports import Clock
    from stretchplayer.ui.look import Look
    from stretchplayer.ui.pictures import Pictures
    from stretchplayer.ui.stretches.picture_choice import ReadPose

LONGEST_NAME = 60
STEPS_HEIGHT = 150
FORMS = (
    (Form.HOLD, "Held still"),
    (Form.DRILL, "Short holds"),
    (Form.FLOW, "Moving"),
    (Form.TIMED, "By the clock"),
)
SIDES = (
    ("", "None"),
    (SideMeaning.LEG, "Legs"),
    (SideMeaning.ARM, "Arms"),
    (SideMeaning.KNEES_GO_TO, "Knees to a side"),
)


class FormPage(ScrollPage):
    """Call `begin` with nothing for a new stretch, or with the one that is to be changed."""

    left = Signal()
    saved = Signal(str)
    stretch_wanted = Signal(str)  # a swap for what should not be made

    def __init__(
        self, look: Look, pictures: Pictures, library: LibraryService, read_pose: ReadPose, clock: Clock
    ) -> None:
        super().__init__(look)
        self._library = library
        self._stretch: Stretch | None = None
        self._untouched: Stretch | None = None
        self._make_head()
        self._make_words()
        self._make_dose()
        self.picture = PictureChoice(look, pictures, library, read_pose, clock)
        self.picture.refused.connect(self._say)
        self._lay_out()
        self.form_changed.connect(self._arrange)
        save = QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self)
        save.activated.connect(self.save_it)

    def begin(self, stretch: Stretch | None = None) -> None:
        """Make a new stretch, or change this one."""
        self._stretch = stretch
        shown = stretch or own_stretch(id="", name="")
        self._title.setText("New stretch" if stretch is None else f"Change {stretch.name}")
        self.name.setText(shown.name)
        self.steps.setPlainText("\n".join(shown.steps))
        self.cautions.setText(shown.caution_note or "")
        self.kind.choose(shown.form)
        self.sides.choose(shown.side_means or "")
        self.posture.choose(shown.posture)
        self._fit_dose(shown.dose)
        self.picture.show_pose(shown.pose)
        self._problem.hide()
        self.avoided.forget()
        self._untouched = self.stretch()
        self.verticalScrollBar().setValue(0)
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def stretch(self) -> Stretch:
        """The stretch as it stands in the form; a new one has no id yet."""
        before = self._stretch
        return own_stretch(
            id="" if before is None else before.id,
            name=self.name.text().strip(),
            steps=[line.strip() for line in self.steps.toPlainText().splitlines() if line.strip()],
            form=Form(self.kind.value()),
            posture=Posture(self.posture.value()),
            sides=SideMeaning(self.sides.value()) if self.sides.value() else None,
            dose=Dose(hold_s=float(self.hold.value()), repetitions=self.times.value()),
            cautions=self.cautions.text().strip(),
            pose=self.picture.pose,
            feel="" if before is None else before.feel,
            directions=own_stretch(id="", name="").directions if before is None else before.directions,
            muscles=() if before is None else before.muscles,
            origin=None if before is None else before.origin,
        )

    @property
    def is_changed(self) -> bool:
        """Whether something would be lost by leaving."""
        return self._untouched is not None and self.stretch() != self._untouched

    def save_it(self) -> None:
        """Keep the stretch, unless something about it has to be looked at first."""
        stretch = self.stretch()
        if not stretch.name:
            self._say("Please give it a name.")
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if self.avoided.asks_about(stretch):
            self.bring_up(self.avoided)
            return
        if not stretch.id:
            stretch = self._with_id(stretch)
        try:
            self._library.save(stretch, self.picture.made)
        except StretchPlayerError as error:
            self._say(str(error))
            return
        self._untouched = None
        self.saved.emit(stretch.id)

    # ---- parts -------------------------------------------------------------------------------

    def _make_head(self) -> None:
        look = self._look
        self.back = Button(look, "Stretches", "quiet", icon="caret-left")
        self.back.setProperty("flush", "true")
        self.back.clicked.connect(self.left)
        self.save_button = Button(look, "Save", "primary")
        self.save_button.clicked.connect(self.save_it)
        self._title = label(look, "", "title-small", wrap=True)
        self._problem = Banner(look, "", "easeoff", "info-fill")
        self._problem.hide()
        self.avoided = AvoidedBanner(look, self._library.catalogue)
        self.avoided.instead_wanted.connect(self.stretch_wanted)
        self.avoided.settled.connect(self.save_it)

    def _make_words(self) -> None:
        look = self._look
        self.name = QLineEdit()
        self.name.setMaxLength(LONGEST_NAME)
        self.name.setPlaceholderText("For example: towel pull")
        self.steps = QPlainTextEdit()
        self.steps.setPlaceholderText(
            "Lie on your back, knees bent.\nTake the towel in both hands.\nPull gently."
        )
        self.steps.setTabChangesFocus(True)
        self.steps.setFixedHeight(round(STEPS_HEIGHT * max(1.0, look.text_scale)))
        self.cautions = QLineEdit()
        self.cautions.setMaxLength(4 * LONGEST_NAME)
        self.cautions.setPlaceholderText("For example: stop if the knee hurts")
        for field, name in (
            (self.name, "Name"),
            (self.steps, "Steps, one a line"),
            (self.cautions, "Take care"),
        ):
            field.setFont(look.font("text"))
            field.setAccessibleName(name)

    def _make_dose(self) -> None:
        look = self._look
        self.kind = Segmented(look, "How it is done", [(form, words) for form, words in FORMS])
        self.kind.chosen.connect(lambda _: self._fit_dose(USUAL_DOSES[Form(self.kind.value())]))
        self.sides = Choice(look, "Sides", [(str(side), words) for side, words in SIDES])
        self.posture = Choice(look, "Position", [(posture, words) for posture, words in POSTURES.items()])
        self.hold = Stepper(look, "Hold", 20, (1, 600))
        self.times = Stepper(look, "Times", 3, (1, 15), seconds=False)
        self._hint = label(look, "", "note", "ink2", wrap=True)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.back)
        head.addStretch(1)
        head.addWidget(self.save_button)
        self.column.addLayout(head)
        self.column.addSpacing(6)
        self.column.addWidget(self._title)
        self.column.addSpacing(12)
        self.column.addWidget(self._problem)
        self.column.addWidget(self.avoided)
        self.column.addSpacing(12)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(32)
        words = QVBoxLayout()
        words.setSpacing(8)
        words.addWidget(self._named("Name", self.name))
        words.addWidget(self._named("Steps, one a line", self.steps))
        words.addWidget(self._named("Take care", self.cautions))
        words.addStretch(1)
        dose = QVBoxLayout()
        dose.setSpacing(8)
        dose.addWidget(self._named("How it is done", self.kind))
        self._pair = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._pair.setSpacing(16)
        self._hold_box = self._named("Hold", self.hold)
        self._times_box = self._named("Times", self.times)
        self._pair.addWidget(self._hold_box)
        self._pair.addWidget(self._times_box)
        self._pair.addStretch(1)
        dose.addLayout(self._pair)
        dose.addWidget(self._hint)
        self._sides_box = self._named("Sides", self.sides)
        dose.addWidget(self._sides_box)
        dose.addWidget(self._named("Position", self.posture))
        dose.addStretch(1)
        self._columns.addLayout(words, 1)
        self._columns.addLayout(dose, 1)
        self.column.addLayout(self._columns)
        self.column.addSpacing(20)
        self.column.addWidget(hairline())
        self.column.addSpacing(16)
        self.column.addWidget(label(self._look, "Picture", "section"))
        self.column.addSpacing(8)
        self.column.addWidget(self.picture)
        self.column.addStretch(1)

    def _named(self, name: str, control: QWidget) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        words: QLabel = label(self._look, name, "small-strong")
        column.addWidget(words)
        column.addWidget(control)
        return holder

    def _arrange(self) -> None:
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._columns.setDirection(down if self.narrow else across)
        self._pair.setDirection(down if self.tight else across)

    # ---- inside ------------------------------------------------------------------------------

    def _fit_dose(self, dose: Dose) -> None:
        """Offer what goes with the way it is done."""
        form = Form(self.kind.value())
        limits = LIMITS[form]
        low, high = (round(value) for value in limits.hold_s)
        self.hold.set_limits((low, high))
        self.times.set_limits(limits.repetitions)
        self.hold.set_value(round(dose.hold_s))
        self.times.set_value(dose.repetitions)
        self._times_box.setVisible(form is not Form.TIMED)
        self._sides_box.setVisible(form in (Form.HOLD, Form.DRILL))
        times = "" if form is Form.TIMED else f", {limits.repetitions[0]} to {limits.repetitions[1]} times"
        what = {Form.FLOW: "A round", Form.TIMED: "Length"}.get(form, "Hold")
        unit = f"{low} to {high} s" if form is not Form.TIMED else f"{low // 60} to {high // 60} min"
        self._hint.setText(f"{what} {unit}{times}. A mild pull is enough.")

    def _with_id(self, stretch: Stretch) -> Stretch:
        import msgspec

        named = own_stretch(id=self._library.new_stretch_id(), name=stretch.name, steps=stretch.steps)
        return msgspec.structs.replace(stretch, id=named.id, spoken=named.spoken)

    def _say(self, words: str) -> None:
        self._problem.words.setText(words)
        self._problem.show()
        self.bring_up(self._problem)
