"""How a posed body comes to rest: it balances, sits or rocks, and feet, hands and head give way to the floor.

Many variants of one posture are settled at once (arrays begin with the variant), since a drag asks how
each joint would move a handle. Nothing here is random and everything is continuous but one thing: a body
that can no longer rest as it lies tips over.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from stretchplayer.figure.check import LIMITS, NECK_LIMITS
from stretchplayer.figure.postures import INDEX, Posture
from stretchplayer.figure.rig import BONE, BONES, OFFSET, PARENT, SIDES, Array, Index, smoothstep
from stretchplayer.figure.variants import (
    ELBOW_AT_REST,
    FIRM,
    HEAD,
    HEADLESS,
    KNEE_AT_REST,
    MASS,
    MASS_AT,
    MASS_BONES,
    WHOLE,
    bow,
    cross,
    low_of,
    shares,
    skin_of,
    turn,
)

PASSES = 3  # of giving way and settling anew
GRID_STEP = 4.0  # degrees
REFINED = 7, 12  # golden sections of a grid step: on the way, and in the end
UPRIGHTING = 0.12  # body heights a radian squared: how much a body keeps to its position
FOOT_CENTRE = 0.03  # from the ankle to where one stands
SOLE, INSTEP = 0.039, 0.020  # height of the ankle over a flat foot, and over its back
FOOT_LIES_FROM, FOOT_LIES_ALL = 0.05, 0.0  # height over the floor at which a foot begins to lie flat
SHANK_LEANS = (0.34, 0.60)  # cosine of its lean: from here on the sole finds the floor
TIP_FROM, TIP_ALL = 0.062, 0.012  # height of the finger tips over the floor
HAND = 0.115  # wrist to finger tips
PALM = 0.0165  # wrist over a flat hand
NECK_SHARE = 0.6  # of a nod; the rest is the head's
FACING = (0.3, 0.65)  # how much a chest faces up or down for the head to rest
REST_BACK = -40.0  # a head does not hang farther back than this to find the floor
SEAT_LEAN = (-35.0, 45.0)  # pitch of the pelvis on a chair
STANDING_LEAN = 110.0
LIFTED = 0.012  # of two feet or knees, one that is this much higher bears less
KNEELING_LEAN = (-125.0, 10.0)
PRESSED = 0.004  # soft tissue on the mat, as `pose.Place.sink`

_NODS = np.arange(-60.0, 61.0, 7.5)
_Y = np.array([0, 1.0, 0])
_GOLDEN = 0.6180339887498949


@dataclass
class Settled:
    """Variants at rest. World rotations (n, bones, 3, 3) and joints (n, bones, 3); angles in degrees."""

    rocked: Array  # from the position it began in
    pitch: Array
    nod: Array
    ankle: dict[str, Array]
    rotation: Array
    joint: Array
    up: Array  # how far each was moved up so that its lowest part lies on the mat
    hand: dict[str, Array]  # rotation of each hand in the frame of its forearm

    def point(self, bone: int, offset: Array) -> Array:
        """A point of a bone in every variant, (n, 3)."""
        return np.asarray(self.joint[:, bone] + self.rotation[:, bone] @ offset)


class _Body:
    """Variants of one posture, from joint numbers to rest."""

    def __init__(self, posture: Posture, values: Array) -> None:
        self._posture = posture
        self._v = values.T
        n = len(values)
        self.rotation = np.tile(np.eye(3), (n, len(BONES), 1, 1))
        self.joint = np.zeros((n, len(BONES), 3))
        self.local = self.rotation.copy()
        self.ankle: dict[str, Array] = {s: self._get("ankle" + s) for s, _ in SIDES}
        self.nod = self._get("nod")
        self._begin = self._shanks_level() if posture.kneels else np.zeros(n)
        self.delta = self._begin.copy()
        self._pose()

    def _get(self, name: str) -> Array:
        return np.asarray(self._v[INDEX[name]])

    def _shanks_level(self) -> Array:
        """Where a body on its knees begins to rock: with its lower legs on the floor."""
        lean = sum(self._get("knee" + s) - self._get("hip" + s) for s, _ in SIDES) / 2
        return np.clip(-90.0 + lean, *KNEELING_LEAN) - self._posture.pitch

    # ---- joints ------------------------------------------------------------------------------

    def _pose(self) -> None:
        p, get, local = self._posture, self._get, self.local
        n = len(self.delta)
        whole = np.ones(n)
        local[:, 0] = turn("y", whole * p.yaw) @ turn("z", whole * p.pitch) @ turn("y", p.twist + get("roll"))
        (f, ft), (s, st), (r, rt) = (shares(get(name), i) for i, name in enumerate(("bend", "side", "twist")))
        split = get("tsplit")
        local[:, BONE["sp1"]] = local[:, BONE["sp2"]] = bow(f / 2, s / 2, r / 2)
        local[:, BONE["sp3"]] = bow(ft * split, st * split, rt * split)
        local[:, BONE["sp4"]] = bow(ft * (1 - split), st * (1 - split), rt * (1 - split))
        self._set_head(self.nod)
        for side, k in SIDES:
            hip = [get(name + side) for name in ("hip", "hip_out", "hip_turn")]
            local[:, BONE[f"thigh{side}"]] = (
                turn("z", hip[0]) @ turn("x", -k * hip[1]) @ turn("y", k * hip[2])
            )
            local[:, BONE[f"shank{side}"]] = turn("z", KNEE_AT_REST - get("knee" + side))
            local[:, BONE[f"foot{side}"]] = turn("z", self.ankle[side])
            arm = [get(name + side) for name in ("shoulder", "shoulder_out", "shoulder_turn")]
            local[:, BONE[f"clav{side}"]] = turn("x", -k * get("shrug" + side)) @ turn(
                "y", k * get("protract" + side)
            )
            local[:, BONE[f"arm{side}"]] = turn("z", arm[0]) @ turn("x", -k * arm[1]) @ turn("y", k * arm[2])
            local[:, BONE[f"fore{side}"]] = turn("z", get("elbow" + side) - ELBOW_AT_REST)
            local[:, BONE[f"hand{side}"]] = self._idle_hand(side, k)
            local[:, BONE[f"fing{side}"]] = turn("x", k * get("curl" + side))
        self._chain(range(len(BONES)))

    def _set_head(self, nod: Array) -> None:
        tilt, look = self._get("tilt"), self._get("look")
        for bone, share in (("neck", NECK_SHARE), ("head", 1 - NECK_SHARE)):
            self.local[:, BONE[bone]] = bow(nod * share, tilt * share, look * share)

    def _idle_hand(self, side: str, k: int) -> Array:
        pron, wrist, aside = (self._get(name + side) for name in ("pron", "wrist", "wrist_side"))
        return np.asarray(turn("y", k * pron) @ turn("x", k * wrist) @ turn("z", aside))

    def _chain(self, bones: range | tuple[int, ...]) -> None:
        for i in bones:
            p = PARENT[i]
            if p < 0:
                self.rotation[:, i] = self.local[:, i]
                continue
            parent = self.rotation[:, p]
            self.joint[:, i] = self.joint[:, p] + parent @ OFFSET[i]
            self.rotation[:, i] = parent @ self.local[:, i]

    # ---- skin --------------------------------------------------------------------------------

    def _skin(self, index: Index) -> tuple[Array, ...]:
        return skin_of(self.rotation, self.joint, index)

    def _floor(self) -> Array:
        """Height of the floor under what bears weight: not hands and head, and ankles for feet."""
        low = low_of(self._skin(FIRM), FIRM, self.delta).min(1)
        for side, _ in SIDES:
            low = np.minimum(low, self._height(f"foot{side}") - self._ball(side))
        return np.asarray(low)

    def _rocked(self, v: Array) -> Array:
        """The upward part of world vectors (n, 3), the body having rocked."""
        return np.asarray(np.sin(np.radians(self.delta)) * v[:, 0] + np.cos(np.radians(self.delta)) * v[:, 1])

    def _height(self, bone: str) -> Array:
        return self._rocked(self.joint[:, BONE[bone]])

    # ---- giving way --------------------------------------------------------------------------

    def _upright(self, side: str) -> Array:
        """0 to 1: how surely the sole of this side is what meets the floor."""
        low, high = SHANK_LEANS
        return np.asarray(
            smoothstep((self._rocked(self.rotation[:, BONE[f"shank{side}"], :, 1]) - low) / (high - low))
        )

    def _ball(self, side: str) -> Array:
        return INSTEP + (SOLE - INSTEP) * self._upright(side)

    def _lay_feet(self, floor: Array) -> None:
        low, high = LIMITS["ankle"]
        for side, _ in SIDES:
            over = self._height(f"foot{side}") - SOLE - floor
            near = 1 - smoothstep((over - FOOT_LIES_ALL) / (FOOT_LIES_FROM - FOOT_LIES_ALL))
            ahead = self._rocked(self.rotation[:, BONE[f"shank{side}"], :, 0])
            lean = np.degrees(np.arcsin(np.clip(ahead, -1, 1)))
            self.ankle[side] = np.clip(
                self._get("ankle" + side) - near * self._upright(side) * lean, low, high
            )
            foot = BONE[f"foot{side}"]
            self.local[:, foot] = turn("z", self.ankle[side])
            self._chain((foot, BONE[f"toe{side}"]))

    def _lay_hands(self, floor: Array) -> None:
        """Hands that would go into the floor lie on it, palms down."""
        rock = turn("z", self.delta)
        for side, k in SIDES:
            fore, hand = BONE[f"fore{side}"], BONE[f"hand{side}"]
            idle = rock @ self.rotation[:, fore] @ self._idle_hand(side, k)
            wrist = self._height(f"hand{side}") - floor
            tips = wrist - HAND * idle[:, 1, 1]
            lies = 1 - smoothstep((tips - TIP_ALL) / (TIP_FROM - TIP_ALL))
            ahead = -idle[:, :, 1] + 0.4 * (rock @ self.rotation[:, fore])[:, :, 0]
            # Fingers go level, or down a little from a wrist that is off the floor.
            ahead[:, 1] = 0.0
            ahead /= np.linalg.norm(ahead, axis=1, keepdims=True) + 1e-9
            dip = np.clip((PALM - wrist) / HAND, -0.95, 0.0)
            fingers = ahead * np.sqrt(1 - dip * dip)[:, None] + dip[:, None] * _Y
            y = -fingers
            # Away from the palm. A palm that clearly faces up may stay so; in between it keeps its turn.
            down = np.clip(3 * k * idle[:, 1, 2] + 1.5, -1, 1)[:, None]
            z = k * down * _Y + (1 - np.abs(down)) * idle[:, :, 2]
            z -= y * (z * y).sum(1)[:, None]
            z /= np.linalg.norm(z, axis=1, keepdims=True) + 1e-9
            flat = np.stack([cross(y, z), y, z], 2)
            mixed = idle + lies[:, None, None] * (flat - idle)
            y = mixed[:, :, 1] / (np.linalg.norm(mixed[:, :, 1], axis=1, keepdims=True) + 1e-9)
            z = mixed[:, :, 2] - y * (mixed[:, :, 2] * y).sum(1)[:, None]
            z /= np.linalg.norm(z, axis=1, keepdims=True) + 1e-9
            world = np.stack([cross(y, z), y, z], 2)
            back = np.swapaxes(rock @ self.rotation[:, fore], 1, 2)
            self.local[:, hand] = back @ world
            self._chain((hand, BONE[f"fing{side}"]))

    def _rest_head(self, floor: Array) -> None:
        """On the back the head rests on the floor, and a nod lifts it; face down, it stays above it."""
        wanted = self._get("nod")
        facing = self._rocked(self.rotation[:, BONE["sp4"], :, 0])
        share = smoothstep((np.abs(facing) - FACING[0]) / (FACING[1] - FACING[0]))
        if not share.any():
            return
        above = self._head_lows() - floor[:, None] + PRESSED
        for i in np.flatnonzero(share):
            if facing[i] > 0:  # bending forward lifts it
                rest = max(_crossing(_NODS, above[i]), REST_BACK)
                nod = rest + max(wanted[i], 0.0)
            else:
                nod = min(wanted[i], -_crossing(-_NODS[::-1], above[i][::-1]))
            nod = min(max(nod, NECK_LIMITS[0][0]), NECK_LIMITS[0][1])
            self.nod[i] = wanted[i] + share[i] * (nod - wanted[i])
        self._set_head(self.nod)
        self._chain((BONE["neck"], BONE["head"]))

    def _head_lows(self) -> Array:
        """How low the head would be at each of `_NODS`, (n, nods)."""
        n, steps = len(self.delta), len(_NODS)
        rotation, joint = np.repeat(self.rotation, steps, 0), np.repeat(self.joint, steps, 0)
        nod = np.tile(_NODS, n)
        tilt, look = (np.repeat(self._get(name), steps) for name in ("tilt", "look"))
        for bone, share in (("neck", NECK_SHARE), ("head", 1 - NECK_SHARE)):
            i = BONE[bone]
            parent = rotation[:, PARENT[i]]
            joint[:, i] = joint[:, PARENT[i]] + parent @ OFFSET[i]
            rotation[:, i] = parent @ bow(nod * share, tilt * share, look * share)
        low = low_of(skin_of(rotation, joint, HEAD), HEAD, np.repeat(self.delta, steps))
        return np.asarray(low.min(1).reshape(n, steps))

    # ---- coming to rest ----------------------------------------------------------------------

    def _mass(self) -> Array:
        """Centre of mass, (n, 3), before rocking."""
        at = self.joint[:, MASS_BONES] + (self.rotation[:, MASS_BONES] @ MASS_AT[:, :, None])[..., 0]
        return np.asarray((MASS[:, None] * at).sum(1))

    def _energy(self, skin: tuple[Array, ...], index: Index, mass: Array, degrees: Array) -> Array:
        angle = np.radians(degrees)
        if degrees.ndim == 2:
            mass = mass[:, None]
        height = np.sin(angle) * mass[..., 0] + np.cos(angle) * mass[..., 1]
        begin = np.radians(self._begin) if degrees.ndim == 1 else np.radians(self._begin)[:, None]
        pull = UPRIGHTING * (angle - begin) ** 2 / 2
        return np.asarray(height - low_of(skin, index, degrees).min(-1) + pull)

    def _rock(self, index: Index, refined: int, *, anew: bool) -> None:
        """Down the slope to where the body rests, from its own position or from where it is."""
        skin, mass, n = self._skin(index), self._mass(), len(self.delta)
        window = self._posture.window
        if anew:
            grid = np.arange(-window, window + 0.1, GRID_STEP)
            energy = self._energy(skin, index, mass, self._begin[:, None] + grid)
            for i in range(n):
                self.delta[i] += grid[_downhill(energy[i], len(grid) // 2)]
        low = np.maximum(self.delta - GRID_STEP, self._begin - window)
        high = np.minimum(self.delta + GRID_STEP, self._begin + window)
        a, b = high - _GOLDEN * (high - low), low + _GOLDEN * (high - low)
        ea, eb = (self._energy(skin, index, mass, at) for at in (a, b))
        for _ in range(refined):
            left = ea < eb
            low, high = np.where(left, low, a), np.where(left, b, high)
            fresh = np.where(left, high - _GOLDEN * (high - low), low + _GOLDEN * (high - low))
            ef = self._energy(skin, index, mass, fresh)
            a, b = np.where(left, fresh, b), np.where(left, a, fresh)
            ea, eb = np.where(left, ef, eb), np.where(left, ea, ef)
        self.delta = (low + high) / 2

    def _balance(self) -> None:
        """Lean so that the middle of the body is over the feet, or the foot, that bear it."""
        heights = {side: self._height(f"foot{side}") for side, _ in SIDES}
        right = 1 / (1 + np.exp(np.clip((heights["R"] - heights["L"]) / LIFTED, -50, 50)))
        stands = (
            self.joint[:, BONE["footR"]] * right[:, None]
            + self.joint[:, BONE["footL"]] * (1 - right)[:, None]
        )
        way = self._mass() - stands
        length = np.hypot(way[:, 0], way[:, 1]) + 1e-9
        lean = np.arctan2(way[:, 0], way[:, 1]) - np.arcsin(np.clip(FOOT_CENTRE / length, -1, 1))
        self.delta = np.clip(np.degrees(lean), -STANDING_LEAN, STANDING_LEAN)

    def _sit(self) -> None:
        """The thighs stay level: the lower one, where one is raised."""
        hip = np.minimum(self._get("hipR"), self._get("hipL"))
        self.delta = np.clip(90.0 - hip, *SEAT_LEAN)

    def settle(self, passes: int, near: float | None, home: Array) -> Settled:
        """Come to rest; `home` is where what stays was in the beginning."""
        kind = self._posture.settles
        if near is not None:
            self.delta[:] = near
        if kind == "balances":
            self._balance()
        elif kind == "sits":
            self._sit()
        elif near is None:
            self._rock(FIRM, REFINED[0], anew=True)
        for _ in range(passes):
            floor = self._floor()
            self._lay_feet(floor)
            self._lay_hands(floor)
            if kind == "rocks":
                self._rock(HEADLESS, REFINED[0], anew=False)
        # The head comes last: it rests where there is room, and carries only when it cannot give way.
        self._rest_head(self._floor())
        if kind == "rocks":
            self._rock(WHOLE, REFINED[1], anew=False)
        return self._result(home)

    def _result(self, home: Array) -> Settled:
        low = low_of(self._skin(WHOLE), WHOLE, self.delta).min(1)
        rock = turn("z", self.delta)[:, None]
        joint = (rock @ self.joint[..., None])[..., 0]
        joint[..., 1] += -(low + PRESSED)[:, None]
        stays = joint[:, [BONE[bone] for bone in self._posture.stays]]
        share = np.exp(-(stays[..., 1] - stays[..., 1].min(1, keepdims=True)) / LIFTED)
        share /= share.sum(1, keepdims=True)
        shift = (share[..., None] * (home - stays)).sum(1)
        joint[..., 0] += (self._get("x") + shift[:, 0])[:, None]
        joint[..., 2] += (self._get("z") + shift[:, 2])[:, None]
        hands = {side: self.local[:, BONE[f"hand{side}"]].copy() for side, _ in SIDES}
        turned = np.cos(np.radians(self._posture.yaw))
        return Settled(
            self.delta,
            self._posture.pitch + turned * self.delta,
            self.nod,
            self.ankle,
            rock @ self.rotation,
            joint,
            -low - PRESSED,
            hands,
        )


def _downhill(energy: Array, at: int) -> int:
    """The first lowest place on the way down from `at`."""
    step = 0
    if at + 1 < len(energy) and energy[at + 1] < energy[at]:
        step = 1
    if at > 0 and energy[at - 1] < min(energy[at], energy[at + 1] if step else energy[at]):
        step = -1
    while step and 0 <= at + step < len(energy) and energy[at + step] < energy[at]:
        at += step
    return at


def _crossing(x: Array, y: Array) -> float:
    """The largest x below which y is not positive; the first x when there is none."""
    below = np.flatnonzero(y <= 0)
    if not len(below):
        return float(x[0])
    i = int(below[-1])
    if i + 1 == len(x):
        return float(x[-1])
    return float(x[i] + (x[i + 1] - x[i]) * -y[i] / (y[i + 1] - y[i]))


def settle(posture: Posture, values: Array, *, passes: int = PASSES, near: Settled | None = None) -> Settled:
    """Variants (n, numbers) of one posture at rest.

    Fewer passes are quicker and a little rougher, and so is beginning from what rests `near` it.
    """
    begin = None if near is None else float(near.rocked[0])
    return _Body(posture, np.atleast_2d(values)).settle(passes, begin, _home(posture))


@lru_cache
def _home(posture: Posture) -> Array:
    """Where what stays is in the position itself, around the middle of the mat."""
    plain = np.array([posture.values()])
    rest = _Body(posture, plain).settle(PASSES, None, np.zeros((len(posture.stays), 3)))
    stays = rest.joint[0, [BONE[bone] for bone in posture.stays]]
    return np.asarray(stays - stays.mean(0))
