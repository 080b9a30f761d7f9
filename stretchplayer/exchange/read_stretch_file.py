"""Reads our own open format, see `stretchplayer.exchange.stretch_file`."""

from __future__ import annotations

import base64
import binascii
import re
from typing import Any

import msgspec

from stretchplayer.core.catalogue import (
    Breathing,
    Caution,
    Direction,
    Dose,
    Form,
    Origin,
    Posture,
    Side,
    SideMeaning,
    Stretch,
    StretchType,
    Swap,
    Variant,
)
from stretchplayer.core.content_rules import MUSCLES, SHORT_NAME_CHARS
from stretchplayer.core.errors import RefusedFileError
from stretchplayer.core.history import PictureKind
from stretchplayer.core.own_stretch import PICTURE_PREFIX, USUAL_DOSES, changed, own_stretch, short_name
from stretchplayer.core.place import Place
from stretchplayer.core.preferences import Sounds, Talking
from stretchplayer.core.routine import MOST_ITEMS, HowOften, Sides
from stretchplayer.exchange import limits
from stretchplayer.exchange.fields import E, Fields
from stretchplayer.exchange.model import (
    Bundle,
    FileKind,
    ForeignItem,
    ForeignPicture,
    ForeignRoutine,
    ForeignStretch,
)
from stretchplayer.exchange.stretch_file import FORMAT, VERSION

_POSE_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
TOO_MANY_ITEMS = f"A routine holds at most {MOST_ITEMS} entries; those after them are left out."
_MORE_THAN_KNOWN = "The file says more than this version understands; that part is left out."


def is_ours(value: Any) -> bool:
    """Whether the file says that it is one of ours."""
    return isinstance(value, dict) and value.get("format") == FORMAT


def read(value: Any, name: str) -> Bundle:
    """What one of our files brings. Raises `RefusedFileError`."""
    return _Reader(value, name).bundle()


class _Reader:
    """Reads one file, and notes whether it says things that nobody asks for."""

    def __init__(self, value: Any, name: str) -> None:
        self._name = name
        self._seen: list[Fields] = []
        self._budget = limits.Budget(name)
        self._file = self._look(Fields(value, "", name))
        self._remarks: dict[str, None] = {}

    def bundle(self) -> Bundle:
        version = self._file.whole("version")
        if version is None or version < 1:
            raise self._file.wrong("version", "the number of the format’s version")
        if version > VERSION:
            raise RefusedFileError(
                f"“{self._name}” was made by a newer Stretch Player. Please update this one to open it."
            )
        for known in ("format", "made_with", "$schema"):
            self._file.get(known)
        stretches = {
            stretch.key: stretch
            for stretch in map(self._stretch, self._file.each("stretches", limits.STRETCHES))
        }
        routines = []
        for fields in self._file.each("routines", limits.ROUTINES):
            routine, named = self._routine(fields)
            routines.append(routine)
            stretches = named | stretches
        if not stretches and not routines:
            raise RefusedFileError(f"There is no routine and no stretch in “{self._name}”.")
        pictures = self._pictures()
        if any(fields.unread() for fields in self._seen):
            self._remarks[_MORE_THAN_KNOWN] = None
        return Bundle(
            kind=FileKind.STRETCH,
            stretches=tuple(stretches.values()),
            routines=tuple(routines),
            pictures=pictures,
            remarks=tuple(self._remarks),
        )

    def _look(self, fields: Fields) -> Fields:
        self._seen.append(fields)
        return fields

    def _group(self, fields: Fields, key: str) -> Fields | None:
        group = fields.group(key)
        return None if group is None else self._look(group)

    def _routine(self, fields: Fields) -> tuple[ForeignRoutine, dict[str, ForeignStretch]]:
        self._look(fields)
        items: list[ForeignItem] = []
        named: dict[str, ForeignStretch] = {}
        for entry in fields.each("items", limits.STRETCHES):
            item, title = self._item(entry)
            # Another entry of the file may bring this stretch; else it is one of the library, by its id.
            named[item.stretch] = ForeignStretch(
                key=item.stretch, name=title or item.stretch, known_as=item.stretch
            )
            items.append(item)
        if len(items) > MOST_ITEMS:
            self._remarks[f"A routine holds at most {MOST_ITEMS} entries; those after them are left out."] = (
                None
            )
            items = items[:MOST_ITEMS]
        often = self._group(fields, "how_often")
        length = fields.number("length")
        return (
            ForeignRoutine(
                name=fields.text("name", limits.NAME_CHARS) or "Routine",
                description=fields.text("description"),
                items=tuple(items),
                place=fields.choice("place", Place) or Place.FLOOR,
                length=1.0 if length is None else length,
                talking=fields.choice("talking", Talking),
                sounds=fields.choice("sounds", Sounds),
                how_often=None if often is None else _how_often(often),
                origin=self._origin(fields),
            ),
            named,
        )

    def _item(self, fields: Fields) -> tuple[ForeignItem, str]:
        self._look(fields)
        return (
            ForeignItem(
                stretch=fields.name("stretch"),
                hold_s=fields.number("hold_s"),
                repetitions=fields.whole("repetitions"),
                rest_s=fields.number("rest_s"),
                get_ready_s=fields.number("get_ready_s"),
                sides=fields.choice("sides", Sides) or Sides.BOTH,
                first_side=fields.choice("first_side", Side),
            ),
            fields.line("name"),
        )

    def _stretch(self, fields: Fields) -> ForeignStretch:
        self._look(fields)
        key, form = fields.name("id"), fields.choice("form", Form) or Form.HOLD
        hold_s, repetitions = self._dose(fields)
        record = self._record(fields, key, form)
        self._budget.spend((record.name, *record.aliases, *record.steps))
        usual = USUAL_DOSES[form]
        picture = fields.line("picture")
        return ForeignStretch(
            key=key,
            name=record.name,
            aliases=record.aliases,
            steps=record.steps,
            hold_s=hold_s,
            repetitions=repetitions,
            form=form,
            sides=record.side_means,
            posture=record.posture,
            places=record.muscles,
            origin=record.origin,
            picture=picture or None,
            record=changed(
                record,
                pose=picture or record.pose,
                dose=Dose(
                    hold_s=usual.hold_s if hold_s is None else hold_s,
                    repetitions=usual.repetitions if repetitions is None else repetitions,
                ),
            ),
        )

    def _dose(self, fields: Fields) -> tuple[float | None, int | None]:
        group = self._group(fields, "dose")
        return (None, None) if group is None else (group.number("hold_s"), group.whole("repetitions"))

    def _record(self, fields: Fields, key: str, form: Form) -> Stretch:
        name = fields.text("name", limits.NAME_CHARS)
        if not name.strip():
            raise fields.wrong("name", "a name")
        pose = fields.line("pose")
        stretch = own_stretch(
            id=key,
            name=name,
            steps=fields.texts("steps"),
            form=form,
            posture=fields.choice("posture", Posture) or Posture.LYING_BACK,
            sides=fields.choice("side_means", SideMeaning),
            cautions=fields.text("caution_note"),
            feel=fields.text("feel"),
            pose=pose if _POSE_ID.fullmatch(pose) and not pose.startswith(PICTURE_PREFIX) else "",
            directions=_choices(fields, "directions", Direction) or (Direction.NEUTRAL,),
            muscles=[place for place in fields.texts("muscles") if place in MUSCLES],
            origin=self._origin(fields),
        )
        short = fields.text("short_name", limits.NAME_CHARS)
        return msgspec.structs.replace(
            stretch,
            type=fields.choice("type", StretchType) or stretch.type,
            short_name=short if 0 < len(short) <= SHORT_NAME_CHARS else short_name(name),
            aliases=tuple(fields.texts("aliases", chars=limits.NAME_CHARS)),
            targets=fields.text("targets"),
            breathing=self._breathing(fields) or stretch.breathing,
            mistakes=tuple(fields.texts("mistakes")),
            cautions=_choices(fields, "cautions", Caution),
            easier=self._variant(fields, "easier"),
            harder=self._variant(fields, "harder"),
            swap=self._swap(fields),
            note=fields.text("note") or None,
            picture=fields.text("picture_text"),
        )

    def _breathing(self, fields: Fields) -> Breathing | None:
        group = self._group(fields, "breathing")
        if group is None:
            return None
        usual = Breathing(text="")
        in_s, out_s = group.number("in_s"), group.number("out_s")
        if min(in_s or usual.in_s, out_s or usual.out_s) < 1:
            raise fields.wrong("breathing", "breaths of at least a second")
        return Breathing(text=group.text("text"), in_s=in_s or usual.in_s, out_s=out_s or usual.out_s)

    def _variant(self, fields: Fields, key: str) -> Variant | None:
        group = self._group(fields, key)
        if group is None:
            return None
        pose = group.line("pose")
        return Variant(text=group.text("text"), pose=pose if _POSE_ID.fullmatch(pose) else None)

    def _swap(self, fields: Fields) -> Swap | None:
        group = self._group(fields, "swap")
        return None if group is None else Swap(stretch=group.name("stretch"), reason=group.text("reason"))

    def _origin(self, fields: Fields) -> Origin | None:
        group = self._group(fields, "origin")
        if group is None:
            return None
        author, licence, source = (
            group.text(key, limits.TEXT_CHARS) or None for key in ("author", "licence", "source")
        )
        return Origin(author=author, licence=licence, source=source)

    def _pictures(self) -> dict[str, ForeignPicture]:
        found = self._file.get("pictures")
        if found is None:
            return {}
        if not isinstance(found, dict) or len(found) > limits.PICTURES:
            raise self._file.wrong("pictures", f"a group of at most {limits.PICTURES} pictures")
        return {key: self._picture(key, value) for key, value in found.items()}

    def _picture(self, key: str, value: Any) -> ForeignPicture:
        fields = self._look(Fields(value, f"pictures.{limits.shown(key)}", self._name))
        fields.get("media_type")
        text = fields.get("data")
        if not isinstance(text, str):
            raise fields.wrong("data", "a picture in base64")
        if len(text) > limits.PICTURE_BYTES * 4 // 3 + 4:
            raise fields.wrong("data", f"a picture of at most {limits.PICTURE_BYTES // limits.MEGABYTE} MB")
        try:
            data = base64.b64decode(text, validate=True)
        except (binascii.Error, ValueError):
            raise fields.wrong("data", "a picture in base64") from None
        return ForeignPicture(kind=fields.choice("kind", PictureKind) or PictureKind.IMAGE, data=data)


def _how_often(fields: Fields) -> HowOften:
    usual = HowOften()
    a_day, a_week = fields.whole("times_a_day"), fields.whole("days_a_week")
    return HowOften(
        times_a_day=usual.times_a_day if a_day is None else min(max(a_day, 1), 24),
        days_a_week=usual.days_a_week if a_week is None else min(max(a_week, 1), 7),
    )


def _choices(fields: Fields, key: str, kind: type[E]) -> tuple[E, ...]:
    """The words of a list that are of that kind; newer ones are left out."""
    known = {str(word): word for word in kind}
    return tuple(known[word] for word in fields.texts(key) if word in known)
