"""`dossier search`: what the words find."""

import click

from app.cli.output import Shown, show_rows
from app.cli.session import OfficeCommand, Session
from app.domain.search import Hit
from app.services.search import Search

_COLUMNS = (
    Shown[Hit]("Kind", "kind", lambda hit: hit.kind.value),
    Shown[Hit]("Case", "number", lambda hit: hit.case_number),
    Shown[Hit]("Title", "title", lambda hit: hit.title),
    Shown[Hit]("Found in", "source", lambda hit: hit.source),
    Shown[Hit]("Text", "detail", lambda hit: hit.detail),
)


@click.command(cls=OfficeCommand)
@click.argument("words", nargs=-1, required=True, help="What to look for.")
@click.option("--limit", type=click.IntRange(1, 100), default=20, help="Hits of each group.")
@click.pass_obj
def search(session: Session, words: tuple[str, ...], limit: int) -> None:
    """Find cases, evidence and people by any word of theirs."""
    hits = session.ask(Search(" ".join(words), limit))
    show_rows(hits, _COLUMNS, as_json=session.as_json, empty="Nothing found.")
