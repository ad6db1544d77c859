"""The schedule while the window is open: a backup that is due runs by itself, beside the work."""

from datetime import date

from PySide6.QtCore import QObject, QTimer

from app.domain.backups import BackupMade, BackupStanding
from app.domain.errors import Cancelled, DossierError
from app.i18n import _
from app.i18n.courthouse import courthouse
from app.i18n.sentences import sentence
from app.services.backups import BackupsInFolder, HowBackupsStand, MakeDueBackup
from app.services.office import Changes
from app.ui.backups.running import run_due_backup
from app.ui.backups.words import last_backup
from app.ui.page import Section
from app.ui.shell import Shell
from app.ui.theme import Tone

_HOUR_MS = 3_600_000


class BackupKeeper(QObject):
    """Looks after unlocking and every hour whether a backup is due, and makes it.

    A failure is told once a day and tried again every hour: the drive may have been connected by
    then. Who stops a backup is left in peace until the next day.
    """

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._shell = shell
        self._runs = False
        self._told_on: date | None = None
        self._stopped_on: date | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_HOUR_MS)
        self._timer.timeout.connect(self.look)
        shell.desk.changed.connect(self._hear)
        if shell.desk.may(HowBackupsStand) and shell.desk.may(MakeDueBackup):
            self._timer.start()
            self.look()

    def look(self) -> None:
        """Ask how things stand, and make a backup if one is due."""
        self._shell.desk.ask(HowBackupsStand(), self, self._judge, self._leave_it)

    def _hear(self, changes: Changes) -> None:
        if self._timer.isActive() and changes.touches("backup_runs", "office_settings"):
            self.look()

    def _judge(self, stand: BackupStanding) -> None:
        self._shell.status.show_backup(last_backup(stand))
        if stand.is_due and not self._runs and self._stopped_on != courthouse.today():
            self._runs = True
            run_due_backup(self._shell.desk, self, self._finish, self._fail)

    def _finish(self, made: BackupMade) -> None:
        self._runs = False
        if not made.is_whole:
            self._tell(_("The backup was made, but the vault itself is damaged. Run a full check."))

    def _fail(self, error: DossierError) -> None:
        self._runs = False
        if isinstance(error, Cancelled):
            self._stopped_on = courthouse.today()
        else:
            self._tell(_("No backup: {why}").format(why=sentence(error)))

    def _tell(self, text: str) -> None:
        if self._told_on == courthouse.today():
            return
        self._told_on = courthouse.today()
        if self._shell.desk.may(BackupsInFolder):
            self._shell.tell(text, tone=Tone.DANGER, action=_("Backups"), press=self._open)
        else:
            self._shell.tell(text, tone=Tone.DANGER)

    def _open(self) -> None:
        self._shell.go(Section.SETTINGS, "backups")

    def _leave_it(self, _error: DossierError) -> None:
        """What cannot be read now is looked at again in an hour."""
