"""What the library can be filtered by, and which stretches come through."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass

from stretchplayer.core.catalogue import Direction, Posture, Stretch
from stretchplayer.core.concerns import Concern
from stretchplayer.core.suitability import concerns_of

POSITIONS: Mapping[str, tuple[str, frozenset[Posture]]] = {
    "lying": ("Lying", frozenset({Posture.LYING_BACK, Posture.LYING_SIDE, Posture.LYING_FRONT})),
    "knees": ("Hands and knees", frozenset({Posture.HANDS_AND_KNEES, Posture.HALF_KNEELING})),
    "sitting": ("Sitting", frozenset({Posture.SITTING})),
    "standing": ("Standing", frozenset({Posture.STANDING})),
}
DIRECTIONS: Mapping[Direction, str] = {
    Direction.FORWARD: "Bends forward",
    Direction.BACK: "Bends back",
    Direction.ROTATION: "Turns",
    Direction.SIDE: "Side bends",
    Direction.NEUTRAL: "None",
}
AREAS: Mapping[str, tuple[str, frozenset[str]]] = {
    "lower-back": ("Lower back", frozenset({"lumbar"})),
    "hips": ("Hips and buttocks", frozenset({"glute", "piriformis", "hipflexor"})),
    "legs": ("Legs", frozenset({"hamstring", "quad", "calf"})),
    "upper": ("Upper back and neck", frozenset({"thoracic", "neck", "shoulder", "chest", "lat"})),
    "belly": ("Belly and sides", frozenset({"abdomen", "side"})),
}
#: Always seen, and with the other filters.
FIRST_LEFT_OUT: Mapping[Concern, str] = {
    Concern.KNEELING: "No kneeling",
    Concern.BENDING: "No bending forward",
}
MORE_LEFT_OUT: Mapping[Concern, str] = {
    Concern.FLOOR: "Cannot get to the floor",
    Concern.LEANING_BACK: "No bending back",
    Concern.TURNING: "No turning",
    Concern.WRISTS: "Sore wrists",
    Concern.SHOULDERS: "A sore shoulder",
    Concern.BALANCE: "Poor balance",
    Concern.LEG: "Leg pain or tingling",
    Concern.HIP: "Care for a hip",
    Concern.DIZZY: "Dizzy from neck moves",
    Concern.PREGNANT: "Pregnant",
    Concern.PRESSURE: "High blood pressure",
    Concern.WEAK_BONES: "Weak bones",
}


@dataclass(frozen=True)
class Wanted:
    """What is on. Within a group one is enough, and each group has its say; nothing on lets all through."""

    position: str = ""
    directions: Set[Direction] = frozenset()
    areas: Set[str] = frozenset()
    left_out: Set[Concern] = frozenset()

    def __bool__(self) -> bool:
        return self != Wanted()

    def lets_through(self, stretch: Stretch) -> bool:
        """Whether a stretch is among what is wanted."""
        if self.position and stretch.posture not in POSITIONS[self.position][1]:
            return False
        if self.directions and self.directions.isdisjoint(stretch.directions):
            return False
        if self.areas and self._muscles().isdisjoint(stretch.muscles):
            return False
        return self.left_out.isdisjoint(concerns_of(stretch)) if self.left_out else True

    def _muscles(self) -> Set[str]:
        return frozenset().union(*(AREAS[area][1] for area in self.areas))

    def more(self) -> int:
        """How many of those are on that are not always seen."""
        return len(self.directions) + len(self.areas) + len(self.left_out - set(FIRST_LEFT_OUT))
