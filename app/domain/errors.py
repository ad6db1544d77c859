"""Everything that can go wrong and is not our own fault.

Two families, after qutebrowser's split. `Refused`: the law of the office says no, the form stays
open and the user can correct it. `WorldFailed`: the disk, the file or the key failed; nothing was
written. Anything that is neither is a bug of ours.

Errors carry a code and values; the sentences live in `app.i18n`, so that window and terminal say
the same.
"""

from collections.abc import Mapping
from types import MappingProxyType


class DossierError(Exception):
    """A failure that has a sentence for the user.

    Attributes:
        code: dotted name of the sentence, e.g. ``"custody.same_holder"``.
        values: what the sentence needs; shown to the user, never logged.
        field: the form field the sentence belongs beside, if one does.
    """

    def __init__(self, code: str, *, field: str | None = None, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.field = field
        self.values: Mapping[str, object] = MappingProxyType(values)


class Refused(DossierError):
    """The law of the office says no."""


class NotPermitted(Refused):
    """The user's role does not allow this, or the case is walled off from the user."""


class NotConfirmed(Refused):
    """The user must prove with the passphrase who is at the keyboard, and may then try again."""


class Stale(Refused):
    """Somebody changed the record after it was shown."""


class Missing(Refused):
    """There is no such record (or none this user may know of)."""


class ImportRefused(Refused):
    """A file cannot be taken in; the values name file, line and reason."""


class WorldFailed(DossierError):
    """The machine failed us; nothing was written."""


class Unavailable(WorldFailed):
    """Disk full, file locked, folder read-only: try again after mending it."""


class CannotUnlock(WorldFailed):
    """No key: wrong passphrase or name, wrong recovery code."""


class Damaged(WorldFailed):
    """Stored bytes are not what was written."""


class Cancelled(WorldFailed):
    """The user stopped the work; nothing was written."""
