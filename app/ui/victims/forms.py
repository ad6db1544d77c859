"""The forms about a victim: entering one, the sheet, the safety rule, a contact, a loss."""

from dataclasses import replace
from uuid import UUID

from app.domain.cases import CaseId
from app.domain.money import cents_of, dollars
from app.domain.victims import ContactResult, LossKind, Restitution
from app.i18n import _
from app.services.party_entry import EnteredVictim, EnterVictim
from app.services.victims import (
    AddRestitution,
    AmendRestitution,
    AmendVictim,
    LogContact,
    LossEntry,
    SetSafetyRule,
    VictimEntry,
    VictimFile,
)
from app.ui.form import FormDialog
from app.ui.moment_fields import moment_of
from app.ui.page import Frame
from app.ui.person_picker import PersonPicker
from app.ui.victims.words import LOSSES, RESULTS, duty_title, shortened
from app.ui.widgets import (
    Banner,
    CheckRow,
    Choice,
    Field,
    PastDateInput,
    ProseInput,
    SegmentedControl,
    Sunken,
    TextInput,
    TimeInput,
    fields_in_a_row,
    secondary,
    strong,
)

_YES_NO = ((True, _("Yes")), (False, _("No")))


def enter_victim(frame: Frame, case: UUID) -> None:
    """Open the form that enters a victim into a case."""
    EnterVictimForm(frame, CaseId(case)).open()


class EnterVictimForm(FormDialog):
    """Somebody known or new, as a victim, with the rule that keeps the person safe."""

    def __init__(self, frame: Frame, case: CaseId) -> None:
        super().__init__(
            frame.desk,
            _("Add a victim"),
            _("Add"),
            lede=_("The name stays with those who work with victims. Others read the initials."),
            parent=frame.dialog_parent(),
            width=680,
        )
        self._frame = frame
        self._case = case
        self._person = PersonPicker(frame.desk)
        self._called = Field(
            "called", _("Called"), TextInput(placeholder=_("Initials, unless you say otherwise"))
        )
        self._rule = Field(
            "rule", _("Safety rule"), ProseInput(lines=3), hint=_("Shown above everything else.")
        )
        self._rights = Field("rights_given_on", _("Rights explained on"), PastDateInput())
        self._language = Field("rights_language", _("In which language"), TextInput())
        self.add(
            self._person,
            self._called,
            self._rule,
            fields_in_a_row(self._rights, self._language),
        )
        self.setMinimumHeight(520)
        self.committed.connect(self._tell)

    def command(self) -> EnterVictim:
        """Return the command.

        Raises:
            Refused: nobody is named.
        """
        person = self._person.named_person()
        entry = VictimEntry(
            called=self._called.value(),
            safety=self._rule.value(),
            rights_given_on=self._rights.value(),
            rights_language=self._language.value(),
        )
        return EnterVictim(case=self._case, person=person, entry=entry)

    def _tell(self, entered: EnteredVictim) -> None:
        words = _("{called} added as a victim.").format(called=entered.victim.called[:80])
        self._frame.tell(words, action=_("Undo"), press=self._frame.undo)


class SafetyForm(FormDialog):
    """What everybody must know before any contact."""

    def __init__(self, frame: Frame, shown: VictimFile) -> None:
        super().__init__(
            frame.desk,
            _("Safety rule"),
            _("Set rule"),
            lede=_("Set it with the victim. It counts as confirmed today; empty lifts the rule."),
            parent=frame.dialog_parent(),
            width=620,
        )
        self._victim = shown.victim
        self._rule = Field("rule", _("Rule"), ProseInput(shown.victim.safety, lines=4))
        self._script = Field(
            "script",
            _("Say"),
            ProseInput(shown.victim.script, lines=3),
            hint=_("Words for the phone that give nothing away."),
        )
        self.add(self._rule, self._script)

    def command(self) -> SetSafetyRule:
        """Return the command."""
        return SetSafetyRule(
            victim=self._victim.id,
            expects=self._victim.version,
            rule=self._rule.value(),
            script=self._script.value(),
        )


_DAYS = (
    ("rights_given_on", _("Rights explained on")),
    ("impact_asked_on", _("Impact statement asked for")),
    ("impact_received_on", _("Impact statement received")),
    ("impact_filed_on", _("Impact statement filed")),
)
_LINES = (
    ("called", _("Called")),
    ("rights_language", _("Language of the rights")),
    ("rights_form", _("Form used")),
    ("representative", _("Representative")),
    ("guardian", _("Guardian")),
    ("compensation_claim", _("Compensation claim")),
)
_WISHES = (
    ("wants_notice", _("Wants notice")),
    ("wants_to_be_heard", _("Wants to be heard")),
    ("wants_to_confer", _("Wants to confer")),
)


class SheetForm(FormDialog):
    """Name, rights, wishes and impact statement."""

    def __init__(self, frame: Frame, shown: VictimFile) -> None:
        super().__init__(
            frame.desk,
            _("Change the sheet"),
            _("Save"),
            lede=_("The safety rule and the ways to reach the person have their own forms."),
            parent=frame.dialog_parent(),
            width=720,
        )
        victim = self._victim = shown.victim
        lines = [Field(n, label, TextInput(getattr(victim, n))) for n, label in _LINES]
        days = [Field(n, label, PastDateInput(getattr(victim, n))) for n, label in _DAYS]
        wishes = [
            Field(n, label, Choice(_YES_NO, getattr(victim, n), empty=_("Not asked")))
            for n, label in _WISHES
        ]
        self._simple = (*lines, *days, *wishes)
        self.setMinimumHeight(640)
        self._vine = CheckRow(_("Registered with VINE"), victim.vine_registered)
        self._note = Field("note", _("Note"), ProseInput(victim.note, lines=3))
        self.add(
            fields_in_a_row(*lines[:3]),
            fields_in_a_row(*wishes),
            fields_in_a_row(*days[:2]),
            fields_in_a_row(*days[2:]),
            fields_in_a_row(*lines[3:]),
            self._vine,
            self._note,
        )

    def command(self) -> AmendVictim:
        """Return the sheet with its new content, made from the version that was shown."""
        values = {field.name: field.value() for field in self._simple}
        return AmendVictim(
            victim=replace(
                self._victim,
                vine_registered=self._vine.value(),
                note=self._note.value(),
                **values,
            )
        )


_OFFERED = 8
"""Open duties a contact can be about, the most pressing first."""


class ContactForm(FormDialog):
    """An attempt to reach a victim, or a call from one; what is logged stays."""

    def __init__(self, frame: Frame, shown: VictimFile) -> None:
        super().__init__(
            frame.desk,
            _("Log a contact with {called}").format(called=shown.victim.called[:80]),
            _("Log contact"),
            parent=frame.dialog_parent(),
            width=660,
        )
        self._shown = shown
        self._direction = SegmentedControl(
            [(True, _("We tried")), (False, _("They called"))], True, name=_("Direction")
        )
        self._direction.picked.connect(self._follow_direction)
        ways = self._ways()
        by = Choice(ways, ways[0][0] if ways else None, empty=_("Another way"))
        self._way = Field("way", _("By"), by)
        self._channel = Field(
            "channel", _("How"), TextInput(placeholder=_("in court, letter, visit")), required=True
        )
        self._result = Field("result", _("Result"), Choice(RESULTS, ContactResult.REACHED))
        self._day = Field("at", _("On"), PastDateInput(), hint=_("Now, unless you say otherwise."))
        self._time = Field("at_time", _("At"), TimeInput())
        self._note = Field("note", _("What was said"), ProseInput(lines=3))
        self._covers = [
            (line.key, CheckRow(shortened(duty_title(line, shown), 90)))
            for line in shown.duties
            if line.is_open and ":" in line.key
        ][:_OFFERED]
        rule = Banner(shortened(shown.victim.safety, 300))
        rule.setVisible(bool(shown.victim.safety))
        self.add(
            rule,
            self._direction,
            fields_in_a_row(self._way, self._channel),
            fields_in_a_row((self._result, 2), (self._day, 2), (self._time, 1)),
            self._duties(),
            self._note,
        )
        self._way.content.edited.connect(self._follow_way)  # type: ignore[attr-defined]  # a Choice
        self.setMinimumHeight(600)
        self._follow_way()

    def command(self) -> LogContact:
        """Return the entry.

        Raises:
            Refused: a day is given without its time, or there is no such time.
        """
        way = self._way.value()
        return LogContact(
            victim=self._shown.victim.id,
            result=self._result.value(),
            way=way,
            channel="" if way is not None else self._channel.value(),
            outgoing=bool(self._direction.value()),
            at=moment_of(self._day, self._time),
            covers=tuple(key for key, tick in self._covers if tick.value()),
            note=self._note.value(),
        )

    def _ways(self) -> list[tuple[UUID, str]]:
        """Return what may be used; an incoming call can come by any way on file."""
        incoming = not self._direction.value()
        return [
            (way.id, f"{way.label[:80]} {way.masked}".strip())
            for way in self._shown.ways
            if incoming or way.is_usable
        ]

    def _duties(self) -> Sunken:
        told = _("Counted as told once reached or sent; a voicemail tells nobody.")
        ticks = (tick for _key, tick in self._covers)
        panel = Sunken(strong(_("It was about")), *ticks, secondary(told, wrap=True))
        panel.setVisible(bool(self._covers))
        return panel

    def _follow_direction(self, _value: object) -> None:
        self._way.content.set_options(self._ways())  # type: ignore[attr-defined]  # a Choice
        self._follow_way()

    def _follow_way(self) -> None:
        self._channel.setVisible(self._way.value() is None)


class LossForm(FormDialog):
    """One loss of the restitution worksheet."""

    def __init__(self, frame: Frame, shown: VictimFile, line: Restitution | None = None) -> None:
        super().__init__(
            frame.desk,
            _("Add a loss") if line is None else _("Change a loss"),
            _("Add") if line is None else _("Save"),
            lede=_("Amounts in dollars. What is documented is what a paper proves."),
            parent=frame.dialog_parent(),
        )
        self._victim = shown.victim.id
        self._line = line
        kind = line.kind if line else LossKind.PROPERTY
        self._kind = Field("kind", _("Kind"), Choice(LOSSES, kind))
        self._what = Field("what", _("What"), TextInput(line.what if line else ""), required=True)
        self._amounts = {
            name: Field(name, label, TextInput(_typed(line, name))) for name, label in _AMOUNTS
        }
        amounts = list(self._amounts.values())
        self.add(
            fields_in_a_row((self._kind, 1), (self._what, 2)),
            fields_in_a_row(*amounts[:2]),
            fields_in_a_row(*amounts[2:]),
        )

    def command(self) -> AddRestitution | AmendRestitution:
        """Return the command.

        Raises:
            Refused: an amount cannot be read.
        """
        amounts = {name: cents_of(field.value(), name) for name, field in self._amounts.items()}
        entry = LossEntry(kind=self._kind.value(), what=self._what.value(), **amounts)
        if self._line is not None:
            return AmendRestitution(line=replace(self._line, **vars(entry)))
        return AddRestitution(victim=self._victim, entry=entry)


_AMOUNTS = (
    ("claimed_cents", _("Claimed")),
    ("documented_cents", _("Documented")),
    ("ordered_cents", _("Ordered")),
    ("paid_cents", _("Paid")),
)


def _typed(line: Restitution | None, name: str) -> str:
    cents = getattr(line, name) if line is not None else 0
    return dollars(cents) if cents else ""
