"""The Security tab of the settings: locking, passphrases, sleeping accounts and the use notice."""

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from app.domain.errors import DossierError
from app.domain.settings import LONGEST_IDLE_MINUTES, OfficeSettings
from app.i18n import _
from app.i18n.sentences import sentence
from app.services.office import Changes
from app.services.settings import ChangeSettings, TheSettings
from app.ui.form import check_fields, place_refusal
from app.ui.icons import Icon
from app.ui.local_keys import keys_within
from app.ui.page import Frame
from app.ui.settings_tab import SettingsTab, SettingsTabPage
from app.ui.theme import Tone
from app.ui.widgets import (
    Button,
    Card,
    CheckRow,
    Field,
    Kind,
    NumberInput,
    ProseInput,
    ScrollPage,
    SectionHeader,
    column,
    fields_in_a_row,
    hide_unless,
    row,
)


class SecurityTab(SettingsTabPage):
    """Numbers and the notice, with one button."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._settings: OfficeSettings | None = None
        self._numbers = {
            "idle_minutes": Field(
                "idle_minutes",
                _("Lock after minutes without key or mouse"),
                NumberInput(least=1, most=LONGEST_IDLE_MINUTES),
                hint=_("At most {most}.").format(most=LONGEST_IDLE_MINUTES),
                required=True,
            ),
            "passphrase_days": Field(
                "passphrase_days",
                _("Ask for another passphrase after days"),
                NumberInput(least=30, most=365),
                hint=_("Asked at the entry; it can be put off."),
                required=True,
            ),
            "sleeping_days": Field(
                "sleeping_days",
                _("Switch an account off after days without an entry"),
                NumberInput(least=7, most=90),
                hint=_("The last administrator's stays on."),
                required=True,
            ),
        }
        self._numbers["file_check_days"] = Field(
            "file_check_days",
            _("Read kept files back after days"),
            NumberInput(least=1, most=365),
            hint=_("The evidence page says when files are due."),
            required=True,
        )
        self._numbers["weight_tolerance_percent"] = Field(
            "weight_tolerance_percent",
            _("Percent by which two weighings may differ"),
            NumberInput(least=0, most=50),
            hint=_("More is a finding of the custody check."),
            required=True,
        )
        self._notice_input = ProseInput(lines=6)
        self._notice = Field(
            "notice",
            _("Use notice, shown and acknowledged before anybody unlocks"),
            self._notice_input,
            hint=_("Empty: “Authorized use only. Access is recorded.” At most 2,000 characters."),
        )
        self._ticks = {
            "four_eyes": CheckRow(_("A second person looks at computed and statutory dates")),
            "proof_for_statutory": CheckRow(
                _("A statutory deadline is done only with a file that shows it")
            ),
        }
        self._save = Button(
            _("Save"), self.save, kind=Kind.PRIMARY, icon=Icon.SAVE, keys="Ctrl Enter"
        )
        can_edit = self.desk.may(ChangeSettings)
        hide_unless(self._save, can_edit)
        for field in (*self._numbers.values(), self._notice):
            field.content.setEnabled(can_edit)
        for tick in self._ticks.values():
            tick.setEnabled(can_edit)
        card = Card(
            SectionHeader(_("Locking and accounts")),
            *_in_pairs(list(self._numbers.values())),
            *self._ticks.values(),
            self._notice,
            row(None, self._save),
        )
        self.setLayout(column(ScrollPage(card, None), spacing=0))
        keys_within(self, self.save, "Ctrl+Return", "Ctrl+Enter")

    def refresh(self) -> None:
        """Ask for the settings in force."""
        self.desk.ask(TheSettings(), self, self._show)

    def touched_by(self, changes: Changes) -> bool:
        """Another tab, or another program face, changed them."""
        return changes.touches("office_settings")

    def save(self) -> None:
        """Put in force what the fields say."""
        if self._settings is None or not self._save.isVisible() or not check_fields(self):
            return
        numbers = {name: field.value() for name, field in self._numbers.items()}
        changed = replace(
            self._settings,
            notice=str(self._notice.value()),
            four_eyes=self._ticks["four_eyes"].value(),
            proof_for_statutory=self._ticks["proof_for_statutory"].value(),
            **numbers,
        )
        self.desk.do(ChangeSettings(changed), self, self._say_saved, self._refuse)

    def _show(self, settings: OfficeSettings) -> None:
        self._settings = settings
        for name, field in self._numbers.items():
            content = field.content
            if isinstance(content, NumberInput):
                content.set_value(str(getattr(settings, name)))
        for name, tick in self._ticks.items():
            tick.set_value(getattr(settings, name))
        self._notice_input.set_value(settings.notice)

    def _say_saved(self, settings: OfficeSettings) -> None:
        self._settings = settings
        self.frame.tell(_("The security settings were saved."))

    def _refuse(self, error: DossierError) -> None:
        if not place_refusal(self, error):
            self.frame.tell(sentence(error), tone=Tone.DANGER)


def _in_pairs(fields: list[Field]) -> list[QWidget]:
    """Two beside each other: their labels are long."""
    return [fields_in_a_row(*fields[at : at + 2]) for at in range(0, len(fields), 2)]


SECURITY_TAB = SettingsTab("security", _("Security"), TheSettings, SecurityTab)
