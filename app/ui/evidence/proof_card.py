"""Cards of an item that lead elsewhere: what it lies in, what it proves, what it said before."""

from uuid import UUID

from app.domain.item_amendments import ItemAmendment
from app.i18n import _, ngettext
from app.i18n.item_words import RELATIONS, fact_label
from app.services.evidence import (
    CombineItems,
    ItemFile,
    LinkItemToCharge,
    ProvenCount,
    Relative,
    SplitItem,
    UnlinkItemFromCharge,
)
from app.ui import wording
from app.ui.evidence.parts_forms import CombineForm, SplitForm
from app.ui.evidence.proof_form import ProofForm
from app.ui.evidence.wording import LONGEST_NAME, shortened
from app.ui.icons import Icon
from app.ui.page import Frame, Section
from app.ui.widgets import (
    Card,
    ListRow,
    PlainLabel,
    RowList,
    SectionHeader,
    hide_unless,
    link,
    quiet,
    row,
)

_SHOWN = 20
"""Corrections a panel shows; all of them are in the terminal's answer."""


class RelativesCard(Card):
    """What the item lies in or comes from, and what lies in it or comes from it."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._shown: ItemFile | None = None
        divide = link(_("Divide"), self.divide)
        put_in = link(_("Put items in"), self.put_in)
        for each, act in ((divide, SplitItem), (put_in, CombineItems)):
            hide_unless(each, frame.desk.may(act))
        self._head = SectionHeader(_("Belongs together"))
        self._rows = RowList(_("Belongs together"))
        super().__init__(self._head, self._rows, row(divide, put_in, None))
        self._rows.opened.connect(self._open)

    def show_item(self, shown: ItemFile) -> None:
        """Show the relatives of an item."""
        self._shown = shown
        above = [] if shown.above is None else [_relative(shown.above, is_above=True)]
        rows = [*above, *(_relative(each, is_above=False) for each in shown.below)]
        self._rows.set_rows(rows)
        self._rows.setVisible(bool(rows))
        count = len(shown.below)
        inside = ngettext("{n} item below", "{n} items below", count).format(n=count)
        self._head.set_remark(inside if count else "" if rows else _("With no other item."))

    def divide(self) -> None:
        """Ask into what parts the item is divided."""
        if self._shown is not None:
            SplitForm(self._frame, self._shown).open()

    def put_in(self) -> None:
        """Ask what is put into the item."""
        if self._shown is not None:
            CombineForm(self._frame, self._shown).open()

    def _open(self, item: object) -> None:
        if isinstance(item, UUID):
            self._frame.go(Section.EVIDENCE, item)


class ProofCard(Card):
    """The counts the item proves."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._shown: ItemFile | None = None
        add = link(_("Name a count"), self.add)
        may_change = frame.desk.may(LinkItemToCharge)
        hide_unless(add, may_change)
        self._head = SectionHeader(_("Proves"), "", add)
        self._rows = RowList(_("Proves"))
        self._acts = quiet(_("Take out"), self.take_out, Icon.UNDO_2)
        hide_unless(self._acts, may_change)
        super().__init__(self._head, self._rows, row(self._acts, None))

    def show_item(self, shown: ItemFile) -> None:
        """Show the counts of an item."""
        self._shown = shown
        self._rows.set_rows([_count(each) for each in shown.counts])
        self._rows.setVisible(bool(shown.counts))
        may_change = self._frame.desk.may(UnlinkItemFromCharge)
        self._acts.setVisible(bool(shown.counts) and may_change)
        self._head.set_remark("" if shown.counts else _("No count is named."))

    def add(self) -> None:
        """Ask which count the item proves."""
        if self._shown is not None:
            ProofForm(self._frame, self._shown).open()

    def take_out(self) -> None:
        """Take the chosen count out again."""
        chosen = self._rows.current_key()
        counts = self._shown.counts if self._shown is not None else ()
        found = next((each.link for each in counts if each.link.id == chosen), None)
        if found is not None:
            self._frame.desk.do(UnlinkItemFromCharge(link=found), self, self._say_taken_out)

    def _say_taken_out(self, _done: object) -> None:
        words = _("The item is no longer named for this count.")
        self._frame.tell(words, action=_("Undo"), press=self._frame.undo)


class AmendmentsCard(Card):
    """What was said of the item before, who changed it and why."""

    def __init__(self) -> None:
        self._head = SectionHeader(_("Corrections"))
        self._rows = RowList(_("Corrections"))
        self._more = PlainLabel()
        super().__init__(self._head, self._rows, self._more)

    def show_item(self, shown: ItemFile) -> None:
        """Show the corrections of an item, newest first; no card without any."""
        kept = shown.amendments
        self._rows.set_rows([_amendment(shown.item.kind, each) for each in kept[:_SHOWN]])
        more = len(kept) - _SHOWN
        self._more.setText(_("{n} older ones.").format(n=more))
        self._more.setVisible(more > 0)
        self.setVisible(bool(kept))


def _relative(relative: Relative, *, is_above: bool) -> ListRow:
    above, below = RELATIONS[relative.relation]
    return ListRow(
        key=relative.item,
        title=f"{above if is_above else below}: {relative.tag}",
        detail=f"{relative.kind_label}, {shortened(relative.description, LONGEST_NAME)}",
        icon=Icon.PACKAGE_OPEN if is_above else Icon.PACKAGE,
    )


def _count(count: ProvenCount) -> ListRow:
    charged = _("Count {n}: {what}").format(n=count.number, what=count.description)
    return ListRow(
        key=count.link.id,
        title=charged,
        detail=", ".join(
            part
            for part in (
                count.link.element,
                count.statute,
                count.defendant,
                shortened(count.link.note, LONGEST_NAME),
            )
            if part
        ),
        icon=Icon.GAVEL,
    )


def _amendment(kind: str, amendment: ItemAmendment) -> ListRow:
    nothing = _("nothing")
    old, new = (shortened(text, LONGEST_NAME) for text in (amendment.old, amendment.new))
    told = _("{name} was told").format(name=amendment.informed) if amendment.informed else ""
    return ListRow(
        key=amendment.id,
        title=f"{fact_label(kind, amendment.field)}: {old or nothing} → {new or nothing}",
        detail=", ".join(
            part for part in (shortened(amendment.reason, LONGEST_NAME), amendment.by, told) if part
        ),
        icon=Icon.PENCIL,
        right=wording.moment(amendment.at),
    )
