"""Charges on disk, with their versions, pleas, offers, dispositions and sentences."""

from uuid import UUID

from app.domain.charges import (
    Charge,
    ChargeVersion,
    ChargeVictim,
    Disposition,
    Plea,
    PleaOffer,
    Sentence,
)
from app.storage.repository import Changeable, Repository
from app.storage.schema import record_table
from app.storage.search_index import SearchEntry

charges = record_table("charges", Charge, indexed=[("statute", "case")])
charge_versions = record_table("charge_versions", ChargeVersion, append_only=True)
pleas = record_table("pleas", Plea, append_only=True)
plea_offers = record_table("plea_offers", PleaOffer)
dispositions = record_table("dispositions", Disposition, indexed=[("code",)], append_only=True)
sentences = record_table("sentences", Sentence, indexed=[("component",)])
charge_victims = record_table("charge_victims", ChargeVictim, unique=[("charge", "victim")])


class Charges(Changeable[Charge]):
    """Counts as they stand now."""

    record = Charge
    table = charges

    def search_entry(self, record: Charge) -> SearchEntry:
        """A case is found by what is charged."""
        return SearchEntry(
            record=record.id,
            case=record.case,
            kind="charge",
            number=record.statute,
            name=record.description,
        )


class ChargeVersions(Repository[ChargeVersion]):
    """What each count said before."""

    record = ChargeVersion
    table = charge_versions


class Pleas(Repository[Plea]):
    """Pleas entered."""

    record = Plea
    table = pleas


class PleaOffers(Changeable[PleaOffer]):
    """Terms offered."""

    record = PleaOffer
    table = plea_offers


class Dispositions(Repository[Disposition]):
    """How counts ended."""

    record = Disposition
    table = dispositions


class Sentences(Changeable[Sentence]):
    """Lines of sentences."""

    record = Sentence
    table = sentences


class ChargeVictims(Changeable[ChargeVictim]):
    """Which counts name which victims."""

    record = ChargeVictim
    table = charge_victims

    def of_charge(self, charge: UUID) -> tuple[ChargeVictim, ...]:
        """Return the victims one count names."""
        return self.where(charge_victims.c.charge == charge)

    def every_of_charge(self, charge: UUID) -> tuple[ChargeVictim, ...]:
        """Return what hangs on one count, also victims the user may not know of."""
        return self.every(charge_victims.c.charge == charge)
