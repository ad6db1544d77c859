"""One transaction over every kind of record: `Reading` for queries, `UnitOfWork` for commands."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from app.domain.codes import CodeBook
from app.domain.users import Actor
from app.storage.analytics import RecordCounts
from app.storage.attachments import AttachmentStore
from app.storage.audit import AuditLog
from app.storage.calendar_entries import CalendarEntries
from app.storage.case_counts import CaseCounts
from app.storage.case_heads import CaseHeads
from app.storage.cases import (
    Assignments,
    CaseFlags,
    CaseNumbers,
    Cases,
    Walls,
    visible_to,
)
from app.storage.charges import (
    Charges,
    ChargeVersions,
    ChargeVictims,
    Dispositions,
    PleaOffers,
    Pleas,
    Sentences,
)
from app.storage.deadline_lines import DeadlineLines
from app.storage.deadlines import Deadlines
from app.storage.evidence import Attachments, CustodyEvents, EvidenceItems
from app.storage.evidence_heads import SOURCES as EVIDENCE_SOURCES
from app.storage.evidence_heads import EvidenceHeads
from app.storage.hearings import Hearings
from app.storage.imports import ExternalIds, ImportFindings, ImportRuns
from app.storage.journal import Journal
from app.storage.labels import Labels
from app.storage.notes import Notes
from app.storage.person_lines import PersonLines
from app.storage.persons import (
    ContactWays,
    DefendantStates,
    NoContactOrders,
    Parties,
    Persons,
    Warrants,
    parties,
)
from app.storage.presence import Presence
from app.storage.reminder_lines import ReminderLines
from app.storage.reminders import Reminders
from app.storage.repository import Repository
from app.storage.search import Search
from app.storage.search_index import SearchIndex
from app.storage.task_lines import TaskLines
from app.storage.tasks import Tasks
from app.storage.today import TodayMatters, Viewer
from app.storage.users import Codes, OfficeProfiles, Users
from app.storage.victims import Contacts, RestitutionLines, Victims
from app.storage.witnesses import Subpoenas, Witnesses

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
        check: reads every page of the database and says what is wrong (see `database`).
        change_passphrase: seals the actor's keys anew, given the old and the new passphrase.
    """

    actor: Actor
    now: datetime
    codes: CodeBook
    zone: str
    objects: AttachmentStore
    check: Callable[[], tuple[str, ...]]
    change_passphrase: Callable[[str, str], None]


class Reading:
    """Every repository inside one transaction."""

    def __init__(self, connection: sa.Connection, frame: Frame) -> None:  # noqa: PLR0915  one line a kind of record
        self.connection = connection
        self.actor = frame.actor
        self.now = frame.now
        self.codes = frame.codes
        self.zone = frame.zone
        self.objects = frame.objects
        self.check_database = frame.check
        self.change_passphrase = frame.change_passphrase
        self.journal = Journal()
        self.audit = AuditLog(connection)
        self.walls = Walls(connection)
        self.external_ids = ExternalIds(connection)
        self.code_tables = Codes(connection)
        self.heads = CaseHeads(connection, frame.actor.user)
        self.case_counts = CaseCounts(connection)
        self.labels = Labels(connection)
        self.deadline_lines = DeadlineLines(connection, frame.actor.user)
        self.calendar = CalendarEntries(connection, frame.actor.user, frame.codes)
        self.search = Search(connection, frame.actor.user)
        self.presence = Presence(connection, frame.actor.user)
        self.reminder_lines = ReminderLines(connection, frame.actor.user, frame.now)
        self.person_lines = PersonLines(connection, frame.actor.user)
        self.task_lines = TaskLines(connection, frame.actor.user)
        self.record_counts = RecordCounts(connection, frame.actor.user)
        viewer = Viewer(frame.actor.user)
        self.matters = TodayMatters(connection, viewer, self.today, frame.codes)
        parts = (connection, self.journal, SearchIndex(connection))
        self.cases = Cases(*parts)
        self.case_numbers = CaseNumbers(*parts)
        self.assignments = Assignments(*parts)
        self.case_flags = CaseFlags(*parts)
        self.persons = Persons(*parts)
        self.parties = Parties(*parts)
        self.defendants = DefendantStates(*parts)
        self.warrants = Warrants(*parts)
        self.no_contact_orders = NoContactOrders(*parts)
        self.contact_ways = ContactWays(*parts)
        self.charges = Charges(*parts)
        self.charge_versions = ChargeVersions(*parts)
        self.pleas = Pleas(*parts)
        self.plea_offers = PleaOffers(*parts)
        self.dispositions = Dispositions(*parts)
        self.sentences = Sentences(*parts)
        self.charge_victims = ChargeVictims(*parts)
        self.victims = Victims(*parts)
        self.contacts = Contacts(*parts)
        self.restitution = RestitutionLines(*parts)
        self.witnesses = Witnesses(*parts)
        self.subpoenas = Subpoenas(*parts)
        self.evidence = EvidenceItems(*parts)
        self.custody = CustodyEvents(*parts)
        self.evidence_heads = EvidenceHeads(connection, frame.actor.user, self.today, frame.codes)
        self.attachments = Attachments(*parts)
        self.hearings = Hearings(*parts)
        self.deadlines = Deadlines(*parts)
        self.reminders = Reminders(*parts)
        self.tasks = Tasks(*parts)
        self.notes = Notes(*parts)
        self.users = Users(*parts)
        self.offices = OfficeProfiles(*parts)
        self.import_runs = ImportRuns(*parts)
        self.import_findings = ImportFindings(*parts)

    @property
    def today(self) -> date:
        """The day it is at the courthouse."""
        return self.now.astimezone(ZoneInfo(self.zone)).date()

    def repositories(self) -> tuple[Repository[Any], ...]:
        """Return the repository of every kind of record."""
        return tuple(part for part in vars(self).values() if isinstance(part, Repository))

    def sees(self, case: sa.ColumnElement[UUID]) -> sa.ColumnElement[bool]:
        """Return the condition every list carries: the case is open to this user."""
        return visible_to(self.actor.user, case)

    def visible_person(self, person: sa.ColumnElement[UUID]) -> sa.ColumnElement[bool]:
        """Return the condition that a person is known to this user.

        A person all of whose cases are walled off from the user does not exist for the user.
        """
        mine = sa.select(parties.c.person).where(self.sees(parties.c.case))
        return sa.or_(person.in_(mine), person.not_in(sa.select(parties.c.person)))


class UnitOfWork(Reading):
    """A reading that may write; what it wrote is in its journal."""

    def finish(self) -> None:
        """Bring derived lines up to date; the door calls it before it commits."""
        if self.journal.kinds & HEAD_SOURCES:
            self.heads.refresh(self.journal.cases)
        if self.journal.kinds & EVIDENCE_SOURCES:
            self.evidence_heads.refresh(self.journal.items)
