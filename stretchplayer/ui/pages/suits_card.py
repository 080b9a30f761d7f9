"""What Today says of a routine with something in it that does not suit, and what one can choose then."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, Signal

from stretchplayer.core.errors import StretchPlayerError
from stretchplayer.core.place import Place
from stretchplayer.core.routine_advice import care_words
from stretchplayer.core.suitability import keep_anyway, suited, swap_in, unsuited, with_swap
from stretchplayer.ui.suits.words import WHAT_SUITS
from stretchplayer.ui.widgets.note_card import NoteCard
from stretchplayer.ui.words import count_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from stretchplayer.core.catalogue import Stretch
    from stretchplayer.core.routine import Routine
    from stretchplayer.core.suitability import Suits
    from stretchplayer.ui.look import Look
    from stretchplayer.ui.pages.today_services import TodayServices

LEFT_OUT = "suits.left_out"  # remembered: what was said to be left out, as routine and stretch
ICON = "hand-palm-fill"
SWAP_ALL = "Swap what does not suit"


class SuitsCards(QObject):
    """Until somebody chooses, what does not suit is left out of the session, and this says so."""

    changed = Signal()  # something was chosen that no service tells of
    told = Signal(str, object, object)  # words, the word on a button or None, what the button does
    suits_wanted = Signal()  # the page of what suits the user

    def __init__(self, look: Look, services: TodayServices) -> None:
        super().__init__()
        self._look = look
        self._services = services

    def card(self, routine: Routine) -> NoteCard | None:
        """What to choose for what is hidden in this routine; None when nothing is, or all was chosen."""
        hidden = unsuited(routine, self._services.catalogue, self._suits)
        if not hidden:
            return None
        if self._nothing_left(routine):
            return self._empty_card(routine)
        settled = self._settled()
        open_ = [stretch for stretch in hidden if _key(routine, stretch) not in settled]
        return self._choice(routine, open_) if open_ else None

    def care(self, routine: Routine) -> NoteCard | None:
        """How to do what carries a warning."""
        words = care_words(routine, self._services.catalogue, self._suits)
        return NoteCard(self._look, words, "easeoff", ICON) if words else None

    # ---- cards -------------------------------------------------------------------------------

    def _choice(self, routine: Routine, hidden: list[Stretch]) -> NoteCard:
        """About the first; the others are named by their number, and come after it."""
        first = hidden[0]
        reason = self._suits.verdict(first, routine.place).reason
        more = len(hidden) - 1
        does = "does" if more == 1 else "do"
        others = f"{more} more {does} not suit. They are" if more else "It is"
        card = NoteCard(self._look, f"{reason} {others} left out until you choose.", "easeoff", ICON)
        instead = swap_in(routine, first, self._services.catalogue, self._suits, set_aside=self._set_aside)
        if instead is not None:
            words = f"Use {instead.short_name} instead"
            card.add(words, partial(self._swap, card, routine, first, instead), "second")
        about = first.short_name
        card.add("Leave it out", partial(self._leave_out, routine, first), name=f"Leave {about} out")
        card.add("Keep it", partial(self._keep, card, first), name=f"Keep {about}")
        if more and self._suited(routine) != routine:
            card.add(SWAP_ALL, partial(self._swap_all, card, routine))
        return card

    def _empty_card(self, routine: Routine) -> NoteCard:
        words = f"Everything in {routine.name} is left out by what you told us."
        card = NoteCard(self._look, words, "easeoff", ICON)
        if self._suited(routine) != routine:
            card.add(SWAP_ALL, partial(self._swap_all, card, routine), "second")
        if routine.place is Place.FLOOR and not self._nothing_left(_on_bed(routine)):
            to_bed = partial(self._change, card, routine, _on_bed, "is done on the bed now.")
            card.add("Do it on the bed", to_bed)
        card.add(WHAT_SUITS, self.suits_wanted.emit)
        return card

    # ---- what is chosen ----------------------------------------------------------------------

    def _swap(self, card: NoteCard, routine: Routine, old: Stretch, new: Stretch) -> None:
        def swapped(kept: Routine) -> Routine:
            return with_swap(kept, old.id, new.id, self._services.catalogue)

        words = f"has {new.short_name} in place of {old.short_name} now."
        self._change(card, routine, swapped, words)

    def _swap_all(self, card: NoteCard, routine: Routine) -> None:
        better = self._suited(routine)
        swapped = sum(old != new for old, new in zip(routine.items, better.items, strict=True))
        words = f"has {count_words(swapped, 'swap', 'swaps')} now."
        self._change(card, routine, self._suited, words)

    def _change(
        self, card: NoteCard, routine: Routine, change: Callable[[Routine], Routine], words: str
    ) -> None:
        """Change the routine as it is kept: early in the day it is shown in another order."""
        routines = self._services.routines
        before = routines.get(routine.id)
        if self._try(lambda: routines.save(change(before)), card):
            back = partial(self._try, lambda: routines.save(before), None)
            self.told.emit(f"{before.name} {words}", "Undo", back)

    def _leave_out(self, routine: Routine, stretch: Stretch) -> None:
        key = _key(routine, stretch)
        self._remember([*self._settled(), key])
        words = f"{stretch.short_name} is left out of {routine.name}."
        self.told.emit(words, "Undo", lambda: self._remember([k for k in self._settled() if k != key]))

    def _keep(self, card: NoteCard, stretch: Stretch) -> None:
        settings = self._services.settings

        def keep(on: bool) -> Callable[[], object]:
            return lambda: settings.save(keep_anyway(settings.preferences, stretch.id, keep=on))

        if self._try(keep(True), card):
            words = f"{stretch.short_name} is shown and played all the same."
            self.told.emit(words, "Undo", lambda: self._try(keep(False), None))

    # ---- what is asked -----------------------------------------------------------------------

    @property
    def _suits(self) -> Suits:
        return self._services.maker.suits

    @property
    def _set_aside(self) -> frozenset[str]:
        return self._services.history.left_out()

    def _suited(self, routine: Routine) -> Routine:
        return suited(routine, self._services.catalogue, self._suits, set_aside=self._set_aside)

    def _nothing_left(self, routine: Routine) -> bool:
        left_out = self._services.maker.options(routine=routine).left_out
        return all(item.stretch in left_out for item in routine.items)

    def _settled(self) -> list[str]:
        kept = self._services.settings.remembered(LEFT_OUT, [])
        return [key for key in kept if isinstance(key, str)] if isinstance(kept, list) else []

    def _remember(self, keys: list[str]) -> None:
        if self._try(lambda: self._services.settings.remember(LEFT_OUT, keys or None), None):
            self.changed.emit()

    def _try(self, action: Callable[[], object], card: NoteCard | None) -> bool:
        """Do something that writes; when the disk does not take it, say so on the card or at the foot."""
        try:
            action()
        except StretchPlayerError as error:
            if card is None:
                self.told.emit(str(error), None, None)
            else:
                card.words.setText(str(error))
            return False
        return True


def _on_bed(routine: Routine) -> Routine:
    return msgspec.structs.replace(routine, place=Place.BED)


def _key(routine: Routine, stretch: Stretch) -> str:
    return f"{routine.id}/{stretch.id}"
