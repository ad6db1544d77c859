"""Offices large enough to measure, made with the repositories the product uses."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from app import bootstrap
from app.bootstrap import NewOffice
from app.domain.cases import Case, CaseId, Stage
from app.domain.charges import Charge, ChargeId
from app.domain.ids import new_id
from app.domain.persons import Party, PartyId, Person, PersonId, Role
from app.services.office import Office
from app.storage.header_records import KdfCost
from app.storage.unit_of_work import UnitOfWork

LOGIN, PASSPHRASE = "bench", "a passphrase for measuring"
_FAMILIES = (
    *("Adler", "Bauer", "Castillo", "Doe", "Ellis", "Fischer", "Garcia", "Haddad", "Ivanov"),
    *("Jensen", "Khan", "Lee", "Marsh", "Nguyen", "Okafor", "Petrov", "Quinn", "Roe", "Silva"),
    *("Tran", "Ueda", "Vargas", "Walsh", "Xu", "Young", "Zamora"),
)
_GIVEN = ("Ana", "Ben", "Cleo", "Dan", "Eva", "Finn", "Gia", "Hugo", "Ida", "Jo", "Kim", "Lena")
_CHARGES = (
    *("Burglary, first degree", "Assault, second degree", "Theft", "Robbery", "Forgery", "Arson"),
    *("Driving under the influence", "Possession of a controlled substance", "Stalking"),
    "Unlawful use of a weapon",
)


def found(folder: Path) -> Office:
    """Return a new open office without cases."""
    cost = KdfCost(memory_kib=64, iterations=1, lanes=1)
    new = NewOffice(
        folder=folder,
        name="Bench",
        login=LOGIN,
        person="B",
        passphrase=PASSPHRASE,
        zone="America/Chicago",
        cost=cost,
    )
    return bootstrap.found(new)[0]


def fill(office: Office, count: int) -> None:
    """Write ``count`` cases, each with a defendant and a charge."""
    chance = random.Random(7)  # noqa: S311  the same office every time
    with office._database.writing(office.actor) as work:
        for batch in _batches(count):
            _write(work, batch, chance)
        work.finish()


def _batches(count: int) -> Iterator[range]:
    for start in range(0, count, 20_000):
        yield range(start, min(count, start + 20_000))


def _write(work: UnitOfWork, numbers: range, chance: random.Random) -> None:
    cases = [_case(number, chance) for number in numbers]
    people = [_person(chance) for _ in cases]
    parties = [
        Party(id=PartyId(new_id()), case=case.id, person=person.id, role=Role.DEFENDANT)
        for case, person in zip(cases, people, strict=True)
    ]
    work.cases.add_all(cases)
    work.persons.add_all(people)
    work.parties.add_all(parties)
    work.charges.add_all(_charge(party, chance) for party in parties)


def _case(number: int, chance: random.Random) -> Case:
    family = chance.choice(_FAMILIES)
    return Case(
        id=CaseId(new_id()),
        number=f"{2010 + number % 16}-{number:07d}",
        title=f"State v. {family}",
        stage=chance.choice(list(Stage)),
        received_on=date(2010, 1, 1) + timedelta(days=number % 5800),
    )


def _person(chance: random.Random) -> Person:
    return Person(
        id=PersonId(new_id()), family=chance.choice(_FAMILIES), given=chance.choice(_GIVEN)
    )


def _charge(party: Party, chance: random.Random) -> Charge:
    return Charge(
        id=ChargeId(new_id()),
        case=party.case,
        defendant=party.id,
        number=1,
        statute=f"PC {chance.randrange(100, 999)}",
        description=chance.choice(_CHARGES),
        is_top=True,
    )
