"""What the words of an exercise tell about how it is done. Guesses: the review shows them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from stretchplayer.core.catalogue import Form, Posture, Side, SideMeaning

# The first of these that the words mention is where one starts.
_POSTURES = (
    (
        Posture.HANDS_AND_KNEES,
        r"\bhands and (?:your )?knees\b|\ball fours\b|\bquadruped\b|\bcat[ -]?(?:cow|stretch|camel)\b"
        r"|\bchild['’]?s pose\b",
    ),
    (
        Posture.LYING_FRONT,
        r"\b(?:on|onto) your (?:stomach|belly|front)\b|\bface[ -]?down\b|\bprone\b|\bsphinx\b|\bcobra\b",
    ),
    (
        Posture.LYING_SIDE,
        r"\b(?:on|onto) your (?:left |right )?side\b|\bside[ -]lying\b|\blying on (?:one|the) side\b",
    ),
    (
        Posture.LYING_BACK,
        r"\b(?:on|onto) your back\b|\bface[ -]?up\b|\bsupine\b"
        r"|\b(?:lie|lying|lay|laying)\b(?! (?:\w+ ){0,3}(?:stomach|side))",
    ),
    (Posture.HALF_KNEELING, r"\bkneel(?:ing)?\b|\bon one knee\b"),
    (Posture.SITTING, r"\bsit(?:ting)?\b|\bseated\b|\bchair\b|\bbench\b"),
    (Posture.STANDING, r"\bstand(?:ing)?\b|\bmarch(?:ing)?\b|\bfeet (?:shoulder|hip)[ -]width\b|\bwall\b"),
)
_POSTURE_PATTERNS = tuple((posture, re.compile(words, re.IGNORECASE)) for posture, words in _POSTURES)

# Where nothing else is said, these are done sitting.
_HEAD_AND_NECK = re.compile(
    r"\b(?:neck|chin|head|levator|shoulder (?:rolls?|shrugs?|circles?|rotations?))\b", re.IGNORECASE
)

_BOTH_SIDES = re.compile(
    r"\b(?:switch|change|swap|alternate|repeat)\b[^.]{0,40}\b(?:sides?|legs?|arms?)\b"
    r"|\b(?:other|opposite|each|both) (?:side|leg|arm|knee|hip)s?\b(?= |[.,;]|$)"
    r"|\b(?:one|single) (?:leg|arm|knee|side)\b",
    re.IGNORECASE,
)
_LEGS = re.compile(
    r"\b(?:legs?|knees?|foot|feet|hips?|thighs?|hamstrings?|calf|calves|ankles?)\b", re.IGNORECASE
)
_ARMS = re.compile(r"\b(?:arms?|shoulders?|elbows?|hands?|wrists?|neck|head|scapulae?)\b", re.IGNORECASE)

_HOLD = re.compile(
    r"\b(?:hold|stay|remain|keep|pause)\b[^.]{0,60}?\b(\d{1,3})\s*(?:(?:-|–|to)\s*\d{1,3}\s*)?(s|sec|secs|seconds?|minutes?)\b",
    re.IGNORECASE,
)
_TIMES = re.compile(r"\b(\d{1,3})\s*(?:(?:-|–|to)\s*\d{1,3}\s*)?(?:times|repetitions|reps)\b", re.IGNORECASE)
_MANY = 6  # repetitions from which on something is moved rather than held
_SHORT_S = 10.0  # and a hold up to which it may be

_SIDE_IN_NAME = re.compile(
    r"(?:^(?P<first>(?i:left|right))\s+)"
    r"|(?:[\s,:–-]*[(\[]?\b(?P<last>(?i:left|right)|L|R)(?:\s+(?i:side|leg|arm))?[)\]]?\s*$)"
)
_LOOKED_AT = 1500  # characters
_REST = re.compile(
    r"^(?:rest|break|pause|rest time|get ready|prepare|preparation|ready)[\s.!\d]*$", re.IGNORECASE
)
_STRETCHY = re.compile(
    r"\b(?:stretch(?:es|ing)?|mobili[sz]ation|mobility|yoga|pose|pelvic tilts?|cat[ -]?cow|knees? to chest"
    r"|figure (?:4|four)|bird[ -]?dog|glute bridge|chin tucks?|hamstring (?!curl)|piriformis|cobra|sphinx"
    r"|thoracic rotation|head (?:turn|tilt)s?|neck)\b",
    re.IGNORECASE,
)

#: The muscles of free-exercise-db and wger that the figure can show.
PLACES = {
    "lower back": "lumbar",
    "erector spinae": "lumbar",
    "middle back": "thoracic",
    "lats": "lat",
    "latissimus dorsi": "lat",
    "glutes": "glute",
    "gluteus maximus": "glute",
    "piriformis": "piriformis",
    "hamstrings": "hamstring",
    "biceps femoris": "hamstring",
    "calves": "calf",
    "gastrocnemius": "calf",
    "soleus": "calf",
    "quadriceps": "quad",
    "quadriceps femoris": "quad",
    "abdominals": "abdomen",
    "rectus abdominis": "abdomen",
    "obliquus externus abdominis": "side",
    "chest": "chest",
    "pectoralis major": "chest",
    "neck": "neck",
}


def beginning(steps: Iterable[str]) -> tuple[str, ...]:
    """As much of the steps as guesses look at."""
    found: list[str] = []
    left = _LOOKED_AT
    for step in steps:
        found.append(step[:left])
        left -= len(step)
        if left <= 0:
            break
    return tuple(found)


def posture(name: str, steps: Sequence[str]) -> Posture | None:
    """Where one starts: by the first words about it in the steps, else in the name."""
    for text in (*steps, name):
        found = [(at.start(), posture) for posture, words in _POSTURE_PATTERNS if (at := words.search(text))]
        if found:
            return min(found, key=lambda pair: pair[0])[1]
    return Posture.SITTING if _HEAD_AND_NECK.search(name) else None


def sides(name: str, steps: Sequence[str]) -> SideMeaning | None:
    """Whether it is done on one side, then on the other; and which sides are meant."""
    text = " ".join((name, *steps))
    if not _BOTH_SIDES.search(text):
        return None
    return SideMeaning.ARM if of_arms(text) else SideMeaning.LEG


def of_arms(text: str) -> bool:
    """Whether the words are more about arms, shoulders and neck than about legs."""
    return len(_ARMS.findall(text)) > len(_LEGS.findall(text))


def hold_s(steps: Iterable[str]) -> float | None:
    """How long it is held, the least that is said: "hold for 10 to 20 seconds" is 10."""
    for step in steps:
        if found := _HOLD.search(step):
            return float(found[1]) * (60 if found[2].lower().startswith("m") else 1)
    return None


def repetitions(steps: Iterable[str]) -> int | None:
    """How often it is done, the least that is said."""
    for step in steps:
        if found := _TIMES.search(step):
            return int(found[1])
    return None


def form(hold: float | None, times: int | None) -> Form:
    """Held, or moved many times."""
    return Form.DRILL if (times or 0) >= _MANY and (hold or 0) <= _SHORT_S else Form.HOLD


def split_side(name: str) -> tuple[str, Side | None]:
    """A name without the side it ends or begins with: "Neck stretch (left)"."""
    found = _SIDE_IN_NAME.search(name)
    if found is None:
        return name, None
    rest = (name[: found.start()] + name[found.end() :]).strip()
    if not rest:
        return name, None
    word = (found["first"] or found["last"]).lower()
    rest = rest[0].upper() + rest[1:]
    return rest, Side.LEFT if word[0] == "l" else Side.RIGHT


def is_rest(name: str) -> bool:
    """Whether an entry of a list is a pause between exercises."""
    return _REST.match(name) is not None


def suits(name: str, *texts: str) -> bool:
    """Whether it reads like something to stretch with."""
    return any(_STRETCHY.search(text) for text in (name, *texts))


def places(muscles: Iterable[str]) -> tuple[str, ...]:
    """The places the figure can show, without doubles."""
    return tuple(dict.fromkeys(PLACES[name.lower()] for name in muscles if name.lower() in PLACES))
