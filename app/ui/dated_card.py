"""The floating card of anything that has a day; deadlines, hearings and tasks fill it in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.i18n import _
from app.ui.case_tab import CasePlace
from app.ui.form import FormDialog
from app.ui.icons import Icon
from app.ui.page import Frame, Section
from app.ui.theme import Token, metrics
from app.ui.widgets import Button, Popover, row, secondary, small
from app.ui.widgets.layout import Part

TAB = "deadlines"
"""Key of the tab of a case that lists its dates."""
_LONGEST_HEADING = 160
_WIDTH = 470
_BUTTON_ROOM = _WIDTH - 28
"""Pixels for a row of buttons."""


@dataclass(frozen=True)
class Offer:
    """A button of the card; left out where the user may not do it."""

    text: str
    press: Callable[[], object]
    needs: type[Any] | None = None


class DatedCard(Popover):
    """What lies on a day, why, and what can be done about it.

    Args:
        frame: the window around it.
        heading: its title.
        *parts: the content between case and buttons.
        parent: the page it floats above.
        icon: before the heading, in ``token``.
        token: color of the icon.
        case_words: caption and number; empty inside the case itself.
        case: where "Open case" leads.
        record: the dated record, in the ``tab`` of its case.
        tab: key of that tab.
        offers: the buttons.
        closing: small print at the foot.
    """

    def __init__(
        self,
        frame: Frame,
        heading: str,
        *parts: Part,
        parent: QWidget,
        icon: Icon,
        token: Token,
        case_words: str,
        case: UUID,
        record: UUID,
        offers: Sequence[Offer],
        closing: str = "",
        tab: str = TAB,
    ) -> None:
        self.frame = frame
        self._place = CasePlace(case, tab, record)
        own = [Offer(_("Open case"), self._open_case)] if case_words else []
        shown = [o for o in (*own, *offers) if o.needs is None or frame.desk.may(o.needs)]
        super().__init__(
            _cut(heading),
            *([secondary(case_words)] if case_words else []),
            *parts,
            *_rows_of([self._button(offer) for offer in shown]),
            *([small(closing, wrap=True)] if closing else []),
            parent=parent,
            icon=icon,
            token=token,
            width=_WIDTH,
        )

    def open_form(self, form: FormDialog, afterwards: str) -> None:
        """Open a form and say afterwards what was done."""
        form.committed.connect(partial(tell_undoable, self.frame, afterwards))
        form.open()

    def _button(self, offer: Offer) -> Button:
        return Button(offer.text, partial(self._press, offer.press), small=True)

    def _press(self, press: Callable[[], object]) -> None:
        """Close first: a form cannot take the keyboard from an open card."""
        self.close()
        press()

    def _open_case(self) -> None:
        self.frame.go(Section.CASES, self._place)


def _rows_of(buttons: Sequence[Button]) -> list[QHBoxLayout]:
    """Return the buttons side by side, in a second row where they are too many for one."""
    rows: list[list[Button]] = [[]]
    room = _BUTTON_ROOM
    for button in buttons:
        room -= button.sizeHint().width() + metrics.GAP
        if room < 0 and rows[-1]:
            rows.append([])
            room = _BUTTON_ROOM - button.sizeHint().width() - metrics.GAP
        rows[-1].append(button)
    return [row(*each, None) for each in rows]


def tell_undoable(frame: Frame, text: str, _value: object = None) -> None:
    """Say what was done, with the way back."""
    frame.tell(text, action=_("Undo"), press=frame.undo)


def _cut(heading: str) -> str:
    return heading if len(heading) <= _LONGEST_HEADING else f"{heading[:_LONGEST_HEADING]}…"
