"""The form that names a count an item proves."""

from app.domain.cases import CaseId
from app.domain.charges import ChargeId
from app.i18n import _
from app.services.charges import CaseCharges, DefendantCounts
from app.services.evidence import ItemFile, LinkItemToCharge
from app.ui.form import FormDialog
from app.ui.page import Frame
from app.ui.widgets import Choice, Field, ProseInput


class ProofForm(FormDialog):
    """Choose a count of the case, and one of its elements if the item proves just that."""

    def __init__(self, frame: Frame, shown: ItemFile) -> None:
        super().__init__(
            frame.desk,
            _("What {tag} proves").format(tag=shown.item.tag),
            _("Name the count"),
            lede=_("It is then shown with the item, and can be taken out again."),
            parent=frame.dialog_parent(),
        )
        self._item = shown.item.id
        self._elements: dict[ChargeId, tuple[str, ...]] = {}
        self._counts: Choice[ChargeId] = Choice(empty=_("Choose"))
        self._elements_input: Choice[str] = Choice(empty=_("The whole count"))
        self._charge = Field("charge", _("Count"), self._counts, required=True)
        self._element = Field("element", _("Element"), self._elements_input)
        self._note = Field("note", _("How it proves it"), ProseInput(lines=2))
        self.add(self._charge, self._element, self._note)
        self._counts.edited.connect(self._offer_elements)
        self.say_when_committed(frame)
        self.desk.ask(CaseCharges(CaseId(shown.line.case)), self, self._offer)

    def command(self) -> LinkItemToCharge:
        """Return the link."""
        return LinkItemToCharge(
            item=self._item,
            charge=self._charge.value(),
            element=self._element.value() or "",
            note=self._note.value(),
        )

    def _offer(self, defendants: tuple[DefendantCounts, ...]) -> None:
        counts = [(party.name, count.charge) for party in defendants for count in party.counts]
        self._elements = {
            charge.id: tuple(" ".join(line.split()) for line in charge.elements.splitlines())
            for _name, charge in counts
        }
        pattern = _("{name}, count {n}: {what}")
        self._counts.set_options(
            (charge.id, pattern.format(name=name, n=charge.number, what=charge.description))
            for name, charge in counts
        )

    def _offer_elements(self) -> None:
        chosen = self._charge.value()
        lines = self._elements.get(chosen, ()) if chosen is not None else ()
        self._elements_input.set_options((line, line) for line in lines if line)
