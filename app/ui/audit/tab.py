"""The log in the Settings: filters above, entries, the chosen one beside them."""

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog

from app.domain.audit_report import ChainReport, DeepReport
from app.domain.audit_view import AuditFilter, WeekReport
from app.domain.errors import DossierError
from app.i18n import _
from app.i18n.audit_words import chain_faults, clock_notes, deep_faults
from app.i18n.courthouse import courthouse
from app.i18n.sentences import sentence
from app.services.audit import ACCEPTED_FOR, AcceptLog, VerifyAudit, VerifyRecords
from app.services.audit_export import ExportAuditLog, ExportedLog
from app.services.audit_view import AuditPage, WeekOfAudit
from app.services.deadlines import Assignable
from app.ui import wording
from app.ui.audit.entry_panel import EntryPanel
from app.ui.audit.week import WeekDialog
from app.ui.audit.words import COLUMNS, GROUPS
from app.ui.icons import Icon
from app.ui.menus import MenuEntry, open_menu
from app.ui.outcomes import OUTCOMES
from app.ui.page import Frame
from app.ui.settings_tab import SettingsTab, SettingsTabPage
from app.ui.table import DataTable, PagedTable, PageRequest
from app.ui.theme import Tone, metrics
from app.ui.widgets import (
    Banner,
    Button,
    Card,
    Choice,
    EmptyState,
    Field,
    PastDateInput,
    column,
    fields_in_a_row,
    holding,
    row,
)

_PANEL_WIDTH = 300

_REASONS = {
    "restored": _("A backup was restored"),
    "crash": _("The computer crashed or lost power"),
    "moved": _("The vault was copied or moved"),
    "unknown": _("Nobody knows"),
}


class AuditTab(SettingsTabPage):
    """Everything that was done here, newest first."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._who = Choice[Any](empty=_("Everybody"))
        self._group = Choice(GROUPS.items(), empty=_("All"))
        self._outcome = Choice(
            [(each, spec.text.capitalize()) for each, spec in OUTCOMES.items()], empty=_("Any")
        )
        self._since, self._until = PastDateInput(), PastDateInput()
        self._model = PagedTable(self.desk, COLUMNS, self._query)
        self._model.failed.connect(self._refuse)
        empty = EmptyState(Icon.HISTORY, _("No entry fits this filter."))
        self.table = DataTable(_("Audit log"), self._model, empty=empty)
        self.table.picked.connect(self._show_entry)
        self._panel = EntryPanel()
        self._panel.setFixedWidth(_PANEL_WIDTH)
        self._state = Banner("", "", Tone.NEUTRAL)
        self._state.hide()
        self._accept = Button(_("Accept the log…"), self._choose_reason)
        self._accept.hide()
        self._lay_out()
        for field in (self._who, self._group, self._outcome, self._since, self._until):
            field.edited.connect(self._model.reload)

    def refresh(self) -> None:
        """Ask for the newest entries and for the people."""
        self.desk.ask(Assignable(), self, self._who.set_options)
        self._model.reload()

    def check(self) -> None:
        """Check chain, signatures and anchors."""
        self._say(_("Checking the log…"), Tone.NEUTRAL)
        self.desk.ask(VerifyAudit(), self, self._show_chain, self._refuse)

    def check_records(self) -> None:
        """Compare every record with the log."""
        self._say(_("Comparing every record with the log…"), Tone.NEUTRAL)
        self.desk.ask(VerifyRecords(), self, self._show_records, self._refuse)

    def export(self) -> None:
        """Ask where to, and write the log there."""
        name = f"audit-log-{courthouse.today()}.jsonl"
        chosen, _filter = QFileDialog.getSaveFileName(
            self, _("Export the audit log"), name, _("Audit log (*.jsonl)")
        )
        if chosen:
            self.desk.ask(ExportAuditLog(Path(chosen)), self, self._exported, self._refuse)

    def show_week(self) -> None:
        """Open the report of the last seven days."""
        self.desk.ask(WeekOfAudit(), self, self._open_week, self._refuse)

    def _lay_out(self) -> None:
        buttons = row(
            Button(_("Check"), self.check, icon=Icon.CIRCLE_CHECK),
            Button(_("Compare records"), self.check_records),
            Button(_("Week…"), self.show_week),
            Button(_("Export…"), self.export, icon=Icon.DOWNLOAD),
        )
        filters = fields_in_a_row(
            (Field("who", _("Who"), self._who), 2),
            (Field("group", _("Acts"), self._group), 2),
            (Field("outcome", _("Outcome"), self._outcome), 2),
            (Field("since", _("From"), self._since), 2),
            (Field("until", _("To"), self._until), 2),
        )
        card = Card(self.table, padding=0, spacing=0)
        card.body().setStretchFactor(self.table, 1)
        beside = column(self._panel, None)
        main = row(card, holding(beside), spacing=metrics.CARD_GAP)
        main.setStretchFactor(card, 1)
        around = column(
            filters,
            row(buttons, None),
            row(self._state, self._accept),
            main,
            spacing=metrics.CARD_GAP,
            margins=metrics.PAGE_MARGIN,
        )
        around.setStretchFactor(main, 1)
        self.setLayout(around)

    def _query(self, request: PageRequest) -> AuditPage:
        wanted = AuditFilter(
            since=self._since.day(),
            until=self._until.day(),
            user=self._who.value(),
            group=self._group.value(),
            outcome=self._outcome.value(),
        )
        return AuditPage(wanted=wanted, after=request.after, size=request.size)

    def _show_entry(self, _key: object) -> None:
        self._panel.show_line(self.table.current_row())

    def _show_chain(self, report: ChainReport) -> None:
        faults = chain_faults(report)
        self._accept.setVisible(
            self.desk.may(AcceptLog) and not all(each.is_whole for each in report.anchors)
        )
        if faults:
            self._say(faults[0], Tone.DANGER, " ".join(faults[1:]))
            return
        said = _("The log is whole: {n} entries, signed up to entry {signed}.").format(
            n=wording.count(report.entries), signed=wording.count(report.signed_to)
        )
        self._say(said, Tone.OK, " ".join(clock_notes(report)))

    def _show_records(self, report: DeepReport) -> None:
        faults = deep_faults(report)
        if faults:
            self._say(_("Records are not what the log says."), Tone.DANGER, " ".join(faults))
            return
        said = _("All {n} records are what the log last said of them.")
        self._say(said.format(n=wording.count(report.compared)), Tone.OK)

    def _exported(self, log: ExportedLog) -> None:
        said = _("Entries {first} to {last} were exported to {name}.").format(
            first=wording.count(log.first), last=wording.count(log.last), name=log.path.name
        )
        how = _("Anybody can check the file with verify_audit_log.py, which comes with Dossier.")
        self._say(said, Tone.OK, how)

    def _open_week(self, week: WeekReport) -> None:
        WeekDialog(week, self.frame.dialog_parent()).open()

    def _choose_reason(self) -> None:
        entries = [
            MenuEntry(_REASONS[code], partial(self.accept_log, code)) for code in ACCEPTED_FOR
        ]
        open_menu(self._accept, entries)

    def accept_log(self, reason: str) -> None:
        """Take the log as it is for the truth from now on."""
        self.desk.do(AcceptLog(reason=reason), self, self._accepted, self._refuse)

    def _accepted(self, _report: ChainReport) -> None:
        self._accept.hide()
        self.check()

    def _say(self, text: str, tone: Tone, detail: str = "") -> None:
        self._state.show_message(text, detail, tone)
        self._state.show()

    def _refuse(self, error: DossierError) -> None:
        self._say(sentence(error), Tone.DANGER)


SETTINGS_TAB = SettingsTab("audit", _("Audit log"), AuditPage, AuditTab)
