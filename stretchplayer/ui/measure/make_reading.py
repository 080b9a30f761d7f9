"""The field that fits the way a test is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchplayer.core.history import MeasureMethod
from stretchplayer.ui.measure.readings import NumberReading, Reading, TapeReading

if TYPE_CHECKING:
    from stretchplayer.app.measure_service import MeasureService
    from stretchplayer.core.flexibility import FlexibilityTest
    from stretchplayer.ui.look import Look


def make_reading(
    look: Look, test: FlexibilityTest, method: MeasureMethod, measures: MeasureService
) -> Reading:
    """A new field; what looks at photos is loaded when one is wanted."""
    if method is MeasureMethod.TAPE:
        return TapeReading(look, test)
    if method is MeasureMethod.PHOTO:
        from stretchplayer.ui.measure.photo_reading import PhotoReading

        return PhotoReading(look, test, measures.new_picture)
    return NumberReading(look, test, method)
