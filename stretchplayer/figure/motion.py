"""Movement between keys: limbs keep their length, planted hands and feet stay where they are.

Each key is compiled once to local rotations, a root and the places of planted limbs. In between,
rotations are blended as quaternions and run through forward kinematics, so bone lengths cannot
change; then the floor contact is found anew, planted limbs are reached for, and elbows, knees and
free limbs are kept above the floor.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import pi, sin, sqrt

import numpy as np

from stretchplayer.figure.pose import Key, Place, Pose, Way
from stretchplayer.figure.rig import BONE, BONES, OFFSET, PARENT, PARTS, TUBES, USUAL, Array, Build, lowest
from stretchplayer.figure.sides import other_side
from stretchplayer.figure.solve import (
    Skeleton,
    contact_rings,
    evaluate,
    give_shoulder,
    limb_frames,
    two_bone,
    unit,
)

LIMBS: dict[str, tuple[str, str, str, str]] = {
    "legR": ("thighR", "shankR", "footR", "toeR"),
    "legL": ("thighL", "shankL", "footL", "toeL"),
    "armR": ("armR", "foreR", "handR", "fingR"),
    "armL": ("armL", "foreL", "handL", "fingL"),
}
_GUARDED = {
    limb: np.concatenate(
        [np.arange(*TUBES[t + limb[-1]]) for t in (("leg", "foot") if limb[:3] == "leg" else ("arm", "hand"))]
    )
    for limb in LIMBS
}
ELBOW_MIN, KNEE_MIN = 0.0205, 0.030  # a bent joint keeps this far above the floor
FREE_LIMB_SINK = 0.004  # a limb that stands nowhere goes no deeper into the mat
RESTING_MARGIN = 0.0005  # one that rests on it may be as deep as that and never a hair too deep
STEP_FROM = 0.02  # a planted limb that moves farther than this is lifted on the way
HELD_BREATH = 0.028  # how much of the last move a full breath takes back: one sinks deeper breathing out
GENTLE = 0.55  # share of the way in the easier version, where none is drawn
BRACED = 0.75  # share of the breath that a belly fully drawn in does not show
_TRUNK, _LEGS, _ARMS = 0, 1, 2


def _channel(bone: str) -> int:
    if bone[-1] not in "RL":
        return _TRUNK
    return _LEGS if bone[:-1] in ("thigh", "shank", "foot", "toe") else _ARMS


_CHANNEL = np.array([_channel(b) for b in BONES])


_SWAPPED = np.array([BONE[other_side(b)] if _channel(b) else BONE[b] for b in BONES])


def minimum_jerk(t: float) -> float:
    """0 to 1 as a calm movement of the body goes."""
    t = min(max(t, 0.0), 1.0)
    return t * t * t * (t * (6 * t - 15) + 10)


def _to_quaternions(matrices: Array) -> Array:
    """Rotation matrices (n, 3, 3) as unit quaternions (n, 4), real part first."""
    result = np.empty((len(matrices), 4))
    for i, m in enumerate(matrices):
        trace = m[0, 0] + m[1, 1] + m[2, 2]
        if trace > 0:
            s = sqrt(trace + 1) * 2
            result[i] = (s / 4, (m[2, 1] - m[1, 2]) / s, (m[0, 2] - m[2, 0]) / s, (m[1, 0] - m[0, 1]) / s)
        else:
            a = int(np.argmax(np.diag(m)))
            b, c = (a + 1) % 3, (a + 2) % 3
            s = sqrt(max(1 + m[a, a] - m[b, b] - m[c, c], 1e-12)) * 2
            q = [0.0, 0.0, 0.0]
            q[a], q[b], q[c] = s / 4, (m[b, a] + m[a, b]) / s, (m[c, a] + m[a, c]) / s
            result[i] = ((m[c, b] - m[b, c]) / s, *q)
    return np.asarray(result / np.linalg.norm(result, axis=1, keepdims=True))


def _to_matrices(quaternions: Array) -> Array:
    w, x, y, z = quaternions.T
    rows = [
        [1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)],
        [2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)],
        [2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)],
    ]
    return np.moveaxis(np.array(rows), 2, 0)


def _slerp(a: Array, b: Array, t: Array) -> Array:
    dot = (a * b).sum(1)
    b = np.where(dot[:, None] < 0, -b, b)
    angle = np.arccos(np.clip(np.abs(dot), 0, 1))
    s = np.sin(angle)
    apart = s > 1e-5
    s = np.where(apart, s, 1)
    wa = np.where(apart, np.sin((1 - t) * angle) / s, 1 - t)
    wb = np.where(apart, np.sin(t * angle) / s, t)
    result = wa[:, None] * a + wb[:, None] * b
    return np.asarray(result / np.linalg.norm(result, axis=1, keepdims=True))


@dataclass(frozen=True)
class CompiledKey:
    """A key ready to be blended."""

    local: Array  # (bones, 4) quaternions
    root: Array
    place: Place
    planted: dict[str, Array]  # limbs whose end stands still in the world
    ends: dict[str, Array]  # world rotation of each foot and hand
    belly: float
    sliding: frozenset[str] = frozenset()  # hands that slide to their place
    build: Build = USUAL

    @classmethod
    def of(cls, key: Key, build: Build = USUAL) -> CompiledKey:
        """Evaluate a key for a body of this build and take it apart."""
        skeleton = evaluate(key, build).skeleton
        r = skeleton.rotation
        local = np.array([r[i] if p < 0 else r[p].T @ r[i] for i, p in enumerate(PARENT)])
        wanted = {"legR": key.legR.ik, "legL": key.legL.ik, "armR": key.armR.ik, "armL": key.armL.ik}
        ends = {limb: BONE[bones[2]] for limb, bones in LIMBS.items()}
        return cls(
            _to_quaternions(local),
            skeleton.joint[0].copy(),
            key.place,
            {limb: skeleton.joint[ends[limb]].copy() for limb, ik in wanted.items() if isinstance(ik, tuple)},
            {limb: r[end].copy() for limb, end in ends.items()},
            key.belly,
            frozenset(limb for limb, arm in (("armR", key.armR), ("armL", key.armL)) if arm.slide),
            build,
        )

    def mirrored(self, normal: Array) -> CompiledKey:
        """Reflected across the body's own middle plane, whose world normal is `normal`."""
        across = np.eye(3) - 2 * np.outer(normal, normal)
        flip = np.diag([1.0, 1.0, -1.0])
        local = flip @ _to_matrices(self.local)[_SWAPPED] @ flip
        local[0] = across @ _to_matrices(self.local)[0] @ flip
        at = across @ np.array([self.place.at[0], 0.0, self.place.at[1]])
        place = Place(
            floor=tuple(other_side(part) for part in self.place.floor),
            anchor=other_side(self.place.anchor),
            at=(float(at[0]), float(at[2])),
            sink=self.place.sink,
            level=self.place.level,
            y=self.place.y,
        )
        return CompiledKey(
            _to_quaternions(local),
            across @ self.root,
            place,
            {other_side(limb): across @ point for limb, point in self.planted.items()},
            {other_side(limb): across @ end @ flip for limb, end in self.ends.items()},
            self.belly,
            frozenset(map(other_side, self.sliding)),
            self.build,
        )


def _reach(skeleton: Skeleton, limb: str, target: Array, pole: Array, end: Array) -> None:
    """Bring the end of a limb to `target` with rotation `end`; the middle joint stays off the floor."""
    first, second, tip, last = (BONE[b] for b in LIMBS[limb])
    leg = limb[:3] == "leg"
    start = skeleton.joint[first]
    lengths = float(np.linalg.norm(OFFSET[second])), float(np.linalg.norm(OFFSET[tip]))
    middle, stop, _ = two_bone(start, target, *lengths, pole)
    middle = _above_floor(start, middle, stop, KNEE_MIN if leg else ELBOW_MIN)
    bulge = middle - (start + stop) / 2
    front = bulge if float(np.linalg.norm(bulge)) > 0.004 else pole
    frames = limb_frames(LIMBS[limb][:3], start, middle, stop, front if leg else -front)
    skeleton.rotation[first], skeleton.rotation[second] = frames
    skeleton.joint[second], skeleton.joint[tip] = middle, stop
    skeleton.rotation[tip] = end
    skeleton.joint[last] = skeleton.joint[tip] + end @ OFFSET[last]


def _above_floor(start: Array, middle: Array, stop: Array, least: float) -> Array:
    """Turn the bend about the line of the limb just so far that the middle joint is at `least`."""
    if middle[1] >= least:
        return middle
    along = unit(stop - start)
    centre = start + along * float((middle - start) @ along)
    radius = float(np.linalg.norm(middle - centre))
    up = np.array([0.0, 1.0, 0.0]) - along * along[1]
    steep = float(np.linalg.norm(up))
    if steep < 1e-4 or radius < 1e-4:
        return middle
    up /= steep
    aside = np.cross(along, up)
    c = min(max((least - float(centre[1])) / (radius * float(up[1])), -1.0), 1.0)
    s = sqrt(1 - c * c)
    if float((middle - centre) @ aside) < 0:
        s = -s
    return np.asarray(centre + radius * (c * up + s * aside))


def blend(
    a: CompiledKey, b: CompiledKey, shares: tuple[float, float, float], planted: float | None = None
) -> Skeleton:
    """Between two keys; `shares` are those of trunk, legs and arms, already eased.

    `planted` is that of hands and feet that stand somewhere, where it is another one.
    """
    share = np.array(shares)
    local = _to_matrices(_slerp(a.local, b.local, share[_CHANNEL]))
    rotation, joint = np.empty_like(local), np.empty((len(BONES), 3))
    rotation[0], joint[0] = local[0], a.root + (b.root - a.root) * shares[_TRUNK]
    for i in range(1, len(BONES)):
        p = PARENT[i]
        rotation[i] = rotation[p] @ local[i]
        joint[i] = joint[p] + rotation[p] @ OFFSET[i]
    skeleton = Skeleton(rotation, joint, a.build)
    joint += _shift_to_contact(skeleton, a.place, b.place, shares[_TRUNK])
    for limb in LIMBS:
        share_of_limb = shares[_LEGS if limb[:3] == "leg" else _ARMS]
        if planted is not None and limb in a.planted and limb in b.planted:
            share_of_limb = planted
        _settle_limb(skeleton, limb, local, a, b, share_of_limb, shares)
    return skeleton


def _shift_to_contact(skeleton: Skeleton, a: Place, b: Place, share: float) -> Array:
    def needed(place: Place) -> float | None:
        if not place.floor:
            return None
        low = lowest(contact_rings(place.floor), skeleton.rotation, skeleton.joint, skeleton.build).min()
        return place.level - place.sink - float(low)

    shift = np.zeros(3)
    if a.y is None or b.y is None:
        na, nb = needed(a), needed(b)
        if na is not None and nb is not None:
            shift[1] = na if a.floor == b.floor else na + (nb - na) * share
        elif na is not None:
            shift[1] = na * (1 - share)
        elif nb is not None:
            shift[1] = nb * share
    if a.anchor == b.anchor:
        at = np.array(a.at) + (np.array(b.at) - np.array(a.at)) * share
        anchor = skeleton.joint[BONE[a.anchor]]
        shift[0], shift[2] = at[0] - anchor[0], at[1] - anchor[2]
    return shift


def _settle_limb(
    skeleton: Skeleton,
    limb: str,
    local: Array,
    a: CompiledKey,
    b: CompiledKey,
    share: float,
    shares: tuple[float, float, float],
) -> None:
    first, second, tip, last = (BONE[bone] for bone in LIMBS[limb])
    joint, rotation = skeleton.joint, skeleton.rotation
    bulge = joint[second] - (joint[first] + joint[tip]) / 2
    size = float(np.linalg.norm(bulge))
    straight = rotation[first][:, 0] * (1 if limb[:3] == "leg" else -1)
    pole = bulge / size if size >= 0.006 else straight
    from_, to = a.planted.get(limb), b.planted.get(limb)
    if from_ is not None and to is not None:
        target = from_ + (to - from_) * share
        way = float(np.linalg.norm(to - from_))
        if way > STEP_FROM and limb not in b.sliding:  # a foot steps, it does not slide; nor does a hand
            target = target + np.array([0, 0.175 * way * sin(pi * share) * min(1.0, way / 0.15), 0])
        ends = _slerp(
            _to_quaternions(a.ends[limb][None]), _to_quaternions(b.ends[limb][None]), np.array([share])
        )
        if limb[:3] == "arm":
            give_shoulder(skeleton, limb[-1], target)
        _reach(skeleton, limb, target, pole, _to_matrices(ends)[0])
    elif max(shares) > 0 and min(shares) < 1:
        low = float(lowest(_GUARDED[limb], rotation, joint, skeleton.build).min())
        deepest = _deepest(limb, a.place, b.place)
        if low >= -deepest:
            return
        # Little by little: a limb must not jump when the movement begins or ends.
        lift = min(1.0, 12 * share * (1 - share))
        up = np.array([0.0, (-low - deepest) * lift, 0.0])
        _reach(skeleton, limb, joint[tip] + up, pole, rotation[tip].copy())
    else:
        return
    rotation[last] = rotation[tip] @ local[last]


def _deepest(limb: str, a: Place, b: Place) -> float:
    """How deep a limb that stands nowhere may go into the mat; one that rests on it goes a little deeper."""
    tubes = {tube for place in (a, b) for part in place.floor for tube in PARTS[part]}
    if limb not in tubes:
        return FREE_LIMB_SINK
    return max(FREE_LIMB_SINK, a.sink, b.sink) + RESTING_MARGIN


@dataclass(frozen=True)
class Body:
    """A moment of the figure: where its bones are, and how far the belly is out (breath 1, drawn in -1)."""

    skeleton: Skeleton
    breath: float


class Movement:
    """One exercise on one side, ready to be asked for any moment of it."""

    def __init__(
        self, pose: Pose, *, mirrored: bool = False, way: Way = Way.USUAL, build: Build = USUAL
    ) -> None:
        """`mirrored` reflects the body itself, for pictures seen from the front or from above."""
        keys = pose.keys_for(way)
        compiled = [CompiledKey.of(key, build) for key in keys]
        if mirrored:
            normal = _to_matrices(compiled[0].local)[0][:, 2]
            compiled = [key.mirrored(normal) for key in compiled]
        self._keys = compiled
        self._pose = pose
        self._times = pose.reached()
        eased = way is Way.EASIER
        self._gentle = GENTLE if eased and pose.easier is None and pose.cycle is None else 1.0
        drawn = {len(keys) - 1} if pose.easier is not None else set()
        drawn |= {1} if pose.drawn_other(way) is not None else set()
        self._reach = [GENTLE if eased and key not in drawn else 1.0 for key in range(len(keys))]  # of a flow

    @property
    def cycles(self) -> bool:
        """Whether it is a flow."""
        return self._pose.cycle is not None

    def move(self, t: float, breath: float = 0.0) -> Body:
        """On the way in: 0 is the start, 1 the hold. `breath` is 0 breathed out to 1 breathed in."""
        t = min(max(t, 0.0), 1.0) * self._gentle
        last = len(self._keys) - 2
        n = next((i for i in range(last + 1) if t <= self._times[i + 1]), last)
        span = self._times[n + 1] - self._times[n]
        local = (t - self._times[n]) / span if span > 0 else 1.0
        if len(self._keys) == 2:
            windows = [(local - low) / (high - low) for low, high in self._pose.stage]
            shares = tuple(minimum_jerk(w) for w in windows)
        else:
            shares = (minimum_jerk(local),) * 3
        return self._between(self._keys[n], self._keys[n + 1], (shares[0], shares[1], shares[2]), breath)

    def hold(self, breath: float) -> Body:
        """Held: one sinks a little deeper breathing out; hands and feet that stand somewhere stay there."""
        there = minimum_jerk(self._gentle)
        deep = there * (1 - HELD_BREATH * breath)
        return self._between(self._keys[-2], self._keys[-1], (deep, deep, deep), breath, there)

    def cycle(self, t: float, breath: float) -> Body:
        """A flow at share t (0 to 1) of its cycle; through the middle it passes without stopping."""
        order = self._pose.cycle or (len(self._keys) - 1, 0)
        if len(order) == 4 and order[1] == order[3]:
            swing = sin(2 * pi * t)
            there = order[0] if swing >= 0 else order[2]
            share = abs(swing) * self._reach[there]
            return self._between(self._keys[order[1]], self._keys[there], (share, share, share), breath)
        n = int(t * len(order)) % len(order)
        share = minimum_jerk(t * len(order) - int(t * len(order)))
        return self._between(self._keys[order[n - 1]], self._keys[order[n]], (share, share, share), breath)

    def _between(
        self,
        a: CompiledKey,
        b: CompiledKey,
        shares: tuple[float, float, float],
        breath: float,
        planted: float | None = None,
    ) -> Body:
        belly = a.belly + (b.belly - a.belly) * shares[_TRUNK]
        # A belly that is drawn in stays so while one breathes on.
        free = 1 + BRACED * min(belly, 0.0)
        return Body(blend(a, b, shares, planted), belly + breath * self._pose.breath_amount * free)
