"""What the evidence page says of kept files: some are damaged, or some wait for a check."""

from PySide6.QtWidgets import QWidget

from app.domain.attachments import FilesStanding, KeptFile
from app.i18n import _, ngettext
from app.services.attachments import ChecksRun, HowFilesStand
from app.ui import wording
from app.ui.evidence.files_acts import FileActs
from app.ui.evidence.files_running import Reply, run_checks
from app.ui.evidence.wording import LONGEST_NAME, shortened
from app.ui.page import Frame
from app.ui.theme import Tone
from app.ui.widgets import Banner, Button, column

_NAMED = 3
"""Damaged files named; the rest is counted."""


class FilesNote(QWidget):
    """Hidden while every file is what was taken in and none waits."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._desk = frame.desk
        self._acts = FileActs(frame, self)
        self.check = Button(_("Check now"), self.run, small=True)
        self.banner = Banner("", "", Tone.DANGER, self.check)
        self.setLayout(column(self.banner, spacing=0))
        self.hide()

    def reload(self) -> None:
        """Ask how files stand."""
        self._desk.ask(HowFilesStand(), self, self._show, self._acts.fail)

    def run(self) -> None:
        """Read back what is due, beside the work."""
        self.check.setEnabled(False)
        run_checks(self._desk, ChecksRun(), Reply(self, self._acts.say_checks)).ended.connect(
            self._end
        )

    def _end(self) -> None:
        self.check.setEnabled(True)

    def _show(self, stand: FilesStanding) -> None:
        self.check.setVisible(bool(stand.due))
        self.setVisible(bool(stand.due or stand.damaged))
        if stand.damaged:
            self.banner.show_message(*_damage(stand.damaged), Tone.DANGER)
        elif stand.due:
            self.banner.show_message(_waiting(stand.due), "", Tone.ACCENT)


def _damage(files: tuple[KeptFile, ...]) -> tuple[str, str]:
    count = len(files)
    words = ngettext(
        "{n} kept file is no longer what was taken in. Restore it from a backup.",
        "{n} kept files are no longer what was taken in. Restore them from a backup.",
        count,
    ).format(n=wording.count(count))
    named = [
        " ".join(part for part in (shortened(file.name, LONGEST_NAME), _of(file)) if part)
        for file in files[:_NAMED]
    ]
    return words, ", ".join([*named, "…"] if count > _NAMED else named)


def _of(file: KeptFile) -> str:
    return f"({file.item_tag})" if file.item_tag else ""


def _waiting(due: int) -> str:
    return ngettext(
        "{n} kept file is due to be read back and compared with its hash.",
        "{n} kept files are due to be read back and compared with their hashes.",
        due,
    ).format(n=wording.count(due))
