"""What every command of the terminal shares: which vault, who asks, and how answers are shown."""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

import click

from app import bootstrap
from app.cli.output import printable
from app.cli.progress import ProgressLine
from app.cli.typed_days import is_waiting, told_days
from app.domain.backups import Watch
from app.domain.errors import CannotUnlock, DossierError, Refused, Unavailable
from app.domain.settings import NOTICE
from app.i18n import _
from app.i18n.courthouse import courthouse
from app.i18n.machine_clock import clock_warning
from app.i18n.sentences import say
from app.i18n.steps import step_words
from app.services.kept_calendars import CourtCalendarOf
from app.services.machine_clock import VouchForClock, WhatTheLogKnows
from app.services.office import Command, Office, Query
from app.services.presence import VisitOffice

V = TypeVar("V")


@dataclass
class Session:
    """What was said on the command line about the office, filled in while it is parsed."""

    vault: str = ""
    login: str = ""
    passphrase_file: str = ""
    as_json: bool = False
    _open: Office | None = field(default=None, init=False, repr=False)

    @contextmanager
    def office(self) -> Iterator[Office]:
        """Open the office for one command and close it behind it; within, it is the same one.

        Raises:
            Refused: the passphrase was given by somebody else and must be changed first.
            CannotUnlock: wrong name or passphrase, or the vault cannot be opened at all.
            Damaged: the vault is not what was written.
        """
        if self._open is not None:
            yield self._open
            return
        folder = self.folder
        self.show_notice()
        try:
            office = self._unlocked(folder)
        except Unavailable as error:
            raise _cannot_unlock(error) from None
        tell_cautions(folder)
        try:
            _require_own_passphrase(office)
            _remark(office)
            self._open = office
            yield office
        finally:
            self._open = None
            bootstrap.leave(office)

    def _unlocked(self, folder: Path) -> Office:
        login, passphrase = self.chosen_login(), self.passphrase()
        with ProgressLine(step_words, bootstrap.FOLLOWING) as watch:
            return bootstrap.unlock(folder, login, passphrase, arrival=VisitOffice, watch=watch)

    def show_notice(self) -> None:
        """Show the use notice (CJIS AC-8) before anybody is asked for a passphrase.

        The program's own is for people only. A vault that cannot be read says so when it is opened.
        """
        with suppress(DossierError):
            notice = bootstrap.describe(self.folder).notice
            if notice or sys.stdin.isatty():
                click.echo(printable(notice or _(NOTICE)), err=True)

    def remark(self, words: str) -> None:
        """Say something beside the answer; an answer in JSON stays alone."""
        if not self.as_json:
            click.echo(printable(words), err=True)

    def ask(self, query: Query[V]) -> V:
        """Open the office, answer one query, close it."""
        with self.office() as office:
            return office.ask(query)

    def do(self, command: Command[V]) -> V:
        """Open the office, carry out one command, close it; a line says how far it is, if it does.

        Ctrl+C stops it and leaves no trace.
        """
        watch = getattr(command, "watch", None)
        with self.office() as office:
            if not isinstance(watch, Watch):
                return office.do(command).value
            with ProgressLine(step_words, watch) as told:
                return office.do(_watched(command, told)).value

    def chosen_login(self) -> str:
        """Return the login named, or the vault's only one.

        Raises:
            click.UsageError: none was named and the vault has several.
        """
        return self.login or _only_login(self.folder)

    @property
    def folder(self) -> Path:
        """The vault's folder.

        Raises:
            click.UsageError: none was named.
        """
        if not self.vault:
            raise click.UsageError("Name the vault with --vault or DOSSIER_VAULT.")
        return Path(self.vault)

    def passphrase(self, prompt: str = "Passphrase", *, confirm: bool = False) -> str:
        """Return the passphrase from the named file, or ask for it.

        Raises:
            click.UsageError: no file was named and nobody can be asked, or the file is unreadable.
        """
        if self.passphrase_file:
            return read_secret(Path(self.passphrase_file))
        if not sys.stdin.isatty():
            raise click.UsageError(
                "Give the passphrase with --passphrase-file or DOSSIER_PASSPHRASE_FILE."
            )
        return str(click.prompt(prompt, hide_input=True, confirmation_prompt=confirm, err=True))


def _watched(command: Command[V], watch: Watch) -> Command[V]:
    """Return a command that tells how far it is, telling it to somebody."""
    telling: Any = command  # a dataclass with a field `watch`
    watched: Command[V] = replace(telling, watch=watch)
    return watched


def tell_cautions(folder: Path) -> None:
    """Say on stderr what speaks against a vault in this folder."""
    for caution in bootstrap.cautions(folder):
        click.echo(printable(caution), err=True)


def read_secret(file: Path) -> str:
    """Return the first line of a file that holds a passphrase or code.

    Raises:
        click.UsageError: the file cannot be read.
    """
    try:
        return file.read_text("utf-8").split("\n", 1)[0].rstrip("\r")
    except (OSError, UnicodeDecodeError):
        message = f"Cannot read {file}."
        raise click.UsageError(message) from None


def asked_secret(prompt: str, *, confirm: bool = False) -> str:
    """Return what is typed without being shown.

    Raises:
        click.UsageError: nobody can be asked.
    """
    if not sys.stdin.isatty():
        message = f"There is nobody to ask for the {prompt.lower()}. Name a file that holds it."
        raise click.UsageError(message)
    return str(click.prompt(prompt, hide_input=True, confirmation_prompt=confirm, err=True))


class OfficeCommand(click.Command):
    """A command that takes the session's options before or after its own words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  click's own signature
        super().__init__(*args, **kwargs)
        self.params.extend(session_options())

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401  what the command answers
        """Carry it out; of a refusal, note which word of the command line it speaks of."""
        try:
            return self._carry_out(ctx)
        except Refused as refusal:
            if (word := _word_of(self.params, refusal.field)) is not None:
                refusal.add_note(word)
            raise

    def _carry_out(self, ctx: click.Context) -> Any:  # noqa: ANN401  what the command answers
        """Tell first which days were meant, where that takes the office's clock and calendar."""
        session = ctx.find_object(Session)
        if session is None or not is_waiting(ctx.params):
            return super().invoke(ctx)
        if not session.vault:
            # What needs no vault goes by this machine's clock; the others ask for theirs.
            ctx.params.update(told_days(ctx.params, None, session.remark))
            return super().invoke(ctx)
        # Records of many features lead to a case; most command lines name no day in words.
        from app.cli.case_named import case_named  # noqa: PLC0415  as above

        with session.office() as office:
            court = office.ask(CourtCalendarOf(case_named(office, ctx.params)))
            ctx.params.update(told_days(ctx.params, court, session.remark))
            return super().invoke(ctx)


_TYPED_AS: dict[str, tuple[str, ...]] = {
    "case": ("number",),
    "clock": ("when",),
    "courtroom": ("room",),
    "direction": ("before",),
    "due_on": ("when", "day"),
    "excluded_last": ("last",),
    "kind": ("next_kind",),
    "next_clock": ("following",),
    "next_on": ("following",),
    "on": ("day", "when"),
    "path": ("file", "to"),
    "period.n": ("length",),
    "period.unit": ("unit",),
    "regime": ("law",),
    "service.added_days": ("service_days",),
    "to": ("out", "last"),
}
"""Fields of forms that commands call otherwise, as one word may fill two of them."""


def subject_of(refusal: DossierError) -> str:
    """Return what a refusal speaks of, as it is typed: option, argument, or name of a fact.

    Empty where it speaks of nothing in particular, or of the world and not of what was typed.
    """
    if not isinstance(refusal, Refused) or refusal.field is None:
        return ""
    noted = getattr(refusal, "__notes__", ())
    return noted[0] if noted else refusal.field


def _word_of(params: Iterable[click.Parameter], field: str | None) -> str | None:
    """Return the option or argument a field of a form is typed as; None if it has none."""
    if field is None:
        return None
    by_name = {param.name: param for param in params}
    for name in (field, *_TYPED_AS.get(field, ())):
        if (param := by_name.get(name)) is not None:
            is_option = isinstance(param, click.Option)
            return max(param.opts, key=len) if is_option else param.human_readable_name.strip("[]")
    return None


def session_options() -> list[click.Parameter]:
    """Return the options that fill the session, for a command or for the whole program."""
    return [
        _option("vault", "The vault's folder (DOSSIER_VAULT)."),
        _option("login", "Your login (DOSSIER_LOGIN)."),
        _option("passphrase_file", "File with your passphrase (DOSSIER_PASSPHRASE_FILE)."),
        click.Option(
            ["--json", "as_json"],
            is_flag=True,
            expose_value=False,
            callback=_remember,
            help="Answer in JSON.",
        ),
    ]


def session_from_environment() -> Session:
    """Return what the environment says; the command line overrides it."""
    return Session(
        vault=os.environ.get("DOSSIER_VAULT", ""),
        login=os.environ.get("DOSSIER_LOGIN", ""),
        passphrase_file=os.environ.get("DOSSIER_PASSPHRASE_FILE", ""),
    )


def _option(name: str, description: str) -> click.Option:
    return click.Option(
        [f"--{name.replace('_', '-')}", name],
        expose_value=False,
        callback=_remember,
        help=description,
    )


def _remember(context: click.Context, parameter: click.Parameter, value: object) -> None:
    if value:
        setattr(context.find_object(Session), str(parameter.name), value)


def _only_login(folder: Path) -> str:
    accounts = bootstrap.describe(folder).accounts
    if len(accounts) != 1:
        raise click.UsageError("Name yourself with --login or DOSSIER_LOGIN.")
    return accounts[0].login


def _require_own_passphrase(office: Office) -> None:
    """Refuse before the command begins: the door would refuse each of its steps."""
    if office.must_change:
        raise Refused("passphrase.must_change_here")


def _remark(office: Office) -> None:
    """Say what the person should know of the own account, and of a clock that cannot be right."""
    if office.passphrase_is_old:
        click.echo(say("passphrase.old", {}), err=True)
    if office.is_kept_awake:
        click.echo(say("user.kept_awake", {}), err=True)
    with suppress(DossierError):  # a log that cannot be read is told of by its check
        _remark_on_clock(office)


def _remark_on_clock(office: Office) -> None:
    warning = clock_warning(office.ask(WhatTheLogKnows()), courthouse.now())
    if warning is not None:
        click.echo("\n".join(warning), err=True)
        if office.may(VouchForClock):
            click.echo("If it is right, say so: dossier audit vouch-clock", err=True)


def _cannot_unlock(error: Unavailable) -> CannotUnlock:
    """A vault that cannot be opened cannot be unlocked: the same exit code for scripts."""
    return CannotUnlock(error.code, field=error.field, **error.values)
