"""`dossier hearings`: dates before the court, their results, and what hangs on each."""

import click

from app.cli.hearings import another_day, court_moves, listing, setting

__all__ = ["hearings"]


@click.group()
def hearings() -> None:
    """Dates before the court."""


for module in (listing, setting, another_day, court_moves):
    for command in module.COMMANDS:
        hearings.add_command(command)
