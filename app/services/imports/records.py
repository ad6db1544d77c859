"""The rows of the Cook County files made into records of ours.

Words without a code of ours stay as stated. The files name nobody: a defendant is called by the
number the office published, and someone in two cases has two numbers and becomes two persons.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from app.domain.cases import Case, CaseId, CaseStatus, ScreeningDecision, Stage
from app.domain.charges import (
    Charge,
    ChargeId,
    ChargeVersion,
    Disposition,
    Phase,
    Sentence,
    ends_count,
)
from app.domain.ids import new_id
from app.domain.imports import ImportFinding
from app.domain.persons import CustodyStatus, DefendantState, Party, PartyId, Person, PersonId, Role
from app.domain.text import one_line
from app.i18n.sentences import say
from app.interchange.cook_county import (
    ChargeVersion as SourceVersion,
)
from app.interchange.cook_county import (
    Coded,
    Finding,
    Offense,
    SourceCase,
    SourceDefendant,
    SourceDisposition,
    SourceSentence,
)

NUMBER_PREFIX = "CC-"
"""Case numbers are the office's own, behind this."""

CAPTION = "People v. {defendant}"
"""Illinois prosecutes in the name of its people (Ill. Const. art. VI, sec. 12)."""

ZONE = ZoneInfo("America/Chicago")
"""The clock of the files."""

_CLASSES = {
    "M": "F-M",
    "X": "F-X",
    "1": "F-1",
    "2": "F-2",
    "3": "F-3",
    "4": "F-4",
    "A": "M-A",
    "B": "M-B",
    "C": "M-C",
}
"""Illinois offense classes (730 ILCS 5/5-4.5-10) as codes of the list ``charge_class``."""

_NARROWER = frozenset({"LIFE", "DEATH", "BOOT"})
"""Components that the kind of commitment states more closely than the kind of sentence."""


class Lines(dict[str, str]):
    """Texts fit for a field of one line; each is worked out once."""

    def __missing__(self, text: str) -> str:
        tidy = self[text] = one_line(text, "")
        return tidy


class Doubts:
    """What is doubtful about a row's dates, in words, by file and line."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self._words: dict[tuple[str, int | None], str] = {}
        for finding in findings:
            if finding.code.startswith("import.date."):
                place = (finding.file, finding.line)
                earlier = self._words.get(place, "")
                self._words[place] = f"{earlier} {words_of(finding)}".strip()

    def about(self, file: str, line: int) -> str:
        """Return the doubts about a row, empty when there are none."""
        return self._words.get((file, line), "")


def words_of(finding: Finding | ImportFinding) -> str:
    """Return what a finding says to the user."""
    values: Mapping[str, object] = {
        "field": finding.field,
        "stated": finding.stated,
        "related": finding.related,
        "count": finding.count,
    }
    code = finding.code if isinstance(finding, Finding) else finding.reason
    return say(code, values)


class RecordMaker:
    """Makes records of rows; equal texts are tidied once."""

    def __init__(self, doubts: Doubts) -> None:
        self._doubts = doubts
        self._lines = Lines()
        self._statutes: dict[tuple[str, str, str], str] = {}

    def case(
        self,
        source: SourceCase,
        id_: CaseId,
        members: Sequence[SourceDefendant],
        *,
        screening: ScreeningDecision | None,
        stage: Stage,
        status: CaseStatus,
        since: date | None,
        latest: SourceDisposition | None,
    ) -> Case:
        """Return a case under the office's own number; place and days are its first defendant's."""
        first = members[0]
        reviewed = [review.reviewed_on for each in members for review in each.reviews]
        others = f" and {len(members) - 1} more" if len(members) > 1 else ""
        return Case(
            id=id_,
            number=f"{NUMBER_PREFIX}{source.case_id}",
            title=CAPTION.format(defendant=name_of(first)) + others,
            stage=stage,
            status=status,
            status_since=since,
            kind="felony",
            category=self._lines[source.updated_category or source.offense_category],
            agency=self._lines[first.agency],
            received_on=source.received_on,
            offense_from=first.incident_from,
            offense_to=_not_before(first.incident_to, first.incident_from),
            offense_place=self._lines[first.city],
            court=self.court(latest.court, latest.facility) if latest else "",
            judge=self._lines[latest.judge] if latest else "",
            screening=screening,
            screened_on=max((day for day in reviewed if day), default=None),
        )

    def person(self, source: SourceDefendant) -> Person:
        """Return the person behind a participant number."""
        return Person(
            id=PersonId(new_id()),
            family=name_of(source),
            stated_age=source.age_at_incident,
            sex=stated(source.gender),
            race=stated(source.race),
            race_source="record" if source.race else "",
            identifiers=f"Cook County participant: {source.participant_id}",
        )

    def party(
        self, source: SourceDefendant, party: PartyId, case: CaseId, person: PersonId, number: int
    ) -> Party:
        """Return the defendant's role in the case, with the words of the screening."""
        return Party(
            id=party,
            case=case,
            person=person,
            role=Role.DEFENDANT,
            number=number,
            note=self._lines[_screening_words(source)],
        )

    def defendant_state(
        self, source: SourceDefendant, party: PartyId, case: CaseId, *, is_wanted: bool
    ) -> DefendantState:
        """Return what is true of the defendant; wanted after a bond forfeiture warrant."""
        return DefendantState(
            id=party,
            case=case,
            arrested_at=_in_utc(source.arrested_at),
            arraigned_on=source.arraigned_on,
            custody=CustodyStatus.WARRANT if is_wanted else CustodyStatus.UNKNOWN,
        )

    def charge(
        self,
        source: SourceVersion,
        *,
        case: CaseId,
        defendant: PartyId,
        number: int,
        is_top: bool,
        offense_days: tuple[date | None, date | None],
        latest: SourceDisposition | None,
    ) -> Charge:
        """Return a count as it stands now: in the words of its disposition once it has one."""
        offense = latest.offense if latest else source.offense
        code = code_of(latest.outcome) if latest else ""
        first, last = offense_days
        return Charge(
            id=ChargeId(new_id()),
            case=case,
            defendant=defendant,
            number=number,
            statute=self.statute(offense),
            description=self._lines[offense.title],
            charge_class=_class_of(offense),
            is_top=is_top,
            offense_from=first,
            offense_to=_not_before(last, first),
            filed_on=source.event_on,
            instrument=stated(source.event),
            external_code=offense.aoic,
            disposition=code if ends_count(code) else "",
            disposed_on=latest.disposed_on if latest and ends_count(code) else None,
        )

    def version(
        self, source: SourceVersion, charge: ChargeId, case: CaseId, *, is_final: bool
    ) -> ChargeVersion:
        """Return the wording of a charging instrument, or of a later file that alone knows it."""
        return ChargeVersion(
            id=new_id(),
            case=case,
            charge=charge,
            phase=Phase.FINAL if is_final else Phase.FILED,
            on=source.event_on,
            statute=self.statute(source.offense),
            description=self._lines[source.offense.title],
            charge_class=_class_of(source.offense),
            reason=stated(source.event),
        )

    def final_version(
        self, source: SourceDisposition, charge: ChargeId, case: CaseId
    ) -> ChargeVersion:
        """Return the wording in which a count was disposed of, where it is a version of its own."""
        wording = SourceVersion(source.version_id, source.offense, None, source.disposed_on)
        return self.version(wording, charge, case, is_final=True)

    def disposition(self, source: SourceDisposition, charge: ChargeId, case: CaseId) -> Disposition:
        """Return how a count ended, with the office's own words beside our code."""
        return Disposition(
            id=new_id(),
            case=case,
            charge=charge,
            code=code_of(source.outcome),
            on=source.disposed_on,
            judge=self._lines[source.judge],
            court=self.court(source.court, source.facility),
            stated=stated(source.outcome),
            reason=stated(source.reason),
            statute=self.statute(source.offense),
            description=self._lines[source.offense.title],
            charge_class=_class_of(source.offense),
            doubt=self._doubts.about(*source.origin),
        )

    def sentence(self, source: SourceSentence, charge: ChargeId, case: CaseId) -> Sentence:
        """Return one line of a sentence; term and unit stay as stated."""
        return Sentence(
            id=new_id(),
            case=case,
            charge=charge,
            component=_component(source),
            on=source.sentenced_on,
            term=source.term_stated,
            unit=stated(source.unit),
            stated=stated(source.kind),
            commitment=stated(source.commitment),
            phase=stated(source.phase),
            judge=self._lines[source.judge],
            is_current=source.is_current,
            doubt=self._doubts.about(*source.origin),
        )

    def statute(self, offense: Offense) -> str:
        """Return the citation, e.g. ``"720 ILCS 570/402(c)"``."""
        parts = (offense.chapter, offense.act, offense.section)
        known = self._statutes.get(parts)
        if known is None:
            place = "/".join(part for part in parts[1:] if part)
            known = one_line(f"{offense.chapter} ILCS {place}" if any(parts) else "", "")
            self._statutes[parts] = known
        return known

    def court(self, name: str, facility: str) -> str:
        """Return district and courthouse as one text."""
        return self._lines[", ".join(part for part in (name, facility) if part)]


def code_of(word: Coded | None) -> str:
    """Return our code for a word, empty where there is none."""
    return (word.code or "") if word else ""


def name_of(source: SourceDefendant) -> str:
    """Return what a defendant is called whom the files do not name."""
    return f"Defendant {source.participant_id}"


def decision_of(source: SourceDefendant) -> str | None:
    """Return the screening decision about a defendant.

    The status of the person goes before the result of felony review, which most drug cases never
    pass.
    """
    for review in reversed(source.reviews):
        for word in (review.participant_status, review.result):
            if word and word.code:
                return word.code
    return None


def _not_before(last: date | None, first: date | None) -> date | None:
    """Leave out an end before the beginning; the finding about it says what the file states."""
    return None if first and last and last < first else last


def _component(source: SourceSentence) -> str:
    kind, commitment = code_of(source.kind), code_of(source.commitment)
    return commitment if commitment in _NARROWER or not kind else kind


def _class_of(offense: Offense) -> str:
    return _CLASSES.get(offense.offense_class, offense.offense_class)


def stated(word: Coded | None) -> str:
    """Return the office's own word, empty where the cell is blank."""
    return word.stated if word else ""


def _screening_words(source: SourceDefendant) -> str:
    said = []
    for review in source.reviews:
        if review.result:
            day = f" {review.reviewed_on:%d %b %Y}" if review.reviewed_on else ""
            said.append(f"Felony review{day}: {review.result.stated}.")
        if review.participant_status:
            said.append(f"Participant status: {review.participant_status.stated}.")
    if source.unit:
        said.append(f"Police unit: {source.unit}.")
    return " ".join(said)


def _in_utc(stated: datetime | None) -> datetime | None:
    if stated is None:
        return None
    try:
        return stated.replace(tzinfo=ZONE).astimezone(UTC)
    except OverflowError:  # the last hours of the year 9999
        return stated.replace(tzinfo=UTC)
