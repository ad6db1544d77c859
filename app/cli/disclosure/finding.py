"""Finding by number or name what a command line means in a case."""

from typing import Protocol
from uuid import UUID

from app.domain.cases import CaseId
from app.domain.disclosure.ledger import Accused, LedgerRow
from app.domain.disclosure.productions import ProductionFile
from app.domain.errors import Missing
from app.services.cases import CaseByNumber
from app.services.disclosure.views import CaseDisclosure, DisclosureOfCase
from app.services.office import Office


class Numbered(Protocol):
    """Whatever has an identity."""

    @property
    def id(self) -> UUID:
        """The identity."""


def case_of(office: Office, number: str) -> CaseId:
    """Return the case with a number."""
    return office.ask(CaseByNumber(number)).id


def view_of(office: Office, number: str) -> DisclosureOfCase:
    """Return the disclosure of the case with a number."""
    return office.ask(CaseDisclosure(case_of(office, number)))


def row_of(view: DisclosureOfCase, number: int) -> LedgerRow:
    """Return a row by its number.

    Raises:
        Missing: there is none.
    """
    for each in view.rows:
        if each.item.number == number:
            return each
    raise Missing("disclosure.no_such_number", number=number)


def production_of(view: DisclosureOfCase, number: int) -> ProductionFile:
    """Return a production by its number.

    Raises:
        Missing: there is none.
    """
    for each in view.productions:
        if each.production.number == number:
            return each
    raise Missing("disclosure.no_such_production", number=number)


def accused_of(view: DisclosureOfCase, name: str) -> Accused:
    """Return the defendant a part of whose name is given, or the only one.

    Raises:
        Missing: none, or several, are called so.
    """
    found = [each for each in view.accused if name.casefold() in each.name.casefold()]
    if len(found) != 1:
        known = "; ".join(each.name for each in view.accused)
        raise Missing("disclosure.no_such_defendant", name=name, known=known)
    return found[0]
