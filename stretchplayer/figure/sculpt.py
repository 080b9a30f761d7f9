"""A figure posed by numbers that people understand: how far each joint bends, in degrees.

The numbers keep to the limits of the body. How the body then lies, stands or sits is found by `settling`,
so every sculpture rests on the floor and nothing of it goes through.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from math import isfinite

import msgspec
import numpy as np

from stretchplayer.figure.check import check_key, check_movement
from stretchplayer.figure.painting_order import painting_order
from stretchplayer.figure.pose import Band, Key, Pose, Prop, Sculpted, Way
from stretchplayer.figure.postures import ALL, INDEX, POSTURES, SLIDERS, Limits
from stretchplayer.figure.sculpt_key import key_of, settled
from stretchplayer.figure.sculpt_props import chair, cushion
from stretchplayer.figure.sculpt_reading import read_off
from stretchplayer.figure.settling import Settled
from stretchplayer.figure.solve import evaluate
from stretchplayer.figure.variants import shares

__all__ = ["SLIDERS", "VIEWS", "Sculpture"]

#: Ways to look at the figure, as yaw and pitch of the camera.
VIEWS: Mapping[str, tuple[float, float]] = {
    "side": (0.0, 11.0),
    "three_quarter": (38.0, 20.0),
    "front": (90.0, 11.0),
    "top": (0.0, 80.0),
}
FAR_SIDE_DARKER_BELOW = 45.0  # pitch of the camera; from above no side is the far one
PLANTED_KNEE, PLANTED_ARM = 55.0, (55.0, 135.0)  # bent like this, it carries on hands and knees
THIGH_FOLLOWS, ARM_FOLLOWS = 1.0, 0.5  # of the bend of low and upper back


@dataclass(frozen=True)
class Sculpture:
    """One posture of the figure. Replaced as a whole; equal ones look the same.

    `values` are in the order of `postures.ALL`. `together` keeps both sides alike. `source` is the pose it
    began from: what is not a joint (highlighted muscles, things around it, its first key) comes from there.
    """

    posture: str
    values: tuple[float, ...]
    camera: tuple[float, float] = VIEWS["side"]
    together: bool = False
    source: Pose | None = None

    @classmethod
    def of(cls, posture: str) -> Sculpture:
        """A starting position as it is."""
        return cls(posture, POSTURES[posture].values())

    # ---- numbers -----------------------------------------------------------------------------

    def __getitem__(self, name: str) -> float:
        return self.values[INDEX[name]]

    def limits(self, name: str) -> Limits:
        """How far this number goes."""
        return POSTURES[self.posture].limits(name)

    def with_value(self, name: str, value: float) -> Sculpture:
        """Another number, kept within its limits; on both sides when they go together."""
        return self.with_values({name: value})

    def with_values(self, changes: Mapping[str, float]) -> Sculpture:
        """Several other numbers at once."""
        return self.with_just({**self._along(changes), **changes})

    def with_just(self, changes: Mapping[str, float]) -> Sculpture:
        """These numbers, and no others that usually go along."""
        values = list(self.values)
        for name, value in changes.items():
            if not isfinite(value):
                continue
            low, high = self.limits(name)
            values[INDEX[name]] = min(max(float(value), low), high)
            twin = other_side(name)
            if self.together and twin != name and twin not in changes:
                values[INDEX[twin]] = values[INDEX[name]]
        return replace(self, values=tuple(values))

    def _along(self, changes: Mapping[str, float]) -> dict[str, float]:
        """On hands and knees, what bends the back takes thighs and arms along, so that they stay planted."""
        if self.posture != "hands_and_knees" or "bend" not in changes:
            return {}
        low, high = self.limits("bend")
        was, now = (shares(np.asarray(b), 0) for b in (self["bend"], min(max(changes["bend"], low), high)))
        moved: dict[str, float] = {}
        for s in "RL":
            if self["knee" + s] > PLANTED_KNEE:
                moved["hip" + s] = self["hip" + s] - THIGH_FOLLOWS * float(now[0] - was[0])
            if PLANTED_ARM[0] < self["shoulder" + s] < PLANTED_ARM[1]:
                moved["shoulder" + s] = self["shoulder" + s] + ARM_FOLLOWS * float(now[1] - was[1])
        return moved

    def with_together(self, together: bool) -> Sculpture:
        """Both sides alike from now on; the left one takes over the numbers of the right."""
        made = replace(self, together=together)
        return made.with_values({name: self[name] for name in ALL if name[-1] == "R"}) if together else made

    def with_posture(self, posture: str) -> Sculpture:
        """Another starting position, as it is."""
        made = replace(Sculpture.of(posture), camera=self.camera)
        return made.with_together(self.together)

    def with_camera(self, camera: tuple[float, float]) -> Sculpture:
        """Seen from elsewhere."""
        return replace(self, camera=camera)

    # ---- at rest -----------------------------------------------------------------------------

    @property
    def settled(self) -> Settled:
        """How it rests."""
        return settled(self.posture, self.values)

    def key(self) -> Key:
        """The posture as a key of a pose file."""
        return key_of(self.posture, self.values)

    @cached_property
    def props(self) -> tuple[Prop, ...]:
        """What stands around it: the chair it sits on, a cushion, or what its source had."""
        kept = () if self.source is None else self.source.props
        match self.posture:
            case "chair":
                return chair(self.key())
            case "side":
                return cushion(self.key())
            case _:
                return kept

    @property
    def bands(self) -> tuple[Band, ...]:
        """What its source held: it goes on between the same parts of the body."""
        return () if self.source is None else self.source.bands

    @property
    def order(self) -> tuple[str, ...]:
        """Parts of the body from back to front, as this camera sees them."""
        skeleton = evaluate(self.key()).skeleton
        return painting_order(skeleton.rotation, skeleton.joint, self.camera)

    def to_pose(self, title: str, highlight: tuple[str, ...] | None = None) -> Pose:
        """A whole pose: from the starting position to this one.

        The way there is checked; where it would lead through the floor, the pose is shown as it is from
        the beginning.
        """
        source = self.source
        if highlight is None:
            highlight = () if source is None else source.highlight
        hold = self.key()
        pose = Pose(
            title=title,
            camera=self.camera,
            order=self.order,
            keys=(hold, hold),
            highlight=highlight,
            props=self.props,
            bands=self.bands,
            mat=None if source is None else source.mat,
            matz=None if source is None else source.matz,
            farshade=self.camera[1] < FAR_SIDE_DARKER_BELOW,
            breath_amount=1.0 if source is None else source.breath_amount,
            sculpted=Sculpted(self.posture, self._changed()),
        )
        for start in self._starts():
            tried = msgspec.structs.replace(pose, keys=(start, hold))
            if not check_key(start) and not check_movement(tried):
                return tried
        return pose

    def _changed(self) -> dict[str, float]:
        start = POSTURES[self.posture].values()
        return {
            name: value for name, value, usual in zip(ALL, self.values, start, strict=True) if value != usual
        }

    def _starts(self) -> list[Key]:
        """First keys that would do, the best one first."""
        first = []
        if self.source is not None:
            key = self.source.keys[0]
            made_here = self.source.sculpted is not None
            first = [key if made_here else key_of(*read_off(key, self.posture))]
        return [*first, Sculpture.of(self.posture).with_values({"x": self["x"], "z": self["z"]}).key()]

    # ---- from a pose -------------------------------------------------------------------------

    @classmethod
    def from_pose(cls, pose: Pose) -> Sculpture:
        """Go on from a pose: exactly where its editor was left, or as near as the numbers come to it."""
        kept = pose.sculpted
        if kept is not None and kept.posture in POSTURES:
            given = {name: value for name, value in kept.values.items() if name in ALL}
            made = cls.of(kept.posture).with_just(given)
            return replace(made, camera=pose.camera, source=pose)
        return cls(*read_off(pose.keys[-1]), pose.camera, source=pose.equipped(Way.USUAL))

    def to_json(self, title: str) -> bytes:
        """The pose file, with all that is needed to go on."""
        return msgspec.json.encode(self.to_pose(title))


def other_side(name: str) -> str:
    """The same number of the other side; those of the middle have none."""
    twin = name[:-1] + {"R": "L", "L": "R"}.get(name[-1], name[-1])
    return twin if twin in ALL else name
