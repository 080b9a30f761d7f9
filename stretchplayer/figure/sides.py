"""Left and right: poses are drawn for the user's right side, and shown for either."""

from __future__ import annotations

from dataclasses import dataclass
from math import radians, sin

import msgspec

from stretchplayer.figure.pose import Arrow, Band, Focus, OnBody, Pose, Prop, Target, Triple


def other_side(name: str) -> str:
    """The same part on the other side; parts in the middle keep their name."""
    if name.endswith("R"):
        return name[:-1] + "L"
    return name[:-1] + "R" if name.endswith("L") else name


def for_side(pose: Pose, side: str | None) -> tuple[Pose, bool, bool]:
    """The pose as drawn for a side, whether its body is mirrored, and whether its picture is flipped.

    Poses are drawn for the right side.
    """
    if side != "left":
        return pose, False, False
    if pose.switch == "flip":
        return pose, False, True
    swapped = replace_sides(pose)
    return swapped, True, False


def replace_sides(pose: Pose) -> Pose:
    """The pose with left and right exchanged in everything that is not the body itself."""

    def muscle(name: str) -> str:
        base, dot, side = name.partition(".")
        return f"{base}{dot}{'L' if side == 'R' else 'R'}" if dot else name

    across = _Reflection.of(pose)
    return msgspec.structs.replace(
        pose,
        order=tuple(_other_group(group) for group in pose.order),
        highlight=tuple(muscle(name) for name in pose.highlight),
        arrows=tuple(across.arrow(arrow) for arrow in pose.arrows),
        props=tuple(across.prop(prop) for prop in pose.props),
        bands=tuple(across.band(band) for band in pose.bands),
        focus=None if pose.focus is None else across.focus(pose.focus),
    )


def _other_group(group: str) -> str:
    return other_side(group) if group[:3] in ("leg", "arm") else group


@dataclass(frozen=True)
class _Reflection:
    """Across the body's middle plane at the start, whose normal is z, or x where it faces the camera."""

    axis: int  # of the normal

    @classmethod
    def of(cls, pose: Pose) -> _Reflection:
        """Of the plane in which a pose begins."""
        return cls(0 if abs(sin(radians(pose.keys[0].root.yaw))) > 0.5 else 2)

    def point(self, v: Triple) -> Triple:
        """A point or direction in the world."""
        x, y, z = v
        return (-x, y, z) if self.axis == 0 else (x, y, -z)

    def arrow(self, arrow: Arrow) -> Arrow:
        """An arrow."""
        reverses = {"xy": self.axis == 0, "zy": self.axis == 2, "xz": self.axis == 0}[arrow.plane]

        def turned(angle: float) -> float:
            if reverses:
                return 180 - angle
            return -angle if arrow.plane == "xz" else angle

        return msgspec.structs.replace(
            arrow,
            at=other_side(arrow.at),
            from_=self.point(arrow.from_),
            to=self.point(arrow.to),
            off=self.point(arrow.off),
            bulge=-arrow.bulge,
            a0=turned(arrow.a0),
            a1=turned(arrow.a1),
        )

    def prop(self, prop: Prop) -> Prop:
        """A box in the world."""
        x0, x1, y0, y1, z0, z1 = prop.at
        at = (-x1, -x0, y0, y1, z0, z1) if self.axis == 0 else (x0, x1, y0, y1, -z1, -z0)
        return msgspec.structs.replace(prop, at=at)

    def band(self, band: Band) -> Band:
        """A band, on the other limbs."""
        return msgspec.structs.replace(
            band,
            through=tuple(self.target(target) for target in band.through),
            before=None if band.before is None else _other_group(band.before),
        )

    def target(self, target: Target) -> Target:
        """A point on the other side; in the frame of a bone that is always across z."""
        if not isinstance(target, OnBody):
            return self.point(target)
        to = None if target.to is None else other_side(target.to)
        return msgspec.structs.replace(target, on=other_side(target.on), off=_across_bone(target.off), to=to)

    def focus(self, focus: Focus) -> Focus:
        """What matters, on the other side."""
        return msgspec.structs.replace(focus, at=other_side(focus.at), off=_across_bone(focus.off))


def _across_bone(offset: Triple) -> Triple:
    return offset[0], offset[1], -offset[2]
