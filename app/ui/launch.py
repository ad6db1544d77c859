"""Starting the window: unlock first, everything heavy after the first paint.

The services, the database and the feature pages are imported on a thread while the user types the
passphrase.
"""

import gc
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from app.i18n import _
from app.ui.theme import STYLE, Theme, Tone, fonts
from app.ui.unlock import Doors, NewVault, Standing, UnlockWindow, VaultPlate

if TYPE_CHECKING:
    from app.services.office import Office
    from app.ui.idle import IdleClock
    from app.ui.shell import Shell


def main(vault: Path | None = None) -> int:
    """Run the window until the user ends it, and return the exit code."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication([*sys.argv[:1], *STYLE])
    app.setOrganizationName("Dossier")
    app.setApplicationName("Dossier")
    app.setQuitOnLastWindowClosed(False)
    program = Program(app, vault)
    sys.excepthook = _report_bug
    program.start()
    return app.exec()


class Program(QObject):
    """One run of the window: locked, unlocked, locked again.

    Args:
        app: the application.
        vault: the vault to open; the one opened last where omitted.
    """

    def __init__(self, app: QApplication, vault: Path | None) -> None:
        super().__init__(app)
        self._app = app
        self._vault = vault
        self._theme = Theme(app)
        self._unlock: UnlockWindow | None = None
        self._shell: Shell | None = None
        self._office: Office | None = None
        self._idle: IdleClock | None = None
        app.lastWindowClosed.connect(self._leave_if_locked)
        app.aboutToQuit.connect(self._close_office)

    @property
    def unlock_window(self) -> UnlockWindow | None:
        """The first screen, while it is shown."""
        return self._unlock

    @property
    def shell(self) -> "Shell | None":
        """The main window, while an office is open."""
        return self._shell

    def start(self) -> None:
        """Show the unlock screen; load the rest once it is painted."""
        self._show_unlock().painted.connect(self._load_the_rest)

    def lock(self) -> None:
        """Close the office, clear what was on screen, and ask for the passphrase again."""
        shell = self._shell
        if shell is not None:
            shell.remember_geometry()
        QGuiApplication.clipboard().clear()
        self._close_office()
        self._show_unlock()

    def _show_unlock(self) -> UnlockWindow:
        window = UnlockWindow(_doors(), self._vault)
        window.opened.connect(self._enter)
        window.show()
        self._unlock = window
        return window

    def _load_the_rest(self) -> None:
        gc.enable()
        fonts.register_other_faces()
        threading.Thread(target=_import_the_rest, daemon=True).start()

    def _enter(self, office: "Office", folder: Path | None) -> None:
        from app.i18n.sentences import say  # noqa: PLC0415 - after the first paint, like all below
        from app.ui.desk import Desk  # noqa: PLC0415 - after the first paint, like all below
        from app.ui.entry_check import check_on_entry  # noqa: PLC0415
        from app.ui.idle import IdleClock  # noqa: PLC0415
        from app.ui.pages import ACTIONS, PAGES, SEARCH, identity_of  # noqa: PLC0415
        from app.ui.shell import Shell  # noqa: PLC0415

        self._office = office
        self._vault = folder or self._vault
        desk = Desk(office, self)
        shell = Shell(
            desk,
            PAGES,
            ACTIONS,
            identity_of(office),
            search=SEARCH,
            theme_switch=self._theme.use,
        )
        shell.lock_asked.connect(self.lock)
        shell.quit_asked.connect(self._quit)
        self._shell = shell
        self._idle = IdleClock(self._app)
        self._idle.ticked.connect(shell.status.show_left)
        self._idle.warned.connect(self._warn_of_lock)
        self._idle.extended.connect(shell.message_bar.hide)
        self._idle.ran_out.connect(self.lock)
        self._idle.start()
        shell.appear()
        check_on_entry(shell)
        if office.is_kept_awake:
            shell.tell(say("user.kept_awake", {}), tone=Tone.WARN)
        if self._unlock is not None:
            self._unlock.close()
            self._unlock.deleteLater()
            self._unlock = None

    def _warn_of_lock(self, seconds: int) -> None:
        if self._shell is not None:
            self._shell.tell(
                _("Dossier locks in {n} seconds. Press any key to go on.").format(n=seconds),
                tone=Tone.WARN,
            )

    def _close_office(self) -> None:
        if self._idle is not None:
            self._idle.stop()
            self._idle = None
        shell, self._shell = self._shell, None
        if shell is not None:
            shell.desk.close()
            shell.hide()
            shell.deleteLater()
        office, self._office = self._office, None
        if office is not None:
            _leave(office)

    def _quit(self) -> None:
        self._close_office()
        self._app.quit()

    def _leave_if_locked(self) -> None:
        if self._office is None:
            self._app.quit()


def _leave(office: Any) -> None:  # noqa: ANN401 - as above
    """Close an office; what comes due from now on came due while it was closed."""
    from app import bootstrap  # noqa: PLC0415 - long imported by now

    bootstrap.leave(office)


def _doors() -> Doors:
    return Doors(
        describe=_describe,
        unlock=_open,
        recover=_recover,
        found=_found,
        demo=_demo,
        standing=_standing,
        choose=_choose,
        leave=_leave,
    )


def _describe(folder: Path) -> VaultPlate:
    from app import bootstrap  # noqa: PLC0415 - it brings the database with it

    plate = bootstrap.describe(folder)
    logins = tuple(account.login for account in plate.accounts)
    return VaultPlate(plate.office, logins, plate.notice)


def _standing(office: Any) -> Standing:  # noqa: ANN401 - the doors hand on what they were given
    actor = office.actor
    return Standing(
        must_change=office.must_change,
        should_change=office.passphrase_is_old,
        about=(actor.login, actor.name),
    )


def _choose(office: Any, old: str, new: str) -> None:  # noqa: ANN401 - as above
    from app.services.keys import ChangePassphrase  # noqa: PLC0415 - as below

    office.do(ChangePassphrase(old=old, new=new))


def _open(folder: Path, login: str, passphrase: str) -> object:
    from app import bootstrap  # noqa: PLC0415 - as above

    return bootstrap.unlock(folder, login, passphrase)


def _recover(folder: Path, code: str, login: str, passphrase: str) -> object:
    from app import bootstrap  # noqa: PLC0415 - as above

    return bootstrap.recover(folder, code, login, passphrase)


def _found(new: NewVault) -> tuple[object, str]:
    from app import bootstrap  # noqa: PLC0415 - as above

    return bootstrap.found(
        bootstrap.NewOffice(
            folder=new.folder,
            name=new.office,
            login=new.login,
            person=new.person,
            passphrase=new.passphrase,
            zone=new.zone,
        )
    )


def _demo() -> object:
    """Make the demo office anew beside the program's own data, and open it."""
    from app import bootstrap  # noqa: PLC0415 - as above

    return bootstrap.open_demo()


def _import_the_rest() -> None:
    """Import what unlocking will need; Python's import lock makes the two meet safely."""
    try:
        from app import bootstrap  # noqa: F401, PLC0415 - as above
        from app.ui import pages  # noqa: F401, PLC0415 - as above
    except ImportError as error:
        # Unlocking will meet the same and say so in the window.
        _report_bug(type(error), error, None)


def _report_bug(
    _kind: type[BaseException], error: BaseException, _trace: TracebackType | None
) -> Any:  # noqa: ANN401 - the hook's type in the stubs
    """Keep an escaped exception's places, never its words."""
    from app.ui.bugs import report  # noqa: PLC0415 - not needed for the first paint

    report(error)
