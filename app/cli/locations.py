"""`dossier locations` and `dossier agencies`: what the barcodes on shelves and forms stand for."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

import click

from app.cli.output import Shown, show_facts, show_json, show_rows
from app.cli.session import OfficeCommand, Session
from app.domain.errors import Missing
from app.domain.locations import Agency, LocationId, LocationKind
from app.services.locations import (
    AddAgency,
    AddLocation,
    AmendAgency,
    AmendLocation,
    LocationLine,
    PlacesAndAgencies,
    RemoveAgency,
    RemoveLocation,
    StoragePlaces,
)
from app.services.office import Office

F = TypeVar("F", bound=Callable[..., Any])

_PLACES = (
    Shown[LocationLine]("Barcode", "code", lambda line: line.location.code),
    Shown[LocationLine]("Place", "path", lambda line: line.path),
    Shown[LocationLine]("Kind", "kind", lambda line: line.location.kind.value),
    Shown[LocationLine]("Kept for", "holds", lambda line: line.location.holds),
    Shown[LocationLine]("Items", "items", lambda line: line.items),
    Shown[LocationLine]("In use", "is_active", lambda line: line.location.is_active),
)
_AGENCIES = (
    Shown[Agency]("Barcode", "code", lambda agency: agency.code),
    Shown[Agency]("Agency", "name", lambda agency: agency.name),
    Shown[Agency]("Kind", "kind", lambda agency: agency.kind),
    Shown[Agency]("Contact", "contact", lambda agency: agency.contact),
    Shown[Agency]("Phone", "phone", lambda agency: agency.phone),
    Shown[Agency]("Address", "address", lambda agency: agency.address),
    Shown[Agency]("In use", "is_active", lambda agency: agency.is_active),
)


@click.group()
def locations() -> None:
    """Places of storage: rooms, shelves, lockers."""


@click.group()
def agencies() -> None:
    """Agencies evidence comes from or goes to."""


def _place_options(command: F) -> F:
    for option in (
        click.option(
            "--kind",
            type=click.Choice([each.value for each in LocationKind]),
            help="What kind of place it is.",
        ),
        click.option("--within", help="Barcode of the place it lies in; - for none."),
        click.option("--holds", multiple=True, help="Kind of evidence it is kept for; repeat it."),
        click.option("--code", help="Barcode of your own; without it the office's next."),
        click.option("--note", help="Anything else."),
    ):
        command = option(command)
    return command


def _agency_options(command: F) -> F:
    for name, words in (
        ("kind", "Code of the kind, such as POLICE or LAB."),
        ("address", "Where it is."),
        ("phone", "Number."),
        ("contact", "Whom to ask for."),
        ("code", "Barcode of your own; without it the office's next."),
        ("note", "Anything else."),
    ):
        command = click.option(f"--{name}", help=words)(command)
    return command


@locations.command("list", cls=OfficeCommand)
@click.pass_obj
def list_places(session: Session) -> None:
    """List the places of storage, each behind the one it lies in."""
    lines = session.ask(StoragePlaces())
    show_rows(lines, _PLACES, as_json=session.as_json, empty="No place of storage is listed.")


@locations.command("add", cls=OfficeCommand)
@click.argument("name", help="Name of the place.")
@_place_options
@click.pass_obj
def add_place(session: Session, /, name: str, **said: Any) -> None:  # noqa: ANN401  the options above
    """Add a place of storage called NAME."""
    with session.office() as office:
        done = office.do(AddLocation(name=name, **_place_facts(office, said)))
        _show_place(office, done.value.id, as_json=session.as_json)


@locations.command("amend", cls=OfficeCommand)
@click.argument("barcode", help="Barcode of the place.")
@click.option("--name", help="Another name.")
@_place_options
@click.option("--off/--on", "is_off", default=None, help="Whether items may be brought there.")
@click.pass_obj
def amend_place(
    session: Session,
    /,
    barcode: str,
    name: str | None,
    is_off: bool | None,  # noqa: FBT001  the switch itself
    **said: Any,  # noqa: ANN401  the options above
) -> None:
    """Change the place of storage with this BARCODE; what is not named stays."""
    with session.office() as office:
        line = _place(office, barcode)
        facts = _place_facts(office, {**said, "name": name})
        active = line.location.is_active if is_off is None else not is_off
        office.do(AmendLocation(location=replace(line.location, **facts, is_active=active)))
        _show_place(office, line.location.id, as_json=session.as_json)


@locations.command("remove", cls=OfficeCommand)
@click.argument("barcode", help="Barcode of the place.")
@click.pass_obj
def remove_place(session: Session, barcode: str) -> None:
    """Take the place with this BARCODE off the list; one that records name is switched off."""
    with session.office() as office:
        line = _place(office, barcode)
        office.do(RemoveLocation(location=line.location))
    _say_removed(session, line.location.code)


@agencies.command("list", cls=OfficeCommand)
@click.pass_obj
def list_agencies(session: Session) -> None:
    """List the agencies by name."""
    known = session.ask(PlacesAndAgencies()).agencies
    show_rows(known, _AGENCIES, as_json=session.as_json, empty="No agency is listed.")


@agencies.command("add", cls=OfficeCommand)
@click.argument("name", help="Name of the agency.")
@_agency_options
@click.pass_obj
def add_agency(session: Session, /, name: str, **said: Any) -> None:  # noqa: ANN401  the options above
    """Add an agency called NAME."""
    _show_agency(session.do(AddAgency(name=name, **_named(said))), as_json=session.as_json)


@agencies.command("amend", cls=OfficeCommand)
@click.argument("barcode", help="Barcode of the agency.")
@click.option("--name", help="Another name.")
@_agency_options
@click.option("--off/--on", "is_off", default=None, help="Whether it is offered.")
@click.pass_obj
def amend_agency(
    session: Session,
    /,
    barcode: str,
    is_off: bool | None,  # noqa: FBT001  the switch itself
    **said: Any,  # noqa: ANN401  the options above
) -> None:
    """Change the agency with this BARCODE; what is not named stays."""
    with session.office() as office:
        agency = _agency(office, barcode)
        active = agency.is_active if is_off is None else not is_off
        changed = replace(agency, **_named(said), is_active=active)
        after = office.do(AmendAgency(agency=changed)).value.after
    _show_agency(after, as_json=session.as_json)


@agencies.command("remove", cls=OfficeCommand)
@click.argument("barcode", help="Barcode of the agency.")
@click.pass_obj
def remove_agency(session: Session, barcode: str) -> None:
    """Take the agency with this BARCODE off the list."""
    with session.office() as office:
        agency = _agency(office, barcode)
        office.do(RemoveAgency(agency=agency))
    _say_removed(session, agency.code)


def _named(said: dict[str, Any]) -> dict[str, Any]:
    """Return the options that were given."""
    return {name: value for name, value in said.items() if value not in (None, ())}


def _place_facts(office: Office, said: dict[str, Any]) -> dict[str, Any]:
    facts = _named(said)
    within = facts.pop("within", None)
    if within is not None:
        facts["parent"] = None if within == "-" else _place(office, within).location.id
    if "kind" in facts:
        facts["kind"] = LocationKind(facts["kind"])
    return facts


def _place(office: Office, barcode: str) -> LocationLine:
    wanted = barcode.strip().upper()
    for line in office.ask(StoragePlaces()):
        if line.location.code == wanted:
            return line
    raise Missing("location.no_such_code", barcode=wanted)


def _agency(office: Office, barcode: str) -> Agency:
    wanted = barcode.strip().upper()
    for agency in office.ask(PlacesAndAgencies()).agencies:
        if agency.code == wanted:
            return agency
    raise Missing("agency.no_such_code", barcode=wanted)


def _show_place(office: Office, id_: LocationId, *, as_json: bool) -> None:
    lines = office.ask(StoragePlaces())
    line = next(each for each in lines if each.location.id == id_)
    _show(line, _PLACES, as_json=as_json)


def _show_agency(agency: Agency, *, as_json: bool) -> None:
    _show(agency, _AGENCIES, as_json=as_json)


def _show(row: Any, columns: tuple[Shown[Any], ...], *, as_json: bool) -> None:  # noqa: ANN401  a row
    if as_json:
        show_json({column.key: column.value(row) for column in columns})
    else:
        show_facts((column.heading, column.value(row)) for column in columns)


def _say_removed(session: Session, code: str) -> None:
    if session.as_json:
        show_json({"removed": code})
    else:
        click.echo(f"{code} is off the list.")
