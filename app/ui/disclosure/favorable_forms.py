"""Forms on favorable matter: what it is, a court's ruling on it, and whom it was told."""

from uuid import UUID

from app.domain.cases import CaseId
from app.domain.disclosure.favorable import (
    FavorableKind,
    FavorableMatter,
    OfficerId,
    Ruling,
)
from app.domain.disclosure.items import DisclosureItemId
from app.domain.persons import PartyId
from app.i18n import _
from app.i18n.courthouse import courthouse
from app.i18n.disclosure import FAVORABLE_WORDS, RULING_WORDS
from app.services.disclosure.favorable import (
    FavorableEntry,
    RecordFavorable,
    RuleOnFavorable,
    TellFavorable,
)
from app.ui.dated_form import DatedForm
from app.ui.disclosure.part import Named
from app.ui.page import Frame
from app.ui.widgets import (
    Choice,
    Field,
    PastDateInput,
    ProseInput,
    TextInput,
    fields_in_a_row,
)

_TODAY = _("Today, unless you say otherwise.")


class FavorableForm(DatedForm):
    """Something that may favor the defense."""

    def __init__(
        self,
        frame: Frame,
        case: CaseId,
        *,
        witnesses: Named,
        rows: Named,
        officers: Named = (),
        witness: UUID | None = None,
    ) -> None:
        super().__init__(
            frame.desk,
            _("Favorable matter"),
            _("Record"),
            lede=_("It stays on record. A supervisor who did not record it decides on it."),
            parent=frame.dialog_parent(),
            width=640,
        )
        self._case = case
        kind = FavorableKind.IMPEACHMENT if witness or officers else FavorableKind.EXCULPATORY
        self._kind = Field("kind", _("Kind"), Choice(FAVORABLE_WORDS.items(), kind))
        self._learned = Field(
            "learned_on", _("Learned on"), PastDateInput(courthouse.today()), required=True
        )
        self._what = Field("what", _("What was learned"), ProseInput(), required=True)
        self._source = Field("source", _("From whom"), TextInput(), required=True)
        self._witness = Field(
            "witness", _("Impeaches"), Choice(witnesses, witness, empty=_("Nobody"))
        )
        entry = officers[0][0] if len(officers) == 1 else None
        self._officer = Field(
            "officer", _("Entry of the register"), Choice(officers, entry, empty=_("None"))
        )
        self._row = Field("row", _("Row of the ledger"), Choice(rows, empty=_("None")))
        self.add(
            fields_in_a_row((self._kind, 2), (self._learned, 1)),
            self._what,
            self._source,
            fields_in_a_row(self._witness, self._officer),
            self._row,
        )
        self._officer.setVisible(bool(officers))
        self.say_when_committed(frame)

    def command(self) -> RecordFavorable:
        """Return what was filled in."""
        witness, officer, row = (each.value() for each in (self._witness, self._officer, self._row))
        entry = FavorableEntry(
            kind=self._kind.value(),
            what=self._what.value(),
            source=self._source.value(),
            learned_on=self._learned.value(),
            witness=PartyId(witness) if witness else None,
            officer=OfficerId(officer) if officer else None,
            row=DisclosureItemId(row) if row else None,
        )
        return RecordFavorable(case=self._case, entry=entry)


class RulingForm(DatedForm):
    """A supervisor's ruling."""

    def __init__(self, frame: Frame, matter: FavorableMatter) -> None:
        super().__init__(
            frame.desk,
            _("Rule on favorable matter"),
            _("Decide"),
            lede=matter.what[:300],
            parent=frame.dialog_parent(),
        )
        self._matter = matter
        offered = [(each, words) for each, words in RULING_WORDS.items() if each is not Ruling.OPEN]
        self._ruling = Field("ruling", _("Ruling"), Choice(offered, Ruling.DISCLOSE))
        self._reason = Field("reason", _("Why"), ProseInput(lines=3), required=True)
        self.add(self._ruling, self._reason)
        self.say_when_committed(frame)

    def command(self) -> RuleOnFavorable:
        """Return the command."""
        return RuleOnFavorable(
            matter=self._matter.id,
            ruling=self._ruling.value(),
            reason=self._reason.value(),
            expects=self._matter.version,
        )


class TellForm(DatedForm):
    """That the defense was told."""

    def __init__(self, frame: Frame, matter: FavorableMatter) -> None:
        super().__init__(
            frame.desk,
            _("The defense was told"),
            _("Record"),
            lede=matter.what[:300],
            parent=frame.dialog_parent(),
        )
        self._matter = matter
        self._on = Field("on", _("On"), PastDateInput(), hint=_TODAY)
        example = TextInput(placeholder=_("e.g. letter to counsel, on the record"))
        self._how = Field("how", _("How"), example, required=True)
        self.add(self._on, self._how)
        self.say_when_committed(frame)

    def command(self) -> TellFavorable:
        """Return the command."""
        return TellFavorable(
            matter=self._matter.id,
            how=self._how.value(),
            on=self._on.value(),
            expects=self._matter.version,
        )
