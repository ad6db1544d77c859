"""The two doors: every write is `office.do(command)`, every read is `office.ask(query)`.

Permission, walls on single cases, the transaction, the audit entry, the announcement of what
changed and undo live here, once, so that no feature can forget them.
"""

import abc
import secrets
import socket
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, ClassVar, Generic, TypeVar
from uuid import UUID

from app.domain.audit import AuditEntry, Fact, Outcome, must_be_signed
from app.domain.errors import NotConfirmed, NotPermitted, Refused
from app.domain.renumbering import Versions
from app.domain.users import Actor, Permission
from app.storage.database import Database
from app.storage.unit_of_work import Reading, UnitOfWork

V = TypeVar("V")
V_co = TypeVar("V_co", covariant=True)

CONFIRMED_SECONDS = 300.0
"""How long after the passphrase was typed acts that ask for it again do not ask once more."""

MOVES_WALLS = frozenset({"walls", "person_wall_records", "wall_openings"})
"""Kinds that change what exists at all for somebody: every view asks again."""

_BOOT = secrets.token_hex(8)
"""Names this run of the program: monotonic times compare only within one."""


class Command(abc.ABC, Generic[V]):
    """Something a person does. Subclasses are frozen dataclasses of what was filled in.

    Attributes:
        needs_confirmation: whether the passphrase must have been typed a moment ago (exports,
            user administration, restoring; CJIS IA-11).
        confirms: whether carrying it out proves who is at the keyboard.
        is_checkpoint: whether the person signs the log behind it.
        comes_first: whether it is open to somebody whose passphrase was given by another person;
            everything else waits until an own one is chosen.
        chooses_passphrase: whether it gives the person a passphrase of their own.
        leaves_no_entry: whether it keeps only what nobody has said yet, beside the records, of
            which it touches none; nothing is told of it.
    """

    needs: ClassVar[Permission]
    needs_confirmation: ClassVar[bool] = False
    confirms: ClassVar[bool] = False
    is_checkpoint: ClassVar[bool] = False
    comes_first: ClassVar[bool] = False
    chooses_passphrase: ClassVar[bool] = False
    leaves_no_entry: ClassVar[bool] = False

    def concerns(self, work: Reading) -> UUID | None:
        """Return the case the act is about, if one: its wall is asked, its history keeps it."""
        return None

    def behind_wall(self) -> Refused:
        """Return what somebody reads whom the case is closed to."""
        return NotPermitted("case.walled")

    def noted(self, done: V) -> tuple[Fact, ...]:
        """Return what the log keeps besides the records touched: codes, numbers, identities."""
        return ()

    @abc.abstractmethod
    def run(self, work: UnitOfWork) -> V:
        """Do the work inside the door's transaction."""

    def undo(self, done: V) -> "Command[Any] | None":
        """Return the command that takes it back, or None where there is no way back."""
        return None

    def entails(self, done: V) -> "Iterator[Command[Any]]":
        """Yield what has to follow at once, whoever acts, in the same transaction.

        Nobody is asked for permission again; each has an entry of its own where it wrote anything,
        and is taken back by what `undo` entails.
        """
        yield from ()


class OfCase:
    """Mixed into acts that name their case in a field ``case``."""

    case: UUID

    def concerns(self, work: Reading) -> UUID | None:
        """Return the case named."""
        return self.case


class Query(abc.ABC, Generic[V_co]):
    """Something a person wants to see. Subclasses are frozen dataclasses of what is asked.

    Attributes:
        is_audited: whether the log keeps that it was seen (reveals, prints); what is asked of a
            case behind walls is kept whatever the question.
        needs_confirmation, is_checkpoint: as with commands.
    """

    needs: ClassVar[Permission]
    is_audited: ClassVar[bool] = False
    needs_confirmation: ClassVar[bool] = False
    is_checkpoint: ClassVar[bool] = False

    def concerns(self, reading: Reading) -> UUID | None:
        """Return the case asked about, if one; its wall is asked."""
        return None

    def behind_wall(self) -> Refused:
        """Return what somebody reads whom the case is closed to."""
        return NotPermitted("case.walled")

    def noted(self, answer: V_co) -> tuple[Fact, ...]:  # type: ignore[misc]
        """Return what the log keeps besides the question's name, where it is audited."""
        return ()

    @abc.abstractmethod
    def run(self, reading: Reading) -> V_co:
        """Read inside the door's transaction and return frozen rows."""


@dataclass(frozen=True)
class Changes:
    """What an act touched; each open view asks it whether to ask again.

    Attributes:
        kinds: tables written; ``ids``: records written; ``cases``: cases they belong to.
    """

    kinds: frozenset[str]
    ids: frozenset[UUID]
    cases: frozenset[UUID]

    @classmethod
    def none(cls) -> "Changes":
        """Nothing was touched."""
        return cls(frozenset(), frozenset(), frozenset())

    def with_(self, later: "Changes") -> "Changes":
        """Return what both touched, for long work that is announced as one."""
        return Changes(self.kinds | later.kinds, self.ids | later.ids, self.cases | later.cases)

    def touches(self, *kinds: str) -> bool:
        """Whether any record of these kinds changed, or what exists at all."""
        return not self.kinds.isdisjoint(MOVES_WALLS.union(kinds))

    def touches_case(self, case: UUID) -> bool:
        """Whether anything in this case changed, or what exists at all."""
        return case in self.cases or not self.kinds.isdisjoint(MOVES_WALLS)


@dataclass(frozen=True)
class Done(Generic[V]):
    """What came of a command.

    Attributes:
        undo: the command that takes it back, or None.
        versions: of all that was written, for the steps that are taken back after it.
    """

    value: V
    changes: Changes
    undo: Command[Any] | None
    versions: Versions = field(default_factory=Versions)


class Office:
    """An unlocked office and the person at its keyboard.

    Attributes:
        must_change: the passphrase was given by somebody else; the person chooses an own one
            (`ChangePassphrase`) before anything else is open.
        passphrase_is_old: another one should be chosen; it can be put off.
        is_kept_awake: nobody was here for so long that the account would be switched off, were it
            not the last administrator's.
    """

    def __init__(
        self,
        database: Database,
        actor: Actor,
        on_close: Callable[[], None],
    ) -> None:
        self.must_change = False
        self.passphrase_is_old = False
        self.is_kept_awake = False
        self._database = database
        self._on_close = on_close
        self._confirmed_at = time.monotonic()
        self.actor = actor

    @property
    def is_confirmed(self) -> bool:
        """Whether the person typed the passphrase within the last minutes."""
        return time.monotonic() - self._confirmed_at < CONFIRMED_SECONDS

    def may(self, act: type[Command[Any]] | type[Query[Any]]) -> bool:
        """Whether this person's role allows the command or query at all."""
        return self.actor.may(act.needs)

    def do(self, command: Command[V]) -> Done[V]:
        """Carry out a command in one transaction with its audit entry.

        Raises:
            NotPermitted: role or wall forbid it, or the act itself finds that this person may
                not; the attempt is recorded.
            NotConfirmed: the passphrase must be typed again first (`ConfirmIdentity`).
            Refused: the law of the office says no; nothing is recorded.
            WorldFailed: the machine failed; nothing was written.
        """
        self._require(command)
        try:
            done = self._carry_out(command)
        except _WalledOff as wall:
            self._record_denial(command, wall.case)
            raise command.behind_wall() from None
        except NotPermitted:
            self._record_denial(command, None)
            raise
        if command.confirms:
            self._confirmed_at = time.monotonic()
        if command.chooses_passphrase:
            self.must_change = self.passphrase_is_old = False
        return done

    def ask(self, query: Query[V]) -> V:
        """Answer a query from what is committed.

        Raises:
            NotPermitted: role or wall forbid it; the attempt is recorded.
            NotConfirmed: the passphrase must be typed again first.
        """
        self._require(query)
        try:
            with self._database.reading(self.actor) as reading:
                case, is_walled = self._case_through_wall(query, reading)
                answer = query.run(reading)
        except _WalledOff as wall:
            self._record_denial(query, wall.case)
            raise query.behind_wall() from None
        if query.is_audited or is_walled:
            self._record(query, Outcome.READ, case, query.noted(answer))
        return answer

    def turn_away(self, arrival: Command[Any]) -> None:
        """Record that the person was not let in."""
        self._record_denial(arrival, None)

    def close(self) -> None:
        """Give up every handle and key; the office cannot be used afterwards."""
        try:
            self._database.close()
        finally:
            self._on_close()

    def _require(self, act: Command[Any] | Query[Any]) -> None:
        if not self.may(type(act)):
            self._record_denial(act, None)
            raise NotPermitted("role.not_permitted", permission=act.needs)
        if self.must_change and not (isinstance(act, Command) and act.comes_first):
            raise Refused("passphrase.must_change")
        if act.needs_confirmation and not self.is_confirmed:
            raise NotConfirmed("session.confirm")

    def _carry_out(self, command: Command[V]) -> Done[V]:
        with self._database.writing(self.actor) as work:
            case, _is_walled = self._case_through_wall(command, work)
            value = command.run(work)
            work.finish()
            if command.leaves_no_entry:
                _require_untouched(work, command)
            else:
                _enter(work, command, Outcome.DONE, case or _only_case(work), command.noted(value))
            for entailed in command.entails(value):
                _follow_up(work, entailed)
        for follow in work.afterwards:
            follow()
        journal = work.journal
        changes = Changes(
            frozenset(journal.kinds), frozenset(journal.ids), frozenset(journal.cases)
        )
        return Done(value, changes, command.undo(value), journal.versions)

    def _case_through_wall(
        self, act: Command[Any] | Query[Any], reading: Reading
    ) -> tuple[UUID | None, bool]:
        """Return the case an act concerns, and whether there are walls around it."""
        case = act.concerns(reading)
        if case is None:
            return None, False
        is_walled, is_admitted = reading.walls.standing(case, self.actor.user)
        if not is_admitted:
            raise _WalledOff(case)
        return case, is_walled

    def _record_denial(self, act: Command[Any] | Query[Any], case: UUID | None) -> None:
        self._record(act, Outcome.DENIED, case)

    def _record(
        self,
        act: Command[Any] | Query[Any],
        outcome: Outcome,
        case: UUID | None,
        facts: tuple[Fact, ...] = (),
    ) -> None:
        with self._database.writing(self.actor) as work:
            _enter(work, act, outcome, case, facts)


class _WalledOff(Exception):
    """The case is walled off from the person."""

    def __init__(self, case: UUID) -> None:
        super().__init__()
        self.case = case


def _follow_up(work: UnitOfWork, entailed: Command[V]) -> None:
    """Carry out what an act entails, in its transaction and with an entry of its own."""
    work.journal.begin_entry()
    value = entailed.run(work)
    work.finish()
    if work.journal.count:
        _enter(work, entailed, Outcome.DONE, _only_case(work), entailed.noted(value))


def _require_untouched(work: UnitOfWork, command: Command[Any]) -> None:
    """Let nothing become a record without an entry: what was written is taken back.

    Raises:
        RuntimeError: it touched one; a mistake of ours.
    """
    if work.journal.count:
        msg = f"{type(command).__name__} touched a record and leaves no entry"
        raise RuntimeError(msg)


def _only_case(work: UnitOfWork) -> UUID | None:
    """Return the case everything that was written belongs to, if there is one."""
    return next(iter(work.journal.cases)) if len(work.journal.cases) == 1 else None


def _enter(
    work: UnitOfWork,
    act: Command[Any] | Query[Any],
    outcome: Outcome,
    case: UUID | None,
    facts: tuple[Fact, ...],
) -> None:
    """Write the entry of an act, and the user's signature under the log where one is due."""
    parts = work.journal.parts
    seq, link = work.audit.head()
    entry = AuditEntry.after(
        previous=link,
        seq=seq + 1,
        at=work.now,
        mono_ms=time.monotonic_ns() // 1_000_000,
        boot=_BOOT,
        user=work.actor.user,
        role=work.actor.role,
        machine=socket.gethostname(),
        action=type(act).__name__,
        outcome=outcome,
        case=case,
        subjects=tuple(work.journal.subjects),
        subject_count=work.journal.count,
        after_hash=work.journal.after_hash(parts),
        facts=facts,
    )
    work.audit.append(entry, parts)
    if act.is_checkpoint or must_be_signed(entry):
        work.audit.sign(work.seal.sign(entry.seq, entry.link, entry.at))
