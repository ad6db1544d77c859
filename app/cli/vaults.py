"""`dossier init`, `passphrase`, `recover`, and `verify`: the vault as a whole."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zoneinfo import ZoneInfoNotFoundError

import click
from tzlocal import get_localzone_name

from app import bootstrap
from app.bootstrap import NewOffice
from app.cli.audit import DAMAGED, chain_as_json, chain_facts, deep_as_json, deep_facts
from app.cli.output import show_facts, show_json
from app.cli.session import OfficeCommand, Session, asked_secret, read_secret, tell_cautions
from app.domain.errors import Refused, Unavailable
from app.domain.verification import VaultReport
from app.services.audit import VerifyVault
from app.services.presence import VisitOffice

_FILE = click.Path(path_type=Path)


@click.command(cls=OfficeCommand)
@click.argument("folder", metavar="VAULT", type=_FILE, help="New folder of the vault.")
@click.option("--office", required=True, help="Name of the office.")
@click.option("--name", required=True, help="Your own name.")
@click.option(
    "--recovery-out", required=True, type=_FILE, help="New file for the recovery code; print it."
)
@click.option("--zone", help="Time zone of the court; without it this machine's.")
@click.option("--jurisdiction", default="", help="State or county.")
@click.pass_obj
def init(
    session: Session,
    *,
    folder: Path,
    office: str,
    name: str,
    recovery_out: Path,
    zone: str | None,
    jurisdiction: str,
) -> None:
    """Make a new VAULT with its first administrator.

    Give your login with --login. The recovery code opens the vault when the passphrase is lost:
    print the file, lock the paper away and delete the file.
    """
    if not session.login:
        raise click.UsageError("Choose a login with --login.")
    new = NewOffice(
        folder=folder,
        name=office,
        login=session.login,
        person=name,
        passphrase=session.passphrase("New passphrase", confirm=True),
        zone=zone or _zone_here(),
        jurisdiction=jurisdiction,
    )
    with _secret_file(recovery_out) as write:
        opened, code = bootstrap.found(new, arrival=VisitOffice)
        bootstrap.leave(opened)
        _write_or_undo(write, code, folder)
    tell_cautions(folder)
    if session.as_json:
        show_json({"vault": str(folder), "recovery_code_file": str(recovery_out)})
    else:
        click.echo(f"Made {folder}. The recovery code is in {recovery_out}: print it, then delete")
        click.echo("the file.")


def _zone_here() -> str:
    """Return the machine's zone, e.g. ``America/Chicago``.

    Raises:
        click.UsageError: the machine does not tell.
    """
    try:
        return get_localzone_name()
    except (ZoneInfoNotFoundError, OSError):
        message = "Name the court's time zone with --zone, such as America/Chicago."
        raise click.UsageError(message) from None


@click.command(cls=OfficeCommand)
@click.option("--new-passphrase-file", type=_FILE, help="File with the new passphrase.")
@click.pass_obj
def passphrase(session: Session, new_passphrase_file: Path | None) -> None:
    """Change your passphrase."""
    session.show_notice()
    login = session.chosen_login()
    old = session.passphrase("Present passphrase")
    bootstrap.change_passphrase(session.folder, login, old, _chosen(new_passphrase_file))
    click.echo("The passphrase was changed. Older copies of the vault keep the old one.", err=True)


@click.command(cls=OfficeCommand)
@click.option("--code-file", type=_FILE, help="File with the recovery code.")
@click.option("--new-passphrase-file", type=_FILE, help="File with the new passphrase.")
@click.pass_obj
def recover(session: Session, code_file: Path | None, new_passphrase_file: Path | None) -> None:
    """Give a login a new passphrase with the recovery code.

    A login that was locked after wrong passphrases is released with it.
    """
    session.show_notice()
    login = session.chosen_login()
    code = read_secret(code_file) if code_file else asked_secret("Recovery code")
    chosen = _chosen(new_passphrase_file)
    bootstrap.leave(bootstrap.recover(session.folder, code, login, chosen, arrival=VisitOffice))
    click.echo(f"{login} has a new passphrase. The recovery code stays valid.", err=True)


@click.command(cls=OfficeCommand)
@click.pass_obj
def verify(session: Session) -> int:
    """Check every page, record, log entry and attached file.

    Exit 4 when something is damaged.
    """
    report = session.ask(VerifyVault())
    if session.as_json:
        show_json(_vault_as_json(report))
    else:
        _show_vault(report)
    return 0 if report.is_whole else DAMAGED


def _chosen(file: Path | None) -> str:
    """Return a new passphrase, from a file or typed twice."""
    return read_secret(file) if file else asked_secret("New passphrase", confirm=True)


@contextmanager
def _secret_file(path: Path) -> Iterator[int]:
    """Make a file only its owner can read and yield its descriptor; on an error it goes again.

    It is made before the vault, so that a place that cannot be written to is told in time.
    """
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise Refused("recovery.file_exists", path=str(path)) from None
    except OSError as error:
        raise Unavailable("disk.refused", reason=error.strerror) from None
    try:
        yield descriptor
    except BaseException:
        os.close(descriptor)
        path.unlink(missing_ok=True)
        raise
    os.close(descriptor)


def _write_or_undo(descriptor: int, code: str, vault: Path) -> None:
    """Write the code durably; a vault whose code could not be kept is taken away again."""
    try:
        os.write(descriptor, f"{code}\n".encode())
        os.fsync(descriptor)
    except OSError as error:
        shutil.rmtree(vault, ignore_errors=True)
        raise Unavailable("disk.refused", reason=error.strerror) from None


def _show_vault(report: VaultReport) -> None:
    show_facts(
        [
            ("Vault", "whole" if report.is_whole else "DAMAGED"),
            *chain_facts(report.chain),
            *(deep_facts(report.deep) if report.deep else []),
            ("Database", "; ".join(report.database) or "whole"),
            ("Records read", f"{sum(report.records.values()):,}"),
            ("Kinds with damaged records", ", ".join(report.damaged_kinds)),
            ("Attached files read", f"{report.attachments:,}"),
            ("Damaged attached files", ", ".join(report.damaged_attachments)),
            ("Damaged files in cases closed to you", report.damaged_behind_walls or ""),
        ]
    )


def _vault_as_json(report: VaultReport) -> dict[str, object]:
    return {
        "whole": report.is_whole,
        "audit": chain_as_json(report.chain),
        "deep": deep_as_json(report.deep) if report.deep else None,
        "database": report.database,
        "records": dict(report.records),
        "damaged_kinds": report.damaged_kinds,
        "attachments": report.attachments,
        "damaged_attachments": report.damaged_attachments,
        "damaged_behind_walls": report.damaged_behind_walls,
    }
