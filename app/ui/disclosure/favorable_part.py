"""Favorable matter of a case, and every witness with where the office stands."""

from collections.abc import Sequence
from functools import partial

from app.domain.cases import CaseId
from app.domain.disclosure.favorable import FavorableMatter, Ruling
from app.domain.disclosure.giglio import GiglioState
from app.i18n import _, ngettext
from app.i18n.disclosure import (
    FAVORABLE_WORDS,
)
from app.services.disclosure.favorable import RecordFavorable, RuleOnFavorable, TellFavorable
from app.services.disclosure.views import DisclosureOfCase, FavorableView, GiglioLine
from app.ui import wording
from app.ui.disclosure.favorable_forms import FavorableForm, RulingForm, TellForm
from app.ui.disclosure.panel import Deed, Detail
from app.ui.disclosure.part import Part, row_names, witness_names
from app.ui.disclosure.request_forms import InquiryForm
from app.ui.disclosure.words import (
    day_or_nothing,
    giglio_chip,
    ruling_chip,
    shortened,
)
from app.ui.icons import Icon
from app.ui.local_keys import keys_on
from app.ui.page import Frame
from app.ui.table import Column
from app.ui.widgets import Button, ChipSpec, ListRow

_LONGEST = 200


def _no_words(_line: object) -> str:
    return ""


class FavorablePart(Part):
    """Brady and Giglio matter, and every witness with where the office stands. N records."""

    icon = Icon.SCALE

    def __init__(self, frame: Frame, case: CaseId) -> None:
        super().__init__(frame, case)
        add = Button(_("Record matter"), self.add, icon=Icon.PLUS, small=True, keys="N")
        add.setVisible(self.desk.may(RecordFavorable))
        columns = (
            Column(_("What"), _what, width=130, stretch=3, strong=True, second=_of_whom),
            Column(_("State"), _no_words, width=170, chip=_favorable_chip),
        )
        self.lay_out(
            _("Favorable"),
            columns,
            add,
            empty=_("No witness is named and nothing favorable is known yet."),
            nothing=_("Choose a line to see what is known."),
        )
        keys_on(self.table, self.add, "N")

    def rows_of(self, view: DisclosureOfCase) -> Sequence[FavorableView | GiglioLine]:
        """Return the matter, then the witnesses, whoever needs work first."""
        order = list(GiglioState)
        witnesses = sorted(view.witnesses, key=lambda each: order.index(each.state))
        return (*view.favorable, *witnesses)

    def remark_of(self, view: DisclosureOfCase) -> str:
        """Return how many officers of the register testify here unnoticed."""
        listed = sum(each.state is GiglioState.LISTED for each in view.witnesses)
        words = ngettext("{n} listed", "{n} listed", listed)
        return words.format(n=listed) if listed else ""

    def detail_of(self, line: FavorableView | GiglioLine, view: DisclosureOfCase) -> Detail:
        """Return what is known of a matter, or of a witness."""
        if isinstance(line, GiglioLine):
            return self._witness(line, view)
        return self._matter(line, view)

    def add(self) -> None:
        """Open the form of new matter."""
        if self.view is not None and self.desk.may(RecordFavorable):
            view = self.view
            form = FavorableForm(
                self.frame, self.case, witnesses=witness_names(view), rows=row_names(view)
            )
            self.open(form)

    def _matter(self, line: FavorableView, view: DisclosureOfCase) -> Detail:
        matter = line.matter
        names = dict(row_names(view))
        ruled = ""
        if matter.ruled_at is not None:
            ruled = f"{wording.moment(matter.ruled_at)}, {matter.ruled_by}"
        return Detail(
            title=shortened(matter.what),
            chip=ruling_chip(matter.ruling, line.disclosed_on),
            facts=[
                (_("Kind"), FAVORABLE_WORDS[matter.kind]),
                (_("From"), matter.source[:_LONGEST]),
                (_("Learned"), f"{day_or_nothing(matter.learned_on)}, {matter.recorder}"),
                (_("Impeaches"), line.witness[:_LONGEST]),
                (_("Row"), names.get(matter.row, "") if matter.row else ""),
                (_("Ruled"), ruled),
                (_("Because"), shortened(matter.ruling_reason)),
                (_("Before"), "\n".join(matter.earlier)),
                (_("Disclosed"), day_or_nothing(line.disclosed_on)),
                (_("How"), matter.disclosed_how),
            ],
            deeds=self._deeds(line),
        )

    def _deeds(self, line: FavorableView) -> tuple[Deed, ...]:
        deeds = []
        matter = line.matter
        is_untold = matter.ruling is Ruling.DISCLOSE and line.disclosed_on is None
        if is_untold and self.desk.may(TellFavorable):
            tell = partial(self._tell, matter)
            deeds.append(Deed(_("Defense told"), tell, Icon.MESSAGE_SQUARE))
        if self.desk.may(RuleOnFavorable):
            words = _("Rule") if matter.ruling is Ruling.OPEN else _("Rule again")
            deeds.append(Deed(words, partial(self._rule, matter), Icon.GAVEL))
        return tuple(deeds)

    def _witness(self, line: GiglioLine, view: DisclosureOfCase) -> Detail:
        entries = [
            ListRow(each.id, each.officer.name[:80], each.officer.matter[:_LONGEST], Icon.SIREN)
            for each in line.entries
        ]
        asked = [
            ListRow(
                each.id, each.agency[:80], each.what[:_LONGEST], right=wording.day(each.asked_on)
            )
            for each in view.inquiries
            if each.witness == line.party
        ]
        deeds: tuple[Deed, ...] = ()
        if self.desk.may(RecordFavorable):
            deeds = (
                Deed(_("Record matter"), partial(self._record, line), Icon.PLUS),
                Deed(_("Ask agency"), partial(self._ask, line), Icon.MAIL),
            )
        return Detail(
            title=line.name[:_LONGEST],
            chip=giglio_chip(line.state),
            lists=((_("Officer register"), entries), (_("Asked"), asked)),
            deeds=deeds,
        )

    def _record(self, line: GiglioLine) -> None:
        if self.view is None:
            return
        officers = tuple((each.id, each.officer.name[:80]) for each in line.entries)
        form = FavorableForm(
            self.frame,
            self.case,
            witnesses=witness_names(self.view),
            rows=row_names(self.view),
            officers=officers,
            witness=line.party,
        )
        self.open(form)

    def _ask(self, _line: GiglioLine) -> None:
        if self.view is not None:
            view = self.view
            form = InquiryForm(
                self.frame, self.case, witnesses=witness_names(view), rows=row_names(view)
            )
            self.open(form)

    def _tell(self, matter: FavorableMatter) -> None:
        self.open(TellForm(self.frame, matter))

    def _rule(self, matter: FavorableMatter) -> None:
        self.open(RulingForm(self.frame, matter))


def _what(line: FavorableView | GiglioLine) -> str:
    return line.name if isinstance(line, GiglioLine) else line.matter.what


def _of_whom(line: FavorableView | GiglioLine) -> str:
    if isinstance(line, GiglioLine):
        return _("witness")
    parts = (FAVORABLE_WORDS[line.matter.kind], line.witness, line.matter.source)
    return ", ".join(part for part in parts if part)[:_LONGEST]


def _favorable_chip(line: FavorableView | GiglioLine) -> ChipSpec:
    if isinstance(line, GiglioLine):
        return giglio_chip(line.state)
    return ruling_chip(line.matter.ruling, line.disclosed_on)
