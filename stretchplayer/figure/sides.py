"""Left and right: poses are drawn for the user's right side, and shown for either."""

from __future__ import annotations

import msgspec

from stretchplayer.figure.pose import Arrow, Pose, Triple


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
    """The pose with left and right exchanged in painting order, highlighted muscles and arrows."""

    def muscle(name: str) -> str:
        base, dot, side = name.partition(".")
        return f"{base}{dot}{'L' if side == 'R' else 'R'}" if dot else name

    return msgspec.structs.replace(
        pose,
        order=tuple(other_side(group) if group[:3] in ("leg", "arm") else group for group in pose.order),
        highlight=tuple(muscle(name) for name in pose.highlight),
        arrows=tuple(_reflected(arrow) for arrow in pose.arrows),
    )


def _reflected(arrow: Arrow) -> Arrow:
    """The arrow on the other side of the body's middle plane, which lies along x and y at the start."""

    def across(v: Triple) -> Triple:
        return v[0], v[1], -v[2]

    def turned(angle: float) -> float:
        return {"xy": angle, "zy": 180 - angle, "xz": -angle}[arrow.plane]

    return msgspec.structs.replace(
        arrow,
        at=other_side(arrow.at),
        from_=across(arrow.from_),
        to=across(arrow.to),
        off=across(arrow.off),
        bulge=-arrow.bulge,
        a0=turned(arrow.a0),
        a1=turned(arrow.a1),
    )
