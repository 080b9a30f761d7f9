"""A try by photo: open or drop a picture, mark the points, read the angle. The picture goes unless asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout

from stretchplayer.core.errors import PictureError
from stretchplayer.core.flexibility import photo_trial
from stretchplayer.core.history import MeasureMethod
from stretchplayer.figure.own_image import check_image
from stretchplayer.ui.measure.photo_view import PhotoView
from stretchplayer.ui.measure.readings import Reading
from stretchplayer.ui.stretches.drop_field import DropField
from stretchplayer.ui.widgets.parts import Button, label
from stretchplayer.ui.widgets.switch import Switch

if TYPE_CHECKING:
    from collections.abc import Callable

    from stretchplayer.core.catalogue import Side
    from stretchplayer.core.flexibility import FlexibilityTest
    from stretchplayer.core.history import OwnPicture, Trial
    from stretchplayer.ui.look import Look

KEEP = "Keep this photo with the try"


class PhotoReading(Reading):
    """`new_picture` gives a picture that can be kept the id it is kept under."""

    def __init__(self, look: Look, test: FlexibilityTest, new_picture: Callable[[bytes], OwnPicture]) -> None:
        super().__init__(look, test, MeasureMethod.PHOTO)
        self._new_picture = new_picture
        self._picture: OwnPicture | None = None
        self._can_keep = True
        self.drop = DropField(look)
        self.drop.taken.connect(self.take_photo)
        self.drop.refused.connect(self.say)
        self.view = PhotoView(look, self.way.points)
        self.view.changed.connect(self._follow)
        self.view.entered.connect(self.entered)
        self.keep = Switch(look, KEEP)
        self._keep_words = label(look, KEEP, "text", wrap=True)
        self.other = Button(look, "Another photo", "quiet", icon="image")
        self.other.setProperty("flush", "true")
        self.other.clicked.connect(self.empty)
        self.inside.addWidget(self.drop)
        self.inside.addWidget(self.view)
        below = QHBoxLayout()
        below.setSpacing(12)
        below.addWidget(self.keep)
        below.addWidget(self._keep_words, 1)
        below.addWidget(self.other)
        self.inside.addLayout(below)
        self.empty()

    @property
    def is_read(self) -> bool:
        """See `Reading`."""
        return self.view.is_marked

    def take_photo(self, data: bytes, name: str) -> None:
        """Look at a picture with suspicion, turn it upright, and show it."""
        try:
            png = check_image(data, name)
        except PictureError as error:
            self.say(str(error))
            return
        self._picture = self._new_picture(png)
        self._show(png)
        self.take_focus()

    def trial(self, side: Side | None, *, painful: bool) -> Trial:
        """See `Reading`."""
        kept = self.picture()
        return photo_trial(self.test, side, self.view.points(), painful, "" if kept is None else kept.id)

    def picture(self) -> OwnPicture | None:
        """See `Reading`."""
        return self._picture if self.keep.isChecked() else None

    def empty(self) -> None:
        """See `Reading`."""
        self._picture = None
        self.keep.setChecked(False)
        self.view.show_photo(QPixmap())
        self._lay_open(shown=False)
        self.say(self.way.read)

    def show_trial(self, trial: Trial) -> None:
        """See `Reading`. Points alone, where the photo was not kept, are marked anew."""

    def correct(self, trial: Trial, kept: OwnPicture | None) -> None:
        """Move the points of a kept photo; without it a photo can be marked anew."""
        self._can_keep = False
        if kept is not None and trial.photo is not None:
            self._picture = kept
            self._show(kept.data)
            self.view.show_photo(self.view.photo, trial.photo.points)
            self.other.hide()

    def take_focus(self) -> None:
        """See `Reading`."""
        first = self.view if self._picture is not None else self.drop.choose
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, png: bytes) -> None:
        photo = QPixmap()
        photo.loadFromData(png)
        self._lay_open(shown=True)
        self.view.show_photo(photo)

    def _lay_open(self, *, shown: bool) -> None:
        self.drop.setVisible(not shown)
        for part in (self.view, self.keep, self._keep_words, self.other):
            part.setVisible(shown and (self._can_keep or part in (self.view, self.other)))
        self.room_wanted.emit(shown)

    def _follow(self) -> None:
        if self._picture is not None:
            self.say(self.view.next_words())
        self.changed.emit()
