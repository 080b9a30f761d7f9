"""Pictures people bring along: what is taken, what is refused, and how quickly."""

from __future__ import annotations

import struct
import time
import zlib
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage, QImageReader, QImageWriter

from stretchplayer.core.errors import PictureError
from stretchplayer.figure.own_image import LARGEST_SIDE, MOST_BYTES, check_image
from stretchplayer.figure.svg_check import clean_svg

SOON_S = 2.0  # of work, whatever else the machine does; a refusal takes no more, however the file was made
HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    ' width="200" height="100">'
)
OUTER = f'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>{HEAD}&x;</svg>'


def picture(kind: str, width: int = 300, height: int = 200, text: str = "") -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#0B6E6A"))
    if text:
        image.setText("Comment", text)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert QImageWriter(buffer, QByteArray(kind.lower().encode())).write(image)
    return bytes(buffer.data().data())


def read(png: bytes) -> QImage:
    image = QImage.fromData(QByteArray(png))
    assert not image.isNull()
    return image


def svg(inside: str) -> bytes:
    return f"{HEAD}{inside}</svg>".encode()


RECT = '<rect width="200" height="100" fill="#0B6E6A"/>'


def png_of(width: int, height: int) -> bytes:
    """A PNG that says it is this large; its pixels are a few bytes, as in a bomb."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(bytes(10_000_000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_photo_is_kept_as_png(kind: str) -> None:
    assert QByteArray(kind.lower().encode()) in QImageReader.supportedImageFormats()
    kept = read(check_image(picture(kind), "me"))
    assert (kept.width(), kept.height()) == (300, 200)
    assert abs(kept.pixelColor(150, 100).green() - 0x6E) < 8


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_large_photo_is_made_smaller_in_its_shape(kind: str) -> None:
    kept = read(check_image(picture(kind, 4000, 1000), "me"))
    assert (kept.width(), kept.height()) == (LARGEST_SIDE, LARGEST_SIDE // 4)


def test_what_a_photo_says_beside_its_pixels_is_not_kept() -> None:
    told = picture("PNG", text="taken at home")
    assert b"taken at home" in told or b"Comment" in told
    kept = check_image(told, "me")
    assert b"Comment" not in kept
    assert read(kept).textKeys() == []


def test_a_drawing_is_drawn_large() -> None:
    kept = read(check_image(svg(RECT), "me"))
    assert (kept.width(), kept.height()) == (LARGEST_SIDE, LARGEST_SIDE // 2)
    assert kept.pixelColor(400, 200) == QColor("#0B6E6A")


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<image xlink:href="file:///etc/passwd" width="9" height="9"/>',
        '<use xlink:href="http://example.org/a.svg#b"/>',
        "<foreignObject><p>hello</p></foreignObject>",
        '<rect width="1" height="1" fill="url(http://example.org/#a)" onload="run()"/>',
        '<style>@import url("http://example.org/a.css");</style>',
        '<animate attributeName="x" from="0" to="9" dur="1s"/>',
        '<rect width="1" height="1" style="fill:url(&quot;file:///x#a&quot;)"/>',
    ],
)
def test_what_could_run_or_load_is_left_out(inside: str) -> None:
    cleaned = clean_svg(svg(RECT + inside), "me").decode()
    for word in ("script", "file:", "example.org", "<p", "onload", "@import", "animate"):
        assert word not in cleaned
    assert "#0B6E6A" in cleaned
    assert read(check_image(svg(RECT + inside), "me")).pixelColor(800, 400) == QColor("#0B6E6A")


def bomb_of_uses() -> bytes:
    layers = "".join(f'<g id="a{n}">' + f'<use xlink:href="#a{n - 1}"/>' * 10 + "</g>" for n in range(1, 12))
    return svg(f'<defs><rect id="a0" width="1" height="1"/>{layers}</defs><use xlink:href="#a11"/>')


def bomb_of_entities() -> bytes:
    entities = '<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    return f"<!DOCTYPE svg [{entities}]>{HEAD}<text>&a11;</text></svg>".encode()


HOSTILE: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "words": lambda: b"hello",
    "gif": lambda: b"GIF89a" + bytes(100),
    "a web page": lambda: b"<html><body><svgs/></body></html>",
    "no elements": lambda: b"<svg",
    "cut short png": lambda: picture("PNG")[:60],
    "cut short jpeg": lambda: picture("JPEG")[:60],
    "cut short webp": lambda: picture("WEBP")[:30],
    "a png bomb": lambda: png_of(60_000, 60_000),
    "a png of one line": lambda: png_of(40_000, 1),
    "too many bytes": lambda: b"\xff\xd8\xff" + bytes(MOST_BYTES),
    "entities": bomb_of_entities,
    "an outer entity": lambda: bytes(OUTER, "utf-8"),
    "uses": bomb_of_uses,
    "a use of itself": lambda: svg('<g id="a"><use xlink:href="#a"/></g>'),
    "deep": lambda: svg("<g>" * 5000 + "</g>" * 5000),
    "no size": lambda: b'<svg xmlns="http://www.w3.org/2000/svg" width="0" height="0"/>',
    "nothing but a line": lambda: b'<svg xmlns="http://www.w3.org/2000/svg" width="9000" height="1"/>',
    "nul bytes": lambda: b"<svg\0\0\0>",
    "another encoding": lambda: HEAD.encode("utf-16") + b"\xff</svg>",
}


# What Qt's readers of damaged files say to themselves on the way.
damaged = pytest.mark.qt_log_ignore(
    "JPEG", "libpng", "svg", "Could not", "is undefined", "Cannot", extend=True
)


@damaged
@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_good_is_refused_soon_and_in_one_sentence(name: str) -> None:
    data = HOSTILE[name]()
    begun = time.process_time()
    with pytest.raises(PictureError) as refused:
        check_image(data, "holiday.png")
    assert time.process_time() - begun < SOON_S
    assert "holiday.png" in str(refused.value)
    assert "\n" not in str(refused.value)


@damaged
@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300) | st.binary(max_size=200).map(lambda b: picture("PNG", 40, 40)[:80] + b))
def test_any_bytes_are_a_picture_or_refused(data: bytes) -> None:
    try:
        read(check_image(data, "me"))
    except PictureError:
        pass


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet='<>/gsvuse ="#a01&;xlink:href', max_size=120))
def test_any_drawing_is_cleaned_or_refused(inside: str) -> None:
    try:
        cleaned = clean_svg(svg(inside), "me")
    except PictureError:
        return
    assert b"<svg" in cleaned or b":svg" in cleaned
