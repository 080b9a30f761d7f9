"""What is said of a file of notes that is brought back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from stretchplayer.core.dates import whole_day
from stretchplayer.core.kept import LeftOut, Tally
from stretchplayer.ui.words import count_words, long_date

_ONE = {
    "sessions": "session",
    "ratings": "rating",
    "measurements": "measurement",
    "notes": "note",
    "flare days": "flare day",
    "routines": "routine of yours",
    "stretches": "stretch of yours",
    "pictures": "picture",
    "settings": "setting",
    "drafts": "draft",
    "sounds": "sound of yours",
    "other records": "other record",
}
_MANY = {"routines": "routines of yours", "stretches": "stretches of yours", "sounds": "sounds of yours"}
_MOST_REASONS, _MOST_NAMES = 2, 7


def title(name: str, made: datetime | None) -> str:
    """Which file it is, and of when."""
    return f"{name}, notes of Stretch Player" + (f" of {long_date(made.date())} {made.year}" if made else "")


def of(tally: Tally) -> str:
    """What the file holds of one kind: "12 ratings: 10 new, 2 here already"."""
    parts = []
    if tally.new:
        parts.append(f"{tally.new} new")
    if tally.same:
        parts.append(f"{tally.same} here already")
    if tally.different:
        parts.append(f"{tally.different} different here")
    return f"{_counted(tally.in_file, tally.kind)}: {', '.join(parts)}"


def question(
    name: str, made: datetime | None, tallies: Sequence[Tally], left_out: Sequence[LeftOut] = ()
) -> tuple[str, str, list[tuple[str, str, str]]]:
    """Title, text and answers of the question whether to bring a file back."""
    new, same, different = (
        listed(_counted(count, tally.kind) for count, tally in zip(counts, tallies, strict=True) if count)
        for counts in (
            [tally.new for tally in tallies],
            [tally.same for tally in tallies],
            [tally.different for tally in tallies],
        )
    )
    parts = [f"{name} was made on {whole_day(made)}."] if made else []
    parts += [f"New: {new}."] if new else []
    parts += [f"Here already: {same}."] if same else []
    parts += [not_taken(left_out)] if left_out else []
    leave = ("leave", "Not now", "quiet")
    if different:
        parts.append(f"Different here: {different}. Keep those here, or take the file’s?")
        answers = [leave, ("theirs", "Take the file’s", "second"), ("mine", "Keep those here", "primary")]
    else:
        parts.append("What is here stays as it is.")
        answers = [leave, ("mine", "Bring back", "primary")]
    return "Bring these notes back?", "\n\n".join(parts), answers


def not_taken(left_out: Sequence[LeftOut]) -> str:
    """What of the file stays behind; and why, unless that would be a long story."""
    if len(left_out) <= _MOST_REASONS:
        return f"Left out: {' '.join(one.why for one in left_out)}"
    names = [one.name for one in left_out[:_MOST_NAMES]]
    more = len(left_out) - len(names)
    return f"Left out, as they cannot be used: {listed([*names, *([f'{more} more'] if more else [])])}."


def done(tallies: Sequence[Tally], *, prefer_file: bool) -> str:
    """What bringing it back did."""
    new = listed(_counted(tally.new, tally.kind) for tally in tallies if tally.new)
    different = listed(_counted(tally.different, tally.kind) for tally in tallies if tally.different)
    sentences = [f"Brought back {new}." if new else "Nothing in the file is new here."]
    if different and prefer_file:
        sentences.append(f"Taken from the file, though here they were different: {different}.")
    elif different:
        sentences.append(f"Left as they are here, though the file says something else: {different}.")
    return " ".join(sentences)


def listed(parts: Iterable[str]) -> str:
    """Parts in a row: "a, b and c"."""
    whole = list(parts)
    return whole[0] if len(whole) == 1 else f"{', '.join(whole[:-1])} and {whole[-1]}" if whole else ""


def _counted(count: int, kind: str) -> str:
    return count_words(count, _ONE[kind], _MANY.get(kind, kind))
