"""Passphrases and the recovery code: what the log must know of them."""

from dataclasses import dataclass, field
from typing import ClassVar

from app.domain.passphrases import check_passphrase
from app.domain.users import Permission
from app.services.office import Command
from app.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, kw_only=True)
class ChangePassphrase(Command[None]):
    """Seal one's own keys under another passphrase; the database is not touched."""

    old: str = field(repr=False)
    new: str = field(repr=False)
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, work: UnitOfWork) -> None:
        """Write the header of the vault.

        Raises:
            CannotUnlock: ``old`` is not the passphrase.
            Refused: ``new`` is too short.
        """
        work.change_passphrase(self.old, check_passphrase(self.new, "new"))


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

    def run(self, work: UnitOfWork) -> None:
        """Write nothing: the door's own entry says who came in and when."""
