"""Told by the operating system that the person left: over real buses on Linux."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.session_watch.windows import tells_of_leaving

on_a_bus = pytest.mark.skipif(
    sys.platform != "linux" or not shutil.which("dbus-daemon") or not shutil.which("dbus-send"),
    reason="needs a message bus to listen on",
)


@pytest.fixture
def bus() -> Iterator[str]:
    """Return the address of a bus of its own, which stands for the system's and the session's."""
    line = ("dbus-daemon", "--session", "--nofork", "--print-address=1")
    with subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as daemon:
        assert daemon.stdout is not None
        yield daemon.stdout.readline().decode().strip()
        daemon.terminate()


@on_a_bus
@pytest.mark.parametrize(
    ("signal", "values", "locks"),
    [
        ("org.freedesktop.login1.Manager.PrepareForSleep", ["boolean:true"], True),
        ("org.freedesktop.login1.Manager.PrepareForSleep", ["boolean:false"], False),
        ("org.freedesktop.login1.Session.Lock", [], True),
        ("org.freedesktop.login1.Session.Unlock", [], False),
        ("org.freedesktop.ScreenSaver.ActiveChanged", ["boolean:true"], True),
        ("org.gnome.ScreenSaver.ActiveChanged", ["boolean:true"], True),
        ("org.gnome.ScreenSaver.ActiveChanged", ["boolean:false"], False),
    ],
)
def test_leaving_is_heard_and_coming_back_is_not(
    qapp: QApplication, qtbot: QtBot, bus: str, signal: str, values: list[str], *, locks: bool
) -> None:
    from PySide6.QtDBus import QDBusConnection  # noqa: PLC0415  not on every system

    from app.ui.session_watch.linux import BusWatch  # noqa: PLC0415  as above

    connection = QDBusConnection.connectToBus(bus, f"watched by {signal} {values}")
    watch = BusWatch(qapp, connection, connection)
    heard: list[None] = []
    watch.left.connect(lambda: heard.append(None))
    _send(bus, signal, values)
    _send(bus, "org.freedesktop.ScreenSaver.ActiveChanged", ["boolean:true"])
    qtbot.waitUntil(lambda: len(heard) >= 1 + locks)
    assert len(heard) == 1 + locks
    watch.stop()
    _send(bus, signal, values)
    qtbot.wait(50)
    assert len(heard) == 1 + locks


@on_a_bus
def test_without_a_bus_nothing_breaks(qtbot: QtBot) -> None:
    from PySide6.QtDBus import QDBusConnection  # noqa: PLC0415  not on every system

    from app.ui.session_watch.linux import BusWatch  # noqa: PLC0415  as above

    parent = QObject()
    nowhere = QDBusConnection("nowhere")
    BusWatch(parent, nowhere, nowhere).stop()
    qtbot.wait(1)


@pytest.mark.parametrize(
    ("message", "what", "leaves"),
    [
        (0x0218, 0x4, True),
        (0x0218, 0x7, False),
        (0x02B1, 0x7, True),
        (0x02B1, 0x8, False),
        (0x02B1, 0x2, True),
        (0x000F, 0x7, False),
    ],
)
def test_windows_says_it_in_messages(message: int, what: int, *, leaves: bool) -> None:
    assert tells_of_leaving(message, what) is leaves


def _send(bus: str, signal: str, values: list[str]) -> None:
    program = shutil.which("dbus-send")
    assert program is not None
    subprocess.run(
        [program, "--session", "--type=signal", "/org/somewhere", signal, *values],
        env={**os.environ, "DBUS_SESSION_BUS_ADDRESS": bus},
        check=True,
    )
