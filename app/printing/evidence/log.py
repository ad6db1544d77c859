"""The evidence log of a case and its list of exhibits: the columns each reader may see."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from app.domain.profiles import Profile
from app.i18n import _
from app.printing.blocks import Block, Columns, Row
from app.printing.evidence.content import EvidenceLog, LogKind, LogLine
from app.printing.evidence.parts import Text, finished, prose, table
from app.printing.page import PageSize, Paper
from app.printing.styles import BODY, SOFT, STRONG


@dataclass(frozen=True)
class _Column:
    """A column: its head, its share of the width and what stands in it."""

    head: str
    share: float
    text: Callable[[LogLine], list[Text]]


_NUMBER = _Column(_("No."), 0.32, lambda line: [(line.number, BODY)])
_TAG = _Column(
    _("Tag"), 0.85, lambda line: [(line.tag, STRONG), (_exhibit(line), BODY), (line.marks, BODY)]
)
_EXHIBIT = _Column(_("Exhibit"), 0.6, lambda line: [(line.exhibit, STRONG)])
_THING = _Column(
    _("Description"),
    2.5,
    lambda line: [(line.kind, STRONG), (line.description, BODY), (_serial(line), SOFT)],
)
_QUANTITY = _Column(_("Quantity"), 0.6, lambda line: [(line.quantity, BODY)])
_COLLECTED = _Column(_("Collected"), 1.3, lambda line: [(line.collected, BODY)])
_CUSTODIAN = _Column(
    _("Custodian"), 1.65, lambda line: [(line.custodian, BODY), (line.remark, SOFT)]
)
_STATUS = _Column(_("Status"), 0.9, lambda line: [(line.status, BODY)])
_SPONSOR = _Column(_("Offered through"), 1.0, lambda line: [(line.sponsor, BODY)])
_PLAIN_TAG = _Column(_("Tag"), 0.8, lambda line: [(line.tag, BODY)])

_LOG = (_NUMBER, _TAG, _THING, _QUANTITY, _COLLECTED, _CUSTODIAN)
_COLUMNS: dict[tuple[LogKind, Profile], tuple[_Column, ...]] = {
    (LogKind.LOG, Profile.INTERNAL): _LOG,
    (LogKind.LOG, Profile.COURT): _LOG,
    (LogKind.LOG, Profile.DEFENSE): (_NUMBER, _TAG, _THING, _QUANTITY, _COLLECTED),
    (LogKind.EXHIBITS, Profile.INTERNAL): (_EXHIBIT, _THING, _PLAIN_TAG, _SPONSOR, _STATUS),
    (LogKind.EXHIBITS, Profile.COURT): (_EXHIBIT, _THING, _PLAIN_TAG, _STATUS),
    (LogKind.EXHIBITS, Profile.DEFENSE): (_EXHIBIT, _THING, _PLAIN_TAG, _STATUS),
}
"""Who an exhibit will be offered through is the office's own plan."""


def typeset_log(log: EvidenceLog, size: PageSize = PageSize.LETTER) -> Paper:
    """Return the log as a PDF.

    Raises:
        ValueError: the time of printing carries no zone.
    """
    return finished(log.head, _blocks(log, size.content_width), log, size)


def _blocks(log: EvidenceLog, width: float) -> Iterator[Block]:
    if log.totals:
        yield prose("", log.totals, width)
    chosen = _COLUMNS[log.kind, log.profile]
    columns = Columns.shared(width, *(column.share for column in chosen), gutter=8)
    rows: Iterator[Row] = (
        columns.row(*(column.text(line) for column in chosen), ruled=True) for line in log.lines
    )
    yield table("", columns, [column.head for column in chosen], rows, width)


def _exhibit(line: LogLine) -> str:
    return _("Exhibit {number}").format(number=line.exhibit) if line.exhibit else ""


def _serial(line: LogLine) -> str:
    return _("Serial number {serial}").format(serial=line.serial) if line.serial else ""
