"""How a measurement is taken and told."""

import gc
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Finding:
    """One comparison.

    Attributes:
        ours, peer: seconds.
        goal: highest ratio ours / peer that meets the issue's goal.
        limit: highest number of seconds for ours, where the goal names one.
    """

    name: str
    ours: float
    peer: float
    goal: float
    detail: str = ""
    limit: float | None = None

    @property
    def ratio(self) -> float:
        """How many times the peer's time ours took."""
        return self.ours / self.peer

    @property
    def is_met(self) -> bool:
        """Whether the goal is met in this run."""
        return self.ratio <= self.goal and (self.limit is None or self.ours <= self.limit)

    def line(self) -> str:
        """The finding as one line of a report."""
        limit = "" if self.limit is None else f" and {self.limit * 1000:.0f} ms"
        return (
            f"{'met  ' if self.is_met else 'MISSED'} {self.name}: "
            f"{self.ours * 1000:.2f} ms against {self.peer * 1000:.2f} ms = {self.ratio:.2f}x "
            f"(goal {self.goal}x{limit}) {self.detail}"
        )

    def as_json(self) -> dict[str, object]:
        """The finding for programs."""
        return {**asdict(self), "ratio": self.ratio, "is_met": self.is_met}


def seconds(work: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    """Return how long one run takes, by the wall clock or another."""
    begun = clock()
    work()
    return clock() - begun


@contextmanager
def without_collector() -> Iterator[None]:
    """Keep the garbage collector out of what is measured."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def in_turn(
    ours: Callable[[], object],
    peer: Callable[[], object],
    rounds: int,
    clock: Callable[[], float] = time.perf_counter,
) -> tuple[float, float]:
    """Return the medians of both, measured in turn so that noise hits both alike.

    ``time.process_time`` as the ``clock`` counts the processor alone, for a busy machine.
    """
    ours()
    peer()
    with without_collector():
        pairs = [(seconds(ours, clock), seconds(peer, clock)) for _ in range(rounds)]
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value below which ``share`` of the values lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]
