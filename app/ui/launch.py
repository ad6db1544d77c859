"""Starting the window: unlock first, everything heavy after the first paint.

The services, the database and the feature pages are imported on a thread while the user types the
passphrase.
"""

import gc
import sys
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from PySide6.QtCore import QObject, QSettings, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from app.domain.errors import DossierError
from app.i18n import _
from app.process import Handover, hide_memory, start_anew
from app.ui.no_screen import missing_screen_is_told
from app.ui.theme import STYLE, Theme, Tone, fonts
from app.ui.unlock import Doors, NewVault, RestoreWish, Standing, UnlockWindow, VaultPlate
from app.ui.unlock.doors import Ask, Tell

if TYPE_CHECKING:
    from app.domain.settings import OfficeSettings
    from app.services.office import Office
    from app.ui.drafts import Kept
    from app.ui.idle import Clocks, IdleClock
    from app.ui.lock_key import LockKey
    from app.ui.session_watch import SessionWatch
    from app.ui.shell import Shell

T = TypeVar("T")

_MINUTE = 60


def main(handover: Handover) -> int:
    """Run the window until the user ends it, and return the exit code."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else _application()
    app.setOrganizationName("Dossier")
    app.setApplicationName("Dossier")
    app.setQuitOnLastWindowClosed(False)
    sys.excepthook = _report_early
    program = Program(app, handover)
    program.start().painted.connect(_harden)
    return app.exec()


def _application() -> QApplication:
    with missing_screen_is_told():
        return QApplication([*sys.argv[:1], *STYLE])


def _harden() -> None:
    """Close what could carry memory or words out of this process, right behind the first paint.

    Nobody can have typed a passphrase by then, and the first paint did not wait for it.
    """
    from app.bugs import catch_escaping  # noqa: PLC0415 - not needed for the first paint
    from app.ui.qt_messages import keep_words_of_qt_out  # noqa: PLC0415 - as above

    hide_memory()
    catch_escaping()
    keep_words_of_qt_out()


class _Open(NamedTuple):
    """What belongs to an open office, and goes with it."""

    office: "Office"
    shell: "Shell"
    idle: "IdleClock"
    watch: "SessionWatch"
    lock_key: "LockKey"


class Program(QObject):
    """One run of the window: from the passphrase to the lock, which ends the process.

    Args:
        app: the application.
        handover: the vault to open (the one opened last where it names none), and what the process
            before this one says of its lock.
        replace: gives the memory back by starting a fresh process; a test hands in its own.
        clocks: to count the idle time by; a test hands in its own.
    """

    def __init__(
        self,
        app: QApplication,
        handover: Handover,
        replace: Callable[[Handover], object] = start_anew,
        clocks: "Clocks | None" = None,
    ) -> None:
        super().__init__(app)
        self._app = app
        self._handover = handover
        self._vault = Path(handover.vault) if handover.vault else None
        self._replace = replace
        self._clocks = clocks
        self._theme = Theme(app)
        self._unlock: UnlockWindow | None = None
        self._open: _Open | None = None
        app.lastWindowClosed.connect(self._leave_if_locked)
        app.aboutToQuit.connect(self._close_office)

    @property
    def unlock_window(self) -> UnlockWindow | None:
        """The first screen, while it is shown."""
        return self._unlock

    @property
    def shell(self) -> "Shell | None":
        """The main window, while an office is open."""
        return self._open.shell if self._open is not None else None

    @property
    def idle(self) -> "IdleClock | None":
        """What counts down to the lock, while an office is open."""
        return self._open.idle if self._open is not None else None

    def start(self) -> UnlockWindow:
        """Show the unlock screen; load the rest once it is painted."""
        window = UnlockWindow(_doors(), self._vault, self._handover)
        window.opened.connect(self._enter)
        window.painted.connect(self._load_the_rest)
        window.show()
        self._unlock = window
        return window

    def lock(self) -> None:
        """Keep what is half typed, close the office and give the memory back. Never asks."""
        from app.i18n.courthouse import courthouse  # noqa: PLC0415 - long imported by now
        from app.ui import wording  # noqa: PLC0415 - as above

        if self._open is None:
            return
        self._open.shell.remember_geometry()
        kept = self._close_office(keeps_place=True)
        vault = str(self._vault) if self._vault is not None else ""
        QSettings().sync()
        now = wording.clock(courthouse.now())
        self._replace(Handover(vault, now, kept.drafts, kept.is_lost))

    def _load_the_rest(self) -> None:
        fonts.register_other_faces()
        threading.Thread(target=_import_the_rest, daemon=True).start()

    def _enter(self, office: "Office", folder: Path | None) -> None:
        from app.i18n.sentences import say  # noqa: PLC0415 - after the first paint, like all below
        from app.ui.backups.keeper import BackupKeeper  # noqa: PLC0415
        from app.ui.desk import Desk  # noqa: PLC0415
        from app.ui.drafts import DraftOffer, TypingKeeper  # noqa: PLC0415
        from app.ui.entry_check import check_on_entry  # noqa: PLC0415
        from app.ui.idle import IdleClock  # noqa: PLC0415
        from app.ui.lock_key import LockKey  # noqa: PLC0415
        from app.ui.machine_clock import ClockNotice  # noqa: PLC0415
        from app.ui.pages import ACTIONS, HIDDEN, PAGES, SEARCH, identity_of  # noqa: PLC0415
        from app.ui.scan.anywhere import ScanAnywhere  # noqa: PLC0415
        from app.ui.session_watch import watch_session  # noqa: PLC0415
        from app.ui.shell import Shell  # noqa: PLC0415
        from app.ui.timekeeper import Timekeeper  # noqa: PLC0415

        self._vault = folder or self._vault
        desk = Desk(office, self)
        shell = Shell(
            desk,
            PAGES,
            ACTIONS,
            identity_of(office),
            search=SEARCH,
            hidden=HIDDEN,
            theme_switch=self._theme.use,
        )
        idle = IdleClock(self._app, clocks=self._clocks)
        self._open = _Open(office, shell, idle, watch_session(self), LockKey(self._app))
        self._listen(self._open)
        self._follow_settings()
        shell.appear()
        check_on_entry(shell)
        BackupKeeper(shell)
        ScanAnywhere(shell)
        idle.ticked.connect(Timekeeper(desk, shell).look)
        idle.ticked.connect(ClockNotice(shell).look)
        DraftOffer(shell, returns=bool(self._handover.locked_at))
        TypingKeeper(shell, idle.entered)
        if self._handover.is_lost:
            shell.tell(_LOST, tone=Tone.DANGER)
        if office.is_kept_awake:
            shell.tell(say("user.kept_awake", {}), tone=Tone.WARN)
        if self._unlock is not None:
            self._unlock.close()
            self._unlock.deleteLater()
            self._unlock = None

    def _listen(self, opened: _Open) -> None:
        shell, idle, watch = opened.shell, opened.idle, opened.watch
        shell.lock_asked.connect(self.lock)
        shell.quit_asked.connect(self._quit)
        shell.desk.changed.connect(self._hear)
        idle.ticked.connect(shell.status.show_left)
        idle.warned.connect(self._warn_of_lock)
        idle.extended.connect(shell.message_bar.hide)
        idle.ran_out.connect(self.lock)
        watch.left.connect(self.lock)
        # Queued: the dialog that got the key is taken down by the lock.
        opened.lock_key.pressed.connect(self.lock, Qt.ConnectionType.QueuedConnection)
        idle.start()

    def _hear(self, changes: Any) -> None:  # noqa: ANN401 - `Changes` of the services
        if changes.touches("office_settings", "court_days", "office_calendars"):
            self._follow_settings()

    def _follow_settings(self) -> None:
        from app.i18n.courthouse import courthouse  # noqa: PLC0415 - long imported by now
        from app.services.kept_calendars import CourtCalendarOf  # noqa: PLC0415 - as above
        from app.services.settings import TheSettings  # noqa: PLC0415 - as above

        if self._open is not None:
            shell = self._open.shell
            shell.desk.ask(TheSettings(), shell, self._obey)
            shell.desk.ask(CourtCalendarOf(), shell, courthouse.hang_up)

    def _obey(self, settings: "OfficeSettings") -> None:
        if self._open is not None:
            self._open.idle.set_seconds(settings.idle_minutes * _MINUTE)

    def _warn_of_lock(self, seconds: int) -> None:
        if self._open is not None:
            self._open.shell.tell(
                _("Dossier locks in {n} seconds. Press any key to go on.").format(n=seconds),
                tone=Tone.WARN,
            )

    def _close_office(self, *, keeps_place: bool = False) -> "Kept":
        """Close everything that belongs to the open office, whatever fails on the way."""
        from app.services.presence import LeaveOffice  # noqa: PLC0415 - long imported by now
        from app.ui.clipboard import copying  # noqa: PLC0415 - as above
        from app.ui.drafts import Kept, begun_in, keep_drafts  # noqa: PLC0415 - as above

        opened, self._open = self._open, None
        if opened is None:
            return Kept()
        office, shell = opened.office, opened.shell
        begun = _attempt(partial(begun_in, shell)) or ()
        # A running commit is waited for, so that its form is not kept as a draft as well.
        stops = (opened.idle.stop, opened.watch.stop, opened.lock_key.deleteLater)
        _attempt_all(*stops, _conceal, shell.desk.rest)
        kept = _attempt(partial(keep_drafts, office, shell, begun, place=keeps_place))
        leave = partial(office.do, LeaveOffice())
        _attempt_all(copying().take_back, shell.desk.close, shell.deleteLater, leave, office.close)
        return kept or Kept(0, is_lost=True)

    def _quit(self) -> None:
        self._close_office()
        self._app.quit()

    def _leave_if_locked(self) -> None:
        if self._open is None:
            self._app.quit()


def _leave(office: Any) -> None:  # noqa: ANN401 - as above
    """Close an office; what comes due from now on came due while it was closed."""
    from app import bootstrap  # noqa: PLC0415 - long imported by now

    bootstrap.leave(office)


_LOST = _("What was half typed when Dossier locked could not be written to the vault and is lost.")


def _conceal() -> None:
    """Take everything off the screen at once; what follows may take a moment."""
    for window in QApplication.topLevelWidgets():
        window.hide()
    QGuiApplication.sync()


def _attempt_all(*steps: Callable[[], object]) -> None:
    for step in steps:
        _attempt(step)


def _attempt(step: Callable[[], T]) -> T | None:
    """Take one step of locking; neither a full disk nor a pulled one may stop the next."""
    try:
        return step()
    except DossierError:
        return None
    except Exception as error:  # noqa: BLE001 - as said
        _report_early(type(error), error, None)
        return None


def _doors() -> Doors:
    return Doors(
        describe=_describe,
        unlock=_open,
        recover=_recover,
        found=_found,
        demo=_demo,
        restore=_restore,
        cautions=_cautions,
        standing=_standing,
        choose=_choose,
        leave=_leave,
    )


def _describe(folder: Path) -> VaultPlate:
    from app import bootstrap  # noqa: PLC0415 - it brings the database with it

    plate = bootstrap.describe(folder)
    logins = tuple(account.login for account in plate.accounts)
    return VaultPlate(
        plate.office, logins, notice=plate.notice, cautions=bootstrap.cautions(folder)
    )


def _cautions(folder: Path) -> tuple[str, ...]:
    from app import bootstrap  # noqa: PLC0415 - as above

    return bootstrap.cautions(folder)


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


def _open(folder: Path, login: str, passphrase: str, tell: Tell) -> object:
    from app import bootstrap  # noqa: PLC0415 - as above

    watch = bootstrap.FOLLOWING.by(tell)
    return bootstrap.unlock(folder, login, passphrase, watch=watch)


def _recover(folder: Path, code: str, login: str, passphrase: str, tell: Tell) -> object:
    from app import bootstrap  # noqa: PLC0415 - as above

    watch = bootstrap.FOLLOWING.by(tell)
    return bootstrap.recover(folder, code, login, passphrase, watch=watch)


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


def _restore(wish: RestoreWish, tell: Tell, ask: Ask) -> Path | None:
    """Put a backup in the place of a vault, and return where that one is kept."""
    from app import bootstrap  # noqa: PLC0415 - as above
    from app.domain.backups import Watch  # noqa: PLC0415 - as above

    key = bootstrap.RestoreKey(login=wish.login, passphrase=wish.passphrase, code=wish.code)
    return bootstrap.restore(wish.source, wish.folder, key, Watch(tell, ask)).kept


def _import_the_rest() -> None:
    """Import what unlocking will need; Python's import lock makes the two meet safely."""
    try:
        from app import bootstrap  # noqa: F401, PLC0415 - as above
        from app.ui import pages  # noqa: F401, PLC0415 - as above
    except ImportError as error:
        # Unlocking will meet the same and say so in the window.
        _report_early(type(error), error, None)
    finally:
        # What was imported stays: looking through all of it would stop the window each time.
        gc.freeze()
        gc.enable()


def _report_early(
    _kind: type[BaseException], error: BaseException, _trace: TracebackType | None
) -> Any:  # noqa: ANN401 - the hook's type in the stubs
    """Keep an escaped exception's places, never its words."""
    from app.bugs import report  # noqa: PLC0415 - not needed for the first paint

    report(error)
