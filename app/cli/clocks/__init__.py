"""`dossier clock`: speedy-trial clocks, the days they exclude, and what would be if."""

import click

from app.cli.clocks import acting, showing, supposing

__all__ = ["clock"]


@click.group()
def clock() -> None:
    """Speedy-trial clocks and the days they exclude."""


for module in (showing, supposing, acting):
    for command in module.COMMANDS:
        clock.add_command(command)
