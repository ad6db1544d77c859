"""The forms that divide an item, and that put items together into one container."""

from app.domain.custody import Whereabouts
from app.domain.evidence_list import EvidenceLine
from app.domain.item_parts import Part
from app.i18n import _
from app.services.evidence import CaseEvidence, CombineItems, ItemFile, SplitItem
from app.ui.evidence.wording import LONGEST_NAME, shortened
from app.ui.form import FormDialog
from app.ui.page import Frame
from app.ui.widgets import (
    CheckRow,
    Field,
    ProseInput,
    TextInput,
    column,
    fields_in_a_row,
    holding,
    small,
)


class SplitForm(FormDialog):
    """Divide an item; each part gets a tag and a chain of its own."""

    def __init__(self, frame: Frame, shown: ItemFile) -> None:
        item = shown.item
        quantity = f"{item.quantity} {item.unit}".strip()
        super().__init__(
            frame.desk,
            _("Divide {tag}").format(tag=item.tag),
            _("Divide"),
            lede=_(
                "{quantity} now. The parts take over where it comes from and who holds it."
            ).format(quantity=shortened(quantity, LONGEST_NAME)),
            parent=frame.dialog_parent(),
        )
        self._item = item
        self._divided = Field(
            "parts",
            _("Parts"),
            ProseInput(placeholder=_("2 g, sample for the laboratory"), lines=4),
            hint=_("One a line: the quantity, and after a comma what it is."),
            required=True,
        )
        self._left = Field("left", _("What stays in {tag}").format(tag=item.tag), TextInput())
        self._purpose = Field("purpose", _("Purpose"), TextInput(), required=True)
        self._second = Field("second_person", _("Second person"), TextInput(), required=True)
        self._seal = Field("seal", _("New seal number"), TextInput())
        self.add(
            self._divided, self._purpose, fields_in_a_row(self._left, self._seal), self._second
        )
        self._second.setVisible(item.needs_two_people)
        self.say_when_committed(frame)

    def command(self) -> SplitItem:
        """Return the division."""
        lines = (line for line in self._divided.value().splitlines() if line.strip())
        return SplitItem(
            item=self._item.id,
            parts=tuple(_part(line, self._item.unit) for line in lines),
            purpose=self._purpose.value(),
            left=self._left.value(),
            second_person="" if self._second.isHidden() else self._second.value(),
            seal=self._seal.value(),
        )


class CombineForm(FormDialog):
    """Put items of the same holder into one container; each keeps its number."""

    def __init__(self, frame: Frame, shown: ItemFile) -> None:
        super().__init__(
            frame.desk,
            _("Put items into {tag}").format(tag=shown.item.tag),
            _("Put together"),
            lede=_("Each keeps its number and chain, and goes where the container goes."),
            parent=frame.dialog_parent(),
        )
        self._shown = shown
        self._rows: dict[CheckRow, EvidenceLine] = {}
        self._offered = column(
            small(
                _("Items of the case that {holder} holds here").format(
                    holder=shortened(shown.line.holder, LONGEST_NAME)
                )
            ),
            spacing=2,
        )
        self._purpose = Field("purpose", _("Purpose"), TextInput(), required=True)
        self._second = Field(
            "second_person",
            _("Second person"),
            TextInput(),
            hint=_("Where a firearm, drugs or cash are among them."),
        )
        self._seal = Field("seal", _("New seal number"), TextInput())
        self.add(self._purpose, fields_in_a_row(self._second, self._seal), holding(self._offered))
        self.resize(560, 520)
        self.say_when_committed(frame)
        self.desk.ask(CaseEvidence(shown.line.case), self, self._offer)

    def command(self) -> CombineItems:
        """Return what is put together."""
        chosen = tuple(line.item for row, line in self._rows.items() if row.value())
        return CombineItems(
            into=self._shown.item.id,
            items=chosen,
            purpose=self._purpose.value(),
            second_person=self._second.value(),
            seal=self._seal.value(),
        )

    def _offer(self, lines: tuple[EvidenceLine, ...]) -> None:
        """Offer what lies in the room with the same holder and is not in the container already."""
        here = self._shown.line
        inside = {each.item for each in self._shown.below}
        for line in lines:
            is_here = line.whereabouts is Whereabouts.ROOM and line.holder == here.holder
            if is_here and line.item not in inside | {here.item}:
                words = shortened(f"{line.tag} {line.description}", LONGEST_NAME)
                self._rows[CheckRow(words)] = line
        for row in self._rows:
            self._offered.addWidget(row)


def _part(line: str, unit: str) -> Part:
    """Return a part from a line such as ``"2 g, sample for the laboratory"``."""
    amount, _comma, description = line.partition(",")
    number, _space, said = amount.strip().partition(" ")
    return Part(quantity=number, unit=said.strip() or unit, description=description.strip())
