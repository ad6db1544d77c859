"""Forms of a whole pack: copying it, and what it says of itself."""

from dataclasses import replace

from app.domain.court_rules import RulePack
from app.i18n import _
from app.services.court_rules import AmendRulePack, CopyRulePack
from app.ui.form import FormDialog
from app.ui.page import Frame
from app.ui.widgets import Field, PastDateInput, ProseInput, TextInput, fields_in_a_row

_LONGEST_TITLE = 150


class CopyPackForm(FormDialog):
    """Makes a pack of the office's own, which takes the place of the copied one."""

    def __init__(self, frame: Frame, pack: RulePack) -> None:
        super().__init__(
            frame.desk,
            _("Copy {pack}").format(pack=pack.title),
            _("Copy"),
            lede=_(
                "Packs of the program are not changed; the office changes a copy. New dates are"
                " then counted by the copy. Dates already counted keep their rule."
            ),
            parent=frame.dialog_parent(),
        )
        self._pack = pack
        self._code = Field(
            "code", _("Code of the copy"), TextInput(f"{pack.code[:52]}-OWN"), required=True
        )
        own = _("{pack}, our own").format(pack=pack.title[:_LONGEST_TITLE])
        self._title = Field("title", _("Title"), TextInput(own), required=True)
        self.add(self._code, self._title)

    def command(self) -> CopyRulePack:
        """Return the command."""
        return CopyRulePack(pack=self._pack.id, code=self._code.value(), title=self._title.value())


class PackForm(FormDialog):
    """What a pack of the office says of itself."""

    def __init__(self, frame: Frame, pack: RulePack) -> None:
        super().__init__(
            frame.desk,
            _("Change {pack}").format(pack=pack.title),
            _("Change"),
            parent=frame.dialog_parent(),
        )
        self._pack = pack
        self._title = Field("title", _("Title"), TextInput(pack.title), required=True)
        self._courts = Field(
            "jurisdiction", _("Courts it is for"), TextInput(pack.jurisdiction), required=True
        )
        self._checked_on = Field(
            "checked_on", _("Compared with the rules on"), PastDateInput(pack.checked_on)
        )
        self._checked_by = Field("checked_by", _("By"), TextInput(pack.checked_by))
        self._note = Field("note", _("Note"), ProseInput(pack.note, lines=3))
        self.add(
            self._title,
            self._courts,
            fields_in_a_row(self._checked_on, self._checked_by),
            self._note,
        )

    def command(self) -> AmendRulePack:
        """Return the command."""
        return AmendRulePack(
            replace(
                self._pack,
                title=self._title.value(),
                jurisdiction=self._courts.value(),
                checked_on=self._checked_on.value(),
                checked_by=self._checked_by.value(),
                note=self._note.value(),
            )
        )
