"""What is hidden and warned of, in a few words, the same on every page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchplayer.core.concerns import Concern, Effect
from stretchplayer.core.suitability import Suits, concerns_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from stretchplayer.core.catalogue import Stretch
    from stretchplayer.core.place import Place
    from stretchplayer.core.suitability import Verdict

WHAT_SUITS = "What suits you"
AT_FIRST = (
    "Does kneeling, bending or getting down bother you? Say so, and it is left out. You can do it later."
)
MOST_NAMED = 24
IS_KEPT = "You show it all the same."
IS_HIDDEN = "It is hidden, and left out when you play a routine that has it."


def named(stretches: Sequence[Stretch]) -> str:
    """Names in a sentence: "Prayer stretch, Cat and cow, and Knee to chest"; of very many, not all."""
    names = [stretch.short_name for stretch in stretches]
    if len(names) > MOST_NAMED:
        names = [*names[: MOST_NAMED - 1], f"{len(names) - MOST_NAMED + 1} more"]
    if len(names) < 3:
        return " and ".join(names)
    return f"{', '.join(names[:-1])}, and {names[-1]}"


def answer_words(concern: Concern, effect: Effect, stretches: Iterable[Stretch], place: Place) -> str:
    """What an answer does by itself to what is done there."""
    about = [stretch for stretch in stretches if concern in concerns_of(stretch, place)]
    if not about:
        return "Nothing in your library has to do with it."
    if effect is Effect.NONE:
        return f"About {named(about)}."
    if effect is Effect.WARN:
        return f"Warns at {named(about)}."
    alone = Suits(hidden=frozenset({concern}), place=place)
    hidden = [stretch for stretch in about if alone.hides(stretch)]
    said = [f"Hides {named(hidden)}."] if hidden else []
    left = [stretch for stretch in about if stretch not in hidden]
    if left:
        stay = "stays" if len(left) == 1 else "stay"
        said.append(f"{named(left)} {stay}, with a word on how to do {'it' if len(left) == 1 else 'them'}.")
    return " ".join(said)


def total_words(suits: Suits, stretches: Sequence[Stretch]) -> str:
    """How much of the library is hidden now, and how much carries a warning."""
    if not suits.any:
        return "Nothing is hidden, and nothing carries a warning."
    effects = [suits.verdict(stretch).effect for stretch in stretches]
    hidden, warned = effects.count(Effect.HIDE), effects.count(Effect.WARN)
    carries = "carries" if warned == 1 else "carry"
    is_ = "is" if hidden == 1 else "are"
    return f"{hidden} of {len(stretches)} stretches {is_} hidden, {warned} {carries} a warning."


def prescribed_words(verdict: Verdict) -> list[str]:
    """What is said of something that was prescribed or brought along; it is never refused."""
    if not verdict.findings:
        return []
    follows = " It stays in the list, and Today asks what to do with it." if verdict.is_hidden else ""
    return [f"{verdict.words}{follows}"]


def hidden_words(count: int, *, shown: bool) -> str:
    """The quiet line about what is not in a list, or is there all the same."""
    if shown:
        return f"{count} shown that you asked to hide."
    return f"{count} hidden by what you told us."
