"""`dossier evidence inventory`: counting a shelf with a scanner in the terminal."""

import sys
from collections.abc import Iterator

import click

from app.cli.output import Shown, printable, show_facts, show_json, show_rows
from app.cli.session import OfficeCommand, Session
from app.domain.errors import Missing, Refused
from app.domain.inventory import (
    AS_IT_SHOULD_BE,
    Discovery,
    InventoryReason,
    InventorySession,
    Resolution,
)
from app.i18n.inventory import RESOLUTION_WORDS, SIGHT_WORDS, spoken_sight
from app.i18n.sentences import sentence
from app.services.evidence import (
    CloseInventory,
    GiveUpInventory,
    Inventories,
    InventoryLine,
    InventoryOf,
    InventoryView,
    ResolveFinding,
    SightItem,
    StartInventory,
)
from app.services.locations import PlacesAndAgencies
from app.services.office import Office


def _state(line: InventoryLine) -> str:
    if line.closing is None:
        return "open"
    return "given up" if line.closing.is_given_up else "closed"


_LINES = (
    Shown[InventoryLine]("Place", "place", lambda line: line.path),
    Shown[InventoryLine]("Why", "reason", lambda line: line.session.reason.value),
    Shown[InventoryLine]("Started", "started_at", lambda line: line.session.started_at),
    Shown[InventoryLine]("By", "started_by", lambda line: line.session.started_by),
    Shown[InventoryLine]("With", "joint_person", lambda line: line.session.joint_person),
    Shown[InventoryLine]("Read", "read", lambda line: line.read),
    Shown[InventoryLine]("State", "state", _state),
)
_FINDINGS = (
    Shown[Discovery]("Tag", "tag", lambda found: found.code),
    Shown[Discovery]("Finding", "finding", lambda found: found.sight.value),
    Shown[Discovery]("What", "what", lambda found: found.line.description if found.line else ""),
    Shown[Discovery]("By its chain", "place", lambda found: found.line.place if found.line else ""),
    Shown[Discovery](
        "Result", "result", lambda found: found.resolved.resolution.value if found.resolved else ""
    ),
    Shown[Discovery]("Memo", "memo", lambda found: found.resolved.memo if found.resolved else ""),
)


@click.group()
def inventory() -> None:
    """Count what lies at a place and resolve what is not as it should be."""


@inventory.command("list", cls=OfficeCommand)
@click.pass_obj
def list_(session: Session) -> None:
    """List the inventories, the open ones first."""
    lines = session.ask(Inventories())
    show_rows(lines, _LINES, as_json=session.as_json, empty="Nothing was counted yet.")


@inventory.command(cls=OfficeCommand)
@click.argument("place", help="Barcode of the place.")
@click.option(
    "--reason",
    type=click.Choice([each.value for each in InventoryReason]),
    default=InventoryReason.ROUTINE.value,
    show_default=True,
    help="Why it is counted.",
)
@click.option("--with", "joint_person", default="", help="Who counts along.")
@click.option("--note", default="", help="Anything else.")
@click.pass_obj
def start(session: Session, place: str, reason: str, joint_person: str, note: str) -> None:
    """Start to count the PLACE with this barcode."""
    with session.office() as office:
        known = office.ask(PlacesAndAgencies()).places.coded(place)
        if known is None:
            raise Missing("location.no_such_code", barcode=place)
        begun = office.do(
            StartInventory(
                location=known.id,
                reason=InventoryReason(reason),
                joint_person=joint_person,
                note=note,
            )
        ).value
        _show(office, begun, as_json=session.as_json)


@inventory.command(cls=OfficeCommand)
@click.argument("place", help="Barcode of the place.")
@click.argument("tags", nargs=-1, help="Tags of the items.")
@click.pass_obj
def scan(session: Session, place: str, tags: tuple[str, ...]) -> None:
    """Read TAGS at the PLACE that is being counted; without any, one a line from the scanner.

    The barcode of a shelf within the place says where the tags after it lie.
    """
    with session.office() as office:
        counted = _session_of(office, place)
        places = office.ask(PlacesAndAgencies()).places
        shelf = counted.location
        for code in tags or _typed():
            on = places.coded(code)
            if on is not None:
                shelf = on.id
            else:
                _read(office, SightItem(session=counted.id, code=code, place=shelf))
        _show(office, counted, as_json=session.as_json)


@inventory.command(cls=OfficeCommand)
@click.argument("place", help="Barcode of the place.")
@click.argument("tag", help="Tag of the item.")
@click.option(
    "--as",
    "how",
    type=click.Choice([each.value for each in Resolution]),
    required=True,
    help="What came of it.",
)
@click.option("--memo", required=True, help="What was found out, and who was told.")
@click.option("--second-person", default="", help="Witness, for firearms, narcotics and cash.")
@click.pass_obj
def resolve(
    session: Session, *, place: str, tag: str, how: str, memo: str, second_person: str
) -> None:
    """Resolve what is wrong with TAG at the PLACE that is being counted."""
    with session.office() as office:
        counted = _session_of(office, place)
        office.do(
            ResolveFinding(
                session=counted.id,
                code=tag,
                resolution=Resolution(how),
                memo=memo,
                second_person=second_person,
            )
        )
        _show(office, counted, as_json=session.as_json)


@inventory.command(cls=OfficeCommand)
@click.argument("place", help="Barcode of the place.")
@click.option("--give-up", is_flag=True, help="Break it off; say why with --memo.")
@click.option("--memo", default="", help="Anything to remember.")
@click.pass_obj
def finish(session: Session, *, place: str, give_up: bool, memo: str) -> None:
    """Close the count of PLACE; the chain of each item seen says so."""
    with session.office() as office:
        counted = _session_of(office, place)
        if give_up:
            office.do(GiveUpInventory(session=counted.id, memo=memo))
        else:
            office.do(CloseInventory(session=counted.id, memo=memo))
        _show(office, counted, as_json=session.as_json)


@inventory.command(cls=OfficeCommand)
@click.argument("place", help="Barcode of the place.")
@click.pass_obj
def show(session: Session, place: str) -> None:
    """Show the latest count of PLACE with its findings."""
    with session.office() as office:
        _show(office, _session_of(office, place), as_json=session.as_json)


def _session_of(office: Office, barcode: str) -> InventorySession:
    """Return the open inventory of a place, or else the latest."""
    place = office.ask(PlacesAndAgencies()).places.coded(barcode)
    if place is None:
        raise Missing("location.no_such_code", barcode=barcode)
    for line in office.ask(Inventories()):
        if line.session.location == place.id:
            return line.session
    raise Missing("inventory.none", name=place.name)


def _typed() -> Iterator[str]:
    return (line.strip() for line in sys.stdin if line.strip())


def _read(office: Office, command: SightItem) -> None:
    """Read one tag and say on stderr what it means; a refusal does not end the count."""
    try:
        done = office.do(command).value
    except Refused as error:
        click.echo(printable(sentence(error)), err=True)
        return
    sighting = done.sighting
    words = spoken_sight(sighting.sight, sighting.code, done.belongs)
    mark = "ok" if sighting.sight in AS_IT_SHOULD_BE else "!!"
    click.echo(printable(f"{mark} {words}"), err=True)


def _show(office: Office, session: InventorySession, *, as_json: bool) -> None:
    view = office.ask(InventoryOf(session.id))
    if as_json:
        show_json(_as_json(view))
        return
    show_facts(
        (
            ("Place", view.path),
            ("Started", session.started_at),
            ("By", session.started_by),
            ("With", session.joint_person),
            ("Seen", f"{view.seen} of {view.expected}"),
            ("Open", len(view.stock.unresolved)),
            ("Closed", view.closing.at if view.closing else None),
        )
    )
    show_rows(view.stock.discoveries, _FINDINGS, as_json=False, empty="Nothing is wrong so far.")


def _as_json(view: InventoryView) -> dict[str, object]:
    return {
        "id": view.session.id,
        "place": view.path,
        "started_at": view.session.started_at,
        "started_by": view.session.started_by,
        "joint_person": view.session.joint_person,
        "seen": view.seen,
        "expected": view.expected,
        "closed_at": view.closing.at if view.closing else None,
        "is_given_up": view.closing is not None and view.closing.is_given_up,
        "findings": [
            {
                **{column.key: column.value(found) for column in _FINDINGS},
                "finding_words": SIGHT_WORDS[found.sight],
                "result_words": RESOLUTION_WORDS[found.resolved.resolution]
                if found.resolved
                else "",
            }
            for found in view.stock.discoveries
        ],
    }
