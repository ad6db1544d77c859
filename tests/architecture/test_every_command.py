"""One loop over every command: exactly one audit entry, undo restores, walls hold, no secrets."""

import dataclasses
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest

from app.domain.audit import AuditEntry, Outcome
from app.domain.errors import Missing, NotPermitted, Refused
from app.domain.persons import Role
from app.services.attachments import AttachFile, RecordFileChecks, SweepOrphans, TakeInFiles
from app.services.audit import AcceptLog
from app.services.backups import RecordBackup, RecordDrill, RestoreVault
from app.services.calendar_exchange import ImportFeed, TakeBackFeed
from app.services.case_heading import EndAssignment
from app.services.case_opening import OpenCaseFile
from app.services.cases import OpenCase
from app.services.charges import (
    DisposeCharge,
    EnterPlea,
    RemoveAppeal,
    RemoveOffer,
    RemoveSentence,
)
from app.services.clock_reminders import MoveClockReminders
from app.services.contact_ways import RevealContactWay, RevealWitnessWay
from app.services.court_calendars import (
    AddCourtDays,
    AddOfficeCalendar,
    AmendCourtDay,
    AmendOfficeCalendar,
    ChooseCourtCalendar,
    ImportHolidays,
    PutBackCourtDays,
    PutBackOfficeCalendar,
    RemoveCourtDays,
    RemoveOfficeCalendar,
    TakeOutCourtDays,
    TakeOutHolidays,
    TakeOutOfficeCalendar,
)
from app.services.court_rules import (
    ActivatePack,
    AddRule,
    AmendRule,
    AmendRulePack,
    CopyRulePack,
    DeactivatePack,
    InstallRulePack,
    InstallShippedPacks,
    ReinstateRule,
    RetireRule,
    TakeBackRules,
)
from app.services.courtrooms import (
    AddCourtroom,
    AmendCourtroom,
    RemoveCourtroom,
    RetireCourtroom,
)
from app.services.demo.company import AddColleague
from app.services.disclosure.certificates import IssueCertificate, RecordCertificateStep
from app.services.disclosure.exporting import ExportProduction
from app.services.disclosure.favorable import RecordFavorable, RuleOnFavorable, TellFavorable
from app.services.disclosure.ledger import (
    ApproveWithholding,
    CorrectArrival,
    DecideDisclosure,
    ReceiveDisclosureItem,
    RecordInspection,
    RemoveDisclosureItem,
    ReviewDisclosureItem,
)
from app.services.disclosure.productions import FreezeProduction, RecordProductionStep
from app.services.disclosure.register import ListOfficer, RecordOfficerStep
from app.services.drafts import (
    DropDraft,
    DropOldDrafts,
    FinishDraft,
    ForgetTyping,
    KeepDrafts,
    KeepTyping,
    PutBackDraft,
    TakeUpTyping,
)
from app.services.entering import NoteFailedEntries, SwitchOffSleeper
from app.services.evidence import (
    CheckIn,
    CheckOut,
    CloseInventory,
    CombineItems,
    CorrectCustody,
    GiveUpInventory,
    LogEvidence,
    LogEvidenceBatch,
    ResolveFinding,
    RevealParticular,
    SightItem,
    SignStep,
    SplitItem,
    StartInventory,
    TransferCustody,
)
from app.services.evidence_exchange import ImportChains
from app.services.founding import FoundOffice
from app.services.hearings import SettleMoves, TakeBackSettling
from app.services.imports import ImportCookCounty
from app.services.keys import ChangePassphrase, ConfirmIdentity, UseRecoveryCode
from app.services.locations import (
    AddAgency,
    AddLocation,
    AmendAgency,
    AmendLocation,
    RemoveAgency,
    RemoveLocation,
)
from app.services.machine_clock import VouchForClock
from app.services.notes import AddNote
from app.services.office import Changes, Command, Done
from app.services.owed_disclosure import AnnounceDisclosure
from app.services.party_entry import TakeOutVictim, TakeOutWitness
from app.services.people import PersonView
from app.services.persons import AddParty, AddPerson, AmendPerson, RemoveNoContact, RemoveWarrant
from app.services.persons.people import ForgetPerson
from app.services.presence import EnterOffice, LeaveOffice, VisitOffice
from app.services.reminders import AcknowledgeReminder, RemoveReminders, RestoreReminders
from app.services.retention import (
    AnswerNotice,
    ApproveDisposal,
    ExecuteDisposal,
    GiveNotice,
    HoldCase,
    RefuseDisposal,
    ReleaseCaseHold,
    RequestDisposal,
    WithdrawDisposal,
)
from app.services.settings import ChangeSettings
from app.services.tasks import RemoveTask
from app.services.users import (
    AddUser,
    AmendUser,
    DisableUser,
    EnableUser,
    ReleaseLogin,
    ResetPassphrase,
    RevokeUser,
)
from app.services.victims import LogContact
from app.services.walls import (
    AmendProtection,
    LiftProtection,
    OpenWall,
    ProtectPerson,
    RegainLost,
    RemoveProtection,
    RemoveWall,
    RestoreProtection,
)
from tests.architecture.acts import COMMANDS
from tests.architecture.examples import EXAMPLES, World
from tests.architecture.examples.office import ANOTHER
from tests.architecture.examples.snapshot import Snapshot, rows_of_case, snapshot
from tests.architecture.examples.users import FIRST
from tests.architecture.examples.world import MAIL, PASSCODE, PHONE
from tests.conftest import PASSPHRASE

OF_ACCOUNTS = (
    *(AddUser, AmendUser, DisableUser, EnableUser, ReleaseLogin, ResetPassphrase, RevokeUser),
    *(NoteFailedEntries, SwitchOffSleeper, VisitOffice),
)

OF_COURT_CALENDARS = (
    *(AddCourtDays, AmendCourtDay, PutBackCourtDays, RemoveCourtDays, TakeOutCourtDays),
    *(AddOfficeCalendar, AmendOfficeCalendar, ChooseCourtCalendar),
    *(PutBackOfficeCalendar, RemoveOfficeCalendar, TakeOutOfficeCalendar),
    *(ImportHolidays, TakeOutHolidays),
)
OF_RULES = (
    *(ActivatePack, AddRule, AmendRule, AmendRulePack, CopyRulePack, DeactivatePack),
    *(InstallRulePack, InstallShippedPacks, ReinstateRule, RetireRule, TakeBackRules),
)

OF_NO_CASE = frozenset(
    {
        *OF_COURT_CALENDARS,
        *(AcceptLog, AddColleague, EnterOffice, FoundOffice, ImportCookCounty, LeaveOffice),
        *(ChangePassphrase, ChangeSettings, ConfirmIdentity, UseRecoveryCode),
        *(RecordBackup, RecordDrill, RestoreVault),
        *OF_ACCOUNTS,
        *(OpenCase, OpenCaseFile),
        *(AddPerson, AmendPerson, ForgetPerson),
        *(AddLocation, AmendLocation, RemoveLocation, AddAgency, AmendAgency, RemoveAgency),
        *(StartInventory, SightItem, CloseInventory, GiveUpInventory),
        *(AmendProtection, LiftProtection, ProtectPerson, RemoveProtection, RestoreProtection),
        *(OpenWall, RegainLost, SweepOrphans),
        *(DropDraft, DropOldDrafts, FinishDraft, KeepDrafts, PutBackDraft, TakeUpTyping),
        *(ListOfficer, RecordOfficerStep),
        *(AnnounceDisclosure, MoveClockReminders, VouchForClock),
        *(AddCourtroom, AmendCourtroom, RemoveCourtroom, RetireCourtroom),
        *OF_RULES,
        *(ImportFeed, TakeBackFeed),
        *(SettleMoves, TakeBackSettling),
    }
)
"""Acts of the whole office, on cases still to be, on people whatever their cases, and those that
look behind walls."""

KEPT_FOR_GOOD = frozenset(
    {
        *(AcknowledgeReminder, AddNote, LogContact, RevealContactWay, RevealWitnessWay),
        *(CorrectCustody, LogEvidence, LogEvidenceBatch, TransferCustody),
        *(CombineItems, RevealParticular, SplitItem),
        *(StartInventory, SightItem, ResolveFinding, CloseInventory, GiveUpInventory),
        ImportChains,
        *(CheckIn, CheckOut, SignStep),
        *(AttachFile, RecordFileChecks, SweepOrphans, TakeInFiles),
        *(DisposeCharge, EnterPlea, EndAssignment, OpenCase, OpenCaseFile),
        *(AcceptLog, AddColleague, EnterOffice, FoundOffice, ImportCookCounty, LeaveOffice),
        *(ChangePassphrase, ChangeSettings, ConfirmIdentity, UseRecoveryCode),
        *(RecordBackup, RecordDrill, RestoreVault),
        *OF_ACCOUNTS,
        *(OpenWall, RegainLost),
        *(AnnounceDisclosure, InstallShippedPacks, MoveClockReminders, VouchForClock),
        *(DropOldDrafts, FinishDraft, KeepDrafts, TakeUpTyping),
        *(ApproveWithholding, CorrectArrival, DecideDisclosure, ReceiveDisclosureItem),
        *(RecordInspection, ReviewDisclosureItem),
        *(RecordFavorable, RuleOnFavorable, TellFavorable, ListOfficer, RecordOfficerStep),
        *(ExportProduction, FreezeProduction, RecordProductionStep),
        *(IssueCertificate, RecordCertificateStep),
        *(RequestDisposal, ApproveDisposal, RefuseDisposal, WithdrawDisposal, ExecuteDisposal),
        *(GiveNotice, AnswerNotice, HoldCase, ReleaseCaseHold),
    }
)
"""What was said, seen or handed over stays on record; a later entry follows it."""

ARE_AN_UNDO = frozenset(
    {
        *(PutBackCourtDays, TakeOutCourtDays, PutBackOfficeCalendar, TakeOutOfficeCalendar),
        TakeOutHolidays,
        *(PutBackDraft, TakeBackFeed),
        *(RemoveAppeal, RemoveNoContact, RemoveOffer, RemoveReminders, RemoveSentence, RemoveTask),
        *(RemoveWarrant, RestoreReminders, TakeOutVictim, TakeOutWitness),
        *(RemoveProtection, RemoveWall, RemoveLocation, RemoveAgency),
        RemoveDisclosureItem,
        TakeBackRules,
    }
)
"""Acts that take another one back; they are done again by doing that one again."""

ACTS_BEHIND_WALLS = frozenset({AnnounceDisclosure, OpenWall, RegainLost})
"""They let in, for a reason; or make dates ring behind walls as well, and show nobody any."""

ONLY_TYPED = frozenset({ForgetTyping, KeepTyping})
"""Keep what nobody has said yet: no entry, and no record is touched."""

LAWFUL = [command for command in COMMANDS if command not in {FoundOffice, *ONLY_TYPED}]
"""An office is founded once; the log of each vault begins with it."""

NEW_PHONE = "310-555-0177"


@dataclass(frozen=True)
class Trial:
    """A command done in the world, the case it said it concerns, and what the log says of it."""

    case: UUID | None
    done: Done[Any]
    entries: tuple[AuditEntry, ...]


def test_the_log_begins_with_the_founding(world: World) -> None:
    first = _entries_since(world, 0)[0]
    assert (first.seq, first.action, first.outcome) == (1, "FoundOffice", Outcome.DONE)


@pytest.mark.parametrize("command", LAWFUL, ids=lambda act: act.__name__)
def test_what_is_done_leaves_one_entry_that_names_its_case(
    world: World, command: type[Command[Any]]
) -> None:
    trial = _tried(world, _example(world, command))
    (entry,) = trial.entries
    assert (entry.action, entry.outcome) == (command.__name__, Outcome.DONE)
    assert (trial.case is None) == (command in OF_NO_CASE)
    if trial.case is not None:
        assert entry.case == trial.case == world.case.id
        assert trial.done.changes.cases <= {trial.case}


@pytest.mark.parametrize("command", sorted(ONLY_TYPED, key=str), ids=lambda act: act.__name__)
def test_what_is_only_typed_leaves_no_entry_and_touches_no_record(
    world: World, command: type[Command[Any]]
) -> None:
    trial = _tried(world, _example(world, command))
    assert (trial.entries, trial.case, trial.done.undo) == ((), None, None)
    assert trial.done.changes == Changes.none()


def test_nothing_else_is_without_an_entry() -> None:
    assert {command for command in COMMANDS if command.leaves_no_entry} == ONLY_TYPED


@pytest.mark.parametrize("command", LAWFUL, ids=lambda act: act.__name__)
def test_undo_restores_in_one_entry_and_cannot_be_repeated(
    world: World, command: type[Command[Any]]
) -> None:
    example = _example(world, command)
    before = _snapshot(world)
    undo = world.office.do(example).undo
    assert (undo is None) == (command in KEPT_FOR_GOOD | ARE_AN_UNDO)
    if undo is None:
        return
    (entry,) = _tried(world, undo).entries
    assert (entry.action, entry.outcome) == (type(undo).__name__, Outcome.DONE)
    after, seq = _snapshot(world), _seq(world)
    assert before.differences(after) == {}
    with pytest.raises(Refused):
        world.office.do(undo)
    assert _seq(world) == seq
    assert after.differences(_snapshot(world)) == {}


@pytest.mark.parametrize("command", COMMANDS, ids=lambda act: act.__name__)
def test_a_wall_stops_what_is_done_in_the_case(world: World, command: type[Command[Any]]) -> None:
    example = _example(world, command)
    if command in OF_NO_CASE | ONLY_TYPED:
        return
    world.wall_off()
    before, seq = _snapshot(world), _seq(world)
    with pytest.raises(NotPermitted, match="walled"):
        world.office.do(example)
    (entry,) = _entries_since(world, seq)
    assert (entry.action, entry.outcome, entry.case) == (
        command.__name__,
        Outcome.DENIED,
        world.case.id,
    )
    assert before.differences(_snapshot(world)) == {}


@pytest.mark.parametrize("command", COMMANDS, ids=lambda act: act.__name__)
def test_naming_another_case_does_not_get_round_the_wall(
    world: World, command: type[Command[Any]]
) -> None:
    if command in ACTS_BEHIND_WALLS:
        return
    forged = _moved(_example(world, command), world.case.id, world.quiet.id)
    world.wall_off()
    before = _rows_of_hidden_case(world)
    with suppress(Refused):
        world.office.do(forged)
    assert _rows_of_hidden_case(world) == before


def test_people_of_a_walled_case_are_not_to_be_had(world: World) -> None:
    hidden = world.office.ask(PersonView(world.people.defendant.person)).person
    world.wall_off()
    commands: tuple[Command[Any], ...] = (
        AmendPerson(person=hidden),
        ForgetPerson(person=hidden),
        AddParty(case=world.quiet.id, role=Role.SURETY, person=hidden.id),
        OpenCaseFile(opening=OpenCase(title="State v. Roe"), defendant=hidden.id),
    )
    for command in commands:
        with pytest.raises(Missing):
            world.office.do(command)


@pytest.mark.parametrize("command", LAWFUL, ids=lambda act: act.__name__)
def test_nothing_said_of_a_command_holds_a_secret(
    world: World, command: type[Command[Any]]
) -> None:
    example = _example(world, command)
    done = world.office.do(example)
    key = world.things.attachment.key
    secrets = (PHONE, NEW_PHONE, MAIL, PASSCODE, PASSPHRASE, ANOTHER, FIRST, repr(key), key.hex())
    said = "".join(map(repr, (example, done, done.undo)))
    assert [secret for secret in secrets if secret in said] == []


def _example(world: World, command: type[Command[Any]]) -> Command[Any]:
    example = EXAMPLES[command](world)
    assert isinstance(example, Command)
    assert type(example) is command
    return example


def _tried(world: World, command: Command[Any]) -> Trial:
    with world.office._database.reading(world.office.actor) as reading:
        case = command.concerns(reading)
    seq = _seq(world)
    done = world.office.do(command)
    return Trial(case, done, _entries_since(world, seq))


def _moved(value: Any, case: UUID, other: UUID) -> Any:
    """Return the same with another case named wherever a field ``case`` names it."""
    if isinstance(value, tuple):
        return tuple(_moved(each, case, other) for each in value)
    if not dataclasses.is_dataclass(value) or isinstance(value, type):
        return value
    fields = {f.name: getattr(value, f.name) for f in dataclasses.fields(value)}
    return dataclasses.replace(
        value,
        **{
            name: other if name == "case" and held == case else _moved(held, case, other)
            for name, held in fields.items()
        },
    )


def _snapshot(world: World) -> Snapshot:
    with world.office._database.reading(world.office.actor) as reading:
        return snapshot(reading.connection)


def _rows_of_hidden_case(world: World) -> dict[str, list[tuple[Any, ...]]]:
    with world.office._database.reading(world.office.actor) as reading:
        return rows_of_case(reading.connection, world.case.id)


def _seq(world: World) -> int:
    with world.office._database.reading(world.office.actor) as reading:
        return reading.audit.head()[0]


def _entries_since(world: World, seq: int) -> tuple[AuditEntry, ...]:
    """Return the entries after a position, oldest first."""
    with world.office._database.reading(world.office.actor) as reading:
        newest = reading.audit.newest(reading.audit.head()[0] - seq)
    return tuple(reversed(newest))
