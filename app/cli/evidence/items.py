"""`dossier evidence list`, `add`, `show` and what else is said about single items."""

from datetime import datetime
from typing import Any

import click

from app.cli.arguments import case_number, item_tag
from app.cli.evidence.facts import (
    KINDS,
    QUESTIONS,
    amended,
    count_called,
    facts_from,
    facts_options,
)
from app.cli.evidence.showing import LINES, show_item
from app.cli.output import printable, show_json, show_rows
from app.cli.session import OfficeCommand, Session
from app.cli.typed_days import PAST, Moment, by_the_courthouse
from app.domain.errors import Missing
from app.domain.evidence_entry import EvidenceEntry
from app.domain.item_particulars import known_kinds, sheet_of
from app.domain.locations import LocationId
from app.services.cases import CaseByNumber
from app.services.charges import CaseCharges
from app.services.evidence import (
    AmendEvidenceItem,
    CaseEvidence,
    EvidenceByTag,
    EvidenceItemView,
    LinkItemToCharge,
    LogEvidence,
    OverdueEvidence,
    RevealParticular,
)
from app.services.locations import PlacesAndAgencies
from app.services.office import Office


@click.command("list", cls=OfficeCommand)
@case_number
@click.pass_obj
def list_(session: Session, number: str) -> None:
    """List the items logged in the case with NUMBER."""
    with session.office() as office:
        lines = office.ask(CaseEvidence(office.ask(CaseByNumber(number)).id))
    show_rows(lines, LINES, as_json=session.as_json, empty="No evidence is logged in this case.")


@click.command(cls=OfficeCommand)
@click.pass_obj
def overdue(session: Session) -> None:
    """List what is out and should be back by now, longest overdue first."""
    lines = session.ask(OverdueEvidence())
    show_rows(lines, LINES, as_json=session.as_json, empty="Nothing is overdue.")


@click.command(cls=OfficeCommand)
@click.argument("kind", default="", help="One kind of evidence; else all are listed.")
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


@click.command(cls=OfficeCommand)
@item_tag
@click.pass_obj
def show(session: Session, item: str) -> None:
    """Show the ITEM, its chain of custody and whether the chain is whole."""
    with session.office() as office:
        shown = office.ask(EvidenceByTag(item))
    show_item(shown, as_json=session.as_json)


@click.command(cls=OfficeCommand)
@case_number
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
    show_item(shown, as_json=session.as_json)


@click.command(cls=OfficeCommand)
@item_tag
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
    show_item(shown, as_json=session.as_json)


@click.command(cls=OfficeCommand)
@item_tag
@click.argument("name", help="What is sealed, e.g. passcode.")
@click.pass_obj
def reveal(session: Session, item: str, name: str) -> None:
    """Print what is sealed of the ITEM under NAME; the log keeps who asked."""
    with session.office() as office:
        found = office.ask(EvidenceByTag(item)).item
        revealed = office.do(RevealParticular(item=found.id, key=name)).value
    if session.as_json:
        show_json({"tag": found.tag, revealed.key: revealed.text})
    else:
        click.echo(printable(revealed.text))


@click.command(cls=OfficeCommand)
@item_tag
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
    show_item(shown, as_json=session.as_json)


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


COMMANDS = (list_, overdue, kinds, show, add, amend, reveal, prove)
