"""`dossier evidence`: the evidence log of a case and the chain of custody of each item."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from app.cli.output import Shown, show_facts, show_json, show_rows
from app.cli.session import OfficeCommand, Session
from app.cli.typed_days import Day, Moment, by_the_courthouse
from app.domain.attachments import FileFacts, FileRole, KeptFile
from app.domain.custody import Action, CustodyEvent
from app.domain.errors import Missing, Refused
from app.domain.evidence_entry import EvidenceEntry
from app.domain.evidence_list import EvidenceLine
from app.services.attachments import AttachFile, SaveAttachment
from app.services.cases import CaseByNumber
from app.services.evidence import (
    CaseEvidence,
    CorrectCustody,
    EvidenceByTag,
    EvidenceItemView,
    ItemFile,
    LogEvidence,
    OverdueEvidence,
    TransferCustody,
)

_LINES = (
    Shown[EvidenceLine]("Tag", "tag", lambda line: line.tag),
    Shown[EvidenceLine]("Kind", "kind", lambda line: line.kind),
    Shown[EvidenceLine]("Description", "description", lambda line: line.description),
    Shown[EvidenceLine]("Holder", "holder", lambda line: line.holder),
    Shown[EvidenceLine]("Place", "place", lambda line: line.place),
    Shown[EvidenceLine]("Since", "since", lambda line: line.since),
    Shown[EvidenceLine]("State", "state", lambda line: line.whereabouts.value),
    Shown[EvidenceLine]("Due back", "due_back_on", lambda line: line.due_back_on),
)

_STEPS = (
    Shown[CustodyEvent]("Step", "seq", lambda event: event.seq),
    Shown[CustodyEvent]("When", "at", lambda event: event.at),
    Shown[CustodyEvent]("Action", "action", lambda event: event.action.value),
    Shown[CustodyEvent]("From", "from", lambda event: event.giver),
    Shown[CustodyEvent]("To", "to", lambda event: event.holder),
    Shown[CustodyEvent]("Place", "place", lambda event: event.place),
    Shown[CustodyEvent]("Purpose", "purpose", lambda event: event.purpose),
    Shown[CustodyEvent]("Second person", "second_person", lambda event: event.second_person),
    Shown[CustodyEvent]("Corrects", "corrects", lambda event: event.corrects),
)


@click.group()
def evidence() -> None:
    """Evidence and its chain of custody."""


@evidence.command("list", cls=OfficeCommand)
@click.argument("number")
@click.pass_obj
def list_(session: Session, number: str) -> None:
    """List the items logged in the case with NUMBER."""
    with session.office() as office:
        lines = office.ask(CaseEvidence(office.ask(CaseByNumber(number)).id))
    show_rows(lines, _LINES, as_json=session.as_json, empty="No evidence is logged in this case.")


@evidence.command(cls=OfficeCommand)
@click.pass_obj
def overdue(session: Session) -> None:
    """List what is out and should be back by now, longest overdue first."""
    lines = session.ask(OverdueEvidence())
    show_rows(lines, _LINES, as_json=session.as_json, empty="Nothing is overdue.")


@evidence.command(cls=OfficeCommand)
@click.argument("number")
@click.option("--kind", required=True, help="Code of the kind, such as firearm, cash or phone.")
@click.option("--description", required=True, help="Make, model, condition, marks.")
@click.option("--tag", default="", help="Number on the item; without it the office's next.")
@click.option("--quantity", default="1", help="How many, with the unit.")
@click.option("--serial", default="", help="Serial number.")
@click.option("--seal", default="", help="Number of the seal.")
@click.option("--collected-by", default="", help="Who collected it.")
@click.option("--collected-at", type=Moment(), help="When, such as 2026-11-14 03:20.")
@click.option("--collected-place", default="", help="Where it was found.")
@click.option("--authority", default="", help="Warrant, consent, or other ground.")
@click.option("--holder", default="", help="Who takes it in; without it you.")
@click.option("--place", default="", help="Shelf or locker.")
@click.option("--second-person", default="", help="Witness, for firearms, narcotics and cash.")
@click.pass_obj
def add(
    session: Session,
    /,
    number: str,
    collected_at: datetime | None,
    **facts: Any,  # noqa: ANN401  the options above
) -> None:
    """Log one item in the case with NUMBER."""
    with session.office() as office:
        case = office.ask(CaseByNumber(number)).id
        entry = EvidenceEntry(collected_at=by_the_courthouse(collected_at), **facts)
        logged = office.do(LogEvidence(case=case, entry=entry)).value
        shown = office.ask(EvidenceItemView(logged.item.id))
    _show_item(shown, as_json=session.as_json)


@evidence.command(cls=OfficeCommand)
@click.argument("item")
@click.option("--to", required=True, help="Who receives it.")
@click.option("--purpose", required=True, help="What the hand-over is for.")
@click.option(
    "--action",
    type=click.Choice([action.value for action in Action], case_sensitive=False),
    default=Action.OUT.value,
    show_default=True,
    help="What happens to it.",
)
@click.option("--place", default="", help="Where it will be.")
@click.option("--second-person", default="", help="Witness, for firearms, narcotics and cash.")
@click.option("--due-back", "due_back_on", type=Day(), help="Day it must be back.")
@click.option("--at", type=Moment(), help="When it changed hands; without it now.")
@click.option("--seal-intact/--seal-broken", default=None, help="State of the seal.")
@click.option("--seal", default="", help="Number of a new seal.")
@click.pass_obj
def transfer(
    session: Session,
    /,
    item: str,
    action: str,
    at: datetime | None,
    **step: Any,  # noqa: ANN401  the options above
) -> None:
    """Hand over the ITEM with this tag; who gives it is its present holder."""
    with session.office() as office:
        found = office.ask(EvidenceByTag(item)).item
        moment = by_the_courthouse(at)
        office.do(TransferCustody(item=found.id, action=Action(action.upper()), at=moment, **step))
        shown = office.ask(EvidenceByTag(item))
    _show_item(shown, as_json=session.as_json)


@evidence.command(cls=OfficeCommand)
@click.argument("item")
@click.option("--step", type=click.IntRange(1), required=True, help="Number of the wrong step.")
@click.option("--reason", required=True, help="What is wrong, and what is right.")
@click.pass_obj
def correct(session: Session, item: str, step: int, reason: str) -> None:
    """Say what is wrong with a step of the chain of ITEM; the step itself stays."""
    with session.office() as office:
        found = office.ask(EvidenceByTag(item)).item
        office.do(CorrectCustody(item=found.id, seq=step, reason=reason))
        shown = office.ask(EvidenceItemView(found.id))
    _show_item(shown, as_json=session.as_json)


@evidence.command(cls=OfficeCommand)
@click.argument("item")
@click.argument("file", type=click.Path(path_type=Path))
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
    _show_item(shown, as_json=session.as_json)


@evidence.command(cls=OfficeCommand)
@click.argument("item")
@click.argument("name")
@click.argument("target", type=click.Path(path_type=Path))
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


@evidence.command(cls=OfficeCommand)
@click.argument("item")
@click.pass_obj
def show(session: Session, item: str) -> None:
    """Show the ITEM with this tag, its chain of custody and whether the chain is whole."""
    with session.office() as office:
        shown = office.ask(EvidenceByTag(item))
    _show_item(shown, as_json=session.as_json)


def _show_item(shown: ItemFile, *, as_json: bool) -> None:
    if as_json:
        show_json(_as_json(shown))
        return
    line, item = shown.line, shown.item
    show_facts(
        (
            ("Tag", line.tag),
            ("Case", f"{line.case_number} {line.case_title}"),
            ("Kind", line.kind_label),
            ("Description", item.description),
            ("Quantity", item.quantity),
            ("Serial", item.serial),
            ("Seal", item.seal),
            ("Collected by", item.collected_by),
            ("Collected at", item.collected_at),
            ("Collected place", item.collected_place),
            ("Authority", item.authority),
            ("Holder", line.holder),
            ("Place", line.place),
            ("Due back", line.due_back_on),
            ("State", line.whereabouts.value),
            ("Chain", _chain_in_words(shown)),
        )
    )
    click.echo()
    show_rows(shown.chain.events, _STEPS, as_json=False, empty="No chain of custody yet.")
    show_facts(
        ("File", f"{file.name}, {file.size} bytes, SHA-256 {file.sha256}") for file in shown.files
    )


def _chain_in_words(shown: ItemFile) -> str:
    if not shown.breaks:
        return f"whole, {len(shown.chain.events)} steps"
    return "BROKEN at step " + ", ".join(map(str, shown.breaks))


def _as_json(shown: ItemFile) -> dict[str, object]:
    item = shown.item
    facts = {column.key: column.value(shown.line) for column in _LINES}
    return {
        **facts,
        "description": item.description,
        "case": shown.line.case_number,
        "quantity": item.quantity,
        "serial": item.serial,
        "seal": item.seal,
        "collected_by": item.collected_by,
        "collected_at": item.collected_at,
        "collected_place": item.collected_place,
        "authority": item.authority,
        "chain": [
            {column.key: column.value(event) for column in _STEPS} for event in shown.chain.events
        ],
        "chain_is_whole": not shown.breaks,
        "breaks": shown.breaks,
        "files": [
            {"name": file.name, "size": file.size, "sha256": file.sha256, "added_at": file.added_at}
            for file in shown.files
        ],
    }
