"""Fonts and icons: what ships can be loaded, digits keep their width, nothing is too small."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QFontInfo, QFontMetricsF

from stretchplayer.app.resources import assets
from stretchplayer.ui.fonts import SMALLEST_PX, STYLES, font
from stretchplayer.ui.icons import Icons

NAMES = sorted(path.stem for path in (assets() / "icons").glob("*.svg"))


@pytest.fixture
def icons(qapp: object) -> Icons:
    return Icons(assets() / "icons")


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("scale", [0.9, 1.0, 1.5])
@pytest.mark.usefixtures("_fonts")
def test_every_style_is_figtree_and_large_enough(style: str, scale: float) -> None:
    info = QFontInfo(font(style, scale))
    assert info.family() == "Figtree"
    assert info.pixelSize() >= SMALLEST_PX


@pytest.mark.parametrize("style", ["text", "title", "section"])
@pytest.mark.usefixtures("_fonts")
def test_digits_are_all_as_wide(style: str) -> None:
    metrics = QFontMetricsF(font(style))
    widths = {round(metrics.horizontalAdvance(digit * 8), 3) for digit in "0123456789"}
    assert len(widths) == 1


@pytest.mark.parametrize("name", NAMES)
def test_an_icon_takes_the_colour_asked_for(icons: Icons, name: str) -> None:
    picture = icons.pixmap(name, QColor("#0B6E6A"), 24, 2.0)
    image = picture.toImage()
    assert image.width() == 48
    assert picture.devicePixelRatio() == 2.0
    inked = [
        image.pixelColor(x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    ]
    assert inked
    assert {color.name() for color in inked} == {"#0b6e6a"}


def test_an_unknown_icon_is_an_error(icons: Icons) -> None:
    with pytest.raises(FileNotFoundError):
        icons.pixmap("unicorn", QColor("black"), 24)


def test_icons_and_fonts_come_with_their_licences() -> None:
    assert "Open Font License" in (assets() / "fonts" / "LICENSE-Figtree.txt").read_text(encoding="utf-8")
    assert "MIT" in (assets() / "icons" / "LICENSE-Phosphor.txt").read_text(encoding="utf-8")
