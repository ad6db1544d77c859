"""The week's report: who did how much, and what the reviewer should read."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from app.domain.audit_view import PersonWeek, WeekReport
from app.i18n import _, ngettext
from app.ui import wording
from app.ui.audit.words import COLUMNS, GROUPS
from app.ui.icons import Icon
from app.ui.table import Column, DataTable, RowTable
from app.ui.theme import metrics
from app.ui.widgets import (
    Bar,
    BarChart,
    Card,
    EmptyState,
    SectionHeader,
    column,
    primary,
    row,
    secondary,
    title,
)

_SIZE = (1040, 680)
_HEAD = (14, 10, 12, 8)

_PEOPLE = (
    Column(_("Who"), lambda week: week.who, width=130, stretch=1, strong=True),
    Column(_("Done"), lambda week: wording.count(week.done), width=64, right=True),
    Column(_("Seen"), lambda week: wording.count(week.read), width=64, right=True),
    Column(_("Refused"), lambda week: wording.count(week.denied), width=76, right=True),
    Column(_("First"), lambda week: wording.moment(week.first), width=142, gives_way=2),
    Column(_("Last"), lambda week: wording.moment(week.last), width=142, gives_way=1),
)


class WeekDialog(QDialog):
    """A week of the log."""

    def __init__(self, week: WeekReport, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Week of the audit log"))
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        room = parent.size()
        self.resize(min(_SIZE[0], room.width() - 48), min(_SIZE[1], room.height() - 48))
        close = primary(_("Close"), self.accept)
        period = _("{since} to {until}, {n} entries").format(
            since=wording.day(week.since),
            until=wording.day(week.until),
            n=wording.count(week.entries),
        )
        self.setLayout(
            column(
                title(_("Week of the audit log")),
                secondary(period),
                row(_people(week.people), _groups(week), spacing=metrics.CARD_GAP),
                _to_look_at(week),
                row(None, close),
                spacing=metrics.CARD_GAP,
                margins=metrics.PAGE_MARGIN,
            )
        )
        close.setFocus()


def _people(weeks: tuple[PersonWeek, ...]) -> Card:
    model = RowTable(_PEOPLE, weeks, key=lambda week: week.who)
    table = DataTable(_("People"), model, fits_rows=True)
    return Card(SectionHeader(_("People"), margins=_HEAD), table, padding=0, spacing=0)


def _groups(week: WeekReport) -> Card:
    bars = [Bar(GROUPS[group], number) for group, number in week.groups]
    return Card(SectionHeader(_("Acts")), BarChart(_("Acts"), bars))


def _to_look_at(week: WeekReport) -> Card:
    table = DataTable(
        _("To look at"),
        RowTable(COLUMNS, week.to_look_at, key=lambda line: line.seq),
        empty=EmptyState(Icon.CIRCLE_CHECK, _("Nothing out of the ordinary this week.")),
    )
    remark = _("refusals, reveals, exports, users, walls, backups")
    if week.left_out:
        more = ngettext("{n} more in the log", "{n} more in the log", week.left_out)
        remark = more.format(n=wording.count(week.left_out))
    header = SectionHeader(_("To look at"), remark, margins=_HEAD)
    return Card(header, table, padding=0, spacing=0)
