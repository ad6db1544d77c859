"""The forms of an inventory: begin one, resolve a finding, give it up."""

from app.domain.errors import Refused
from app.domain.evidence import TWO_PERSON_KINDS
from app.domain.inventory import (
    JOINT_REASONS,
    Discovery,
    InventoryId,
    InventoryReason,
    Resolution,
)
from app.i18n import _
from app.i18n.inventory import REASON_WORDS, RESOLUTION_WORDS, SIGHT_WORDS
from app.services.evidence import GiveUpInventory, ResolveFinding, StartInventory
from app.ui.evidence.place_field import PlaceInput
from app.ui.evidence.wording import shortened
from app.ui.form import FormDialog
from app.ui.page import Frame
from app.ui.widgets import Choice, Field, ProseInput, TextInput, fields_in_a_row

_GLANCE = 120
"""Characters of a description in the sentence above a form."""


class StartInventoryForm(FormDialog):
    """Which place is counted, why, and with whom."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(
            frame.desk,
            _("Start an inventory"),
            _("Start"),
            lede=_("Scan the shelf, or type its name. Everything in it is counted with it."),
            parent=frame.dialog_parent(),
        )
        self._place = PlaceInput(frame.desk)
        self._location = Field("location", _("Place"), self._place, required=True)
        self._reasons = Choice(list(REASON_WORDS.items()), InventoryReason.ROUTINE)
        self._reason = Field("reason", _("Why"), self._reasons)
        self._joint = Field(
            "joint_person",
            _("Counted together with"),
            TextInput(),
            hint=_("Needed at a change of custodian: both count everything."),
        )
        self._note = Field("note", _("Note"), TextInput())
        self.add(
            self._location,
            fields_in_a_row(self._reason, self._joint),
            self._note,
        )
        self._reasons.edited.connect(self._follow_reason)

    def command(self) -> StartInventory:
        """Return the command.

        Raises:
            Refused: no place of the list is named, or nobody counts along where somebody must.
        """
        location = self._place.location
        if location is None:
            raise Refused("inventory.no_such_place", field="location")
        return StartInventory(
            location=location,
            reason=self._reason.value(),
            joint_person=self._joint.value(),
            note=self._note.value(),
        )

    def _follow_reason(self) -> None:
        if self._reason.value() in JOINT_REASONS:
            self._joint.content.setFocus()


class ResolveForm(FormDialog):
    """How a finding was resolved, with a memo."""

    def __init__(self, frame: Frame, session: InventoryId, found: Discovery, belongs: str) -> None:
        line = found.line
        what = shortened(line.description, _GLANCE) if line is not None else ""
        said = [SIGHT_WORDS[found.sight], what, belongs]
        super().__init__(
            frame.desk,
            _("Resolve {tag}").format(tag=found.code),
            _("Resolve"),
            lede=". ".join(part for part in said if part),
            parent=frame.dialog_parent(),
        )
        self._session = session
        self._found = found
        ways = Choice([(each, RESOLUTION_WORDS[each]) for each in found.choices])
        self._resolution = Field("resolution", _("What came of it"), ways)
        self._memo = Field(
            "memo",
            _("Memo"),
            ProseInput(lines=4),
            hint=_("What was found out, and who was told."),
            required=True,
        )
        self._second = Field(
            "second_person",
            _("Second person"),
            TextInput(),
            hint=_("Somebody who neither holds nor receives it. Empty: who counts along."),
        )
        self.add(self._resolution, self._memo, self._second)
        self._needs_two = line is not None and line.kind in TWO_PERSON_KINDS
        ways.edited.connect(self._follow)
        self._follow()

    def command(self) -> ResolveFinding:
        """Return the command."""
        return ResolveFinding(
            session=self._session,
            code=self._found.code,
            resolution=self._resolution.value(),
            memo=self._memo.value(),
            second_person="" if self._second.isHidden() else self._second.value(),
        )

    def _follow(self) -> None:
        moves = self._resolution.value() is Resolution.MOVED_HERE
        self._second.setVisible(self._needs_two and moves)


class GiveUpForm(FormDialog):
    """Why an inventory is broken off."""

    def __init__(self, frame: Frame, session: InventoryId) -> None:
        super().__init__(
            frame.desk,
            _("Give the inventory up"),
            _("Give up"),
            lede=_("What was read stays on record, but no chain of custody says it was seen."),
            parent=frame.dialog_parent(),
        )
        self._session = session
        self._memo = Field("memo", _("Why"), ProseInput(lines=3), required=True)
        self.add(self._memo)

    def command(self) -> GiveUpInventory:
        """Return the command."""
        return GiveUpInventory(session=self._session, memo=self._memo.value())
