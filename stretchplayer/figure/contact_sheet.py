"""All poses on one sheet, for eyes: ``python -m stretchplayer.figure.contact_sheet OUT.png``.

With ``--docs`` a sheet for each pose, as ``docs/poses.md`` shows them.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter

from stretchplayer.core.scheme import ColourScheme
from stretchplayer.figure.persons import PERSONS
from stretchplayer.figure.picture import Picture, PictureKey
from stretchplayer.figure.pose import PoseLibrary, Way
from stretchplayer.figure.pose_docs import write_docs

POSES = Path(__file__).parents[2] / "assets" / "poses"
CELL = (420, 290)
CAPTION = 22
BACKGROUND = {"light": "#F5F2EC", "dark": "#15191F"}


def _cell(
    library: PoseLibrary, pose: str, moment: str, side: str, scheme: ColourScheme, person: str
) -> QImage:
    size = CELL[0], CELL[1] - CAPTION
    picture = Picture(library, PictureKey(pose, side, *size, scheme, _way(moment), person=person))
    image = QImage(picture.ground())
    painter = QPainter(image)
    t = 0.0 if moment == "start" else 1.0
    picture.paint_body(painter, picture.movement.move(t), glow=t, arrows=1 - t)
    painter.end()
    return image


def _way(moment: str) -> Way:
    return {"easier": Way.EASIER, "harder": Way.HARDER}.get(moment, Way.USUAL)


def contact_sheet(
    library: PoseLibrary, poses: Sequence[str], side: str, theme: str, person: str = PERSONS[0].id
) -> QImage:
    """Start, hold, easier and harder form of each of these poses, a row each."""
    moments = ("start", "hold", "easier", "harder")
    sheet = QImage(CELL[0] * len(moments), CELL[1] * len(poses), QImage.Format.Format_RGB32)
    sheet.fill(QColor(BACKGROUND[theme]))
    scheme = ColourScheme.of(dark=theme == "dark", contrast=False)
    painter = QPainter(sheet)
    painter.setPen(QColor("#808890"))
    for row, pose in enumerate(poses):
        for column, moment in enumerate(moments):
            if _way(moment) not in library[pose].ways():
                continue
            x, y = column * CELL[0], row * CELL[1]
            painter.drawImage(x, y, _cell(library, pose, moment, side, scheme, person))
            caption = QRect(x, y + CELL[1] - CAPTION, CELL[0], CAPTION)
            painter.drawText(caption, Qt.AlignmentFlag.AlignCenter, f"{pose}, {moment}")
    painter.end()
    return sheet


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the sheet; returns 0."""
    parser = argparse.ArgumentParser(description="Draw all poses on one sheet.")
    parser.add_argument("out", type=Path, nargs="?", help="where it is written; without --docs it is needed")
    parser.add_argument("--docs", action="store_true", help="instead, write those that docs/poses.md shows")
    parser.add_argument("--theme", choices=sorted(BACKGROUND), default="light")
    parser.add_argument("--side", choices=("left", "right"), default="right")
    parser.add_argument("--person", choices=[person.id for person in PERSONS], default=PERSONS[0].id)
    parser.add_argument("--poses", type=Path, default=POSES, help="folder of the pose files")
    parser.add_argument("--pose", nargs="*", help="these alone")
    options = parser.parse_args(arguments)
    application = QGuiApplication.instance() or QGuiApplication(sys.argv[:1])
    library = PoseLibrary(options.poses)
    if options.docs:
        write_docs(library)
        return 0
    if options.out is None:
        parser.error("say where the sheet is to be written")
    poses = options.pose or library.ids()
    sheet = contact_sheet(library, poses, options.side, options.theme, options.person)
    sheet.save(str(options.out))
    del application
    return 0


if __name__ == "__main__":
    sys.exit(main())
