"""Author-time solver: moves a few numbers of a pose until body regions touch what they should touch.

Poses are written as plain dictionaries, the form they have in ``assets/poses``: angles in degrees,
lengths in body heights. Nothing here runs in the player.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from stretchplayer.figure.pose import Key as PoseKey
from stretchplayer.figure.pose import OnBody
from stretchplayer.figure.rig import BONE, lowest, rings
from stretchplayer.figure.solve import body_point, evaluate

Key = dict[str, Any]
Path = tuple[str | int, ...]
#: One unknown: these numbers move together, each with its own gain.
Variable = Sequence[tuple[Path, float]]

#: A goal this near to zero (body heights) counts as reached.
TOLERANCE = 1e-4
#: Longest step of one iteration, in degrees (positions move by a hundredth of it).
MAX_STEP = 12.0


class Posed:
    """A key evaluated by the player's own engine: where joints and skin are, in body heights."""

    def __init__(self, key: Key) -> None:
        self.key = key
        evaluated = evaluate(msgspec.convert(without_empty(key), PoseKey))
        self._skeleton = evaluated.skeleton
        #: How far each reaching limb stays from its target, by limb.
        self.short = evaluated.short

    def low(self, tube: str, start: float | None = None, stop: float | None = None) -> float:
        """Lowest height of a tube, between two values of its length parameter."""
        chosen: npt.NDArray[Any] = np.arange(*rings(tube, start, stop))
        return float(lowest(chosen, self._skeleton.rotation, self._skeleton.joint).min())

    def joint(self, bone: str) -> npt.NDArray[np.float64]:
        """Position of a bone's joint, shape (3,)."""
        return np.asarray(self._skeleton.joint[BONE[bone]])

    def point(self, target: Mapping[str, Any]) -> list[float]:
        """Where a point fixed to a bone, as in the files, is in the world."""
        where = body_point(msgspec.convert(target, OnBody), self._skeleton)
        return [float(x) for x in where]

    def distance(self, one: str, other: str) -> float:
        """Distance between two joints."""
        return float(np.linalg.norm(self.joint(one) - self.joint(other)))


Goal = Callable[[Posed], float]


def merge(base: Mapping[str, Any], *changes: Mapping[str, Any]) -> Key:
    """A deep copy of ``base`` with ``changes`` laid over it; None removes a field."""
    result = copy.deepcopy(dict(base))
    for change in changes:
        for name, value in change.items():
            old = result.get(name)
            if isinstance(value, Mapping) and isinstance(old, dict):
                result[name] = merge(old, value)
            else:
                result[name] = copy.deepcopy(value)
    return result


def without_empty(key: Mapping[str, Any]) -> Key:
    """The key without fields set to None; a limb whose target is gone loses its pole and aim too."""
    result: Key = {}
    for name, value in key.items():
        if isinstance(value, Mapping):
            limb = dict(value)
            if limb.get("ik", ...) is None:
                for field in ("ik", "pole", "foot", "fingers", "palm"):
                    limb.pop(field, None)
            result[name] = without_empty(limb)
        elif value is not None:
            result[name] = copy.deepcopy(value)
    return result


def number(key: Key, path: Path) -> float:
    """The number at ``path``; absent numbers are 0, a single number stands for [number, 0, 0]."""
    node: Any = key
    for step in path:
        if isinstance(step, int):
            triple = list(node) if isinstance(node, list | tuple) else [node]
            node = (triple + [0.0, 0.0])[step]
        else:
            node = node.get(step, 0.0) if isinstance(node, dict) else 0.0
    return float(node[0] if isinstance(node, list | tuple) else node)


def with_number(key: Key, path: Path, value: float) -> Key:
    """A copy of ``key`` with the number at ``path`` replaced."""
    result = copy.deepcopy(key)
    node: Any = result
    names = [step for step in path if isinstance(step, str)]
    for name in names[:-1]:
        node = node.setdefault(name, {})
    if isinstance(path[-1], int):
        old = node.get(names[-1], 0.0)
        triple = (list(old) if isinstance(old, list | tuple) else [old]) + [0.0, 0.0]
        triple = triple[:3]
        triple[path[-1]] = value
        node[names[-1]] = triple
    else:
        node[names[-1]] = value
    return result


def solve(key: Key, variables: Sequence[Variable], goals: Sequence[Goal], iterations: int = 30) -> Key:
    """Newton's method with a numerical Jacobian; raises ValueError if the goals stay out of reach."""

    def moved(base: Key, which: int, amount: float) -> Key:
        for path, gain in variables[which]:
            base = with_number(base, path, number(base, path) + amount * gain)
        return base

    def residual(candidate: Key) -> npt.NDArray[np.float64]:
        posed = Posed(candidate)
        return np.array([goal(posed) for goal in goals])

    # A round trip through text unties parts that share one dictionary (left and right leg, say).
    key = json.loads(json.dumps(key))
    probe = 0.5
    rest = residual(key)
    for _ in range(iterations):
        if np.abs(rest).max() < TOLERANCE:
            return key
        columns = [(residual(moved(key, i, probe)) - rest) / probe for i in range(len(variables))]
        step = -np.linalg.lstsq(np.stack(columns, 1), rest, rcond=1e-6)[0]
        for i, amount in enumerate(np.clip(step, -MAX_STEP, MAX_STEP)):
            key = moved(key, i, float(amount))
        rest = residual(key)
    if np.abs(rest).max() > 2e-3:
        raise ValueError(f"no solution: {np.round(rest, 4).tolist()}")
    return key
