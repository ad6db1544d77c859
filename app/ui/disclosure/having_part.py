"""What the defense had on a day, asked for any day and any defendant."""

from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from app.domain.cases import CaseId
from app.domain.disclosure.having import Had, Holding
from app.domain.errors import DossierError
from app.domain.persons import PartyId
from app.i18n import _, ngettext
from app.i18n.courthouse import courthouse
from app.i18n.sentences import sentence
from app.services.disclosure.papers import (
    PaperKind,
    PrintDisclosurePaper,
)
from app.services.disclosure.views import DisclosureOfCase, WhatTheDefenseHad
from app.ui import wording
from app.ui.disclosure.papers import open_paper
from app.ui.icons import Icon
from app.ui.page import Frame
from app.ui.table import Column, DataTable, RowTable
from app.ui.theme import metrics
from app.ui.widgets import (
    Button,
    Card,
    Choice,
    EmptyState,
    Field,
    ListRow,
    PastDateInput,
    RowList,
    SectionHeader,
    column,
    row,
    small,
)

_Line = tuple[str, Had]
_UNEVEN_HEIGHT = 104
"""Pixels; more rows scroll."""


class HavingPart(QWidget):
    """A day, a defendant, and what was had; below, what one has and a co-defendant has not."""

    def __init__(self, frame: Frame, case: CaseId) -> None:
        super().__init__()
        self.frame = frame
        self.case = case
        self._asked = 0
        self.day = PastDateInput(courthouse.today())
        self.who: Choice[PartyId] = Choice((), empty=_("Every defendant"))
        for each in (self.day, self.who):
            each.edited.connect(self.ask)
        self._model = RowTable(_COLUMNS, key=_key)
        empty = EmptyState(Icon.PACKAGE_OPEN, _("Nothing had been served by that day."))
        self.table = DataTable(_("What the defense had"), self._model, empty=empty)
        self._uneven = RowList(_("Not the same for all"), scrolls=True)
        self._remark = small(_("Disclosed to one defendant but not to another"))
        self._lay_out()

    def show_view(self, view: DisclosureOfCase) -> None:
        """Take over the defendants, and ask."""
        self.who.set_options([(each.party, each.name[:80]) for each in view.accused])
        rows = [
            ListRow(
                each.row.id,
                f"{each.row.item.number}. {each.row.item.title}"[:120],
                _("had by {some}, not by {others}").format(
                    some="; ".join(one.name for one in each.had_by)[:80],
                    others="; ".join(one.name for one in each.lacked_by)[:80],
                ),
                Icon.SPLIT,
            )
            for each in view.uneven
        ]
        self._uneven.set_rows(rows)
        for part in (self._uneven, self._remark):
            part.setVisible(bool(rows))
        self.ask()

    def ask(self) -> None:
        """Ask what was had; a day that cannot be read is asked about by its field."""
        on: date | None = self.day.answer()
        if self.day.problem() is not None:
            return
        self._asked += 1
        query = WhatTheDefenseHad(case=self.case, on=on, defendant=self.who.value())
        self.frame.desk.ask(query, self, partial(self._show, self._asked), self._refuse)

    def preview(self) -> None:
        """Open the preview of the list as a paper."""
        self._open(_("What the defense had"), PaperKind.AS_OF)

    def acknowledge(self) -> None:
        """Open the preview of the list both sides sign (Tex. CCP 39.14(j))."""
        if self.who.value() is None:
            self.frame.tell(_("Choose a defendant first."))
            return
        self._open(_("Acknowledgment of discovery"), PaperKind.ACKNOWLEDGMENT)

    def withheld(self) -> None:
        """Open the preview of the log of what is withheld."""
        self._open(_("Log of what is withheld"), PaperKind.WITHHELD)

    def _open(self, name: str, kind: PaperKind) -> None:
        printed = PrintDisclosurePaper(
            case=self.case, kind=kind, subject=self.who.value(), on=self.day.answer()
        )
        open_paper(self.frame, name, printed)

    def _lay_out(self) -> None:
        day = Field("on", _("At the end of"), self.day)
        who = Field("defendant", _("Defendant"), self.who)
        day.setFixedWidth(200)
        who.setFixedWidth(260)
        papers = (
            Button(_("Print"), self.preview, icon=Icon.PRINTER, small=True),
            Button(_("Acknowledgment"), self.acknowledge, icon=Icon.FILE_TEXT, small=True),
            Button(_("Withheld log"), self.withheld, icon=Icon.LOCK, small=True),
        )
        title = _("What the defense had")
        self._head = SectionHeader(title, "", *papers, margins=(14, 10, 12, 10))
        card = Card(self._head, padding=0, spacing=0)
        card.body().addWidget(self.table, 1)
        self._uneven.setMaximumHeight(_UNEVEN_HEIGHT)
        around = column(
            row(day, who, None, spacing=12),
            card,
            self._remark,
            self._uneven,
            spacing=metrics.CARD_GAP,
        )
        around.setStretchFactor(card, 1)
        self.setLayout(around)

    def _show(self, asked: int, held: tuple[Holding, ...]) -> None:
        if asked != self._asked:
            return
        lines = [(each.accused.name, had) for each in held for had in each.had]
        self._model.set_rows(lines)
        count = ngettext("{n} file", "{n} files", len(lines)).format(n=len(lines))
        self._head.set_remark(count)

    def _refuse(self, error: DossierError) -> None:
        self._model.set_rows(())
        self._head.set_remark(sentence(error))


def _key(line: _Line) -> tuple[str, int, str, str]:
    name, had = line
    return name, had.item_number, had.numbers, had.since.isoformat()


def _how(line: _Line) -> str:
    had = line[1]
    if had.production is None:
        return _("inspected")
    return _("{numbers}, production {n}").format(n=had.production, numbers=had.numbers)


def _file(line: _Line) -> str:
    had = line[1]
    return f"{had.name}{_(', redacted') if had.redacted else ''}"


_COLUMNS = (
    Column(
        _("What"),
        lambda line: f"{line[1].item_number}. {line[1].title}",
        width=170,
        stretch=3,
        strong=True,
    ),
    Column(_("Defendant"), lambda line: line[0], width=130, stretch=1),
    Column(_("Since"), lambda line: wording.full_day(line[1].since), width=130, gives_way=2),
    Column(_("Numbers"), _how, width=190, stretch=1),
    Column(_("File"), _file, width=140, stretch=1, quiet=True, gives_way=1),
)
