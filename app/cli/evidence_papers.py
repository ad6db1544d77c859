"""`dossier print`: labels and papers about evidence as PDF files."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from app.cli.arguments import case_number, item_tag
from app.cli.output import printable, show_json
from app.cli.papers import for_named_reader, for_reader, show_written, to_file
from app.cli.session import OfficeCommand, Session
from app.cli.typed_days import Day
from app.domain.cases import CaseId
from app.domain.errors import Missing
from app.domain.evidence import EvidenceItem
from app.domain.inventory import InventorySession
from app.domain.labels import LabelRun, Symbols
from app.domain.profiles import Profile
from app.i18n import _
from app.i18n.courthouse import courthouse
from app.services.cases import CaseByNumber
from app.services.documents import require_free, save_paper
from app.services.evidence import EvidenceByTag, Inventories
from app.services.evidence.papers import (
    EvidencePaper,
    PrintCaseLabels,
    PrintCustodyForm,
    PrintedPaper,
    PrintEvidenceLog,
    PrintInventory,
    PrintLabels,
    PrintPlaceLabels,
    PrintPropertyReceipt,
    PrintTransferReceipt,
    add_stock,
    known_stocks,
    stock_named,
)
from app.services.locations import PlacesAndAgencies
from app.services.office import Office

F = TypeVar("F", bound=Callable[..., Any])


def _with_run(command: F) -> F:
    """Add on what labels are printed, and how."""
    stock = click.option(
        "--stock", required=True, help="Code of the labels (see label-stocks), or a file of yours."
    )
    start = click.option(
        "--start", default=1, show_default=True, help="First free label of the first sheet."
    )
    copies = click.option("--copies", default=1, show_default=True, help="Of each label.")
    symbols = click.option(
        "--symbols",
        type=click.Choice([each.value for each in Symbols]),
        default=Symbols.AUTO.value,
        show_default=True,
        help="Barcodes on a label.",
    )
    return stock(start(copies(symbols(command))))


@click.command("labels", cls=OfficeCommand)
@click.argument("number", required=False, help="Number of the case; not needed with --tag.")
@click.option("--tag", "tags", multiple=True, help="Only the item with this tag; may be repeated.")
@click.option("--case-label", is_flag=True, help="A label for the case file itself.")
@_with_run
@to_file
@click.pass_obj
def labels(
    session: Session,
    /,
    *,
    number: str | None,
    tags: Sequence[str],
    case_label: bool,
    to: Path,
    force: bool,
    **run: Any,  # noqa: ANN401  the options of `_with_run`
) -> None:
    """Print labels for all items of a case, or for those with these tags."""
    run_on = _run_of(**run)

    def wish(office: Office) -> EvidencePaper:
        items = [_tagged(office, tag) for tag in tags]
        case = _one_case(office, number, items)
        if items:
            return PrintLabels(items=tuple(item.id for item in items), run_on=run_on)
        return PrintCaseLabels(case=case, run_on=run_on, of_file=case_label)

    _print(session, to, wish, force=force)


@click.command("place-labels", cls=OfficeCommand)
@click.option("--code", "codes", multiple=True, help="Only this place or agency; may be repeated.")
@_with_run
@to_file
@click.pass_obj
def place_labels(
    session: Session,
    /,
    *,
    codes: Sequence[str],
    to: Path,
    force: bool,
    **run: Any,  # noqa: ANN401  the options of `_with_run`
) -> None:
    """Print labels for places of storage and agencies, all or some of them."""
    wish = PrintPlaceLabels(run_on=_run_of(**run), codes=tuple(codes))
    _print(session, to, lambda _office: wish, force=force)


@click.command("label-stocks")
@click.option(
    "--add", type=click.Path(path_type=Path), help="Keep the stock this JSON file describes."
)
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
def label_stocks(*, add: Path | None, as_json: bool) -> None:
    """List what labels can be printed on; add an own kind by file."""
    if add is not None:
        add_stock(add)
    known = known_stocks()
    if as_json:
        show_json({stock.code: stock.name for stock in known.stocks})
        return
    for stock in known.stocks:
        click.echo(f"{printable(stock.code):16}  {printable(stock.name)}")
    for trouble in known.troubles:
        words = _("{file}, line {line}: {reason}.").format(**trouble.values)
        click.echo(printable(words), err=True)


@click.command("custody-form", cls=OfficeCommand)
@item_tag
@to_file
@click.pass_obj
def custody_form(session: Session, *, item: str, to: Path, force: bool) -> None:
    """Print the chain of custody of the ITEM, with rows to go on by hand."""
    _print(session, to, lambda office: PrintCustodyForm(_tagged(office, item).id), force=force)


@click.command("receipt", cls=OfficeCommand)
@item_tag
@click.option("--step", "seq", type=click.IntRange(1), help="Without it the last that moved it.")
@click.option("--alone", is_flag=True, help="Without the other items of the same act.")
@to_file
@click.pass_obj
def receipt(
    session: Session,
    /,
    *,
    item: str,
    seq: int | None,
    alone: bool,
    to: Path,
    force: bool,
) -> None:
    """Print the receipt for a hand-over of the ITEM with this tag."""

    def wish(office: Office) -> EvidencePaper:
        found = _tagged(office, item)
        return PrintTransferReceipt(item=found.id, seq=seq, whole_batch=not alone)

    _print(session, to, wish, force=force)


@click.command("property-receipt", cls=OfficeCommand)
@click.argument("number", required=False, help="Number of the case; not needed with --tag.")
@click.option("--tag", "tags", multiple=True, help="Only the item with this tag; may be repeated.")
@to_file
@click.pass_obj
def property_receipt(
    session: Session,
    /,
    *,
    number: str | None,
    tags: Sequence[str],
    to: Path,
    force: bool,
) -> None:
    """Print what was taken from each person in a case, or only some items."""

    def wish(office: Office) -> EvidencePaper:
        items = [_tagged(office, tag) for tag in tags]
        case = _one_case(office, number, items)
        return PrintPropertyReceipt(case=case, items=tuple(item.id for item in items))

    _print(session, to, wish, force=force)


@click.command("evidence-log", cls=OfficeCommand)
@case_number
@for_named_reader
@click.option("--exhibits", is_flag=True, help="Only items with an exhibit number.")
@to_file
@click.pass_obj
def evidence_log(
    session: Session,
    /,
    *,
    number: str,
    profile: str,
    exhibits: bool,
    to: Path,
    force: bool,
) -> None:
    """Print the evidence log of the case with NUMBER for one reader."""

    def wish(office: Office) -> EvidencePaper:
        case = office.ask(CaseByNumber(number)).id
        return PrintEvidenceLog(case=case, profile=Profile(profile), exhibits_only=exhibits)

    _print(session, to, wish, force=force)


@click.command("inventory", cls=OfficeCommand)
@click.argument("place", help="Barcode of the place.")
@click.option("--begun", type=Day(), help="The count begun on this day; the latest unless given.")
@for_reader("Who will read it; no inventory goes to the defense.")
@to_file
@click.pass_obj
def inventory(
    session: Session,
    /,
    *,
    place: str,
    begun: date | None,
    profile: str,
    to: Path,
    force: bool,
) -> None:
    """Print what the count of a place saw, missed and found besides."""

    def wish(office: Office) -> EvidencePaper:
        counted = _count_of(office, place, begun)
        return PrintInventory(session=counted.id, profile=Profile(profile))

    _print(session, to, wish, force=force)


PAPERS = (
    *(labels, place_labels, label_stocks),
    *(custody_form, receipt, property_receipt, evidence_log, inventory),
)


def _run_of(stock: str, start: int, copies: int, symbols: str) -> LabelRun:
    return LabelRun(stock=stock_named(stock), start=start, copies=copies, symbols=Symbols(symbols))


def _tagged(office: Office, tag: str) -> EvidenceItem:
    return office.ask(EvidenceByTag(tag)).item


def _one_case(office: Office, number: str | None, items: Sequence[EvidenceItem]) -> CaseId:
    """Return the case named, or the one all the items are of.

    Raises:
        click.UsageError: none was named, or the items are of several.
    """
    if number is not None:
        return office.ask(CaseByNumber(number)).id
    cases = {item.case for item in items}
    if len(cases) != 1:
        raise click.UsageError(_("Name one case by its number, or tags of items of one case."))
    return cases.pop()


def _count_of(office: Office, barcode: str, begun: date | None) -> InventorySession:
    """Return the latest count of a place, or the latest that was begun on a day.

    Raises:
        Missing: no place has this barcode, or it was not counted then.
    """
    place = office.ask(PlacesAndAgencies()).places.coded(barcode)
    if place is None:
        raise Missing("location.no_such_code", barcode=barcode)
    counts = [line.session for line in office.ask(Inventories())]
    found = [
        each
        for each in counts
        if each.location == place.id
        and (begun is None or courthouse.local(each.started_at).date() == begun)
    ]
    if not found:
        raise Missing("inventory.none", name=place.name)
    return max(found, key=lambda each: each.started_at)


def _print(
    session: Session, to: Path, wish: Callable[[Office], EvidencePaper], *, force: bool
) -> None:
    """Ask for the paper and write it; nothing is asked where nothing can be written."""
    require_free(to, overwrite=force)
    with session.office() as office:
        printed: PrintedPaper = office.ask(wish(office))
    save_paper(printed.pdf, to, overwrite=force)
    show_written(session, to, printed.pages, sha256=printed.sha256, remarks=printed.remarks)
    for remark in () if session.as_json else printed.remarks:
        click.echo(printable(remark))
