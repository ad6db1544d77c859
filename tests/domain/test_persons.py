"""When an order binds and a warrant is active."""

from dataclasses import replace
from datetime import date, timedelta

from app.domain.cases import CaseId
from app.domain.ids import new_id
from app.domain.persons import NoContactOrder, PartyId, Warrant

ISSUED = date(2026, 11, 1)
ORDER = NoContactOrder(
    id=new_id(),
    case=CaseId(new_id()),
    defendant=PartyId(new_id()),
    protects=PartyId(new_id()),
    issued_on=ISSUED,
    expires_on=date(2026, 12, 1),
)


def test_an_order_binds_from_its_first_to_its_last_day() -> None:
    assert not ORDER.binds(ISSUED - timedelta(days=1))
    assert ORDER.binds(ISSUED)
    assert ORDER.binds(date(2026, 12, 1))
    assert not ORDER.binds(date(2026, 12, 2))


def test_an_order_without_an_end_binds_until_it_is_lifted() -> None:
    open_end = replace(ORDER, expires_on=None)
    assert open_end.binds(date(2999, 1, 1))
    assert not replace(open_end, lifted_on=date(2026, 11, 9)).binds(date(2026, 11, 9))


def test_a_served_or_recalled_warrant_is_not_active() -> None:
    warrant = Warrant(
        id=new_id(),
        case=ORDER.case,
        defendant=ORDER.defendant,
        kind="Bench warrant",
        issued_on=ISSUED,
    )
    assert warrant.is_active
    assert not replace(warrant, served_on=ISSUED).is_active
    assert not replace(warrant, recalled_on=ISSUED).is_active
