"""One transaction over every kind of record: `Reading` for queries, `UnitOfWork` for commands."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Generic, TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from app.domain.audit_report import ChainReport, DeepReport
from app.domain.calendar import EVERY_KIND, EntryKind
from app.domain.codes import CodeBook
from app.domain.users import Actor, Permission
from app.storage.analytics import RecordCounts
from app.storage.appeals import CaseAppeals
from app.storage.attachment_records import AttachmentChecks, Attachments, KeptFiles
from app.storage.attachments import AttachmentStore
from app.storage.audit import AuditLog
from app.storage.audit_chain import ChainCheck
from app.storage.audit_lines import AuditLines
from app.storage.audit_records import DeepCheck
from app.storage.backup_runs import BackupRuns
from app.storage.calendar_entries import CalendarEntries
from app.storage.calendar_exchange import CalendarRecords, CourtFeeds, FeedLinks
from app.storage.case_counts import CaseCounts
from app.storage.case_heads import CaseHeads
from app.storage.cases import Assignments, CaseFlags, CaseNumbers, Cases, cases
from app.storage.charges import (
    Charges,
    ChargeVersions,
    ChargeVictims,
    Dispositions,
    PleaOffers,
    Pleas,
    Sentences,
)
from app.storage.clock_heads import SOURCES as CLOCK_SOURCES
from app.storage.clock_heads import ClockHeads
from app.storage.clocks import ExcludedSpans, SpeedyClocks
from app.storage.counted_groups import CountedGroups
from app.storage.court_days import (
    CourtCalendars,
    CourtDayRemovals,
    CourtDays,
    OfficeCalendars,
)
from app.storage.court_moves import CourtMoves
from app.storage.court_rules import CourtRules, RuleEditions, RulePacks
from app.storage.deadline_lines import DeadlineLines
from app.storage.deadlines import Deadlines
from app.storage.disclosure import (
    AgencyInquiries,
    BradyOrders,
    CertificateLines,
    Certificates,
    CertificateSteps,
    DefenseRequests,
    DisclosureFiles,
    DisclosureItems,
    DisclosureSteps,
    FavorableMatters,
    ListedOfficers,
    LossNotices,
    OfficerSteps,
    ProductionDrafts,
    ProductionLines,
    Productions,
    ProductionSteps,
    ProtectiveOrders,
)
from app.storage.drafts import Drafts
from app.storage.durable import disk_errors
from app.storage.evidence import (
    CustodyEvents,
    EvidenceItems,
    ItemAmendments,
    ItemCharges,
)
from app.storage.evidence_heads import CASE_SOURCES as EVIDENCE_CASE_SOURCES
from app.storage.evidence_heads import SOURCES as EVIDENCE_SOURCES
from app.storage.evidence_heads import EvidenceHeads
from app.storage.half_typed import HalfTypedForms
from app.storage.hearings import Courtrooms, Hearings
from app.storage.imports import ExternalIds, ImportFindings, ImportRuns
from app.storage.inventory import (
    InventoryClosings,
    InventoryFindings,
    InventorySessions,
    InventorySightings,
)
from app.storage.journal import Journal
from app.storage.known import hidden_records, known_to, visible_to
from app.storage.labels import Labels
from app.storage.locations import Agencies, Locations
from app.storage.log_seal import LogSeal
from app.storage.members import Members
from app.storage.notes import Notes
from app.storage.opened_copies import OpenedCopies
from app.storage.person_lines import PersonLines
from app.storage.persons import (
    ContactWays,
    DefendantStates,
    NoContactOrders,
    Parties,
    Persons,
    Warrants,
    parties,
    persons,
)
from app.storage.presence import Presence
from app.storage.reminder_lines import ReminderLines
from app.storage.reminders import Reminders
from app.storage.repository import Repository
from app.storage.retention import CaseHolds, DisposalCertificates, DisposalNotices
from app.storage.review_lines import ReviewLines
from app.storage.search import Search
from app.storage.search_index import SearchIndex, indexed
from app.storage.settings import Settings
from app.storage.signatures import Signatures
from app.storage.task_lines import TaskLines
from app.storage.tasks import Tasks
from app.storage.today import TodayMatters, Viewer
from app.storage.triggering_events import TriggeringEvents
from app.storage.users import Codes, OfficeProfiles, Users
from app.storage.victims import Contacts, RestitutionLines, Victims
from app.storage.walls import PersonWallRecords, WallOpenings, WallRecords, Walls
from app.storage.witnesses import Subpoenas, Witnesses

if TYPE_CHECKING:
    from app.storage.shelf import Shelf

A = TypeVar("A")
K = TypeVar("K", bound=Repository[Any])

HEAD_SOURCES = frozenset(
    {"cases", "parties", "persons", "charges", "hearings", "deadlines", "tasks"}
)
"""Kinds a case's line in lists is derived from."""


@dataclass(frozen=True)
class Frame:
    """What every transaction carries along.

    Attributes:
        actor: the person at the keyboard.
        now: the moment the transaction began, UTC, the same for everything in it.
        zone: the office's IANA zone; ``today`` is read in it.
        objects: where the bytes of attached files lie.
        opened_copies: where plain copies of them lie that other programs were given.
        check: reads every page of the database and says what is wrong (see `database`).
        change_passphrase: seals the actor's keys anew, given the old and the new passphrase.
        prove: fails unless it is given the actor's passphrase.
        seal: what makes the audit log tamper-evident.
        shelf: makes, checks and rehearses backups.
        members: everybody with a key, as the vault's header names them.
        require_room_for_rekey: fails unless the disk has room for `revoke`.
        revoke: takes somebody's key away; no transaction may be open (`UnitOfWork.afterwards`).
    """

    actor: Actor
    now: datetime
    codes: CodeBook
    zone: str
    objects: AttachmentStore
    opened_copies: OpenedCopies
    check: Callable[[], tuple[str, ...]]
    change_passphrase: Callable[[str, str], None]
    prove: Callable[[str], None]
    seal: LogSeal
    shelf: "Shelf"
    members: Members
    require_room_for_rekey: Callable[[], None]
    revoke: Callable[[UUID], None]


class _Opened(Generic[A]):
    """A part of a reading: made when it is first asked for, kept as long as the transaction."""

    def __init__(self, make: "Callable[[Reading], A]") -> None:
        self._make = make

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, reading: "Reading", owner: type) -> A:
        made = self._make(reading)
        reading.__dict__[self._name] = made
        return made


class _Kind(_Opened[K]):
    """The repository of one kind of record."""

    def __init__(self, repository: type[K]) -> None:
        super().__init__(lambda reading: repository(*reading.parts))
        self.repository = repository


class Reading:
    """Every repository inside one transaction."""

    def __init__(self, connection: sa.Connection, frame: Frame) -> None:
        self.connection = connection
        self.actor = frame.actor
        self.user = frame.actor.user
        self.now = frame.now
        self.codes = frame.codes
        self.zone = frame.zone
        self.objects = frame.objects
        self.opened_copies = frame.opened_copies
        self.check_database = frame.check
        self.change_passphrase = frame.change_passphrase
        self.prove = frame.prove
        self.seal = frame.seal
        self.shelf = frame.shelf
        self.journal = Journal(frame.seal.salt)
        self.members = frame.members
        self.require_room_for_rekey = frame.require_room_for_rekey
        self.revoke = frame.revoke
        self.search_index = SearchIndex(connection)
        self.parts = (connection, self.journal, self.search_index, self.user)

    audit = _Opened(lambda reading: AuditLog(reading.connection))
    audit_lines = _Opened(lambda reading: AuditLines(reading.connection, reading.user))
    walls = _Opened(lambda reading: Walls(reading.connection))
    external_ids = _Opened(lambda reading: ExternalIds(reading.connection))
    code_tables = _Opened(lambda reading: Codes(reading.connection))
    case_counts = _Opened(lambda reading: CaseCounts(reading.connection, reading.user))
    labels = _Opened(lambda reading: Labels(reading.connection, reading.user))
    heads = _Opened(lambda reading: CaseHeads(reading.connection, reading.user))
    counted_groups = _Opened(lambda reading: CountedGroups(reading.connection, reading.user))
    deadline_lines = _Opened(lambda reading: DeadlineLines(reading.connection, reading.user))
    half_typed = _Opened(lambda reading: HalfTypedForms(reading.connection, reading.user))
    search = _Opened(lambda reading: Search(reading.connection, reading.user))
    presence = _Opened(lambda reading: Presence(reading.connection, reading.user))
    person_lines = _Opened(lambda reading: PersonLines(reading.connection, reading.user))
    task_lines = _Opened(lambda reading: TaskLines(reading.connection, reading.user))
    record_counts = _Opened(lambda reading: RecordCounts(reading.connection, reading.user))
    reminder_lines = _Opened(
        lambda reading: ReminderLines(
            reading.connection, reading.user, reading.now, discloses=reading.discloses
        )
    )
    calendar = _Opened(
        lambda reading: CalendarEntries(
            reading.connection,
            reading.user,
            reading.codes,
            EVERY_KIND if reading.discloses else EVERY_KIND - {EntryKind.DISCLOSURE},
        )
    )
    matters = _Opened(
        lambda reading: TodayMatters(
            reading.connection,
            Viewer(
                reading.user,
                reading.zone,
                discloses=reading.discloses,
                answers_for_evidence=reading.actor.may(Permission.EVIDENCE_TRANSFER),
            ),
            reading.today,
            reading.codes,
        )
    )
    evidence_heads = _Opened(
        lambda reading: EvidenceHeads(
            reading.connection, reading.user, reading.today, reading.codes
        )
    )
    review_lines = _Opened(
        lambda reading: ReviewLines(reading.connection, reading.user, reading.today, reading.codes)
    )
    cases = _Kind(Cases)
    case_numbers = _Kind(CaseNumbers)
    assignments = _Kind(Assignments)
    case_flags = _Kind(CaseFlags)
    persons = _Kind(Persons)
    parties = _Kind(Parties)
    defendants = _Kind(DefendantStates)
    warrants = _Kind(Warrants)
    no_contact_orders = _Kind(NoContactOrders)
    contact_ways = _Kind(ContactWays)
    charges = _Kind(Charges)
    charge_versions = _Kind(ChargeVersions)
    pleas = _Kind(Pleas)
    plea_offers = _Kind(PleaOffers)
    dispositions = _Kind(Dispositions)
    sentences = _Kind(Sentences)
    charge_victims = _Kind(ChargeVictims)
    victims = _Kind(Victims)
    contacts = _Kind(Contacts)
    restitution = _Kind(RestitutionLines)
    witnesses = _Kind(Witnesses)
    subpoenas = _Kind(Subpoenas)
    evidence = _Kind(EvidenceItems)
    custody = _Kind(CustodyEvents)
    item_charges = _Kind(ItemCharges)
    item_amendments = _Kind(ItemAmendments)
    attachments = _Kind(Attachments)
    signatures = _Kind(Signatures)
    locations = _Kind(Locations)
    agencies = _Kind(Agencies)
    inventories = _Kind(InventorySessions)
    sightings = _Kind(InventorySightings)
    inventory_findings = _Kind(InventoryFindings)
    inventory_closings = _Kind(InventoryClosings)
    case_appeals = _Kind(CaseAppeals)
    case_holds = _Kind(CaseHolds)
    disposal_notices = _Kind(DisposalNotices)
    disposal_certificates = _Kind(DisposalCertificates)
    attachment_checks = _Kind(AttachmentChecks)
    kept_files = _Opened(lambda reading: KeptFiles(reading.parts))
    hearings = _Kind(Hearings)
    courtrooms = _Kind(Courtrooms)
    court_days = _Kind(CourtDays)
    court_day_removals = _Kind(CourtDayRemovals)
    office_calendars = _Kind(OfficeCalendars)
    rule_packs = _Kind(RulePacks)
    court_rules = _Kind(CourtRules)
    rule_editions = _Kind(RuleEditions)
    triggering_events = _Kind(TriggeringEvents)
    speedy_clocks = _Kind(SpeedyClocks)
    excluded_spans = _Kind(ExcludedSpans)
    court_feeds = _Kind(CourtFeeds)
    feed_links = _Kind(FeedLinks)
    court_moves = _Kind(CourtMoves)
    deadlines = _Kind(Deadlines)
    reminders = _Kind(Reminders)
    tasks = _Kind(Tasks)
    notes = _Kind(Notes)
    users = _Kind(Users)
    offices = _Kind(OfficeProfiles)
    import_runs = _Kind(ImportRuns)
    import_findings = _Kind(ImportFindings)
    settings = _Kind(Settings)
    court_calendars = _Opened(
        lambda reading: CourtCalendars(
            reading.journal, reading.court_days, reading.office_calendars, reading.settings
        )
    )
    clock_heads = _Opened(
        lambda reading: ClockHeads(
            reading.connection,
            reading.user,
            (reading.speedy_clocks, reading.excluded_spans),
            reading.court_calendars,
            reading.today,
        )
    )
    wall_records = _Kind(WallRecords)
    person_wall_records = _Kind(PersonWallRecords)
    wall_openings = _Kind(WallOpenings)
    drafts = _Kind(Drafts)
    backup_runs = _Kind(BackupRuns)
    disclosure_items = _Kind(DisclosureItems)
    disclosure_steps = _Kind(DisclosureSteps)
    disclosure_files = _Kind(DisclosureFiles)
    defense_requests = _Kind(DefenseRequests)
    agency_inquiries = _Kind(AgencyInquiries)
    loss_notices = _Kind(LossNotices)
    protective_orders = _Kind(ProtectiveOrders)
    brady_orders = _Kind(BradyOrders)
    listed_officers = _Kind(ListedOfficers)
    officer_steps = _Kind(OfficerSteps)
    favorable_matters = _Kind(FavorableMatters)
    production_drafts = _Kind(ProductionDrafts)
    productions = _Kind(Productions)
    production_lines = _Kind(ProductionLines)
    production_steps = _Kind(ProductionSteps)
    certificates = _Kind(Certificates)
    certificate_lines = _Kind(CertificateLines)
    certificate_steps = _Kind(CertificateSteps)

    calendar_records = _Opened(
        lambda reading: CalendarRecords(
            reading.connection,
            reading.user,
            (reading.hearings, reading.deadlines, reading.tasks),
            (reading.defense_requests, reading.agency_inquiries, reading.disclosure_items),
        )
    )

    @property
    def discloses(self) -> bool:
        """Whether the person may know what is disclosed: demands and inquiries name much."""
        return self.actor.may(Permission.DISCLOSURE_VIEW)

    @property
    def today(self) -> date:
        """The day it is at the courthouse."""
        return self.local(self.now).date()

    def local(self, moment: datetime) -> datetime:
        """Return a moment as the clock at the courthouse shows it."""
        return moment.astimezone(ZoneInfo(self.zone))

    def check_log(self) -> ChainReport:
        """Walk the audit log with its signatures, and say what the anchors say."""
        check = ChainCheck(
            self.seal.vault, self.seal.signers(), min(self.audit.salts(), default=None)
        )
        anchors = self.seal.anchors.findings
        return check.report(self.audit.readable(), self.audit.checkpoints(), anchors)

    def check_records(self) -> DeepReport:
        """Compare every record with what the audit log last said of it."""
        report = DeepCheck(self.connection, self.audit, self.repositories()).report()
        # Lines are worth looking at only beside records that can be trusted.
        return replace(report, stale=self._stale_lines()) if report.is_whole else report

    def _stale_lines(self) -> tuple[tuple[str, int], ...]:
        """Return how many derived lines are not what the records say, by table; none is left out.

        They are pages of their own, which can be put back as well.
        """
        found = self.search_index.stored()
        entries = {
            entry.record: indexed(entry)
            for repository in self.repositories()
            for entry in repository.search_entries()
        }
        differing = {record for record, _ in found.items() ^ entries.items()}
        counts = (
            ("case_heads", len(self.heads.stale())),
            ("evidence_heads", len(self.evidence_heads.stale())),
            ("clock_heads", len(self.clock_heads.stale())),
            ("search_entries", len(differing)),
        )
        return tuple((table, number) for table, number in counts if number)

    def repositories(self) -> tuple[Repository[Any], ...]:
        """Return the repository of every kind of record."""
        names = [name for name, part in vars(Reading).items() if isinstance(part, _Kind)]
        return tuple(getattr(self, name) for name in names)

    def sees(self, case: sa.ColumnElement[UUID]) -> sa.ColumnElement[bool]:
        """Return the condition every list carries: the case is open to this user."""
        return visible_to(self.actor.user, case)

    def visible_person(self, person: sa.ColumnElement[UUID]) -> sa.ColumnElement[bool]:
        """Return the condition that a person is known to this user.

        A person all of whose cases are walled off from the user does not exist for the user, nor
        does one who is protected from the user.
        """
        mine = sa.select(parties.c.person).where(self.sees(parties.c.case))
        open_to = sa.or_(person.in_(mine), person.not_in(sa.select(parties.c.person)))
        return sa.and_(open_to, *known_to(self.user, persons))

    def hidden_records(self) -> frozenset[UUID]:
        """Return the identity of every record that hangs on somebody the user may not know of."""
        return hidden_records(self.connection, self.user)

    def hidden_of(self, identities: Iterable[UUID]) -> frozenset[UUID]:
        """Return which of these are cases or people the user may not know of."""
        asked = tuple(identities)
        closed = sa.select(cases.c.id).where(cases.c.id.in_(asked), sa.not_(self.sees(cases.c.id)))
        unknown = sa.select(persons.c.id).where(
            persons.c.id.in_(asked), sa.not_(self.visible_person(persons.c.id))
        )
        return frozenset(self.connection.scalars(closed.union(unknown)))


class UnitOfWork(Reading):
    """A reading that may write; what it wrote is in its journal.

    Attributes:
        afterwards: what the door does once the transaction is committed: changes of the vault's
            header, which is no part of it.
    """

    def __init__(self, connection: sa.Connection, frame: Frame) -> None:
        super().__init__(connection, frame)
        self.afterwards: list[Callable[[], None]] = []

    def accept_log(self) -> None:
        """Let the anchors follow the log as it is.

        Raises:
            Unavailable: the disk refuses.
        """
        with disk_errors(self.objects.folder):
            self.seal.anchors.accept()

    def finish(self) -> None:
        """Bring derived lines up to date; the door calls it before it commits."""
        if self.journal.kinds & HEAD_SOURCES:
            self.heads.refresh(self.journal.cases)
        if self.journal.kinds & EVIDENCE_SOURCES:
            self.evidence_heads.refresh(self.journal.items)
        if self.journal.kinds & EVIDENCE_CASE_SOURCES:
            self.evidence_heads.refresh_cases(self.journal.cases)
        if self.journal.kinds & CLOCK_SOURCES:
            self.clock_heads.refresh(self.journal.cases)
