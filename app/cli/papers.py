"""What every command that writes a PDF asks for and says: the reader, the file, the pages."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from app.cli.output import printable, show_json
from app.cli.session import Session
from app.domain.profiles import Profile
from app.i18n import _, ngettext

F = TypeVar("F", bound=Callable[..., object])

_PROFILES = click.Choice([profile.value for profile in Profile])


def to_file(command: F) -> F:
    """Add where the PDF goes, as ``to`` and ``force``."""
    out = click.option(
        "-o",
        "--out",
        "to",
        required=True,
        type=click.Path(path_type=Path),
        help="The file to write.",
    )
    force = click.option("--force", is_flag=True, help="Replace an older PDF of that name.")
    return out(force(command))


def for_reader(words: str = "Who will read it.") -> Callable[[F], F]:
    """Add who will read it, as ``profile``; the office itself unless said."""
    return click.option(
        "--profile",
        type=_PROFILES,
        default=Profile.INTERNAL.value,
        show_default=True,
        help=words,
    )


def for_named_reader(command: F) -> F:
    """Add who will read it, as ``profile``; it must be said."""
    return click.option("--profile", required=True, type=_PROFILES, help="Who will read it.")(
        command
    )


def show_written(session: Session, to: Path, pages: int, **facts: object) -> None:
    """Say which file was written and how long it is; the further facts stand in JSON alone."""
    if session.as_json:
        show_json({"file": str(to), "pages": pages, **facts})
        return
    words = ngettext("{n} page", "{n} pages", pages).format(n=pages)
    click.echo(_("{file}: {pages}.").format(file=printable(str(to)), pages=words))
