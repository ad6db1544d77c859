"""``python -m tests.torture [NAME...] [--full] [--json]``: every promise and the attack on it."""

import json
import sys
import tempfile
from pathlib import Path

import click

from tests.torture.every_trial import TRIALS
from tests.torture.trial import Finding, hold


@click.command()
@click.argument("names", nargs=-1, type=click.Choice(sorted(TRIALS)))
@click.option("--full", is_flag=True, help="The long way: hundreds of kills, every byte.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def main(names: tuple[str, ...], *, full: bool, as_json: bool) -> None:
    """Attack Dossier and tell which promises held."""
    findings: list[Finding] = []
    for name in names or TRIALS:
        with tempfile.TemporaryDirectory() as folder:
            findings.append(hold(TRIALS[name], Path(folder), full=full))
        if not as_json:
            click.echo(findings[-1].line())
    if as_json:
        click.echo(json.dumps([finding.as_json() for finding in findings], indent=2))
    sys.exit(not all(finding.is_met for finding in findings))


if __name__ == "__main__":
    main()
