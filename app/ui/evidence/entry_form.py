"""The fields of fast entry: those that stay for the next item, and those of the item itself."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.codes import Code, CodeList
from app.domain.errors import DossierError
from app.domain.evidence import TWO_PERSON_KINDS, ItemRelation
from app.domain.evidence_entry import EvidenceEntry
from app.domain.evidence_list import EvidenceLine
from app.domain.item_doubts import require_past
from app.i18n import _, ngettext
from app.i18n.courthouse import courthouse
from app.ui.desk import Desk
from app.ui.evidence.entry_facts import EntryFacts
from app.ui.evidence.place_field import PlaceInput
from app.ui.form import check_fields, place_refusal
from app.ui.icons import Icon
from app.ui.moment_fields import moment_of
from app.ui.widgets import (
    Card,
    CheckRow,
    Choice,
    Field,
    Hairline,
    PastDateInput,
    Picture,
    TextInput,
    TimeInput,
    column,
    fields_in_a_row,
    holding,
    primary,
    quiet,
    row,
    secondary,
    small,
)

_LABELS = {
    "collected_by": _("Collected by"),
    "collected_place": _("Place collected"),
    "authority": _("Authority"),
    "tag": _("Tag"),
    "description": _("Description"),
    "quantity": _("Quantity"),
    "seal": _("Seal"),
    "place": _("Shelf or locker"),
    "holder": _("Taken in by"),
    "second_person": _("Second person"),
}
"""Fields of one line of text."""

_CLEARED = {"tag": "", "description": "", "quantity": "1", "seal": "", "second_person": ""}
"""Fields of one item and what they begin with."""

_HINTS = {
    "description": _("Make, model, serial, condition, marks"),
    "holder": _("You"),
}
"""What stands in a field while it is empty."""


_NOT_SCANNED_INTO = frozenset({"tag", "description", "place"})
"""A tag scanned there is the next item's; a place is read off its own barcode."""


class Inside(QWidget):
    """The item in which what is logged will lie, scanned into the field of the place."""

    def __init__(self) -> None:
        super().__init__()
        self.hide()
        self._words = ""
        self._container: EvidenceLine | None = None
        self._known: dict[UUID, EvidenceLine] = {}

    def kept(self) -> tuple[str, EvidenceLine | None]:
        """Return what a draft keeps of it."""
        return self._words, self._container

    def take_back(self, kept: tuple[str, EvidenceLine | None]) -> None:
        """Hold it again."""
        self._words, self._container = kept

    def put(self, container: EvidenceLine, place: PlaceInput) -> None:
        """Name the container in the field of the place."""
        self._known[container.item] = container
        self._container = container
        self._words = _("In {tag}").format(tag=container.tag)
        place.set_value(self._words)

    def show_again(self, entry: EvidenceEntry, place: PlaceInput) -> None:
        """Name the container of an item that is changed."""
        if entry.parent in self._known:
            self.put(self._known[entry.parent], place)

    def placed(self, entry: EvidenceEntry) -> EvidenceEntry:
        """Return the entry inside its container, if the field still names that."""
        if self._container is None or entry.place != self._words:
            return entry
        return replace(
            entry,
            parent=self._container.item,
            relation=ItemRelation.INSIDE,
            place=self._container.place,
            location=self._container.location,
        )


class EntryForm(Card):
    """What is typed for one item. Enter goes to the next field; in the last one it adds.

    Signals:
        added: an `EvidenceEntry`, tidied and possible, though its tag is not checked yet.
        case_typed: the text of the case field, when the user leaves it.
        more_shown: whether everything else about the item is asked for, which needs room.
    """

    added = Signal(object)
    case_typed = Signal(str)
    more_shown = Signal(bool)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._labels: dict[str, str] = {}
        self._is_scanned = False
        self._number = TextInput(placeholder=_("Number"))
        self._kinds: Choice[str] = Choice(empty=_("Choose"))
        self._day = PastDateInput()
        self._time = TimeInput()
        self._typed = {
            name: TextInput(_CLEARED.get(name, ""), placeholder=_HINTS.get(name, ""))
            for name in _LABELS
        }
        self.place = PlaceInput(desk)
        self._typed["place"] = self.place
        self._inside = Inside()
        self._keep_kind = CheckRow(_("Keep the type"), True)
        self._keep_words = CheckRow(_("Keep the description"))
        self.case = Field("case", _("Case"), self._number, required=True)
        self._kind = Field("kind", _("Type"), self._kinds, required=True)
        self._collected_on = Field("collected_at", _("Collected on"), self._day)
        self._collected_time = Field("collected_time", _("At"), self._time)
        self._lines = {
            name: Field(name, label, self._typed[name], required=name == "description")
            for name, label in _LABELS.items()
        }
        self._facts = EntryFacts()
        self._more = quiet("", self.toggle_more, Icon.CHEVRON_DOWN, "Ctrl+M")
        self._add = primary(_("Add to batch"), self.add, Icon.CORNER_DOWN_LEFT, "Ctrl Enter")
        self._arrange()
        self._number.editingFinished.connect(self._tell_case)
        self._kinds.edited.connect(self._follow_kind)
        self._kinds.edited.connect(self._look_at_place)
        self.place.edited.connect(self._look_at_place)
        self._follow_kind()

    def offer(self, choices: Mapping[CodeList, Iterable[Code]]) -> None:
        """Offer what can be chosen, of each of the code lists `fact_fields.LISTS`."""
        self._labels = {code.code: code.label for code in choices[CodeList.EVIDENCE_KIND]}
        self._kinds.set_options(self._labels.items())
        self._facts.offer(choices)
        self._follow_kind()

    def choose(self, kind: str) -> None:
        """Choose a type of evidence, as its list does."""
        self._kinds.set_value(kind)

    def toggle_more(self) -> None:
        """Ask for everything else about the item, or no longer; what is filled in stays."""
        self._show_more(self._facts.more.isHidden())

    def close_more(self) -> bool:
        """Ask for no more than usual; return False where no more was asked for."""
        was_open = not self._facts.more.isHidden()
        if was_open:
            self._show_more(False)
        return was_open

    def is_begun(self) -> bool:
        """Whether anything but the suggested tag and what stays is typed for an item."""
        return self._facts.is_begun() or any(
            self._typed[name].value() != at_first
            for name, at_first in self._cleared().items()
            if name != "tag"
        )

    def label_of(self, kind: str) -> str:
        """Return the words of a kind, empty where the office has none."""
        return self._labels.get(kind, "")

    def show_case(self, number: str, *, is_fixed: bool) -> None:
        """Name the case; it cannot be changed while items wait in the batch."""
        self._number.set_value(number)
        self._number.setEnabled(not is_fixed)

    def suggest_tag(self, tag: str) -> None:
        """Fill in the next tag; a scan or typing replaces it."""
        self._typed["tag"].set_value(tag)
        self._is_scanned = False
        if self._typed["tag"].hasFocus():
            self._typed["tag"].selectAll()

    def start(self) -> None:
        """Put the keyboard where the next item begins: in what stays, if that is still empty."""
        # After the window has put the focus where it thinks best.
        QTimer.singleShot(0, self, self._focus_start)

    def fill(self, entry: EvidenceEntry) -> None:
        """Put an item of the batch back into the fields, to be changed."""
        for name, line in self._typed.items():
            line.set_value(getattr(entry, name))
        self._kinds.set_value(entry.kind)
        self._inside.show_again(entry, self.place)
        if entry.collected_at is not None:
            local = courthouse.local(entry.collected_at)
            self._day.set_day(local.date())
            self._time.set_time(local.time())
        self._follow_kind()
        self._facts.fill(entry)
        self._typed["second_person" if entry.waits_for_second_person else "tag"].setFocus()

    def clear(self) -> None:
        """Empty the fields of the item; those that stay, stay."""
        for name, value in self._cleared().items():
            self._typed[name].set_value(value)
        self._facts.clear()
        self.close_more()
        if not self._keep_kind.value():
            self._kinds.set_value(None)
        self._focus_tag()

    def scan_tag(self, code: str) -> bool:
        """Take a scanned tag for the next item; return whether the item is whole and was added.

        An item that was scanned before and is whole by now goes into the batch first.
        """
        if self._is_scanned and self._is_whole():
            self.add()
            if self._is_scanned:
                return False  # something is wrong with that one, and it is said there
        self._typed["tag"].set_value(code)
        self._is_scanned = True
        if self._is_whole():
            self.add()
            return True
        wanting = self._typed["description"] if self._kinds.value() else self._kinds
        wanting.setFocus(Qt.FocusReason.OtherFocusReason)
        return False

    def scan_into_line(self, code: str, into: QWidget | None) -> bool:
        """Put a code into the line it was read in; False for the tag's and where none."""
        for name, line in self._typed.items():
            if line is into and name not in _NOT_SCANNED_INTO:
                line.set_value(code)
                self._move_on()
                return True
        return False

    def fill_agency(self, name: str, into: QWidget | None) -> None:
        """Name an agency: as collector while the keyboard is there, else as who takes it in."""
        collector = self._typed["collected_by"]
        (collector if into is collector else self._typed["holder"]).set_value(name)

    def put_inside(self, container: EvidenceLine) -> None:
        """Let what comes lie in an item logged before."""
        self._inside.put(container, self.place)

    def warning(self, kind: str) -> str:
        """Return what is odd about putting that kind where the place field says."""
        return self.place.warning(kind)

    def add(self) -> None:
        """Hand the item on if it is possible, else say what is wrong beside the field."""
        if not check_fields(self):
            self._show_errors()
            return
        try:
            entry = self._entry().tidied()
            now = datetime.now(UTC)
            entry.first_step(now)
            require_past(entry.kind, entry.particulars, courthouse.local(now))
        except DossierError as error:
            place_refusal(self, error)
            self._show_errors()
            return
        self.added.emit(entry)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter moves on to the next field."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain and self._move_on():
            return
        super().keyPressEvent(event)

    def _entry(self) -> EvidenceEntry:
        collected_at = moment_of(self._collected_on, self._collected_time)
        lines = {name: field.value() for name, field in self._lines.items()}
        entry = EvidenceEntry(kind=self._kind.value(), **lines, **self._facts.values())
        witness = entry.second_person if entry.kind in TWO_PERSON_KINDS else ""
        entry = replace(entry, collected_at=collected_at, second_person=witness)
        return self._inside.placed(replace(entry, location=self.place.location))

    def _arrange(self) -> None:
        lines = self._lines
        body = self.body()
        words = small(_("These stay for the next item."))
        pins = (self._keep_kind, self._keep_words)
        stays = row(Picture(Icon.PIN, size=13), words, None, *pins, spacing=14)
        pinned = fields_in_a_row(
            (self.case, 3),
            (lines["collected_by"], 4),
            (self._collected_on, 4),
            (self._collected_time, 2),
            (lines["collected_place"], 4),
            (lines["authority"], 4),
        )
        self._pinned = holding(column(stays, pinned, Hairline(), spacing=12))
        body.addWidget(self._pinned)
        body.addWidget(
            fields_in_a_row(
                (lines["tag"], 4),
                (self._kind, 5),
                (lines["description"], 10),
                (lines["quantity"], 3),
                (lines["seal"], 4),
            )
        )
        body.addWidget(self._facts.first)
        clear = quiet(_("Clear"), self.clear)
        self._hint = secondary(
            _(
                "Firearms, drugs and cash ask for a second person."
                " Nothing is written until you commit."
            ),
            wrap=True,
        )
        last = row(spacing=14)
        for name in ("place", "holder", "second_person"):
            last.addWidget(lines[name], 3, Qt.AlignmentFlag.AlignTop)
        last.addWidget(self._hint, 3)
        last.addStretch(1)
        last.addWidget(self._more)
        last.addWidget(clear)
        last.addWidget(self._add)
        body.addLayout(last)
        body.addWidget(self._inside)
        body.addWidget(self._facts.more, 1)

    def _fields_in_order(self) -> tuple[Field, ...]:
        lines = self._lines
        return (
            self.case,
            lines["collected_by"],
            self._collected_on,
            self._collected_time,
            lines["collected_place"],
            lines["authority"],
            lines["tag"],
            self._kind,
            lines["description"],
            lines["quantity"],
            lines["seal"],
            *self._facts.first_fields,
            lines["place"],
            lines["holder"],
            lines["second_person"],
            *(() if self._facts.more.isHidden() else self._facts.more_fields),
        )

    def _move_on(self) -> bool:
        """Focus the field after the focused one, or add; False where none of them has the focus."""
        focused = QApplication.focusWidget()
        fields = [field for field in self._fields_in_order() if not field.isHidden()]
        at = next((n for n, field in enumerate(fields) if _holds(field, focused)), None)
        if at is None:
            return False
        if at == len(fields) - 1:
            self.add()
            return True
        target = fields[at + 1].content
        target.setFocus(Qt.FocusReason.TabFocusReason)
        self._facts.reveal(target)
        return True

    def _cleared(self) -> dict[str, str]:
        """Return what is emptied for the next item, and what it begins with."""
        kept = {"description"} if self._keep_words.value() else set()
        return {name: value for name, value in _CLEARED.items() if name not in kept}

    def _is_whole(self) -> bool:
        return bool(self._kinds.value() and self._typed["description"].value())

    def _look_at_place(self) -> None:
        """Say it where the place is kept for other kinds; that never stands in the way."""
        field = self._lines["place"]
        words = self.warning(self._kinds.value() or "") if self._kinds.value() else ""
        if words:
            field.show_warning(words)
        elif not field.has_error:
            field.show_hint()

    def _follow_kind(self) -> None:
        kind = self._kind.value() or ""
        self._lines["second_person"].setVisible(kind in TWO_PERSON_KINDS)
        self._hint.setVisible(kind not in TWO_PERSON_KINDS)
        self._facts.ask(kind)
        self._tell_more()

    def _show_more(self, shown: bool) -> None:  # noqa: FBT001  whether it is shown
        self._facts.more.setVisible(shown)
        # What stays for the next item gives its room away meanwhile.
        self._pinned.setHidden(shown)
        self._tell_more()
        self.more_shown.emit(shown)
        fields = self._facts.more_fields if shown else (self._lines["description"],)
        fields[0].setFocus()

    def _show_errors(self) -> None:
        """Open what is folded away where something is wrong in it."""
        wrong = [field for field in self._facts.more_fields if field.has_error]
        if wrong and self._facts.more.isHidden():
            self._show_more(True)
            wrong[0].setFocus()

    def _tell_more(self) -> None:
        """Say on the button how much of what the kind asks for lies behind it."""
        count = self._facts.asked_behind
        asked = ngettext("More ({n} asked)", "More ({n} asked)", count).format(n=count)
        words = asked if count else _("More")
        is_open = not self._facts.more.isHidden()
        self._more.set_label(_("Less") if is_open else words)
        self._more.set_icon(Icon.CHEVRON_UP if is_open else Icon.CHEVRON_DOWN)

    def _focus_start(self) -> None:
        collector = self._typed["collected_by"]
        if not self._number.value():
            self._number.setFocus()
        elif not collector.value():
            collector.setFocus()
        else:
            self._focus_tag()

    def _focus_tag(self) -> None:
        self._typed["tag"].setFocus()
        self._typed["tag"].selectAll()

    def _tell_case(self) -> None:
        self.case_typed.emit(self.case.value())


def _holds(field: Field, focused: QWidget | None) -> bool:
    return focused is not None and (field.content is focused or field.isAncestorOf(focused))
