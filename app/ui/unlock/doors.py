"""What the unlock screen can do, as plain functions handed in by the launcher.

Named tuples: making a dataclass compiles its methods, and the first paint would wait for it.
"""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple


class VaultPlate(NamedTuple):
    """What a vault says of itself before it is unlocked.

    Attributes:
        office: the office's name.
        logins: who can unlock it, in the order they were added.
        notice: the office's own use notice, to be acknowledged; empty = the program's.
    """

    office: str
    logins: tuple[str, ...] = ()
    notice: str = ""


class Standing(NamedTuple):
    """What is asked of somebody whose passphrase was right.

    Attributes:
        must_change: the passphrase was given by somebody else.
        should_change: it is old; another one can be chosen later.
        about: what everybody knows of the person, which no passphrase may be made of.
    """

    must_change: bool = False
    should_change: bool = False
    about: tuple[str, ...] = ()


class NewVault(NamedTuple):
    """What a new vault is made from."""

    folder: Path
    office: str
    person: str
    login: str
    passphrase: str
    zone: str

    def __repr__(self) -> str:
        """Without the passphrase."""
        return f"NewVault({self.folder!r}, {self.office!r}, {self.person!r}, {self.login!r})"


def _nothing_asked(_office: object) -> Standing:
    return Standing()


def _no_choice(_office: object, _old: str, _new: str) -> None:
    """There is nothing to choose where nothing is asked."""


class Doors(NamedTuple):
    """The ways in. Each is called on a thread of its own and may raise a `DossierError`.

    Attributes:
        describe: a folder's plate; also the first to notice a folder that is no vault.
        unlock: folder, login, passphrase -> the open office.
        recover: folder, recovery code, login, new passphrase -> the open office.
        found: a new vault -> the open office and its recovery code as printed.
        demo: makes or opens the demo office -> the open office; None where there is none.
        standing: the open office -> what is asked of the person first. Answers at once.
        choose: the open office, present passphrase, new passphrase.
        leave: closes an office nobody went into.
    """

    describe: Callable[[Path], VaultPlate]
    unlock: Callable[[Path, str, str], object]
    recover: Callable[[Path, str, str, str], object]
    found: Callable[[NewVault], tuple[object, str]]
    demo: Callable[[], object] | None = None
    standing: Callable[[object], Standing] = _nothing_asked
    choose: Callable[[object, str, str], object] = _no_choice
    leave: Callable[[object], object] = _nothing_asked
