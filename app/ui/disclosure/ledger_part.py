"""The ledger of a case: every thing asked for or received, and what is next to do about it."""

from collections.abc import Sequence
from enum import StrEnum
from functools import partial

from app.domain.cases import CaseId
from app.domain.disclosure.items import Privilege, Sensitivity
from app.domain.disclosure.ledger import LedgerRow, State
from app.domain.disclosure.productions import ProductionFile
from app.i18n import _, ngettext
from app.i18n.disclosure import (
    PRIVILEGE_WORDS,
    SENSITIVITY_WORDS,
    STEP_WORDS,
    age_words,
)
from app.services.disclosure.ledger import (
    AddDisclosureItem,
    ApproveWithholding,
    DecideDisclosure,
    NameDisclosureFile,
    RecordInspection,
    RemoveDisclosureItem,
    UnnameDisclosureFile,
)
from app.services.disclosure.productions import DraftProduction
from app.services.disclosure.views import DisclosureOfCase
from app.ui import wording
from app.ui.disclosure.panel import Deed, Detail
from app.ui.disclosure.part import Part
from app.ui.disclosure.production_forms import Choices, ProductionForm
from app.ui.disclosure.row_forms import (
    ApproveForm,
    CorrectArrivalForm,
    DecideForm,
    InspectionForm,
    NameFileForm,
    ReceiveForm,
    ReviewForm,
    add_row,
    amend_row,
)
from app.ui.disclosure.words import LATE_DAYS, day_or_nothing, shortened, state_chip
from app.ui.icons import Icon
from app.ui.local_keys import keys_on
from app.ui.page import Frame
from app.ui.table import Column
from app.ui.theme import Tone
from app.ui.widgets import Button, ChipSpec, Choice, ListRow


class Filter(StrEnum):
    """Which rows are shown."""

    ALL = "all"
    OPEN = "open"
    UNDISCLOSED = "undisclosed"
    WITHHELD = "withheld"
    PRODUCED = "produced"
    FAVORABLE = "favorable"


_FILTERS = {
    Filter.ALL: _("All rows"),
    Filter.OPEN: _("Open"),
    Filter.UNDISCLOSED: _("Received, not disclosed"),
    Filter.WITHHELD: _("Withheld"),
    Filter.PRODUCED: _("Produced"),
    Filter.FAVORABLE: _("Favorable"),
}
_KEPT_BACK = frozenset({State.WITHHELD, State.APPROVAL_WANTED, State.INSPECTION})
_GONE_OUT = frozenset({State.PRODUCED, State.PARTLY})
_FILE = "file"


class LedgerPart(Part):
    """The ledger. Enter does what is next; N adds, E changes, D decides, F names a file."""

    icon = Icon.CLIPBOARD_LIST

    def __init__(self, frame: Frame, case: CaseId) -> None:
        super().__init__(frame, case)
        self.filter = Choice(_FILTERS.items(), Filter.ALL)
        self.filter.setAccessibleName(_("Which rows"))
        self.filter.edited.connect(self.shown_again)
        add = Button(_("Add row"), self.add, icon=Icon.PLUS, small=True, keys="N")
        add.setVisible(self.desk.may(AddDisclosureItem))
        self.lay_out(
            _("Ledger"),
            self._columns(),
            add,
            filters=self.filter,
            empty=_("Nothing was asked for or received in this case yet."),
            nothing=_("Choose a row to see what was done about it."),
        )
        keys_on(self.table, self.add, "N")
        keys_on(self.table, self.amend, "E")
        keys_on(self.table, self.decide, "D")
        keys_on(self.table, self.name_file, "F")

    def rows_of(self, view: DisclosureOfCase) -> Sequence[LedgerRow]:
        """Return the rows of the filter; what lies longest undisclosed first there."""
        wanted = self.filter.value() or Filter.ALL
        rows = [each for each in view.rows if _fits(each, wanted, view)]
        if wanted is Filter.UNDISCLOSED:
            rows.sort(key=lambda each: (-(each.age(view.today) or 0), each.item.number))
        return rows

    def remark_of(self, view: DisclosureOfCase) -> str:
        """Return how many rows are open."""
        waiting = sum(each.is_open for each in view.rows)
        return ngettext("{n} open", "{n} open", waiting).format(n=waiting) if waiting else ""

    def detail_of(self, line: LedgerRow, view: DisclosureOfCase) -> Detail:
        """Return everything about a row."""
        return Detail(
            title=f"{line.item.number}. {shortened(line.item.title)}",
            chip=state_chip(line),
            facts=_facts(line, view),
            text=shortened(line.item.note),
            lists=(
                (_("Files"), _file_rows(line, view, may=self.desk.may(UnnameDisclosureFile))),
                (_("Produced"), _production_rows(line, view)),
                (_("What was done"), _history_rows(line)),
            ),
            deeds=self._deeds(line, view),
            acted=self._unname,
        )

    def add(self) -> None:
        """Open the form of a new row."""
        if self.desk.may(AddDisclosureItem):
            add_row(self.frame, self.case)

    def amend(self) -> None:
        """Open the form on the row."""
        line = self._line()
        if line is not None and self.view is not None and self.desk.may(AddDisclosureItem):
            amend_row(self.frame, line.item, self.view.items)

    def decide(self) -> None:
        """Open the form of a decision, where the row is that far."""
        line = self._line()
        may = self.desk.may(DecideDisclosure)
        if line is not None and may and line.history.review is not None:
            self.open(DecideForm(self.frame, line))

    def name_file(self) -> None:
        """Open the form that names a file of the row."""
        line, view = self._line(), self.view
        if line is None or view is None or not self.desk.may(NameDisclosureFile):
            return
        named = {each.attachment for each in line.files}
        free = tuple(each for each in view.files if each.id not in named)
        known = {each.id: each.name for each in view.files}
        natives = tuple(
            (each.attachment, known.get(each.attachment, "")[:60])
            for each in line.files
            if each.replaces is None
        )
        self.open(NameFileForm(self.frame, line.item, free, natives))

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(_("No."), lambda line: str(line.item.number), width=48, right=True, quiet=True),
            Column(
                _("What"),
                lambda line: line.item.title,
                width=130,
                stretch=3,
                strong=True,
                second=self._about,
                icon=_flag,
            ),
            Column(_("State"), _no_words, width=140, chip=state_chip),
            Column(_("Waits"), self._waits, width=92, chip=self._late, gives_way=1),
        )

    def _about(self, line: LedgerRow) -> str:
        duties = self.view.duties if self.view is not None else {}
        parts = (duties.get(line.item.duty, line.item.duty), line.item.agency)
        return ", ".join(part for part in parts if part)

    def _waits(self, line: LedgerRow) -> str:
        today = self.view.today if self.view is not None else None
        if today is None:
            return ""
        if line.state is State.EXPECTED:
            return age_words(line.item.asked_on, today)
        days = line.age(today)
        return ngettext("{n} day", "{n} days", days).format(n=days) if days is not None else ""

    def _late(self, line: LedgerRow) -> ChipSpec | None:
        today = self.view.today if self.view is not None else None
        if today is None or (line.age(today) or 0) < LATE_DAYS:
            return None
        return ChipSpec(self._waits(line), Tone.DANGER, Icon.TRIANGLE_ALERT)

    def _next(self, line: LedgerRow) -> Deed | None:
        """Return what is next to do about a row, if the user may."""
        steps: dict[State, tuple[type, Deed]] = {
            State.EXPECTED: (
                AddDisclosureItem,
                Deed(_("Receive"), partial(self._receive, line), Icon.PACKAGE_OPEN),
            ),
            State.RECEIVED: (
                AddDisclosureItem,
                Deed(_("Review"), partial(self._review, line), Icon.EYE),
            ),
            State.REVIEWED: (
                DecideDisclosure,
                Deed(_("Decide"), partial(self._decide, line), Icon.GAVEL),
            ),
            State.APPROVAL_WANTED: (
                ApproveWithholding,
                Deed(_("Answer"), partial(self._approve, line), Icon.USER_CHECK),
            ),
            State.TO_PRODUCE: (
                DraftProduction,
                Deed(_("Produce"), partial(self._produce, line), Icon.UPLOAD),
            ),
            State.PARTLY: (
                DraftProduction,
                Deed(_("Produce"), partial(self._produce, line), Icon.UPLOAD),
            ),
            State.INSPECTION: (
                RecordInspection,
                Deed(_("Inspected"), partial(self._inspect, line), Icon.BOOK_OPEN),
            ),
        }
        found = steps.get(line.state)
        return found[1] if found is not None and self.desk.may(found[0]) else None

    def _deeds(self, line: LedgerRow, view: DisclosureOfCase) -> tuple[Deed, ...]:
        first = self._next(line)
        deeds = [first] if first is not None else []
        if self.desk.may(DecideDisclosure) and line.history.decision is not None:
            deeds.append(Deed(_("Decide again"), partial(self._decide, line), Icon.GAVEL))
        if self.desk.may(AddDisclosureItem):
            deeds.append(Deed(_("Change"), self.amend, Icon.PENCIL))
            deeds.append(Deed(_("Name file"), self.name_file, Icon.PAPERCLIP))
            if line.item.received_on is not None:
                correct = partial(self._correct, line)
                deeds.append(Deed(_("Correct arrival"), correct, Icon.CALENDAR))
            if _may_go(line, view):
                deeds.append(Deed(_("Take out"), partial(self._remove, line), Icon.TRASH_2))
        return tuple(deeds)

    def _correct(self, line: LedgerRow) -> None:
        self.open(CorrectArrivalForm(self.frame, line.item))

    def _receive(self, line: LedgerRow) -> None:
        self.open(ReceiveForm(self.frame, line.item))

    def _review(self, line: LedgerRow) -> None:
        self.open(ReviewForm(self.frame, line))

    def _decide(self, line: LedgerRow) -> None:
        self.open(DecideForm(self.frame, line))

    def _approve(self, line: LedgerRow) -> None:
        self.open(ApproveForm(self.frame, line))

    def _inspect(self, line: LedgerRow) -> None:
        if self.view is not None:
            self.open(InspectionForm(self.frame, line, self.view.accused))

    def _produce(self, line: LedgerRow) -> None:
        if self.view is not None:
            self.open(new_production(self.frame, self.case, self.view, (line.id.hex,)))

    def _remove(self, line: LedgerRow) -> None:
        self.desk.do(RemoveDisclosureItem(item=line.item), self)

    def _unname(self, key: object) -> None:
        line = self._line()
        if line is None or not isinstance(key, tuple) or key[0] != _FILE:
            return
        file = next((each for each in line.files if each.id == key[1]), None)
        if file is not None:
            self.desk.do(UnnameDisclosureFile(file=file), self)

    def _line(self) -> LedgerRow | None:
        line = self.current()
        return line if isinstance(line, LedgerRow) else None


def new_production(
    frame: Frame, case: CaseId, view: DisclosureOfCase, ticked: tuple[str, ...] = ()
) -> ProductionForm:
    """Return the form of a new production with everything that may go out."""
    return ProductionForm(
        frame,
        case,
        view.accused,
        choices=producible(view),
        prefix=view.prefix,
        ticked=ticked,
        certified=any(each.counts for each in view.certificates),
    )


def producible(view: DisclosureOfCase) -> Choices:
    """Return the rows that may be produced, those nobody has yet first."""
    rows = sorted(
        (each for each in view.rows if each.may_be_produced and each.loss is None),
        key=lambda each: (not each.missing_for, each.item.number),
    )
    return tuple((each.id.hex, f"{each.item.number}. {each.item.title}"[:200]) for each in rows)


def _fits(line: LedgerRow, wanted: Filter, view: DisclosureOfCase) -> bool:
    tests: dict[Filter, bool] = {
        Filter.ALL: True,
        Filter.OPEN: line.is_open,
        Filter.UNDISCLOSED: line.age(view.today) is not None,
        Filter.WITHHELD: line.state in _KEPT_BACK,
        Filter.PRODUCED: line.state in _GONE_OUT,
        Filter.FAVORABLE: line.item.is_favorable,
    }
    return tests[wanted]


def _no_words(_line: LedgerRow) -> str:
    return ""


def _flag(line: LedgerRow) -> Icon | None:
    if not line.item.may_leave:
        return Icon.BAN
    if line.item.sensitivity is not Sensitivity.ORDINARY:
        return Icon.SHIELD
    return Icon.SCALE if line.item.is_favorable else None


def _may_go(line: LedgerRow, view: DisclosureOfCase) -> bool:
    """Whether the row is the last one and nothing was done about it."""
    is_last = line.item.number == max(each.item.number for each in view.rows)
    return is_last and not line.history.steps and not line.files and line.loss is None


def _facts(line: LedgerRow, view: DisclosureOfCase) -> list[tuple[str, str]]:
    item = line.item
    names = {each.party: each.name for each in view.accused}
    had = [f"{names.get(party, '')[:60]}, {wording.day(day)}" for party, day in line.served.items()]
    evidence = dict(view.items).get(item.evidence, "") if item.evidence else ""
    pages = wording.count(item.pages) if item.pages else ""
    care = SENSITIVITY_WORDS[item.sensitivity]
    privilege = PRIVILEGE_WORDS[item.privilege]
    return [
        (_("Owed as"), view.duties.get(item.duty, item.duty)),
        (_("Category"), item.category),
        (_("From"), ", ".join(part for part in (item.author, item.agency) if part)[:200]),
        (_("Made"), day_or_nothing(item.created_on)),
        (_("Asked for"), day_or_nothing(item.asked_on)),
        (_("Due"), day_or_nothing(item.due_on)),
        (_("Received"), day_or_nothing(item.received_on)),
        (_("Corrected"), "\n".join(item.corrected)),
        (_("Pages"), pages),
        (_("Evidence"), evidence),
        (_("Needs care"), care if item.sensitivity is not Sensitivity.ORDINARY else ""),
        (_("Privilege"), privilege if item.privilege is not Privilege.NONE else ""),
        (_("Order"), line.order.court[:80] if line.order is not None else ""),
        (_("Had by"), "\n".join(had)),
        (_("Lacked by"), "\n".join(names.get(each, "")[:60] for each in line.missing_for if had)),
    ]


def _file_rows(line: LedgerRow, view: DisclosureOfCase, *, may: bool) -> list[ListRow]:
    known = {each.id: each for each in view.files}
    rows = []
    for file in line.files:
        named = known.get(file.attachment)
        native = known.get(file.replaces) if file.replaces else None
        about = f"SHA-256 {named.sha256[:16]}…" if named else ""
        if native is not None:
            about = _("redacted form of {name}, {basis}").format(
                name=native.name[:40], basis=file.basis
            )
        rows.append(
            ListRow(
                (_FILE, file.id),
                named.name[:80] if named else "",
                about,
                Icon.PAPERCLIP,
                action=_("Remove") if may else "",
            )
        )
    return rows


def _production_rows(line: LedgerRow, view: DisclosureOfCase) -> list[ListRow]:
    return [
        ListRow(
            (each.id, place.position),
            _("Production {n}, {numbers}").format(
                n=each.production.number,
                numbers=each.production.bates.brief(place.first, place.last),
            ),
            each.production.defendant_name[:80],
            Icon.PACKAGE_CHECK,
            right=_served(each),
        )
        for each in view.productions
        for place in each.lines
        if place.row == line.id
    ]


def _served(filed: ProductionFile) -> str:
    if filed.is_voided:
        return _("given up")
    return wording.moment(filed.served_at) if filed.served_at else _("not served")


def _history_rows(line: LedgerRow) -> list[ListRow]:
    rows = []
    for step in reversed(line.history.steps):
        said = ", ".join(part for part in (step.by, step.basis, step.reason) if part)
        rows.append(
            ListRow(step.seq, STEP_WORDS[step.kind], said[:200], right=wording.moment(step.at))
        )
    return rows
