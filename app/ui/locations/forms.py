"""The forms of a place of storage and of an agency."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.codes import Code
from app.domain.ids import new_id
from app.domain.locations import Agency, AgencyId, Location, LocationId, LocationKind, Places
from app.i18n import _
from app.services.locations import AddAgency, AddLocation, AmendAgency, AmendLocation
from app.ui.choices import options
from app.ui.form import FormDialog
from app.ui.locations.words import KINDS
from app.ui.page import Frame
from app.ui.widgets import (
    CheckRow,
    Choice,
    Field,
    ProseInput,
    TextInput,
    fields_in_a_row,
    row,
)

_OWN_CODE = _("Empty: the office's next number.")
_SET_APART = ("firearm", "narcotics", "cash", "biological")
"""Kinds that are kept apart (IAPE), offered one by one."""


class HoldsInput(QWidget):
    """A box for each kind that is kept apart; kinds set elsewhere stay as they are.

    Args:
        labels: words of each kind of evidence.
        held: what is chosen at first.
    """

    edited = Signal()

    def __init__(self, labels: Mapping[str, str], held: tuple[str, ...]) -> None:
        super().__init__()
        self._others = tuple(each for each in held if each not in _SET_APART)
        offered = [each for each in _SET_APART if each in labels]
        self._boxes = {each: CheckRow(labels[each], each in held) for each in offered}
        self.setLayout(row(*self._boxes.values(), None, spacing=14))
        for box in self._boxes.values():
            box.edited.connect(self.edited)
        if offered:
            self.setFocusProxy(self._boxes[offered[0]])

    def answer(self) -> tuple[str, ...]:
        """The kinds that are ticked."""
        return (*(kind for kind, box in self._boxes.items() if box.value()), *self._others)

    def problem(self) -> str | None:
        """Any will do."""
        return None


class LocationForm(FormDialog):
    """A place of storage, new or changed.

    Args:
        frame: the window.
        places: all there are, to choose the one around it from.
        kinds: of evidence, for what it is kept for.
        location: the place to change; None = a new one.
        within: the place a new one is offered to lie in.
    """

    def __init__(
        self,
        frame: Frame,
        places: Places,
        kinds: Sequence[Code],
        location: Location | None = None,
        within: LocationId | None = None,
    ) -> None:
        super().__init__(
            frame.desk,
            _("Change {name}").format(name=location.name) if location else _("Add a place"),
            _("Change") if location else _("Add"),
            lede=_("Its barcode sets the place of what is scanned next."),
            parent=frame.dialog_parent(),
        )
        self._location = location
        self._name = Field(
            "name", _("Name"), TextInput(location.name if location else ""), required=True
        )
        kind = location.kind if location else LocationKind.SHELF
        self._kind = Field("kind", _("Kind"), Choice(list(KINDS.items()), kind))
        around = location.parent if location else within
        paths = [(each.id, places.path(each.id)) for each, _depth in places.in_order()]
        parents = [(id_, path) for id_, path in paths if location is None or id_ != location.id]
        self._parent = Field(
            "parent", _("Lies in"), Choice(parents, around, empty=_("Nothing larger"))
        )
        self._code = Field(
            "code",
            _("Barcode"),
            TextInput(location.code if location else ""),
            hint="" if location else _OWN_CODE,
            required=location is not None,
        )
        held = location.holds if location else ()
        self._holds = Field(
            "holds",
            _("Kept for"),
            HoldsInput({each.code: each.label for each in kinds}, held),
            hint=_("Whoever brings something else here is told so. None: for everything."),
        )
        self._note = Field("note", _("Note"), TextInput(location.note if location else ""))
        self._in_use = CheckRow(
            _("Items may be brought here"), location is None or location.is_active
        )
        self.add(
            fields_in_a_row((self._name, 3), (self._kind, 2)),
            fields_in_a_row((self._parent, 3), (self._code, 2)),
            self._holds,
            self._note,
            self._in_use,
        )
        self._in_use.setVisible(location is not None)

    def command(self) -> AddLocation | AmendLocation:
        """Return the command."""
        facts: dict[str, Any] = {
            "name": self._name.value(),
            "kind": self._kind.value(),
            "parent": self._parent.value(),
            "code": self._code.value(),
            "note": self._note.value(),
            "holds": self._holds.value(),
        }
        if self._location is None:
            return AddLocation(**facts)
        changed = replace(self._location, **facts, is_active=self._in_use.value())
        return AmendLocation(location=changed)


class AgencyForm(FormDialog):
    """An agency, new or changed.

    Args:
        frame: the window.
        kinds: of agencies.
        agency: the one to change; None = a new one.
    """

    def __init__(self, frame: Frame, kinds: Sequence[Code], agency: Agency | None = None) -> None:
        super().__init__(
            frame.desk,
            _("Change {name}").format(name=agency.name) if agency else _("Add an agency"),
            _("Change") if agency else _("Add"),
            lede=_("Its barcode names the receiver when an item is handed over."),
            parent=frame.dialog_parent(),
        )
        self._agency = agency
        shown = agency or Agency(id=AgencyId(new_id()), code="", name="")
        self._lines = {
            "name": Field("name", _("Name"), TextInput(shown.name), required=True),
            "code": Field(
                "code",
                _("Barcode"),
                TextInput(shown.code),
                hint="" if agency else _OWN_CODE,
                required=agency is not None,
            ),
            "contact": Field("contact", _("Contact"), TextInput(shown.contact)),
            "phone": Field("phone", _("Phone"), TextInput(shown.phone)),
            "address": Field("address", _("Address"), ProseInput(shown.address, lines=2)),
            "note": Field("note", _("Note"), TextInput(shown.note)),
        }
        self._kind = Field(
            "kind", _("Kind"), Choice(options(tuple(kinds)), shown.kind, empty=_("Not said"))
        )
        self._in_use = CheckRow(_("Offered as receiver"), shown.is_active)
        lines = self._lines
        self.add(
            fields_in_a_row((lines["name"], 3), (self._kind, 2)),
            fields_in_a_row((lines["contact"], 3), (lines["code"], 2)),
            fields_in_a_row((lines["address"], 3), (lines["phone"], 2)),
            lines["note"],
            self._in_use,
        )
        self._in_use.setVisible(agency is not None)

    def command(self) -> AddAgency | AmendAgency:
        """Return the command."""
        facts: dict[str, Any] = {name: str(field.value()) for name, field in self._lines.items()}
        facts["kind"] = self._kind.value() or ""
        if self._agency is None:
            return AddAgency(**facts)
        changed = replace(self._agency, **facts, is_active=self._in_use.value())
        return AmendAgency(agency=changed)
