"""Titles of people, put before a name that does not have one already."""

from app.i18n import _

_OF_JUDGES = ("judge", "hon", "justice", "magistrate", "commissioner")


def judge_title(name: str) -> str:
    """Return a judge's name with the title, e.g. "Judge Okafor"; nothing for no name."""
    first = name.partition(" ")[0].strip(".,").casefold()
    return name if not name or first in _OF_JUDGES else _("Judge {name}").format(name=name)
