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
        cautions: sentences on what speaks against the place where it lies.
        notice: the office's own use notice, to be acknowledged; empty = the program's.
    """

    office: str
    logins: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
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


class RestoreWish(NamedTuple):
    """Which backup is to be restored, as which vault, and what opens it.

    Attributes:
        passphrase: of the login; with a recovery code the new one.
        code: the recovery code; empty where the passphrase is known.
    """

    source: Path
    folder: Path
    login: str
    passphrase: str
    code: str = ""

    def __repr__(self) -> str:
        """Without the secrets."""
        return f"RestoreWish({self.source!r}, {self.folder!r}, {self.login!r})"


Tell = Callable[[int, int, str], None]
Ask = Callable[[], bool]


def _nothing_against(_folder: Path) -> tuple[str, ...]:
    """Every place will do."""
    return ()


def _nothing_asked(_office: object) -> Standing:
    return Standing()


def _no_choice(_office: object, _old: str, _new: str) -> None:
    """There is nothing to choose where nothing is asked."""


class Doors(NamedTuple):
    """The ways in. Each is called on a thread of its own and may raise a `DossierError`.

    Attributes:
        describe: a folder's plate; also the first to notice a folder that is no vault.
        unlock: folder, login, passphrase, whom to tell how far it is -> the open office.
        recover: folder, recovery code, login, new passphrase, whom to tell -> the open office.
        found: a new vault -> the open office and its recovery code as printed.
        demo: makes or opens the demo office -> the open office; None where there is none.
        restore: a wish, whom to tell how far it is, whom to ask whether to stop -> where the vault
            is kept that stood there before, if one did.
        cautions: a folder -> sentences on what speaks against a vault there.
        standing: the open office -> what is asked of the person first. Answers at once.
        choose: the open office, present passphrase, new passphrase.
        leave: closes an office nobody went into.
    """

    describe: Callable[[Path], VaultPlate]
    unlock: Callable[[Path, str, str, Tell], object]
    recover: Callable[[Path, str, str, str, Tell], object]
    found: Callable[[NewVault], tuple[object, str]]
    demo: Callable[[], object] | None = None
    restore: Callable[[RestoreWish, Tell, Ask], Path | None] | None = None
    cautions: Callable[[Path], tuple[str, ...]] = _nothing_against
    standing: Callable[[object], Standing] = _nothing_asked
    choose: Callable[[object, str, str], object] = _no_choice
    leave: Callable[[object], object] = _nothing_asked
