"""One gettext catalogue for window, terminal and paper.

English is the language of the source; a catalogue in `resources/translations` overrides it.
"""

from functools import lru_cache
from typing import TYPE_CHECKING

from app.domain.resources import resource_path

if TYPE_CHECKING:
    from gettext import NullTranslations

_CATALOGUES = resource_path("translations")


@lru_cache(maxsize=1)
def _catalogue() -> "NullTranslations | None":
    """Return the user's catalogue; None where none ships and English needs no reader."""
    if not _CATALOGUES.is_dir():
        return None
    # Late: it brings in the locales of the world, which the first screen must not wait for.
    from gettext import translation  # noqa: PLC0415

    return translation("dossier", _CATALOGUES, fallback=True)


def _(text: str) -> str:
    """Return the text in the user's language."""
    catalogue = _catalogue()
    return catalogue.gettext(text) if catalogue else text


def ngettext(one: str, many: str, count: int) -> str:
    """Return the form of the text that fits the count."""
    catalogue = _catalogue()
    if catalogue:
        return catalogue.ngettext(one, many, count)
    return one if count == 1 else many
