"""The form that corrects what is said about an item."""

from dataclasses import replace
from datetime import datetime, time

from PySide6.QtWidgets import QWidget

from app.domain.codes import Code, CodeList
from app.domain.item_particulars import sheet_of
from app.i18n import _
from app.i18n.courthouse import courthouse
from app.i18n.item_words import FACTS
from app.services.codes import Choices
from app.services.evidence import (
    AmendEvidenceItem,
    ItemFile,
)
from app.ui.evidence.fact_fields import COURT, DESCRIPTION, LISTS, SEIZURE, STORAGE, FactFields
from app.ui.evidence.kind_fields import KindFields
from app.ui.form import FormDialog
from app.ui.moment_fields import moment_of
from app.ui.page import Frame
from app.ui.widgets import (
    Choice,
    Field,
    Hairline,
    PastDateInput,
    ProseInput,
    TextInput,
    TimeInput,
    column,
    fields_in_a_row,
    holding,
    strong,
)

_IN_A_ROW = 3


class AmendForm(FormDialog):
    """Correct what is said about an item; tag, case and chain stay, and so does what was said."""

    def __init__(self, frame: Frame, shown: ItemFile) -> None:
        item = shown.item
        super().__init__(
            frame.desk,
            _("Change {tag}").format(tag=item.tag),
            _("Save"),
            lede=_("Tag, case and chain of custody stay. What was said before is kept beside it."),
            parent=frame.dialog_parent(),
            width=820,
        )
        self._item = item
        self._kinds = Choice([(item.kind, shown.line.kind_label)])
        self._kind = Field("kind", FACTS["kind"], self._kinds)
        text = ProseInput(item.description, lines=3)
        self._description = Field("description", FACTS["description"], text, required=True)
        self._facts = FactFields(DESCRIPTION, SEIZURE, STORAGE, COURT)
        self._facts.fill(item, shown.above.tag if shown.above is not None else "")
        collected = courthouse.local(item.collected_at) if item.collected_at is not None else None
        self._day = Field(
            "collected_at",
            FACTS["collected_at"],
            PastDateInput(collected.date() if collected else None),
        )
        clock = time(collected.hour, collected.minute) if collected else None
        self._time = Field("collected_time", _("At"), TimeInput(clock))
        self._answers = KindFields(_IN_A_ROW)
        self._reason = Field(
            "reason",
            _("Why it is changed"),
            TextInput(placeholder=_("What was wrong, and how that is known")),
            required=True,
        )
        self._informed = Field("informed", _("Supervisor told"), TextInput())
        self._ask_of_kind()
        self._answers.fill(item.particulars)
        self._arrange()
        self.resize(820, 660)
        self._kinds.edited.connect(self._ask_of_kind)
        self.desk.ask(Choices(LISTS), self, self._offer)

    def command(self) -> AmendEvidenceItem:
        """Return the item with its new content, made from the version that was shown.

        Raises:
            Refused: a day is given without its time, or the value is no amount.
        """
        facts = self._facts.values()
        inside = facts.pop("inside")
        item = replace(
            self._item,
            kind=self._kind.value(),
            description=self._description.value(),
            collected_at=self._collected_at(),
            particulars=self._answers.answers(),
            **facts,
        )
        return AmendEvidenceItem(
            item=item,
            inside=inside,
            reason=self._reason.value(),
            informed=self._informed.value(),
        )

    def _collected_at(self) -> datetime | None:
        """Return what the fields say; seconds the fields do not show stay as they were."""
        said, before = moment_of(self._day, self._time), self._item.collected_at
        if (
            said is not None
            and before is not None
            and said == before.replace(second=0, microsecond=0)
        ):
            return before
        return said

    def _arrange(self) -> None:
        facts = self._facts
        moment = fields_in_a_row((self._day, 2), (self._time, 1), (QWidget(), 3))
        self._particulars = holding(column(strong(_("Type and seal")), self._answers, spacing=14))
        self.add(
            fields_in_a_row(self._reason, self._informed),
            Hairline(),
            fields_in_a_row((self._description, 2), (self._kind, 1)),
            facts.section(_("The thing"), DESCRIPTION),
            self._particulars,
            facts.section(_("Seizure"), SEIZURE, moment),
            facts.section(_("Storage"), STORAGE),
            facts.section(_("Court"), COURT),
        )
        self._particulars.setVisible(bool(self._answers.fields))

    def _ask_of_kind(self) -> None:
        kind = self._kind.value()
        self._answers.ask(kind, sheet_of(kind).particulars)
        if hasattr(self, "_particulars"):
            self._particulars.setVisible(bool(self._answers.fields))

    def _offer(self, choices: dict[CodeList, tuple[Code, ...]]) -> None:
        kinds = [(code.code, code.label) for code in choices[CodeList.EVIDENCE_KIND]]
        if self._item.kind not in dict(kinds):
            kinds.insert(0, (self._item.kind, self._item.kind))
        self._kinds.set_options(kinds)
        self._facts.offer(choices)
