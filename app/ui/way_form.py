"""The form for a way to reach somebody: new, or changed without showing the stored value."""

from app.domain.cases import CaseId
from app.domain.contact_ways import MaskedWay
from app.domain.persons import PersonId, Safety, WayKind
from app.i18n import _
from app.services.contact_ways import AddContactWay, AmendContactWay, WayEntry
from app.ui.form import FormDialog
from app.ui.page import Frame
from app.ui.widgets import CheckRow, Choice, Field, ProseInput, TextInput, fields_in_a_row

_KINDS = (
    (WayKind.PHONE, _("Phone")),
    (WayKind.TEXT, _("Text message")),
    (WayKind.EMAIL, _("E-mail")),
    (WayKind.ADDRESS, _("Postal address")),
    (WayKind.OTHER, _("Other")),
)
_SAFETY = (
    (Safety.SAFE, _("Safe, said so today")),
    (Safety.UNSAFE, _("Unsafe, never use")),
    (Safety.UNKNOWN, _("Not asked yet")),
)


class WayForm(FormDialog):
    """A way to reach a person.

    Args:
        frame: the window.
        person: whose way is added.
        case: where the office learnt it; its walls are around the way too.
        way: the way to change instead.
    """

    def __init__(
        self,
        frame: Frame,
        *,
        person: PersonId | None = None,
        case: CaseId | None = None,
        way: MaskedWay | None = None,
    ) -> None:
        super().__init__(
            frame.desk,
            _("Add a way to reach") if way is None else _("Change a way to reach"),
            _("Add") if way is None else _("Save"),
            lede=_("Ask the person whether it is safe, at what hours, and about messages."),
            parent=frame.dialog_parent(),
            width=620,
        )
        self._person, self._case = person, case
        self._way = way
        self._make_fields()
        self.add(
            fields_in_a_row((self._label, 2), (self._kind, 1)),
            self._value,
            fields_in_a_row(self._safety, self._hours),
            self._message,
            self._substitute,
            self._note,
        )

    def command(self) -> AddContactWay | AmendContactWay:
        """Return the command; an empty value of a known way leaves the stored one."""
        entry = WayEntry(
            kind=self._kind.value(),
            label=self._label.value(),
            safety=self._safety.value(),
            hours=self._hours.value(),
            may_leave_message=self._message.value(),
            is_substitute=self._substitute.value(),
            note=self._note.value(),
        )
        value = self._value.value()
        if self._way is not None:
            way = self._way
            return AmendContactWay(way=way.id, expects=way.version, entry=entry, value=value)
        assert self._person is not None  # noqa: S101 - one of the two is given
        return AddContactWay(person=self._person, value=value, entry=entry, case=self._case)

    def _make_fields(self) -> None:
        way = self._way
        kind = way.kind if way else WayKind.PHONE
        safety = way.safety if way else Safety.UNKNOWN
        self._label = Field(
            "label",
            _("Label"),
            TextInput(way.label if way else "", placeholder=_("Work phone, Sister")),
            required=True,
        )
        self._kind = Field("kind", _("Kind"), Choice(_KINDS, kind))
        self._value = Field(
            "value",
            _("Number or address"),
            TextInput(),
            required=way is None,
            hint=_("Stays as it is while empty.") if way else _("Masked on screen, never printed."),
        )
        self._safety = Field("safety", _("Safe to use"), Choice(_SAFETY, safety))
        self._hours = Field(
            "hours",
            _("Hours"),
            TextInput(way.hours if way else "", placeholder=_("weekdays 10 to 14")),
        )
        self._message = CheckRow(
            _("A message may be left"), way.may_leave_message if way else False
        )
        self._substitute = CheckRow(
            _("This is a substitute address"), way.is_substitute if way else False
        )
        self._note = Field("note", _("Remark"), ProseInput(way.note if way else "", lines=2))
