"""Forms about a defendant: custody and bail, warrants, no-contact orders."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from app.domain.cases import CaseId
from app.domain.codes import CodeList
from app.domain.errors import Refused
from app.domain.persons import (
    CustodyStatus,
    DefendantState,
    NoContactOrder,
    PartyId,
    Warrant,
)
from app.i18n import _
from app.services.persons import (
    DefendantView,
    IssueWarrant,
    OrderNoContact,
    PartyView,
    RecallWarrant,
    ServeWarrant,
    SetDefendantState,
)
from app.ui.choices import Lists, options
from app.ui.form import FormDialog
from app.ui.page import Frame
from app.ui.widgets import (
    CheckRow,
    Choice,
    DateInput,
    Field,
    PastDateInput,
    ProseInput,
    TextInput,
    fields_in_a_row,
)

_CENTS = 100
_MOST_DOLLARS = 1_000_000_000


def dollars(cents: int | None) -> str:
    """Return an amount as people write it: ``"$25,000"``, ``"$12.50"``; empty for None."""
    if cents is None:
        return ""
    whole, rest = divmod(cents, _CENTS)
    return f"${whole:,}.{rest:02d}" if rest else f"${whole:,}"


def cents_from(typed: str) -> int | None:
    """Return the cents of an amount as typed: ``"25,000"``, ``"$12.50"``; None for nothing.

    Raises:
        Refused: it is no amount.
    """
    plain = typed.strip().removeprefix("$").replace(",", "").strip()
    if not plain:
        return None
    whole, point, rest = plain.partition(".")
    fine = whole.isascii() and whole.isdecimal() and len(whole) <= len(str(_MOST_DOLLARS))
    if not fine or (point and not (rest.isascii() and rest.isdecimal() and len(rest) == _PLACES)):
        raise Refused("money.unreadable", field="bail_cents")
    return int(whole) * _CENTS + int(rest or "0")


_PLACES = 2


class StateForm(FormDialog):
    """Custody, bail, arraignment, counsel."""

    def __init__(self, frame: Frame, view: DefendantView, lists: Lists) -> None:
        super().__init__(
            frame.desk,
            _("Custody and bail: {name}").format(name=view.party.name[:60]),
            _("Save"),
            parent=frame.dialog_parent(),
            width=660,
        )
        self.frame = frame
        self._state = view.state
        self._make_custody(view.state, lists)
        self._make_bail(view.state, lists)
        self.add(
            fields_in_a_row(self._custody, self._since, self._place),
            fields_in_a_row(self._bail, self._amount, self._surety),
            self._posted,
            self._conditions,
            fields_in_a_row(self._arraigned, (self._counsel, 2)),
        )
        self.committed.connect(self._tell)

    def command(self) -> SetDefendantState:
        """The changed state."""
        state = self._state
        return SetDefendantState(
            state=replace(
                state,
                custody=CustodyStatus(self._custody.value() or ""),
                custody_since=self._since.value(),
                custody_place=self._place.value(),
                bail_kind=self._bail.value() or "",
                bail_cents=cents_from(self._amount.value()),
                bail_posted=self._posted.value(),
                bail_conditions=self._conditions.value(),
                surety=self._surety.value(),
                arraigned_on=self._arraigned.value(),
                counsel=self._counsel.value(),
            )
        )

    def _make_custody(self, state: DefendantState, lists: Lists) -> None:
        known = {each.value for each in CustodyStatus}
        offered = [p for p in options(lists[CodeList.CUSTODY_STATUS]) if p[0] in known]
        chosen = state.custody.value or None
        self._custody = Field(
            "custody", _("Custody"), Choice(offered, chosen, empty=_("Not known"))
        )
        self._since = Field("custody_since", _("Since"), PastDateInput(state.custody_since))
        self._place = Field("custody_place", _("Where"), TextInput(state.custody_place))
        self._arraigned = Field("arraigned_on", _("Arraigned"), PastDateInput(state.arraigned_on))
        self._counsel = Field("counsel", _("Counsel"), TextInput(state.counsel))

    def _make_bail(self, state: DefendantState, lists: Lists) -> None:
        kinds = options(lists[CodeList.RELEASE])
        self._bail = Field(
            "bail_kind", _("Bail"), Choice(kinds, state.bail_kind or None, empty=_("None"))
        )
        self._amount = Field("bail_cents", _("Amount"), TextInput(dollars(state.bail_cents)))
        self._surety = Field("surety", _("Surety"), TextInput(state.surety))
        self._posted = CheckRow(_("Bail is posted"), state.bail_posted)
        self._conditions = Field(
            "bail_conditions", _("Conditions"), ProseInput(state.bail_conditions, lines=3)
        )

    def _tell(self, _done: object) -> None:
        self.frame.tell(_("Custody and bail saved"), action=_("Undo"), press=self.frame.undo)


class WarrantForm(FormDialog):
    """A warrant against a defendant."""

    def __init__(self, frame: Frame, case: CaseId, view: DefendantView) -> None:
        super().__init__(
            frame.desk,
            _("Warrant against {name}").format(name=view.party.name[:60]),
            _("Note the warrant"),
            parent=frame.dialog_parent(),
        )
        self.frame = frame
        self._case = case
        self._party: PartyId = view.id
        self._kind = Field("kind", _("Kind"), TextInput(_("Bench warrant")), required=True)
        self._on = Field(
            "issued_on", _("Issued"), PastDateInput(), hint=_("Today, unless you say else")
        )
        self._note = Field("note", _("Remark"), ProseInput(lines=2))
        self.add(fields_in_a_row(self._kind, self._on), self._note)
        self.committed.connect(self._tell)

    def command(self) -> IssueWarrant:
        """The warrant."""
        return IssueWarrant(
            case=self._case,
            defendant=self._party,
            kind=self._kind.value(),
            issued_on=self._on.value(),
            note=self._note.value(),
        )

    def _tell(self, _warrant: Warrant) -> None:
        self.frame.tell(_("Warrant noted"), action=_("Undo"), press=self.frame.undo)


class EndWarrantForm(FormDialog):
    """How a warrant ended."""

    def __init__(self, frame: Frame, warrant: UUID) -> None:
        super().__init__(
            frame.desk, _("End of the warrant"), _("Record"), parent=frame.dialog_parent()
        )
        self.frame = frame
        self._warrant = warrant
        ends = ((True, _("Served")), (False, _("Recalled by the court")))
        self._served = Field("served", _("What happened"), Choice(ends))
        self._on = Field("on", _("On"), PastDateInput(), hint=_("Today, unless you say else"))
        self.add(fields_in_a_row(self._served, self._on))
        self.committed.connect(self._tell)

    def command(self) -> ServeWarrant | RecallWarrant:
        """The end."""
        act = ServeWarrant if self._served.value() else RecallWarrant
        return act(warrant=self._warrant, on=self._on.value())

    def _tell(self, _done: object) -> None:
        self.frame.tell(_("Warrant ended"), action=_("Undo"), press=self.frame.undo)


class NoContactForm(FormDialog):
    """An order that keeps a defendant away from somebody."""

    def __init__(
        self, frame: Frame, case: CaseId, view: DefendantView, others: Sequence[PartyView]
    ) -> None:
        super().__init__(
            frame.desk,
            _("No-contact order against {name}").format(name=view.party.name[:60]),
            _("Note the order"),
            parent=frame.dialog_parent(),
        )
        self.frame = frame
        self._case = case
        self._party: PartyId = view.id
        people = [(each.id, f"{each.name} ({each.role_words})"[:80]) for each in others]
        self._protects = Field("protects", _("Protects"), Choice(people))
        self._on = Field(
            "issued_on", _("Issued"), PastDateInput(), hint=_("Today, unless you say else")
        )
        self._until: Field = Field(
            "expires_on", _("Expires"), DateInput(), hint=_("Open end, unless you say else")
        )
        self._terms = Field("terms", _("Terms"), ProseInput(lines=3))
        self.add(self._protects, fields_in_a_row(self._on, self._until), self._terms)
        self.committed.connect(self._tell)

    def command(self) -> OrderNoContact:
        """The order."""
        until: date | None = self._until.value()
        return OrderNoContact(
            case=self._case,
            defendant=self._party,
            protects=self._protects.value(),
            issued_on=self._on.value(),
            expires_on=until,
            terms=self._terms.value(),
        )

    def _tell(self, _order: NoContactOrder) -> None:
        self.frame.tell(_("Order noted"), action=_("Undo"), press=self.frame.undo)
