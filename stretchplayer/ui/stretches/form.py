"""Making a stretch of one's own, or changing one: name, steps, dose, cautions and a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from stretchplayer.app.library_service import StretchDraft
from stretchplayer.core.catalogue import Dose, Form, Posture, SideMeaning
from stretchplayer.core.errors import StoreError, StretchPlayerError
from stretchplayer.core.own_stretch import (
    LONGEST_STEP,
    MOST_STEPS,
    USUAL_DOSES,
    changed,
    own_stretch,
    revised,
)
from stretchplayer.core.routine import LIMITS
from stretchplayer.ui.dose_words import POSTURES
from stretchplayer.ui.stretches.avoided_banner import AvoidedBanner
from stretchplayer.ui.stretches.picture_choice import PictureChoice
from stretchplayer.ui.widgets.choice import Choice
from stretchplayer.ui.widgets.head_row import HeadRow
from stretchplayer.ui.widgets.parts import Button, hairline, label
from stretchplayer.ui.widgets.problem import Problem
from stretchplayer.ui.widgets.scroll_page import ScrollPage
from stretchplayer.ui.widgets.segmented import Segmented
from stretchplayer.ui.widgets.stepper import Stepper

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QLabel

    from stretchplayer.app.library_service import LibraryService
    from stretchplayer.core.catalogue import Stretch
    from stretchplayer.core.history import OwnPicture
    from stretchplayer.core.ports import Clock
    from stretchplayer.ui.look import Look
    from stretchplayer.ui.pictures import Pictures
    from stretchplayer.ui.stretches.picture_choice import ReadPose

LONGEST_NAME = 60
LONGEST_CAUTION = 240
STEPS_HEIGHT = 150
COLUMN_GAP = 32
FIELD_GAP = 14  # more than between a name and its field
PICTURE_SETTLES_MS = 250  # a picture is kept in the draft once it is still: a drag changes it each frame
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
    """Call `begin` with nothing for a new stretch, or with the one that is to be changed.

    Each change is kept as a draft in the same event.
    """

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
        self.picture.refused.connect(self._problem.say)
        self.picture.taken.connect(self._problem.hide)
        self._picture_settles = QTimer(self)
        self._picture_settles.setSingleShot(True)
        self._picture_settles.setInterval(PICTURE_SETTLES_MS)
        self._picture_settles.timeout.connect(self._note_picture)
        self._lay_out()
        self._listen()
        self.form_changed.connect(self._arrange)
        save = QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self)
        save.activated.connect(self.save_it)

    def begin(self, stretch: Stretch | None = None, draft: StretchDraft | None = None) -> None:
        """Make a new stretch, or change this one; with a draft, go on where it was left."""
        self._untouched = None
        self._stretch = stretch
        self._title.setText("New stretch" if stretch is None else f"Change {stretch.name}")
        self._problem.hide()
        self.avoided.forget()
        self._fill_in(stretch or own_stretch(id="", name=""))
        untouched = self.stretch()
        if draft is not None:
            self._fill_in(draft.stretch, draft.picture)
        self._untouched = untouched
        self.verticalScrollBar().setValue(0)
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def stretch(self) -> Stretch:
        """The stretch as it stands in the form; a new one has no id yet."""
        before = self._stretch
        made = own_stretch(
            id="" if before is None else before.id,
            name=self.name.text().strip(),
            steps=[line.strip() for line in self.steps.toPlainText().splitlines() if line.strip()],
            form=Form(self.kind.value()),
            posture=Posture(self.posture.value()),
            sides=SideMeaning(self.sides.value()) if self.sides.value() else None,
            dose=Dose(hold_s=float(self.hold.value()), repetitions=self.times.value()),
            cautions=self.cautions.text().strip(),
            pose=self.picture.pose,
        )
        return made if before is None else revised(before, made)

    def let_go(self) -> None:
        """Forget what was not saved."""
        self._untouched = None
        self._picture_settles.stop()
        self._keep(self._library.drop_draft)

    @property
    def is_changed(self) -> bool:
        """Whether something would be lost by leaving."""
        return self._untouched is not None and self.stretch() != self._untouched

    def save_it(self) -> bool:
        """Keep the stretch, unless something about it has to be looked at first. True when it is kept."""
        self._problem.hide()
        stretch = self.stretch()
        missing = self._missing(stretch)
        if missing is not None:
            words, field = missing
            self._problem.say(words)
            field.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        if self.avoided.asks_about(stretch):
            self.bring_up(self.avoided)
            self.avoided.ask()
            return False
        if not stretch.id:
            stretch = self._with_id(stretch)
        try:
            self._library.save(stretch, self.picture.made)
        except StretchPlayerError as error:
            self._problem.say(str(error))
            return False
        self.let_go()
        self.saved.emit(stretch.id)
        return True

    # ---- parts -------------------------------------------------------------------------------

    def _make_head(self) -> None:
        look = self._look
        self.save_button = Button(look, "Save", "primary")
        self.save_button.clicked.connect(self.save_it)
        self._save_below = Button(look, "Save", "primary")  # where one is when everything is filled in
        self._save_below.clicked.connect(self.save_it)
        self.head = HeadRow(look, "Stretches", self.save_button)
        self.head.left.connect(self.left)
        self._title = label(look, "", "title-small", wrap=True)
        self._problem = Problem(look, self)
        self.avoided = AvoidedBanner(look, self._library.catalogue)
        self.avoided.instead_wanted.connect(self.stretch_wanted)
        self.avoided.settled.connect(self.save_it)

    def _make_words(self) -> None:
        look = self._look
        self.name = QLineEdit()
        self.name.setPlaceholderText("For example: towel pull")
        self.steps = QPlainTextEdit()
        self.steps.setPlaceholderText(
            "Lie on your back, knees bent.\nTake the towel in both hands.\nPull gently."
        )
        self.steps.setTabChangesFocus(True)
        self.steps.setFixedHeight(round(STEPS_HEIGHT * max(1.0, look.text_scale)))
        self.cautions = QLineEdit()
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
        self.column.addWidget(self.head)
        self.column.addSpacing(6)
        self.column.addWidget(self._title)
        self.column.addSpacing(12)
        said = QVBoxLayout()
        said.setSpacing(FIELD_GAP)
        said.addWidget(self._problem)
        said.addWidget(self.avoided)
        self.column.addLayout(said)
        self.column.addSpacing(12)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        words = QVBoxLayout()
        words.setSpacing(FIELD_GAP)
        words.addWidget(self._named("Name", self.name))
        words.addWidget(self._named("Steps, one a line", self.steps))
        words.addWidget(self._named("Take care", self.cautions))
        words.addStretch(1)
        dose = QVBoxLayout()
        dose.setSpacing(FIELD_GAP)
        dose.addWidget(self._named("How it is done", self.kind))
        self._pair = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._pair.setSpacing(16)
        self._hold_box = self._named("Hold", self.hold)
        self._times_box = self._named("Times", self.times)
        self._pair.addWidget(self._hold_box)
        self._pair.addWidget(self._times_box)
        self._pair.addStretch(1)
        amount = QVBoxLayout()
        amount.setSpacing(6)
        amount.addLayout(self._pair)
        amount.addWidget(self._hint)
        dose.addLayout(amount)
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
        self.column.addSpacing(24)
        self.column.addWidget(self._save_below, 0, Qt.AlignmentFlag.AlignLeft)
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
        self._columns.setSpacing(FIELD_GAP if self.narrow else COLUMN_GAP)
        self._pair.setDirection(down if self.tight else across)

    def _listen(self) -> None:
        for signal in (
            self.name.textChanged,
            self.steps.textChanged,
            self.cautions.textChanged,
            self.kind.chosen,
            self.sides.chosen,
            self.posture.chosen,
            self.hold.changed,
            self.times.changed,
        ):
            signal.connect(self._note_change)
        self.picture.changed.connect(self._picture_settles.start)

    # ---- a draft -----------------------------------------------------------------------------

    def _note_change(self) -> None:
        if self._untouched is None:
            return  # it is being filled in
        self.avoided.look_again(self.stretch())
        library = self._library
        if self.is_changed:
            # While the figure is led by a handle its picture is not done; it follows.
            made = None if self.picture.is_posing else self.picture.made
            self._keep(lambda: library.keep_draft(StretchDraft(self.stretch(), made)))
        else:
            self._keep(library.drop_draft)

    def _note_picture(self) -> None:
        if self.picture.is_posing:
            self._picture_settles.start()
        else:
            self._note_change()

    def _keep(self, keep: Callable[[], object]) -> None:
        """Write or drop the draft; when the disk does not take it, say so once and go on."""
        try:
            keep()
        except StoreError as error:
            if self._problem.isHidden() or self._problem.words.text() != str(error):
                self._problem.say(str(error))
        else:
            self._problem.hide()

    # ---- inside ------------------------------------------------------------------------------

    def _fill_in(self, shown: Stretch, picture: OwnPicture | None = None) -> None:
        self.name.setMaxLength(max(LONGEST_NAME, len(shown.name)))
        self.cautions.setMaxLength(max(LONGEST_CAUTION, len(shown.caution_note or "")))
        self.name.setText(shown.name)
        self.steps.setPlainText("\n".join(shown.steps))
        self.cautions.setText(shown.caution_note or "")
        self.kind.choose(shown.form)
        self.sides.choose(shown.side_means or "")
        self.posture.choose(shown.posture)
        self._fit_dose(shown.dose)
        self.picture.show_pose(shown.pose, picture)

    def _missing(self, stretch: Stretch) -> tuple[str, QWidget] | None:
        """What has to be written otherwise before it can be kept, and where."""
        if not stretch.name:
            return "Please give it a name.", self.name
        if len(stretch.steps) > MOST_STEPS:
            return f"Please use at most {MOST_STEPS} steps.", self.steps
        if any(len(step) > LONGEST_STEP for step in stretch.steps):
            return f"Please use at most {LONGEST_STEP} letters in one step.", self.steps
        return None

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
        return changed(stretch, id=self._library.new_stretch_id())
