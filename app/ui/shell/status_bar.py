"""The bar at the foot: is it encrypted, is it saved, what is running, when does it lock."""

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QProgressBar, QWidget

from app.i18n import _
from app.i18n.courthouse import courthouse
from app.ui import wording
from app.ui.desk import LongWork
from app.ui.icons import Icon
from app.ui.theme import Token, Tone
from app.ui.widgets.button import Button
from app.ui.widgets.layout import row
from app.ui.widgets.picture import Picture
from app.ui.widgets.text import PlainLabel, Type
from app.ui.work_part import PATIENCE_MS

_HEIGHT = 28
_MINUTE = 60


class StatusBar(QWidget):
    """The bar."""

    def __init__(self, office: str) -> None:
        super().__init__()
        self.setObjectName("statusbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(_HEIGHT)
        self._shield = Picture(Icon.SHIELD_CHECK, Token.MUTED, 13)
        self._safety = _words(_("Encrypted"))
        self._saved = _words("")
        self._work = _WorkProgress()
        self._backup_icon = Picture(Icon.HISTORY, Token.MUTED, 13)
        self._backup = _words("")
        self._lock = _words("")
        self._office = PlainLabel(office, level=Type.SMALL, token=Token.MUTED, elide=True)
        self._office.setMaximumWidth(320)
        safety = row(self._shield, self._safety, spacing=6)
        backup = row(self._backup_icon, self._backup, spacing=6)
        self.setLayout(
            row(
                safety,
                self._saved,
                self._work,
                None,
                backup,
                self._lock,
                self._office,
                spacing=20,
                margins=(14, 0, 14, 0),
            )
        )
        self.show_backup("")

    def show_safety(self, sentence: str, tone: Tone = Tone.NEUTRAL) -> None:
        """Say how the vault is, e.g. "Encrypted, audit chain whole"."""
        trouble = tone in (Tone.DANGER, Tone.WARN)
        self._shield.show_icon(Icon.SHIELD_ALERT if trouble else Icon.SHIELD_CHECK, tone.ink)
        self._safety.setText(sentence)
        self._safety.set_token(tone.ink)

    def show_saved(self) -> None:
        """Say that everything is on disk, as of now."""
        self._saved.setText(
            _("All changes saved {time}").format(time=wording.clock(courthouse.now()))
        )

    def show_backup(self, sentence: str) -> None:
        """Say when the last backup was made; an empty sentence hides it."""
        self._backup.setText(sentence)
        self._backup.setVisible(bool(sentence))
        self._backup_icon.setVisible(bool(sentence))

    def show_left(self, seconds: int) -> None:
        """Say when the window locks itself."""
        minutes, rest = divmod(seconds, _MINUTE)
        self._lock.setText(_("Locks in {time}").format(time=f"{minutes}:{rest:02}"))

    def follow(self, work: LongWork) -> None:
        """Show the progress of long work, with a way to stop it."""
        self._work.follow(work)

    def text(self) -> str:
        """Everything it says, for tests and screen readers."""
        labels = (self._safety, self._saved, self._backup, self._lock, self._office)
        return " | ".join(label.plain for label in labels if label.plain)


class _WorkProgress(QWidget):
    """The long work begun last: its step, a bar, Cancel; then the one before, if it still runs."""

    def __init__(self) -> None:
        super().__init__()
        self._running: list[LongWork] = []
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self.show)
        self._step = _words("")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(140)
        self._bar.setAccessibleName(_("Progress"))
        self._cancel = Button(_("Cancel"), self._stop, small=True)
        self._cancel.setFixedHeight(22)
        self.setLayout(row(self._step, self._bar, self._cancel, spacing=10))
        self.hide()

    def follow(self, work: LongWork) -> None:
        self._running.append(work)
        work.progressed.connect(partial(self._show, work))
        work.ended.connect(partial(self._end, work))
        self._bring_up(work)
        if work.title:
            self.show()
        else:
            self._patience.start()  # an act that is done at once is not announced

    def _bring_up(self, work: LongWork) -> None:
        self._cancel.setEnabled(not work.cancelled())
        self._step.setText(work.title or _("Working…"))
        self._bar.setRange(0, 0)

    def _show(self, work: LongWork, done: int, total: int, step: str) -> None:
        if self._running[-1:] != [work] or work.cancelled():
            return
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        if step:
            self._step.setText(wording.step(step, done, total))

    def _stop(self) -> None:
        if self._running:
            self._running[-1].cancel()
            self._cancel.setEnabled(False)
            self._step.setText(_("Stopping…"))

    def _end(self, work: LongWork) -> None:
        self._running.remove(work)
        if self._running:
            self._bring_up(self._running[-1])
        else:
            self._patience.stop()
            self.hide()


def _words(text: str) -> PlainLabel:
    label = PlainLabel(text, level=Type.SMALL, token=Token.MUTED)
    label.setAlignment(Qt.AlignmentFlag.AlignVCenter)
    return label
