"""Colours: every pair that carries meaning can be told apart, and the theme follows system and user."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QApplication

from stretchplayer.app.resources import assets
from stretchplayer.ui.first_look import FirstLook
from stretchplayer.ui.player.paint import scheme_of
from stretchplayer.ui.theme import Theme, ThemeManager, load_theme, system_wants_contrast

TEXT, LARGE = 4.5, 3.0  # WCAG 2.2, success criteria 1.4.3 and 1.4.11
STRONG_TEXT = 7.0  # 1.4.6
LINES = ["line", "grid", "keyln", "line2", "ring", "seg", "edge", "amberln", "redln"]
THEMES = ["light", "dark", "contrast-light", "contrast-dark"]

# Foreground, ground, contrast that is needed.
PAIRS = [
    *((ink, ground, TEXT) for ink in ("ink", "ink2") for ground in ("bg", "side", "surf", "tint", "raise")),
    *(("ink", ground, TEXT) for ground in ("amberbg", "redbg", "sunk")),
    *(("ink2", ground, TEXT) for ground in ("amberbg", "redbg", "band", "sunk", "seg")),
    *(("onteal", ground, TEXT) for ground in ("teal", "tealH", "tealP")),
    *(("tealtx", ground, TEXT) for ground in ("bg", "tint", "tint2", "raise", "surf")),
    ("bg", "navy", TEXT),
    ("amber", "bg", TEXT),
    ("amber", "amberbg", TEXT),
    ("red", "bg", TEXT),
    ("red", "redbg", TEXT),
    ("ink3", "bg", LARGE),
    *(("teal", ground, LARGE) for ground in ("bg", "ring", "seg")),
    ("navy", "bg", LARGE),
    ("navy", "band", LARGE),
    ("breath", "bg", LARGE),
    ("breath", "ring", LARGE),
    ("line2", "bg", LARGE),
    ("line2", "raise", LARGE),
]


def luminance(color: QColor) -> float:
    """Relative luminance after WCAG 2.2."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = color.redF(), color.greenF(), color.blueF()
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)


def contrast(one: QColor, other: QColor) -> float:
    """Contrast ratio after WCAG 2.2, 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.fixture(params=THEMES)
def theme(request: pytest.FixtureRequest, qapp: object) -> Theme:
    return load_theme(assets() / "themes", request.param)


def test_contrast_is_what_black_on_white_has() -> None:
    assert contrast(QColor("black"), QColor("white")) == pytest.approx(21.0)


@pytest.mark.parametrize(("ink", "ground", "needed"), PAIRS)
def test_what_carries_meaning_stands_out(theme: Theme, ink: str, ground: str, needed: float) -> None:
    assert contrast(theme.color(ink), theme.color(ground)) >= needed


@pytest.mark.parametrize("name", THEMES[2:])
@pytest.mark.parametrize(("ink", "ground", "needed"), PAIRS)
def test_high_contrast_is_higher(qapp: QApplication, name: str, ink: str, ground: str, needed: float) -> None:
    theme = load_theme(assets() / "themes", name)
    if needed == TEXT and ground != "seg":  # a button that is off
        assert contrast(theme.color(ink), theme.color(ground)) >= STRONG_TEXT


@pytest.mark.parametrize("name", THEMES[2:])
@pytest.mark.parametrize(
    "line", ["line", "grid", "keyln", "line2", "ring", "seg", "edge", "amberln", "redln"]
)
def test_in_high_contrast_every_line_can_be_seen(qapp: QApplication, name: str, line: str) -> None:
    theme = load_theme(assets() / "themes", name)
    for ground in ("bg", "surf", "raise", "tint", "side", "sunk"):
        assert contrast(theme.color(line), theme.color(ground)) >= LARGE


@pytest.mark.parametrize("name", THEMES[:2])
def test_elsewhere_the_outline_of_tints_is_not_there(qapp: QApplication, name: str) -> None:
    theme = load_theme(assets() / "themes", name)
    assert theme.color("edge").alpha() == 0
    assert theme.fill("%edge") == "#00000000"


@pytest.mark.parametrize("name", THEMES)
def test_a_theme_says_what_pictures_are_drawn_in(qapp: QApplication, name: str) -> None:
    theme = load_theme(assets() / "themes", name)
    assert theme.scheme.name == name.replace("-", "_").upper()
    assert scheme_of(theme) is theme.scheme


def test_all_themes_have_the_same_roles(qapp: QApplication) -> None:
    light, dark, black_on_white, white_on_black = (load_theme(assets() / "themes", name) for name in THEMES)
    assert light.roles == dark.roles == black_on_white.roles == white_on_black.roles
    assert [theme.is_dark for theme in (light, dark, black_on_white, white_on_black)] == [
        False,
        True,
        False,
        True,
    ]
    assert [theme.is_contrast for theme in (light, dark, black_on_white, white_on_black)] == [
        False,
        False,
        True,
        True,
    ]
    assert (light.focus_px, black_on_white.focus_px) == (3.0, 4.0)
    assert white_on_black.color("bg").name() == "#000000"
    assert black_on_white.color("bg").name() == "#ffffff"


def test_the_style_sheet_is_filled_completely(theme: Theme) -> None:
    sheet = (assets() / "themes" / "desk.qss").read_text(encoding="utf-8")
    filled = theme.fill(re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL))
    assert "%" not in filled


def test_an_unknown_role_is_an_error(theme: Theme) -> None:
    with pytest.raises(KeyError):
        theme.color("mauve")


@pytest.fixture
def system(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """A system that can be told to be dark; the platform without a screen has no theme of its own."""
    asks = {"dark": False, "contrast": False}
    monkeypatch.setattr("stretchplayer.ui.theme.system_is_dark", lambda: asks["dark"])
    monkeypatch.setattr("stretchplayer.ui.theme.system_wants_contrast", lambda: asks["contrast"])

    def turn(*, dark: bool, contrast: bool = False) -> None:
        asks.update(dark=dark, contrast=contrast)
        scheme = Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light
        QGuiApplication.styleHints().colorSchemeChanged.emit(scheme)

    yield turn
    qapp.setStyleSheet("")


def test_the_theme_follows_the_system_until_the_user_chooses(system: Callable[..., None]) -> None:
    themes = ThemeManager(assets() / "themes", "QLabel { color: %ink; }")
    seen: list[str] = []
    themes.changed.connect(lambda theme: seen.append(theme.name))
    system(dark=True)
    themes.want("light")
    system(dark=False)
    system(dark=True)
    assert not themes.theme.is_dark
    themes.want("system")
    assert themes.theme.is_dark
    assert seen == ["dark", "light", "dark"]


def test_high_contrast_is_light_or_dark_as_the_system_is(system: Callable[..., None]) -> None:
    themes = ThemeManager(assets() / "themes", "QLabel { color: %ink; }", "contrast")
    assert themes.theme.name == "contrast-light"
    system(dark=True)
    assert themes.theme.name == "contrast-dark"
    assert themes.wanted == "contrast"


def test_a_system_with_high_contrast_is_followed_too(system: Callable[..., None]) -> None:
    themes = ThemeManager(assets() / "themes", "QLabel { color: %ink; }")
    system(dark=True, contrast=True)
    assert themes.theme.name == "contrast-dark"
    themes.want("light")
    assert themes.theme.name == "light"
    assert not system_wants_contrast()  # this platform has no such wish


def test_the_window_knows_high_contrast_before_its_first_paint(tmp_path: Path, qapp: QApplication) -> None:
    first = FirstLook(tmp_path / "look.ini")
    first.keep("contrast", QColor("#000000"), 1.0, QByteArray())
    assert FirstLook(tmp_path / "look.ini").theme == "contrast"


def test_a_new_theme_reaches_the_application(system: Callable[..., None], qapp: QApplication) -> None:
    themes = ThemeManager(assets() / "themes", "QLabel { color: %ink; }", "light")
    themes.apply()
    themes.want("dark")
    assert themes.color("ink").name() in qapp.styleSheet()
    assert qapp.palette().window().color() == themes.color("bg")
