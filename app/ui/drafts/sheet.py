"""One unfinished form between window and vault: what was typed, where, and how it opens again."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Protocol, runtime_checkable
from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.domain.drafts import Draft
from app.services.drafts import FinishDraft, ForgetTyping, HalfTyped
from app.ui.desk import Desk
from app.ui.drafts.inputs import Typed
from app.ui.drafts.plain import identities_in
from app.ui.page import Frame


@dataclass(frozen=True)
class Sheet:
    """A form as it stands.

    Attributes:
        form: the name it is opened again by.
        title: what the user calls it.
        place: what it was opened with, encoded; None where that cannot be kept.
        typed: its inputs; ``focus``: key of the one with the keyboard.
        more: what the form holds besides, encoded.
        about: identities besides those in ``place`` and ``more``.
    """

    form: str
    title: str
    place: Any
    typed: tuple[Typed, ...] = ()
    focus: str = ""
    more: Any = None
    about: frozenset[UUID] = field(default=frozenset())

    def half_typed(self, at_hand: UUID | None = None) -> HalfTyped:
        """Return it as the vault keeps it; ``at_hand`` is the case in front of the user."""
        held = {"title": self.title, "typed": [vars(each) for each in self.typed]}
        held["more"] = self.more
        near = {at_hand} if at_hand is not None else set[UUID]()
        return HalfTyped(
            form=self.form,
            place=_written(self.place),
            content=_written(held),
            focus=self.focus,
            about=self.about | near | self._named(),
        )

    def _named(self) -> frozenset[UUID]:
        values = (each.value for each in self.typed)
        return frozenset(identities_in([self.place, self.more, *values]))


def _written(held: Any) -> str:  # noqa: ANN401  an encoded value
    """Return JSON; half a letter, which no file can hold, becomes a question mark."""
    return json.dumps(held, ensure_ascii=False).encode("utf-8", "replace").decode()


def sheet_of(draft: Draft) -> Sheet:
    """Return the form as it stood.

    Raises:
        ValueError, LookupError, TypeError: another version of the program wrote it differently.
    """
    held = json.loads(draft.content)
    return Sheet(
        form=draft.form,
        title=held["title"],
        place=json.loads(draft.place),
        typed=tuple(Typed(**each) for each in held["typed"]),
        focus=draft.focus,
        more=held["more"],
    )


@runtime_checkable
class Typing(Protocol):
    """A widget somebody types into.

    Attributes:
        kept_as: the draft it was opened from, if from one.
        typed_as: what it is kept under while it is typed, once it is.
    """

    kept_as: UUID | None
    typed_as: UUID | None

    def sheet(self) -> Sheet | None:
        """Return what is typed and not committed, or None where nothing is."""


Reopen = Callable[[Frame, Sheet], Typing | None]
"""Opens a form again as it stood; None where that cannot be done any more."""

_REOPENS: dict[str, Reopen] = {}


def reopens(form: str) -> Callable[[Reopen], Reopen]:
    """Enter a function as the one that opens the forms of this name again."""

    def enter(reopen: Reopen) -> Reopen:
        _REOPENS[form] = reopen
        return reopen

    return enter


def reopen(frame: Frame, sheet: Sheet) -> Typing | None:
    """Open a form as it stood; None where this version of the program cannot."""
    kind = sheet.form.split(":", 1)[0]
    return _REOPENS[kind](frame, sheet) if kind in _REOPENS else None


def typing_in(window: QWidget) -> Iterable[Typing]:
    """Yield every widget of a window in which something can be half typed."""
    for widget in window.findChildren(QWidget):
        if isinstance(widget, Typing):
            yield widget


def finish(widget: Typing, desk: Desk) -> None:
    """Take the draft a widget was opened from off the list: it is committed."""
    draft, widget.kept_as = widget.kept_as, None
    if draft is not None:
        desk.do(FinishDraft(draft), desk, None, _ignore)
    forget(widget, desk)


def forget(widget: Typing, desk: Desk) -> None:
    """Drop what was kept of a widget while it was typed: it is committed or given up."""
    typed, widget.typed_as = widget.typed_as, None
    if typed is not None:
        desk.do(ForgetTyping(typed), desk, None, _ignore)


def _ignore(_error: Exception) -> None:
    """A draft that is gone already needs no finishing."""
