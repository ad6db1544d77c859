"""Files on their way into the office: what a folder holds, and what is left out and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from app.domain.errors import DossierError


@dataclass(frozen=True)
class WayIn:
    """A file to be taken in.

    Attributes:
        came_from: where it lay, as text, to be kept with it; ``size`` in bytes, when looked at.
    """

    path: Path
    came_from: str
    size: int


@dataclass(frozen=True)
class LeftOut:
    """Something in a folder that is not taken in.

    Attributes:
        came_from: where it lay, as text.
        code, values: of the sentence that says why.
    """

    came_from: str
    code: str
    values: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))

    @classmethod
    def because_of(cls, came_from: str, error: DossierError) -> "LeftOut":
        """Return that a file was left out because of an error."""
        return cls(came_from, error.code, error.values)


@dataclass(frozen=True)
class FolderLook:
    """What a folder and all below it hold; nothing was taken in yet.

    Attributes:
        files: what can be taken in, by where it lies; ``left_out``: the rest.
    """

    folder: Path
    files: tuple[WayIn, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(file.size for file in self.files)


@dataclass(frozen=True, kw_only=True)
class FolderTaken:
    """What came of taking a folder in.

    Attributes:
        taken: how many files are kept now; ``size``: their bytes.
        left_out: what is not; files that were kept before are among them.
        waiting: how many were not reached, because the user stopped or ``failure`` came.
    """

    taken: int
    size: int
    left_out: tuple[LeftOut, ...]
    waiting: int = 0
    failure: DossierError | None = None

    @property
    def is_whole(self) -> bool:
        """Whether every file was reached."""
        return not self.waiting
