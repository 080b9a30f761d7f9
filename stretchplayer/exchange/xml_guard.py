"""XML from anywhere, as a small tree: no entities of its own, nothing fetched, no end of elements."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NoReturn
from xml.parsers import expat

from stretchplayer.core.errors import RefusedFileError
from stretchplayer.exchange import limits


@dataclass
class Element:
    """One element: its name, attributes, children, and the text that stands in it."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element] = field(default_factory=list)
    text: str = ""

    def all(self, tag: str) -> list[Element]:
        """Children of that name."""
        return [child for child in self.children if child.tag == tag]


def read_xml(data: bytes, name: str) -> Element:
    """The outermost element. Raises `RefusedFileError` with one sentence."""
    if len(data) > limits.XML_BYTES:
        raise RefusedFileError(f"“{name}” is too large for a list of exercises.")
    builder = _Builder(name)
    parser = expat.ParserCreate()
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.characters
    parser.StartDoctypeDeclHandler = builder.doctype
    parser.EntityDeclHandler = builder.entity
    parser.ExternalEntityRefHandler = builder.entity
    parser.buffer_text = True
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        if error.code in _NOT_COMPLETE:
            raise RefusedFileError(f"“{name}” is not complete: it ends in the middle.") from error
        raise RefusedFileError(f"“{name}” is damaged: it is not proper XML.") from error
    except (ValueError, LookupError) as error:  # an encoding that Python does not know either
        raise RefusedFileError(f"“{name}” is in an encoding this app cannot read.") from error
    return builder.root


_NOT_COMPLETE = frozenset(
    expat.errors.codes[message]
    for message in (
        expat.errors.XML_ERROR_NO_ELEMENTS,
        expat.errors.XML_ERROR_UNCLOSED_TOKEN,
        expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
    )
)


class _Builder:
    """Puts elements together as the parser tells of them."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._open: list[Element] = []
        self._left = limits.XML_ELEMENTS
        self.root = Element("")

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        element = Element(tag, attributes)
        if self._open:
            self._open[-1].children.append(element)
        else:
            self.root = element
        self._open.append(element)
        self._left -= 1
        if self._left < 0:
            raise RefusedFileError(f"“{self._name}” holds more than this app can look through.")
        if len(self._open) > limits.NESTING:
            raise RefusedFileError(f"“{self._name}” is nested too deeply to be a list of exercises.")

    def end(self, tag: str) -> None:  # noqa: ARG002
        self._open.pop()

    def characters(self, text: str) -> None:
        element = self._open[-1]
        if len(element.text) <= 4 * limits.TEXT_CHARS:
            element.text += text

    def doctype(self, name: str, system: str | None, public: str | None, internal: int) -> None:  # noqa: ARG002
        if internal:
            self.entity()

    def entity(self, *_: object) -> NoReturn:
        raise RefusedFileError(f"“{self._name}” defines shorthand of its own (entities), which is not taken.")
