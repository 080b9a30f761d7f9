"""What pages ask for flexibility tests: sittings, what was begun, and what may be said of a test."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from uuid import uuid4

from PySide6.QtCore import QObject, Signal

from stretchplayer.app.draft import Draft
from stretchplayer.core.catalogue import Side
from stretchplayer.core.flexibility import ALL_TESTS, FlexibilityTest, MeasureError, check_trials
from stretchplayer.core.flexibility.sitting import Sitting
from stretchplayer.core.history import (
    Corrections,
    Drafts,
    EntryChange,
    EntryKind,
    Measurement,
    MeasureMethod,
    OwnPicture,
    PictureKind,
    Trial,
)
from stretchplayer.core.measures import Measures
from stretchplayer.core.own_stretch import PICTURE_PREFIX
from stretchplayer.core.ports import Clock
from stretchplayer.core.progress.flexibility import FlexibilitySeries, flexibility_series

NOON = time(12)  # what is noted of a day without an hour is put in its middle


class MeasureService(QObject):
    """Flexibility tests. A sitting is kept whole; until then it is a draft, which outlives the program."""

    changed = Signal()

    def __init__(
        self,
        measures: Measures,
        corrections: Corrections,
        drafts: Drafts,
        clock: Clock,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._measures = measures
        self._corrections = corrections
        self._draft = Draft(drafts, "sitting", Sitting, clock)
        self._clock = clock

    @property
    def clock(self) -> Clock:
        """The clock that the warm-up is timed by."""
        return self._clock

    def today(self) -> date:
        """The local date."""
        return self._clock.now().date()

    # ---- what there is -----------------------------------------------------------------------

    def sittings(
        self, test: FlexibilityTest | None = None, *, removed: bool = False, newest: int | None = None
    ) -> list[Measurement]:
        """All sittings of a test or of all of them, oldest first; `removed`: those taken back.

        With `newest` at most so many, the last ones.
        """
        id_ = None if test is None else test.id
        return self._measures.measurements(id_, removed=removed, newest=newest)

    def last_sitting(self, test: FlexibilityTest) -> Measurement | None:
        """The last sitting of a test."""
        last = self.sittings(test, newest=1)
        return last[0] if last else None

    def sitting(self, measurement: str) -> Measurement:
        """One sitting, one that was taken back too; raises `NotFoundError`."""
        return self._measures.measurement(measurement)

    def series(self, test: FlexibilityTest) -> tuple[FlexibilitySeries, ...]:
        """Both sides of a test, right first, or the one of a test without sides; maybe without points."""
        return flexibility_series(test, self.sittings(test))

    def all_series(self) -> list[tuple[FlexibilitySeries, ...]]:
        """The series of each test that has a scored sitting, in the order in which tests are offered."""
        kept: dict[str, list[Measurement]] = {}
        for sitting in self.sittings():
            kept.setdefault(sitting.test, []).append(sitting)
        found = (flexibility_series(test, kept[test.id]) for test in ALL_TESTS if test.id in kept)
        return [series for series in found if any(one.points for one in series)]

    def days_since_last(self, test: FlexibilityTest) -> int | None:
        """Days since the last sitting of a test; once a week is enough."""
        last = self.last_sitting(test)
        return None if last is None else (self.today() - last.local_date).days

    def last_tape(self, test: FlexibilityTest, side: Side | None) -> Trial | None:
        """The last try by tape on this side: its hip height and leg length can be offered again."""
        for sitting in reversed(self.sittings(test)):
            for trial in reversed(sitting.trials):
                if trial.side is side and trial.tape is not None:
                    return trial
        return None

    # ---- a new one ---------------------------------------------------------------------------

    def draft(self) -> Sitting | None:
        """The sitting that was begun and neither kept nor left."""
        return self._draft.get()

    def keep_draft(self, sitting: Sitting | None) -> None:
        """Keep what was made so far, or with ``None`` forget it."""
        if sitting is None:
            self._draft.drop()
        else:
            self._draft.keep(sitting)

    def new_picture(self, png: bytes) -> OwnPicture:
        """A picture that a try can name; it is kept with the sitting."""
        return OwnPicture(id=f"{PICTURE_PREFIX}{uuid4()}", kind=PictureKind.IMAGE, data=png)

    def save(
        self,
        test: FlexibilityTest,
        method: MeasureMethod,
        trials: Sequence[Trial],
        *,
        day: date | None = None,
        pictures: Sequence[OwnPicture] = (),
    ) -> Measurement:
        """Keep one sitting of today, or of a past day; raises `MeasureError` and keeps nothing."""
        check_trials(test, method, trials)
        now = self._clock.now()
        at, noted = now, None
        if day is not None and day != now.date():
            if day > now.date():
                raise MeasureError("That day is still to come.")
            at, noted = datetime.combine(day, NOON, now.tzinfo), now
        named = {trial.picture for trial in trials}
        id_ = self._measures.save_measurement(
            test=test.id,
            method=method,
            at=at,
            trials=trials,
            unit=test.unit,
            noted=noted,
            pictures=[picture for picture in pictures if picture.id in named],
        )
        self.changed.emit()
        return self._measures.measurement(id_)

    # ---- corrections -------------------------------------------------------------------------

    def correct(self, measurement: str, position: int, trial: Trial) -> None:
        """Put a try, made and checked as any, in place of another; what that one said is kept."""
        self._measures.correct_trial(measurement, position, trial, self._clock.now())
        self.changed.emit()

    def remove(self, measurement: str) -> None:
        """Take a sitting back; `put_back` brings it again."""
        self._corrections.remove(EntryKind.MEASUREMENT, measurement, self._clock.now())
        self.changed.emit()

    def put_back(self, measurement: str) -> None:
        """Show a sitting again."""
        self._corrections.put_back(EntryKind.MEASUREMENT, measurement, self._clock.now())
        self.changed.emit()

    def changes(self, measurement: str) -> list[EntryChange]:
        """What was done to a sitting, oldest first."""
        return self._corrections.changes(measurement)

    def drop_picture(self, measurement: str, position: int) -> None:
        """Forget the photo of a try for good."""
        self._measures.drop_picture(measurement, position)
        self.changed.emit()
