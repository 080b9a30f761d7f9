"""Every name, caption and choice of the shipped content fits where it is shown."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFont

from stretchplayer.app.content import load_catalogue, load_phrases
from stretchplayer.core.catalogue import Side
from stretchplayer.ui.player.board import FAR, NEAR, StagePlace
from stretchplayer.ui.player.moment import caption_text, side_label
from stretchplayer.ui.player.paint import board_font, text_width
from stretchplayer.ui.player.panels import COLUMN_WIDTH
from stretchplayer.ui.player.words import NAME_EM, caption_lines, fitting_px, number_px, unit_lines
from tests.ui.player.kit import ASSETS, looks

SMALLEST_CHOICE_PX = 26.0  # a long name may bring 30 down to this
CAP_ROOM = 60.0 + 92.0


@pytest.fixture(autouse=True)
def _fonts(qapp: object) -> None:
    looks()


@pytest.mark.parametrize("stretch", list(load_catalogue(ASSETS / "catalogue")), ids=lambda s: s.id)
@pytest.mark.parametrize("place", [NEAR, FAR], ids=["near", "far"])
def test_names_fit_in_one_of_the_two_sizes(stretch: object, place: StagePlace) -> None:
    name = stretch.short_name  # type: ignore[attr-defined]
    px = fitting_px(name, place.name_px, place.name_small_px, place.column_width)
    assert px in (place.name_px, place.name_small_px), name


@pytest.mark.parametrize("stretch", [s for s in load_catalogue(ASSETS / "catalogue") if s.one_sided], ids=str)
@pytest.mark.parametrize("side", list(Side))
def test_sides_fit_beside_their_disc(stretch: object, side: Side) -> None:
    label = side_label(stretch, side)  # type: ignore[arg-type]
    assert label is not None
    assert fitting_px(label, NEAR.side_px, 46, NEAR.column_width - 61) >= 46


@pytest.mark.parametrize("phrase", load_phrases(ASSETS / "voice" / "en").items(), ids=lambda p: p[0])
def test_captions_fit(phrase: tuple[str, object]) -> None:
    text = caption_text(phrase[1].text)  # type: ignore[attr-defined]
    assert text is not None
    for place, most in ((NEAR, 2), (FAR, 2)):
        font, lines = caption_lines(text, place, 1.0, place.caption_lines)
        assert len(lines) <= most, text
        assert max(text_width(font, line) for line in lines) <= place.caption.width - 40, text
        height = font.pixelSize() * (0.7 + 1.1 * (len(lines) - 1))
        assert height <= place.caption.height, text


@pytest.mark.parametrize("number", ["9", "14", "60", "1:00", "10:00"])
@pytest.mark.parametrize("unit", ["sec", "min", "get ready", "rest"])
@pytest.mark.parametrize("place", [NEAR, FAR], ids=["near", "far"])
def test_number_and_unit_fit_the_column(number: str, unit: str, place: StagePlace) -> None:
    px = number_px(number, unit, place)
    font = board_font(px, QFont.Weight.DemiBold, -0.045, tabular=True)
    unit_font = board_font(place.unit_px, QFont.Weight.Medium)
    width = text_width(font, number) + max(text_width(unit_font, w) for w in unit_lines(number, unit))
    assert place.column_x + width + 14 <= 1280
    if len(number) <= 2 and unit == "sec":
        assert px == place.number_px


def test_choices_after_red_fit_their_buttons() -> None:
    catalogue = load_catalogue(ASSETS / "catalogue")
    for stretch in catalogue:
        for words in (f"Rest, then {stretch.short_name} instead", f"Go to {stretch.short_name}"):
            width = text_width(board_font(SMALLEST_CHOICE_PX), words)
            assert width + CAP_ROOM <= COLUMN_WIDTH, words


def test_digits_are_equally_wide() -> None:
    font = board_font(252, tabular=True)
    assert len({round(text_width(font, digit), 2) for digit in "0123456789"}) == 1


def test_a_long_name_is_set_smaller_rather_than_cut() -> None:
    name = "A very long name of a stretch indeed"
    px = fitting_px(name, 58, 46, 410)
    assert text_width(board_font(px, QFont.Weight.DemiBold, NAME_EM), name) <= 420
