"""What only shows when all files are read: cases, defendants, clocks and dates out of order."""

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta

from app.interchange.cook_county import plausibility
from app.interchange.cook_county.columns import INTAKE
from app.interchange.cook_county.ledger import Ledger
from app.interchange.cook_county.people import CLOCKED, Facts, defendant
from app.interchange.cook_county.reading import CellReader
from app.interchange.cook_county.spellings import Spellings
from app.interchange.cook_county.values import (
    ClockShift,
    FelonyReview,
    Origin,
    SourceCase,
    SourceCharge,
    SourceDefendant,
    SourceDisposition,
    SourceSentence,
)

SettledPeople = Mapping[str, tuple[Facts, Origin]]
"""The settled facts of each defendant by participant id."""


class Settlement:
    """Makes plain values of the settled facts and reports what is doubtful about them."""

    def __init__(
        self, ledger: Ledger, readers: Mapping[str, CellReader], spellings: Spellings
    ) -> None:
        self._ledger = ledger
        self._readers = readers
        self._spellings = spellings

    def cases(self, people: SettledPeople) -> dict[str, SourceCase]:
        """Return the cases by id, as their first defendant's row states them."""
        cases: dict[str, SourceCase] = {}
        for facts, origin in people.values():
            case = SourceCase(
                case_id=facts.case_id,
                received_on=facts.received_date and facts.received_date.date(),
                offense_category=facts.offense_category,
                updated_category=facts.updated_offense_category,
                origin=origin,
            )
            first = cases.setdefault(case.case_id, case)
            if first is not case:
                self._compare_cases(case, first)
            elif case.received_on:
                self._readers[origin.file].check_day(case.received_on, origin.line, "received_date")
        return cases

    def defendants(
        self,
        people: SettledPeople,
        cases: Mapping[str, SourceCase],
        reviews: Callable[[str], tuple[FelonyReview, ...]],
    ) -> tuple[SourceDefendant, ...]:
        """Return the defendants in the order in which they came up."""
        found = []
        for participant, (facts, origin) in people.items():
            reader = self._readers[origin.file]
            ethnicity = reader.code("ethnicity", facts.race.stated) if facts.race else None
            person = defendant(facts, origin, ethnicity, reviews(participant))
            received = cases[person.case_id].received_on
            self._check_days(reader, person)
            self._ledger.doubt(*origin, plausibility.defendant_doubts(person, received))
            self._note_spellings(person, facts.offense_category)
            found.append(person)
        return tuple(found)

    def doubt_charges(self, charges: Iterable[SourceCharge], people: SettledPeople) -> None:
        """Report charges brought before the incident."""
        for charge in charges:
            facts, _ = people[charge.against[0].participant_id]
            self._ledger.doubt(*charge.origin, plausibility.charge_doubts(charge, facts))

    def report_undisposed(
        self, sentences: Iterable[SourceSentence], dispositions: Iterable[SourceDisposition]
    ) -> None:
        """Report sentences on charges that the dispositions file leaves open."""
        disposed = {(entry.charge_id, entry.participant_id) for entry in dispositions}
        for entry in sentences:
            if (entry.charge_id, entry.participant_id) not in disposed:
                self._ledger.warn(
                    *entry.origin,
                    "import.sentence.no_disposition",
                    field="charge_id",
                    stated=entry.charge_id,
                )

    def report_clock(self, people: SettledPeople, shift: ClockShift) -> None:
        """Report, once, that the clocks of the intake file are ahead."""
        if not shift.ahead:
            return
        timed = (
            sum(getattr(facts, name) is not None for name in CLOCKED)
            for facts, origin in people.values()
            if origin.file == INTAKE
        )
        self._ledger.warn(
            INTAKE,
            None,
            "import.clock.shifted" if shift.proven else "import.clock.unproven",
            stated=f"{shift.ahead / timedelta(hours=1):g}",
            related=f"{shift.agreeing}/{shift.compared}",
            count=sum(timed),
        )

    def _compare_cases(self, case: SourceCase, first: SourceCase) -> None:
        for field, stated, known in (
            ("received_date", case.received_on, first.received_on),
            ("offense_category", case.offense_category, first.offense_category),
            ("updated_offense_category", case.updated_category, first.updated_category),
        ):
            if stated != known:
                self._ledger.warn(
                    *case.origin,
                    "import.row.facts_differ",
                    field=field,
                    stated=str(stated),
                    related=str(known),
                )

    def _check_days(self, reader: CellReader, person: SourceDefendant) -> None:
        for field, day in (
            ("incident_begin_date", person.incident_from),
            ("incident_end_date", person.incident_to),
            ("arrest_date", person.arrested_at and person.arrested_at.date()),
            ("arraignment_date", person.arraigned_on),
        ):
            if day:
                reader.check_day(day, person.origin.line, field)
        for review in person.reviews:
            if review.reviewed_on:
                reader.check_day(review.reviewed_on, review.origin.line, "felony_review_date")

    def _note_spellings(self, person: SourceDefendant, category: str) -> None:
        self._spellings.note(
            *person.origin,
            gender=person.gender.stated if person.gender else "",
            race=person.race.stated if person.race else "",
            offense_category=category,
            law_enforcement_agency=person.agency,
            unit=person.unit,
            incident_city=person.city,
        )
