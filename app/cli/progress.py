"""How far long work is, told on the terminal."""

import sys
from collections.abc import Callable

import click

from app.domain.backups import Watch


class ProgressLine:
    """One line on stderr that says how far it is, where somebody watches; silent otherwise.

    Args:
        words: of a step, by its name.
        watch: of the work, where what is left after a stop is said in its own words.
    """

    def __init__(self, words: Callable[[str], str], watch: Watch | None = None) -> None:
        self._words = words
        self._watch = watch or Watch()
        self._last = ""

    def __enter__(self) -> Watch:
        return self._watch.by(self._tell) if sys.stderr.isatty() else self._watch

    def __exit__(self, *_failure: object) -> None:
        if self._last:
            click.echo(err=True)

    def _tell(self, done: int, of: int, step: str) -> None:
        count = f" {done:,} of {of:,}" if of else ""
        text = f"{self._words(step)}{count}"
        if text != self._last:
            click.echo(f"\r{text:<60}", err=True, nl=False)
            self._last = text
