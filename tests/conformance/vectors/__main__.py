"""``python -m tests.conformance.vectors FILE...``: which examples pass, which fail, and why."""

import sys
from pathlib import Path

import click

from tests.conformance.vectors import PUBLISHED
from tests.conformance.vectors.running import UnusableFile, run_file


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
def main(files: tuple[Path, ...]) -> None:
    """Put the examples of FILES to the engine; without FILES, the published ones.

    Each file is told of in a line, each failure in one more: the key, what was expected, what came;
    or why the example was refused. The exit code is 1 if anything failed.
    """
    is_whole = True
    for file in files or PUBLISHED:
        is_whole &= _run(file)
    sys.exit(0 if is_whole else 1)


def _run(file: Path) -> bool:
    """Tell of one file; return whether all of it passed."""
    try:
        outcome = run_file(file)
    except UnusableFile as reason:
        click.echo(f"{file}: cannot be used: {reason}")
        return False
    passed = outcome.examples - outcome.failed
    click.echo(f"{file}: {outcome.examples} examples, {passed} passed, {outcome.failed} failed")
    for failure in outcome.failures:
        click.echo(f"  {failure.line()}")
    return not outcome.failures


if __name__ == "__main__":
    main()
