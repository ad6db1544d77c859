"""`dossier users`: who may unlock the vault, and what each role may do."""

from collections.abc import Callable
from pathlib import Path

import click

from app.cli.arguments import login_named
from app.cli.output import Shown, show_json, show_rows, show_table
from app.cli.session import OfficeCommand, Session, asked_secret, read_secret
from app.domain.users import OfficeRole, OffReason, User, UserId
from app.i18n.accounts import off_words, permission_words, role_words
from app.services.office import Command
from app.services.users import (
    AddUser,
    AmendUser,
    DisableUser,
    EnableUser,
    Finding,
    ReleaseLogin,
    ResetPassphrase,
    RevokeUser,
    RoleMatrix,
    UserAccounts,
    UserLine,
    UserNamed,
)

_ROLE = click.Choice([role.value for role in OfficeRole])
_FILE = click.Path(path_type=Path)
_SECRET = click.option(
    "--new-passphrase-file", type=_FILE, help="File with the first passphrase; asked for otherwise."
)
_FINDINGS = {
    Finding.NEVER_SEEN: "never entered",
    Finding.ASLEEP: "not seen for too long",
    Finding.STALE_SECRET: "old passphrase",
}


@click.group()
def users() -> None:
    """Manage who may unlock the vault."""


@users.command("list", cls=OfficeCommand)
@click.option("--review", is_flag=True, help="Only accounts a review should look at.")
@click.pass_obj
def list_users(session: Session, *, review: bool) -> None:
    """List everybody with roles and the state of the account."""
    lines = [line for line in session.ask(UserAccounts()) if line.findings or not review]
    show_rows(lines, _COLUMNS, as_json=session.as_json, empty="There is nobody to look at.")


@users.command(cls=OfficeCommand)
@login_named
@click.option("--name", required=True, help="Name of the person.")
@click.option(
    "--role", required=True, type=_ROLE, help="What the person does in the office; may be repeated."
)
@click.option("--also", multiple=True, type=_ROLE, help="A further role; may be repeated.")
@click.option("--title", default="", help="Title, such as Deputy District Attorney.")
@_SECRET
@click.pass_obj
def add(
    session: Session,
    *,
    who: str,
    name: str,
    role: str,
    also: tuple[str, ...],
    title: str,
    new_passphrase_file: Path | None,
) -> None:
    """Give a new person the LOGIN and a passphrase that is good for one entry."""
    command = AddUser(
        login=who,
        name=name,
        role=OfficeRole(role),
        also=tuple(map(OfficeRole, also)),
        title=title,
        passphrase=_first_passphrase(new_passphrase_file),
    )
    _show(session, session.do(command), "can enter now and chooses an own passphrase first")


@users.command(cls=OfficeCommand)
@login_named
@click.option("--name", help="Another name.")
@click.option("--title", help="Another title.")
@click.option("--role", type=_ROLE, help="Another role.")
@click.option("--also", multiple=True, type=_ROLE, help="The further roles, instead of those now.")
@click.option("--no-more-roles", is_flag=True, help="Take the further roles away.")
@click.pass_obj
def amend(
    session: Session,
    *,
    who: str,
    name: str | None,
    title: str | None,
    role: str | None,
    also: tuple[str, ...],
    no_more_roles: bool,
) -> None:
    """Change name, title or roles of the person with this LOGIN."""
    if also and no_more_roles:
        raise click.UsageError("Give --also or --no-more-roles, not both.")
    further = tuple(map(OfficeRole, also)) if also or no_more_roles else None
    new_role = OfficeRole(role) if role else None
    _act(
        session,
        who,
        lambda user: AmendUser(user=user, name=name, title=title, role=new_role, also=further),
        "was changed",
    )


@users.command(cls=OfficeCommand)
@login_named
@click.option("--left", is_flag=True, help="The person has left the office.")
@click.pass_obj
def disable(session: Session, *, who: str, left: bool) -> None:
    """Switch the account with this LOGIN off; the key stays."""
    why = OffReason.LEFT if left else OffReason.SUSPENDED
    _act(session, who, lambda user: DisableUser(user=user, why=why), "is not let in any more")


@users.command(cls=OfficeCommand)
@login_named
@click.pass_obj
def enable(session: Session, *, who: str) -> None:
    """Switch the account with this LOGIN on again."""
    _act(session, who, lambda user: EnableUser(user=user), "is let in again")


@users.command(cls=OfficeCommand)
@login_named
@click.pass_obj
def revoke(session: Session, *, who: str) -> None:
    """Take the key of this LOGIN away and encrypt the database anew.

    Copies and backups made before stay readable to whoever has them and the old passphrase.
    """
    _act(session, who, lambda user: RevokeUser(user=user), "has no key any more")


@users.command(cls=OfficeCommand)
@login_named
@_SECRET
@click.pass_obj
def reset(session: Session, *, who: str, new_passphrase_file: Path | None) -> None:
    """Give this LOGIN new keys under a passphrase that is good for one entry."""
    passphrase = _first_passphrase(new_passphrase_file)
    _act(
        session,
        who,
        lambda user: ResetPassphrase(user=user, passphrase=passphrase),
        "can enter now and chooses an own passphrase first",
    )


@users.command(cls=OfficeCommand)
@login_named
@click.pass_obj
def release(session: Session, *, who: str) -> None:
    """Let this LOGIN try again after too many wrong passphrases."""
    with session.office() as office:
        user = office.ask(UserNamed(who))
        office.do(ReleaseLogin(user=user.id))
    _show(session, user, "can try again")


@users.command(cls=OfficeCommand)
@click.pass_obj
def roles(session: Session) -> None:
    """Show what each role may do."""
    matrix = session.ask(RoleMatrix())
    if session.as_json:
        show_json({role.value: sorted(allowed) for role, allowed in matrix.by_role.items()})
        return
    headings = ["", *(role_words(role) for role in matrix.by_role)]
    cells = [
        [permission_words(each), *("x" if each in a else "" for a in matrix.by_role.values())]
        for each in matrix.permissions
    ]
    show_table(headings, cells)


def _first_passphrase(file: Path | None) -> str:
    return read_secret(file) if file else asked_secret("First passphrase", confirm=True)


def _act(
    session: Session, login: str, command: Callable[[UserId], Command[User]], words: str
) -> None:
    with session.office() as office:
        user = office.do(command(office.ask(UserNamed(login)).id)).value
    _show(session, user, words)


def _show(session: Session, user: User, words: str) -> None:
    if session.as_json:
        show_json({"id": user.id, "login": user.login, "name": user.name, "active": user.is_active})
    else:
        click.echo(f"{user.login} {words}.")


def _state(line: UserLine) -> str:
    user = line.user
    if not user.is_active:
        return f"off: {off_words(user.off_why)}"
    if not line.has_key:
        return "no login yet"
    return "locked" if line.is_locked else "on"


_COLUMNS: tuple[Shown[UserLine], ...] = (
    Shown("Login", "login", lambda line: line.user.login),
    Shown("Name", "name", lambda line: line.user.name),
    Shown("Title", "title", lambda line: line.user.title),
    Shown("Roles", "roles", lambda line: ", ".join(map(role_words, line.user.roles))),
    Shown("State", "state", _state),
    Shown("Last seen", "seen_at", lambda line: line.user.seen_at),
    Shown("Passphrase of", "passphrase_at", lambda line: line.user.passphrase_at),
    Shown(
        "To look at", "findings", lambda line: ", ".join(_FINDINGS[each] for each in line.findings)
    ),
)
