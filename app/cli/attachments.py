"""`dossier evidence` for files: listed, taken in by the folder, read back, and by their hashes."""

import sys
from pathlib import Path

import click

from app.cli.arguments import case_number
from app.cli.output import Shown, show_facts, show_json, show_rows
from app.cli.session import OfficeCommand, Session
from app.domain.attachments import AttachmentCheck, KeptFile
from app.domain.backups import Watch
from app.domain.cases import CaseId
from app.domain.errors import Missing, Refused
from app.domain.evidence import ItemId
from app.domain.file_intake import LeftOut
from app.domain.hash_lists import Compared, HashForm, Verdict
from app.i18n.sentences import say, sentence
from app.services.attachments import (
    CheckHistory,
    ChecksRun,
    CompareHashList,
    Destination,
    ExportHashList,
    FilesOf,
    LookThroughFolder,
    check_files,
    take_folder,
)
from app.services.cases import CaseByNumber
from app.services.evidence import EvidenceByTag
from app.services.office import Office

_REFUSED, _DAMAGED = 1, 4
"""Exit codes: something was left out or differs; a file is not what was taken in."""
_MEGABYTE = 1_000_000
_PATH = click.Path(path_type=Path)
_ITEM = click.option("--item", "tag", help="Only of the item with this tag.")

_FILES = (
    Shown[KeptFile]("Name", "name", lambda file: file.name),
    Shown[KeptFile]("Item", "item", lambda file: file.item_tag),
    Shown[KeptFile]("Role", "role", lambda file: file.role.value),
    Shown[KeptFile]("Made from", "source", lambda file: file.source_name),
    Shown[KeptFile]("Bytes", "size", lambda file: file.size),
    Shown[KeptFile]("SHA-256", "sha256", lambda file: file.sha256),
    Shown[KeptFile]("Checked", "checked_at", lambda file: file.checked_at),
    Shown[KeptFile]("Result", "check", lambda file: file.check.value if file.check else ""),
)
_LEFT_OUT = (
    Shown[LeftOut]("Left out", "path", lambda left: left.came_from),
    Shown[LeftOut]("Why", "why", lambda left: say(left.code, left.values)),
)
_CHECKS = (
    Shown[AttachmentCheck]("When", "at", lambda check: check.at),
    Shown[AttachmentCheck]("By", "by", lambda check: check.by),
    Shown[AttachmentCheck]("Result", "result", lambda check: check.result.value),
    Shown[AttachmentCheck]("SHA-256 found", "sha256", lambda check: check.sha256),
    Shown[AttachmentCheck]("Stored SHA-256", "sha256_stored", lambda check: check.sha256_stored),
)
_COMPARED = (
    Shown[Compared]("Verdict", "verdict", lambda file: file.verdict.value),
    Shown[Compared]("In the list", "listed", lambda file: file.listed),
    Shown[Compared]("Kept here", "kept", lambda file: file.kept),
    Shown[Compared]("Told by", "digest", lambda file: file.digest),
)


@click.command(cls=OfficeCommand)
@case_number
@_ITEM
@click.pass_obj
def files(session: Session, number: str, tag: str | None) -> None:
    """List the files kept with the case with NUMBER and its items."""
    with session.office() as office:
        case, item = _place(office, number, tag)
        kept = office.ask(FilesOf(case, item))
    show_rows(kept, _FILES, as_json=session.as_json, empty="No file is kept here.")


@click.command("file-history", cls=OfficeCommand)
@case_number
@click.argument("sha256", help="First characters of the file's SHA-256.")
@click.pass_obj
def file_history(session: Session, number: str, sha256: str) -> None:
    """Show when the file whose SHA-256 begins so was read back, and what that showed."""
    with session.office() as office:
        case, _item = _place(office, number, None)
        found = [
            file for file in office.ask(FilesOf(case)) if file.sha256.startswith(sha256.lower())
        ]
        if not found:
            raise Missing("attachment.no_such_name", name=sha256)
        if len(found) > 1:
            raise Refused("attachment.several_names", name=sha256)
        checks = office.ask(CheckHistory(found[0].id))
    show_rows(checks, _CHECKS, as_json=session.as_json, empty="It was not read back yet.")


@click.command("take-folder", cls=OfficeCommand)
@case_number
@click.argument("folder", type=_PATH, help="Folder whose files are kept.")
@_ITEM
@click.option("--dry-run", is_flag=True, help="Only say what would be taken in.")
@click.pass_obj
def take_in_folder(
    session: Session, number: str, folder: Path, tag: str | None, *, dry_run: bool
) -> int:
    """Keep copies of all files in FOLDER and below with the case with NUMBER.

    Links are not followed. Taken in again, the folder adds only what is missing.
    """
    with session.office() as office:
        case, item = _place(office, number, tag)
        look = office.ask(LookThroughFolder(case, folder, _watch()))
        if dry_run:
            _show_intake(
                {"files": len(look.files), "bytes": look.size}, look.left_out, session.as_json
            )
            return 0
        taken = take_folder(office, look, Destination(case=case, item=item), _watch()).value
    facts = {"files": taken.taken, "bytes": taken.size, "not_reached": taken.waiting}
    _show_intake(facts, taken.left_out, session.as_json)
    if taken.failure is not None:
        click.echo(sentence(taken.failure), err=True)
    return 0 if taken.is_whole and not taken.left_out else _REFUSED


@click.command("verify-files", cls=OfficeCommand)
@click.option("--due", is_flag=True, help="Only those the office's schedule asks for.")
@click.option("--case", "number", help="Only of the case with this number.")
@click.pass_obj
def verify_files(session: Session, number: str | None, *, due: bool) -> int:
    """Read kept files back to the last byte and keep on record what that shows."""
    with session.office() as office:
        case = office.ask(CaseByNumber(number)).id if number else None
        done = check_files(office, ChecksRun(case=case, every=not due), _watch()).value
    if session.as_json:
        failed = [{column.key: column.value(file) for column in _FILES} for file in done.failed]
        show_json({"checked": done.checked, "bytes": done.bytes_read, "failed": failed})
    else:
        show_facts([("Files read back", f"{done.checked:,}"), ("Bytes", f"{done.bytes_read:,}")])
        show_rows(done.failed, _FILES, as_json=False, empty="Every byte is what was taken in.")
    if done.failure is not None:
        click.echo(sentence(done.failure), err=True)
    if done.failed:
        return _DAMAGED
    return 0 if done.is_whole else _REFUSED


@click.command("hash-list", cls=OfficeCommand)
@case_number
@_ITEM
@click.option(
    "--form",
    type=click.Choice([form.value for form in HashForm]),
    default=HashForm.DFXML.value,
    show_default=True,
    help="How the list is written down.",
)
@click.option("--out", "to", type=_PATH, required=True, help="The file to write.")
@click.pass_obj
def hash_list(session: Session, number: str, tag: str | None, form: str, to: Path) -> None:
    """Write the files of the case with NUMBER by their hashes, for other programs."""
    with session.office() as office:
        case, item = _place(office, number, tag)
        written = office.ask(ExportHashList(case=case, item=item, form=HashForm(form), to=to))
    if session.as_json:
        show_json({"files": written.files, "path": str(written.path)})
    else:
        click.echo(f"{written.files:,} files listed in {written.path}.")


@click.command("compare-hashes", cls=OfficeCommand)
@case_number
@click.argument("file", type=_PATH, help="The hash list.")
@_ITEM
@click.pass_obj
def compare_hashes(session: Session, number: str, file: Path, tag: str | None) -> int:
    """Compare a hash list (DFXML or hashdeep) with the files of the case with NUMBER."""
    with session.office() as office:
        case, item = _place(office, number, tag)
        comparison = office.ask(CompareHashList(case=case, item=item, path=file))
    show_rows(
        comparison.files, _COMPARED, as_json=session.as_json, empty="Nothing listed, nothing kept."
    )
    if not session.as_json:
        counts = ((each.value.capitalize(), comparison.count(each) or "") for each in Verdict)
        show_facts(counts)
    return 0 if comparison.agrees else _REFUSED


COMMANDS = (files, file_history, take_in_folder, verify_files, hash_list, compare_hashes)
"""What this module adds to `dossier evidence`."""


def _place(office: Office, number: str, tag: str | None) -> tuple[CaseId, ItemId | None]:
    """Return the case, and its item where one is named.

    Raises:
        Refused: the item is of another case.
    """
    case = office.ask(CaseByNumber(number)).id
    if tag is None:
        return case, None
    item = office.ask(EvidenceByTag(tag)).item
    if item.case != case:
        raise Refused("attachment.other_case", field="item")
    return case, item.id


def _show_intake(
    facts: dict[str, int],
    left_out: tuple[LeftOut, ...],
    as_json: bool,  # noqa: FBT001  handed on
) -> None:
    if as_json:
        rows = [{column.key: column.value(left) for column in _LEFT_OUT} for left in left_out]
        show_json({**facts, "left_out": rows})
        return
    show_facts((key.replace("_", " ").capitalize(), f"{n:,}") for key, n in facts.items())
    show_rows(left_out, _LEFT_OUT, as_json=False, empty="Nothing is left out.")


def _watch() -> Watch:
    """Return who is told how far it is: the terminal, where there is one."""
    return Watch(_tell) if sys.stderr.isatty() else Watch()


def _tell(done: int, of: int, _name: str) -> None:
    if of:
        megabytes = f"{done / _MEGABYTE:,.0f} of {of / _MEGABYTE:,.0f} MB"
        click.echo(f"\r{megabytes:<40}", nl=done >= of, err=True)
