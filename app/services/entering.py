"""Letting somebody in who has the right passphrase: or not, when the account is off or asleep."""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, ClassVar

from app.domain.attempts import Tally
from app.domain.audit import Fact
from app.domain.errors import CannotUnlock, Refused, Unavailable
from app.domain.settings import OfficeSettings
from app.domain.users import OffReason, Permission, User
from app.services.office import Command, Office, Query
from app.services.users import has_other_administrator
from app.storage.attempts import Attempts, member_of
from app.storage.unit_of_work import Reading, UnitOfWork


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How the account of the person at the door stands.

    Attributes:
        is_active: not switched off.
        is_asleep: not seen for longer than the office allows; a last administrator never is.
        is_kept_awake: it would be asleep, were it not the last administrator's.
        must_change: the passphrase was given by somebody else.
        passphrase_is_old: another one should be chosen; it can be put off.
    """

    is_active: bool
    is_asleep: bool
    is_kept_awake: bool
    must_change: bool
    passphrase_is_old: bool


@dataclass(frozen=True)
class OwnStanding(Query[Standing]):
    """How one's own account stands."""

    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> Standing:
        """Return it."""
        user, settings = reading.users.get(reading.user), reading.settings.current()
        sleeps = _sleeps(user, reading.now, settings)
        is_last = sleeps and _is_last_administrator(reading, user)
        return Standing(
            is_active=user.is_active,
            is_asleep=sleeps and not is_last,
            is_kept_awake=is_last,
            must_change=user.must_change,
            passphrase_is_old=user.is_passphrase_old(reading.now, settings.passphrase_days),
        )


@dataclass(frozen=True)
class SwitchOffSleeper(Command[User]):
    """Switch one's own account off because nobody has seen its person for too long."""

    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def noted(self, done: User) -> tuple[Fact, ...]:
        """Name the reason."""
        return (("why", done.off_why),)

    def run(self, work: UnitOfWork) -> User:
        """Write the record.

        Raises:
            Refused: the person was here a short while ago, or is the last administrator.
        """
        user = work.users.get(work.user)
        sleeps = _sleeps(user, work.now, work.settings.current())
        if not sleeps or _is_last_administrator(work, user):
            raise Refused("user.awake")
        off = replace(user, is_active=False, off_since=work.now, off_why=OffReason.IDLE.value)
        return work.users.change(off)


@dataclass(frozen=True, kw_only=True)
class NoteFailedEntries(Command[None]):
    """Write down failed unlocks, as soon as there is a key to write the log with.

    Attributes:
        who: whose tally; a login that does not exist has no identity to name.
    """

    who: str
    tally: Tally
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def noted(self, done: None) -> tuple[Fact, ...]:
        """Name whose login, how often, and the first and last moment by the wall clock."""
        uid = member_of(self.who)
        return (
            ("user", uid.hex if uid else "unknown"),
            ("count", str(self.tally.untold)),
            ("first", _moment(self.tally.first)),
            ("last", _moment(self.tally.last)),
            ("locked", "yes" if self.tally.is_locked else "no"),
        )

    def run(self, work: UnitOfWork) -> None:
        """Write nothing: the door's own entry carries the facts."""


def enter(office: Office, attempts: Attempts, arrival: Command[Any]) -> None:
    """Let the person in, or not.

    Args:
        office: opened for the person.
        attempts: the failed unlocks of the vault.
        arrival: what the log keeps of the entry.

    Raises:
        CannotUnlock: the account is switched off, or was asleep and is switched off now.
    """
    standing = office.ask(OwnStanding())
    _note_failed_entries(office, attempts)
    if standing.is_active and standing.is_asleep:
        office.do(SwitchOffSleeper())
        office.turn_away(arrival)
        raise CannotUnlock("user.asleep")
    if not standing.is_active:
        office.turn_away(arrival)
        raise CannotUnlock("user.not_active")
    office.do(arrival)
    office.must_change = standing.must_change
    office.passphrase_is_old = standing.passphrase_is_old
    office.is_kept_awake = standing.is_kept_awake


def _note_failed_entries(office: Office, attempts: Attempts) -> None:
    for who, tally in attempts.untold().items():
        office.do(NoteFailedEntries(who=who, tally=tally))
        with suppress(Unavailable):  # told twice is better than not let in
            attempts.tell(who)


def _sleeps(user: User, now: datetime, settings: OfficeSettings) -> bool:
    return user.is_asleep(now, settings.sleeping_days)


def _is_last_administrator(reading: Reading, user: User) -> bool:
    return user.is_administrator and not has_other_administrator(reading, user)


def _moment(seconds: float) -> str:
    """Return a moment in UTC, as a fact of the log can hold it."""
    try:
        return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%dT%H:%M:%SZ}"
    except (ValueError, OverflowError, OSError):
        return "unknown"  # the machine's clock, or the file, says something impossible
