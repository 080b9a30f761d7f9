"""Takes out of a drawing whatever could run, load or blow up, and leaves its shapes. No Qt."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree import ElementTree as ET
from xml.parsers import expat

from stretchplayer.core.errors import PictureError

SVG = "http://www.w3.org/2000/svg"
MOST_SHAPES = 20_000  # each copy made by <use> counted
DEEPEST = 64

#: What shows shapes. All else goes: scripts, pages within pages, animation, links, other pictures, filters.
# fmt: off
_SHAPES = frozenset({
    "svg", "g", "defs", "symbol", "use", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon",
    "linearGradient", "radialGradient", "stop", "title", "desc",
})
# fmt: on
_LETTERS = frozenset({"text", "tspan"})
_HARMLESS_STYLE = re.compile(r"^[^@\\<>]*$")
_INNER_URL = re.compile(r"url\(\s*['\"]?\s*(?!#)", re.IGNORECASE)


def clean_svg(data: bytes, name: str, *, letters: bool = True) -> bytes:
    """The drawing with nothing but its own shapes, and with its `letters` if they are wanted.

    Raises `PictureError` when it is no drawing, declares entities, or would unfold into too much.
    """
    root = _parse(data, name)
    if root.tag not in (f"{{{SVG}}}svg", "svg"):
        raise PictureError(f"“{name}” is not an SVG picture.")
    allowed = _SHAPES | _LETTERS if letters else _SHAPES
    _strip(root, allowed)
    by_id = {element.get("id"): element for element in root.iter() if element.get("id")}
    _drop_empty_uses(root, by_id)
    _count(root, by_id, name)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def _parse(data: bytes, name: str) -> ET.Element:
    """The elements, of a file that declares no entities: those can unfold without end, or read files."""
    builder = ET.TreeBuilder()
    parser = expat.ParserCreate(namespace_separator="}")
    depth = 0

    def refuse(*_: object) -> None:
        raise PictureError(f"“{name}” declares entities, which pictures do not need. It was not opened.")

    def begin(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise PictureError(f"“{name}” is nested too deeply to be a picture.")
        builder.start(_named(tag), {_named(key): value for key, value in attributes.items()})

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(_named(tag))

    parser.EntityDeclHandler = refuse
    parser.ExternalEntityRefHandler = None
    parser.StartElementHandler = begin
    parser.EndElementHandler = end
    parser.CharacterDataHandler = builder.data
    try:
        parser.Parse(data, True)
        return builder.close()
    except (expat.ExpatError, AssertionError, ValueError, LookupError) as error:
        raise PictureError(f"“{name}” cannot be read, the file may be damaged.") from error


def _named(expat_name: str) -> str:
    return f"{{{expat_name}" if "}" in expat_name else expat_name


def _strip(element: ET.Element, allowed: frozenset[str]) -> None:
    for key, value in list(element.attrib.items()):
        local = key.rpartition("}")[2]
        inner = local != "href" or value.startswith("#")
        plain = _INNER_URL.search(value) is None and (local != "style" or _HARMLESS_STYLE.match(value))
        if (
            local.lower().startswith("on")
            or local in ("filter", "mask", "clip-path")
            or not (inner and plain)
        ):
            del element.attrib[key]
    for child in list(element):
        if child.tag.rpartition("}")[2] in allowed:
            _strip(child, allowed)
        else:
            element.remove(child)


def _drop_empty_uses(element: ET.Element, by_id: Mapping[str | None, ET.Element]) -> None:
    for child in list(element):
        if _is_use(child) and _target(child) not in by_id:
            element.remove(child)
        else:
            _drop_empty_uses(child, by_id)


def _count(root: ET.Element, by_id: Mapping[str | None, ET.Element], name: str) -> None:
    """Refuse what <use> would copy into too many shapes, or into itself."""
    counted: dict[int, int] = {}
    open_: set[int] = set()

    def shapes(element: ET.Element) -> int:
        key = id(element)
        if key in open_:
            raise PictureError(f"“{name}” contains itself, so it cannot be drawn.")
        if key not in counted:
            open_.add(key)
            total = 1 + sum(shapes(child) for child in element)
            if _is_use(element):
                total += shapes(by_id[_target(element)])
            open_.discard(key)
            counted[key] = total
        return counted[key]

    if shapes(root) > MOST_SHAPES:
        raise PictureError(f"“{name}” has too many parts to be shown. Please take a simpler picture.")


def _is_use(element: ET.Element) -> bool:
    return element.tag.rpartition("}")[2] == "use"


def _target(use: ET.Element) -> str:
    return next((value[1:] for key, value in use.attrib.items() if key.rpartition("}")[2] == "href"), "")
