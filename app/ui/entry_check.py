"""Looking the vault over each time it is unlocked, while the user already works."""

from functools import partial

from app.domain.errors import DossierError
from app.i18n import _
from app.i18n.audit_words import chain_faults
from app.i18n.sentences import sentence
from app.services.attachments import OrphansLeft, SweepOrphans
from app.services.audit import CheckOnEntry, EntryCheck
from app.ui.shell import Shell
from app.ui.theme import Tone


def check_on_entry(shell: Shell) -> None:
    """Ask whether the vault is whole; the status bar says so, and the message bar if it is not."""
    shell.desk.ask(CheckOnEntry(), shell, partial(_say, shell), partial(_fail, shell))
    shell.desk.ask(OrphansLeft(), shell, partial(_sweep, shell), _leave_it)


def _sweep(shell: Shell, orphans: int) -> None:
    """Clear away what a crash left in the vault; the log keeps that it was done."""
    if orphans:
        shell.desk.do(SweepOrphans(), shell, refused=_leave_it)


def _leave_it(_error: DossierError) -> None:
    """What is not beyond doubt stays where it is; other checks tell of damage."""


def _say(shell: Shell, check: EntryCheck) -> None:
    faults = chain_faults(check.chain)
    if check.pages and not faults:
        shell.status.show_safety(_("Encrypted, audit chain whole"), Tone.NEUTRAL)
        return
    shell.status.show_safety(_("Damage found"), Tone.DANGER)
    damaged = _("This vault is damaged. Run a full check (dossier verify) and restore a backup.")
    shell.tell(faults[0] if check.pages else damaged, tone=Tone.DANGER)


def _fail(shell: Shell, error: DossierError) -> None:
    shell.status.show_safety(_("Damage found"), Tone.DANGER)
    shell.tell(sentence(error), tone=Tone.DANGER)
