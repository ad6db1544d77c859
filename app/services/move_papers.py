"""The hearings a court's feed moved, on paper: what was gone through together, and what waits.

What Dossier did stands there line by line, with the tasks that were written to be done by people.
Victims and others whose names are protected stand by their initials: the list lies on many desks.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from app.domain.audit import Fact, fingerprint
from app.domain.cases import Case
from app.domain.codes import CodeList
from app.domain.court_moves import CourtMoveLine
from app.domain.errors import NotPermitted, Stale
from app.domain.personal_data import strike_out
from app.domain.profiles import RULES, Profile
from app.domain.ripple import RippleKind
from app.domain.tasks import Task, TaskKind
from app.domain.users import Permission
from app.i18n import _, ngettext
from app.i18n.ripple import RIPPLE_KINDS, doubt_words, hanging_words
from app.printing.calendar import CalendarHead
from app.printing.dates import weekday_words
from app.printing.to_do_list import ToDoLine, ToDoList, ToDoPart, typeset_to_do
from app.services.hearings import Continued, Followed, MovesLeft, Settled, Vacated
from app.services.office import Query
from app.services.printed_paper import NOT_PRINTED, PrintedPaper
from app.services.withheld import Withheld
from app.storage.unit_of_work import Reading

MOST_WAITING = 500
"""Moves that wait and are listed; how many more there are is said."""
_KINDS = {
    TaskKind.VICTIM_CONTACT: RippleKind.VICTIM,
    TaskKind.WITNESS: RippleKind.SUBPOENA,
    TaskKind.EVIDENCE: RippleKind.EVIDENCE,
}


@dataclass(frozen=True, kw_only=True)
class PrintMoves(Query[PrintedPaper]):
    """The list to be printed or saved; the log keeps that it was.

    Attributes:
        settled: what was gone through together; None = only what waits.
    """

    settled: Settled | None = None
    needs: ClassVar[Permission] = Permission.CASES_PRINT
    is_audited: ClassVar[bool] = True

    def run(self, reading: Reading) -> PrintedPaper:
        """Return the PDF, which names the last entry of the log at this moment.

        Raises:
            NotPermitted: a case is closed to the user.
            Stale: what was gone through was taken back since.
        """
        return _printed(reading, self.settled, fingerprint(*reading.audit.head()))

    def noted(self, answer: PrintedPaper) -> tuple[Fact, ...]:
        """How long it is, and which file it became."""
        return (("pages", str(answer.pages)), ("sha256", answer.sha256))


@dataclass(frozen=True)
class PreviewMoves(Query[PrintedPaper]):
    """The list to look at; it carries no audit code and is not recorded."""

    wish: PrintMoves
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> PrintedPaper:
        """Return the PDF.

        Raises:
            NotPermitted: the person may not print, or a case is closed to them.
            Stale: as the list itself.
        """
        if not reading.actor.may(self.wish.needs):
            raise NotPermitted("role.not_permitted", permission=self.wish.needs)
        return _printed(reading, self.wish.settled, NOT_PRINTED)


def _printed(reading: Reading, settled: Settled | None, mark: str) -> PrintedPaper:
    followed = settled.followed if settled is not None else ()
    if not reading.walls.closed_to(reading.user).isdisjoint(e.move.case for e in followed):
        raise NotPermitted("case.walled")
    if any(reading.court_moves.find(each.move.id) is not None for each in followed):
        raise Stale("hearing.settling_taken_back")
    content = _Listing(reading, followed).content(mark)
    paper = typeset_to_do(content)
    return PrintedPaper(name=content.head.name, pages=paper.pages, pdf=paper.pdf)


class _Words:
    """The words of one case, with whoever is protected by initials."""

    def __init__(self, reading: Reading, case: Case) -> None:
        withheld = Withheld(reading, case.id)
        self._mask, self._values = withheld.name_mask(), withheld.values()
        self.named = ", ".join((case.number, self.of(case.title)))

    def of(self, text: str) -> str:
        """Return a text without protected names."""
        return self._mask.apply(strike_out(text, self._values))


class _Listing:
    """What was done, what is to be done, and what waits, in the words of the paper."""

    def __init__(self, reading: Reading, followed: tuple[Followed, ...]) -> None:
        self._reading = reading
        self._followed = followed
        self._waiting = MovesLeft(most=MOST_WAITING).run(reading)
        self._words: dict[UUID, _Words] = {}

    def content(self, mark: str) -> ToDoList:
        """Return the paper with this audit code."""
        parts = (
            ToDoPart(_("To be done by people"), tuple(self._to_do()), is_open=True),
            ToDoPart(_("Gone through together"), tuple(self._done())),
            ToDoPart(_("Wait to be gone through one by one"), tuple(self._left()), is_open=True),
        )
        return ToDoList(
            head=self._head(mark), parts=parts, nothing=_("Every moved hearing was gone through.")
        )

    def _head(self, mark: str) -> CalendarHead:
        office, today = self._reading.offices.only(), self._reading.today
        n = len(self._followed)
        done = ngettext("{n} gone through together", "{n} gone through together", n).format(n=n)
        total, shown = self._waiting.total, len(self._waiting.lines)
        left = ngettext("{n} waits", "{n} wait", total).format(n=total)
        more = _(", the next {n} are listed").format(n=shown) if shown < total else ""
        return CalendarHead(
            name=_("Moved hearings {day}").format(day=today.isoformat()),
            title=_("Hearings moved by court feeds"),
            remark=f"{done}. {left}{more}.",
            office=office.name,
            marking=RULES[Profile.INTERNAL].marking,
            printed_at=self._reading.local(self._reading.now),
            printed_by=self._reading.actor.name,
            fingerprint=mark,
            is_demo=office.is_demo,
        )

    def _to_do(self) -> Iterator[ToDoLine]:
        for followed in self._followed:
            for task in followed.done.rippled.new_tasks:
                yield self._task_line(task)

    def _task_line(self, task: Task) -> ToDoLine:
        words = self._of(task.case)
        return ToDoLine(
            kind=RIPPLE_KINDS[_KINDS.get(task.kind, RippleKind.TASK)],
            what=words.of(task.title),
            why=words.named,
            then=weekday_words(task.due_on) if task.due_on else "",
            who=self._user(task.assigned_to),
        )

    def _done(self) -> Iterator[ToDoLine]:
        for followed in self._followed:
            yield self._hearing_line(followed)
            yield from self._followers(followed)

    def _hearing_line(self, followed: Followed) -> ToDoLine:
        hearing, done = followed.hearing, followed.done
        words = self._of(followed.move.case)
        how = _("Moved in the feed {feed}")
        if isinstance(done, Continued):
            how = _("Continued by the court in the feed {feed}")
        if isinstance(done, Vacated):
            how = _("Taken off in the feed {feed}")
        return ToDoLine(
            kind=RIPPLE_KINDS[RippleKind.HEARING],
            what=f"{self._reading.codes.label(CodeList.HEARING, hearing.kind)}, {words.named}",
            why=words.of(how.format(feed=followed.move.feed)),
            now=weekday_words(done.before.on),
            then=_("taken off") if isinstance(done, Vacated) else weekday_words(hearing.on),
            who=self._user(hearing.attorney),
        )

    def _followers(self, followed: Followed) -> Iterator[ToDoLine]:
        """Yield the deadlines and subpoenas that followed; tasks stand in a part of their own."""
        words, rippled = self._of(followed.move.case), followed.done.rippled
        number = words.named.partition(",")[0]
        for deadline in rippled.dates.deadlines:
            yield ToDoLine(
                kind=RIPPLE_KINDS[RippleKind.DEADLINE],
                what=words.of(deadline.after.title),
                why=number,
                now=weekday_words(deadline.before.due_on),
                then=weekday_words(deadline.after.due_on),
                who=self._user(deadline.after.assigned_to),
            )
        count = len(rippled.subpoenas)
        if count:
            what = ngettext("{n} subpoena follows", "{n} subpoenas follow", count)
            yield ToDoLine(
                kind=RIPPLE_KINDS[RippleKind.SUBPOENA], what=what.format(n=count), why=number
            )

    def _left(self) -> Iterator[ToDoLine]:
        for line in self._waiting.lines:
            words = self._of(line.move.case)
            yield ToDoLine(
                kind=RIPPLE_KINDS[RippleKind.HEARING],
                what=f"{line.what}, {words.named}",
                why=_why(line),
                now=weekday_words(line.was_on),
                then=_("taken off") if line.move.is_cancelled else weekday_words(line.hearing.on),
                who=self._user(line.hearing.attorney),
            )

    def _of(self, case: UUID) -> _Words:
        if case not in self._words:
            self._words[case] = _Words(self._reading, self._reading.cases.get(case))
        return self._words[case]

    def _user(self, id_: UUID | None) -> str:
        """Return who does it; empty where nobody is named yet."""
        user = self._reading.users.find(id_) if id_ else None
        return user.name if user else ""


def _why(line: CourtMoveLine) -> str:
    """Return what hangs on a move, and why it needs a look."""
    hanging = hanging_words(line.counts) or _("Nothing hangs on it")
    if line.is_plain:
        return _("{hanging}. Plain.").format(hanging=hanging)
    words = _("{hanging}. For a person to judge: {why}.")
    return words.format(hanging=hanging, why=doubt_words(line.doubts))
