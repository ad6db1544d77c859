"""`dossier evidence check-out`, `sign`, `lint` and what else is done with chains of custody."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from app.cli.output import Shown, printable, show_json, show_rows
from app.cli.session import OfficeCommand, Session
from app.cli.typed_days import PAST, Day, Moment, NamedDay, by_the_courthouse
from app.domain.custody import Action, CustodyEvent
from app.domain.custody.asked import DAYS_AHEAD, AskedKind, details_of
from app.domain.custody.findings import Finding
from app.domain.errors import Refused
from app.domain.evidence import ItemId
from app.domain.particulars import Particulars
from app.domain.signatures import Signatory, Signature, SignatureKind
from app.domain.typed_dates import Sense
from app.i18n.custody_findings import finding_title, finding_words
from app.i18n.custody_words import field_label
from app.services.cases import CaseByNumber
from app.services.evidence import (
    CaseCustodyCheck,
    CheckedItem,
    CheckIn,
    CheckOut,
    CustodyCheck,
    EvidenceByTag,
    SignatureEntry,
    SignStep,
    TransferCustody,
)
from app.services.office import Office

F = TypeVar("F", bound=Callable[..., Any])

_DONE = (
    Shown[tuple[str, CustodyEvent]]("Tag", "tag", lambda done: done[0]),
    Shown[tuple[str, CustodyEvent]]("Step", "seq", lambda done: done[1].seq),
    Shown[tuple[str, CustodyEvent]]("Action", "action", lambda done: done[1].action.value),
    Shown[tuple[str, CustodyEvent]]("From", "from", lambda done: done[1].giver),
    Shown[tuple[str, CustodyEvent]]("To", "to", lambda done: done[1].holder),
    Shown[tuple[str, CustodyEvent]]("Place", "place", lambda done: done[1].place),
    Shown[tuple[str, CustodyEvent]]("Due back", "due_back_on", lambda done: done[1].due_back_on),
)

_SIGNED = (
    Shown[Signature]("Part", "part", lambda each: each.part.value),
    Shown[Signature]("Name", "name", lambda each: each.name),
    Shown[Signature]("How", "kind", lambda each: each.kind.value),
    Shown[Signature]("Statement", "statement", lambda each: each.statement),
)


def _days_asked_for() -> dict[str, Sense]:
    """Return what some act is asked that is answered with a day."""
    asked = (each for action in Action for each in details_of(action))
    days = (each.key for each in asked if each.kind is AskedKind.DAY)
    return {key: Sense.COMING if key in DAYS_AHEAD else PAST for key in days}


def answers(command: F) -> F:
    """Let a command take the answers only some acts ask for, e.g. ``--set request=SL-1``."""
    return click.option(
        "--set",
        "named",
        multiple=True,
        metavar="KEY=VALUE",
        type=NamedDay(_days_asked_for),
        help="An answer only this act asks for, such as request=SL-1; may be given again.",
    )(command)


def answered(named: Sequence[str]) -> Particulars:
    """Return answers typed as ``KEY=VALUE``.

    Raises:
        Refused: one has no equals sign.
    """
    pairs = []
    for typed in named:
        key, equals, text = typed.partition("=")
        if not equals:
            raise Refused("custody.no_answer", typed=typed[:40])
        pairs.append((key.strip(), text))
    return tuple(pairs)


def answers_in_words(event: CustodyEvent) -> str:
    """Return the answers only the event's act asks for, e.g. "Request number SL-1"."""
    return ", ".join(f"{field_label(key)} {text}" for key, text in event.details)


_tags = click.argument("tags", nargs=-1, required=True)
_second = click.option("--second-person", default="", help="Witness, where two are needed.")
_at = click.option("--at", type=Moment(sense=PAST), help="When; without it now.")
_seal_intact = click.option("--seal-intact/--seal-broken", default=None, help="State of the seals.")


@click.command("check-out", cls=OfficeCommand)
@_tags
@click.option("--to", required=True, help="Who takes them.")
@click.option("--purpose", required=True, help="What for.")
@click.option(
    "--action",
    type=click.Choice(["OUT", "LAB", "CRT"], case_sensitive=False),
    default="OUT",
    show_default=True,
    help="To a person, a laboratory or a court.",
)
@click.option("--due-back", "due_back_on", type=Day(), help="Day they must be back.")
@click.option("--method", default="", help="How, such as hand delivery or courier.")
@_second
@_seal_intact
@_at
@answers
@click.pass_obj
def check_out(
    session: Session,
    /,
    *,
    tags: tuple[str, ...],
    action: str,
    at: datetime | None,
    due_back_on: date | None,
    named: Sequence[str],
    **step: Any,  # noqa: ANN401  the options above
) -> None:
    """Release the items with these TAGS: all of them or none."""
    with session.office() as office:
        found = _named(office, tags)
        command = CheckOut(
            items=tuple(found),
            action=Action(action.upper()),
            at=by_the_courthouse(at),
            due_back_on=due_back_on,
            details=answered(named),
            **step,
        )
        _show_done(session, found, office.do(command).value)


@click.command("check-in", cls=OfficeCommand)
@_tags
@click.option("--purpose", default="Returned", show_default=True, help="Why they come back.")
@click.option("--to", default="", help="Who takes them back; without it you.")
@click.option("--place", default="", help="Where they go.")
@click.option("--result", default="", help="What the laboratory found, for those from there.")
@click.option("--lab-number", default="", help="The laboratory's number.")
@click.option("--condition", default="", help="State they are in.")
@_second
@_seal_intact
@_at
@click.pass_obj
def check_in(
    session: Session,
    /,
    *,
    tags: tuple[str, ...],
    at: datetime | None,
    **step: Any,  # noqa: ANN401  the options above
) -> None:
    """Take the items with these TAGS back, each from where it is: all of them or none."""
    with session.office() as office:
        found = _named(office, tags)
        command = CheckIn(items=tuple(found), at=by_the_courthouse(at), **step)
        _show_done(session, found, office.do(command).value)


@click.command(cls=OfficeCommand)
@click.argument("item")
@click.option("--order", required=True, help="The order or letter.")
@click.option("--authority", required=True, help="Who can ask for it, and by what right.")
@click.option("--purpose", required=True, help="What it is kept for.")
@click.pass_obj
def hold(session: Session, item: str, order: str, authority: str, purpose: str) -> None:
    """Keep ITEM from disposal until the hold is released."""
    _note(session, item, Action.HELD, purpose, {"order": order}, authority=authority)


@click.command("release-hold", cls=OfficeCommand)
@click.argument("item")
@click.option("--order", required=True, help="The order or letter that releases it.")
@click.option("--authority", required=True, help="Who can release it, and by what right.")
@click.option("--purpose", required=True, help="Why it is released.")
@click.option("--step", default="", help="Step that set it, where there are several.")
@click.pass_obj
def release_hold(
    session: Session, /, *, item: str, order: str, authority: str, purpose: str, step: str
) -> None:
    """Release a hold on ITEM."""
    said = {"order": order, "hold": step}
    _note(session, item, Action.HOLD_RELEASED, purpose, said, authority=authority)


@click.command(cls=OfficeCommand)
@click.argument("item")
@click.option("--net", default="", help="Without packaging.")
@click.option("--gross", default="", help="With packaging.")
@click.option("--unit", default="g", show_default=True, help="g, mg, kg, oz, lb or gr.")
@click.option("--scale", required=True, help="Number of the scale.")
@click.option("--second-person", required=True, help="Who read the scale as well.")
@click.option("--purpose", default="Weighed", show_default=True, help="Why it is weighed.")
@click.pass_obj
def weigh(session: Session, /, item: str, purpose: str, second_person: str, **said: str) -> None:
    """Write down what ITEM weighs, and say whether it differs from before."""
    _note(session, item, Action.WEIGHED, purpose, said, second_person=second_person)
    with session.office() as office:
        shown = office.ask(EvidenceByTag(item))
    last = shown.chain.events[-1].seq
    if not session.as_json:
        _echo(finding for finding in shown.findings if last in finding.steps)


@click.command(cls=OfficeCommand)
@click.argument("item")
@click.option("--step", type=click.IntRange(1), required=True, help="Number of the step.")
@click.option(
    "--part",
    type=click.Choice([part.value for part in Signatory]),
    required=True,
    help="In which part.",
)
@click.option("--name", default="", help="Who signs; without it whom the step names.")
@click.option("--drawn", type=click.Path(path_type=Path), help="File with the drawn strokes.")
@click.option("--scan", default="", help="Name of the attached scan of the signed form.")
@click.option("--unable", default="", help="Why the person cannot sign.")
@click.pass_obj
def sign(
    session: Session,
    /,
    *,
    item: str,
    step: int,
    part: str,
    name: str,
    drawn: Path | None,
    scan: str,
    unable: str,
) -> None:
    """Sign for a step of the chain of ITEM; without another option with typed words."""
    with session.office() as office:
        shown = office.ask(EvidenceByTag(item))
        file = next((each.id for each in shown.files if each.name == scan), None)
        kind = _kind(drawn=drawn, scan=scan, unable=unable)
        entry = SignatureEntry(
            part=Signatory(part),
            kind=kind,
            name=name,
            strokes=_strokes(drawn),
            scan=file,
            reason=unable,
        )
        signed = office.do(SignStep(item=shown.item.id, seq=step, entries=(entry,))).value
    show_rows(signed, _SIGNED, as_json=session.as_json, empty="")


@click.command(cls=OfficeCommand)
@click.argument("number", default="")
@click.option("--item", default="", help="Tag of one item.")
@click.pass_obj
def lint(session: Session, number: str, item: str) -> None:
    """Look over the chains of the case with NUMBER, of one item, or of the whole office."""
    with session.office() as office:
        checked = _checked(office, number, item)
    if session.as_json:
        show_json([_as_json(each) for each in checked])
        return
    if not checked:
        click.echo("No chain has a finding.")
    for each in checked:
        click.echo(printable(f"{each.tag}: {each.description}"))
        _echo(each.findings)


COMMANDS = (check_out, check_in, hold, release_hold, weigh, sign, lint)
"""What `dossier evidence` has besides its own."""


def _named(office: Office, tags: Sequence[str]) -> dict[ItemId, str]:
    """Return the items of tags as typed, in their order.

    Raises:
        Refused: a tag is typed twice.
        Missing: no item has it.
    """
    found: dict[ItemId, str] = {}
    for typed in tags:
        line = office.ask(EvidenceByTag(typed)).line
        if line.item in found:
            raise Refused("custody.twice_in_batch", tag=line.tag)
        found[line.item] = line.tag
    return found


def _note(
    session: Session,
    tag: str,
    action: Action,
    purpose: str,
    said: dict[str, str],
    **columns: Any,  # noqa: ANN401  authority or second person
) -> None:
    with session.office() as office:
        item = office.ask(EvidenceByTag(tag)).line
        details = tuple((key, text) for key, text in said.items() if text)
        command = TransferCustody(
            item=item.item, to="", action=action, purpose=purpose, details=details, **columns
        )
        event = office.do(command).value
    _show_done(session, {item.item: item.tag}, (event,))


def _show_done(session: Session, tags: dict[ItemId, str], events: Sequence[CustodyEvent]) -> None:
    rows = [(tags.get(event.item, _within(event)), event) for event in events]
    show_rows(rows, _DONE, as_json=session.as_json, empty="")


def _within(event: CustodyEvent) -> str:
    """Return how an item nobody named is shown: by the container it went along in."""
    return f"inside {dict(event.details).get('within', '')}"


def _kind(*, drawn: Path | None, scan: str, unable: str) -> SignatureKind:
    if drawn is not None:
        return SignatureKind.DRAWN
    if scan:
        return SignatureKind.SCANNED
    return SignatureKind.UNABLE if unable else SignatureKind.TYPED


def _strokes(drawn: Path | None) -> str:
    if drawn is None:
        return ""
    try:
        return drawn.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Refused("attachment.unreadable", reason=reason) from None


def _checked(office: Office, number: str, tag: str) -> Sequence[CheckedItem]:
    if tag:
        shown = office.ask(EvidenceByTag(tag))
        line = shown.line
        one = CheckedItem(line.item, line.case, line.tag, line.description, shown.findings)
        return [one] if shown.findings else []
    if number:
        return office.ask(CaseCustodyCheck(office.ask(CaseByNumber(number)).id))
    found: list[CheckedItem] = []
    page = office.ask(CustodyCheck())
    found += page.items
    while page.after is not None:
        page = office.ask(CustodyCheck(after=page.after))
        found += page.items
    return found


def _echo(findings: Any) -> None:  # noqa: ANN401  any iterable of findings
    for finding in findings:
        click.echo(printable(f"  {finding_title(finding)}. {finding_words(finding)}"))


def _as_json(item: CheckedItem) -> dict[str, object]:
    return {
        "tag": item.tag,
        "description": item.description,
        "findings": [_finding_as_json(finding) for finding in item.findings],
    }


def _finding_as_json(finding: Finding) -> dict[str, object]:
    return {
        "fault": finding.fault.value,
        "gravity": finding.gravity.value,
        "steps": finding.steps,
        "corrections": finding.corrections,
        "words": finding_words(finding),
    }
