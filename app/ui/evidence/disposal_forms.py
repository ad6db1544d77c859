"""The forms of retention: class, notices, holds over a case; request, decision and execution."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.domain.cases import CaseId
from app.domain.codes import CodeList
from app.domain.custody import Action
from app.domain.evidence import ItemId
from app.domain.retention.disposal import CARRIED_OUT_AS, WEAPONS, Authority, Method
from app.domain.retention.holds import CaseHold
from app.domain.retention.notices import Answer, NoticeClock
from app.domain.retention.rules import NoticeKind
from app.domain.retention.standing import DIGITAL_KINDS
from app.i18n import _, ngettext
from app.i18n.retention import ANSWER_WORDS
from app.services.retention import (
    AnswerNotice,
    ApproveDisposal,
    ClassifyItems,
    ExecuteDisposal,
    GiveNotice,
    HoldCase,
    RefuseDisposal,
    ReleaseCaseHold,
    RequestDisposal,
    RequestView,
    WithdrawDisposal,
)
from app.ui.choices import Lists, open_form, options
from app.ui.form import FormDialog
from app.ui.moment_fields import moment_of
from app.ui.page import Frame
from app.ui.widgets import (
    CheckRow,
    Choice,
    DateInput,
    Field,
    PastDateInput,
    ProseInput,
    TextInput,
    TimeInput,
    fields_in_a_row,
)

LISTS = (
    *(CodeList.RETENTION_CLASS, CodeList.DISPOSAL_METHOD, CodeList.DISPOSAL_AUTHORITY),
    CodeList.DISPOSAL_NOTICE,
)
"""The code lists these forms choose from."""

_NAMED = 6
"""Tags named in a title or sentence; more are counted."""

Tagged = tuple[tuple[ItemId, str], ...]
"""Items with their tags."""


def tags_in_words(tags: Sequence[str]) -> str:
    """Return tags one after the other, and how many there are beyond."""
    named = ", ".join(tags[:_NAMED])
    more = len(tags) - _NAMED
    return _("{tags} and {n} more").format(tags=named, n=more) if more > 0 else named


def open_listed(
    frame: Frame, make: Callable[[Lists], FormDialog], say: Callable[[object], None]
) -> None:
    """Open a form that chooses from the code lists, and say what came of it."""
    open_form(frame, LISTS, partial(_listening, make, say))


def _listening(
    make: Callable[[Lists], FormDialog], say: Callable[[object], None], lists: Lists
) -> FormDialog:
    form = make(lists)
    form.committed.connect(say)
    return form


class _OfItems(FormDialog):
    """A form about one item or many."""

    def __init__(
        self, frame: Frame, items: Tagged, title: str, commit: str, lede: str = ""
    ) -> None:
        tags = [tag for _id, tag in items]
        super().__init__(
            frame.desk,
            title.format(tags=tags_in_words(tags)),
            commit,
            lede=lede,
            parent=frame.dialog_parent(),
            width=620,
        )
        self._items = tuple(id_ for id_, _tag in items)


class ClassForm(_OfItems):
    """How long items are kept."""

    def __init__(
        self,
        frame: Frame,
        items: Tagged,
        lists: Lists,
        *,
        code: str = "",
        review_on: date | None = None,
    ) -> None:
        lede = _("The class says how long an item is kept, and on what law that rests.")
        super().__init__(frame, items, _("Retention of {tags}"), _("Save"), lede)
        classes = Choice(options(lists[CodeList.RETENTION_CLASS]), code or None, empty=_("None"))
        self._class = Field("retention_class", _("Retention class"), classes)
        self._review = Field(
            "review_on",
            _("Look at it again on"),
            DateInput(review_on),
            hint=_("It is then on the review list, whatever its class."),
        )
        self.add(self._class, self._review)

    def command(self) -> ClassifyItems:
        """The change."""
        return ClassifyItems(
            items=self._items,
            retention_class=self._class.value() or "",
            review_on=self._review.value(),
        )


class RequestForm(_OfItems):
    """Ask that items leave for good."""

    def __init__(self, frame: Frame, items: Tagged, lists: Lists) -> None:
        lede = _("Somebody else approves it. Nothing leaves while anything keeps it.")
        super().__init__(frame, items, _("Request disposal of {tags}"), _("Request"), lede)
        methods = options(lists[CodeList.DISPOSAL_METHOD])
        authorities = options(lists[CodeList.DISPOSAL_AUTHORITY])
        self._method = Field("method", _("How it leaves"), Choice(methods))
        self._authority = Field("authority", _("Authority"), Choice(authorities))
        self._paper = Field(
            "paper",
            _("Paper behind it"),
            TextInput(placeholder=_("Order of 3 May 2026, release no. 12")),
            required=True,
        )
        self._reason = Field("reason", _("Why now"), ProseInput(lines=2), required=True)
        self.add(fields_in_a_row(self._method, self._authority), self._paper, self._reason)

    def command(self) -> RequestDisposal:
        """The request."""
        return RequestDisposal(
            items=self._items,
            method=Method(self._method.value()),
            authority=Authority(self._authority.value()),
            paper=self._paper.value(),
            reason=self._reason.value(),
        )


class _OnRequests(FormDialog):
    """A form about requests as they are shown."""

    def __init__(
        self, frame: Frame, requests: tuple[RequestView, ...], title: str, commit: str
    ) -> None:
        tags = tags_in_words([each.tag for each in requests])
        super().__init__(
            frame.desk,
            title.format(tags=tags),
            commit,
            lede=_what_is_asked(requests),
            parent=frame.dialog_parent(),
            width=640,
        )
        self._requests = tuple(each.id for each in requests)


def _what_is_asked(requests: tuple[RequestView, ...]) -> str:
    """Say how and on what authority, where it is the same for all."""
    said = {(each.method_words, each.authority, each.paper) for each in requests}
    if len(said) > 1:
        return ngettext("{n} request", "{n} requests", len(requests)).format(n=len(requests))
    method, authority, paper = said.pop()
    by = ", ".join(sorted({each.asked_by for each in requests}))
    words = _("{method}. {authority}: {paper}. Requested by {by}.")
    return words.format(method=method, authority=authority, paper=paper[:120], by=by[:120])


class ApproveForm(_OnRequests):
    """Approve what somebody else asked for."""

    def __init__(self, frame: Frame, requests: tuple[RequestView, ...]) -> None:
        super().__init__(frame, requests, _("Approve disposal of {tags}"), _("Approve"))
        self._remark = Field(
            "remark", _("Remark"), ProseInput(lines=2), hint=_("Kept in the chain of custody.")
        )
        self.add(self._remark)

    def command(self) -> ApproveDisposal:
        """The approval."""
        return ApproveDisposal(requests=self._requests, remark=self._remark.value())


class RefuseForm(_OnRequests):
    """Refuse what somebody asked for."""

    def __init__(self, frame: Frame, requests: tuple[RequestView, ...]) -> None:
        super().__init__(frame, requests, _("Refuse disposal of {tags}"), _("Refuse"))
        self._reason = Field("reason", _("Why not"), ProseInput(lines=3), required=True)
        self.add(self._reason)

    def command(self) -> RefuseDisposal:
        """The refusal."""
        return RefuseDisposal(requests=self._requests, reason=self._reason.value())


class WithdrawForm(_OnRequests):
    """Take a request back; it stays on record."""

    def __init__(self, frame: Frame, requests: tuple[RequestView, ...]) -> None:
        super().__init__(frame, requests, _("Withdraw the request for {tags}"), _("Withdraw"))
        self._reason = Field("reason", _("Why no longer"), ProseInput(lines=3), required=True)
        self.add(self._reason)

    def command(self) -> WithdrawDisposal:
        """The withdrawal."""
        return WithdrawDisposal(requests=self._requests, reason=self._reason.value())


class ExecuteForm(_OnRequests):
    """Let items go for good; only what the method needs is asked."""

    def __init__(self, frame: Frame, requests: tuple[RequestView, ...]) -> None:
        super().__init__(frame, requests, _("Carry out disposal of {tags}"), _("Carry out"))
        methods = {each.method for each in requests}
        method = next(iter(methods)) if len(methods) == 1 else None
        self._action = CARRIED_OUT_AS[method] if method is not None else Action.DESTROYED
        self._kinds = frozenset(each.kind for each in requests)
        self._make_fields()
        self.add(*self._asked(), self._witness)
        if self._action is Action.DESTROYED:
            self.add(self._saw)
        self.add(self._place, fields_in_a_row((self._day, 2), (self._time, 1)), self._note)
        self.resize(640, 660)

    def command(self) -> ExecuteDisposal:
        """The execution.

        Raises:
            Refused: a day is given without its time, or there is no such time.
        """
        return ExecuteDisposal(
            requests=self._requests,
            witness=self._witness.value(),
            saw_items=self._saw.value(),
            at=moment_of(self._day, self._time),
            to=self._to.value(),
            place=self._place.value(),
            how=self._how.value(),
            wipe=self._wipe.value(),
            id_seen=self._id_seen.value(),
            release_form=self._release_form.value(),
            cleared=self._cleared.value(),
            their_number=self._their_number.value(),
            note=self._note.value(),
        )

    def _make_fields(self) -> None:
        owner = self._action is Action.RELEASED
        words = _("Owner") if owner else _("Receiving agency or court")
        self._to = Field("to", words, TextInput(), required=True)
        self._how = Field(
            "how", _("How destroyed"), TextInput(placeholder=_("incinerated")), required=True
        )
        self._wipe = Field(
            "wipe", _("Wiped by"), TextInput(placeholder=_("NIST SP 800-88 Purge")), required=True
        )
        self._id_seen = Field(
            "id_seen",
            _("Identification seen"),
            TextInput(placeholder=_("Driver's license")),
            required=True,
        )
        self._release_form = Field(
            "release_form", _("Release form no."), TextInput(), required=True
        )
        self._cleared = Field(
            "cleared",
            _("Check that the owner may possess it"),
            TextInput(),
            hint=_("18 U.S.C. 922(d) and (g)"),
            required=True,
        )
        self._their_number = Field(
            "their_number", _("Their number or receipt"), TextInput(), required=True
        )
        self._place = Field("place", _("Where"), TextInput())
        self._witness = Field(
            "witness",
            _("Witness"),
            TextInput(),
            hint=_("Neither asked, approved, lets go nor receives; for drugs never had them."),
            required=True,
        )
        self._saw = CheckRow(_("The witness saw the items themselves, not a list"))
        self._day = Field("at", _("On"), PastDateInput(), hint=_("Now, unless you say otherwise."))
        self._time = Field("at_time", _("At"), TimeInput())
        self._note = Field("note", _("Remark"), ProseInput(lines=2))

    def _asked(self) -> list[QWidget]:
        """Return the fields the way of disposal needs."""
        if self._action is Action.DESTROYED:
            holds_data = bool(self._kinds & DIGITAL_KINDS)
            return [fields_in_a_row(self._how, self._wipe) if holds_data else self._how]
        if self._action is Action.TRANSFERRED:
            return [self._to, self._their_number]
        shown = fields_in_a_row(self._id_seen, self._release_form)
        is_weapon = bool(self._kinds & WEAPONS)
        return [self._to, shown, *([self._cleared] if is_weapon else [])]


class NoticeForm(_OfItems):
    """Record that somebody was told that items are to leave."""

    def __init__(self, frame: Frame, items: Tagged, lists: Lists) -> None:
        lede = _("Write a role, never a name, number or address: this is printed.")
        super().__init__(frame, items, _("Notice about {tags}"), _("Record"), lede)
        self._kind = Field("kind", _("Notice to"), Choice(options(lists[CodeList.DISPOSAL_NOTICE])))
        self._told = Field(
            "told",
            _("Who was told, as a role"),
            TextInput(placeholder=_("Victim's designee, through the advocate")),
            required=True,
        )
        self._on = Field("on", _("Sent"), PastDateInput(), hint=_("Today, unless you say else"))
        self._note = Field("note", _("Remark"), ProseInput(lines=2))
        self.add(self._kind, fields_in_a_row((self._told, 2), (self._on, 1)), self._note)

    def command(self) -> GiveNotice:
        """The notice."""
        return GiveNotice(
            items=self._items,
            kind=NoticeKind(self._kind.value()),
            told=self._told.value(),
            on=self._on.value(),
            note=self._note.value(),
        )


class AnswerForm(FormDialog):
    """Record what came back on a notice."""

    def __init__(self, frame: Frame, notices: tuple[NoticeClock, ...]) -> None:
        super().__init__(
            frame.desk,
            _("Answer to a notice"),
            _("Record"),
            lede=_("An objection keeps the item until it is withdrawn."),
            parent=frame.dialog_parent(),
        )
        known = [(each.notice.id, _notice(each)) for each in reversed(notices)]
        self._notice = Field("notice", _("Notice"), Choice(known))
        said = [(answer.value, words) for answer, words in ANSWER_WORDS.items()]
        self._answer = Field("answer", _("What came back"), Choice(said))
        self._on = Field("on", _("On"), PastDateInput(), hint=_("Today, unless you say else"))
        self._note = Field("note", _("Remark"), ProseInput(lines=2))
        self.add(self._notice, fields_in_a_row(self._answer, self._on), self._note)

    def command(self) -> AnswerNotice:
        """The answer."""
        notice: UUID = self._notice.value()
        return AnswerNotice(
            notice=notice,
            answer=Answer(self._answer.value()),
            on=self._on.value(),
            note=self._note.value(),
        )


def _notice(clock: NoticeClock) -> str:
    return f"{clock.notice.told[:60]}, {clock.notice.on:%d %b %Y}"


class HoldCaseForm(FormDialog):
    """Keep everything logged in a case."""

    def __init__(self, frame: Frame, case: CaseId, number: str) -> None:
        super().__init__(
            frame.desk,
            _("Hold everything in {number}").format(number=number),
            _("Place hold"),
            lede=_("Also what is logged later is kept, until the hold is released."),
            parent=frame.dialog_parent(),
        )
        self._case = case
        self._reason = Field("reason", _("Why"), ProseInput(lines=2), required=True)
        self._order = Field("order", _("Paper behind it"), TextInput())
        self.add(self._reason, self._order)

    def command(self) -> HoldCase:
        """The hold."""
        return HoldCase(case=self._case, reason=self._reason.value(), order=self._order.value())


class ReleaseHoldForm(FormDialog):
    """End a hold over a case."""

    def __init__(self, frame: Frame, holds: tuple[CaseHold, ...]) -> None:
        super().__init__(
            frame.desk,
            _("Release a hold over the case"),
            _("Release"),
            lede=_("The hold stays on record with its release."),
            parent=frame.dialog_parent(),
        )
        known = [(each.id, " ".join(each.reason.split())[:70]) for each in holds]
        self._hold = Field("hold", _("Hold"), Choice(known))
        self._reason = Field("reason", _("Why"), ProseInput(lines=2), required=True)
        self._order = Field("order", _("Paper behind it"), TextInput())
        self.add(self._hold, self._reason, self._order)

    def command(self) -> ReleaseCaseHold:
        """The release."""
        return ReleaseCaseHold(
            hold=self._hold.value(), reason=self._reason.value(), order=self._order.value()
        )
