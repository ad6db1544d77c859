"""`dossier evidence split` and `combine`: what becomes of an item that is divided or packed."""

from typing import Any

import click

from app.cli.arguments import item_tag, item_tags
from app.cli.evidence.facts import part_from
from app.cli.evidence.showing import show_item
from app.cli.session import OfficeCommand, Session
from app.services.evidence import CombineItems, EvidenceByTag, EvidenceItemView, SplitItem


@click.command(cls=OfficeCommand)
@item_tag
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
    show_item(shown, as_json=session.as_json)


@click.command(cls=OfficeCommand)
@click.argument("into", help="Tag of the container.")
@item_tags
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
    show_item(shown, as_json=session.as_json)


COMMANDS = (split, combine)
