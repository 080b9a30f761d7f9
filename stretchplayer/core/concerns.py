"""What bothers somebody, in their own words, and what of a stretch it has to do with.

The rows follow the care tags and the table "which direction suits whom" of `SOURCES.md`. They are a
filter and never a diagnosis: nothing is chosen from what somebody has, only what they ask to be hidden is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from stretchplayer.core.catalogue import Caution, Direction, Posture, Stretch


class Concern(StrEnum):
    """What somebody says of themselves."""

    BENDING = "bending"
    LEANING_BACK = "leaning_back"
    TURNING = "turning"
    KNEELING = "kneeling"
    FLOOR = "floor"
    WRISTS = "wrists"
    SHOULDERS = "shoulders"
    BALANCE = "balance"
    LEG = "leg"
    HIP = "hip"
    DIZZY = "dizzy"
    PREGNANT = "pregnant"
    PRESSURE = "pressure"
    WEAK_BONES = "weak_bones"


class Effect(StrEnum):
    """What is done about a stretch that has to do with a concern."""

    NONE = "none"
    WARN = "warn"
    HIDE = "hide"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """Something about a stretch that a concern looks for, in words that go on from its name."""

    words: str
    directions: frozenset[Direction] = frozenset()
    cautions: frozenset[Caution] = frozenset()
    postures: frozenset[Posture] = frozenset()
    worth_hiding: bool = True  # else it is warned of, whatever was asked for
    advice: str = ""

    def is_of(self, stretch: Stretch) -> bool:
        """Whether this stretch has it."""
        return (
            not self.directions.isdisjoint(stretch.directions)
            or not self.cautions.isdisjoint(stretch.cautions)
            or stretch.posture in self.postures
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """All there is to say about a concern."""

    question: str  # as the user would say it
    hint: str
    said: str  # goes on from "you said"
    signs: tuple[Sign, ...]  # the most telling first
    usual: Effect = Effect.HIDE  # what is suggested to those who have it
    first: frozenset[Direction] = frozenset()  # which directions are shown first; none: as they come
    ask: str = ""  # whom to ask


_FORWARD, _BACK = frozenset({Direction.FORWARD}), frozenset({Direction.BACK})
_KNEELING = frozenset({Posture.HALF_KNEELING, Posture.HANDS_AND_KNEES})
_ON_THE_FLOOR = frozenset(posture for posture in Posture if posture.on_floor)


def _tag(caution: Caution) -> frozenset[Caution]:
    return frozenset({caution})


ABOUT: Mapping[Concern, About] = {
    Concern.BENDING: About(
        question="Bending forward bothers me",
        hint="Worse when sitting or bending, better when walking or lying on the front.",
        said="bending forward bothers you",
        signs=(
            Sign(words="bends forward", directions=_FORWARD),
            Sign(words="tips forward", cautions=_tag(Caution.FLEX)),
        ),
        first=frozenset({Direction.NEUTRAL, Direction.BACK}),
    ),
    Concern.LEANING_BACK: About(
        question="Leaning back bothers me",
        hint="Worse when standing, walking or leaning back, better when sitting or bent forward.",
        said="leaning back bothers you",
        signs=(
            Sign(words="bends back", directions=_BACK),
            Sign(words="can arch the back", cautions=_tag(Caution.EXT)),
        ),
        first=frozenset({Direction.FORWARD, Direction.NEUTRAL}),
    ),
    Concern.TURNING: About(
        question="Turning bothers me",
        hint="Turning the back to one side, or rules you were given about it.",
        said="turning bothers you",
        signs=(
            Sign(
                words="turns the back",
                directions=frozenset({Direction.ROTATION}),
                cautions=_tag(Caution.ROT),
            ),
        ),
    ),
    Concern.KNEELING: About(
        question="Kneeling hurts",
        hint="On hands and knees, or on one knee.",
        said="kneeling hurts",
        signs=(Sign(words="kneels", cautions=_tag(Caution.KNEE), postures=_KNEELING),),
    ),
    Concern.FLOOR: About(
        question="I cannot get down to the floor",
        hint="Or not up from it alone. What is done lying can be done on a firm bed.",
        said="you cannot get down to the floor",
        signs=(
            Sign(words="is done on the floor", postures=_ON_THE_FLOOR),
            Sign(words="may be too much", cautions=_tag(Caution.FLOOR)),
        ),
    ),
    Concern.WRISTS: About(
        question="My wrists are sore",
        hint="Leaning on the hands is what they notice.",
        said="your wrists are sore",
        signs=(Sign(words="leans on the hands", cautions=_tag(Caution.WRIST)),),
    ),
    Concern.SHOULDERS: About(
        question="A shoulder is sore",
        hint="Reaching with the arms is what it notices.",
        said="a shoulder is sore",
        signs=(Sign(words="reaches with the arms", cautions=_tag(Caution.SHOULDER)),),
    ),
    Concern.BALANCE: About(
        question="My balance is poor",
        hint="Standing on one leg, or stepping, is unsteady.",
        said="your balance is poor",
        signs=(Sign(words="asks for a steady stand", cautions=_tag(Caution.BAL)),),
    ),
    Concern.LEG: About(
        question="I have leg pain, tingling or numbness",
        hint="If it moves further down the leg, stop that direction.",
        said="you have leg pain, tingling or numbness",
        signs=(
            Sign(
                words="can pull on a nerve in the leg",
                cautions=_tag(Caution.NERVE),
                advice="If anything burns, tingles or spreads down the leg, stop.",
            ),
        ),
    ),
    Concern.HIP: About(
        question="I have a new hip, or rules for my hip",
        hint="After a hip replacement, or with hip precautions you were given.",
        said="you take care of a hip",
        signs=(Sign(words="asks a lot of a hip", cautions=_tag(Caution.HIP)),),
        ask="Ask your professional which ones suit your hip.",
    ),
    Concern.DIZZY: About(
        question="Moving my neck makes me dizzy",
        hint="Tipping or turning the head is what brings it on.",
        said="moving your neck makes you dizzy",
        signs=(Sign(words="moves the neck", cautions=_tag(Caution.NECK), advice="If you feel dizzy, stop."),),
    ),
    Concern.PREGNANT: About(
        question="I am pregnant, beyond 16 to 20 weeks",
        hint="From about then on, lying on the back is better left out.",
        said="you are pregnant",
        signs=(
            Sign(
                words="is done lying on the back",
                cautions=_tag(Caution.SUPINE),
                postures=frozenset({Posture.LYING_BACK}),
            ),
            Sign(words="is done lying on the front", postures=frozenset({Posture.LYING_FRONT})),
        ),
        ask="Ask your midwife or doctor which ones suit you.",
    ),
    Concern.PRESSURE: About(
        question="High blood pressure, a hernia or glaucoma",
        hint="Never hold your breath in a stretch.",
        said="you have high blood pressure, a hernia or glaucoma",
        signs=(
            Sign(
                words="tightens the belly",
                cautions=_tag(Caution.BP),
                advice="Never hold your breath.",
            ),
        ),
        usual=Effect.WARN,
    ),
    Concern.WEAK_BONES: About(
        question="Osteoporosis, or weak bones",
        hint="Bending far and turning deep are better left out. Tipping from the hips is the kinder way.",
        said="your bones are weak",
        signs=(
            Sign(words="bends forward", directions=_FORWARD),
            Sign(
                words="turns the back a long way",
                directions=frozenset({Direction.ROTATION}),
                cautions=_tag(Caution.ROT),
            ),
            Sign(
                words="tips forward",
                cautions=_tag(Caution.FLEX),
                worth_hiding=False,
                advice="Keep your back flat and tip from the hips.",
            ),
            Sign(
                words="bends to the side",
                directions=frozenset({Direction.SIDE}),
                worth_hiding=False,
                advice="Keep it small.",
            ),
        ),
        first=frozenset({Direction.NEUTRAL, Direction.BACK}),
        ask="Ask your professional which ones suit you.",
    ),
}
