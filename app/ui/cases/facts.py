"""What a case file says of itself, as pairs of label and value."""

from collections.abc import Iterator, Sequence
from datetime import date

from app.domain.cases import Case, CaseNumber, NumberKind
from app.domain.codes import CodeBook, CodeList
from app.i18n import _
from app.ui import wording

NUMBERS = (
    (NumberKind.COURT, _("Court")),
    (NumberKind.POLICE, _("Police")),
    (NumberKind.TRACKING, _("Tracking")),
    (NumberKind.RELATED, _("Related case")),
)


def case_facts(case: Case, numbers: Sequence[CaseNumber], words: CodeBook) -> list[tuple[str, str]]:
    """Return the facts that are known, in the order of the form."""
    return [(label, value) for label, value in _facts(case, numbers, words) if value]


def _facts(case: Case, numbers: Sequence[CaseNumber], words: CodeBook) -> Iterator[tuple[str, str]]:
    labels = dict(NUMBERS)
    for number in numbers:
        label = _("{whose} number").format(whose=labels[number.kind])
        yield label, _joined(number.number, number.issuer)
    yield _("Kind"), _joined(words.label(CodeList.CASE_KIND, case.kind), case.category)
    yield _("Track"), words.label(CodeList.TRACK, case.complexity)
    yield _("Status"), _status(case, words)
    yield _("Received"), _joined(_day(case.received_on), case.agency)
    yield _("Came from"), words.label(CodeList.REFERRAL_SOURCE, case.referral_source)
    days = dict.fromkeys((_day(case.offense_from), _day(case.offense_to)))
    yield _("Offense"), _joined(*days, case.offense_place)
    yield _("Court"), _joined(case.court, case.courtroom, case.judge)
    if case.screening is not None:
        decision = words.label(CodeList.SCREENING_DECISION, case.screening)
        reason = words.label(CodeList.DECLINATION_REASON, case.declination_reason)
        yield _("Screening"), _joined(decision, reason, _day(case.screened_on), case.screened_by)


def _status(case: Case, words: CodeBook) -> str:
    label = words.label(CodeList.CASE_STATUS, case.status)
    since = _("since {day}").format(day=_day(case.status_since)) if case.status_since else ""
    return _joined(label, since, case.status_reason)


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _day(day: date | None) -> str:
    return wording.full_day(day) if day is not None else ""
