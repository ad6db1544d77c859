"""The case and the defendant a command speaks of, and what is told of a word written wrongly."""

from typing import NoReturn

import click

from app.domain.cases import CaseId
from app.domain.errors import Refused
from app.domain.persons import PartyId
from app.services.cases import CaseByNumber
from app.services.clocks import ClocksOfCase
from app.services.office import Office


def case_called(office: Office, number: str) -> CaseId:
    """Return the case with this number."""
    return office.ask(CaseByNumber(number)).id


def defendant_called(office: Office, case: CaseId, family: str | None) -> PartyId | None:
    """Return the defendant meant: the only one, or the one whose name begins like this."""
    known = office.ask(ClocksOfCase(case=case)).defendants
    if family is None:
        return known[0][0] if len(known) == 1 else None
    found = [party for party, name in known if name.casefold().startswith(family.casefold())]
    if len(found) != 1:
        raise Refused("clock.not_a_defendant", field="defendant")
    return found[0]


def misspelt(typed: str, example: str) -> NoReturn:
    """Tell how a word is written.

    Raises:
        click.BadParameter: always.
    """
    message = f"{typed!r}: write {example}."
    raise click.BadParameter(message)
