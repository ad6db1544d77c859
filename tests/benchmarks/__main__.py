"""``python -m tests.benchmarks [--cases N] [--only NAME] [--json]``: every goal and its peer."""

import json
import tempfile
from collections.abc import Callable
from pathlib import Path

import click

from tests.benchmarks import (
    applying,
    attachments,
    calendar_month,
    case_list,
    clocks,
    cook_county,
    evidence_entry,
    pages,
    recomputing,
    recounting,
    searching,
    start,
    unlocking,
)
from tests.benchmarks.measuring import Finding

MANY, FEW = 1_000_000, 10_000


def _growth(folder: Path, cases: int) -> list[Finding]:
    # Ten times the cases asked for, so that a small run stays small.
    return case_list.measure_growth(folder, min(MANY, cases * 10), min(FEW, cases // 10))


MEASURES: dict[str, Callable[[Path, int], list[Finding]]] = {
    "start": start.measure,
    "unlock": unlocking.measure,
    "evidence": evidence_entry.measure,
    "attachments": attachments.measure,
    "import": cook_county.measure,
    "calendar": calendar_month.measure,
    "pages": pages.measure,
    "recount": recounting.measure,
    "apply": applying.measure,
    "list": case_list.measure,
    "search": searching.measure,
    "clocks": clocks.measure,
    "growth": _growth,
    "recompute": recomputing.measure,
}


@click.command()
@click.option("--cases", default=100_000, show_default=True, help="Cases in the measured office.")
@click.option("--only", type=click.Choice(list(MEASURES)), multiple=True, help="Just these.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def main(cases: int, only: tuple[str, ...], *, as_json: bool) -> None:
    """Measure Dossier against its peers in one run."""
    findings: list[Finding] = []
    for name in only or MEASURES:
        with tempfile.TemporaryDirectory() as folder:
            for finding in MEASURES[name](Path(folder), cases):
                findings.append(finding)
                if not as_json:
                    click.echo(finding.line())
    if as_json:
        click.echo(json.dumps([finding.as_json() for finding in findings], indent=2))


if __name__ == "__main__":
    main()
