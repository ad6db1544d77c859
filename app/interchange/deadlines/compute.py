"""A file of deadline questions: parsed whole, answered one by one, a bad one beside good ones."""

import math
from collections.abc import Callable

from app.domain.errors import ImportRefused, Refused
from app.domain.strict_json import JsonFault, read_whole
from app.domain.time_computation import ENGINE
from app.i18n.sentences import sentence
from app.interchange.deadlines.clocks import answer_clock
from app.interchange.deadlines.counts import answer_count
from app.interchange.deadlines.fields import Fields, JsonObject, as_text, is_writable

MOST_CHARACTERS = 64_000_000
MOST_OBJECTS = 2_000_000
"""Objects of all kinds, those inside others included; about six make one question."""
_MOST_DIGITS = 18
_FAULTS_OF_THE_START = frozenset({"calendar.not_loaded", "date.out_of_range"})
_OUTSIDE_INPUTS = ("inputs", "regime", "id", "profile")


def compute(text: str, worded: Callable[[Refused], str] = sentence) -> list[dict[str, object]]:
    """Answer a JSON array of questions, or a single one.

    Args:
        text: the file.
        worded: how a refusal is put into words; by default as everywhere in the product.

    Returns:
        One object a question, in order: ``id``, the keys its profile or regime has (None for what
        cannot be computed), ``warnings`` and ``trace``, lists of sentences, and ``engine``, the
        edition of the methods; or ``id`` and ``error``, the field at fault and a sentence.

    Raises:
        ImportRefused: ``deadlines.not_json``, ``deadlines.not_objects``,
            ``deadlines.more_follow``, ``deadlines.too_deep`` or ``deadlines.too_large``.
    """
    parsed = _parse(text.removeprefix("\ufeff"))
    if isinstance(parsed, dict):
        return [_answer(parsed, worded)]
    if not isinstance(parsed, list):
        raise ImportRefused("deadlines.not_objects")
    return [_answer(question, worded) for question in parsed]


def _parse(text: str) -> object:
    if len(text) > MOST_CHARACTERS or text.count("{") > MOST_OBJECTS:
        raise ImportRefused("deadlines.too_large", most=MOST_CHARACTERS // 1_000_000)
    if not text.strip():
        raise ImportRefused("deadlines.not_objects")
    try:
        return read_whole(text, JsonObject.of_pairs, _number, _no_number)
    except JsonFault as fault:
        values = {"line": fault.line, "column": fault.column, **fault.reason.values}
        raise ImportRefused(_REFUSALS[fault.reason.code], field=None, **values) from None


_REFUSALS = {
    "json.broken": "deadlines.not_json",
    "json.more_follows": "deadlines.more_follow",
    "json.nested": "deadlines.too_deep",
}


def _number(digits: str) -> int | float:
    """Return a whole number; one too long to mean anything is none, and its field refused."""
    return int(digits) if len(digits) <= _MOST_DIGITS else math.inf


def _no_number(_word: str) -> float:
    """Return what no field takes for a number, so that the object falls and not the whole file."""
    return math.nan


def _answer(question: object, worded: Callable[[Refused], str]) -> dict[str, object]:
    """Answer one question; what cannot be answered does not stop the others."""
    is_clock = isinstance(question, dict) and question.get("regime") is not None
    try:
        if not isinstance(question, dict):
            raise Refused("json.not_an_object")  # noqa: TRY301 - one way out
        fields = Fields(question)
        id_ = fields.need("id", as_text)
        return {"id": id_, **_keys(fields), "engine": ENGINE}
    except Refused as refusal:
        error = _error(worded(refusal), _field(refusal, is_clock=is_clock))
        return {"id": _stated_id(question), "error": error}


def _error(words: str, field: str | None) -> str:
    return words if field is None else f"{field}: {words}"


def _field(refusal: Refused, *, is_clock: bool) -> str | None:
    """Return the field at fault as the file writes it.

    A count that leaves the years known is the fault of the day it starts from.
    """
    field = refusal.field
    if field is None and refusal.code in _FAULTS_OF_THE_START:
        return "inputs" if is_clock else "trigger"
    if not is_clock or field is None or field.startswith(_OUTSIDE_INPUTS):
        return field
    return f"inputs.{field}"


def _keys(fields: Fields) -> dict[str, object]:
    """Answer by profile or by regime, whichever the object has."""
    if "profile" in fields and "regime" in fields:
        raise Refused("json.profile_and_regime", field="regime")
    if "regime" in fields:
        return answer_clock(fields)
    return answer_count(fields)


def _stated_id(question: object) -> str | None:
    """Return the id of a question that may be malformed, if it can be written out."""
    stated = question.get("id") if isinstance(question, dict) else None
    return stated if isinstance(stated, str) and is_writable(stated) else None
