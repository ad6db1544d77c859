"""How charges ended: the rows of the dispositions and sentencing files."""

from datetime import date
from typing import NamedTuple

from app.interchange.cook_county.charges import ChargeRow, read_offense
from app.interchange.cook_county.columns import CHARGE, DISPOSED
from app.interchange.cook_county.reading import CellReader
from app.interchange.cook_county.values import (
    Coded,
    Offense,
    SourceDisposition,
    SourceSentence,
)


class Disposed(NamedTuple):
    """What both files say of the result of a charge."""

    offense: Offense
    disposed_on: date | None
    outcome: Coded | None
    status: str | None
    reason: Coded | None


def read_disposed(reader: CellReader, line: int, cells: tuple[str, ...]) -> Disposed:
    """Return the result stated in the cells both files share."""
    *offense, day, outcome, reason = cells
    return Disposed(
        read_offense(reader, tuple(offense)),
        reader.day(day, line, "disposition_date"),
        reader.word("charge_disposition", outcome, line, "charge_disposition"),
        reader.code("charge_disposition_status", outcome),
        reader.word("charge_disposition_reason", reason, line, "charge_disposition_reason"),
    )


def read_disposition(
    reader: CellReader, row: ChargeRow, cells: tuple[str, ...]
) -> SourceDisposition:
    """Return the disposition a row states."""
    line, texts = row.origin.line, reader.texts
    disposed = read_disposed(reader, line, cells[CHARGE:DISPOSED])
    judge, court, facility = cells[DISPOSED:]
    return SourceDisposition(
        charge_id=row.charge_id,
        participant_id=row.participant_id,
        case_id=row.case_id,
        version_id=row.version_id,
        is_primary=row.is_primary,
        offense=disposed.offense,
        disposed_on=disposed.disposed_on,
        outcome=disposed.outcome,
        status=disposed.status,
        reason=disposed.reason,
        judge=texts[judge],
        court=texts[court],
        facility=texts[facility],
        origin=row.origin,
    )


def read_sentence(
    reader: CellReader, row: ChargeRow, cells: tuple[str, ...]
) -> tuple[SourceSentence, Offense]:
    """Return the sentence a row states, and the offense it is for."""
    line, texts = row.origin.line, reader.texts
    disposed = read_disposed(reader, line, cells[CHARGE:DISPOSED])
    phase, day, judge, kind, current, commitment, term, unit, court, facility, days = cells[
        DISPOSED:
    ]
    sentence = SourceSentence(
        charge_id=row.charge_id,
        participant_id=row.participant_id,
        case_id=row.case_id,
        version_id=row.version_id,
        phase=reader.word("sentence_phase", phase, line, "sentence_phase"),
        sentenced_on=reader.day(day, line, "sentence_date"),
        judge=texts[judge],
        kind=reader.word("sentence_type", kind, line, "sentence_type"),
        is_current=reader.flag(current, line, "current_sentence"),
        commitment=reader.word("commitment_type", commitment, line, "commitment_type"),
        term_stated=texts[term],
        term=reader.amount(term, line, "commitment_term"),
        unit=reader.word("commitment_unit", unit, line, "commitment_unit"),
        court=texts[court],
        facility=texts[facility],
        disposed_on=disposed.disposed_on,
        outcome=disposed.outcome,
        reason=disposed.reason,
        days_published=reader.number(days, line, "length_of_case_in_days"),
        origin=row.origin,
    )
    return sentence, disposed.offense
