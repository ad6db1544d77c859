"""One gettext catalogue for window, terminal and paper.

English is the language of the source; a catalogue in `resources/translations` overrides it.
"""

import gettext as _gettext

from app.domain.resources import resource_path

_catalogue: _gettext.NullTranslations = _gettext.translation(
    "dossier", resource_path("translations"), fallback=True
)


def _(text: str) -> str:
    """Return the text in the user's language."""
    return _catalogue.gettext(text)


def ngettext(one: str, many: str, count: int) -> str:
    """Return the form of the text that fits the count."""
    return _catalogue.ngettext(one, many, count)
