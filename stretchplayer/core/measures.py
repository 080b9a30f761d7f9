"""What is asked of the place that keeps flexibility tests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple, Protocol

from stretchplayer.core.catalogue import Side
from stretchplayer.core.history import Measurement, MeasureMethod, OwnPicture, Trial


class ScoredTry(NamedTuple):
    """One try with the sitting it belongs to."""

    test: str
    sitting: str
    day: date
    method: MeasureMethod
    side: Side | None
    value: float


class Measures(Protocol):
    """Keeps sittings of flexibility tests.

    Each writing call is one transaction, on disk when it returns. All raise `StoreError` when the disk or
    the file is at fault, and `NotFoundError` for a sitting that is not there.
    """

    def save_measurement(
        self,
        *,
        test: str,
        method: MeasureMethod,
        at: datetime,
        trials: Sequence[Trial],
        unit: str = "deg",
        noted: datetime | None = None,
        pictures: Sequence[OwnPicture] = (),
    ) -> str:
        """Keep one sitting with all its tries, and the pictures that they name. Returns its id.

        `noted` is when it was noted, if `at` is an earlier time that it tells of.
        """

    def correct_trial(self, measurement: str, position: int, trial: Trial, at: datetime) -> None:
        """Put this try in place of the one at `position`, from 0, and keep what that one said."""

    def drop_picture(self, measurement: str, position: int) -> None:
        """Forget the photo of a try for good; its points and its value stay."""

    def has_measurements(self) -> bool:
        """Whether there is a sitting of any test."""

    def scored_tries(self, last: date | None = None) -> list[ScoredTry]:
        """The tries that did not hurt, in the order made, up to this local date: for charts of years."""

    def first_measured(self) -> date | None:
        """Local date of the first sitting of any test."""

    def measurement(self, measurement: str) -> Measurement:
        """One sitting, one that was taken back too."""

    def measurements(
        self, test: str | None = None, *, removed: bool = False, newest: int | None = None
    ) -> list[Measurement]:
        """All sittings of a test or of all tests, oldest first; `removed`: those that were taken back.

        With `newest` at most so many, the last ones.
        """
