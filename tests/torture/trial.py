"""What a trial is, how it is told, and where all of them are found."""

import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Outcome:
    """What came of a trial.

    Attributes:
        tried: how many times, in words or numbers of the trial.
        seen: what went right, for the report.
        wrong: each thing that broke the promise; empty when it was kept.
    """

    tried: str
    seen: str
    wrong: tuple[str, ...] = ()


@dataclass(frozen=True)
class Trial:
    """One promise and the attack on it.

    Attributes:
        goal: the promise, as a sentence.
        attack: takes an empty folder and whether to go the long way.
    """

    name: str
    goal: str
    attack: Callable[[Path, bool], Outcome]


@dataclass(frozen=True)
class Finding:
    """A trial as it went in this run; ``skipped`` says why it could not be held here."""

    name: str
    goal: str
    seconds: float
    outcome: Outcome | None
    skipped: str = ""

    @property
    def is_met(self) -> bool:
        """Whether the promise was kept, or could not be tried."""
        return self.outcome is None or not self.outcome.wrong

    def line(self) -> str:
        """The finding as lines of a report."""
        if self.outcome is None:
            return f"skipped {self.name}: {self.skipped}"
        told = f"{self.name}: tried {self.outcome.tried}; seen: {self.outcome.seen}"
        lines = [f"{'held  ' if self.is_met else 'BROKEN'} {told} ({self.seconds:.1f} s)"]
        lines += [f"         goal: {self.goal}", *(f"         {each}" for each in self._told())]
        return "\n".join(lines)

    def as_json(self) -> dict[str, object]:
        """The finding for programs."""
        return {**asdict(self), "is_met": self.is_met}

    def _told(self) -> tuple[str, ...]:
        return self.outcome.wrong[:_TOLD] if self.outcome else ()


_TOLD = 20
"""Broken promises listed of one trial."""


class NotHere(Exception):
    """The machine lacks what the trial needs; the text says what."""


TRIALS: dict[str, Trial] = {}


def trial(goal: str) -> Callable[[Callable[[Path, bool], Outcome]], Callable[..., Outcome]]:
    """Enter a function among the trials under its own name."""

    def enter(attack: Callable[[Path, bool], Outcome]) -> Callable[[Path, bool], Outcome]:
        TRIALS[attack.__name__] = Trial(attack.__name__, goal, attack)
        return attack

    return enter


def hold(one: Trial, folder: Path, *, full: bool) -> Finding:
    """Hold one trial in an empty folder."""
    begun = time.perf_counter()
    try:
        outcome = one.attack(folder, full)
    except NotHere as reason:
        return Finding(one.name, one.goal, 0.0, None, str(reason))
    return Finding(one.name, one.goal, time.perf_counter() - begun, outcome)
