"""`dossier evidence`: the evidence log of a case and the chain of custody of each item."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from app.cli.custody import COMMANDS, answered, answers, answers_in_words
from app.cli.evidence_exchange import export_case, import_case
from app.cli.inventory import inventory
from app.cli.item_facts import (
    KINDS,
    QUESTIONS,
    amended,
    corrections_shown,
    count_called,
    facts_as_json,
    facts_from,
    facts_options,
    facts_shown,
    part_from,
    relatives_shown,
)
from app.cli.output import Shown, printable, show_facts, show_json, show_rows
from app.cli.retention import COMMANDS as RETENTION
from app.cli.session import OfficeCommand, Session
from app.cli.typed_days import PAST, Day, Moment, by_the_courthouse
from app.domain.attachments import FileFacts, FileRole, KeptFile
from app.domain.custody import Action, CustodyEvent
from app.domain.custody.corrections import kind_of
from app.domain.errors import Missing, Refused
from app.domain.evidence_entry import EvidenceEntry
from app.domain.evidence_list import EvidenceLine
from app.domain.item_particulars import known_kinds, sheet_of
from app.domain.locations import LocationId
from app.i18n import ngettext
from app.i18n.corrected_days import as_kept
from app.i18n.courthouse import courthouse
from app.services.attachments import AttachFile, SaveAttachment
from app.services.calendar import CourtDaysOfOffice
from app.services.cases import CaseByNumber
from app.services.charges import CaseCharges
from app.services.evidence import (
    AmendEvidenceItem,
    CaseEvidence,
    CombineItems,
    CorrectCustody,
    EvidenceByTag,
    EvidenceItemView,
    ItemFile,
    LinkItemToCharge,
    LogEvidence,
    OverdueEvidence,
    RevealParticular,
    SplitItem,
    TransferCustody,
)
from app.services.locations import PlacesAndAgencies
from app.services.office import Office

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
    Shown[CustodyEvent]("Answers", "details", answers_in_words),
)


@click.group()
def evidence() -> None:
    """Evidence and its chain of custody."""


evidence.add_command(inventory)
evidence.add_command(export_case)
evidence.add_command(import_case)
for command in (*COMMANDS, *RETENTION):
    evidence.add_command(command)


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
@click.option("--collected-at", type=Moment(sense=PAST), help="When, such as 2026-11-14 03:20.")
@click.option("--collected-place", default="", help="Where it was found.")
@click.option("--authority", default="", help="Warrant, consent, or other ground.")
@click.option("--holder", default="", help="Who takes it in; without it you.")
@click.option("--place", default="", help="Shelf or locker.")
@click.option("--location", "barcode", default="", help="Barcode of the place of storage.")
@click.option("--second-person", default="", help="Witness, for firearms, narcotics and cash.")
@facts_options
@click.pass_obj
def add(
    session: Session,
    /,
    number: str,
    collected_at: datetime | None,
    barcode: str,
    **facts: Any,  # noqa: ANN401  the options above
) -> None:
    """Log one item in the case with NUMBER.

    What only its kind has is set with --set, such as --set caliber="9 mm Luger"; `dossier evidence
    kinds firearm` lists what there is.
    """
    with session.office() as office:
        case = office.ask(CaseByNumber(number)).id
        at = by_the_courthouse(collected_at)
        place = _place(office, barcode, str(facts["kind"]))
        entry = EvidenceEntry(collected_at=at, location=place, **facts_from(facts))
        logged = office.do(LogEvidence(case=case, entry=entry)).value
        shown = office.ask(EvidenceItemView(logged.item.id))
    _show_item(shown, as_json=session.as_json)


@evidence.command(cls=OfficeCommand)
@click.argument("kind", default="")
@click.pass_obj
def kinds(session: Session, kind: str) -> None:
    """List what is asked of a KIND of evidence, or the kinds there are."""
    known = known_kinds()
    if not kind:
        show_rows(known, KINDS, as_json=session.as_json, empty="")
        return
    if kind not in known:
        msg = f"There is no kind {kind!r}. The kinds: {', '.join(known)}."
        raise click.UsageError(msg)
    show_rows(sheet_of(kind).particulars, QUESTIONS, as_json=session.as_json, empty="")


@evidence.command(cls=OfficeCommand)
@click.argument("item")
@click.option("--reason", required=True, help="What was wrong, and how that is known.")
@click.option("--informed", default="", help="The supervisor who was told.")
@click.option("--description", default=None, help="Make, model, condition, marks.")
@click.option("--quantity", default=None, help="How many, with the unit.")
@click.option("--serial", default=None, help="Serial number.")
@click.option("--seal", default=None, help="Number of the seal.")
@facts_options
@click.pass_obj
def amend(
    session: Session,
    /,
    item: str,
    reason: str,
    informed: str,
    **facts: Any,  # noqa: ANN401  the options above
) -> None:
    """Correct what is said about the ITEM with this tag; what was said before is kept.

    Options that are not given leave the fact as it is; --set NAME= takes an answer out.
    """
    with session.office() as office:
        before = office.ask(EvidenceByTag(item)).item
        inside, after = amended(before, facts)
        office.do(AmendEvidenceItem(item=after, inside=inside, reason=reason, informed=informed))
        shown = office.ask(EvidenceItemView(before.id))
    _show_item(shown, as_json=session.as_json)


@evidence.command(cls=OfficeCommand)
@click.argument("item")
@click.argument("name")
@click.pass_obj
def reveal(session: Session, item: str, name: str) -> None:
    """Print what is sealed of the ITEM under NAME, such as passcode; the log keeps who asked."""
    with session.office() as office:
        found = office.ask(EvidenceByTag(item)).item
        revealed = office.do(RevealParticular(item=found.id, key=name)).value
    if session.as_json:
        show_json({"tag": found.tag, revealed.key: revealed.text})
    else:
        click.echo(printable(revealed.text))


@evidence.command(cls=OfficeCommand)
@click.argument("item")
@click.option("--part", "parts", multiple=True, required=True, help="Quantity, such as '2 g'.")
@click.option("--purpose", required=True, help="What it is divided for.")
@click.option("--left", default="", help="How much stays in the whole.")
@click.option("--second-person", default="", help="Witness, for firearms, narcotics and cash.")
@click.option("--seal", default="", help="Number of the new seal of the whole.")
@click.pass_obj
def split(session: Session, /, item: str, parts: tuple[str, ...], **step: Any) -> None:  # noqa: ANN401  the options above
    """Divide the ITEM with this tag; each --part gets a tag and a chain of its own."""
    with session.office() as office:
        found = office.ask(EvidenceByTag(item)).item
        office.do(SplitItem(item=found.id, parts=tuple(map(part_from, parts)), **step))
        shown = office.ask(EvidenceItemView(found.id))
    _show_item(shown, as_json=session.as_json)


@evidence.command(cls=OfficeCommand)
@click.argument("into")
@click.argument("items", nargs=-1, required=True)
@click.option("--purpose", required=True, help="What they are put together for.")
@click.option("--second-person", default="", help="Witness, for firearms, narcotics and cash.")
@click.option("--seal", default="", help="Number of the new seal of the container.")
@click.pass_obj
def combine(session: Session, /, into: str, items: tuple[str, ...], **step: Any) -> None:  # noqa: ANN401  the options above
    """Put ITEMS into the container INTO, each named by its tag."""
    with session.office() as office:
        container = office.ask(EvidenceByTag(into)).item.id
        found = tuple(office.ask(EvidenceByTag(item)).item.id for item in items)
        office.do(CombineItems(into=container, items=found, **step))
        shown = office.ask(EvidenceItemView(container))
    _show_item(shown, as_json=session.as_json)


@evidence.command(cls=OfficeCommand)
@click.argument("item")
@click.option("--defendant", default="", help="Name, where several defendants have that count.")
@click.option("--count", "number", type=click.IntRange(1), required=True, help="Of the count.")
@click.option("--element", default="", help="One line of the count's elements, as it stands.")
@click.option("--note", default="", help="How the item proves it.")
@click.pass_obj
def prove(
    session: Session,
    /,
    item: str,
    defendant: str,
    number: int,
    **said: str,
) -> None:
    """Say that the ITEM with this tag proves a count of its case."""
    with session.office() as office:
        found = office.ask(EvidenceByTag(item)).item
        charge = count_called(office.ask(CaseCharges(found.case)), defendant, number)
        office.do(LinkItemToCharge(item=found.id, charge=charge, **said))
        shown = office.ask(EvidenceItemView(found.id))
    _show_item(shown, as_json=session.as_json)


@evidence.command(cls=OfficeCommand)
@click.argument("item")
@click.option("--to", default="", help="Who receives it; not needed where the holder stays.")
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
@click.option("--at", type=Moment(sense=PAST), help="When it changed hands; without it now.")
@click.option("--seal-intact/--seal-broken", default=None, help="State of the seal.")
@click.option("--seal", default="", help="Number of the seal on it, or of the new one.")
@click.option("--method", default="", help="How, such as hand delivery or courier.")
@click.option("--authority", default="", help="Order, release or other ground.")
@click.option("--condition", default="", help="State it is in.")
@click.option("--note", default="", help="Anything else.")
@click.option(
    "--contents-inventoried/--contents-not-inventoried",
    default=None,
    help="Whether the contents of a sealed container were looked through.",
)
@answers
@click.pass_obj
def transfer(
    session: Session,
    /,
    item: str,
    action: str,
    at: datetime | None,
    named: Sequence[str],
    **step: Any,  # noqa: ANN401  the options above
) -> None:
    """Hand over the ITEM with this tag; who gives it is its present holder."""
    with session.office() as office:
        found = office.ask(EvidenceByTag(item)).item
        moment = by_the_courthouse(at)
        what = Action(action.upper())
        said = answered(named)
        office.do(TransferCustody(item=found.id, action=what, at=moment, details=said, **step))
        shown = office.ask(EvidenceByTag(item))
    _show_item(shown, as_json=session.as_json)


@evidence.command(cls=OfficeCommand)
@click.argument("item")
@click.option("--step", type=click.IntRange(1), required=True, help="Number of the wrong step.")
@click.option("--reason", required=True, help="What is wrong, and what is right.")
@click.option("--field", default="", help="The one field that is wrong, such as holder or seal.")
@click.option("--new", default="", help="What that field should say.")
@click.option("--approver", default="", help="Who allowed the correction.")
@click.pass_obj
def correct(session: Session, /, item: str, step: int, **said: str) -> None:
    """Say what is wrong with a step of the chain of ITEM; the step itself stays.

    Days and moments are typed as anywhere else, e.g. "fri 03:20" for the last Friday.
    """
    with session.office() as office:
        found = office.ask(EvidenceByTag(item)).item
        courthouse.hang_up(office.ask(CourtDaysOfOffice()))
        said["new"] = _as_kept(session, office.ask(EvidenceItemView(found.id)), step, said)
        office.do(CorrectCustody(item=found.id, seq=step, **said))
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


def _place(office: Office, barcode: str, kind: str) -> LocationId | None:
    """Return the place with a barcode; what is kept apart there is told on stderr.

    Raises:
        Missing: no place has the barcode.
    """
    if not barcode:
        return None
    places = office.ask(PlacesAndAgencies()).places
    place = places.coded(barcode)
    if place is None:
        raise Missing("location.no_such_code", barcode=barcode)
    if not places.suits(place.id, kind):
        kept = ", ".join(places.kept_for(place.id))
        click.echo(f"{printable(places.path(place.id))} is kept for: {kept}.", err=True)
    return place.id


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
            *facts_shown(shown),
            ("Holder", line.holder),
            ("Place", line.place),
            ("Due back", line.due_back_on),
            ("State", line.whereabouts.value),
            ("Chain", _chain_in_words(shown)),
        )
    )
    show_facts(relatives_shown(shown))
    click.echo()
    show_rows(shown.chain.events, _STEPS, as_json=False, empty="No chain of custody yet.")
    show_facts(
        ("File", f"{file.name}, {file.size} bytes, SHA-256 {file.sha256}") for file in shown.files
    )
    show_facts(corrections_shown(shown))


def _chain_in_words(shown: ItemFile) -> str:
    if not shown.breaks:
        count = len(shown.chain.events)
        return ngettext("whole, {n} step", "whole, {n} steps", count).format(n=count)
    return "BROKEN at step " + ", ".join(map(str, shown.breaks))


def _as_json(shown: ItemFile) -> dict[str, object]:
    item = shown.item
    facts = {column.key: column.value(shown.line) for column in _LINES}
    return {
        **facts,
        **facts_as_json(shown),
        "description": item.description,
        "case": shown.line.case_number,
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


def _as_kept(session: Session, shown: ItemFile, step: int, said: Mapping[str, str]) -> str:
    """Return what a field should say, a day or moment written out and told."""
    typed = said["new"]
    event = next((each for each in shown.chain.events if each.seq == step), None)
    kept = as_kept(kind_of(event, said["field"]), typed) if event is not None else typed
    if kept != typed:
        session.remark(f"{typed}: {kept}")
    return kept
