"""Finds the stretch of the library that somebody means by a name, however they write it.

Names are compared word by word. What tells exercises apart (bridge, hamstring, single) counts more than
what most of them share (stretch, lying), and a word that only one of the two has weighs against them.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from stretchplayer.core.catalogue import Catalogue, Posture, Stretch, StretchType

CONFIDENT = 0.8  # from here on the two are taken for the same; see tests/core/test_matching.py
WORTH_OFFERING = 0.35
LONGEST_NAME = 120  # letters that are looked at
MOST_WORDS = 12  # of them that are; the longest name in the library has 6
ALIKE = 0.84  # of two words that are spelt a little differently

#: Words that say little about which exercise it is.
# fmt: off
_QUIET = frozenset({
    "a", "an", "the", "of", "to", "for", "with", "and", "in", "on", "your", "my", "while", "into", "or", "by",
    "stretch", "exercise", "pose", "position", "hold", "gentle", "easy", "slow", "basic", "beginner", "each",
    "lie", "floor", "mat", "laying", "down", "flat", "toward", "back", "version", "side", "yoga", "pull",
    "bring", "manoeuvre", "maneuver", "activation",
})
_QUIET_WEIGHT = 0.12
#: Words that make all the difference: a leg raise is not a single leg raise.
_LOUD = frozenset({"single", "double", "straight"})
_LOUD_WEIGHT = 1.5
#: Positions that a name may say. They do not make two names alike, but tell them apart.
_POSITIONS: dict[str, frozenset[Posture]] = {
    "standing": frozenset({Posture.STANDING}),
    "seated": frozenset({Posture.SITTING}),
    "sitting": frozenset({Posture.SITTING}),
    "kneeling": frozenset({Posture.HANDS_AND_KNEES, Posture.HALF_KNEELING}),
    "quadruped": frozenset({Posture.HANDS_AND_KNEES}),
    "lying": frozenset({Posture.LYING_BACK, Posture.LYING_SIDE, Posture.LYING_FRONT}),
    "supine": frozenset({Posture.LYING_BACK}),
    "prone": frozenset({Posture.LYING_FRONT}),
    "sidelying": frozenset({Posture.LYING_SIDE}),
    "hanging": frozenset(),
}
ANOTHER_POSITION = 0.6  # of the score is left: never enough to be confident
UNSAID_POSITION = 0.78  # of the score where a name of ours says the position and theirs does not
#: Other words for the same.
_SAME = {
    "childs": "prayer", "child": "prayer", "kid": "prayer", "balasana": "prayer",
    "lumbar": "lower", "low": "lower", "spine": "trunk", "spinal": "trunk",
    "twist": "rotation", "rotate": "rotation", "rotating": "rotation", "rotational": "rotation",
    "abs": "abdominal", "belly": "abdominal", "stomach": "abdominal", "tummy": "abdominal", "ab": "abdominal",
    "raise": "lift", "raised": "lift", "lifting": "lift", "hug": "chest", "hugs": "chest", "hugging": "chest",
    "both": "double", "two": "double", "one": "single", "1": "single", "2": "double", "sgl": "single",
    "hams": "hamstring", "pelvis": "pelvic", "tilting": "tilt", "rocking": "roll", "rock": "roll",
    "rolling": "roll", "cats": "cat", "camel": "cow", "marching": "march", "breath": "breathing",
    "diaphragmatic": "breathing", "bracing": "squeeze", "brace": "squeeze", "drawing": "squeeze",
    "draw": "squeeze", "transversus": "transverse", "place": "spot", "9090": "90",
}
#: How clinics shorten names.
_SHORT = {
    "sktc": "single knee to chest", "dktc": "double knee to chest", "slr": "straight leg raise",
    "ltr": "lower trunk rotation",
}
# fmt: on
_WORD = re.compile(r"[a-z0-9]+")
_PLURAL = re.compile(r"(?<=[a-z]{3})(?<!s)(?<!^knee)s$")  # one knee and both knees differ
_INITIALS = re.compile(r"\([A-Z]{2,6}\)")  # of the name before them


@dataclass(frozen=True, slots=True)
class Match:
    """A stretch that a name may mean; `score` is 0 to 1, `CONFIDENT` and more is as good as said."""

    stretch: Stretch
    score: float


def match_name(name: str, catalogue: Catalogue) -> list[Match]:
    """The stretches that `name` may mean, best first; none when nothing is like it.

    Getting down to the floor and up again is no exercise that anybody means.
    """
    wanted = _words(name)[:MOST_WORDS]
    stretches = [stretch for stretch in catalogue if stretch.type is not StretchType.TRANSFER]
    index = _index(tuple(map(_names, stretches)))
    alike = {word: index.alike(word) for word in wanted}
    positions = _positions(name)
    found = [
        Match(stretch, _score(wanted, alike, positions, stretch, index.words[number]))
        for number, stretch in enumerate(stretches)
        if any(number in index.having[known] for words in alike.values() for known in words)
    ]
    worth = [match for match in found if match.score >= WORTH_OFFERING]
    scores = Counter(match.score for match in worth)

    def order(match: Match) -> tuple[float, bool, float]:
        """Where the words cannot tell, the letters do; but who means a chair says so."""
        tied = scores[match.score] > 1
        chair_unsaid = not positions and match.stretch.posture is Posture.SITTING
        return match.score, not chair_unsaid, _letters_alike(name, match.stretch) if tied else 0.0

    return sorted(worth, key=order, reverse=True)


class _Index:
    """The words of all names of the library, so that a name is compared with those that share one."""

    def __init__(self, stretches: Sequence[Sequence[str]]) -> None:
        self.words = [[_words(name) for name in names] for names in stretches]
        self.having: dict[str, set[int]] = {}  # the places of the stretches with a word
        for number, names in enumerate(self.words):
            for word in (word for words in names for word in words):
                self.having.setdefault(word, set()).add(number)
        self._letters = [(word, len(word), _letters(word)) for word in self.having]
        self.alike = lru_cache(maxsize=2**12)(self._alike)  # long lists repeat the same few words

    def _alike(self, wanted: str) -> dict[str, float]:
        """The words that may be meant by one, with how alike they are; `ALIKE` at least."""
        letters, length = _letters(wanted), len(wanted)
        found: dict[str, float] = {}
        for word, other, others in self._letters:
            # Letters that the other word does not have at all: cheap to count, and mostly too many.
            strange = (letters & ~others).bit_count()
            if (
                strange <= length - ALIKE / 2 * (length + other)
                and (likeness := _spelt_alike(wanted, word)) >= ALIKE
            ):
                found[word] = likeness
        return found


@lru_cache(maxsize=4)
def _index(names: tuple[tuple[str, ...], ...]) -> _Index:
    return _Index(names)


def _letters(word: str) -> int:
    """Which letters and digits there are, a bit each."""
    return sum(1 << (ord(letter) - ord("0")) for letter in set(word))


def _score(
    wanted: Sequence[str],
    alike: Mapping[str, Mapping[str, float]],
    positions: Sequence[frozenset[Posture]],
    stretch: Stretch,
    names: Sequence[Sequence[str]],
) -> float:
    said = bool(positions)
    score = max(
        _alike(wanted, alike, words) * (UNSAID_POSITION if not said and _positions(name) else 1.0)
        for name, words in zip(_names(stretch), names, strict=True)
    )
    another = any(stretch.posture not in allowed for allowed in positions)
    return score * ANOTHER_POSITION if another else score


def _letters_alike(name: str, stretch: Stretch) -> float:
    text = name[:LONGEST_NAME].casefold()
    return max(SequenceMatcher(None, text, own.casefold()).ratio() for own in _names(stretch))


def _names(stretch: Stretch) -> tuple[str, ...]:
    return stretch.name, stretch.short_name, *stretch.aliases


def _positions(name: str) -> list[frozenset[Posture]]:
    return [_POSITIONS[word] for word in _plain_words(name) if word in _POSITIONS]


def _alike(one: Sequence[str], alike: Mapping[str, Mapping[str, float]], other: Sequence[str]) -> float:
    """Twice the weight of the words they share, by the weight of all: 1 for the same words."""
    rest = list(other)
    shared = 0.0
    for word in one:
        likely = [known for known in rest if known in alike[word]]
        if likely:
            near = max(likely, key=alike[word].__getitem__)
            shared += _weight(word) + _weight(near)
            rest.remove(near)
    whole = sum(map(_weight, one)) + sum(map(_weight, other))
    return shared / whole if whole else 0.0


def _spelt_alike(one: str, other: str) -> float:
    if one == other:
        return 1.0
    if min(len(one), len(other)) < 5:
        # Short words differ by one letter and mean something else; two letters swapped are a slip.
        return ALIKE if len(one) > 3 and sorted(one) == sorted(other) else 0.0
    return SequenceMatcher(None, one, other).ratio()


def _weight(word: str) -> float:
    if word in _QUIET:
        return _QUIET_WEIGHT
    return _LOUD_WEIGHT if word in _LOUD else 1.0


def _words(name: str) -> list[str]:
    """Plain lower-case words without positions, plurals and other words for the same brought together."""
    words = []
    for found in _plain_words(name):
        if found in _POSITIONS:
            continue
        word = _SAME.get(found) or _PLURAL.sub("", found)
        words.append(_SAME.get(word, word))
    return list(dict.fromkeys(words))


def _plain_words(name: str) -> list[str]:
    text = _INITIALS.sub("", name[:LONGEST_NAME])
    text = unicodedata.normalize("NFKD", text).casefold().replace("’", "").replace("'", "")
    for two, one in (
        ("90/90", "90"),
        ("90-90", "90"),
        ("side-lying", "sidelying"),
        ("all fours", "quadruped"),
        ("neck side", "sideneck"),  # there it does make the difference
        *((f"{way} neck", f"{way}neck") for way in ("side", "back")),
        *((f"{way}{gap}bend", f"{way}bend") for way in ("side", "back") for gap in "- "),
    ):
        text = text.replace(two, one)
    words = (_SHORT.get(word, word).split() for word in _WORD.findall(text))
    return [word for some in words for word in some]
