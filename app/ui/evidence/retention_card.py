"""How long the chosen item is kept and why, and how far its disposal has come."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from app.domain.errors import DossierError
from app.domain.evidence import ItemId
from app.domain.retention.review import DisposalState
from app.i18n import _, ngettext
from app.i18n.retention import ANSWER_WORDS, STATE_WORDS, earliest_words, ground_words
from app.i18n.sentences import sentence
from app.services.retention import (
    ApproveDisposal,
    ClassifyItems,
    Disposed,
    ExecuteDisposal,
    GiveNotice,
    HoldCase,
    ItemRetention,
    RefuseDisposal,
    ReleaseCaseHold,
    RequestDisposal,
    RetentionFile,
    WithdrawDisposal,
)
from app.ui import wording
from app.ui.choices import Lists
from app.ui.evidence.certificate import open_certificate
from app.ui.evidence.disposal_forms import (
    AnswerForm,
    ApproveForm,
    ClassForm,
    ExecuteForm,
    HoldCaseForm,
    NoticeForm,
    RefuseForm,
    ReleaseHoldForm,
    RequestForm,
    WithdrawForm,
    open_listed,
)
from app.ui.evidence.wording import shortened
from app.ui.form import FormDialog
from app.ui.icons import Icon
from app.ui.menus import MenuEntry, open_menu
from app.ui.page import Frame
from app.ui.theme import Tone
from app.ui.widgets import Button, Card, Chip, ChipSpec, Facts, SectionHeader, row, strong

_LABEL_WIDTH = 104
Opening = Callable[[], object]


class RetentionCard(Card):
    """Class, earliest day, every ground in words, and what can be done next.

    Args:
        frame: the window.
    """

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._desk = frame.desk
        self._shown: RetentionFile | None = None
        self._item: ItemId | None = None
        self._state = Chip("")
        self._facts = Facts(label_width=_LABEL_WIDTH)
        self._why_head = strong(_("Why"))
        self._why = Facts(label_width=_LABEL_WIDTH)
        self._next = Button(_("Request disposal"), self.go_on)
        self._more = Button(_("More"), small=False, menu=True, name=_("More about retention"))
        self._more.clicked.connect(self._open_more)
        head = SectionHeader(_("Retention"), "", self._state)
        acts = row(self._next, self._more, None)
        super().__init__(head, self._facts, self._why_head, self._why, acts)

    def show_item(self, item: UUID, case_number: str) -> None:
        """Ask for an item's retention and show it."""
        self._item = ItemId(item)
        self._case_number = case_number
        self._desk.ask(ItemRetention(self._item), self, self._show, self._say)

    def go_on(self) -> None:
        """Do what comes next in the disposal of the item."""
        step = self._next_step()
        if step is not None:
            step[1]()

    def _show(self, shown: RetentionFile) -> None:
        if shown.item.id != self._item:
            return
        self._shown = shown
        self._state.show_spec(_chip(shown))
        self._facts.set_facts(_facts(shown))
        grounds = _grounds(shown)
        self._why.set_facts(grounds)
        self._why_head.setVisible(bool(grounds))
        step = self._next_step()
        self._next.setVisible(step is not None)
        if step is not None:
            self._next.set_label(step[0])
        self._more.setVisible(bool(self._entries()))

    def _next_step(self) -> tuple[str, Opening] | None:
        shown = self._shown
        if shown is None:
            return None
        if shown.certificate:
            return _("Certificate"), partial(open_certificate, self._frame, shown.certificate)
        steps: dict[DisposalState, tuple[type, str, Opening]] = {
            DisposalState.NONE: (RequestDisposal, _("Request disposal"), self._ask),
            DisposalState.REQUESTED: (ApproveDisposal, _("Approve"), self._approve),
            DisposalState.APPROVED: (ExecuteDisposal, _("Carry out"), self._execute),
        }
        act, words, opening = steps[shown.state]
        return (words, opening) if self._desk.may(act) else None

    def _entries(self) -> list[MenuEntry]:
        shown = self._shown
        if shown is None or shown.certificate:
            return []
        may = self._desk.may
        offered = (
            (may(ClassifyItems), _("Retention class…"), self._classify),
            (may(GiveNotice), _("Record a notice…"), self._notify),
            (may(GiveNotice) and bool(shown.notices), _("Answer to a notice…"), self._answer),
            (may(HoldCase), _("Hold the whole case…"), self._hold),
            (may(ReleaseCaseHold) and bool(shown.case_holds), _("Release hold…"), self._release),
            (may(RefuseDisposal) and shown.request is not None, _("Refuse…"), self._refuse),
            (may(WithdrawDisposal) and shown.request is not None, _("Withdraw…"), self._withdraw),
        )
        return [MenuEntry(words, press) for is_offered, words, press in offered if is_offered]

    def _open_more(self) -> None:
        open_menu(self._more, self._entries())

    def _tagged(self) -> tuple[tuple[ItemId, str], ...]:
        shown = self._shown
        return ((shown.item.id, shown.item.tag),) if shown is not None else ()

    def _ask(self) -> None:
        self._with_lists(partial(RequestForm, self._frame, self._tagged()), self._say_asked)

    def _classify(self) -> None:
        if self._shown is None:
            return
        item = self._shown.item
        make = partial(
            ClassForm,
            self._frame,
            self._tagged(),
            code=item.retention_class,
            review_on=item.review_on,
        )
        self._with_lists(make, self._say_classified)

    def _notify(self) -> None:
        self._with_lists(partial(NoticeForm, self._frame, self._tagged()), self._say_recorded)

    def _answer(self) -> None:
        if self._shown is not None and self._shown.notices:
            self._open(AnswerForm(self._frame, self._shown.notices), self._say_recorded)

    def _hold(self) -> None:
        if self._shown is not None:
            form = HoldCaseForm(self._frame, self._shown.item.case, self._case_number)
            self._open(form, self._say_recorded)

    def _release(self) -> None:
        if self._shown is not None and self._shown.case_holds:
            self._open(ReleaseHoldForm(self._frame, self._shown.case_holds), self._say_recorded)

    def _approve(self) -> None:
        if self._shown is not None and self._shown.request is not None:
            self._open(ApproveForm(self._frame, (self._shown.request,)), self._say_recorded)

    def _refuse(self) -> None:
        if self._shown is not None and self._shown.request is not None:
            self._open(RefuseForm(self._frame, (self._shown.request,)), self._say_recorded)

    def _withdraw(self) -> None:
        if self._shown is not None and self._shown.request is not None:
            self._open(WithdrawForm(self._frame, (self._shown.request,)), self._say_recorded)

    def _execute(self) -> None:
        if self._shown is not None and self._shown.request is not None:
            self._open(ExecuteForm(self._frame, (self._shown.request,)), self._say_gone)

    def _with_lists(
        self, make: Callable[[Lists], FormDialog], say: Callable[[object], None]
    ) -> None:
        open_listed(self._frame, make, say)

    def _open(self, form: FormDialog, say: Callable[..., None]) -> None:
        form.committed.connect(say)
        form.open()

    def _say_asked(self, _events: object) -> None:
        self._frame.tell(_("Disposal requested. Somebody else must approve it."))

    def _say_classified(self, _done: object) -> None:
        self._frame.tell(_("Retention changed."), action=_("Undo"), press=self._frame.undo)

    def _say_recorded(self, _done: object) -> None:
        self._frame.tell(_("Recorded."))

    def _say_gone(self, done: Disposed) -> None:
        tell_gone(self._frame, done)

    def _say(self, error: DossierError) -> None:
        self._frame.tell(sentence(error), tone=Tone.DANGER)


def tell_gone(frame: Frame, done: Disposed) -> None:
    """Say what left, and offer its certificate."""
    words = ngettext("{n} item left.", "{n} items left.", done.certificate.items)
    frame.tell(
        words.format(n=done.certificate.items),
        action=_("Certificate {number}").format(number=done.certificate.number),
        press=partial(open_certificate, frame, done.certificate.number),
    )


def _chip(shown: RetentionFile) -> ChipSpec:
    if shown.certificate:
        return ChipSpec(_("Gone"), Tone.NEUTRAL, Icon.PACKAGE_X)
    if shown.state is not DisposalState.NONE:
        return ChipSpec(STATE_WORDS[shown.state], Tone.ACCENT, Icon.CLIPBOARD_LIST)
    if shown.standing:
        return ChipSpec(_("Kept"), Tone.WARN, Icon.LOCK)
    return ChipSpec(_("May leave"), Tone.OK, Icon.LOCK_OPEN)


def _facts(shown: RetentionFile) -> list[tuple[str, str]]:
    asked, item = shown.request, shown.item
    may_leave = earliest_words(shown.earliest, shown.today)
    facts = [
        (_("Class"), shown.class_words or _("None chosen")),
        (_("May leave"), "" if shown.certificate else may_leave),
        (_("Look again"), wording.day(item.review_on) if item.review_on else ""),
        (_("Certificate"), shown.certificate),
    ]
    if asked is not None:
        authority = f"{asked.authority}, {shortened(asked.paper)}"
        facts += [
            (_("Request"), asked.method_words),
            (_("Authority"), authority),
            (_("Asked by"), f"{asked.asked_by}, {wording.moment(asked.asked_at)}"),
        ]
        if asked.approved_at is not None:
            approved = f"{asked.approved_by}, {wording.moment(asked.approved_at)}"
            facts.append((_("Approved by"), approved))
    for clock in shown.notices:
        said = ANSWER_WORDS[clock.answer] if clock.answer is not None else _("no answer yet")
        told = shortened(clock.notice.told)
        facts.append((_("Notice"), f"{told}, {wording.day(clock.notice.on)}: {said}"))
    return [(label, words) for label, words in facts if words]


def _grounds(shown: RetentionFile) -> list[tuple[str, str]]:
    """Return every ground in words with its source, those that stand first."""
    if shown.certificate:
        return []
    standing = set(shown.standing)
    ordered = sorted(shown.assessment.grounds, key=lambda each: each not in standing)
    found = []
    for ground in ordered:
        label = _("Keeps it") if ground in standing else _("No longer")
        words = ground_words(ground, shown.item.tag, shown.today)
        found.append(
            (label, f"{shortened(words)}{_source(ground.citation, ground.verify_locally)}")
        )
    return found


def _source(citation: str, verify_locally: bool) -> str:  # noqa: FBT001  one fact of a source
    if not citation:
        return ""
    return f" ({citation}; {_('verify locally')})" if verify_locally else f" ({citation})"
