"""The line on the page of the day: a backup or a drill is overdue."""

from app.domain.backups import BackupStanding
from app.domain.errors import DossierError
from app.i18n import _
from app.services.backups import HowBackupsStand, MakeBackup
from app.services.office import Changes
from app.ui.backups.words import reminder
from app.ui.live_view import LiveView
from app.ui.page import Frame, Section
from app.ui.theme import Tone, metrics
from app.ui.widgets import Banner, Button, column, holding


class BackupNote(LiveView):
    """A banner for those who look after backups; nothing while all is well."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame.desk)
        self._frame = frame
        self._banner = Banner("", "", Tone.WARN, Button(_("Backups"), self._open))
        self._around = holding(column(self._banner, margins=(0, 0, 0, metrics.CARD_GAP)))
        self.setLayout(column(self._around, spacing=0))
        self._around.hide()

    @property
    def text(self) -> str:
        """What it says; empty while it says nothing."""
        return "" if self._around.isHidden() else self._banner.accessibleName()

    def refresh(self) -> None:
        """Ask how backups stand."""
        if self.desk.may(MakeBackup):
            self.desk.ask(HowBackupsStand(), self, self._show, self._leave_it)

    def touched_by(self, changes: Changes) -> bool:
        """Backups, drills and their schedule."""
        return changes.touches("backup_runs", "office_settings")

    def _show(self, stand: BackupStanding) -> None:
        words = reminder(stand)
        self._banner.show_message(words)
        self._around.setVisible(bool(words))

    def _open(self) -> None:
        self._frame.go(Section.SETTINGS, "backups")

    def _leave_it(self, _error: DossierError) -> None:
        """The page of the day has more to say than this."""
