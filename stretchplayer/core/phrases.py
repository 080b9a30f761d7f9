"""What can be heard: words and tones, each with its length."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from stretchplayer.core.catalogue import Record

READING_MS = 400
READING_MS_PER_LETTER = 60


class PhraseText(Record, frozen=True, kw_only=True):
    """The words of a phrase, and how they are spelt for the voice where that differs.

    `short` names a shorter phrase that says the same well enough where there is no time for this one.
    """

    text: str
    spoken: str | None = None
    short: str | None = None

    @property
    def words(self) -> str:
        """What the voice says."""
        return self.spoken or self.text


@dataclass(frozen=True, slots=True)
class Phrase:
    """A recorded phrase: its words, its length in milliseconds, and what is said where it is too long."""

    text: str
    duration_ms: int
    short: str | None = None


def phrase_book(
    texts: Mapping[str, str], durations_ms: Mapping[str, int], short: Mapping[str, str | None] | None = None
) -> dict[str, Phrase]:
    """Everything that can be heard: phrases with their words, and tones, which have none.

    A phrase without a recording keeps a place as long as reading it takes, so that its caption
    is shown all the same. `short` gives the shorter phrase of some.
    """
    shorter = short or {}
    spoken = {
        id_: Phrase(
            text,
            durations_ms.get(id_, READING_MS + READING_MS_PER_LETTER * len(text)),
            shorter.get(id_),
        )
        for id_, text in texts.items()
    }
    tones = {id_: Phrase("", length) for id_, length in durations_ms.items() if id_ not in texts}
    return tones | spoken
