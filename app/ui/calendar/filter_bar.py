"""What the calendar is narrowed to: kinds, person, place, type of hearing; and what that hides."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.calendar import EVERYTHING, CalendarChoices, EntryFilter
from app.i18n import _, ngettext
from app.ui import wording
from app.ui.calendar.legend import Legend
from app.ui.icons import Icon
from app.ui.widgets import (
    CheckRow,
    Choice,
    Field,
    Popover,
    quiet,
    row,
    secondary,
    small,
)

_LONGEST = 40
"""Letters of a chosen name that the bar shows."""


class FilterBar(QWidget):
    """The legend, "Mine", a button for the rest, and how many entries all that hides.

    Signals:
        changed: something else is to be shown.
        choices_wanted: the panel is about to open and needs what can be chosen.
    """

    changed = Signal()
    choices_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._which = EVERYTHING
        self._names: dict[str, str] = {}
        self._legend = Legend()
        self._legend.changed.connect(self._take_kinds)
        self._mine = CheckRow(_("Mine"))
        self._mine.edited.connect(self._take_mine)
        self._button = quiet(_("Filter"), self._ask_choices, Icon.LIST_FILTER)
        self._hidden = secondary("")
        self._clear = quiet(_("Show all"), self.clear, keys="C")
        self.setLayout(
            row(self._legend, self._mine, self._button, None, self._hidden, self._clear, spacing=12)
        )
        self.tell_hidden(0)

    def which(self) -> EntryFilter:
        """What is to be shown."""
        return self._which

    def set_which(self, which: EntryFilter) -> None:
        """Show what is chosen; nobody is told."""
        self._which = which
        self._legend.show_kinds(which.kinds)
        self._mine.blockSignals(True)
        self._mine.set_value(which.mine)
        self._mine.blockSignals(False)
        self._write_button()

    def clear(self) -> None:
        """Show everything again."""
        if self._which.narrows:
            self.set_which(EVERYTHING)
            self.changed.emit()

    def tell_hidden(self, hidden: int) -> None:
        """Say how many entries of the days shown are kept back."""
        count = wording.count(hidden)
        words = ngettext("{n} entry hidden", "{n} entries hidden", hidden).format(n=count)
        self._hidden.setText(words)
        self._hidden.setVisible(self._which.narrows)
        self._clear.setVisible(self._which.narrows)

    def offer(self, choices: CalendarChoices) -> None:
        """Open the panel with what can be chosen."""
        panel = FilterPanel(self._which, choices, self)
        panel.changed.connect(self._take)
        panel.show_at(self._button)
        panel.setFocus()

    def know(self, choices: CalendarChoices) -> None:
        """Learn the names of what is chosen, to say them on the button."""
        self._names = {str(user): name for user, name in choices.people} | dict(choices.hearings)
        self._write_button()

    def _take_kinds(self) -> None:
        self._take(replace(self._which, kinds=self._legend.kinds()))

    def _take_mine(self) -> None:
        self._take(replace(self._which, mine=self._mine.value()))

    def _take(self, which: object) -> None:
        if isinstance(which, EntryFilter) and which != self._which:
            self._which = which
            self._write_button()
            self.changed.emit()

    def _ask_choices(self) -> None:
        self.choices_wanted.emit()

    def _write_button(self) -> None:
        which = self._which
        named = [self._names.get(key, key) for key in (_text(which.person), which.hearing) if key]
        chosen = ", ".join((*named, *filter(None, (which.court, which.courtroom))))
        shown = chosen if len(chosen) <= _LONGEST else f"{chosen[:_LONGEST]}…"
        self._button.set_label(_("Filter: {what}").format(what=shown) if shown else _("Filter"))


class FilterPanel(Popover):
    """The four choices; each is followed at once.

    Signals:
        changed: the `EntryFilter` that is now chosen.
    """

    changed = Signal(object)

    def __init__(self, which: EntryFilter, choices: CalendarChoices, parent: QWidget) -> None:
        self._which = which
        self._inputs: dict[str, Choice[Any]] = {
            "person": Choice(
                _with(choices.people, which.person), which.person, empty=_("Everybody")
            ),
            "court": Choice(_same(choices.courts, which.court), which.court, empty=_("All courts")),
            "courtroom": Choice(
                _same(choices.courtrooms, which.courtroom), which.courtroom, empty=_("All rooms")
            ),
            "hearing": Choice(
                _with(choices.hearings, which.hearing), which.hearing, empty=_("Every type")
            ),
        }
        labels = (_("Covered by or given to"), _("Court"), _("Courtroom"), _("Only hearings of"))
        fields = [
            Field(name, label, content)
            for (name, content), label in zip(self._inputs.items(), labels, strict=True)
        ]
        note = small(_("Courts and rooms with hearings on the days shown."), wrap=True)
        super().__init__(
            _("Show only"), *fields, note, parent=parent, icon=Icon.LIST_FILTER, width=340
        )
        for content in self._inputs.values():
            content.edited.connect(self._tell)
        self.setFocusProxy(self._inputs["person"])

    def _tell(self) -> None:
        chosen = {name: content.value() for name, content in self._inputs.items()}
        which = replace(
            self._which,
            person=chosen["person"],
            court=chosen["court"] or "",
            courtroom=chosen["courtroom"] or "",
            hearing=chosen["hearing"] or "",
        )
        self.changed.emit(which)


def _with(options: tuple[tuple[Any, str], ...], chosen: object) -> list[tuple[Any, str]]:
    """Return the options, with what is chosen though it is no longer among them."""
    known = list(options)
    if chosen and chosen not in dict(options):
        known.append((chosen, _("As chosen before")))
    return known


def _same(names: tuple[str, ...], chosen: str) -> list[tuple[str, str]]:
    return [(name, name) for name in sorted({*names, *filter(None, (chosen,))})]


def _text(person: UUID | None) -> str:
    return str(person) if person else ""
