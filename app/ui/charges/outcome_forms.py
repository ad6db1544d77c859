"""Forms for what happens to counts: pleas, dispositions, sentences, offers."""

from collections.abc import Sequence
from dataclasses import replace

from app.domain.cases import CaseId
from app.domain.charges import ChargeId, OfferAnswer, PleaOffer, Sentence, term_from
from app.domain.codes import CodeList
from app.domain.errors import Refused
from app.i18n import _, ngettext
from app.services.amending import Amended
from app.services.charges import (
    AddSentence,
    AmendSentence,
    AnswerOffer,
    CountView,
    DefendantCounts,
    DisposeCharge,
    EnterPlea,
    MakeOffer,
    SentenceView,
)
from app.ui.choices import Lists, options
from app.ui.form import FormDialog
from app.ui.page import Frame
from app.ui.widgets import (
    CheckRow,
    Choice,
    DateInput,
    Field,
    NumberInput,
    PastDateInput,
    ProseInput,
    TextInput,
    column,
    fields_in_a_row,
    holding,
    strong,
)


class _OfCounts(FormDialog):
    """A form about several counts at once; the current one is ticked at first."""

    def __init__(
        self, frame: Frame, title: str, commit: str, counts: Sequence[CountView], current: CountView
    ) -> None:
        super().__init__(frame.desk, title, commit, parent=frame.dialog_parent(), width=620)
        self.frame = frame
        self._ticks = [(each.charge.id, _tick(each, current)) for each in counts]
        heading = strong(_("Counts"))
        ticks = holding(column(heading, *(tick for _id, tick in self._ticks), spacing=4))
        self.add(ticks)

    def chosen(self) -> tuple[ChargeId, ...]:
        """Return the ticked counts.

        Raises:
            Refused: none is.
        """
        found = tuple(id_ for id_, tick in self._ticks if tick.value())
        if not found:
            raise Refused("charge.none_chosen", field="charges")
        return found


def _tick(count: CountView, current: CountView) -> CheckRow:
    words = f"{count.charge.number}  {count.charge.description}"
    return CheckRow(words[:_LONGEST_TICK], count.id == current.id)


_LONGEST_TICK = 90


class PleaForm(_OfCounts):
    """What a defendant pleaded."""

    def __init__(
        self, frame: Frame, counts: Sequence[CountView], current: CountView, lists: Lists
    ) -> None:
        super().__init__(frame, _("Enter a plea"), _("Enter plea"), counts, current)
        self._plea = Field("plea", _("Plea"), Choice(options(lists[CodeList.PLEA])))
        self._on = Field("on", _("On"), PastDateInput(), hint=_("Today, unless you say else"))
        self._note = Field("note", _("Remark"), ProseInput(lines=2))
        self.add(fields_in_a_row(self._plea, self._on), self._note)
        self.committed.connect(self._tell)

    def command(self) -> EnterPlea:
        """The plea."""
        return EnterPlea(
            charges=self.chosen(),
            plea=self._plea.value() or "",
            on=self._on.value(),
            note=self._note.value(),
        )

    def _tell(self, entered: tuple[object, ...]) -> None:
        words = ngettext("Plea entered", "Plea entered on {n} counts", len(entered))
        self.frame.tell(words.format(n=len(entered)))


class DisposeForm(_OfCounts):
    """How counts ended."""

    def __init__(
        self, frame: Frame, counts: Sequence[CountView], current: CountView, lists: Lists
    ) -> None:
        title, commit = _("Record a disposition"), _("Record")
        super().__init__(frame, title, commit, counts, current)
        self._code = Field("code", _("Disposition"), Choice(options(lists[CodeList.DISPOSITION])))
        self._on = Field("on", _("On"), PastDateInput(), hint=_("Today, unless you say else"))
        self._judge = Field("judge", _("Judge"), TextInput())
        self._court = Field("court", _("Court"), TextInput())
        self._reason = Field("reason", _("Why"), ProseInput(lines=2))
        self.add(
            fields_in_a_row(self._code, self._on),
            fields_in_a_row(self._judge, self._court),
            self._reason,
        )
        self.committed.connect(self._tell)

    def command(self) -> DisposeCharge:
        """The disposition."""
        return DisposeCharge(
            charges=self.chosen(),
            code=self._code.value() or "",
            on=self._on.value(),
            judge=self._judge.value(),
            court=self._court.value(),
            reason=self._reason.value(),
        )

    def _tell(self, done: tuple[object, ...]) -> None:
        words = ngettext("Disposition recorded", "Disposition recorded on {n} counts", len(done))
        self.frame.tell(words.format(n=len(done)))


class SentenceForm(FormDialog):
    """A line of a sentence, new or changed."""

    def __init__(
        self, frame: Frame, count: CountView, known: SentenceView | None, lists: Lists
    ) -> None:
        line = known.record if known else None
        title = _("Sentence on count {number}").format(number=count.charge.number)
        super().__init__(
            frame.desk,
            title,
            _("Save") if line else _("Add"),
            lede=_("One line for each part: jail, probation, fine. Lengths as 30 d, 18 mo, 3 y."),
            parent=frame.dialog_parent(),
            width=640,
        )
        self.frame = frame
        self._charge = count.charge.id
        self._line = line
        self._make(lists, line)
        self.committed.connect(self._tell)

    def command(self) -> AddSentence | AmendSentence:
        """The line."""
        if self._line is not None:
            return AmendSentence(sentence=self._amended(self._line))
        return AddSentence(
            charge=self._charge,
            component=self._component.value() or "",
            length=self._length.value(),
            on=self._on.value(),
            begins_on=self._begins.value(),
            ends_on=self._ends.value(),
            suspended=self._suspended.value(),
            credit_days=self._credit.value(),
            runs=self._runs.value(),
            due_on=self._due.value(),
            commitment=self._place.value(),
        )

    def _make(self, lists: Lists, line: Sentence | None) -> None:
        kinds = options(lists[CodeList.SENTENCE])
        length = f"{line.term} {line.unit}".strip() if line else ""
        self._component = Field(
            "component", _("What"), Choice(kinds, line.component if line else None)
        )
        self._length = Field("length", _("Length or amount"), TextInput(length))
        self._on = Field("on", _("Pronounced"), PastDateInput(line.on if line else None))
        self._begins = Field("begins_on", _("Begins"), DateInput(line.begins_on if line else None))
        self._ends = Field("ends_on", _("Ends"), DateInput(line.ends_on if line else None))
        self._due = Field("due_on", _("Due"), DateInput(line.due_on if line else None))
        self._suspended = Field(
            "suspended", _("Suspended"), TextInput(line.suspended if line else "")
        )
        credit = NumberInput(line.credit_days if line else None, most=36_500)
        self._credit = Field("credit_days", _("Days credited"), credit)
        self._runs = Field(
            "runs",
            _("Runs"),
            TextInput(line.runs if line else "", placeholder=_("concurrent to count 1")),
        )
        self._place = Field("commitment", _("Where"), TextInput(line.commitment if line else ""))
        self.add(
            fields_in_a_row(self._component, self._length, self._on),
            fields_in_a_row(self._begins, self._ends, self._due),
            fields_in_a_row(self._suspended, self._credit),
            fields_in_a_row(self._runs, self._place),
        )

    def _amended(self, line: Sentence) -> Sentence:
        term, unit = term_from(self._length.value())
        return replace(
            line,
            component=self._component.value() or "",
            term=term,
            unit=unit,
            on=self._on.value(),
            begins_on=self._begins.value(),
            ends_on=self._ends.value(),
            due_on=self._due.value(),
            suspended=self._suspended.value(),
            credit_days=self._credit.value(),
            runs=self._runs.value(),
            commitment=self._place.value(),
        )

    def _tell(self, _done: object) -> None:
        self.frame.tell(_("Sentence saved"), action=_("Undo"), press=self.frame.undo)


class OfferForm(FormDialog):
    """Terms offered to a defendant."""

    def __init__(self, frame: Frame, case: CaseId, group: DefendantCounts) -> None:
        super().__init__(
            frame.desk,
            _("Offer to {name}").format(name=group.name[:60]),
            _("Note the offer"),
            lede=_("What is offered, until when, who approved it and what the victim thinks."),
            parent=frame.dialog_parent(),
            width=620,
        )
        self.frame = frame
        self._case = case
        self._party = group.party
        self._terms = Field("terms", _("Terms"), ProseInput(lines=3), required=True)
        self._made = Field(
            "made_on", _("Made"), PastDateInput(), hint=_("Today, unless you say else")
        )
        self._expires = Field("expires_on", _("Expires"), DateInput())
        self._told = Field("told_defendant_on", _("Told the defendant"), PastDateInput())
        self._approved = Field("approved_by", _("Approved by"), TextInput())
        self._victim = Field("victim_view", _("The victim's view"), ProseInput(lines=2))
        self.add(
            self._terms,
            fields_in_a_row(self._made, self._expires, self._told),
            self._approved,
            self._victim,
        )
        self.committed.connect(self._tell)

    def command(self) -> MakeOffer:
        """The offer."""
        return MakeOffer(
            case=self._case,
            defendant=self._party,
            terms=self._terms.value(),
            made_on=self._made.value(),
            expires_on=self._expires.value(),
            told_defendant_on=self._told.value(),
            approved_by=self._approved.value(),
            victim_view=self._victim.value(),
        )

    def _tell(self, _offer: PleaOffer) -> None:
        self.frame.tell(_("Offer noted"), action=_("Undo"), press=self.frame.undo)


class AnswerForm(FormDialog):
    """What became of an offer."""

    def __init__(self, frame: Frame, offer: PleaOffer, lists: Lists) -> None:
        super().__init__(
            frame.desk, _("Answer to the offer"), _("Record"), parent=frame.dialog_parent()
        )
        self.frame = frame
        self._offer = offer.id
        answers = [p for p in options(lists[CodeList.PLEA_OFFER]) if p[0] != OfferAnswer.OFFERED]
        self._answer = Field("answer", _("Answer"), Choice(answers))
        self._on = Field("on", _("On"), PastDateInput(), hint=_("Today, unless you say else"))
        self.add(fields_in_a_row(self._answer, self._on))
        self.committed.connect(self._tell)

    def command(self) -> AnswerOffer:
        """The answer."""
        return AnswerOffer(
            offer=self._offer, answer=OfferAnswer(self._answer.value()), on=self._on.value()
        )

    def _tell(self, _done: Amended[PleaOffer]) -> None:
        self.frame.tell(_("Answer recorded"), action=_("Undo"), press=self.frame.undo)
