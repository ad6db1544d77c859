"""Finding what is missing in a case; each rule is a few lines and reads like its sentence."""

from collections.abc import Iterator
from datetime import date

from app.domain.case_gaps import Gap, GapLine, Weight
from app.domain.cases import Case, Stage
from app.domain.charges import Charge, OfferAnswer
from app.domain.codes import CodeList
from app.domain.hearings import HearingStatus
from app.domain.persons import CustodyStatus, PartyId, Role
from app.services.party_names import PartyNames
from app.storage.unit_of_work import Reading

_ORDER = list(Stage)
_SEALED_KINDS = frozenset(
    {
        "firearm",
        "ammunition",
        "weapon",
        "narcotics",
        "cash",
        "biological",
        "sexual_assault_kit",
        "clothing",
        "phone",
        "computer",
        "storage_card",
    }
)
"""Kinds whose container must be sealed; a photo or a report need not be."""


def find_gaps(reading: Reading, case: Case) -> tuple[GapLine, ...]:
    """Return the gaps of an open case, urgent ones first; a closed case has none."""
    if not case.is_open:
        return ()
    lines = list(_Gaps(reading, case).lines())
    weights = list(Weight)
    return tuple(sorted(lines, key=lambda line: weights.index(line.weight)))


class _Gaps:
    """One case under the rules."""

    def __init__(self, reading: Reading, case: Case) -> None:
        self._reading = reading
        self._case = case
        self._names = PartyNames(reading, case.id)
        self._charges = sorted(reading.charges.of_case(case.id), key=lambda c: (c.number, c.id))

    def lines(self) -> Iterator[GapLine]:
        yield from self._office()
        yield from self._dates()
        yield from self._counts()
        yield from self._defendants()
        yield from self._evidence()
        yield from self._victims()

    def _office(self) -> Iterator[GapLine]:
        assigned = self._reading.assignments.of_case(self._case.id)
        if all(each.until is not None for each in assigned):
            yield GapLine(Gap.NOBODY_ASSIGNED, Weight.URGENT)
        if not self._parties(Role.DEFENDANT):
            yield GapLine(Gap.NO_DEFENDANT, Weight.OPEN)
        elif not self._charges:
            yield GapLine(Gap.NO_CHARGE, Weight.OPEN)

    def _dates(self) -> Iterator[GapLine]:
        line = self._reading.heads.line(self._case.id)
        if line is not None and line.next_on is None:
            yield GapLine(Gap.NOTHING_DATED, Weight.URGENT)
        today = self._reading.today
        for hearing in self._reading.hearings.of_case(self._case.id):
            if hearing.status is HearingStatus.SET and hearing.on < today:
                kind = self._reading.codes.label(CodeList.HEARING, hearing.kind)
                yield GapLine(Gap.NO_RESULT, Weight.URGENT, kind, hearing.on)

    def _counts(self) -> Iterator[GapLine]:
        pending = [charge for charge in self._charges if not charge.disposition]
        named = {link.charge for link in self._reading.charge_victims.of_case(self._case.id)}
        if self._parties(Role.VICTIM):
            yield from self._of_counts(
                Gap.NO_VICTIM_NAMED, [c for c in pending if c.id not in named]
            )
        if self._reached(Stage.PRETRIAL):
            yield from self._of_counts(Gap.NO_PLEA, [c for c in pending if not c.plea])
        if self._reached(Stage.SENTENCING):
            yield from self._of_counts(Gap.NO_SENTENCE, self._unsentenced())
        for offer in self._reading.plea_offers.of_case(self._case.id):
            waiting = offer.answer in {OfferAnswer.OFFERED, OfferAnswer.COUNTER}
            if waiting and _is_past(offer.expires_on, self._reading.today):
                name = self._names.name(offer.defendant)
                yield GapLine(Gap.OFFER_EXPIRED, Weight.OPEN, name, offer.expires_on)

    def _defendants(self) -> Iterator[GapLine]:
        if not self._reached(Stage.ARRAIGNMENT):
            return
        states = {state.id: state for state in self._reading.defendants.of_case(self._case.id)}
        for party in self._parties(Role.DEFENDANT):
            state = states.get(party)
            name = self._names.name(party)
            if state is None or state.custody is CustodyStatus.UNKNOWN:
                yield GapLine(Gap.NO_CUSTODY_STATUS, Weight.OPEN, name)
            if state is None or not state.counsel:
                yield GapLine(Gap.NO_COUNSEL, Weight.OPEN, name)

    def _evidence(self) -> Iterator[GapLine]:
        for item in self._reading.evidence.of_case(self._case.id):
            if item.kind in _SEALED_KINDS and not item.seal:
                found = item.collected_at
                day = self._reading.local(found).date() if found else None
                yield GapLine(Gap.NO_SEAL, Weight.OPEN, item.tag, day, item.collected_by)

    def _victims(self) -> Iterator[GapLine]:
        victims = self._reading.victims.of_case(self._case.id)
        sheets = {victim.party for victim in victims}
        for party in self._parties(Role.VICTIM):
            if party not in sheets:
                name = self._names.name(party)
                yield GapLine(Gap.NO_VICTIM_SHEET, Weight.URGENT, name)
        for victim in victims:
            name = self._names.name(victim.party)
            given = victim.rights_given_on
            if given is None:
                yield GapLine(Gap.RIGHTS_NOT_GIVEN, Weight.URGENT, name)
            else:
                language = victim.rights_language
                yield GapLine(Gap.RIGHTS_GIVEN, Weight.DONE, name, given, language)
            if victim.safety_is_stale(self._reading.today):
                confirmed = victim.safety_confirmed_on
                yield GapLine(Gap.SAFETY_STALE, Weight.OPEN, name, confirmed)

    def _of_counts(self, gap: Gap, charges: list[Charge]) -> Iterator[GapLine]:
        if charges:
            about = ", ".join(self._count_name(charge) for charge in charges)
            yield GapLine(gap, Weight.OPEN, about, several=len(charges) > 1)

    def _count_name(self, charge: Charge) -> str:
        """The count's number, with its defendant where there are several."""
        if len(self._parties(Role.DEFENDANT)) == 1:
            return str(charge.number)
        return f"{charge.number} ({self._names.person(charge.defendant).family})"

    def _unsentenced(self) -> list[Charge]:
        sentenced = {line.charge for line in self._reading.sentences.of_case(self._case.id)}
        category = self._reading.codes.category
        return [
            charge
            for charge in self._charges
            if category(CodeList.DISPOSITION, charge.disposition) == "Convicted"
            and charge.id not in sentenced
        ]

    def _reached(self, stage: Stage) -> bool:
        return _ORDER.index(self._case.stage) >= _ORDER.index(stage)

    def _parties(self, role: Role) -> list[PartyId]:
        return [party.id for party in self._names.parties.values() if party.role is role]


def _is_past(day: date | None, today: date) -> bool:
    return day is not None and day < today
