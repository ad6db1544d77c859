"""`dossier evidence`: the evidence log of a case and the chain of custody of each item."""

import click

from app.cli.evidence import custody, exchange, files, items, linting, parts, retention, signing
from app.cli.evidence.disposal import dispose
from app.cli.evidence.inventory import inventory

__all__ = ["evidence"]


@click.group()
def evidence() -> None:
    """Evidence and its chain of custody."""


evidence.add_command(inventory)
evidence.add_command(dispose)
for module in (items, parts, files, custody, signing, linting, retention, exchange):
    for command in module.COMMANDS:
        evidence.add_command(command)
