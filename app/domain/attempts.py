"""Failed unlocks of one login: when they are forgotten, and when they lock it (CJIS AC-7).

A failure counts until the wall clock *and* a clock nobody can set both say that a quarter of an
hour has passed. Whoever moves the clock forward gains nothing, and neither does restarting the
machine: after that only the time since its start is certain.
"""

from dataclasses import dataclass, replace

MOST = 5
SPAN = 15 * 60.0
"""So many failures within so many seconds lock a login until somebody releases it."""


@dataclass(frozen=True)
class Moment:
    """A moment by two clocks.

    Attributes:
        wall: seconds since 1970, UTC; anybody may set that clock.
        up: seconds since the machine was started, sleep included.
        boot: names this start of the machine; empty where the system does not tell.
    """

    wall: float
    up: float
    boot: str = ""

    def surely_passed(self, now: "Moment") -> float:
        """Return seconds that have passed until ``now`` at least, by the clock nobody can set."""
        if self.boot == now.boot and now.up >= self.up:
            return now.up - self.up
        return now.up

    def is_forgotten(self, now: "Moment") -> bool:
        """Return whether both clocks say that it lies far enough back."""
        return now.wall - self.wall >= SPAN and self.surely_passed(now) >= SPAN


@dataclass(frozen=True)
class Tally:
    """The failures of one login.

    Attributes:
        recent: those not forgotten when the last one was counted, oldest first.
        is_locked: until an administrator or the recovery code releases it.
        untold: how many the audit log does not know of yet; ``first`` and ``last`` of them, in
            seconds since 1970 by the wall clock.
    """

    recent: tuple[Moment, ...] = ()
    is_locked: bool = False
    untold: int = 0
    first: float = 0.0
    last: float = 0.0

    def failed(self, now: Moment) -> "Tally":
        """Return the tally after one more failure."""
        recent = (*(each for each in self.recent if not each.is_forgotten(now)), now)[-MOST:]
        return Tally(
            recent=recent,
            is_locked=self.is_locked or len(recent) >= MOST,
            untold=self.untold + 1,
            first=self.first if self.untold else now.wall,
            last=now.wall,
        )

    def cleared(self) -> "Tally":
        """Return the tally after the right passphrase, or after a release."""
        return replace(self, recent=(), is_locked=False)

    def told(self) -> "Tally":
        """Return the tally once the audit log knows of everything."""
        return replace(self, untold=0, first=0.0, last=0.0)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to remember."""
        return not (self.recent or self.is_locked or self.untold)


def one_left(now: Moment) -> Tally:
    """Return what a login gets whose failures can no longer be read: a single try."""
    return Tally(recent=(now,) * (MOST - 1))
