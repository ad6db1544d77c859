"""`dossier evidence attach` and `save`: the files kept with an item."""

from collections.abc import Sequence
from pathlib import Path

import click

from app.cli.arguments import item_tag
from app.cli.evidence.showing import show_item
from app.cli.output import show_json
from app.cli.session import OfficeCommand, Session
from app.domain.attachments import FileFacts, FileRole, KeptFile
from app.domain.errors import Missing, Refused
from app.services.attachments import AttachFile, SaveAttachment
from app.services.evidence import EvidenceByTag, EvidenceItemView


@click.command(cls=OfficeCommand)
@item_tag
@click.argument("file", type=click.Path(path_type=Path), help="The file to keep.")
@click.option(
    "--role",
    type=click.Choice([role.value for role in FileRole]),
    default=FileRole.NATIVE.value,
    show_default=True,
    help="What the file is to the item.",
)
@click.option("--made-from", help="Name of the file a working or redacted copy was made from.")
@click.option("--basis", default="", help="Rule or order under which a redacted copy covers.")
@click.option("--note", default="", help="Anything else about it.")
@click.pass_obj
def attach(
    session: Session,
    /,
    item: str,
    file: Path,
    role: str,
    made_from: str | None,
    **words: str,
) -> None:
    """Keep an encrypted copy of FILE with the ITEM."""
    with session.office() as office:
        found = office.ask(EvidenceByTag(item))
        source = _file_called(made_from, found.files).id if made_from else None
        facts = FileFacts(role=FileRole(role), source=source, **words)
        place = found.item
        office.do(AttachFile(case=place.case, item=place.id, path=file, facts=facts))
        shown = office.ask(EvidenceItemView(place.id))
    show_item(shown, as_json=session.as_json)


@click.command(cls=OfficeCommand)
@item_tag
@click.argument("name", help="Name of the file.")
@click.argument("target", type=click.Path(path_type=Path), help="New file to write.")
@click.pass_obj
def save(session: Session, item: str, name: str, target: Path) -> None:
    """Write a plain copy of the file called NAME, kept with ITEM, to TARGET.

    Instead of NAME the beginning of its SHA-256 will do. Where TARGET is a folder, the copy keeps a
    safe form of its own name.
    """
    with session.office() as office:
        wanted = _file_called(name, office.ask(EvidenceByTag(item)).files)
        saved = office.ask(SaveAttachment(wanted.id, target))
    if session.as_json:
        show_json({"name": wanted.name, "sha256": wanted.sha256, "path": str(saved)})
    else:
        click.echo(f"Saved as {saved}.")


def _file_called(name: str, files: Sequence[KeptFile]) -> KeptFile:
    """Return the one file meant.

    Raises:
        Missing: there is none.
        Refused: several files of different content have the name.
    """
    digest = name.casefold() if len(name) >= _LEAST_DIGITS else None
    called = {
        file.sha256: file
        for file in files
        if file.name == name or (digest is not None and file.sha256.startswith(digest))
    }
    if not called:
        raise Missing("attachment.no_such_name", name=name)
    if len(called) > 1:
        raise Refused("attachment.several_names", name=name)
    return next(iter(called.values()))


_LEAST_DIGITS = 8
"""Of a SHA-256, to name a file by."""


COMMANDS = (attach, save)
