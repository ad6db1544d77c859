"""What the Charges tab and the terminal show of a case's counts."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Protocol, TypeVar
from uuid import UUID

from app.domain.cases import CaseId
from app.domain.charges import (
    Charge,
    ChargeVersion,
    Disposition,
    Phase,
    Plea,
    PleaOffer,
    Sentence,
)
from app.domain.codes import CodeList
from app.domain.persons import PartyId, Role
from app.domain.users import Permission
from app.services.office import OfCase, Query
from app.services.party_names import PartyNames
from app.storage.unit_of_work import Reading


@dataclass(frozen=True)
class PleaView:
    """A plea with its word."""

    record: Plea
    words: str


@dataclass(frozen=True)
class DispositionView:
    """A disposition with its word."""

    record: Disposition
    words: str


@dataclass(frozen=True)
class SentenceView:
    """A line of a sentence with its words, e.g. ``"Jail"`` and ``"30 Days"``."""

    record: Sentence
    words: str
    length: str

    @property
    def text(self) -> str:
        """The line as it is read: ``"Jail 30 Days"``."""
        line = " ".join(part for part in (self.words, self.length) if part)
        return line or self.record.stated


@dataclass(frozen=True)
class OfferView:
    """An offer with the word of its answer."""

    record: PleaOffer
    words: str


@dataclass(frozen=True)
class CountView:
    """One count with everything that happened to it, oldest first.

    Attributes:
        victims: names of those the count names; ``plea`` and ``disposition`` the words of the
            latest, empty where there is none.
    """

    charge: Charge
    class_words: str
    modifier_words: str
    plea: str
    disposition: str
    victims: tuple[str, ...]
    victim_ids: tuple[PartyId, ...]
    pleas: tuple[PleaView, ...]
    dispositions: tuple[DispositionView, ...]
    sentences: tuple[SentenceView, ...]
    versions: tuple[ChargeVersion, ...]

    @property
    def id(self) -> UUID:
        """The charge's identity, by which tables keep their place."""
        return self.charge.id

    @property
    def sentence(self) -> str:
        """All current lines in one: ``"Jail 30 Days; Probation 2 Years"``."""
        return "; ".join(line.text for line in self.sentences if line.record.is_current)


@dataclass(frozen=True)
class DefendantCounts:
    """One defendant with counts and offers."""

    party: PartyId
    name: str
    counts: tuple[CountView, ...]
    offers: tuple[OfferView, ...]


@dataclass(frozen=True)
class CaseCharges(OfCase, Query[tuple[DefendantCounts, ...]]):
    """The counts of a case, defendant by defendant."""

    case: CaseId
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> tuple[DefendantCounts, ...]:
        """Return every defendant in order, also those not charged yet."""
        return _Docket(reading, self.case).defendants()


class _OfCharge(Protocol):
    """A record that hangs on a charge."""

    @property
    def charge(self) -> UUID:
        """The charge."""


C = TypeVar("C", bound=_OfCharge)


def _by_charge(records: Iterable[C]) -> dict[UUID, tuple[C, ...]]:
    found: dict[UUID, tuple[C, ...]] = defaultdict(tuple)
    for record in records:
        found[record.charge] = (*found[record.charge], record)
    return found


def _by_phase(version: ChargeVersion) -> tuple[int, UUID]:
    """Sort key: two versions written in one act may carry identities of the same moment."""
    return list(Phase).index(version.phase), version.id


class _Docket:
    """Everything about the counts of one case, read once."""

    def __init__(self, reading: Reading, case: UUID) -> None:
        self._label = reading.codes.label
        self._names = PartyNames(reading, case)
        self._charges = reading.charges.of_case(case)
        self._victims = _by_charge(reading.charge_victims.of_case(case))
        self._pleas = _by_charge(reading.pleas.of_case(case))
        self._dispositions = _by_charge(reading.dispositions.of_case(case))
        self._sentences = _by_charge(reading.sentences.of_case(case))
        self._versions = _by_charge(reading.charge_versions.of_case(case))
        self._offers = reading.plea_offers.of_case(case)

    def defendants(self) -> tuple[DefendantCounts, ...]:
        parties = [p for p in self._names.parties.values() if p.role is Role.DEFENDANT]
        parties.sort(key=lambda party: (party.number, party.id))
        return tuple(
            DefendantCounts(
                party=party.id,
                name=self._names.name(party.id),
                counts=tuple(self._count(c) for c in self._counts_of(party.id)),
                offers=tuple(self._offer(o) for o in self._offers if o.defendant == party.id),
            )
            for party in parties
        )

    def _counts_of(self, party: PartyId) -> list[Charge]:
        found = [charge for charge in self._charges if charge.defendant == party]
        return sorted(found, key=lambda charge: (charge.number, charge.id))

    def _count(self, charge: Charge) -> CountView:
        named = tuple(link.victim for link in self._victims.get(charge.id, ()))
        dispositions = self._dispositions.get(charge.id, ())
        latest = dispositions[-1].code or dispositions[-1].stated if dispositions else ""
        return CountView(
            charge=charge,
            class_words=self._label(CodeList.CHARGE_CLASS, charge.charge_class),
            modifier_words=self._label(CodeList.CHARGE_MODIFIER, charge.modifier),
            plea=self._label(CodeList.PLEA, charge.plea),
            disposition=self._label(CodeList.DISPOSITION, latest or charge.disposition),
            victims=tuple(self._names.name(party) for party in named),
            victim_ids=named,
            pleas=tuple(
                PleaView(plea, self._label(CodeList.PLEA, plea.plea))
                for plea in self._pleas.get(charge.id, ())
            ),
            dispositions=tuple(
                DispositionView(each, self._label(CodeList.DISPOSITION, each.code) or each.stated)
                for each in dispositions
            ),
            sentences=tuple(self._sentence(line) for line in self._sentences.get(charge.id, ())),
            versions=tuple(sorted(self._versions.get(charge.id, ()), key=_by_phase)),
        )

    def _sentence(self, line: Sentence) -> SentenceView:
        words = self._label(CodeList.SENTENCE, line.component) or line.stated
        return SentenceView(line, words, f"{line.term} {line.unit}".strip())

    def _offer(self, offer: PleaOffer) -> OfferView:
        return OfferView(offer, self._label(CodeList.PLEA_OFFER, offer.answer))
