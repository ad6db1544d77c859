"""What a command of disclosure did, told in words or as JSON."""

from collections.abc import Mapping

import click

from app.cli.output import show_json
from app.cli.session import Session


def tell(session: Session, facts: Mapping[str, object], words: str) -> None:
    """Say what was done, or answer in JSON where that was asked for."""
    if session.as_json:
        show_json(facts)
    else:
        click.echo(words)
