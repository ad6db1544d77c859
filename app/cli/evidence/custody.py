"""`dossier evidence transfer`, `check-out`, `check-in`, holds and weights: the steps of chains."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

import click

from app.cli.arguments import item_tag
from app.cli.evidence.linting import echo_findings
from app.cli.evidence.showing import show_item
from app.cli.output import Shown, show_rows
from app.cli.session import OfficeCommand, Session
from app.cli.typed_days import PAST, Day, Moment, NamedDay, by_the_courthouse
from app.domain.custody import Action, CustodyEvent
from app.domain.custody.asked import DAYS_AHEAD, AskedKind, details_of
from app.domain.custody.corrections import kind_of
from app.domain.errors import Refused
from app.domain.evidence import ItemId
from app.domain.particulars import Particulars
from app.domain.typed_dates import Sense
from app.i18n.corrected_days import as_kept
from app.i18n.courthouse import courthouse
from app.services.evidence import (
    CheckIn,
    CheckOut,
    CorrectCustody,
    EvidenceByTag,
    EvidenceItemView,
    ItemFile,
    TransferCustody,
)
from app.services.kept_calendars import CourtCalendarOf
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


def _days_asked_for() -> dict[str, Sense]:
    """Return what some act is asked that is answered with a day."""
    asked = (each for action in Action for each in details_of(action))
    days = (each.key for each in asked if each.kind is AskedKind.DAY)
    return {key: Sense.COMING if key in DAYS_AHEAD else PAST for key in days}


def _answers(command: F) -> F:
    """Let a command take the answers only some acts ask for, e.g. ``--set request=SL-1``."""
    return click.option(
        "--set",
        "named",
        multiple=True,
        metavar="KEY=VALUE",
        type=NamedDay(_days_asked_for),
        help="An answer only this act asks for, such as request=SL-1; may be given again.",
    )(command)


def _answered(named: Sequence[str]) -> Particulars:
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


_tags = click.argument("tags", nargs=-1, required=True, help="Tags of the items.")
_second = click.option("--second-person", default="", help="Witness, where two are needed.")
_at = click.option("--at", type=Moment(sense=PAST), help="When; without it now.")
_seal_intact = click.option("--seal-intact/--seal-broken", default=None, help="State of the seals.")


@click.command(cls=OfficeCommand)
@item_tag
@click.option("--to", default="", help="Who receives it; not needed where the holder stays.")
@click.option("--purpose", required=True, help="What the hand-over is for.")
@click.option(
    "--action",
    type=click.Choice([action.value for action in Action], case_sensitive=False),
    default=Action.OUT.value,
    show_default=True,
    metavar="ACTION",
    help=f"What happens to it: {', '.join(Action)}.",
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
@_answers
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
        said = _answered(named)
        office.do(TransferCustody(item=found.id, action=what, at=moment, details=said, **step))
        shown = office.ask(EvidenceByTag(item))
    show_item(shown, as_json=session.as_json)


@click.command(cls=OfficeCommand)
@item_tag
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
        courthouse.hang_up(office.ask(CourtCalendarOf(found.case)))
        said["new"] = _as_kept(session, office.ask(EvidenceItemView(found.id)), step, said)
        office.do(CorrectCustody(item=found.id, seq=step, **said))
        shown = office.ask(EvidenceItemView(found.id))
    show_item(shown, as_json=session.as_json)


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
@_answers
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
            details=_answered(named),
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
@item_tag
@click.option("--order", required=True, help="The order or letter.")
@click.option("--authority", required=True, help="Who can ask for it, and by what right.")
@click.option("--purpose", required=True, help="What it is kept for.")
@click.pass_obj
def hold(session: Session, item: str, order: str, authority: str, purpose: str) -> None:
    """Keep ITEM from disposal until the hold is released."""
    _note(session, item, Action.HELD, purpose, {"order": order}, authority=authority)


@click.command("release-hold", cls=OfficeCommand)
@item_tag
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
@item_tag
@click.option("--net", default="", help="Without packaging.")
@click.option("--gross", default="", help="With packaging.")
@click.option("--unit", default="g", show_default=True, help="Of both: g, mg, kg, oz, lb or gr.")
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
        echo_findings(finding for finding in shown.findings if last in finding.steps)


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


COMMANDS = (transfer, correct, check_out, check_in, hold, release_hold, weigh)


def _as_kept(session: Session, shown: ItemFile, step: int, said: Mapping[str, str]) -> str:
    """Return what a field should say, a day or moment written out and told."""
    typed = said["new"]
    event = next((each for each in shown.chain.events if each.seq == step), None)
    kept = as_kept(kind_of(event, said["field"]), typed) if event is not None else typed
    if kept != typed:
        session.remark(f"{typed}: {kept}")
    return kept
