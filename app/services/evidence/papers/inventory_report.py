"""The report of an inventory on paper, for the file of the evidence room and whoever audits it.

It names evidence of many cases. So it is for the office or a court, and never for the defense in
one of them; a court is not told where things are kept, nor what the office noted on them. Items
behind walls of the printer are not on it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import ClassVar
from uuid import UUID

from app.domain.audit import Fact as LogFact
from app.domain.custody import Action
from app.domain.errors import Refused
from app.domain.evidence_list import EvidenceLine
from app.domain.inventory import (
    Discovery,
    InventoryFinding,
    InventoryId,
    InventorySession,
    InventorySighting,
    Sight,
)
from app.domain.locations import LocationId
from app.domain.personal_data import mask_numbers
from app.domain.profiles import RULES, Matter, Profile
from app.domain.users import Permission
from app.i18n import _
from app.i18n.inventory import REASON_WORDS, RESOLUTION_WORDS, SIGHT_WORDS
from app.printing.dates import stamp_words
from app.printing.evidence import (
    Fact,
    FoundLine,
    InventoryReport,
    LetterHead,
    SeenLine,
    typeset_inventory,
)
from app.services.evidence.inventory import InventoryOf, InventoryView
from app.services.evidence.papers.paper import EvidencePaper, Mark, PrintedPaper
from app.services.evidence.papers.wording import CaseWording, joined
from app.storage.unit_of_work import Reading


@dataclass(frozen=True, kw_only=True)
class PrintInventory(EvidencePaper):
    """What one inventory expected, saw, missed and found besides, with lines to sign on."""

    session: InventoryId
    profile: Profile = Profile.INTERNAL
    needs: ClassVar[Permission] = Permission.EVIDENCE_INVENTORY

    def particulars(self) -> tuple[LogFact, ...]:
        """Which inventory, and for whom."""
        return (("session", self.session.hex), ("profile", self.profile.value))

    def paper(self, reading: Reading, mark: Mark) -> PrintedPaper:
        """Return the report.

        Raises:
            Missing: there is no such inventory.
            Refused: it would go to the defense.
        """
        if self.profile is Profile.DEFENSE:
            raise Refused("inventory.not_for_defense", field="profile")
        report = _Reporting(reading, InventoryOf(self.session).run(reading), self.profile)
        paper = typeset_inventory(report.report(mark))
        name = _("Inventory {place} {started}, {profile}").format(
            place=report.subject, started=report.started, profile=self.profile.value
        )
        return PrintedPaper(name=" ".join(name.split()), pages=paper.pages, pdf=paper.pdf)


class _Reporting:
    """One inventory, in the words its reader may have."""

    def __init__(self, reading: Reading, view: InventoryView, profile: Profile) -> None:
        self._reading = reading
        self._view = view
        self._session: InventorySession = view.session
        self._stock = view.stock
        self._rules = RULES[profile]
        self._is_told = Matter.EVIDENCE_REMARKS in self._rules.shows
        self._wordings: dict[UUID, CaseWording] = {}
        self._sightings = {each.item: each for each in view.stock.sightings if each.item}
        self._findings = {each.item: each for each in view.stock.findings if each.item}
        self.subject = view.path if self._is_told else ""
        self.started = f"{reading.local(view.session.started_at):%Y-%m-%d %H:%M}"

    def report(self, mark: Mark) -> InventoryReport:
        found = self._stock.discoveries
        missing = tuple(self._found(each) for each in found if each.sight is Sight.MISSING)
        unexpected = tuple(self._found(each) for each in found if each.sight is not Sight.MISSING)
        seen = tuple(self._seen(line) for line in self._seen_lines)
        return InventoryReport(
            head=self._head(mark),
            facts=tuple(self._facts(len(missing), len(unexpected))),
            missing=missing,
            unexpected=unexpected,
            seen=seen,
            signers=tuple(self._signers()),
            warning=self._warning(),
        )

    @cached_property
    def _seen_lines(self) -> tuple[EvidenceLine, ...]:
        """What lies where it should; of a closed count, what was written into the chains then."""
        seen = set(self._stock.seen)
        if self._view.closing is not None:
            events = self._reading.custody.of_batch(self._session.id)
            noted = {each.item for each in events if each.action is Action.INVENTORIED}
            inside = seen - self._sightings.keys() - self._findings.keys()
            seen = (seen - inside) | noted
        lines = self._reading.evidence_heads.lines(seen).values()
        return tuple(sorted(lines, key=lambda line: line.tag))

    def _head(self, mark: Mark) -> LetterHead:
        reading, office = self._reading, self._reading.offices.only()
        place = reading.locations.get(self._session.location)
        tag = place.code if self._is_told else ""
        return LetterHead(
            office=office.name,
            title=_("Inventory"),
            subject=self.subject,
            case_number=self.started,
            case_title=REASON_WORDS[self._session.reason],
            marking=self._rules.marking,
            printed_at=reading.local(reading.now),
            printed_by=reading.actor.name,
            fingerprint=mark.words,
            code=" ".join(filter(None, (mark.code, tag))) if mark.code else "",
            is_demo=office.is_demo,
        )

    def _facts(self, missing: int, unexpected: int) -> Iterator[Fact]:
        session, closing = self._session, self._view.closing
        seen = len(self._seen_lines)
        yield _("Place"), self.subject
        yield _("Why"), REASON_WORDS[session.reason]
        yield _("Started"), self._when(session.started_at, session.started_by)
        yield _("Counted along by"), session.joint_person
        ended = _("Given up") if closing is not None and closing.is_given_up else _("Closed")
        yield ended, self._when(closing.at, closing.by) if closing is not None else ""
        yield _("Expected"), f"{seen + missing:,}"
        yield _("Seen"), f"{seen:,}"
        yield _("Missing"), f"{missing:,}"
        yield _("Misplaced or unexpected"), f"{unexpected:,}"
        yield _("Not resolved"), f"{len(self._stock.unresolved):,}"
        if self._is_told:
            yield _("Note"), self._of_all(session.note)
            yield _("Memo at the end"), self._of_all(closing.memo if closing is not None else "")

    def _signers(self) -> Iterator[Fact]:
        yield _("Counted by"), self._session.started_by
        if self._session.joint_person:
            yield _("Counted along by"), self._session.joint_person
        yield _("Looked over by"), ""

    def _warning(self) -> str:
        closing = self._view.closing
        if closing is None:
            return _("THE COUNT IS STILL OPEN: what is missing may not have been counted yet.")
        if closing.is_given_up:
            return _("THE COUNT WAS GIVEN UP: no chain of custody says that anything was seen.")
        return ""

    def _seen(self, line: EvidenceLine) -> SeenLine:
        sighting = self._sightings.get(line.item)
        return SeenLine(
            tag=line.tag,
            case=line.case_number,
            description=self._described(line),
            how=self._how(line, sighting),
            place=self._place(sighting.place) if sighting else "",
            read=self._when(sighting.at, sighting.by) if sighting else "",
        )

    def _how(self, line: EvidenceLine, sighting: InventorySighting | None) -> str:
        finding = self._findings.get(line.item)
        if finding is not None:
            return RESOLUTION_WORDS[finding.resolution]
        if sighting is None:
            return _("In a sealed container, not opened")
        return SIGHT_WORDS[sighting.sight]

    def _found(self, found: Discovery) -> FoundLine:
        line, resolved = found.line, found.resolved
        known = self._described(line) if line else _("Nothing more is known.")
        return FoundLine(
            tag=found.code,
            case=line.case_number if line else "",
            description=known,
            finding=SIGHT_WORDS[found.sight],
            belongs=self._belongs(line) if line else "",
            seen_at=self._place(found.place),
            result=RESOLUTION_WORDS[resolved.resolution] if resolved else _("Open"),
            memo=self._memo(line, resolved),
            resolved=self._when(resolved.at, resolved.by) if resolved else "",
        )

    def _memo(self, line: EvidenceLine | None, resolved: InventoryFinding | None) -> str:
        if resolved is None or not self._is_told:
            return ""
        return self._text(line, resolved.memo) if line else self._of_all(resolved.memo)

    def _described(self, line: EvidenceLine) -> str:
        return joined(line.kind_label, self._text(line, line.description))

    def _belongs(self, line: EvidenceLine) -> str:
        return (self._place(line.location) or line.place) if self._is_told else ""

    def _place(self, place: LocationId | None) -> str:
        return self._view.places.get(place, "") if self._is_told and place else ""

    def _when(self, at: datetime, by: str) -> str:
        when = f"{stamp_words(self._reading.local(at))} {self._reading.local(at):%Z}"
        return _("{when}, {name}").format(when=when, name=by)

    def _text(self, line: EvidenceLine, text: str) -> str:
        """Return a text about an item without protected names and ways to reach people."""
        if line.case not in self._wordings:
            self._wordings[line.case] = CaseWording(self._reading, line.case)
        said = self._wordings[line.case].text(text)
        return mask_numbers(said) if self._rules.masks_personal_data else said

    def _of_all(self, text: str) -> str:
        """Return a text about no single item: nobody protected in any of the cases is named."""
        of_cases = {line.case: line for line in self._stock.lines.values()}
        for line in of_cases.values() if text else ():
            text = self._text(line, text)
        return text
