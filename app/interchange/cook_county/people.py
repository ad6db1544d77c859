"""Who the defendants are: the facts every row repeats, brought together over the four files."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from app.interchange.cook_county.cells import read_id
from app.interchange.cook_county.clock import ShiftVote
from app.interchange.cook_county.columns import FACTS
from app.interchange.cook_county.ledger import Ledger
from app.interchange.cook_county.reading import CellReader
from app.interchange.cook_county.values import (
    ClockShift,
    Coded,
    FelonyReview,
    Origin,
    SourceDefendant,
)


class Facts(NamedTuple):
    """What a row says of case and defendant, named after the columns; times as stated."""

    case_id: str
    case_participant_id: str
    received_date: datetime | None
    offense_category: str
    updated_offense_category: str
    age_at_incident: int | None
    gender: Coded | None
    race: Coded | None
    incident_begin_date: datetime | None
    incident_end_date: datetime | None
    arrest_date: datetime | None
    law_enforcement_agency: str
    unit: str
    incident_city: str
    arraignment_date: datetime | None = None


CLOCKED = ("received_date", "incident_begin_date", "incident_end_date", "arrest_date")
"""The times that the intake file shares with the others."""


class _Review(NamedTuple):
    """A felony review by the clock of the intake file."""

    reviewed_at: datetime | None
    result: Coded | None
    participant_status: Coded | None
    origin: Origin


@dataclass(slots=True)
class _Intake:
    facts: Facts
    origin: Origin
    reviews: list[_Review] = field(default_factory=list)


class People:
    """Gathers facts row by row and settles them when all files are read."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._intake: dict[str, _Intake] = {}
        self._elsewhere: dict[str, tuple[Facts, Origin]] = {}
        self._latest: dict[str, tuple[str, ...]] = {}
        self._vote = ShiftVote()
        self._shift = self._vote.result()

    def take_intake(self, reader: CellReader, line: int, cells: tuple[str, ...]) -> None:
        """Take in a row of the intake file; a second row for a person is a second review."""
        if not self.identified(reader.file, line, cells):
            return
        facts = read_facts(reader, line, cells[:FACTS])
        origin = Origin(reader.file, line)
        known = self._intake.setdefault(facts.case_participant_id, _Intake(facts, origin))
        self._report_differences(origin, facts, known.facts)
        reviewed, result, status = cells[FACTS:]
        known.reviews.append(
            _Review(
                reader.moment(reviewed, line, "felony_review_date"),
                reader.word("felony_review_result", result, line, "felony_review_result"),
                reader.word("participant_status", status, line, "participant_status"),
                origin,
            )
        )

    def identified(self, file: str, line: int, cells: tuple[str, ...]) -> bool:
        """Check the ids of case and defendant; a row without them is rejected here."""
        if self._latest.get(cells[1]) == cells:
            return True
        case, participant = read_id(cells[0]), read_id(cells[1])
        if case is None:
            self._ledger.reject(file, line, "import.row.no_id", field="case_id", stated=cells[0])
            return False
        if participant is None:
            self._ledger.reject(
                file, line, "import.row.no_id", field="case_participant_id", stated=cells[1]
            )
            return False
        first = self._case_of(participant)
        if first not in {None, case}:
            self._ledger.reject(
                file,
                line,
                "import.row.other_case",
                field="case_id",
                stated=case,
                related=str(first),
            )
            return False
        return True

    def take(self, reader: CellReader, line: int, cells: tuple[str, ...]) -> Facts:
        """Take in the facts of an identified row; return those first stated for the defendant."""
        participant = cells[1]
        if self._latest.get(participant) == cells:
            return self._elsewhere[participant.strip()][0]
        facts = read_facts(reader, line, cells)
        origin = Origin(reader.file, line)
        first, _ = self._elsewhere.setdefault(facts.case_participant_id, (facts, origin))
        self._report_differences(origin, facts, first)
        self._latest[participant] = cells
        return first

    def settle(self) -> tuple[dict[str, tuple[Facts, Origin]], ClockShift]:
        """Return the facts of every defendant by participant id, and how the clock was judged."""
        self._judge_clock()
        self._shift = self._vote.result()
        people = {pid: self._settled(pid, entry) for pid, entry in self._intake.items()}
        for participant, (facts, origin) in self._elsewhere.items():
            if participant not in people:
                people[participant] = (facts, origin)
                self._ledger.warn(
                    *origin,
                    "import.defendant.not_in_intake",
                    field="case_participant_id",
                    stated=participant,
                )
        return people, self._shift

    def reviews(self, participant: str) -> tuple[FelonyReview, ...]:
        """Return the reviews of a defendant, their days by the corrected clock."""
        entry = self._intake.get(participant)
        if entry is None:
            return ()
        return tuple(
            FelonyReview(_day(self._right("felony_review_date", reviewed)), result, status, origin)
            for reviewed, result, status, origin in entry.reviews
        )

    def _case_of(self, participant: str) -> str | None:
        if entry := self._intake.get(participant):
            return entry.facts.case_id
        if known := self._elsewhere.get(participant):
            return known[0].case_id
        return None

    def _judge_clock(self) -> None:
        for participant, entry in self._intake.items():
            if known := self._elsewhere.get(participant):
                for column, stated, elsewhere in _clocks(entry.facts, known[0]):
                    self._vote.compare(column, stated, elsewhere)
        if not self._vote.result().compared:
            received = (entry.facts.received_date for entry in self._intake.values())
            self._vote.midnight("received_date", (moment for moment in received if moment))

    def _settled(self, participant: str, entry: _Intake) -> tuple[Facts, Origin]:
        facts = self._by_right_clock(entry.facts)
        known = self._elsewhere.get(participant)
        if known is None:
            return facts, entry.origin
        first = known[0]
        self._report_differences(entry.origin, facts, first)
        # Three files agree on these times; the intake file stands alone.
        settled = facts._replace(
            received_date=first.received_date or facts.received_date,
            incident_begin_date=first.incident_begin_date or facts.incident_begin_date,
            incident_end_date=first.incident_end_date or facts.incident_end_date,
            arrest_date=first.arrest_date or facts.arrest_date,
            arraignment_date=first.arraignment_date,
        )
        return settled, entry.origin

    def _by_right_clock(self, facts: Facts) -> Facts:
        return facts._replace(
            received_date=self._right("received_date", facts.received_date),
            incident_begin_date=self._right("incident_begin_date", facts.incident_begin_date),
            incident_end_date=self._right("incident_end_date", facts.incident_end_date),
            arrest_date=self._right("arrest_date", facts.arrest_date),
        )

    def _right(self, column: str, stated: datetime | None) -> datetime | None:
        if stated is None or not self._shift.proven:
            return stated
        try:
            return stated - self._vote.shift(column, stated)
        except OverflowError:  # the first hours of the year 1
            return stated

    def _report_differences(self, origin: Origin, facts: Facts, first: Facts) -> None:
        if facts == first:
            return
        for name, stated, known in zip(Facts._fields, facts, first, strict=True):
            if stated != known and stated not in ("", None) and known not in ("", None):
                self._ledger.warn(
                    *origin,
                    "import.row.facts_differ",
                    field=name,
                    stated=_said(stated),
                    related=_said(known),
                )


def read_facts(reader: CellReader, line: int, cells: tuple[str, ...]) -> Facts:
    """Return the facts stated in the leading cells of a row, see `columns`."""
    case, participant, received, category, updated, age, gender, race, *rest = cells
    begin, end, arrest, agency, unit, city, *arraigned = rest
    texts, moment = reader.texts, reader.moment
    return Facts(
        case_id=texts[case],
        case_participant_id=texts[participant],
        received_date=moment(received, line, "received_date"),
        offense_category=texts[category],
        updated_offense_category=texts[updated],
        age_at_incident=reader.number(age, line, "age_at_incident"),
        gender=reader.word("gender", gender, line, "gender"),
        race=reader.word("race", race, line, "race"),
        incident_begin_date=moment(begin, line, "incident_begin_date"),
        incident_end_date=moment(end, line, "incident_end_date"),
        arrest_date=moment(arrest, line, "arrest_date"),
        law_enforcement_agency=texts[agency],
        unit=texts[unit],
        incident_city=texts[city],
        arraignment_date=moment(arraigned[0], line, "arraignment_date") if arraigned else None,
    )


def defendant(
    facts: Facts, origin: Origin, ethnicity: str | None, reviews: tuple[FelonyReview, ...]
) -> SourceDefendant:
    """Return the settled facts as a plain value."""
    return SourceDefendant(
        participant_id=facts.case_participant_id,
        case_id=facts.case_id,
        age_at_incident=facts.age_at_incident,
        gender=facts.gender,
        race=facts.race,
        ethnicity=ethnicity,
        incident_from=_day(facts.incident_begin_date),
        incident_to=_day(facts.incident_end_date),
        arrested_at=facts.arrest_date,
        agency=facts.law_enforcement_agency,
        unit=facts.unit,
        city=facts.incident_city,
        arraigned_on=_day(facts.arraignment_date),
        reviews=reviews,
        origin=origin,
    )


def _clocks(facts: Facts, known: Facts) -> Iterator[tuple[str, datetime, datetime]]:
    for name in CLOCKED:
        stated, elsewhere = getattr(facts, name), getattr(known, name)
        if stated and elsewhere:
            yield name, stated, elsewhere


def _day(moment: datetime | None) -> date | None:
    return moment and moment.date()


def _said(value: object) -> str:
    if isinstance(value, Coded):
        return value.stated
    return value.isoformat() if isinstance(value, datetime) else str(value)
