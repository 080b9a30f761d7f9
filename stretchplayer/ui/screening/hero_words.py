"""What Today says instead of a routine while the safety questions stand before it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stretchplayer.core.screening import FIRST_TWO_TEXT, Outcome
from stretchplayer.ui.screening import words

if TYPE_CHECKING:
    from stretchplayer.app.screening_service import ScreeningService


@dataclass(frozen=True)
class HeroWords:
    """Over the title, the title, a sentence, and the button's word."""

    kicker: str
    title: str
    about: str
    button: str


FIRST = HeroWords(
    "Welcome",
    "First, two minutes of questions",
    "So you know when stretching should wait. Everything else is open already: look around as you like.",
    "Begin",
)
WAITS = HeroWords(
    "For now",
    words.WAITS,
    "You said that a warning sign was true. It should be looked at; then answer the questions again.",
    "Answer again",
)
SEEN = HeroWords(
    "For now", words.BE_SEEN.title, "Start opens when you tick that you have been.", "I have been seen"
)
ASKED = HeroWords(
    "For now", words.ASK_WHICH.title, "Start opens when you tick that you have.", words.ASK_WHICH.tick
)


def first_words(screening: ScreeningService) -> HeroWords | None:
    """None while a session may be wanted: what is due then is asked on the way to it."""
    match screening.standing():
        case Outcome.CLEAR:
            return None
        case Outcome.STOPPED:
            return WAITS
        case Outcome.ADVISED:
            last = screening.last()
            return SEEN if last is not None and last.text_version == FIRST_TWO_TEXT else ASKED
        case _:
            return FIRST
