"""The tab "Backups": how they stand, when they are made, which there are, and what to do."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from app.domain.backups import BackupListed, BackupMade, BackupStanding, DrillReport
from app.domain.errors import DossierError
from app.domain.settings import OfficeSettings
from app.i18n import _
from app.i18n.sentences import sentence
from app.services.backups import BackupsInFolder, HowBackupsStand, VerifyBackup
from app.services.office import Changes
from app.services.settings import ChangeSettings
from app.ui import wording
from app.ui.backups.restore_form import RestoreForm
from app.ui.backups.running import run_backup, run_check, run_drill
from app.ui.backups.words import drilled, files, last_backup, reminder, size
from app.ui.form import check_fields, place_refusal
from app.ui.icons import Icon
from app.ui.page import Frame
from app.ui.settings_tab import SettingsTabPage
from app.ui.theme import Tone, metrics
from app.ui.widgets import (
    Banner,
    Button,
    Card,
    ChipSpec,
    EmptyState,
    Facts,
    Field,
    Kind,
    ListRow,
    NumberInput,
    RowList,
    ScrollPage,
    SectionHeader,
    TextInput,
    column,
    fields_in_a_row,
    row,
)
from app.ui.widgets.button import icon_button
from app.ui.widgets.inputs import within

_SIDE = 360
_LONGEST_LIST = 365


class BackupsTab(SettingsTabPage):
    """Everything about backups on one page."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._settings: OfficeSettings | None = None
        self._checked = dict[Path, bool]()
        self._note = Banner("", "", Tone.WARN)
        self._note.hide()
        self._facts = Facts(label_width=104)
        self._list = RowList(_("Backups, newest first"))
        self._list.acted.connect(self._check)
        self._empty = EmptyState(Icon.ARCHIVE, "")
        self._header = SectionHeader(_("Backups"), margins=(14, 10, 12, 10))
        self._schedule = _Schedule(self._save)
        self._schedule.setEnabled(frame.desk.may(ChangeSettings))
        side = column(self._standing(), self._schedule, None, spacing=metrics.CARD_GAP)
        card = Card(self._header, self._list, self._empty, padding=0, spacing=0)
        parts = row(spacing=metrics.CARD_GAP)
        parts.addWidget(card, 1)
        parts.addLayout(side)
        self.setLayout(column(ScrollPage(self._note, parts, None), spacing=0))

    def refresh(self) -> None:
        """Ask how things stand and what lies in the folder."""
        self.desk.ask(HowBackupsStand(), self, self._show)
        self.desk.ask(BackupsInFolder(), self, self._show_list, self._show_no_list)

    def touched_by(self, changes: Changes) -> bool:
        """Backups, drills and their schedule."""
        return changes.touches("backup_runs", "office_settings")

    def back_up(self) -> None:
        """Make a backup now."""
        run_backup(self.desk, self, self._tell_made, self._refuse)

    def drill(self) -> None:
        """Restore a backup to a scratch place and say what came of it."""
        run_drill(self.desk, self, self._tell_drilled, self._refuse, self._chosen())

    def restore(self) -> None:
        """Open the form that leads to a restore."""
        RestoreForm(self.frame, self._chosen()).open()

    def _standing(self) -> Card:
        self._now = Button(_("Back up now"), self.back_up, kind=Kind.PRIMARY, icon=Icon.ARCHIVE)
        practise = Button(_("Practise a restore"), self.drill)
        restore = Button(_("Restore…"), self.restore)
        card = Card(
            SectionHeader(_("How they stand")), self._facts, row(self._now), row(practise, restore)
        )
        card.setFixedWidth(_SIDE)
        return card

    def _show(self, stand: BackupStanding) -> None:
        self._settings = stand.settings
        words = reminder(stand)
        self._note.show_message(words)
        self._note.setVisible(bool(words))
        self._now.setEnabled(bool(stand.settings.backup_folder))
        last, drill = stand.last, stand.drill
        self._facts.set_facts(
            [
                (_("Last backup"), wording.moment(last.at) if last else _("never")),
                (_("It holds"), f"{size(last.size)}, {files(last.files)}" if last else ""),
                (_("Its check"), _("read back whole when it was made") if last else ""),
                (_("Last practice"), wording.moment(drill.at) if drill else _("never")),
            ]
        )
        self._schedule.show_settings(stand.settings)
        self._header.set_remark(last_backup(stand))

    def _show_list(self, found: tuple[BackupListed, ...]) -> None:
        self._list.set_rows([self._row(each) for each in found[:_LONGEST_LIST]])
        self._list.setVisible(bool(found))
        self._empty.setVisible(not found)
        folder = self._settings.backup_folder if self._settings else ""
        self._empty.set_text(
            _("No backup lies in this folder yet. Back up now to make the first.")
            if folder
            else _("Choose a folder for backups, best on another drive. Then they make themselves.")
        )

    def _show_no_list(self, error: DossierError) -> None:
        self._list.hide()
        self._empty.show()
        self._empty.set_text(sentence(error))

    def _row(self, backup: BackupListed) -> ListRow:
        moment = wording.moment(backup.moment) if backup.moment else backup.folder.name
        held = f"{size(backup.size)}, {files(backup.files)}"
        kind = _("scheduled") if backup.kind == "scheduled" else _("by hand")
        return ListRow(
            backup.folder,
            moment,
            f"{held}, {kind}" if backup.moment else _("The list of its files is damaged."),
            icon=Icon.ARCHIVE,
            chip=self._chip(backup),
            action=_("Check") if self.desk.may(VerifyBackup) else "",
        )

    def _chip(self, backup: BackupListed) -> ChipSpec:
        checked = self._checked.get(backup.folder)
        if checked is False or not backup.is_complete:
            return ChipSpec(_("Damaged"), Tone.DANGER)
        if checked:
            return ChipSpec(_("Whole"), Tone.OK)
        return ChipSpec(_("Not checked today"), Tone.NEUTRAL)

    def _chosen(self) -> Path | None:
        """The backup the list stands on, if the user chose one."""
        index = self._list.currentIndex().row()
        rows = self._list.rows()
        key = rows[index].key if 0 <= index < len(rows) else None
        return key if isinstance(key, Path) else None

    def _check(self, folder: Path) -> None:
        then, refused = partial(self._tell_checked, folder), partial(self._refuse_check, folder)
        run_check(self.desk, self, then, refused, folder)

    def _tell_checked(self, folder: Path, made: BackupMade) -> None:
        self._checked[folder] = True
        self.refresh()
        words = _("Every byte of the backup of {when} is what was written.")
        self.frame.tell(words.format(when=wording.moment(made.moment)))

    def _refuse_check(self, folder: Path, error: DossierError) -> None:
        if error.code == "backup.damaged":
            self._checked[folder] = False
            self.refresh()
        self._refuse(error)

    def _tell_made(self, made: BackupMade) -> None:
        self._checked[made.folder] = True
        self.refresh()
        if made.is_whole:
            self.frame.tell(_("Backup made and read back: {name}").format(name=made.folder.name))
        else:
            words = _("The backup was made, but the vault itself is damaged. Run a full check.")
            self.frame.tell(words, tone=Tone.DANGER)

    def _tell_drilled(self, report: DrillReport) -> None:
        self.frame.tell(drilled(report), tone=Tone.OK if report.is_whole else Tone.DANGER)

    def _refuse(self, error: DossierError) -> None:
        self.frame.tell(sentence(error), tone=Tone.DANGER)

    def _save(self) -> None:
        if self._settings is None or not check_fields(self._schedule):
            return
        changed = self._schedule.settings(self._settings)
        self.desk.do(ChangeSettings(changed), self, self._tell_saved, self._refuse_settings)

    def _tell_saved(self, _settings: OfficeSettings) -> None:
        self.frame.tell(_("The schedule was saved."))

    def _refuse_settings(self, error: DossierError) -> None:
        if not place_refusal(self._schedule, error):
            self._refuse(error)


class _Schedule(Card):
    """Where, how often, how many."""

    def __init__(self, save: Callable[[], None]) -> None:
        self._place = TextInput()
        self._folder = Field(
            "backup_folder",
            _("Folder for backups"),
            self._place,
            hint=_("Best on another drive. Empty: no schedule."),
        )
        self._days = Field("backup_every_days", _("Every … days"), NumberInput(least=1, most=31))
        self._kept = Field("backups_kept", _("Keep"), NumberInput(least=2, most=365))
        super().__init__(
            SectionHeader(_("Schedule")),
            self._folder,
            fields_in_a_row(self._days, self._kept),
            row(Button(_("Save the schedule"), save), None),
        )
        self.setFixedWidth(_SIDE)
        choose = icon_button(Icon.FOLDER_OPEN, _("Choose a folder"), self._choose)
        choose.setFixedSize(28, 28)
        within(self._place, choose)

    def show_settings(self, settings: OfficeSettings) -> None:
        """Fill in what is in force."""
        self._place.set_value(settings.backup_folder)
        for field, number in (
            (self._days, settings.backup_every_days),
            (self._kept, settings.backups_kept),
        ):
            content = field.content
            if isinstance(content, NumberInput):
                content.set_value(str(number))

    def settings(self, before: OfficeSettings) -> OfficeSettings:
        """Return what is filled in; an empty number stays as it was."""
        folder = str(self._folder.value())
        return replace(
            before,
            backup_folder=str(Path(folder).expanduser()) if folder else "",
            backup_every_days=self._days.value() or before.backup_every_days,
            backups_kept=self._kept.value() or before.backups_kept,
        )

    def _choose(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, _("The folder for backups"))
        if folder:
            self._place.set_value(folder)
