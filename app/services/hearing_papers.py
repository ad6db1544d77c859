"""What a hearing's new day, or its loss, asks for, on paper: printed before it is written.

What is ticked Dossier does together with the move; people then serve, call and fetch. Victims and
others whose names are protected stand by their initials: the list lies on many desks.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from typing import ClassVar
from uuid import UUID

from app.domain.audit import Fact, fingerprint
from app.domain.errors import NotPermitted
from app.domain.personal_data import strike_out
from app.domain.profiles import RULES, Profile
from app.domain.ripple import Ripple, RippleAct, RippleKind, RippleRow, RippleWhy, Tick
from app.domain.users import Permission
from app.i18n import _
from app.i18n.ripple import RIPPLE_KINDS, why_words
from app.printing.calendar import CalendarHead
from app.printing.dates import weekday_words
from app.printing.to_do_list import ToDoLine, ToDoList, ToDoPart, typeset_to_do
from app.services.hearings import HearingRipple, VacatingRipple
from app.services.office import Query
from app.services.printed_paper import NOT_PRINTED, PrintedPaper
from app.services.withheld import Withheld
from app.storage.unit_of_work import Reading

_BY_PEOPLE = frozenset({RippleAct.REISSUE, RippleAct.TELL, RippleAct.RECALL})
"""What Dossier only writes down to be done."""
_BY_THEMSELVES = frozenset({RippleWhy.FOLLOWS, RippleWhy.SAME_HEARING, RippleWhy.OFF_ENDS})


@dataclass(frozen=True, kw_only=True)
class PrintToDo(Query[PrintedPaper]):
    """The list to be printed or saved; the log keeps that it was.

    Attributes:
        move: the hearing and its new day, or that it is taken off.
        ticked: what will go with it.
    """

    move: HearingRipple | VacatingRipple
    ticked: tuple[Tick, ...] = ()
    needs: ClassVar[Permission] = Permission.CASES_PRINT
    is_audited: ClassVar[bool] = True

    def concerns(self, reading: Reading) -> UUID:
        """The case the hearing belongs to."""
        return self.move.concerns(reading)

    def run(self, reading: Reading) -> PrintedPaper:
        """Return the PDF, which names the last entry of the log at this moment.

        Raises:
            Missing: there is no such hearing.
            Refused: it no longer stands, or the clocks skip that hour on the new day.
            Stale: something ticked is not what was shown any more.
        """
        return _printed(reading, self, fingerprint(*reading.audit.head()))

    def noted(self, answer: PrintedPaper) -> tuple[Fact, ...]:
        """How long it is, and which file it became."""
        return answer.facts


@dataclass(frozen=True)
class PreviewToDo(Query[PrintedPaper]):
    """The list to look at; it carries no audit code and is not recorded."""

    wish: PrintToDo
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def concerns(self, reading: Reading) -> UUID:
        """The case the hearing belongs to."""
        return self.wish.concerns(reading)

    def run(self, reading: Reading) -> PrintedPaper:
        """Return the PDF.

        Raises:
            NotPermitted: the person may not print.
            Missing, Refused, Stale: as the list itself.
        """
        if not reading.actor.may(self.wish.needs):
            raise NotPermitted("role.not_permitted", permission=self.wish.needs)
        return _printed(reading, self.wish, NOT_PRINTED)


def _printed(reading: Reading, asked: PrintToDo, mark: str) -> PrintedPaper:
    ripple = asked.move.run(reading)
    content = _Listing(reading, ripple, asked).content(mark)
    paper = typeset_to_do(content)
    return PrintedPaper(name=content.head.name, pages=paper.pages, pdf=paper.pdf)


class _Fate(Enum):
    """What becomes of a row, in the order of the paper."""

    TO_DO = "to do"
    DONE = "done"
    STAYS = "stays"


_HEADINGS = {
    _Fate.TO_DO: _("To be done by people"),
    _Fate.DONE: _("Dossier does, together with the move"),
    _Fate.STAYS: _("Stays as it is"),
}


class _Listing:
    """The rows of a ripple in the words of the paper."""

    def __init__(self, reading: Reading, ripple: Ripple, asked: PrintToDo) -> None:
        self._reading = reading
        self._ripple = ripple
        self._picked = {row.key for row in ripple.picked(asked.ticked)}
        self._withheld = Withheld(reading, ripple.hearing.case)
        self._mask = self._withheld.name_mask()

    def content(self, mark: str) -> ToDoList:
        """Return the paper with this audit code."""
        parts = tuple(
            ToDoPart(self._heading(fate), tuple(self._lines(fate)), fate is _Fate.TO_DO)
            for fate in _Fate
        )
        return ToDoList(head=self._head(mark), parts=parts)

    def _head(self, mark: str) -> CalendarHead:
        ripple, office = self._ripple, self._reading.offices.only()
        return CalendarHead(
            name=self._name(),
            title=self._words(ripple.title),
            remark=f"{ripple.number}. {self._remark()}.",
            office=office.name,
            marking=RULES[Profile.INTERNAL].marking,
            printed_at=self._reading.local(self._reading.now),
            printed_by=self._reading.actor.name,
            fingerprint=mark,
            is_demo=office.is_demo,
        )

    def _heading(self, fate: _Fate) -> str:
        if fate is _Fate.DONE and self._ripple.is_off:
            return _("Dossier does, as the hearing is taken off")
        return _HEADINGS[fate]

    def _name(self) -> str:
        ripple = self._ripple
        words = _("{number} Taken off {day}") if ripple.is_off else _("{number} New day {day}")
        return words.format(number=ripple.number, day=ripple.on.isoformat())

    def _remark(self) -> str:
        ripple = self._ripple
        old = weekday_words(ripple.hearing.on)
        if ripple.is_off:
            return _("{what} of {old}, taken off").format(what=ripple.what, old=old)
        return _("{what} of {old}, to be held {new} at {clock}").format(
            what=ripple.what,
            old=old,
            new=weekday_words(ripple.on),
            clock=f"{self._reading.local(ripple.starts_at):%H:%M}",
        )

    def _lines(self, fate: _Fate) -> Iterator[ToDoLine]:
        for row in self._ripple.rows:
            if self._fate(row) is fate:
                line = self._line(row)
                yield replace(line, then="") if fate is _Fate.STAYS else line

    def _fate(self, row: RippleRow) -> _Fate:
        if row.why is RippleWhy.UNAVAILABLE_THEN:
            return _Fate.TO_DO
        if row.key in self._picked:
            return _Fate.TO_DO if row.act in _BY_PEOPLE else _Fate.DONE
        return _Fate.DONE if row.why in _BY_THEMSELVES else _Fate.STAYS

    def _line(self, row: RippleRow) -> ToDoLine:
        return ToDoLine(
            kind=RIPPLE_KINDS[row.kind],
            what=self._words(row.what),
            why=self._words(why_words(row)),
            now=weekday_words(row.old) if row.old else "",
            then=weekday_words(row.new) if row.new else "",
            who=self._who(row),
        )

    def _who(self, row: RippleRow) -> str:
        """Return who is to do it; empty where nobody is named yet."""
        user = self._reading.users.find(id_) if (id_ := self._user(row)) else None
        return user.name if user else ""

    def _user(self, row: RippleRow) -> UUID | None:
        if row.kind is RippleKind.DEADLINE:
            return self._reading.deadlines.get(row.record).assigned_to
        if row.kind is RippleKind.TASK:
            return self._reading.tasks.get(row.record).assigned_to
        if row.kind in (RippleKind.SUBPOENA, RippleKind.HEARING):
            return self._ripple.hearing.attorney
        return None

    def _words(self, text: str) -> str:
        return self._mask.apply(strike_out(text, self._withheld.values()))
