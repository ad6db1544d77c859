"""Words of a vocabulary as they are typed on the command line: by their code, in any case."""

from enum import StrEnum
from typing import Any, Generic, TypeVar

import click

E = TypeVar("E", bound=StrEnum)


class Coded(click.ParamType[Any], Generic[E]):
    """One word of a vocabulary, typed as it is stored, e.g. ``DES``.

    Args:
        vocabulary: the words.
    """

    name = "code"

    def __init__(self, vocabulary: type[E]) -> None:
        self._words = {each.value.casefold(): each for each in vocabulary}

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> E:
        """Return the word, or tell which there are."""
        found = self._words.get(str(value).casefold())
        if found is None:
            self.fail(
                f"{value!r} is none of {', '.join(sorted(self._words.values()))}.", param, ctx
            )
        return found

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:  # noqa: ARG002  click's own signature
        """Name the words in the help."""
        return f"[{'|'.join(self._words.values())}]"
