"""Pictures of every pose for ``docs/poses.md``: ``python -m stretchplayer.figure.contact_sheet --docs``.

A sheet for each pose and theme: start, hold, easier and harder form beside each other, a row for each side.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter, qRgb

from stretchplayer.core.scheme import ColourScheme
from stretchplayer.figure.export import Moment, Still, moments_of, paint_picture, png_bytes
from stretchplayer.figure.pose import PoseLibrary

DOCS = Path(__file__).parents[2] / "docs"
PAGE, FOLDER = "poses.md", "poses"
BEGIN, END = "<!-- pictures: begin -->", "<!-- pictures: end -->"
CELL, CAPTION = (250, 176), 20
THEMES = {"": ("#F5F2EC", "#4D5865", ColourScheme.LIGHT), "-dark": ("#15191F", "#AEB8C2", ColourScheme.DARK)}
COLOURS = 255  # of a file, so that all of them together stay small
STEP = 8  # of a channel: colours that are nearer than this are taken together


def write_docs(library: PoseLibrary, docs: Path = DOCS) -> None:
    """Write the sheets of all poses, take away those of poses that are gone, and list them on the page."""
    folder = docs / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    written = set()
    for pose in library.ids():
        for suffix in THEMES:
            path = folder / f"{pose}{suffix}.png"
            path.write_bytes(png_bytes(_few_colours(pose_sheet(library, pose, suffix))))
            written.add(path)
    for path in set(folder.glob("*.png")) - written:
        path.unlink()
    page = docs / PAGE
    text = page.read_text("utf-8") if page.exists() else "# The poses\n"
    page.write_text(with_block(text, pictures_block(library)), "utf-8")


def pictures_block(library: PoseLibrary) -> str:
    """The list of sheets, between its markers."""
    return "\n".join((BEGIN, "", "## Pictures", "", *_lines(library), END))


def with_block(page: str, block: str) -> str:
    """The page with this block in place of its last one; without one, at the end."""
    if BEGIN not in page:
        return f"{page.rstrip()}\n\n{block}\n"
    before, _, rest = page.partition(BEGIN)
    return f"{before}{block}{rest.partition(END)[2]}"


def _lines(library: PoseLibrary) -> Iterator[str]:
    yield "Written by `python -m stretchplayer.figure.contact_sheet --docs`; upper row right, lower row left."
    yield ""
    for pose in library.ids():
        forms = ", ".join(moments_of(library, pose))
        yield f"**{library[pose].title}** (`{pose}`; [dark]({FOLDER}/{pose}-dark.png))"
        yield ""
        yield f"![{library[pose].title}: {forms}]({FOLDER}/{pose}.png)"
        yield ""


def pose_sheet(library: PoseLibrary, pose: str, suffix: str = "") -> QImage:
    """Every moment of a pose on both sides, with captions."""
    ground, ink, scheme = THEMES[suffix]
    moments = moments_of(library, pose)
    width, height = CELL
    sheet = QImage(width * len(moments), 2 * (height + CAPTION), QImage.Format.Format_RGB32)
    sheet.fill(QColor(ground))
    painter = QPainter(sheet)
    painter.setPen(QColor(ink))
    for row, side in enumerate(("right", "left")):
        for column, moment in enumerate(moments):
            x, y = column * width, row * (height + CAPTION)
            painter.drawImage(x, y, paint_picture(library, Still(pose, moment, side, CELL, scheme)))
            caption = QRect(x, y + height, width, CAPTION)
            painter.drawText(caption, Qt.AlignmentFlag.AlignCenter, _caption(moment, side))
    painter.end()
    return sheet


def _caption(moment: Moment, side: str) -> str:
    return f"{moment.value}, {side}"


def _few_colours(image: QImage) -> QImage:
    """The image with the colours that are in it most: flat shapes need few."""
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(-1, 4)[:, :3].astype(np.int64)
    bins = pixels // STEP @ np.array([1, 256 // STEP, (256 // STEP) ** 2])
    found, index, counts = np.unique(bins, return_inverse=True, return_counts=True)
    sums = np.stack([np.bincount(index, pixels[:, channel], len(found)) for channel in range(3)], 1)
    most = np.argsort(counts)[::-1][:COLOURS]
    table = [
        qRgb(*reversed(colour)) for colour in (sums[most] / counts[most, None]).round().astype(int).tolist()
    ]
    return image.convertToFormat(QImage.Format.Format_Indexed8, table, Qt.ImageConversionFlag.ThresholdDither)
