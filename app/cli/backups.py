"""`dossier backup` and `dossier restore`: made, checked, rehearsed and put back.

``dossier backup DEST`` makes one in DEST, ``dossier backup`` in the folder of the settings;
``verify``, ``drill`` and ``list`` are commands of their own. A folder with one of those names is
written ``./verify``.
"""

from datetime import datetime
from pathlib import Path

import click

from app import bootstrap
from app.bootstrap import RestoreKey
from app.cli.output import Shown, show_facts, show_json, show_rows
from app.cli.progress import ProgressLine
from app.cli.session import OfficeCommand, Session, asked_secret, read_secret
from app.domain.backups import BackupListed, BackupMade, DrillReport
from app.services.backups import (
    BackupsInFolder,
    HowBackupsStand,
    VerifyBackup,
    back_up,
    back_up_if_due,
    rehearse,
)

_DAMAGED = 4
"""Exit code where a backup or the vault is not whole."""
_MEGABYTE = 1_000_000
_FOLDER = click.Path(path_type=Path)
_STEPS = {
    "database": "copying the database",
    "attachments": "copying attached files",
    "reading": "reading back",
    "checking": "checking",
    "swapping": "putting it in place",
}
_COLUMNS = (
    Shown[BackupListed]("Made", "made", lambda row: row.moment),
    Shown[BackupListed]("Backup", "folder", lambda row: row.folder.name),
    Shown[BackupListed]("Kind", "kind", lambda row: row.kind),
    Shown[BackupListed]("MB", "megabytes", lambda row: _megabytes(row.size)),
    Shown[BackupListed]("Files", "files", lambda row: row.files),
    Shown[BackupListed]("Log", "seq", lambda row: row.seq),
    Shown[BackupListed]("State", "state", lambda row: "complete" if row.is_complete else "DAMAGED"),
)


class _BackupGroup(click.Group):
    """A group whose own words make a backup, unless they begin with one of its commands."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read ``DEST`` as ``make DEST``."""
        if not args or args[0] not in {*self.commands, "--help"}:
            args = ["make", *args]
        return super().parse_args(ctx, args)


@click.group(cls=_BackupGroup)
def backup() -> None:
    """Make, check and rehearse backups.

    `dossier backup DEST` makes one in the folder DEST, without it in that of the settings. A backup
    is encrypted; the administrators and the recovery code open it. `dossier restore` puts one back.
    """


@backup.command("make", cls=OfficeCommand)
@click.argument(
    "dest",
    required=False,
    type=_FOLDER,
    help="Folder of the backups; else the one of the settings.",
)
@click.option("--if-due", is_flag=True, help="Only when the schedule asks for one; for cron.")
@click.pass_obj
def make(session: Session, dest: Path | None, *, if_due: bool) -> int:
    """Make a backup in the folder DEST, or in the one of the settings."""
    if dest is not None and if_due:
        raise click.UsageError("The schedule has a folder of its own: leave DEST out.")
    with session.office() as office, ProgressLine(_step_words) as watch:
        stand = office.ask(HowBackupsStand())
        if if_due and not stand.is_due:
            _show_not_due(session, stand.last.at if stand.last else None)
            return 0
        done = back_up_if_due(office, watch) if if_due else back_up(office, dest, watch)
    _show_made(session, done.value)
    return 0 if done.value.is_whole else _DAMAGED


@backup.command("verify", cls=OfficeCommand)
@click.argument("src", type=_FOLDER, help="The backup, a folder.")
@click.pass_obj
def verify(session: Session, src: Path) -> int:
    """Read every byte of the backup SRC; exit 4 when one is not what was written."""
    with session.office() as office, ProgressLine(_step_words) as watch:
        made = office.ask(VerifyBackup(src, watch))
    _show_made(session, made)
    return 0 if made.is_whole else _DAMAGED


@backup.command("drill", cls=OfficeCommand)
@click.argument("src", required=False, type=_FOLDER, help="The backup; else the newest.")
@click.pass_obj
def drill(session: Session, src: Path | None) -> int:
    """Rehearse a restore of the newest backup, or of SRC.

    It is restored to a scratch place, checked throughout and removed again. Exit 4 when the backup
    cannot be relied on.
    """
    with session.office() as office, ProgressLine(_step_words) as watch:
        report = rehearse(office, src, watch).value
    _show_drill(session, report)
    return 0 if report.is_whole else _DAMAGED


@backup.command("list", cls=OfficeCommand)
@click.argument(
    "dest",
    required=False,
    type=_FOLDER,
    help="Folder of the backups; else the one of the settings.",
)
@click.pass_obj
def list_(session: Session, dest: Path | None) -> None:
    """List the backups of this vault in DEST, or in the folder of the settings."""
    rows = session.ask(BackupsInFolder(dest))
    show_rows(rows, _COLUMNS, as_json=session.as_json, empty="No backup of this vault is there.")


@click.command(cls=OfficeCommand)
@click.argument("src", type=_FOLDER, help="The backup, a folder.")
@click.argument("target", metavar="VAULT", type=_FOLDER, help="Folder of the vault.")
@click.option("--code-file", type=_FOLDER, help="File with the recovery code.")
@click.option(
    "--new-passphrase-file", type=_FOLDER, help="With a code: file with your new passphrase."
)
@click.pass_obj
def restore(
    session: Session,
    src: Path,
    target: Path,
    code_file: Path | None,
    new_passphrase_file: Path | None,
) -> None:
    """Restore the backup SRC as the vault VAULT.

    A vault that stands there is kept beside it. Use the login and passphrase an administrator had
    when the backup was made. With the recovery code the login gets a new passphrase. Everything is
    checked before anything is replaced.
    """
    session.vault = str(src)  # its logins are asked for, not those of a vault
    key = _restore_key(session, code_file, new_passphrase_file)
    with ProgressLine(_step_words) as watch:
        done = bootstrap.restore(src, target, key, watch)
    facts: list[tuple[str, object]] = [
        ("Restored", str(done.folder)),
        ("State of", done.made),
        ("Records read", f"{done.records:,}"),
        ("Attached files read", f"{done.files:,}"),
        ("Log entries", f"{done.seq:,}"),
        ("The vault that stood there", str(done.kept) if done.kept else ""),
    ]
    if session.as_json:
        show_json(done.__dict__ | {"folder": str(done.folder), "kept": _text(done.kept)})
    else:
        show_facts(facts)


def _restore_key(
    session: Session, code_file: Path | None, new_passphrase_file: Path | None
) -> RestoreKey:
    login = session.chosen_login()
    if code_file is None:
        return RestoreKey(login=login, passphrase=session.passphrase())
    chosen = (
        read_secret(new_passphrase_file)
        if new_passphrase_file
        else asked_secret("New passphrase", confirm=True)
    )
    return RestoreKey(login=login, passphrase=chosen, code=read_secret(code_file))


def _step_words(step: str) -> str:
    return _STEPS.get(step, step)


def _show_not_due(session: Session, last: datetime | None) -> None:
    if session.as_json:
        show_json({"made": False, "last": last})
    else:
        show_facts([("No backup is due. The last one was made", last or "never")])


def _show_made(session: Session, made: BackupMade) -> None:
    _show(
        session,
        [
            ("Backup", str(made.folder)),
            ("State", "whole" if made.is_whole else "THE VAULT ITSELF IS DAMAGED"),
            ("Already wrong in the vault", ", ".join(made.faults)),
            ("Made", made.moment),
            ("Size", f"{_megabytes(made.size)} MB"),
            ("Attached files", f"{made.files:,}"),
            ("Last log entry", f"{made.seq} {made.link}"),
        ],
        made.__dict__ | {"folder": str(made.folder), "whole": made.is_whole},
    )


def _show_drill(session: Session, report: DrillReport) -> None:
    _show(
        session,
        [
            ("Drill", "the backup can be restored" if report.is_whole else "FAILED"),
            ("Not as the backup states", ", ".join(report.wrong)),
            ("Backup", str(report.folder)),
            ("State of", report.moment),
            ("Records read", f"{report.records:,}"),
            ("Attached files read", f"{report.files:,}"),
            ("Last log entry", f"{report.seq} {report.link}"),
        ],
        report.__dict__ | {"folder": str(report.folder), "whole": report.is_whole},
    )


def _show(session: Session, facts: list[tuple[str, object]], content: dict[str, object]) -> None:
    if session.as_json:
        show_json(content)
    else:
        show_facts(facts)


def _megabytes(size: int) -> str:
    return f"{size / _MEGABYTE:,.1f}"


def _text(path: Path | None) -> str | None:
    return None if path is None else str(path)
