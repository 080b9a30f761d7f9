"""Makes the drawn pictures of the README: some poses as the command line writes them, and a handout.

python packaging/tour/make_pictures.py [FOLDER]
"""

from __future__ import annotations

import os
import sys
import tempfile
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_NO_GUI_THREADPOOL", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter

from stretchplayer.bootstrap import Content
from stretchplayer.bootstrap.paper_pictures import PaperPictures
from stretchplayer.bootstrap.picture_files import PictureWish
from stretchplayer.core.handout import gather_handout
from stretchplayer.core.scheme import ColourScheme
from stretchplayer.core.suitability import Suits
from stretchplayer.figure.pose import PoseLibrary
from stretchplayer.printing.handout import lay_out
from stretchplayer.printing.letters import DOTS_PER_INCH, POINTS_PER_INCH, load_letters
from stretchplayer.printing.paper import Paper
from stretchplayer.printing.pdf import paint_sheet

HERE = Path(__file__).parent
POSES = (("prayer-stretch", ColourScheme.LIGHT), ("standing-hamstring", ColourScheme.DARK))
SIZE = (440, 308)
ROUTINE = "easy-lower-back"
PAPER = Paper.A4
MADE = date(2026, 11, 19)
HANDOUT_INCH = 110  # pixels


def write_poses(content: Content, folder: Path) -> None:
    """Some holds as vectors."""
    for stretch, scheme in POSES:
        dark = "-dark" if scheme.is_dark else ""
        path = folder / f"pose-{stretch}{dark}.svg"
        content.write_picture(stretch, path, PictureWish(size=SIZE, scheme=scheme))
        print(path.name)


def write_handout(content: Content, folder: Path) -> None:
    """The page of a routine, as somebody sees it who opens the PDF."""
    load_letters(content.folder / "fonts")
    handout = gather_handout(content.routine(ROUTINE), content.catalogue, Suits(), made=MADE)
    poses = PoseLibrary(content.folder / "poses")
    pictures = PaperPictures(poses, lambda _: None, "", turned=False)
    (sheet,) = lay_out(handout, pictures, PAPER)
    pixels = HANDOUT_INCH / POINTS_PER_INCH
    image = QImage(round(PAPER.width * pixels), round(PAPER.height * pixels), QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.scale(HANDOUT_INCH / DOTS_PER_INCH, HANDOUT_INCH / DOTS_PER_INCH)
    paint_sheet(painter, sheet)
    painter.end()
    image.save(str(folder / "handout.png"))
    print("handout.png")


def main() -> None:
    """Write them all."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
    folder.mkdir(parents=True, exist_ok=True)
    application = QGuiApplication([])
    with tempfile.TemporaryDirectory() as nothing_kept:
        content = Content(Path(nothing_kept))
        write_poses(content, folder)
        write_handout(content, folder)
    del application


if __name__ == "__main__":
    main()
