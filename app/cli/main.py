"""The terminal's commands put together, and what each way to fail is worth as an exit code."""

import hashlib
import sys
import traceback
from collections.abc import Sequence
from io import TextIOWrapper

import click

from app import __version__
from app.cli.output import printable
from app.cli.session import session_from_environment, session_options, subject_of
from app.domain.errors import CannotUnlock, Damaged, DossierError
from app.i18n.sentences import sentence

DONE, REFUSED, USAGE, LOCKED, DAMAGED = range(5)


class _Program(click.Group):
    """The top of the command tree; commands are imported when they are named."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*super().list_commands(ctx), *_HOMES})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        home = _HOMES.get(cmd_name)
        if home is None:
            return super().get_command(ctx, cmd_name)
        from importlib import import_module  # noqa: PLC0415  only here

        module, name = home
        command: click.Command = getattr(import_module(f"app.cli.{module}"), name)
        if isinstance(command, click.Group):
            for guest in _GUESTS.get(cmd_name, ()):
                for further in import_module(f"app.cli.{guest}").COMMANDS:
                    command.add_command(further)
        return command


_HOMES: dict[str, tuple[str, str]] = {
    "agencies": ("locations", "agencies"),
    "analytics": ("analytics", "analytics"),
    "appeals": ("appeals", "appeals"),
    "audit": ("audit", "audit"),
    "backup": ("backups", "backup"),
    "calendar": ("calendar", "calendar"),
    "cases": ("cases", "cases"),
    "clock": ("clocks", "clock"),
    "courtrooms": ("courtrooms", "courtrooms"),
    "deadlines": ("deadlines", "deadlines"),
    "demo": ("demo", "demo"),
    "disclosure": ("disclosure", "disclosure"),
    "evidence": ("evidence", "evidence"),
    "hearings": ("hearings", "hearings"),
    "holidays": ("holidays", "holidays"),
    "import": ("imports", "import_"),
    "init": ("vaults", "init"),
    "locations": ("locations", "locations"),
    "passphrase": ("vaults", "passphrase"),
    "people": ("people", "people"),
    "print": ("documents", "print_"),
    "recover": ("vaults", "recover"),
    "reminders": ("reminders", "reminders"),
    "restore": ("backups", "restore"),
    "rules": ("rules", "rules"),
    "search": ("search", "search"),
    "stats": ("analytics", "stats"),
    "tasks": ("tasks", "tasks"),
    "today": ("today", "today"),
    "verify": ("vaults", "verify"),
    "users": ("users", "users"),
    "victims": ("victims", "victims"),
    "walls": ("walls", "walls"),
    "witnesses": ("witnesses", "witnesses"),
}
"""Command -> module of `app.cli` and name in it."""
_WIDEST = 100
"""Columns of help at most; a narrower terminal gets what it has."""
_GUESTS: dict[str, tuple[str, ...]] = {
    "clock": ("clock_computing",),
    "calendar": ("calendar_exchange",),
    "evidence": ("attachments",),
}
"""Group -> modules of other features whose ``COMMANDS`` stand in it as well."""


@click.group(
    cls=_Program, params=session_options(), context_settings={"max_content_width": _WIDEST}
)
@click.version_option(__version__, prog_name="dossier")
def program() -> None:
    """Dossier: an encrypted, offline case file for prosecutor offices.

    Without a command the window opens.
    """


def run(words: Sequence[str]) -> int:
    """Carry out one command line and return its exit code; messages go to stderr."""
    _show_any_character()
    try:
        return _carry_out(words)
    except click.ClickException as error:
        error.show(sys.stderr)
        return USAGE if isinstance(error, click.UsageError) else REFUSED
    except (click.Abort, KeyboardInterrupt):
        return _say("Stopped. What was not finished was not written.", REFUSED)
    except DossierError as error:
        return _say(_told(error), _worth(error))
    except OSError as error:
        return _say(_UNTOLD.format(reason=error.strerror), REFUSED)
    except Exception as error:  # noqa: BLE001  the last door: a bug of ours, told without case data
        return _say(_bug(error), REFUSED)


def _carry_out(words: Sequence[str]) -> int:
    answer = program.main(
        list(words), prog_name="dossier", standalone_mode=False, obj=session_from_environment()
    )
    return answer if isinstance(answer, int) else DONE


def _told(error: DossierError) -> str:
    """Return the sentence of a refusal behind what it speaks of: no form stands around it here."""
    subject = subject_of(error)
    return f"{subject}: {sentence(error)}" if subject else sentence(error)


def _worth(error: DossierError) -> int:
    if isinstance(error, CannotUnlock):
        return LOCKED
    return DAMAGED if isinstance(error, Damaged) else REFUSED


def _say(message: str, code: int) -> int:
    click.echo(printable(message), err=True)
    return code


_UNTOLD = "The answer could not be shown: {reason}. Look whether the command took effect."
"""Said where stdout fails; click itself ends the program where its reader is gone."""


def _show_any_character() -> None:
    """Write what the terminal's alphabet lacks by its number instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _bug(error: Exception) -> str:
    """Name the place of the mistake, never its values: they may be case data."""
    frames = traceback.extract_tb(error.__traceback__)
    place = " < ".join(f"{frame.name}:{frame.lineno}" for frame in reversed(frames[-4:]))
    report = hashlib.sha256(f"{type(error).__name__} {place}".encode()).hexdigest()[:8]
    return (
        f"Dossier made a mistake and stopped; an unfinished act is not written. Report {report}: "
        f"{type(error).__name__} at {place}"
    )
