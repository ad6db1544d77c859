"""`dossier clock`: speedy-trial clocks."""

import click


@click.group()
def clock() -> None:
    """Speedy-trial clocks."""
