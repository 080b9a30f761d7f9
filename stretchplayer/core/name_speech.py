"""Names that people gave their own stretches, as they are spoken: what can be said, and by whom."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from stretchplayer.core.catalogue import Stretch
from stretchplayer.core.own_stretch import own_phrases

LONGEST_NAME = 120  # letters; more does not fit into getting ready


@dataclass(frozen=True, slots=True)
class NameVoice:
    """Who speaks own names on this machine, None for nobody, and why nothing better does."""

    name: str | None
    why: tuple[str, ...] = ()
    names: int = 0
    ready: int = 0
    captions: Mapping[str, str] = field(default_factory=dict)  # names that stay captions, each with why

    def sentence(self) -> str:
        """For people."""
        because = f", because {' and '.join(self.why)}" if self.why else ""
        if self.name is None:
            return f"A tone and a caption{because}."
        return f"Spoken by {self.name}{because}."

    def progress(self) -> str:
        """How many are ready, empty where there are none to speak."""
        if not self.names:
            return ""
        told = f"{self.ready} of {self.names} ready"
        if self.captions:
            told += f", {len(self.captions)} as a tone and a caption"
        return f"{told}."


def own_names(stretches: Iterable[Stretch]) -> dict[str, str]:
    """The words of own names by the phrase id under which the timeline asks for them."""
    return {one.spoken.name: own_phrases(one).get(one.spoken.name, one.name) for one in stretches}


def speakable(words: str) -> str | None:
    """Words as a speech program may be given them; None when there is nothing in them to say."""
    plain = "".join(" " if unicodedata.category(letter)[0] in "CZ" else letter for letter in words)
    text = " ".join(unicodedata.normalize("NFC", plain).split())
    if len(text) > LONGEST_NAME or not any(letter.isalnum() for letter in text):
        return None
    return text


def is_latin(text: str) -> bool:
    """Whether all letters are of the Latin alphabet, with whatever marks."""
    return all(unicodedata.name(one, "").startswith("LATIN") for one in text if one.isalpha())
