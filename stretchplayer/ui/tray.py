"""The icon in the tray, the window's life behind it, and how a reminder is shown."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QGuiApplication, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon, QWidget
from shiboken6 import isValid

from stretchplayer import APP_NAME
from stretchplayer.ui.application import Application
from stretchplayer.ui.widgets.reminder_card import ReminderCard

if TYPE_CHECKING:
    from stretchplayer.app.reminder_service import ReminderService
    from stretchplayer.app.services import SettingsService
    from stretchplayer.ui.look import Look
    from stretchplayer.ui.main_window import MainWindow

ICON_SIZES = (16, 22, 24, 32, 48, 64)
CLICK_TO_CHOOSE = "Click to choose: start short, later, or not today."
MESSAGE_MS = 15_000
# Judgement: at log-in the tray may come after us. So long a hidden window waits for it.
LOOK_FOR_TRAY_MS = 2_000
LOOKS_FOR_TRAY = 15


def ring_mark(look: Look, size: int, *, one_colour: bool = False) -> QPixmap:
    """The ring mark, `size` pixels square.

    It lies on a disc of its own, since the panel can be light or dark whatever our theme is. In one
    colour it is a stencil, which macOS fills itself.
    """
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if not one_colour:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("surf"))
        painter.drawEllipse(QRectF(0, 0, size, size))
        painter.setBrush(Qt.BrushStyle.NoBrush)
    width = size * 0.16
    inset = width / 2 + size * 0.11
    ring = QRectF(inset, inset, size - 2 * inset, size - 2 * inset)
    if not one_colour:
        painter.setPen(QPen(look.color("ring"), width))
        painter.drawEllipse(ring)
    pen = QPen(look.color("teal"), width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.drawArc(ring, 90 * 16, -250 * 16)  # as in the navigation
    painter.end()
    return pixmap


def mark_icon(look: Look, *, one_colour: bool = False) -> QIcon:
    """The ring mark in every size a panel may ask for."""
    icon = QIcon()
    for size in ICON_SIZES:
        icon.addPixmap(ring_mark(look, size, one_colour=one_colour))
    icon.setIsMask(one_colour)
    return icon


class Tray(QObject):
    """Shows reminders, and keeps the app there without its window where the user wants that.

    Where there is no tray everything still works from the window: the reminder is a card in it, and a
    window that would be hidden is minimised instead.
    """

    start_short_wanted = Signal()
    put_away = Signal()  # the window was closed into the tray: let go of what is playing

    def __init__(
        self,
        look: Look,
        window: MainWindow,
        reminders: ReminderService,
        settings: SettingsService,
        parent: QObject | None = None,
        *,
        available: Callable[[], bool] = QSystemTrayIcon.isSystemTrayAvailable,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._window = window
        self._reminders = reminders
        self._settings = settings
        self._available = available
        self._in_tray = False
        self._quitting = False
        self._looks_left = 0
        self.card: ReminderCard | None = None
        self._focus_before: QWidget | None = None
        self.icon = QSystemTrayIcon(self)
        self.menu = self._make_menu()
        self.icon.setContextMenu(self.menu)
        self.icon.setToolTip(APP_NAME)
        self.icon.activated.connect(self._clicked)
        self.icon.messageClicked.connect(self._message_clicked)
        self._draw()
        look.themes.changed.connect(self._draw)
        reminders.due.connect(self._remind)
        reminders.over.connect(self._drop_card)
        reminders.changed.connect(self._refresh_menu)
        settings.changed.connect(self._follow_preferences)
        window.installEventFilter(self)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.timeout.connect(self._look_for_tray)
        application = QApplication.instance()
        if isinstance(application, Application):
            application.quitting.connect(self._let_close)
        if isinstance(application, QGuiApplication):
            application.commitDataRequest.connect(self._session_ends)
        self._follow_preferences()

    # ---- the app without its window ----------------------------------------------------------

    def start_hidden(self) -> None:
        """The app was started with the system: no window, but a way to it."""
        self._in_tray = True
        self._looks_left = LOOKS_FOR_TRAY
        self._follow_preferences()
        self._look_for_tray()

    def open(self) -> None:
        """Show the window."""
        self._wait.stop()
        self._quitting = False  # whoever comes back has not logged out
        self._window.come_forward()

    def quit(self) -> None:
        """End the app, also where closing the window would only hide it."""
        self._let_close()
        if self._window.close():
            QApplication.quit()

    def close(self) -> None:
        """Take the icon away; to be called before the app ends."""
        self._wait.stop()
        self.icon.hide()
        self._drop_card()
        self._window.removeEventFilter(self)
        QApplication.setQuitOnLastWindowClosed(True)

    @property
    def stays(self) -> bool:
        """Whether closing the window hides it."""
        return self._settings.preferences.stay_in_tray and self._available() and not self._quitting

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hide the window in place of closing it, where that is wanted."""
        if watched is self._window and event.type() is QEvent.Type.Close and self.stays:
            event.ignore()
            self._window.closing.emit()  # its place and looks are kept now
            self._window.hide()
            self.put_away.emit()
            return True
        return super().eventFilter(watched, event)

    def _look_for_tray(self) -> None:
        if self._window.isVisible() or self._available():
            return
        if self._looks_left == 0:
            self._window.showMinimized()
            return
        self._looks_left -= 1
        self._wait.start(LOOK_FOR_TRAY_MS)

    def _session_ends(self, *session: object) -> None:
        """Stand in nobody's way who logs out, however long that takes."""
        del session
        self._quitting = True

    def _let_close(self) -> None:
        """Let the window close now; if it has reasons not to, all is as before."""
        self._quitting = True
        QTimer.singleShot(0, self, self._stay_again)

    def _stay_again(self) -> None:
        self._quitting = False

    def _follow_preferences(self) -> None:
        wishes = self._settings.preferences
        self.icon.setVisible(wishes.remind or wishes.stay_in_tray or self._in_tray)
        QApplication.setQuitOnLastWindowClosed(not wishes.stay_in_tray)
        self._refresh_menu()

    # ---- the icon ----------------------------------------------------------------------------

    def _draw(self) -> None:
        self.icon.setIcon(mark_icon(self._look, one_colour=sys.platform == "darwin"))

    def _make_menu(self) -> QMenu:
        menu = QMenu(self._window)

        def action(words: str, do: Callable[[], object]) -> QAction:
            made = menu.addAction(words)
            made.triggered.connect(do)
            return made

        action(f"Open {APP_NAME}", self.open)
        action("Start short", self._start_short)
        menu.addSeparator()
        self._later = action("Remind me later", self._reminders.snooze)
        self._not_today = action("Not today", self._reminders.not_today)
        self._after_reminder = menu.addSeparator()
        action("Quit", self.quit)
        menu.aboutToShow.connect(self._refresh_menu)
        return menu

    def _refresh_menu(self) -> None:
        for part in (self._later, self._not_today, self._after_reminder):
            part.setVisible(self._reminders.is_on)
        self._later.setEnabled(self._reminders.can_snooze)
        self._not_today.setEnabled(self._reminders.can_end_today)

    def _clicked(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        # On macOS every click opens the menu, and this comes beside it.
        if reason is QSystemTrayIcon.ActivationReason.Trigger and sys.platform != "darwin":
            self.open()

    # ---- reminders ---------------------------------------------------------------------------

    def _remind(self, words: str) -> None:
        self._drop_card()
        card = self.card = ReminderCard(
            self._look, self._window, words, can_snooze=self._reminders.can_snooze
        )
        self._focus_before = self._window.focusWidget()
        card.start_short.connect(self._start_short)
        card.later.connect(self._reminders.snooze)
        card.not_today.connect(self._reminders.not_today)
        card.put_aside.connect(self._drop_card)
        card.show()
        if self._window.isActiveWindow():
            return
        if self._available() and self.icon.isVisible() and QSystemTrayIcon.supportsMessages():
            # Its buttons are on the card: a message of the tray has none.
            self.icon.showMessage(APP_NAME, f"{words}\n{CLICK_TO_CHOOSE}", self.icon.icon(), MESSAGE_MS)
            return
        if not self._window.isVisible():
            self._window.showMinimized()
        QApplication.alert(self._window)

    def _message_clicked(self) -> None:
        self.open()
        if self.card is not None:
            self.card.take_focus()

    def _start_short(self) -> None:
        self._drop_card()
        self.open()
        self.start_short_wanted.emit()

    def _drop_card(self) -> None:
        card, self.card = self.card, None
        if card is not None:
            focused, before = self._window.focusWidget(), self._focus_before
            if focused is not None and card.isAncestorOf(focused) and before is not None and isValid(before):
                before.setFocus(Qt.FocusReason.OtherFocusReason)
            self._focus_before = None
            card.hide()
            card.deleteLater()
