"""`dossier demo`: a made-up office to try everything in."""

from pathlib import Path

import click

from app import bootstrap
from app.bootstrap import DEMO_KEY
from app.cli.output import show_json
from app.cli.session import OfficeCommand, Session
from app.services.cases import CasesCount


@click.command(cls=OfficeCommand)
@click.argument(
    "folder", metavar="VAULT", type=click.Path(path_type=Path), help="New folder of the vault."
)
@click.pass_obj
def demo(session: Session, folder: Path) -> None:
    """Make the demo office in a new VAULT: login demo, passphrase demo.

    Everything in it is made up and marked so, on screen and on paper.
    """
    click.echo("Making the demo office. This takes some seconds.", err=True)
    office = bootstrap.found_demo(folder)
    try:
        cases = office.ask(CasesCount())
    finally:
        office.close()
    if session.as_json:
        keys = {"login": DEMO_KEY, "passphrase": DEMO_KEY}
        show_json({"vault": str(folder), "cases": cases, **keys})
    else:
        click.echo(f"Made {folder} with {cases} cases. Login and passphrase: {DEMO_KEY}.")
