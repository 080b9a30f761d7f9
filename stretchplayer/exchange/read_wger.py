"""Reads exercises of wger: its lists in the shapes of before 2023, of 2023 and of today, and its fixtures.

Every text keeps its own licence and the names of all who wrote it. Pictures are links, and nothing is
fetched.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import count, islice
from typing import Any

from stretchplayer.core.catalogue import Origin
from stretchplayer.exchange import guess, limits
from stretchplayer.exchange.fields import Fields, read_each
from stretchplayer.exchange.left_out import LeftOut
from stretchplayer.exchange.model import Bundle, FileKind, ForeignStretch
from stretchplayer.exchange.text import one_line, steps_of

ENGLISH = 2  # wger's number for it
#: wger's numbers for licences, where only the number is given.
LICENCES = {1: "CC-BY-SA 3", 2: "CC-BY-SA 4", 3: "CC0", 4: "CC-BY 4"}

_TRANSLATION = "exercises.exercise", "exercises.translation"  # models of the fixtures, then and now
_FLAT = {"name", "description", "language", "license", "category"}  # words and all in one, before 2023
_NOT_ENGLISH = "Some exercises have no English text and are shown in another language."
_NO_PICTURES = "Pictures of wger are links; nothing is fetched from the internet."
_MORE_PAGES = "This is one page of a longer list; the other pages are files of their own."


def is_exercise(value: Any) -> bool:
    """Whether this looks like one exercise of wger, in any of its shapes."""
    if not isinstance(value, dict):
        return False
    texts = value.get("translations", value.get("exercises"))
    if isinstance(texts, list):
        return bool({"license", "category", "muscles"} & value.keys())
    return value.keys() >= _FLAT


def is_page(value: Any) -> bool:
    """Whether this looks like one page of wger's list."""
    return isinstance(value, dict) and isinstance(value.get("results"), list) and {"count"} <= value.keys()


def is_row(value: Any) -> bool:
    """Whether this looks like a row of wger's fixtures."""
    return isinstance(value, dict) and str(value.get("model")).startswith("exercises.") and "fields" in value


def read_page(value: Any, name: str) -> Bundle:
    """What one page of the list brings."""
    page = Fields(value, "", name)
    more = (_MORE_PAGES,) if page.line("next") or page.line("previous") else ()
    return _bundle(page.list("results", limits.STRETCHES), "results", name, more)


def read(values: list[Any], name: str) -> Bundle:
    """What a list of exercises brings."""
    return _bundle(values, "", name)


def read_rows(values: list[Any], name: str) -> Bundle:
    """What rows of the fixtures bring: a text a row, put together by the exercise they are for."""
    texts: dict[int, list[Fields]] = {}
    left_out = LeftOut()
    for row in read_each(values, "", name, _row, left_out):
        if row is not None:
            texts.setdefault(row[0], []).append(row[1])
    budget = limits.Budget(name)
    found: list[ForeignStretch] = []
    for base, group in islice(texts.items(), limits.STRETCHES):
        with left_out.trying({"name": group[0].get("name")}, group[0].where):
            stretch = _stretch(str(base), group, budget)
            if stretch is not None:
                found.append(stretch)
    return _finished(found, texts.values(), (), left_out)


def _row(row: Fields) -> tuple[int, Fields] | None:
    """A row's words with the number of their exercise; None when it has none.

    Rows without a name are the exercises of today, whose words stand in rows of their own.
    """
    fields = row.group("fields")
    if fields is None or row.line("model") not in _TRANSLATION or not fields.line("name"):
        return None
    return _exercise(fields, row.whole("pk") or 0), fields


def _bundle(values: list[Any], where: str, name: str, remarks: tuple[str, ...] = ()) -> Bundle:
    groups: dict[int, tuple[Fields, list[Fields]]] = {}
    left_out = LeftOut()
    numbers = count()
    for key, exercise, texts in read_each(values, where, name, lambda one: _texts(one, numbers), left_out):
        groups.setdefault(key, (exercise, []))[1].extend(texts)
    found: list[ForeignStretch] = []
    pictures = False
    budget = limits.Budget(name)
    for number, (exercise, texts) in groups.items():
        with left_out.trying({"name": texts[0].get("name") if texts else None}, exercise.where):
            muscles = [*_muscles(exercise, "muscles"), *_muscles(exercise, "muscles_secondary")]
            pictured = bool(exercise.list("images", limits.LIST_ENTRIES))
            stretch = _stretch(str(number), texts, budget, exercise, muscles)
            if stretch is not None:
                found.append(stretch)
            pictures = pictures or pictured
    named = [texts for _, texts in groups.values()]
    return _finished(found, named, (*remarks, *((_NO_PICTURES,) if pictures else ())), left_out)


def _texts(exercise: Fields, numbers: Iterator[int]) -> tuple[int, Fields, list[Fields]]:
    """The number of an exercise, or the next one when it says none, and its words in some languages."""
    number = next(numbers)
    key = exercise.whole("id")
    texts = [*exercise.each("translations"), *exercise.each("exercises")]
    if not texts and exercise.line("name"):
        texts, key = [exercise], _exercise(exercise, number if key is None else key)
    return number if key is None else key, exercise, texts


def _exercise(text: Fields, number: int) -> int:
    """The number of the exercise that a text is for: before 2021, its own."""
    for key in ("exercise_base", "exercise_base_id", "exercise"):
        if found := text.whole(key):
            return found
    return number


def _finished(
    stretches: list[ForeignStretch],
    groups: Iterable[list[Fields]],
    remarks: tuple[str, ...],
    left_out: LeftOut,
) -> Bundle:
    left_out.check(bool(stretches))
    if any(not _is_english(_preferred(group)) for group in groups if group):
        remarks = (*remarks, _NOT_ENGLISH)
    return Bundle(kind=FileKind.WGER, stretches=tuple(stretches), remarks=(*left_out.remarks, *remarks))


def _stretch(
    key: str,
    texts: list[Fields],
    budget: limits.Budget,
    exercise: Fields | None = None,
    muscles: Iterable[str] = (),
) -> ForeignStretch | None:
    """The exercise by its best text; None when it has none with a name."""
    if not texts:
        return None
    text = _preferred(texts)
    name = text.line("name")
    if not name:
        return None
    description = text.text("description", 4 * limits.TEXT_CHARS) or text.text("description_source")
    budget.spend([description])
    steps = steps_of(description)
    looked_at = guess.beginning(steps)
    hold_s, repetitions = guess.hold_s(looked_at), guess.repetitions(looked_at)
    muscles = list(muscles)
    aliases = tuple(_aliases(text))
    return ForeignStretch(
        key=key,
        name=name,
        aliases=aliases,
        steps=steps,
        hold_s=hold_s,
        repetitions=repetitions,
        form=guess.form(hold_s, repetitions),
        sides=guess.sides(name, looked_at),
        posture=guess.posture(name, looked_at),
        muscles=", ".join(muscles),
        places=guess.places(muscles),
        origin=_origin(text, exercise),
        suits=guess.suits(name, *aliases, *looked_at[:2]),
    )


def _preferred(texts: list[Fields]) -> Fields:
    """The text in English, else the first one."""
    return next((text for text in texts if _is_english(text)), texts[0])


def _is_english(text: Fields) -> bool:
    language = text.get("language")
    if isinstance(language, Mapping):
        return language.get("short_name") == "en" or language.get("id") == ENGLISH
    return language in (ENGLISH, "en")


def _origin(text: Fields, exercise: Fields | None) -> Origin:
    """Licence and authors of the text; of the exercise where the text says nothing."""
    authors = [text.line("license_author", limits.TEXT_CHARS), *text.texts("author_history")]
    if not any(authors) and exercise is not None:
        authors = [
            exercise.line("license_author", limits.TEXT_CHARS),
            *exercise.texts("total_authors_history"),
        ]
    return Origin(
        author=one_line(", ".join(dict.fromkeys(filter(None, authors)))) or None,
        licence=_licence(text, exercise),
        source="wger",
    )


def _licence(text: Fields, exercise: Fields | None) -> str | None:
    of_exercise = exercise.get("license") if exercise is not None else None
    of_text = text.get("license")
    if of_text is None:
        of_text = of_exercise
    if isinstance(of_text, int) and isinstance(of_exercise, Mapping) and of_exercise.get("id") == of_text:
        of_text = of_exercise
    if isinstance(of_text, Mapping):
        names = (of_text.get("short_name"), of_text.get("full_name"))
        return next((one_line(name) for name in names if isinstance(name, str) and name), None)
    if isinstance(of_text, int):
        return LICENCES.get(of_text, f"wger’s licence number {of_text % 10**6}")
    return None


def _aliases(text: Fields) -> Iterable[str]:
    """Other names: words, or objects with one, as wger's versions have it."""
    for value in text.list("aliases", limits.LIST_ENTRIES)[: limits.ALIASES]:
        alias = value.get("alias") if isinstance(value, Mapping) else value
        if isinstance(alias, str) and (line := one_line(alias, limits.NAME_CHARS)):
            yield line


def _muscles(exercise: Fields, key: str) -> Iterable[str]:
    for value in exercise.list(key, limits.LIST_ENTRIES):
        name = value.get("name") if isinstance(value, Mapping) else None
        if isinstance(name, str) and name:
            yield one_line(name, limits.NAME_CHARS)
