"""Forms about persons: giving somebody a role in a case, and amending what is known."""

from dataclasses import replace
from functools import partial
from uuid import UUID

from app.domain.cases import CaseId
from app.domain.codes import CodeList
from app.domain.persons import Party, Person, Role
from app.i18n import _
from app.services.amending import Amended
from app.services.persons import AddParty, AmendPerson
from app.ui.choices import Lists, open_form, options
from app.ui.form import FormDialog
from app.ui.officer_notice import OfficerNotice
from app.ui.page import Frame
from app.ui.person_picker import PersonPicker
from app.ui.widgets import (
    CheckRow,
    Choice,
    Field,
    NumberInput,
    PastDateInput,
    ProseInput,
    TextInput,
    fields_in_a_row,
)


def open_add_party(frame: Frame, case: UUID, role: Role = Role.DEFENDANT) -> None:
    """Open the form that gives somebody a role."""
    make = partial(AddPartyForm, frame, CaseId(case), role)
    open_form(frame, (CodeList.PARTY_ROLE,), make)


class AddPartyForm(FormDialog):
    """Somebody known or new, in a role."""

    def __init__(self, frame: Frame, case: CaseId, role: Role, lists: Lists) -> None:
        super().__init__(
            frame.desk,
            _("Add somebody to the case"),
            _("Add"),
            lede=_("Everybody is known once. Type a name to see whom the office knows already."),
            parent=frame.dialog_parent(),
            width=680,
        )
        self.frame = frame
        self._case = case
        known = {each.value for each in Role}
        roles = [pair for pair in options(lists[CodeList.PARTY_ROLE]) if pair[0] in known]
        self._role = Field("role", _("Role"), Choice(roles, role.value))
        self._since = Field(
            "since", _("Since"), PastDateInput(), hint=_("Today, unless you say else")
        )
        self._person = PersonPicker(frame.desk)
        self._note = Field("note", _("Remark"), ProseInput(lines=2))
        notice = OfficerNotice(frame.desk, self._person)
        self.add(self._person, notice, fields_in_a_row(self._role, self._since), self._note)
        self.setMinimumHeight(460)
        self.committed.connect(self._tell)

    def command(self) -> AddParty:
        """The party.

        Raises:
            Refused: nobody was named.
        """
        person = self._person.named_person()
        return AddParty(
            case=self._case,
            role=Role(self._role.value()),
            person=person,
            since=self._since.value(),
            note=self._note.value(),
        )

    def _tell(self, _party: Party) -> None:
        self.frame.tell(_("Added to the case"), action=_("Undo"), press=self.frame.undo)


class AmendPersonForm(FormDialog):
    """Everything known of a person but ways of contact, which have their own rules."""

    def __init__(self, frame: Frame, person: Person) -> None:
        super().__init__(
            frame.desk,
            _("Edit {name}").format(name=person.name[:60]),
            _("Save"),
            lede=_("Changes show in every case this person is part of."),
            parent=frame.dialog_parent(),
            width=700,
        )
        self.frame = frame
        self._person = person
        self._make_name(person)
        self._make_facts(person)
        self.add(
            fields_in_a_row((self._family, 3), (self._given, 3), (self._middle, 2), self._suffix),
            self._aliases,
            self._organization,
            fields_in_a_row(self._born, self._age, self._sex),
            fields_in_a_row(self._race, self._race_source),
            fields_in_a_row(self._language, self._agency, self._badge),
            self._interpreter,
            self._identifiers,
            self._note,
        )
        self.setMinimumSize(700, 600)
        self.committed.connect(self._tell)

    def command(self) -> AmendPerson:
        """The changed person."""
        aliases = str(self._aliases.value()).split(";")
        return AmendPerson(
            person=replace(
                self._person,
                family=self._family.value(),
                given=self._given.value(),
                middle=self._middle.value(),
                suffix=self._suffix.value(),
                aliases=tuple(name.strip() for name in aliases if name.strip()),
                is_organization=self._organization.value(),
                born_on=self._born.value(),
                stated_age=self._age.value(),
                sex=self._sex.value(),
                race=self._race.value(),
                race_source=self._race_source.value(),
                language=self._language.value(),
                needs_interpreter=self._interpreter.value(),
                agency=self._agency.value(),
                badge=self._badge.value(),
                identifiers=self._identifiers.value(),
                note=self._note.value(),
            )
        )

    def _make_name(self, person: Person) -> None:
        self._family = Field("family", _("Family name"), TextInput(person.family), required=True)
        self._given = Field("given", _("Given name"), TextInput(person.given))
        self._middle = Field("middle", _("Middle"), TextInput(person.middle))
        self._suffix = Field("suffix", _("Suffix"), TextInput(person.suffix))
        self._aliases = Field(
            "aliases",
            _("Other names"),
            TextInput("; ".join(person.aliases)),
            hint=_("Parted by semicolons. The person is found by each."),
        )
        self._organization = CheckRow(_("This is an organization"), person.is_organization)

    def _make_facts(self, person: Person) -> None:
        self._born = Field("born_on", _("Born"), PastDateInput(person.born_on))
        self._age = Field(
            "stated_age", _("Age, if not known"), NumberInput(person.stated_age, most=130)
        )
        self._sex = Field("sex", _("Sex"), TextInput(person.sex))
        self._race = Field("race", _("Race, ethnicity"), TextInput(person.race))
        self._race_source = Field("race_source", _("Stated by"), TextInput(person.race_source))
        self._language = Field("language", _("Language"), TextInput(person.language))
        self._interpreter = CheckRow(_("Needs an interpreter"), person.needs_interpreter)
        self._agency = Field("agency", _("Agency"), TextInput(person.agency))
        self._badge = Field("badge", _("Badge"), TextInput(person.badge))
        self._identifiers = Field(
            "identifiers",
            _("Numbers"),
            ProseInput(person.identifiers, lines=2),
            hint=_("One a line, e.g. SSN: 123-45-6789. Masked on screens and paper for others."),
        )
        self._note = Field("note", _("Remark"), ProseInput(person.note, lines=3))

    def _tell(self, amended: Amended[Person]) -> None:
        words = _("{name} saved").format(name=amended.after.name)
        self.frame.tell(words, action=_("Undo"), press=self.frame.undo)
