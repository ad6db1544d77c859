"""The steps of acts on dates and clocks that take a while, in words for every face."""

from app.i18n import _

_WORDS = {
    "reading": _("Reading the dates"),
    "counting": _("Counting"),
    "writing": _("Writing the new dates"),
    "looking": _("Looking at what hangs on each"),
    "settling": _("Writing what follows"),
    "clocks": _("Reckoning the speedy-trial clocks anew"),
}


def step_words(step: str) -> str:
    """Return what is being done; empty for a step nobody has words for."""
    return _WORDS.get(step, "")
