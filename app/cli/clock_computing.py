"""`dossier clock compute`: the arithmetic of speedy-trial clocks without an office."""

from pathlib import Path

import click

from app.cli.computing import show_answers
from app.cli.session import OfficeCommand


@click.command(cls=OfficeCommand)
@click.argument(
    "file", type=click.Path(path_type=Path), help="JSON file of questions; - for standard input."
)
def compute(file: Path) -> None:
    """Answer the speedy-trial clocks of FILE (- for standard input) as a JSON array.

    Each object has a "regime" and its "inputs"; objects with a "profile", which `dossier deadlines
    compute` is for, are answered as well. Needs no vault. An object that is refused gets an "error"
    and does not stop the others.
    """
    show_answers(file)


COMMANDS = (compute,)
