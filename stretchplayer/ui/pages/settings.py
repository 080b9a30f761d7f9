"""Settings: each takes effect at once, can be found by typing, and goes back to the usual by one press."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from stretchplayer.core.errors import StretchPlayerError
from stretchplayer.core.preferences import Preferences
from stretchplayer.core.suitability import as_said
from stretchplayer.ui.pages.settings_controls import Show, make_control
from stretchplayer.ui.pages.settings_data import DataSection
from stretchplayer.ui.pages.settings_names import NamesRow
from stretchplayer.ui.pages.settings_output import OutputRows
from stretchplayer.ui.pages.settings_preview import FloorPreview
from stretchplayer.ui.pages.settings_rows import COMFORT, FLOOR, SECTIONS, VOICE, Device, Row, Section
from stretchplayer.ui.pages.settings_sounds import SoundSection
from stretchplayer.ui.suits.words import WHAT_SUITS
from stretchplayer.ui.widgets.card import Group, GroupRow
from stretchplayer.ui.widgets.parts import Banner, Button, label
from stretchplayer.ui.widgets.scroll_page import ScrollPage
from stretchplayer.ui.widgets.search_field import SearchField

if TYPE_CHECKING:
    from stretchplayer.app.data_service import DataService
    from stretchplayer.app.name_speech import NameSpeech
    from stretchplayer.app.services import SettingsService
    from stretchplayer.app.sound_service import SoundService
    from stretchplayer.ui.look import Look
    from stretchplayer.ui.pictures import Pictures

COLUMN_GAP = 28
SECTION_GAP = 26
FIELD_WIDTH = 300
RESET_PX = 20
SUITS_ALSO = "kneeling bending leaning turning floor wrists balance hip pregnant hide warn filter"


@dataclass
class _Setting:
    """A row as it stands on the page."""

    row: Row
    shown: GroupRow
    show: Show
    reset: Button


class SettingsPage(ScrollPage):
    """Two columns of groups where there is room, else one."""

    told = Signal(str)  # a sentence worth showing for a moment
    comfort_wanted = Signal()  # the page with the comfort rules
    suits_wanted = Signal()  # the page of what suits the user

    def __init__(
        self,
        look: Look,
        pictures: Pictures,
        settings: SettingsService,
        data: DataService,
        sounds: SoundService,
        names: NameSpeech,
    ) -> None:
        super().__init__(look)
        self._pictures = pictures
        self._settings = settings
        self._usual = Preferences()
        self._sounds = sounds
        self._rows: dict[str, _Setting] = {}
        self.groups: dict[str, Group] = {}
        self._make_head()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(COLUMN_GAP)
        self._left, self._right = QVBoxLayout(), QVBoxLayout()
        for column in (self._left, self._right):
            column.setSpacing(SECTION_GAP)
            self._columns.addLayout(column, 1)
        for section in SECTIONS:
            (self._right if section.right else self._left).addWidget(self._group(section))
            if section is VOICE:
                self.names = NamesRow(self.groups[VOICE.key], names)
                self._left.addWidget(self._sounds_group())
        self.data = DataSection(look, data)
        self.data.told.connect(self.told)
        self.groups["data"] = self.data.group
        self._right.addWidget(self.data.group)
        for column in (self._left, self._right):
            column.addStretch(1)
        self.column.addSpacing(16)
        self.column.addLayout(self._columns)
        self.column.addStretch(1)
        settings.changed.connect(self.note_change)
        self.form_changed.connect(self._arrange)

    def refresh(self) -> None:
        """Show every value as it is now."""
        preferences = self._settings.preferences
        for field, setting in self._rows.items():
            value = getattr(preferences, field)
            setting.show(value)
            setting.reset.setVisible(value != getattr(self._usual, field))
        self.output.refresh()
        self.preview.show_distance(preferences.viewing_distance_m)
        self.reset_all.setEnabled(preferences != self._usual_for_all())

    def control(self, field: str) -> QWidget:
        """The control of a field of `Preferences`."""
        return self._rows[field].shown.widget

    def reset_button(self, field: str) -> Button:
        """The button that brings back the usual value of a field."""
        return self._rows[field].reset

    def show_control(self, field: str) -> None:
        """Bring a setting into view, with the focus on it."""
        self.control(field).setFocus(Qt.FocusReason.OtherFocusReason)
        self.bring_up(self._rows[field].shown)

    def search(self, text: str) -> None:
        """Show the settings that have all these words, and every one for no words."""
        wanted = text.casefold().split()
        any_found = False
        self.preview.setVisible(not wanted)
        for group in self.groups.values():
            hits = {n for n, row in enumerate(group.rows) if all(word in row.found_by for word in wanted)}
            any_found = group.show_rows(hits) or any_found
        self.reset_all.setVisible(not wanted)
        self._nothing.setVisible(not any_found)
        self._nothing.setText(f"Nothing called “{text.strip()}”. Try another word, such as voice.")

    # ---- parts -------------------------------------------------------------------------------

    def _make_head(self) -> None:
        look = self._look
        self._title = label(look, "Settings", "title")
        self.field = SearchField(look, "Search settings")
        self.field.changed.connect(self.search)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(self.field.begin)
        self.reset_all = Button(look, "Reset all", "quiet", icon="arrow-counter-clockwise")
        self.reset_all.setToolTip("All settings as they were at first. Your notes and your own sounds stay.")
        self.reset_all.clicked.connect(self._reset_all)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.setSpacing(12)
        self._head.addWidget(self._title)
        self._head.addStretch(1)
        self._head.addWidget(self.reset_all)
        self._head.addWidget(self.field)
        self.column.addLayout(self._head)
        self._problem = Banner(look, "", "easeoff", "info-fill")
        self._problem.hide()
        self._nothing = label(look, "", "body", "ink2", wrap=True)
        self._nothing.hide()
        self.column.addSpacing(8)
        self.column.addWidget(self._problem)
        self.column.addWidget(self._nothing)

    def _group(self, section: Section) -> Group:
        group = Group(self._look, section.title)
        if section is FLOOR:
            self.preview = FloorPreview(self._look)
            group.add_top(self.preview)
        for setting in section.rows:
            made = self._rows[setting.field] = self._setting(group, setting, section)
            if isinstance(setting.control, Device):
                sounds, chosen = self._sounds, lambda: self._settings.preferences.output_device
                self.output = OutputRows(self._look, group, made.shown, sounds, chosen)
        if section is COMFORT:
            self.comfort_rules = Button(self._look, "Open", "second")
            self.comfort_rules.setAccessibleName("Comfort rules and what was done")
            self.comfort_rules.clicked.connect(self.comfort_wanted)
            row = group.add_row(
                "Comfort rules and what was done", "Their numbers, and what is left out", self.comfort_rules
            )
            row.found_by = f"{section.title} {row.name} {row.note} log thresholds ease put back".casefold()
            self.suits = Button(self._look, "Open", "second")
            self.suits.setAccessibleName(WHAT_SUITS)
            self.suits.clicked.connect(self.suits_wanted)
            row = group.add_row(WHAT_SUITS, "What bothers you, and what is hidden for it", self.suits)
            row.found_by = f"{section.title} {row.name} {row.note} {SUITS_ALSO}".casefold()
        self.groups[section.key] = group
        return group

    def _sounds_group(self) -> Group:
        self.sounds = SoundSection(self._look, self._sounds)
        self.sounds.told.connect(self.told)
        self.groups["sounds"] = self.sounds.group
        return self.sounds.group

    def _setting(self, group: Group, row: Row, section: Section) -> _Setting:
        change = partial(self._change, row.field)
        control, show = make_control(self._look, self._pictures, self._sounds.outputs, row, change)
        reset = Button(self._look, "", "quiet", icon="arrow-counter-clockwise", icon_px=RESET_PX)
        reset.setAccessibleName(f"Reset: {row.name}")
        reset.setToolTip("Back to the usual")
        reset.clicked.connect(partial(self._reset, row.field))
        holder = QWidget()
        beside = QHBoxLayout(holder)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(2)
        beside.addWidget(reset)
        beside.addWidget(control)
        shown = group.add_row(row.name, row.note, holder)
        shown.widget = control
        shown.found_by = " ".join((section.title, row.name, row.note, row.also)).casefold()
        return _Setting(row, shown, show, reset)

    def _arrange(self) -> None:
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._columns.setDirection(down if self.narrow else across)
        self._columns.setSpacing(SECTION_GAP if self.narrow else COLUMN_GAP)
        self._head.setDirection(down if self.tight else across)
        left = Qt.AlignmentFlag.AlignLeft if self.tight else Qt.AlignmentFlag(0)
        self._head.setAlignment(self.reset_all, left)
        for group in self.groups.values():
            group.set_tight(tight=self.tight)

    # ---- what is chosen ----------------------------------------------------------------------

    def _change(self, field: str, value: Any) -> None:
        """Keep a value at once; when the disk does not take it, say so and show what is kept."""
        try:
            self._settings.update(**{field: value})
        except StretchPlayerError as error:
            self._say(str(error))
            self.refresh()
            return
        self._problem.hide()
        self.refresh()

    def _reset(self, field: str) -> None:
        self.control(field).setFocus()
        self._change(field, getattr(self._usual, field))

    def _usual_for_all(self) -> Preferences:
        """Everything as it was at first, but for what suits the user, which is reset on its own page."""
        return as_said(self._usual, self._settings.preferences)

    def _reset_all(self) -> None:
        try:
            self._settings.save(self._usual_for_all())
        except StretchPlayerError as error:
            self._say(str(error))
        self.refresh()

    def _say(self, words: str) -> None:
        self._problem.words.setText(words)
        self._problem.show()
        self.bring_up(self._problem)
