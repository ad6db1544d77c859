"""The form that changes what is said about an item."""

from dataclasses import replace

from app.domain.codes import Code, CodeList
from app.i18n import _
from app.services.codes import Choices
from app.services.evidence import (
    AmendEvidenceItem,
    ItemFile,
)
from app.ui.form import FormDialog
from app.ui.page import Frame
from app.ui.widgets import (
    Choice,
    Field,
    ProseInput,
    TextInput,
    fields_in_a_row,
)

_AMENDED = (
    ("quantity", _("Quantity")),
    ("serial", _("Serial number")),
    ("seal", _("Seal number")),
    ("exhibit", _("Exhibit number")),
    ("agency_tag", _("Agency's tag")),
    ("packaging", _("Packaging")),
    ("condition", _("Condition")),
    ("hazard", _("Hazard")),
    ("collected_by", _("Collected by")),
    ("collected_place", _("Place collected")),
    ("authority", _("Authority")),
    ("seized_from", _("Seized from")),
    ("owner", _("Owner")),
    ("hold", _("Hold")),
)
"""One-line fields of an item that may be changed, with their labels."""


class AmendForm(FormDialog):
    """Change what is said about an item; tag, case and chain stay."""

    def __init__(self, frame: Frame, shown: ItemFile) -> None:
        item = shown.item
        super().__init__(
            frame.desk,
            _("Change {tag}").format(tag=item.tag),
            _("Save"),
            lede=_("Tag, case and chain of custody stay as they are."),
            parent=frame.dialog_parent(),
            width=680,
        )
        self._item = item
        self._kinds = Choice([(item.kind, shown.line.kind_label)])
        self._kind = Field("kind", _("Type"), self._kinds)
        self._lines = {
            name: Field(name, label, TextInput(getattr(item, name))) for name, label in _AMENDED
        }
        description = ProseInput(item.description, lines=4)
        self._description = Field("description", _("Description"), description, required=True)
        self._note = Field("note", _("Note"), ProseInput(item.note, lines=3))
        fields = list(self._lines.values())
        self.add(self._description, fields_in_a_row(self._kind, *fields[:2]))
        for start in range(2, len(fields), 3):
            self.add(fields_in_a_row(*fields[start : start + 3]))
        self.add(self._note)
        self.desk.ask(Choices((CodeList.EVIDENCE_KIND,)), self, self._offer_kinds)

    def command(self) -> AmendEvidenceItem:
        """Return the item with its new content, made from the version that was shown."""
        lines = {name: field.value() for name, field in self._lines.items()}
        item = replace(
            self._item,
            kind=self._kind.value(),
            description=self._description.value(),
            note=self._note.value(),
            **lines,
        )
        return AmendEvidenceItem(item=item)

    def _offer_kinds(self, choices: dict[CodeList, tuple[Code, ...]]) -> None:
        kinds = [(code.code, code.label) for code in choices[CodeList.EVIDENCE_KIND]]
        if self._item.kind not in dict(kinds):
            kinds.insert(0, (self._item.kind, self._item.kind))
        self._kinds.set_options(kinds)
