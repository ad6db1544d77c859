"""The forms of an account: add a person, change one, give a passphrase, take the key away."""

from app.domain.errors import Refused
from app.domain.users import OfficeRole, OffReason, User
from app.i18n import _
from app.i18n.accounts import role_words
from app.services.office import Command
from app.services.users import (
    AddUser,
    AmendUser,
    DisableUser,
    ResetPassphrase,
    RevokeUser,
    UserLine,
)
from app.ui.form import FormDialog
from app.ui.new_passphrase import HINT, NewPassphraseInput
from app.ui.page import Frame
from app.ui.theme import Tone
from app.ui.users.roles_input import RolesInput
from app.ui.widgets import (
    Banner,
    Choice,
    Field,
    PassphraseInput,
    TextInput,
    fields_in_a_row,
)

_ROLES = [(role, role_words(role)) for role in OfficeRole]


class _Person:
    """The fields that say who somebody is and what the person may do."""

    def __init__(self, line: UserLine | None = None) -> None:
        user = line.user if line else None
        role = user.role if user else OfficeRole.PROSECUTOR
        self.name = Field("name", _("Name"), TextInput(user.name if user else ""), required=True)
        self.title = Field("title", _("Title"), TextInput(user.title if user else ""))
        self.role = Field("role", _("Role"), Choice(_ROLES, role))
        self.also = Field("also", _("Further roles"), RolesInput(user.roles[1:] if user else ()))


class _FirstPassphrase:
    """A passphrase for somebody else, good for one entry, typed twice."""

    def __init__(self, *about: str) -> None:
        self.input = NewPassphraseInput(about)
        self.first = Field(
            "passphrase", _("First passphrase"), self.input, hint=HINT, required=True
        )
        self.again = Field("again", _("Once more"), PassphraseInput(), required=True)

    def value(self) -> str:
        """The passphrase.

        Raises:
            Refused: it is not the same both times.
        """
        if self.input.value() != self.again.value():
            raise Refused("passphrase.differ", field="again")
        return self.input.value()


class AddUserForm(FormDialog):
    """A new person."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(
            frame.desk,
            _("Add a user"),
            _("Add"),
            lede=_("Tell the person the first passphrase yourself. It is good for one entry only."),
            parent=frame.dialog_parent(),
        )
        self._person = _Person()
        self._login = Field("login", _("Login"), TextInput(), required=True)
        self._secret = _FirstPassphrase()
        person = self._person
        self.add(
            fields_in_a_row(person.name, self._login),
            fields_in_a_row(person.title, person.role),
            person.also,
            fields_in_a_row(self._secret.first, self._secret.again),
        )
        for field in (person.name, self._login):
            content = field.content
            if isinstance(content, TextInput):
                content.edited.connect(self._tell_about)

    def command(self) -> AddUser:
        """Return the command."""
        person = self._person
        return AddUser(
            login=str(self._login.value()),
            name=str(person.name.value()),
            title=str(person.title.value()),
            role=person.role.value(),
            also=person.also.value(),
            passphrase=self._secret.value(),
        )

    def _tell_about(self) -> None:
        self._secret.input.set_about(str(self._login.value()), str(self._person.name.value()))


class AmendUserForm(FormDialog):
    """Another name, title or role."""

    def __init__(self, frame: Frame, line: UserLine) -> None:
        super().__init__(
            frame.desk,
            _("Change {name}").format(name=line.user.name),
            _("Change"),
            lede=_("The login stays as it is. New roles count from the next entry on."),
            parent=frame.dialog_parent(),
        )
        self._line = line
        self._person = person = _Person(line)
        person.role.content.setEnabled(not line.is_self)
        person.also.content.setEnabled(not line.is_self)
        self.add(fields_in_a_row(person.name, person.title), person.role, person.also)

    def command(self) -> AmendUser:
        """Return the command."""
        return AmendUser(
            user=self._line.user.id,
            name=str(self._person.name.value()),
            title=str(self._person.title.value()),
            role=self._person.role.value(),
            also=self._person.also.value(),
            expects=self._line.user.version,
        )


class ResetForm(FormDialog):
    """New keys under a passphrase that is good for one entry."""

    def __init__(self, frame: Frame, line: UserLine) -> None:
        super().__init__(
            frame.desk,
            _("Give {name} a passphrase").format(name=line.user.name),
            _("Give it"),
            lede=_("The one in use stops working. An own one is chosen at the next entry."),
            parent=frame.dialog_parent(),
        )
        self._line = line
        self._secret = _FirstPassphrase(line.user.login, line.user.name)
        self.add(self._secret.first, self._secret.again)

    def command(self) -> ResetPassphrase:
        """Return the command."""
        return ResetPassphrase(user=self._line.user.id, passphrase=self._secret.value())


class SwitchOffForm(FormDialog):
    """Switching an account off, or taking the key away for good."""

    def __init__(self, frame: Frame, line: UserLine) -> None:
        super().__init__(
            frame.desk,
            _("Keep {name} out").format(name=line.user.name),
            _("Keep out"),
            parent=frame.dialog_parent(),
        )
        self._line = line
        choices = [
            (OffReason.SUSPENDED, _("Switch the account off for now")),
            (OffReason.LEFT, _("Switch it off: the person has left")),
        ]
        if line.has_key:
            choices.append((OffReason.REVOKED, _("Take the key away and encrypt the office anew")))
        if not line.user.is_active:
            choices = choices[-1:]
        self._how = Field("how", _("How"), Choice(choices))
        self.add(
            self._how,
            Banner(
                _("Copies and backups made before stay readable to whoever has them."),
                _("Take the key away when a passphrase may be in wrong hands."),
                Tone.WARN,
            ),
        )

    def command(self) -> Command[User]:
        """Return the command."""
        user, how = self._line.user.id, self._how.value()
        if how is OffReason.REVOKED:
            return RevokeUser(user=user)
        return DisableUser(user=user, why=how)
