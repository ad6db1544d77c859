"""Everything of one case that disclosure is derived from, read once inside one transaction."""

from functools import cached_property
from uuid import UUID

from app.domain.cases import CaseId
from app.domain.disclosure.certificates import CertificateFile, in_force
from app.domain.disclosure.favorable import FavorableMatter, OfficerFile
from app.domain.disclosure.ledger import Accused, LedgerRow, Records, ledger_of
from app.domain.disclosure.productions import ProductionFile
from app.domain.disclosure.requests import AgencyInquiry
from app.domain.errors import Refused
from app.domain.persons import WITNESS_ROLES, Party, PartyId, Role
from app.services.disclosure.register import officer_files
from app.services.party_names import PartyNames
from app.storage.unit_of_work import Reading


class CaseRecords:
    """The disclosure of one case; parts are read when they are first asked for."""

    def __init__(self, reading: Reading, case: CaseId) -> None:
        self._reading = reading
        self.case = case
        self.today = reading.today

    @cached_property
    def names(self) -> PartyNames:
        """What people of the case are called."""
        return PartyNames(self._reading, self.case)

    @cached_property
    def accused(self) -> tuple[Accused, ...]:
        """The defendants, in the order of the case."""
        states = {each.id: each for each in self._reading.defendants.of_case(self.case)}
        return tuple(
            Accused(
                party.id,
                self.names.name(party.id),
                states[party.id].counsel if party.id in states else "",
                is_active=party.until is None or party.until >= self.today,
            )
            for party in self._reading.parties.in_role(self.case, Role.DEFENDANT)
        )

    @cached_property
    def productions(self) -> tuple[ProductionFile, ...]:
        """What was frozen, in order."""
        reading = self._reading
        return tuple(
            reading.production_steps.file(each, reading.production_lines)
            for each in reading.productions.of_case(self.case, reading.productions.table.c.number)
        )

    @cached_property
    def certificates(self) -> tuple[CertificateFile, ...]:
        """What was certified, in order."""
        reading = self._reading
        return tuple(
            reading.certificate_steps.file(each, reading.certificate_lines)
            for each in reading.certificates.of_case(self.case, reading.certificates.table.c.number)
        )

    @cached_property
    def inquiries(self) -> tuple[AgencyInquiry, ...]:
        """Questions to the prosecution team, oldest first."""
        return self._reading.agency_inquiries.of_case(self.case)

    @cached_property
    def favorable(self) -> tuple[FavorableMatter, ...]:
        """What favors the defense, oldest first."""
        return self._reading.favorable_matters.of_case(self.case)

    @cached_property
    def rows(self) -> tuple[LedgerRow, ...]:
        """The ledger."""
        reading, case = self._reading, self.case
        records = Records(
            items=reading.disclosure_items.of_case(case),
            steps=reading.disclosure_steps.of_case(case),
            files=reading.disclosure_files.of_case(case),
            productions=self.productions,
            orders=reading.protective_orders.of_case(case),
            losses=reading.loss_notices.of_case(case),
            inquiries=self.inquiries,
            accused=self.accused,
        )
        return ledger_of(records, self.today, lambda moment: reading.local(moment).date())

    @cached_property
    def listed(self) -> tuple[tuple[Party, OfficerFile], ...]:
        """Who of the case stands in the register, with the entry."""
        register = [each for each in officer_files(self._reading) if each.is_listed]
        return tuple(
            (party, entry)
            for party in self.witnesses
            for entry in register
            if self._is(party, entry)
        )

    def certificate_of(self, defendant: PartyId) -> CertificateFile | None:
        """Return the certificate to a defendant that stands, the newest."""
        return in_force(self.certificates, defendant)

    def row(self, item: UUID) -> LedgerRow:
        """Return one row.

        Raises:
            Refused: it is of another case.
        """
        found = self._by_id.get(item)
        if found is None:
            raise Refused("disclosure.other_case", field="items")
        return found

    @cached_property
    def _by_id(self) -> dict[UUID, LedgerRow]:
        return {each.id: each for each in self.rows}

    def of_defendant(self, defendant: PartyId) -> Accused:
        """Return one defendant.

        Raises:
            Refused: it is nobody accused in this case.
        """
        found = next((each for each in self.accused if each.party == defendant), None)
        if found is None:
            raise Refused("disclosure.no_defendant", field="defendant")
        return found

    @cached_property
    def witnesses(self) -> tuple[Party, ...]:
        """Who testifies, whatever the role, as long as the part goes on."""
        planned = {each.party for each in self._reading.witnesses.of_case(self.case)}
        return tuple(
            party
            for party in self.names.parties.values()
            if (party.role in WITNESS_ROLES or party.id in planned)
            and (party.until is None or party.until >= self.today)
        )

    def _is(self, party: Party, entry: OfficerFile) -> bool:
        person = self.names.person(party.id)
        return entry.names(person.id, person.plain_name, person.badge, person.agency)
