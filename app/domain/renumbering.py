"""Steps taken back one after another: an undone record has its old content under a new version.

Undo writes a record anew, so its version goes on counting. The step before was made against the
version that then stood; what that version said stands again, under another number. Without this the
second of two undos of one record would be told that somebody changed it in the meantime.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from functools import cache
from operator import is_
from typing import Any, TypeVar, get_args
from uuid import UUID

from app.domain.record import Record, Version

T = TypeVar("T")


@dataclass(frozen=True)
class Versions:
    """The versions of the records an act wrote, each by its record.

    Attributes:
        before: that stood before the act; ``after``: that stand since, none where it was removed.
    """

    before: Mapping[UUID, Version] = field(default_factory=dict)
    after: Mapping[UUID, Version] = field(default_factory=dict)


class Renumbered:
    """Which version stands for which, since acts were taken back."""

    def __init__(self) -> None:
        self._now: dict[tuple[UUID, Version], Version] = {}

    def put_back(self, act: Versions, opposite: Versions) -> None:
        """Note that an opposite put back what stood before an act."""
        for record, before in act.before.items():
            after = opposite.after.get(record, before)
            if after != before:
                self._now[record, before] = after

    def now(self, record: UUID, version: Version) -> Version:
        """Return the version that says today what this one said."""
        while (record, version) in self._now:
            version = self._now[record, version]
        return version

    def in_(self, said: T) -> T:
        """Return an act with the versions of today, in everything it carries."""
        return said if not self._now else self._renewed(said)

    def _renewed(self, said: Any) -> Any:  # noqa: ANN401 - whatever an act may carry
        if type(said) is tuple:
            new = tuple(self._renewed(each) for each in said)
            return said if all(map(is_, new, said)) else new
        if isinstance(said, type) or not is_dataclass(said):
            return said
        return self._with_versions(said)

    def _with_versions(self, said: Any) -> Any:  # noqa: ANN401 - any record, act or part of one
        held = {each.name: getattr(said, each.name) for each in fields(said) if each.init}
        new = {name: self._renewed(value) for name, value in held.items()}
        record = said.id if isinstance(said, Record) else _first_identity(held)
        for name in _versions_in(said.__class__):
            if record is not None and held[name] is not None:
                new[name] = self.now(record, held[name])
        changed = {name: value for name, value in new.items() if value is not held[name]}
        return replace(said, **changed) if changed else said


def _first_identity(held: Mapping[str, Any]) -> UUID | None:
    """Return the record an act or a tick is about: the one it names first."""
    return next((value for value in held.values() if isinstance(value, UUID)), None)


@cache
def _versions_in(kind: type[Any]) -> tuple[str, ...]:
    """Return the fields of a record, act or tick that say which version of its record was shown."""
    return tuple(each.name for each in fields(kind) if Version in (each.type, *get_args(each.type)))
