"""Takes a picture that is dropped or pasted, or chosen from a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, Qt, Signal
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QVBoxLayout

from stretchplayer.core.errors import PictureError
from stretchplayer.figure.own_image import MOST_BYTES
from stretchplayer.ui.widgets.parts import Button, Icon, label, restyle

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent

    from stretchplayer.ui.look import Look


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
        restyle(self)
