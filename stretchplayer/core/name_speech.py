"""What people wrote about their own stretches, as it is spoken: which words, by whom, and what is not."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

from stretchplayer.core.catalogue import Stretch
from stretchplayer.core.own_stretch import name_phrase, step_phrases, words_to_speak

LONGEST_NAME = 120  # letters; more does not fit into getting ready
MOST_SPOKEN = 1000  # phrases that are kept spoken: some 20 MB
TOO_MANY = f"more than {MOST_SPOKEN:,} phrases are not kept"
_NAME = "/name"  # how the ids of names end
_REASONS_TOLD = 3
#: Marks that speech programs would take for commands, phonemes or markup.
_MARKS = str.maketrans(dict.fromkeys("[]{}<>|\\^`~*_#=", " "))
# How long a phrase may take: generous for a slow voice, since what takes longer stays a caption.
_LONGEST_MS = 8000  # as `audio.name_shape` has it
_BEGIN_MS, _LETTER_MS, _DIGIT_MS, _CAPITAL_MS, _SIGN_MS = 700, 75, 600, 300, 450


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What is to be spoken of own stretches, most wanted first, and what is not and why, by phrase id."""

    spoken: Mapping[str, str] = field(default_factory=dict)
    captions: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)  # of both


@dataclass(frozen=True, slots=True)
class NameVoice:
    """Who speaks own stretches on this machine, None for nobody, and why nothing better does."""

    name: str | None
    why: tuple[str, ...] = ()
    names: int = 0
    ready: int = 0
    sentences: int = 0
    sentences_ready: int = 0
    captions: Mapping[str, str] = field(default_factory=dict)  # what stays a caption, each with why

    def sentence(self) -> str:
        """For people."""
        because = f", because {' and '.join(self.why)}" if self.why else ""
        if self.name is None:
            return f"A tone and a caption{because}."
        return f"Spoken by {self.name}{because}."

    def progress(self) -> str:
        """How much is ready and what stays a caption, empty where there is nothing to speak."""
        told = []
        if self.names:
            told.append(f"{self.ready} of {self.names} names")
        if self.sentences:
            told.append(f"{self.sentences_ready} of {self.sentences} phrases of their steps")
        if not told:
            return ""
        return f"{' and '.join(told)} ready.{self._not_spoken()}"

    def with_captions(self, captions: Mapping[str, str]) -> NameVoice:
        """The same with more that stays a caption and is none of what can be spoken."""
        return replace(self, captions={**self.captions, **captions})

    def _not_spoken(self) -> str:
        """How many stay captions, with the commonest reasons."""
        if not self.captions:
            return ""
        reasons = Counter(self.captions.values()).most_common()
        told = "; ".join(f"{why} ({n})" if len(reasons) > 1 else why for why, n in reasons[:_REASONS_TOLD])
        more = sum(n for _, n in reasons[_REASONS_TOLD:])
        others = f"; other reasons ({more})" if more else ""
        stay = "1 stays a caption" if len(self.captions) == 1 else f"{len(self.captions)} stay captions"
        return f" {stay}: {told}{others}."


def own_words(stretches: Iterable[Stretch], used: Collection[str] = ()) -> OwnWords:
    """All names, then the words of the stretches in `used` (by id: those in a routine), then the rest."""
    stretches = list(stretches)
    wanted = {phrase.id: phrase.text for phrase in map(name_phrase, stretches)}
    captions: dict[str, str] = {}
    words: dict[str, str] = {}
    for stretch in sorted(stretches, key=lambda one: one.id not in used):
        wanted |= words_to_speak(stretch)
        for phrase in step_phrases(stretch):
            if phrase.why_caption is not None:
                captions[phrase.id], words[phrase.id] = phrase.why_caption, phrase.text
    captions |= dict.fromkeys(list(wanted)[MOST_SPOKEN:], TOO_MANY)
    spoken = {id_: text for id_, text in wanted.items() if id_ not in captions}
    return OwnWords(spoken, captions, words | wanted)


def is_name(phrase: str) -> bool:
    """Whether a phrase id is that of a name."""
    return phrase.endswith(_NAME)


def place_ms(words: str) -> int:
    """How long saying these words may take. What takes longer stays a caption, so a plan can rely on it."""
    capitals = sum(a.isupper() and b.isupper() for a, b in pairwise(words))
    digits = sum(letter.isdigit() for letter in words)
    signs = sum(not letter.isalnum() and not letter.isspace() for letter in words)
    whole = _BEGIN_MS + _LETTER_MS * len(words) + _DIGIT_MS * digits + _CAPITAL_MS * capitals
    return min(whole + _SIGN_MS * max(0, signs - 1), _LONGEST_MS)


def speakable(words: str) -> str | None:
    """Words as a speech program may be given them; None when there is nothing in them to say."""
    plain = "".join(" " if unicodedata.category(letter)[0] in "CZ" else letter for letter in words)
    text = " ".join(unicodedata.normalize("NFC", plain).translate(_MARKS).split())
    if len(text) > LONGEST_NAME or not any(letter.isalnum() for letter in text):
        return None
    return text


def is_latin(text: str) -> bool:
    """Whether all letters are of the Latin alphabet, with whatever marks."""
    return all(unicodedata.name(one, "").startswith("LATIN") for one in text if one.isalpha())
