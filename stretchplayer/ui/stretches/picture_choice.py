"""The picture of a stretch of one's own: one of the library, a file, or the figure posed by hand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from stretchplayer.core.catalogue import Side
from stretchplayer.core.errors import FileError, PictureError
from stretchplayer.core.history import OwnPicture, PictureKind
from stretchplayer.figure.own_image import MOST_BYTES, check_image
from stretchplayer.ui.widgets.card_button import CardButton
from stretchplayer.ui.widgets.flow import FlowLayout
from stretchplayer.ui.widgets.parts import Button, Icon, label
from stretchplayer.ui.widgets.segmented import Segmented
from stretchplayer.ui.widgets.thumbnails import Thumbnail

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent

    from stretchplayer.app.library_service import LibraryService
    from stretchplayer.ui.look import Look
    from stretchplayer.ui.pictures import Pictures

POSE = QSize(150, 92)
SHOWN = QSize(420, 260)
NONE, LIBRARY, FILE, FIGURE = "none", "library", "file", "figure"
WAYS = ((NONE, "None"), (LIBRARY, "From the library"), (FILE, "A picture"))


class DropField(QFrame):
    """Takes a picture that is dropped or pasted here, or chosen from a file."""

    taken = Signal(bytes, str)  # what it holds, and what it is called
    refused = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setAcceptDrops(True)
        self.setProperty("role", "drop")
        self.choose = Button(look, "Choose a file", "second", icon="folder-open")
        self.choose.clicked.connect(self._choose)
        self.paste = Button(look, "Paste", "second", icon="clipboard-text")
        self.paste.clicked.connect(self._paste)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 22, 20, 22)
        column.setSpacing(10)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(Icon(look, "image", "ink2", 30))
        row.addWidget(label(look, "Drop a picture here", "section"))
        row.addStretch(1)
        column.addLayout(row)
        note = label(look, "PNG, JPEG, WebP or SVG. It stays on this computer.", "note", "ink2", wrap=True)
        note.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(note)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addStretch(1)
        row.addWidget(self.choose)
        row.addWidget(self.paste)
        row.addStretch(1)
        column.addLayout(row)
        paste = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self)
        paste.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        paste.activated.connect(self._paste)

    def take_file(self, path: Path) -> None:
        """Take the picture of this file."""
        try:
            if path.stat().st_size > MOST_BYTES:  # not read at all
                raise PictureError(
                    f"“{path.name}” is larger than {MOST_BYTES // 2**20} MB. Please take a smaller picture."
                )
            data = path.read_bytes()
        except PictureError as error:
            self.refused.emit(str(error))
        except OSError as error:
            self.refused.emit(f"“{path.name}” could not be read ({error.strerror}).")
        else:
            self.taken.emit(data, path.name)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Show that it would be taken here."""
        mime = event.mimeData()
        if mime.hasImage() or any(url.isLocalFile() for url in mime.urls()):
            event.acceptProposedAction()
            self._light(on=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """It went elsewhere."""
        super().dragLeaveEvent(event)
        self._light(on=False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take it."""
        self._light(on=False)
        event.acceptProposedAction()
        self._take(event.mimeData())

    def _take(self, mime: QMimeData) -> None:
        files = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
        if files:
            self.take_file(files[0])
            return
        image = mime.imageData() if mime.hasImage() else None
        if isinstance(image, QImage) and not image.isNull():
            buffer = QBuffer()
            buffer.open(QIODevice.OpenModeFlag.WriteOnly)
            QImageWriter(buffer, b"png").write(image)
            self.taken.emit(bytes(buffer.data().data()), "the picture")
        else:
            self.refused.emit("There is no picture to take. Copy or drop a PNG, JPEG, WebP or SVG.")

    def _paste(self) -> None:
        self._take(QGuiApplication.clipboard().mimeData())

    def _choose(self) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self, "Choose a picture", str(Path.home()), "Pictures (*.png *.jpg *.jpeg *.webp *.svg)"
        )
        if path:
            self.take_file(Path(path))

    def _light(self, *, on: bool) -> None:
        self.setProperty("lit", on)
        self.style().unpolish(self)
        self.style().polish(self)


class PictureChoice(QWidget):
    """`pose` is the id of what was chosen, `made` the new picture behind it, if it is new."""

    changed = Signal()
    refused = Signal(str)

    def __init__(self, look: Look, pictures: Pictures, library: LibraryService) -> None:
        super().__init__()
        self._look = look
        self._pictures = pictures
        self._library = library
        self._poses: dict[str, str] = {NONE: ""}  # what each way has chosen so far
        self._made: dict[str, OwnPicture] = {}
        self.ways = Segmented(look, "Picture", WAYS)
        self.ways.chosen.connect(self.use)
        self.drop = DropField(look)
        self.drop.taken.connect(self.take_picture)
        self.drop.refused.connect(self.refused)
        self._figure = QVBoxLayout()
        self._stack = QStackedWidget()
        self._parts = {
            NONE: label(look, "Name and steps stand in its place.", "note", "ink2", wrap=True),
            LIBRARY: self._library_part(),
            FILE: self._file_part(),
        }
        for part in self._parts.values():
            self._stack.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.ways)
        column.addWidget(self._stack)

    @property
    def pose(self) -> str:
        """Id of the picture; empty for none."""
        return self._poses.get(self.ways.value(), "")

    @property
    def made(self) -> OwnPicture | None:
        """The picture to keep with the stretch, when it is a new one."""
        return self._made.get(self.pose)

    def show_pose(self, pose: str) -> None:
        """Begin with this picture."""
        kept = self._library.picture(pose)
        way = NONE if not pose else LIBRARY
        if kept is not None:
            way = FIGURE if kept.kind is PictureKind.POSE else FILE
        self._poses = {NONE: "", way: pose}
        self._made.clear()
        if way is FILE:
            self._show_file(pose)
        self.ways.choose(way)
        self.use(way)

    def use(self, way: str) -> None:
        """Use one of `WAYS`."""
        part = self._parts[way]
        self._stack.setCurrentWidget(part)
        self._stack.setFixedHeight(max(part.sizeHint().height(), part.heightForWidth(self.width())))
        for pose, button in self._library_buttons.items():
            button.setChecked(pose == self._poses.get(LIBRARY))
        self.changed.emit()

    def take_picture(self, data: bytes, name: str) -> None:
        """Check a picture, make it smaller, and use it."""
        try:
            png = check_image(data, name)
        except (PictureError, FileError) as error:
            self.refused.emit(str(error))
            return
        self._take(FILE, self._library.new_picture(PictureKind.IMAGE, png))

    def _take(self, way: str, picture: OwnPicture) -> None:
        self._made[picture.id] = picture
        self._poses[way] = picture.id
        if way == FILE:
            self._pictures.forget(picture.id)
            self._show_image(picture.data)
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
            button = CardButton(self._look, f"Picture: {stretch.name}", picture, lines, inset=3)
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

    def _show_file(self, pose: str) -> None:
        kept = self._library.picture(pose)
        if kept is not None:
            self._show_image(kept.data)

    def _show_image(self, png: bytes) -> None:
        from PySide6.QtGui import QPixmap

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
        self._stack.setFixedHeight(self._parts[FILE].sizeHint().height())

    def _figure_part(self) -> QWidget:
        holder = QWidget()
        holder.setLayout(self._figure)
        self._figure.setContentsMargins(0, 0, 0, 0)
        return holder
