"""The group `dossier disclosure` with its commands."""

import click

from app.cli.disclosure import ledger, officers, producing, standing


@click.group()
def disclosure() -> None:
    """What the defense is given: ledger, productions, certificates."""


for _module in (ledger, producing, standing, officers):
    for _command in _module.COMMANDS:
        disclosure.add_command(_command)
