"""Finding by number or name what a command line means in a case."""

from uuid import UUID

from app.domain.cases import CaseId
from app.domain.disclosure.ledger import Accused, LedgerRow
from app.domain.disclosure.productions import ProductionFile
from app.domain.errors import Missing
from app.services.cases import CaseByNumber
from app.services.disclosure.papers import OF_PRODUCTION, PaperKind
from app.services.disclosure.views import CaseDisclosure, DisclosureOfCase
from app.services.office import Office


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


def subject_of(
    view: DisclosureOfCase, kind: PaperKind, number: int | None, name: str
) -> UUID | None:
    """Return what a paper is about: production, certificate, defendant, or nothing.

    Raises:
        Missing: there is no such thing in the case.
    """
    if kind in OF_PRODUCTION:
        return production_of(view, number or 1).production.id
    if kind is PaperKind.CERTIFICATE:
        return _certificate_of(view, number or 1)
    if kind is PaperKind.ACKNOWLEDGMENT or name:
        return accused_of(view, name).party
    return None


def _certificate_of(view: DisclosureOfCase, number: int) -> UUID:
    for each in view.certificates:
        if each.certificate.number == number:
            return each.certificate.id
    raise Missing("disclosure.no_such_certificate", number=number)
