"""From a key to a posed skeleton: forward kinematics, floor contact, two-bone reaching.

Rotations are right-handed. On the trunk a bend is ``Rz(-flexion) Rx(side) Ry(rotation)``, on a limb
``Rz(flexion) Rx(-k abduction) Ry(k rotation)`` with k = 1 on the right and -1 on the left.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians, sin, sqrt

import numpy as np

from stretchplayer.figure.pose import Angles, Arm, Direction, InFrame, Key, Leg, OnBody, Place, Target
from stretchplayer.figure.rig import (
    BONE,
    BONES,
    OFFSET,
    PARENT,
    PARTS,
    SIDES,
    TUBES,
    USUAL,
    Array,
    Build,
    Index,
    bone_length,
    lowest,
    outward,
)

REACH = 0.9995  # a limb never quite locks
SHOULDER_GIVES = 25.0  # degrees a shoulder blade turns so that a planted hand stays where it is
THIGH, SHANK = bone_length("shankR"), bone_length("footR")
UPPER, FORE = bone_length("foreR"), bone_length("handR")


def rx(degrees: float) -> Array:
    """Rotation about x."""
    c, s = cos(radians(degrees)), sin(radians(degrees))
    return np.array([[1.0, 0, 0], [0, c, -s], [0, s, c]])


def ry(degrees: float) -> Array:
    """Rotation about y."""
    c, s = cos(radians(degrees)), sin(radians(degrees))
    return np.array([[c, 0, s], [0, 1.0, 0], [-s, 0, c]])


def rz(degrees: float) -> Array:
    """Rotation about z."""
    c, s = cos(radians(degrees)), sin(radians(degrees))
    return np.array([[c, -s, 0], [s, c, 0], [0, 0, 1.0]])


def rotation_about(axis: Array, angle: float) -> Array:
    """Rotation about a unit axis by an angle in radians (Rodrigues)."""
    x, y, z = axis
    across = np.array([[0.0, -z, y], [z, 0.0, -x], [-y, x, 0.0]])
    return np.asarray(np.eye(3) + sin(angle) * across + (1 - cos(angle)) * (across @ across))


def unit(v: Array) -> Array:
    """The direction of a vector."""
    return np.asarray(v / (np.linalg.norm(v) + 1e-12))


def _three(angles: Angles) -> tuple[float, float, float]:
    values = angles if isinstance(angles, tuple) else (angles,)
    padded = (*values, 0.0, 0.0, 0.0)
    return padded[0], padded[1], padded[2]


@dataclass
class Skeleton:
    """World rotations (bones, 3, 3) and joints (bones, 3), and whose they are."""

    rotation: Array
    joint: Array
    build: Build = USUAL

    def point(self, bone: int, offset: Array) -> Array:
        """A point given in a bone's frame."""
        return np.asarray(self.joint[bone] + self.rotation[bone] @ offset)


def contact_rings(parts: tuple[str, ...]) -> Index:
    """Indices of all rings of these parts."""
    return np.concatenate([np.arange(*TUBES[tube]) for part in parts for tube in PARTS[part]])


def two_bone(
    start: Array, target: Array, first: float, second: float, pole: Array
) -> tuple[Array, Array, float]:
    """Middle joint, end, and how much too far the target is; the middle joint bends towards `pole`."""
    d = target - start
    length = float(np.linalg.norm(d))
    reach = min(max(length, abs(first - second) + 1e-4), (first + second) * REACH)
    along = d / (length + 1e-12)
    x = (first**2 - second**2 + reach**2) / (2 * reach)
    height = sqrt(max(first**2 - x * x, 0))
    bend = unit(pole - along * float(pole @ along))
    return start + along * x + bend * height, start + along * reach, length - reach


def _basis(y: Array, front: Array) -> Array:
    """Axes as columns: the given y, x as near to `front` as can be, z to complete them."""
    x = unit(front - y * float(front @ y))
    return np.stack([x, y, np.cross(x, y)], 1)


def limb_frames(
    limb: tuple[str, str, str], start: Array, middle: Array, end: Array, front: Array
) -> tuple[Array, Array]:
    """Frames of the upper and lower bone of a limb that goes through three points.

    `limb` names the bones that begin at these points. The front of the upper bone is near `front`;
    the middle joint is a hinge, so both share its axis.
    """
    upper_rest, lower_rest = (_REST_BASIS[bone] for bone in limb[1:])
    upper = _basis(-unit(middle - start), front)
    y = -unit(end - middle)
    lower = np.stack([unit(np.cross(y, upper[:, 2])), y, upper[:, 2]], 1)
    return upper @ upper_rest.T, lower @ lower_rest.T


# Bones do not lie exactly along an axis at rest: these are the axes that do, by the bone's far end.
_REST_BASIS = {
    bone: _basis(-unit(OFFSET[BONE[bone]]), np.array([1.0, 0.0, 0.0]))
    for name in ("shank", "foot", "fore", "hand")
    for bone in (f"{name}R", f"{name}L")
}


def give_shoulder(skeleton: Skeleton, side: str, target: Array) -> None:
    """Turn the shoulder blade towards a target that is just out of reach, as a shoulder does."""
    blade, shoulder = BONE[f"clav{side}"], BONE[f"arm{side}"]
    lever = skeleton.joint[shoulder] - skeleton.joint[blade]
    way = target - skeleton.joint[shoulder]
    missing = float(np.linalg.norm(way)) - (UPPER + FORE) * REACH
    axis = np.cross(lever, unit(way))
    gain = float(np.linalg.norm(axis))
    if missing <= 0 or gain < 1e-3:
        return
    turn = rotation_about(axis / gain, min(missing / gain * 1.05, radians(SHOULDER_GIVES)))
    for bone in (blade, *(BONE[f"{name}{side}"] for name in ("arm", "fore", "hand", "fing"))):
        skeleton.rotation[bone] = turn @ skeleton.rotation[bone]
    skeleton.joint[shoulder] = skeleton.joint[blade] + turn @ lever


def _direction(direction: Direction, skeleton: Skeleton) -> Array:
    if isinstance(direction, InFrame):
        return np.asarray(skeleton.rotation[BONE[direction.bone]] @ np.array(direction.v, float))
    return np.array(direction, float)


def body_point(target: OnBody, skeleton: Skeleton) -> Array:
    """Where a point of the body is in the world."""
    offset = np.array(target.off, float)
    if target.t is not None and target.to is not None:
        offset = offset + target.t * OFFSET[BONE[target.to]]
    return skeleton.point(BONE[target.on], offset + outward(skeleton.build, target.on, tuple(offset)))


def place_of(target: Target, skeleton: Skeleton) -> Array:
    """Where a target is in the world, when the bones are so."""
    return body_point(target, skeleton) if isinstance(target, OnBody) else np.array(target, float)


class _Evaluation:
    """One key, step by step."""

    def __init__(self, key: Key, build: Build) -> None:
        self._key = key
        self.skeleton = Skeleton(np.tile(np.eye(3), (len(BONES), 1, 1)), np.zeros((len(BONES), 3)), build)
        self.short: dict[str, float] = {}  # how far a hand or foot is from its target

    def run(self) -> None:
        self._trunk()
        for s, k in SIDES:
            self._leg_by_angles(s, k)
            self._arm_by_angles(s, k)
        self._put_down()
        for s, k in SIDES:
            self._leg_by_target(s, k)
        for s, k in SIDES:  # arms may reach for the legs
            self._arm_by_target(s, k)

    def _leg(self, s: str) -> Leg:
        return self._key.legR if s == "R" else self._key.legL

    def _arm(self, s: str) -> Arm:
        return self._key.armR if s == "R" else self._key.armL

    def _set(self, bone: str, local: Array) -> None:
        i = BONE[bone]
        p = PARENT[i]
        skeleton = self.skeleton
        skeleton.joint[i] = skeleton.joint[p] + skeleton.rotation[p] @ OFFSET[i]
        skeleton.rotation[i] = skeleton.rotation[p] @ local

    def _trunk(self) -> None:
        key, root = self._key, self._key.root
        self.skeleton.rotation[0] = ry(root.yaw) @ rz(root.pitch) @ rx(root.roll) @ ry(root.twist)

        def spine(angles: Angles, share: float) -> Array:
            f, s, r = _three(angles)
            return rz(-f * share) @ rx(s * share) @ ry(r * share)

        self._set("sp1", spine(key.lumbar, 0.5))
        self._set("sp2", spine(key.lumbar, 0.5))
        self._set("sp3", spine(key.thorax, key.tsplit))
        self._set("sp4", spine(key.thorax, 1 - key.tsplit))
        self._set("neck", spine(key.neck, 1))
        self._set("head", spine(key.head, 1))
        for s, k in SIDES:
            shrug, forward, _ = _three(key.clavR if s == "R" else key.clavL)
            self._set(f"clav{s}", rx(-k * shrug) @ ry(k * forward))

    def _leg_by_angles(self, s: str, k: int) -> None:
        leg = self._leg(s)
        f, a, r = _three(leg.hip)
        self._set(f"thigh{s}", rz(f) @ rx(-k * a) @ ry(k * r))
        self._set(f"shank{s}", rz(-leg.knee))
        d, i, t = _three(leg.ankle)
        self._set(f"foot{s}", rz(d) @ rx(k * i) @ ry(-k * t))
        self._set(f"toe{s}", rz(leg.toe))

    def _arm_by_angles(self, s: str, k: int) -> None:
        arm = self._arm(s)
        f, a, r = _three(arm.sh)
        self._set(f"arm{s}", rz(f) @ rx(-k * a) @ ry(k * r))
        self._set(f"fore{s}", rz(arm.elbow) @ ry(k * arm.pron))
        w, d, _ = _three(arm.wrist)
        self._set(f"hand{s}", rx(k * w) @ rz(d))
        self._set(f"fing{s}", rx(k * arm.curl))

    def _put_down(self) -> None:
        place = self._key.place
        joint = self.skeleton.joint
        anchor = joint[BONE[place.anchor]]
        up = 0.0
        if place.floor:
            low = lowest(contact_rings(place.floor), self.skeleton.rotation, joint, self.skeleton.build).min()
            up = place.level - float(low) - place.sink
        if place.y is not None:
            up = place.y - float(joint[0, 1])
        joint += np.array([place.at[0] - anchor[0], up, place.at[1] - anchor[2]])

    def _leg_by_target(self, s: str, k: int) -> None:
        leg = self._leg(s)
        if leg.ik is None:
            return
        skeleton = self.skeleton
        rotation, joint = skeleton.rotation, skeleton.joint
        thigh, shank, foot = (BONE[f"{b}{s}"] for b in ("thigh", "shank", "foot"))
        target = place_of(leg.ik, skeleton)
        pole = unit(_direction(leg.pole, skeleton))
        middle, end, self.short[f"leg{s}"] = two_bone(joint[thigh], target, THIGH, SHANK, pole)
        rotation[thigh], rotation[shank] = limb_frames(
            (f"thigh{s}", f"shank{s}", f"foot{s}"), joint[thigh], middle, end, pole
        )
        joint[shank], joint[foot] = middle, end
        if leg.foot is not None:
            pitch, out, tilt = _three(leg.foot)
            rotation[foot] = ry(-k * out) @ rz(pitch) @ rx(tilt)
        else:
            d, i, _ = _three(leg.ankle)
            rotation[foot] = rotation[shank] @ rz(d) @ rx(k * i)
        self._set(f"toe{s}", rz(leg.toe))

    def _arm_by_target(self, s: str, k: int) -> None:
        arm = self._arm(s)
        if arm.ik is None:
            return
        skeleton = self.skeleton
        rotation, joint = skeleton.rotation, skeleton.joint
        upper, fore, hand = (BONE[f"{b}{s}"] for b in ("arm", "fore", "hand"))
        target = place_of(arm.ik, skeleton)
        give_shoulder(skeleton, s, target)
        pole = unit(_direction((0.0, 0.0, float(k)) if arm.pole is None else arm.pole, skeleton))
        middle, end, self.short[f"arm{s}"] = two_bone(joint[upper], target, UPPER, FORE, pole)
        # The elbow bulges towards the pole, so the front of the arm faces away from it.
        rotation[upper], rotation[fore] = limb_frames(
            (f"arm{s}", f"fore{s}", f"hand{s}"), joint[upper], middle, end, -pole
        )
        joint[fore], joint[hand] = middle, end
        if arm.fingers is not None and arm.palm is not None:
            y = -unit(_direction(arm.fingers, skeleton))
            z = -k * _direction(arm.palm, skeleton)
            z = unit(z - y * float(z @ y))
            rotation[hand] = np.stack([np.cross(y, z), y, z], 1)
        else:
            w, d, _ = _three(arm.wrist)
            rotation[hand] = rotation[fore] @ ry(k * arm.pron) @ rx(k * w) @ rz(d)
        self._set(f"fing{s}", rx(k * arm.curl))


@dataclass(frozen=True)
class Evaluated:
    """A key in the world. `short` says how far each reaching limb stays from its target."""

    skeleton: Skeleton
    short: dict[str, float]
    place: Place


def evaluate(key: Key, build: Build = USUAL) -> Evaluated:
    """Pose the skeleton as a key says, for a body of this build."""
    evaluation = _Evaluation(key, build)
    evaluation.run()
    return Evaluated(evaluation.skeleton, evaluation.short, key.place)
