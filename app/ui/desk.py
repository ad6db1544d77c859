"""The only place where the window meets a thread.

Commands go to one writer thread and keep their order; queries go to a few readers. Every answer
comes back on the window's thread and names an owner: when that widget is gone, so is the answer.
"""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Protocol

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal, Slot

from app.bugs import report
from app.domain.backups import Watch
from app.domain.errors import Cancelled, DossierError, NotConfirmed
from app.domain.renumbering import Renumbered, Versions
from app.i18n.steps import step_words

_READERS = 3

Answer = Callable[[Any], object]
Refusal = Callable[[DossierError], object]


class Door(Protocol):
    """What the desk needs of the office (`app.services.office.Office`)."""

    def do(self, command: Any) -> Any:  # noqa: ANN401 - any command of any feature
        """Carry a command out and return its outcome."""

    def ask(self, query: Any) -> Any:  # noqa: ANN401 - any query of any feature
        """Answer a query."""

    def may(self, command: type[Any]) -> bool:
        """Whether the user is allowed commands (or queries) of this type."""


@dataclass(frozen=True)
class _Waiting:
    """Who gets an answer, and how."""

    owner: QObject
    then: Answer
    refused: Refusal | None
    settle: Callable[[Any], Any]
    work: "LongWork | None" = None
    is_question: bool = False


@dataclass(frozen=True)
class _Step:
    """An act that can be taken back, or done again.

    Attributes:
        opposite: the command that does it; ``versions``: what the act itself wrote.
    """

    opposite: Any
    versions: Versions

    @classmethod
    def of(cls, outcome: Any) -> "_Step":  # noqa: ANN401 - the outcome of any command
        """Return the step that an act with a way back makes."""
        return cls(outcome.undo, outcome.versions)


@dataclass(frozen=True)
class Held:
    """An act that waits until the user has typed the passphrase once more.

    Attributes:
        again: carries it out once more, with the same owner and the same answers.
        give_up: tells its owner that it was refused.
    """

    again: Callable[[], None]
    give_up: Callable[[], None]


Confirmer = Callable[[Held], object]


class LongWork(QObject):
    """Work that takes a while, e.g. an import: it reports progress and can be cancelled.

    Signals:
        progressed: done, total (0 while unknown), and the name of the step.
        ended: once, however it ended.
    """

    progressed = Signal(int, int, str)
    ended = Signal()

    def __init__(self, title: str, parent: QObject) -> None:
        super().__init__(parent)
        self.title = title
        self._stop = threading.Event()

    def cancel(self) -> None:
        """Ask the work to stop; it does so at its next step and leaves no trace."""
        self._stop.set()

    def cancelled(self) -> bool:
        """Whether it was asked to stop. Safe to call from the working thread."""
        return self._stop.is_set()

    def tell(self, done: int, total: int, step: str) -> None:
        """Tell how far it is, by the step's name. Safe to call from the working thread."""
        self.progress(done, total, step_words(step))

    def progress(self, done: int, total: int = 0, step: str = "") -> None:
        """Tell how far it is. Safe to call from the working thread."""
        if shiboken6.isValid(self):
            self.progressed.emit(done, total, step)


class Desk(QObject):
    """Sends commands and queries to the office and brings the answers back.

    Signals:
        changed: the `Changes` of a commit; each open view asks itself whether it is touched.
        failed: a `DossierError` that no caller took.
        broke: a `BugReport`, a mistake of ours.
        undo_changed: what `can_undo` and `can_redo` answer may have changed.
        working: a `LongWork` that has just begun.
        time_passed: nobody acted, but what is shown may be otherwise by now: a new day began.
    """

    changed = Signal(object)
    time_passed = Signal()
    failed = Signal(object)
    broke = Signal(object)
    undo_changed = Signal()
    working = Signal(object)
    _arrived = Signal(int, object, object)

    def __init__(self, office: Door, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._pen = ThreadPoolExecutor(1, thread_name_prefix="writer")
        self._eyes = ThreadPoolExecutor(_READERS, thread_name_prefix="reader")
        self._waiting: dict[int, _Waiting] = {}
        self._tickets = 0
        self._undo: list[_Step] = []
        self._redo: list[_Step] = []
        self._renumbered = Renumbered()
        self._closed = self._resting = False
        self._jobs: dict[int, tuple[ThreadPoolExecutor, Callable[[], Any]]] = {}
        self._confirmer: Confirmer | None = None
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def may(self, command: type[Any]) -> bool:
        """Whether the user is allowed commands of this type."""
        return not self._resting and self._office.may(command)

    def confirm_with(self, confirmer: Confirmer) -> None:
        """Say who asks for the passphrase where an act needs it once more; else it is refused."""
        self._confirmer = confirmer

    def do(
        self,
        command: Any,  # noqa: ANN401 - any command of any feature
        owner: QObject,
        then: Answer | None = None,
        refused: Refusal | None = None,
        look_on: "Callable[[LongWork], object] | None" = None,
    ) -> None:
        """Send a command to the writer.

        Args:
            command: a frozen command of `app.services`.
            owner: the widget that asks; when it is gone, `then` and `refused` are not called.
            then: called with the command's value after the commit.
            refused: called with the `DossierError`; without it `failed` goes out.
            look_on: shows how far it is, where the command tells; without it `working` goes out.
        """
        sent, work = self._watched(command, look_on)
        settle = partial(self._settle, self._keep_undo)
        waiting = _Waiting(owner, then or _nothing, refused, settle, work)
        self._start(self._pen, partial(self._office.do, sent), waiting)

    def ask(
        self,
        query: Any,  # noqa: ANN401 - any query of any feature
        owner: QObject,
        then: Answer,
        failed: Refusal | None = None,
    ) -> None:
        """Send a query to a reader; `then` is called with the answer.

        Answers may overtake each other. A view that asks again while an older answer is on its
        way must count its questions (as `PagedTable` does).
        """
        waiting = _Waiting(owner, then, failed, lambda value: value, is_question=True)
        self._start(self._eyes, lambda: self._office.ask(query), waiting)

    def work(
        self,
        title: str,
        job: Callable[[LongWork], Any],
        owner: QObject,
        then: Answer | None = None,
        refused: Refusal | None = None,
    ) -> LongWork:
        """Run long work on the writer; `job` gets a `LongWork` to report to and to obey.

        The job may return an outcome of the office (its changes are announced) or any value.
        """
        handle = LongWork(title, self)
        waiting = _Waiting(owner, then or _nothing, refused, self._settle_work, handle)
        self._start(self._pen, lambda: job(handle), waiting)
        self.working.emit(handle)
        return handle

    def aside(
        self,
        title: str,
        job: Callable[[Any, LongWork], Any],
        owner: QObject,
        then: Answer | None = None,
        refused: Refusal | None = None,
    ) -> LongWork:
        """Run long work nobody has to wait for, e.g. a backup: commands go on meanwhile.

        Args:
            title: shown while it runs.
            job: gets the office, and a `LongWork` to report to and to obey; returns as with `work`.
            owner: the widget that asks; when it is gone, `then` and `refused` are not called.
            then: called with the value the job ends in.
            refused: called with the `DossierError`; without it `failed` goes out.
        """
        handle = LongWork(title, self)
        waiting = _Waiting(owner, then or _nothing, refused, self._settle_work, handle)
        self._start(self._eyes, lambda: job(self._office, handle), waiting)
        self.working.emit(handle)
        return handle

    def can_undo(self) -> bool:
        """Whether there is something to take back."""
        return bool(self._undo)

    def can_redo(self) -> bool:
        """Whether there is something to do again."""
        return bool(self._redo)

    def undo(self, owner: QObject, then: Answer | None = None) -> None:
        """Take the last undoable command back, by carrying out its opposite."""
        self._reverse(self._undo, self._redo, owner, then)

    def redo(self, owner: QObject, then: Answer | None = None) -> None:
        """Do again what was taken back last."""
        self._reverse(self._redo, self._undo, owner, then)

    def rest(self) -> None:
        """Take nothing more; wait for what runs and hand out what came of commands.

        Long work is asked to stop. A command that had not begun is not carried out, so that its
        form still stands there with everything typed. Answers to questions are dropped: they could
        open something.
        """
        self._resting = True
        for waiting in self._waiting.values():
            if waiting.work is not None:
                waiting.work.cancel()
        self._waiting = {n: each for n, each in self._waiting.items() if not each.is_question}
        pools = (self._pen, self._eyes)
        # First all, then the waiting: nothing may begin while another is waited for.
        for pool in pools:
            pool.shutdown(wait=False, cancel_futures=True)
        for pool in pools:
            pool.shutdown(wait=True)
        QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall.value)

    def close(self) -> None:
        """Forget everything: no answer is delivered any more."""
        self._closed = True
        self.rest()
        self._waiting.clear()
        self._jobs.clear()
        self._undo.clear()
        self._redo.clear()

    def _settle(self, keep: Answer, outcome: Any) -> Any:  # noqa: ANN401 - the outcome of any command
        """Announce a commit, and return the command's value."""
        keep(outcome)
        self.undo_changed.emit()
        self.changed.emit(outcome.changes)
        return outcome.value

    def _watched(
        self,
        command: Any,  # noqa: ANN401 - any command of any feature
        look_on: "Callable[[LongWork], object] | None" = None,
    ) -> "tuple[Any, LongWork | None]":
        """Return a command with somebody to look on, where it can tell and nobody does yet."""
        watch = getattr(command, "watch", None)
        if not isinstance(watch, Watch) or not watch.is_idle:
            return command, None
        work = LongWork("", self)
        (look_on or self.working.emit)(work)
        return replace(command, watch=watch.by(work.tell, work.cancelled)), work

    def _keep_undo(self, outcome: Any) -> None:  # noqa: ANN401 - the outcome of any command
        if outcome.undo is not None:
            self._undo.append(_Step.of(outcome))
            self._redo.clear()

    def _reverse(
        self, source: list[_Step], target: list[_Step], owner: QObject, then: Answer | None
    ) -> None:
        if not source:
            return
        # Taken off at once: a second Ctrl+Z must reach the next step, not this one again.
        step = source.pop()
        self.undo_changed.emit()

        def keep(outcome: Any) -> None:  # noqa: ANN401 - the outcome of any command
            if outcome.undo is None:
                target.clear()  # what came after a step that cannot be made again cannot either
            else:
                target.append(_Step.of(outcome))

        def stay(error: DossierError) -> None:
            if isinstance(error, Cancelled):
                source.append(step)  # nothing was taken back: it still can be
                self.undo_changed.emit()
            self.failed.emit(error)

        opposite, work = self._watched(step.opposite)
        waiting = _Waiting(owner, then or _nothing, stay, partial(self._settle, keep), work)
        job = partial(self._carry_back, replace(step, opposite=opposite))
        self._start(self._pen, job, waiting)

    def _carry_back(self, step: _Step) -> Any:  # noqa: ANN401 - the outcome of any command
        """Carry an opposite out, on the writer: the step before may just have been taken back."""
        done = self._office.do(self._renumbered.in_(step.opposite))
        self._renumbered.put_back(step.versions, done.versions)
        return done

    def _settle_work(self, result: Any) -> Any:  # noqa: ANN401 - whatever the job returns
        changes = getattr(result, "changes", None)
        if changes is None:
            return result
        self.changed.emit(changes)
        return result.value

    def _start(self, pool: ThreadPoolExecutor, job: Callable[[], Any], waiting: _Waiting) -> None:
        if self._resting:
            return
        self._tickets += 1
        ticket = self._tickets
        self._waiting[ticket] = waiting
        self._jobs[ticket] = (pool, job)
        pool.submit(self._run, ticket, job)

    def _run(self, ticket: int, job: Callable[[], Any]) -> None:
        """Carry a job out on a thread of the pool."""
        value, error = None, None
        try:
            value = job()
        except Exception as caught:  # noqa: BLE001 - it is raised again, so to say, in the window
            error = caught
        if not self._closed:
            self._arrived.emit(ticket, value, error)

    @Slot(int, object, object)
    def _deliver(self, ticket: int, value: Any, error: Exception | None) -> None:  # noqa: ANN401
        waiting = self._waiting.pop(ticket, None)
        if waiting is None or self._closed:
            return
        pool, job = self._jobs.pop(ticket)
        if isinstance(error, NotConfirmed) and self._confirmer and shiboken6.isValid(waiting.owner):
            self._confirmer(
                Held(
                    partial(self._start, pool, job, waiting),
                    partial(self._finish, waiting, None, error),
                )
            )
            return
        self._finish(waiting, value, error)

    def _finish(self, waiting: _Waiting, value: Any, error: Exception | None) -> None:  # noqa: ANN401
        if waiting.work is not None:
            waiting.work.ended.emit()
            waiting.work.deleteLater()
        if error is not None:
            self._deliver_error(waiting, error)
            return
        settled = waiting.settle(value)
        if shiboken6.isValid(waiting.owner):
            waiting.then(settled)

    def _deliver_error(self, waiting: _Waiting, error: Exception) -> None:
        if not isinstance(error, DossierError):
            self.broke.emit(report(error))
        elif waiting.refused is None:
            self.failed.emit(error)
        elif shiboken6.isValid(waiting.owner):
            waiting.refused(error)


def _nothing(_value: object) -> None:
    """Nobody waits for this answer."""
