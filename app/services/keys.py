"""Passphrases and the recovery code: what the log must know of them."""

from dataclasses import dataclass, field, replace
from typing import ClassVar

from app.domain.passphrases import check_passphrase
from app.domain.users import Permission, User
from app.services.office import Command
from app.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, kw_only=True)
class ChangePassphrase(Command[None]):
    """Seal one's own keys under another passphrase; the database keeps its key."""

    old: str = field(repr=False)
    new: str = field(repr=False)
    needs: ClassVar[Permission] = Permission.CASES_VIEW
    comes_first: ClassVar[bool] = True
    chooses_passphrase: ClassVar[bool] = True

    def run(self, work: UnitOfWork) -> None:
        """Write the header of the vault, and when the passphrase was chosen.

        Raises:
            CannotUnlock: ``old`` is not the passphrase.
            Refused: ``new`` is too short, too easy to guess, or the one in use.
        """
        user = work.users.get(work.user)
        check_passphrase(self.new, "new", about=known_of(work, user.login, user.name))
        work.users.change(_with_own_passphrase(work, user))
        work.change_passphrase(self.old, self.new)


@dataclass(frozen=True)
class ConfirmIdentity(Command[None]):
    """Prove with the passphrase who is at the keyboard, before an export or the like."""

    passphrase: str = field(repr=False)
    needs: ClassVar[Permission] = Permission.CASES_VIEW
    confirms: ClassVar[bool] = True

    def run(self, work: UnitOfWork) -> None:
        """Write nothing: the door's own entry says who proved it and when.

        Raises:
            CannotUnlock: it is not the passphrase.
        """
        work.prove(self.passphrase)


@dataclass(frozen=True)
class UseRecoveryCode(Command[None]):
    """Note that a login was given a new passphrase with the recovery code."""

    needs: ClassVar[Permission] = Permission.CASES_VIEW
    comes_first: ClassVar[bool] = True
    chooses_passphrase: ClassVar[bool] = True

    def run(self, work: UnitOfWork) -> None:
        """Write when the passphrase was chosen; who used the code says the door's own entry."""
        work.users.change(_with_own_passphrase(work, work.users.get(work.user)))


def known_of(work: UnitOfWork, login: str, name: str) -> tuple[str, ...]:
    """Return what everybody knows of a person, and what no passphrase may be made of."""
    return (login, name, work.offices.only().name)


def _with_own_passphrase(work: UnitOfWork, user: User) -> User:
    return replace(user, passphrase_at=work.now, must_change=False)
