"""Dates and figures that cannot be right together. All are kept as stated; the office is told."""

from collections.abc import Iterator
from datetime import date

from app.interchange.cook_county.ledger import Doubt
from app.interchange.cook_county.people import Facts
from app.interchange.cook_county.values import (
    SourceCharge,
    SourceDefendant,
    SourceDisposition,
    SourceSentence,
)

_YOUNGEST, _OLDEST = 7, 110  # under seven nobody can be charged anywhere at common law


def defendant_doubts(person: SourceDefendant, received: date | None) -> Iterator[Doubt]:
    """Yield what is doubtful about the dates and the age of a defendant."""
    began, arrested = person.incident_from, person.arrested_at and person.arrested_at.date()
    yield from _order("incident_end_date", person.incident_to, "import.date.before_incident", began)
    yield from _order("arrest_date", arrested, "import.date.before_incident", began)
    yield from _order("received_date", received, "import.date.before_incident", began)
    yield from _order(
        "arraignment_date", person.arraigned_on, "import.date.before_received", received
    )
    age = person.age_at_incident
    if age is not None and not _YOUNGEST <= age <= _OLDEST:
        yield Doubt("age_at_incident", str(age), "import.value.unlikely_age", "")


def charge_doubts(charge: SourceCharge, facts: Facts) -> Iterator[Doubt]:
    """Yield the charging events before the incident they are about."""
    began = facts.incident_begin_date and facts.incident_begin_date.date()
    for version in charge.versions:
        yield from _order("event_date", version.event_on, "import.date.before_incident", began)


def disposition_doubts(entry: SourceDisposition, facts: Facts) -> Iterator[Doubt]:
    """Yield dispositions before the case was received or the defendant arrested."""
    received = facts.received_date and facts.received_date.date()
    arrested = facts.arrest_date and facts.arrest_date.date()
    yield from _order(
        "disposition_date", entry.disposed_on, "import.date.before_received", received
    )
    yield from _order("disposition_date", entry.disposed_on, "import.date.before_arrest", arrested)


def sentence_doubts(entry: SourceSentence, facts: Facts) -> Iterator[Doubt]:
    """Yield sentences before their time, and a published length that is not the days between."""
    arraigned = facts.arraignment_date and facts.arraignment_date.date()
    received = facts.received_date and facts.received_date.date()
    yield from _order("sentence_date", entry.sentenced_on, "import.date.before_received", received)
    yield from _order(
        "sentence_date", entry.sentenced_on, "import.date.before_arraignment", arraigned
    )
    yield from _order(
        "sentence_date", entry.sentenced_on, "import.date.before_disposition", entry.disposed_on
    )
    if entry.days_published is not None and arraigned and entry.sentenced_on:
        days = (entry.sentenced_on - arraigned).days
        if days != entry.days_published:
            yield Doubt(
                "length_of_case_in_days",
                str(entry.days_published),
                "import.value.other_length",
                str(days),
            )


def _order(field: str, day: date | None, code: str, earlier: date | None) -> Iterator[Doubt]:
    if day and earlier and day < earlier:
        yield Doubt(field, day.isoformat(), code, earlier.isoformat())
