"""Pose files: what an exercise looks like, as angles and contacts.

Angles in degrees, lengths in body heights. A key is one posture; an exercise moves through its keys.
Positive angles are anatomical: flexion, abduction, inward rotation; see `solve` for the axes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Literal

import msgspec

from stretchplayer.core.errors import ContentError, NotFoundError
from stretchplayer.figure.muscles import MUSCLES
from stretchplayer.figure.rig import BONE, PARTS

#: What is painted one after another; a pose says in which order.
GROUPS = ("armL", "armR", "head", "legL", "legR", "pelvis", "shirt")

_ID = re.compile(r"[a-z0-9-]+")

Triple = tuple[float, float, float]
Angles = float | tuple[float, ...]
Part = str


class _Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Strict and immutable."""


class OnBody(_Record, frozen=True, forbid_unknown_fields=True):
    """A point fixed to a bone: an offset in its frame, and a share of the way to a child bone."""

    on: str
    off: Triple = (0.0, 0.0, 0.0)
    t: float | None = None
    to: str | None = None


class InFrame(_Record, frozen=True, rename={"bone": "in"}, forbid_unknown_fields=True):
    """A direction in the frame of a bone."""

    bone: str
    v: Triple


Target = Triple | OnBody
Direction = Triple | InFrame


class Root(_Record, frozen=True, forbid_unknown_fields=True):
    """The pelvis in the world; pitch 90 is lying on the back, twist turns about the body's own axis."""

    pitch: float = 0.0
    yaw: float = 0.0
    roll: float = 0.0
    twist: float = 0.0


class Place(_Record, frozen=True, forbid_unknown_fields=True):
    """What touches the floor, and where a joint stands in x and z."""

    floor: tuple[Part, ...] = ()
    anchor: str = "pelvis"
    at: tuple[float, float] = (0.0, 0.0)
    sink: float = 0.004  # soft tissue on a mat
    level: float = 0.0  # height of what it rests on
    y: float | None = None  # height of the pelvis, instead of `floor`


class Leg(_Record, frozen=True, forbid_unknown_fields=True):
    """By angles, or by where the ankle is; `foot` keeps the foot's direction in the world."""

    hip: Angles = 0.0
    knee: float = 0.0
    ankle: Angles = 0.0
    toe: float = 0.0
    ik: Target | None = None
    pole: Direction = (0.0, 1.0, 0.0)
    foot: Angles | None = None


class Arm(_Record, frozen=True, forbid_unknown_fields=True):
    """By angles, or by where the wrist is and how the hand lies."""

    sh: Angles = 0.0
    elbow: float = 0.0
    pron: float = 0.0
    wrist: Angles = 0.0
    curl: float = 8.0
    ik: Target | None = None
    pole: Direction | None = None
    fingers: Direction | None = None
    palm: Direction | None = None
    slide: bool = False  # on its way here a planted hand stays on what it rests on, it does not step


class Key(_Record, frozen=True, forbid_unknown_fields=True):
    """One posture."""

    root: Root = Root()
    lumbar: Angles = 0.0
    thorax: Angles = 0.0
    tsplit: float = 0.5  # share of the thorax bend in its lower half
    neck: Angles = 0.0
    head: Angles = 0.0
    clavR: Angles = 0.0  # noqa: N815  (as in the files: R and L are sides)
    clavL: Angles = 0.0  # noqa: N815
    belly: float = 0.0  # -1 drawn in, 1 breathed in
    place: Place = Place()
    legR: Leg = Leg()  # noqa: N815
    legL: Leg = Leg()  # noqa: N815
    armR: Arm = Arm()  # noqa: N815
    armL: Arm = Arm()  # noqa: N815


class Way(StrEnum):
    """How far an exercise goes."""

    USUAL = "usual"
    EASIER = "easier"
    HARDER = "harder"


class Arrow(_Record, frozen=True, forbid_unknown_fields=True):
    """A hint of the movement: a curve, or an arc around a point, relative to a bone.

    With `ways`, it is there only when the exercise is done so.
    """

    kind: Literal["bez", "arc"]
    at: str
    from_: Triple = msgspec.field(name="from", default=(0.0, 0.0, 0.0))
    to: Triple = (0.0, 0.0, 0.0)
    bulge: float = 0.0
    off: Triple = (0.0, 0.0, 0.0)
    r: float = 0.3
    a0: float = 0.0
    a1: float = 90.0
    plane: Literal["xy", "zy", "xz"] = "xy"
    ways: tuple[Way, ...] = ()


class Prop(_Record, frozen=True, forbid_unknown_fields=True):
    """A box in the scene: x from and to, y from and to, z from and to.

    A wall has no top that one sees; a ruler has its marks along its longest edge. With `ways`, it is
    there only when the exercise is done so.
    """

    kind: Literal["box", "cushion", "wall", "ruler"]
    at: tuple[float, float, float, float, float, float]
    layer: Literal["back", "front"] = "back"
    ways: tuple[Way, ...] = ()


class Band(_Record, frozen=True, forbid_unknown_fields=True):
    """A taut strip of cloth, or a straight rod, that follows points of the body.

    It is painted before the group named, on top without one. A rod goes from its first to its last
    point, or is `length` long with its middle between them.
    """

    kind: Literal["towel", "stick"]
    through: tuple[Target, ...]
    before: str | None = None
    length: float | None = None
    ways: tuple[Way, ...] = ()


class Focus(_Record, frozen=True, forbid_unknown_fields=True):
    """What matters in a small movement: a place on a bone, and how much around it."""

    at: str
    span: float
    off: Triple = (0.0, 0.0, 0.0)


class Sculpted(_Record, frozen=True, forbid_unknown_fields=True):
    """What the pose editor was left with, so that it can go on from there; the figure does not use it."""

    posture: str
    values: dict[str, float]


class Pose(_Record, frozen=True, forbid_unknown_fields=True):
    """An exercise: postures from start to hold, and how it is shown."""

    title: str
    camera: tuple[float, float]  # yaw and pitch
    order: tuple[str, ...]  # groups of the body from back to front
    keys: tuple[Key, ...]
    times: tuple[float, ...] | None = None  # when each key is reached, 0 to 1
    cycle: tuple[int, ...] | None = None  # keys of a loop
    easier: Key | None = None  # instead of the last key
    harder: Key | None = None
    easier_other: Key | None = None  # instead of the second key, of a flow that goes to both sides
    harder_other: Key | None = None
    easier_start: Key | None = None  # instead of the first key, where the form begins otherwise
    harder_start: Key | None = None
    stage: tuple[tuple[float, float], ...] = ((0.0, 1.0), (0.0, 1.0), (0.0, 1.0))  # trunk, legs, arms
    highlight: tuple[str, ...] = ()
    arrows: tuple[Arrow, ...] = ()
    switch: Literal["flip", "mirror"] = "flip"
    props: tuple[Prop, ...] = ()
    bands: tuple[Band, ...] = ()
    focus: Focus | None = None
    ghost: bool = False  # stills show where the movement began
    mat: tuple[float, float] | None = None
    matz: float | None = None
    farshade: bool = True
    legs_apart: bool = False  # legs that cross are drawn in two tones
    breath_amount: float = 1.0
    sculpted: Sculpted | None = None

    def drawn(self, way: Way) -> Key | None:
        """The posture that stands for the last key when the exercise goes this far, if one is drawn."""
        return (
            self.keys[-1] if way is Way.USUAL else {"easier": self.easier, "harder": self.harder}[way.value]
        )

    def ways(self) -> tuple[Way, ...]:
        """The ways that are drawn, the usual one first."""
        return tuple(way for way in Way if self.drawn(way) is not None)

    def keys_for(self, way: Way) -> tuple[Key, ...]:
        """The keys of the exercise when it goes this far; the usual ones where nothing else is drawn."""
        last = self.drawn(way)
        if last is None:
            return self.keys
        keys = [*self.keys[:-1], last]
        for place, drawn in enumerate((self.drawn_start(way), self.drawn_other(way))):
            if drawn is not None:
                keys[place] = drawn
        return tuple(keys)

    def drawn_start(self, way: Way) -> Key | None:
        """The posture that stands for the first key, if one is drawn."""
        return {Way.USUAL: None, Way.EASIER: self.easier_start, Way.HARDER: self.harder_start}[way]

    def drawn_other(self, way: Way) -> Key | None:
        """The posture that stands for the second key, on the other side of a flow, if one is drawn."""
        return {Way.USUAL: None, Way.EASIER: self.easier_other, Way.HARDER: self.harder_other}[way]

    def equipped(self, way: Way) -> Pose:
        """The pose with those props, bands and arrows alone that belong to it when it goes this far."""
        props = tuple(prop for prop in self.props if not prop.ways or way in prop.ways)
        bands = tuple(band for band in self.bands if not band.ways or way in band.ways)
        arrows = tuple(arrow for arrow in self.arrows if not arrow.ways or way in arrow.ways)
        if (props, bands, arrows) == (self.props, self.bands, self.arrows):
            return self
        return msgspec.structs.replace(self, props=props, bands=bands, arrows=arrows)

    def reached(self) -> tuple[float, ...]:
        """When each key is reached on the way in, 0 to 1."""
        return self.times or tuple(n / (len(self.keys) - 1) for n in range(len(self.keys)))

    def faults(self) -> list[str]:
        """What does not fit together, or names what the body does not have."""
        return [*self._unknown(), *self._timing(), *self._surroundings(), *self._banding()]

    def _timing(self) -> Iterator[str]:
        for way in (Way.EASIER, Way.HARDER):
            if self.drawn_other(way) is not None and (len(self.keys) < 3 or self.drawn(way) is None):
                yield f"{way.value}_other: needs the form it belongs to, and a key between"
            if self.drawn_start(way) is not None and self.drawn(way) is None:
                yield f"{way.value}_start: needs the form it belongs to"
        if not 2 <= len(self.keys) <= 4:
            yield "keys: 2 to 4 are needed"
        if self.times is not None:
            if len(self.times) != len(self.keys):
                yield "times: one for each key is needed"
            if list(self.times) != sorted(set(self.times)) or self.times[:1] + self.times[-1:] != (0, 1):
                yield "times: must rise from 0 to 1"
        if self.cycle is not None:
            if any(not 0 <= k < len(self.keys) for k in self.cycle):
                yield "cycle: names a key that is not there"
            if len(self.cycle) < 2:
                yield "cycle: at least two keys are needed"
        if any(not 0 <= begin < end <= 1 for begin, end in self.stage):
            yield "stage: each window must begin before it ends, both between 0 and 1"

    def _surroundings(self) -> Iterator[str]:
        if sorted(self.order) != sorted(GROUPS):
            yield f"order: needs each of {', '.join(GROUPS)} once"
        for x0, x1, y0, y1, z0, z1 in (prop.at for prop in self.props):
            if not (x0 < x1 and y0 < y1 and z0 < z1):
                yield "props: each goes from its lower to its higher end"
        if (self.mat is not None and self.mat[0] >= self.mat[1]) or (
            self.matz is not None and self.matz <= 0
        ):
            yield "mat: must have a size"

    def _banding(self) -> Iterator[str]:
        for band in self.bands:
            yield from (f"bands: no bone {bone!r}" for bone in _named_by(band.through) if bone not in BONE)
            if band.before is not None and band.before not in GROUPS:
                yield f"bands: no group {band.before!r} to be painted before"
            if len(band.through) < 2:
                yield "bands: each goes through at least two points"
            if band.length is not None and (band.kind != "stick" or band.length <= 0):
                yield "bands: a rod alone has a length, above 0"
        if self.focus is not None:
            if self.focus.at not in BONE:
                yield f"focus: no bone {self.focus.at!r}"
            if self.focus.span <= 0:
                yield "focus: must have a size"

    def _unknown(self) -> Iterator[str]:
        named = {f"keys[{n}]": key for n, key in enumerate(self.keys)}
        for way in (Way.EASIER, Way.HARDER):
            forms = {"": self.drawn(way), "_other": self.drawn_other(way), "_start": self.drawn_start(way)}
            named |= {way.value + which: key for which, key in forms.items() if key is not None}
        for where, key in named.items():
            yield from (f"{where}: no bone {bone!r}" for bone in _bones_of(key) if bone not in BONE)
            yield from (f"{where}: no part {part!r}" for part in key.place.floor if part not in PARTS)
        yield from (f"arrows: no bone {arrow.at!r}" for arrow in self.arrows if arrow.at not in BONE)
        for name in self.highlight:
            base, _, side = name.partition(".")
            if base not in MUSCLES or side not in ("", "R", "L"):
                yield f"highlight: no muscle {name!r}"


def _bones_of(key: Key) -> Iterator[str]:
    """Every bone that a key names."""
    yield key.place.anchor
    for limb in (key.legR, key.legL, key.armR, key.armL):
        aims: list[Target | Direction | None] = [limb.ik, limb.pole]
        if isinstance(limb, Arm):
            aims += [limb.fingers, limb.palm]
        yield from _named_by(aims)


def _named_by(aims: Iterable[Target | Direction | None]) -> Iterator[str]:
    for aim in aims:
        if isinstance(aim, OnBody):
            yield from [aim.on] if aim.to is None else [aim.on, aim.to]
        elif isinstance(aim, InFrame):
            yield aim.bone


def parse_pose(data: bytes, name: str) -> Pose:
    """A pose from the bytes of its file; raises `ContentError` naming file and field."""
    try:
        pose = msgspec.json.decode(data, type=Pose)
    except msgspec.MsgspecError as error:
        raise ContentError(f"{name}: {error}") from error
    faults = pose.faults()
    if faults:
        raise ContentError(f"{name}: " + "; ".join(faults))
    return pose


class PoseLibrary:
    """The poses of a folder, each read when first asked for; and those people made themselves."""

    def __init__(self, folder: Path, own: Callable[[str], bytes | None] | None = None) -> None:
        """`own` gives the pose file of an own pose by its id, None when there is none."""
        self._folder = folder
        self._own = own
        self._poses: dict[str, Pose] = {}

    def ids(self) -> list[str]:
        """Every pose there is."""
        return sorted(path.stem for path in self._folder.glob("*.json"))

    def __getitem__(self, pose: str) -> Pose:
        """A pose by id; raises `NotFoundError` or `ContentError`. An own one that changed has a new id."""
        if pose not in self._poses:
            self._poses[pose] = parse_pose(self._read(pose), pose)
        return self._poses[pose]

    def _read(self, pose: str) -> bytes:
        """The file of a pose. Ids come from other people's files, too: they never lead out of the folder."""
        own = None if self._own is None else self._own(pose)
        if own is not None:
            return own
        if _ID.fullmatch(pose):
            path = self._folder / f"{pose}.json"
            if path.is_file():
                return path.read_bytes()
        raise NotFoundError(f"There is no picture called “{pose}”.")
