"""The picture of a stretch of one's own: one of the library, a file, or the figure posed by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stretchplayer.core.catalogue import Side
from stretchplayer.core.errors import PictureError
from stretchplayer.core.history import OwnPicture, PictureKind
from stretchplayer.figure.own_image import check_image
from stretchplayer.ui.stretches.drop_field import DropField
from stretchplayer.ui.widgets.card_button import CardButton
from stretchplayer.ui.widgets.flow import FlowLayout
from stretchplayer.ui.widgets.parts import label
from stretchplayer.ui.widgets.segmented import Segmented
from stretchplayer.ui.widgets.thumbnails import Thumbnail

if TYPE_CHECKING:
    from stretchplayer.app.library_service import LibraryService
    from stretchplayer.core.ports import Clock
    from stretchplayer.figure.pose import Pose
    from stretchplayer.ui.look import Look
    from stretchplayer.ui.pictures import Pictures
    from stretchplayer.ui.widgets.pose_editor import PoseEditor

ReadPose = Callable[[str], "Pose"]

POSE = QSize(150, 92)
SHOWN = QSize(420, 260)
INSET = 6  # so that the frame of the one that is chosen stands off its name
NONE, LIBRARY, FILE, FIGURE = "none", "library", "file", "figure"
WAYS = ((NONE, "None"), (LIBRARY, "From the library"), (FILE, "A picture"), (FIGURE, "Pose the figure"))


class PictureChoice(QWidget):
    """`pose` is the id of what was chosen, `made` the new picture behind it, if it is new."""

    changed = Signal()
    taken = Signal()  # a file that was dropped, pasted or chosen
    refused = Signal(str)

    def __init__(
        self, look: Look, pictures: Pictures, library: LibraryService, read_pose: ReadPose, clock: Clock
    ) -> None:
        """`read_pose` gives the pose of a picture of the library, to begin posing from."""
        super().__init__()
        self._look = look
        self._pictures = pictures
        self._library = library
        self._read_pose = read_pose
        self._clock = clock
        self._poses: dict[str, str] = {NONE: ""}  # what each way has chosen so far
        self._made: dict[str, OwnPicture] = {}
        self.ways = Segmented(look, "Picture", WAYS)
        self.ways.chosen.connect(self.use)
        self.drop = DropField(look)
        self.drop.taken.connect(self.take_picture)
        self.drop.refused.connect(self.refused)
        self.pose_editor: PoseEditor | None = None
        self._parts: dict[str, QWidget] = {
            NONE: label(look, "Name and steps stand in its place.", "note", "ink2", wrap=True),
            LIBRARY: self._library_part(),
            FILE: self._file_part(),
        }
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._column.addWidget(self.ways)
        for part in self._parts.values():
            self._column.addWidget(part)

    @property
    def pose(self) -> str:
        """Id of the picture; empty for none."""
        return self._poses.get(self.ways.value(), "")

    @property
    def made(self) -> OwnPicture | None:
        """The picture to keep with the stretch, when it is a new one."""
        made = self._made.get(self.pose)
        if made is None or made.kind is PictureKind.IMAGE or self.pose_editor is None:
            return made
        return OwnPicture(id=made.id, kind=made.kind, data=self.pose_editor.pose())

    @property
    def is_posing(self) -> bool:
        """Whether the figure is being led by a handle right now."""
        return self.pose_editor is not None and self.pose_editor.view.is_held

    def show_pose(self, pose: str, made: OwnPicture | None = None) -> None:
        """Begin with this picture; `made` is the one behind it if it is not kept with a stretch yet."""
        kept = made or self._library.picture(pose)
        way = NONE if not pose else LIBRARY
        if kept is not None:
            way = FIGURE if kept.kind is PictureKind.POSE else FILE
        self._poses = {NONE: "", way: pose}
        self._made = {} if made is None else {made.id: made}
        self._image.setVisible(way == FILE)
        if kept is not None and way == FILE:
            self._show_image(kept.data)
        if kept is not None and way == FIGURE:
            self._editor().open(kept.data, "own pose")
        else:
            self._drop_editor()
        self.ways.choose(way)
        self.use(way)

    def use(self, way: str) -> None:
        """Use one of `WAYS`."""
        if way == FIGURE:
            self._begin_posing()
        for key, part in self._parts.items():
            part.setVisible(key == way)
        for pose, button in self._library_buttons.items():
            button.setChecked(pose == self._poses.get(LIBRARY))
        self.changed.emit()

    def take_picture(self, data: bytes, name: str) -> None:
        """Check a picture, make it smaller, and use it."""
        try:
            png = check_image(data, name)
        except PictureError as error:
            self.refused.emit(str(error))
            return
        picture = self._library.new_picture(PictureKind.IMAGE, png)
        self._made[picture.id] = picture
        self._poses[FILE] = picture.id
        self._show_image(picture.data)
        self.taken.emit()
        self.changed.emit()

    # ---- parts -------------------------------------------------------------------------------

    def _library_part(self) -> QWidget:
        holder = QWidget()
        flow = FlowLayout(holder, gap=12)
        self._library_buttons: dict[str, CardButton] = {}
        for stretch in self._library.catalogue:
            if self._library.catalogue.is_own(stretch.id) or not stretch.pose:
                continue
            size = POSE * max(1.0, self._look.text_scale)
            side = Side.RIGHT if stretch.one_sided else None
            picture = Thumbnail(self._look, self._pictures, stretch.pose, side, size)
            lines = [(stretch.short_name, "small-strong", "ink")]
            button = CardButton(self._look, f"Picture: {stretch.name}", picture, lines, inset=INSET)
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, pose=stretch.pose: self._use_library(pose))
            self._library_buttons[stretch.pose] = button
            flow.addWidget(button)
        return holder

    def _use_library(self, pose: str) -> None:
        self._poses[LIBRARY] = pose
        self.use(LIBRARY)

    def _file_part(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self._image = label(self._look, "", "note")
        self._image.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._image.hide()
        column.addWidget(self._image)
        column.addWidget(self.drop)
        return holder

    def _show_image(self, png: bytes) -> None:
        pixmap = QPixmap()
        pixmap.loadFromData(png)
        ratio = self.devicePixelRatioF()
        scaled = pixmap.scaled(
            SHOWN * ratio, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        scaled.setDevicePixelRatio(ratio)
        self._image.setPixmap(scaled)
        self._image.setAccessibleName("Your picture")
        self._image.show()

    # ---- the figure posed by hand --------------------------------------------------------------

    def _begin_posing(self) -> None:
        """Offer the figure, as the library shows what was chosen there; what was posed before stays."""
        if self.pose_editor is None:
            editor = self._editor()
            begin = self._poses.get(LIBRARY)
            if begin:
                editor.begin_from(self._read_pose(begin))
        if FIGURE not in self._poses:
            self._note_pose()

    def _drop_editor(self) -> None:
        """Another stretch does not begin with what was posed for the last one."""
        if self.pose_editor is not None:
            self._column.removeWidget(self.pose_editor)
            self.pose_editor.hide()
            self.pose_editor.deleteLater()
            del self._parts[FIGURE]
            self.pose_editor = None

    def _editor(self) -> PoseEditor:
        if self.pose_editor is None:
            from stretchplayer.ui.widgets.pose_editor import PoseEditor

            self.pose_editor = self._parts[FIGURE] = PoseEditor(self._look, self._clock)
            self._column.addWidget(self.pose_editor)
            self.pose_editor.changed.connect(self._note_pose)
        return self.pose_editor

    def _note_pose(self) -> None:
        """What is posed now is a new picture; one that is kept elsewhere stays as it was."""
        if self._poses.get(FIGURE) not in self._made:
            picture = self._library.new_picture(PictureKind.POSE, b"")
            self._made[picture.id] = picture
            self._poses[FIGURE] = picture.id
        self.changed.emit()
