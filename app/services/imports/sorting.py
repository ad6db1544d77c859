"""Sorts what was read into what the office knows already and the records still to be written."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date

from app.domain.cases import Case, CaseId
from app.domain.charges import Charge, ChargeId, ChargeVersion, Disposition, Sentence
from app.domain.ids import new_id
from app.domain.imports import ImportCounts
from app.domain.persons import DefendantState, Party, PartyId, Person
from app.interchange.cook_county import (
    ChargeAgainst,
    Referrals,
    SourceCase,
    SourceCharge,
    SourceDefendant,
    SourceDisposition,
    SourceSentence,
)
from app.interchange.cook_county import ChargeVersion as SourceVersion
from app.services.imports.known import Known
from app.services.imports.outcomes import Count, Outcomes
from app.services.imports.records import RecordMaker, code_of, decision_of, stated
from app.services.imports.standing import Progress, screening_of, standing


@dataclass
class NewRecords:
    """What is to be written, kind by kind, in the order in which it came up.

    Attributes:
        later: counts of earlier imports that a disposition is added to.
        gaining: cases of earlier imports that something is added to.
        charge_ids: the files' numbers of new charges; one may be brought against several.
    """

    cases: list[Case] = field(default_factory=list)
    persons: list[Person] = field(default_factory=list)
    parties: list[Party] = field(default_factory=list)
    states: list[DefendantState] = field(default_factory=list)
    charges: list[Charge] = field(default_factory=list)
    versions: list[ChargeVersion] = field(default_factory=list)
    dispositions: list[Disposition] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    later: set[ChargeId] = field(default_factory=set)
    gaining: set[CaseId] = field(default_factory=set)
    charge_ids: set[str] = field(default_factory=set)

    def counts(self) -> ImportCounts:
        """Return how many of each kind; a charge against several defendants counts once."""
        return ImportCounts(
            cases=len(self.cases),
            defendants=len(self.parties),
            charges=len(self.charge_ids),
            dispositions=len(self.dispositions),
            sentences=len(self.sentences),
        )


class Sorting:
    """Goes over everything that was read, once; `new` then holds what is to be written."""

    def __init__(self, read: Referrals, known: Known, maker: RecordMaker, today: date) -> None:
        self.new = NewRecords()
        self._known = known
        self._maker = maker
        self._today = today
        self._outcomes = Outcomes(read)
        self._cases: dict[str, CaseId] = {}
        self._new_cases: set[CaseId] = set()
        self._parties: dict[str, PartyId] = {}
        self._charges: dict[Count, ChargeId] = {}
        self._codes: defaultdict[str, list[str]] = defaultdict(list)
        self._sort(read)

    def _sort(self, read: Referrals) -> None:
        people = {person.participant_id: person for person in read.defendants}
        members: defaultdict[str, list[SourceDefendant]] = defaultdict(list)
        new_cases = [case for case in read.cases if self._meet_case(case)]
        for person in read.defendants:
            members[person.case_id].append(person)
            self._take_defendant(person, len(members[person.case_id]))
        for charge in read.charges:
            for against in charge.against:
                self._take_charge(charge, against, people[against.participant_id])
        self._take_dispositions(read.dispositions)
        self._take_sentences(read.sentences)
        for case in new_cases:
            self._add_case(case, members[case.case_id])

    def _meet_case(self, case: SourceCase) -> bool:
        """Give the case its identity and return whether it is new."""
        content = (case.received_on, case.offense_category, case.updated_category)
        known = self._known.meet("case", case.case_id, content, case.origin)
        id_ = self._cases[case.case_id] = CaseId(known or new_id())
        if known is None:
            self._known.add("case", case.case_id, content, id_)
            self._new_cases.add(id_)
        return known is None

    def _take_defendant(self, source: SourceDefendant, number: int) -> None:
        content = _said_of_defendant(source)
        known = self._known.meet("defendant", source.participant_id, content, source.origin)
        party = self._parties[source.participant_id] = PartyId(known or new_id())
        if known is not None:
            return
        case = self._touched(source.case_id)
        is_wanted = self._outcomes.is_wanted(source.case_id, source.participant_id)
        person = self._maker.person(source)
        self.new.persons.append(person)
        self.new.parties.append(self._maker.party(source, party, case, person.id, number))
        self.new.states.append(
            self._maker.defendant_state(source, party, case, is_wanted=is_wanted)
        )
        self._known.add("defendant", source.participant_id, content, party)

    def _take_charge(
        self, charge: SourceCharge, against: ChargeAgainst, person: SourceDefendant
    ) -> None:
        """Take in one count with its wordings; a count known before may have new wordings."""
        versions = [v for v in charge.versions if v.version_id in against.version_ids]
        versions = versions or list(charge.versions)
        count = Count(charge.charge_id, against.participant_id)
        # Later files number and rank a charge as it then stood; that contradicts nothing.
        facts = (charge.count_number, against.is_primary)
        content = facts if charge.from_initiation else (None, None)
        known = self._known.meet("charge", count.key, content, against.origin)
        if known is None:
            id_ = self._add_charge(charge, against, versions[-1], person)
            self._known.add("charge", count.key, content, id_)
        else:
            id_ = ChargeId(known)
        self._charges[count] = id_
        if charge.from_initiation or self._outcomes.latest(count) is None:
            for version in versions:
                self._take_version(charge, against, version, id_)

    def _add_charge(
        self,
        charge: SourceCharge,
        against: ChargeAgainst,
        version: SourceVersion,
        person: SourceDefendant,
    ) -> ChargeId:
        codes = self._codes[against.participant_id]
        latest = self._outcomes.latest(Count(charge.charge_id, against.participant_id))
        record = self._maker.charge(
            version,
            case=self._touched(charge.case_id),
            defendant=self._parties[against.participant_id],
            number=charge.count_number or len(codes) + 1,
            is_top=against.is_primary,
            offense_days=(person.incident_from, person.incident_to),
            latest=latest,
        )
        codes.append(code_of(latest.outcome) if latest else "")
        self.new.charges.append(record)
        self.new.charge_ids.add(charge.charge_id)
        return record.id

    def _take_version(
        self, charge: SourceCharge, against: ChargeAgainst, version: SourceVersion, id_: ChargeId
    ) -> None:
        count = Count(charge.charge_id, against.participant_id)
        key = f"{count.key}/{version.version_id}"
        content = (*version.offense, stated(version.event), version.event_on)
        if self._known.meet("version", key, content, against.origin) is None:
            record = self._maker.version(
                version, id_, self._touched(charge.case_id), is_final=not charge.from_initiation
            )
            self.new.versions.append(record)
            self._known.add("version", key, content, record.id)

    def _take_dispositions(self, entries: tuple[SourceDisposition, ...]) -> None:
        new_charges = {charge.id for charge in self.new.charges}
        seen: Counter[str] = Counter()
        for entry in entries:
            count = Count(entry.charge_id, entry.participant_id)
            key = f"{count.key}/{entry.version_id}/{entry.disposed_on}"
            seen[key] += 1
            content = (
                stated(entry.outcome),
                stated(entry.reason),
                entry.judge,
                entry.court,
                entry.facility,
            )
            key = f"{key}/{seen[key]}"
            if self._known.meet("disposition", key, content, entry.origin) is None:
                record = self._add_disposition(entry, count)
                self._known.add("disposition", key, content, record.id)
                if record.charge not in new_charges:
                    self.new.later.add(record.charge)

    def _add_disposition(self, entry: SourceDisposition, count: Count) -> Disposition:
        """Add it, with its wording where that is a version no charging instrument stated."""
        charge, case = self._charges[count], self._touched(entry.case_id)
        record = self._maker.disposition(entry, charge, case)
        self.new.dispositions.append(record)
        key = f"{count.key}/{entry.version_id}"
        if not self._known.knows("version", key):
            version = self._maker.final_version(entry, charge, case)
            self.new.versions.append(version)
            self._known.add("version", key, (*entry.offense, "", None), version.id)
        return record

    def _take_sentences(self, entries: tuple[SourceSentence, ...]) -> None:
        seen: Counter[str] = Counter()
        for entry in entries:
            count = Count(entry.charge_id, entry.participant_id)
            words = (entry.phase, entry.kind, entry.commitment, entry.unit)
            key = "/".join((count.key, str(entry.sentenced_on), *map(stated, words)))
            seen[key] += 1
            key = f"{key}/{seen[key]}"
            content = (entry.judge, entry.is_current, entry.term_stated)
            if self._known.meet("sentence", key, content, entry.origin) is None:
                case = self._touched(entry.case_id)
                record = self._maker.sentence(entry, self._charges[count], case)
                self.new.sentences.append(record)
                self._known.add("sentence", key, content, record.id)

    def _add_case(self, source: SourceCase, members: list[SourceDefendant]) -> None:
        screening = screening_of(decision_of(person) for person in members)
        stage, status = standing(
            (self._progress(each) for each in members if each.participant_id in self._codes),
            screening,
        )
        ended = self._outcomes.last_day(source.case_id, self._today)
        self.new.cases.append(
            self._maker.case(
                source,
                self._cases[source.case_id],
                members,
                screening=screening,
                stage=stage,
                status=status,
                since=ended or source.received_on,
                latest=self._outcomes.latest_in_case(source.case_id),
            )
        )

    def _progress(self, person: SourceDefendant) -> Progress:
        return Progress(
            dispositions=self._codes[person.participant_id],
            is_arraigned=person.arraigned_on is not None,
            is_sentenced=self._outcomes.is_sentenced(person.participant_id),
            is_on_appeal=self._outcomes.is_appealing(person.participant_id),
        )

    def _touched(self, case_id: str) -> CaseId:
        """Return the case that something new is written to."""
        case = self._cases[case_id]
        if case not in self._new_cases:
            self.new.gaining.add(case)
        return case


def _said_of_defendant(source: SourceDefendant) -> tuple[object, ...]:
    review = source.reviews[-1] if source.reviews else None
    return (
        source.case_id,
        source.age_at_incident,
        stated(source.gender),
        stated(source.race),
        source.incident_from,
        source.incident_to,
        source.arrested_at,
        source.agency,
        source.unit,
        source.city,
        source.arraigned_on,
        stated(review.participant_status) if review else "",
        stated(review.result) if review else "",
    )
