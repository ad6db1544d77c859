"""What is known of the chosen line, beside a list: facts, history, and what can be done."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtWidgets import QStackedLayout, QWidget

from app.ui.icons import Icon
from app.ui.theme import metrics
from app.ui.widgets import (
    Button,
    Card,
    Chip,
    ChipSpec,
    EmptyState,
    Facts,
    ListRow,
    PlainLabel,
    RowList,
    ScrollPage,
    clear,
    column,
    holding,
    row,
    strong,
)
from app.ui.widgets.button import Kind

_A_ROW = 2
"""Buttons side by side."""


@dataclass(frozen=True)
class Deed:
    """A button of the panel; the first one is the loud one."""

    text: str
    press: Callable[[], object]
    icon: Icon | None = None


@dataclass(frozen=True)
class Detail:
    """What the panel shows.

    Attributes:
        lists: headings with rows below them.
        acted: what pressing the action of a row does, given its key.
    """

    title: str
    chip: ChipSpec | None = None
    facts: Sequence[tuple[str, str]] = ()
    text: str = ""
    lists: Sequence[tuple[str, Sequence[ListRow]]] = ()
    deeds: Sequence[Deed] = field(default=())
    acted: Callable[[object], object] | None = None


class DetailPanel(QWidget):
    """One line in full, or a word about none.

    Args:
        icon: of what is listed.
        nothing: said while no line is chosen.
    """

    def __init__(self, icon: Icon, nothing: str) -> None:
        super().__init__()
        self.detail: Detail | None = None
        self._title = strong("", wrap=True)
        self._chip = Chip("")
        self._facts = Facts(label_width=92)
        self._text = PlainLabel("", wrap=True, selectable=True)
        self._lists = column(spacing=metrics.GAP)
        self._deeds = column(spacing=metrics.GAP)
        card = Card(
            self._title,
            row(self._chip, None),
            self._deeds,
            self._facts,
            self._text,
            self._lists,
        )
        self._stack = QStackedLayout(self)
        self._nothing = EmptyState(icon, nothing)
        self._page = ScrollPage(card, None)
        self._page.body().setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(self._nothing)
        self._stack.addWidget(self._page)

    def show_detail(self, detail: Detail | None) -> None:
        """Show a line, or that none is chosen."""
        self.detail = detail
        self._stack.setCurrentWidget(self._page if detail else self._nothing)
        if detail is None:
            return
        self._title.setText(detail.title)
        if detail.chip is not None:
            self._chip.show_spec(detail.chip)
        self._chip.setVisible(detail.chip is not None)
        self._facts.set_facts([(label, value) for label, value in detail.facts if value])
        self._text.setText(detail.text)
        self._text.setVisible(bool(detail.text))
        self._show_lists(detail)
        self._show_deeds(detail.deeds)

    def button(self, text: str) -> Button | None:
        """Return the button with these words, if it is offered."""
        found = self.findChildren(Button)
        return next((each for each in found if each.accessibleName() == text), None)

    def _show_lists(self, detail: Detail) -> None:
        clear(self._lists)
        for title, rows in detail.lists:
            if not rows:
                continue
            shown = RowList(title, rows)
            if detail.acted is not None:
                shown.acted.connect(detail.acted)
            self._lists.addWidget(strong(title))
            self._lists.addWidget(shown)

    def _show_deeds(self, deeds: Sequence[Deed]) -> None:
        clear(self._deeds)
        buttons = [
            Button(
                deed.text,
                deed.press,
                kind=Kind.PRIMARY if place == 0 else Kind.QUIET,
                icon=deed.icon,
                small=True,
            )
            for place, deed in enumerate(deeds)
        ]
        for start in range(0, len(buttons), _A_ROW):
            self._deeds.addWidget(holding(row(*buttons[start : start + _A_ROW], None)))
