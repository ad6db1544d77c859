"""What a vault says about itself before anybody unlocks it: the office's name and its logins.

The first screen needs this, so nothing here may import cryptography or a database.
"""

from dataclasses import dataclass
from pathlib import Path

from app.domain.errors import Unavailable
from app.storage.durable import disk_errors
from app.storage.header import FILE_NAME, HeaderFile


@dataclass(frozen=True)
class Account:
    """A login and the name of the person behind it."""

    login: str
    display_name: str


@dataclass(frozen=True)
class Nameplate:
    """What the unlock screen shows. Not authenticated: that takes a key.

    Attributes:
        notice: the office's own use notice; empty = the program's.
    """

    folder: Path
    office: str
    accounts: tuple[Account, ...]
    notice: str = ""


def is_vault(folder: Path) -> bool:
    """Return whether `folder` looks like a vault."""
    return (folder / FILE_NAME).is_file()


def header_file(folder: Path) -> HeaderFile:
    """Return the header file of the vault in `folder`.

    Raises:
        Unavailable: there is no such folder, or it is no vault.
    """
    with disk_errors(folder):
        if not folder.is_dir():
            raise Unavailable("vault.not_found", path=str(folder))
        if not is_vault(folder):
            raise Unavailable("vault.not_a_vault", path=str(folder))
    return HeaderFile(folder / FILE_NAME)


def describe(folder: Path) -> Nameplate:
    """Return office and logins of the vault in `folder`, in the order they were added.

    Raises:
        Unavailable: no vault there, unreadable, or made by a newer program.
        Damaged: the header is beyond repair.
    """
    header = header_file(folder).read().header
    accounts = tuple(Account(user.login, user.display_name) for user in header.users)
    return Nameplate(folder=folder, office=header.office, accounts=accounts, notice=header.notice)
