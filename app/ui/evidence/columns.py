"""The columns of lists of evidence."""

from app.domain.evidence_list import EvidenceLine
from app.i18n import _
from app.i18n.courthouse import courthouse
from app.ui import wording
from app.ui.evidence.wording import state_chip
from app.ui.table import Column


def _what(width: int) -> Column:
    return Column(
        _("What"),
        lambda line: line.description,
        width=width,
        stretch=3,
        second=lambda line: line.kind_label,
    )


_TAG = Column(_("Tag"), lambda line: line.tag, width=88, sort="tag", strong=True)
_CASE = Column(_("Case"), lambda line: line.case_number, width=104, quiet=True, gives_way=2)
_HOLDER = Column(
    _("Holder and place"),
    lambda line: line.holder,
    width=126,
    stretch=2,
    sort="holder",
    second=lambda line: line.place,
    gives_way=1,
)
_SINCE = Column(
    _("Since"),
    lambda line: wording.day(courthouse.local(line.since).date()) if line.since else "",
    width=96,
    sort="since",
    quiet=True,
    gives_way=3,
)
_STATE = Column(
    _("State"), lambda line: state_chip(line).text, width=122, sort="due_back_on", chip=state_chip
)

OFFICE_COLUMNS = (_TAG, _what(190), _CASE, _HOLDER, _SINCE, _STATE)
"""For the list of the whole office."""

CASE_COLUMNS = (_TAG, _what(104), _HOLDER, _STATE)
"""For the list of one case."""


def key_of(line: EvidenceLine) -> object:
    """Return what a row stands for."""
    return line.item


def sentence_of(line: EvidenceLine) -> str:
    """Return how a screen reader says a row."""
    parts = (line.tag, line.kind_label, line.description, line.holder, line.place)
    return ", ".join(part for part in (*parts, state_chip(line).text) if part)
