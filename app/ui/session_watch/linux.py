"""Linux: logind tells of sleep and of its lock, the desktop's screen saver of the screen's."""

from PySide6.QtCore import SLOT, QObject, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage

from app.ui.session_watch import SessionWatch

_MANAGER, _SESSION = "org.freedesktop.login1.Manager", "org.freedesktop.login1.Session"
_SCREEN_SAVERS = (
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
    "org.xfce.ScreenSaver",
)


class BusWatch(SessionWatch):
    """Listens on both buses; one that is not there says nothing, and the idle time remains.

    A logind session's ``Lock`` is heard for every session of the machine: locking once too often
    is better than asking, over the bus and at the wrong moment, which session is this one.

    Args:
        parent: ends the watch with itself.
        system, session: the buses; the user's own where omitted.
    """

    def __init__(
        self,
        parent: QObject,
        system: QDBusConnection | None = None,
        session: QDBusConnection | None = None,
    ) -> None:
        super().__init__(parent)
        system = system or QDBusConnection.systemBus()
        session = session or QDBusConnection.sessionBus()
        switched, said = SLOT("hear_switch(bool)"), SLOT("hear(QDBusMessage)")
        heard = [
            (system, _MANAGER, "PrepareForSleep", switched),
            (system, _SESSION, "Lock", said),
            *((session, saver, "ActiveChanged", switched) for saver in _SCREEN_SAVERS),
        ]
        for bus, interface, signal, slot in heard:
            if bus.isConnected():
                # The stubs ask for bytes; PySide takes what SLOT returns.
                bus.connect("", "", interface, signal, self, slot)  # type: ignore[call-overload]

    @Slot(bool)
    def hear_switch(self, on: bool) -> None:  # noqa: FBT001  the signal's own
        """Going to sleep, or the screen being locked, is told with true; coming back is not."""
        if on:
            self.left.emit()

    @Slot(QDBusMessage)
    def hear(self, _message: QDBusMessage) -> None:
        """The session is to be locked."""
        self.left.emit()
