"""What Today says of a routine with something in it that does not suit, and what one can choose then."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, Signal

from stretchplayer.core.catalogue import StretchType
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
BESIDE = (StretchType.WARM_UP, StretchType.REST, StretchType.TRANSFER)
SWAP_ALL = "Swap what does not suit"


class SuitsCards(QObject):
    """Until somebody chooses, what does not suit is left out of the session, and this says so."""

    changed = Signal()  # something was chosen that no service tells of
    told = Signal(str, object, object)  # words, the word on a button or None, what the button does
    suits_wanted = Signal()  # the page of what suits the user
    chosen = Signal(str)  # another routine, by id

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
        """Nothing is left to do: offer swaps, another place, and to look at what was said."""
        words = f"Nothing is left of {routine.name}, by what you told us."
        card = NoteCard(self._look, words, "easeoff", ICON)
        if self._suited(routine) != routine:
            card.add(SWAP_ALL, partial(self._swap_all, card, routine), "second")
        for place, name in ((Place.BED, "bed"), (Place.CHAIR, "chair")):
            there = self._variant(routine, place)
            if there is not None and not self._nothing_left(there):
                go = partial(self._go_to, card, routine, there)
                card.add(f"Do it on a {name}", go, name=f"Do {routine.name} on a {name}")
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

    def _variant(self, routine: Routine, place: Place) -> Routine | None:
        """The routine as it is done there: another one of the app's, or one's own on a bed as it is."""
        routines = self._services.routines
        if routine.place is not Place.FLOOR:
            return None
        if routines.is_built_in(routine.id):
            id_ = f"{routine.id}-{place.value}"
            return routines.get(id_) if routines.is_built_in(id_) else None
        return _at(routine, place) if place is Place.BED else None

    def _go_to(self, card: NoteCard, routine: Routine, there: Routine) -> None:
        """Stretch in another place from now on; one's own routine alone goes there."""
        if there.id == routine.id:
            self._change(card, routine, lambda kept: _at(kept, there.place), "is done on a bed now.")
            return
        settings = self._services.settings
        before = settings.preferences.place

        def go_back() -> None:
            if self._try(lambda: settings.update(place=before), None):
                self.chosen.emit(routine.id)

        if self._try(lambda: settings.update(place=there.place), card):
            self.chosen.emit(there.id)
            words = f"Routines are shown as they are done on a {there.place.value} now."
            self.told.emit(words, "Undo", go_back)

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
        """Whether all that is worked on in it is left out; warming up and resting are not worth a session."""
        left_out = self._services.maker.options(routine=routine).left_out
        stretches = [self._services.catalogue[item.stretch] for item in routine.items]
        worked = [stretch for stretch in stretches if stretch.type not in BESIDE] or stretches
        return all(stretch.id in left_out for stretch in worked)

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


def _at(routine: Routine, place: Place) -> Routine:
    return msgspec.structs.replace(routine, place=place)


def _key(routine: Routine, stretch: Stretch) -> str:
    return f"{routine.id}/{stretch.id}"
