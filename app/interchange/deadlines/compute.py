"""A file of deadline questions: parsed whole, answered one by one, a bad one beside good ones."""

import json
from collections.abc import Callable
from typing import NoReturn

from app.domain.errors import ImportRefused, Refused
from app.i18n.sentences import sentence
from app.interchange.deadlines.clocks import answer_clock
from app.interchange.deadlines.counts import answer_count
from app.interchange.deadlines.fields import Fields, JsonObject, as_text, is_writable


def compute(text: str, worded: Callable[[Refused], str] = sentence) -> list[dict[str, object]]:
    """Answer a JSON array of questions, or a single one.

    Args:
        text: the file.
        worded: how a refusal is put into words; by default as everywhere in the product.

    Returns:
        One object a question, in order: ``id``, the keys its profile or regime has (None for what
        cannot be computed) and ``trace``, a list of sentences; or ``id`` and ``error``, the field
        at fault and a sentence.

    Raises:
        ImportRefused: ``deadlines.not_json`` or ``deadlines.not_objects``.
    """
    parsed = _parse(text.removeprefix("\ufeff"))
    if isinstance(parsed, dict):
        return [_answer(parsed, worded)]
    if not isinstance(parsed, list):
        raise ImportRefused("deadlines.not_objects")
    return [_answer(question, worded) for question in parsed]


def _parse(text: str) -> object:
    try:
        return json.loads(
            text, object_pairs_hook=JsonObject.of_pairs, parse_constant=_refuse_constant
        )
    except json.JSONDecodeError as error:
        raise ImportRefused(
            "deadlines.not_json", line=error.lineno, column=error.colno, reason=error.msg
        ) from None
    except (ValueError, RecursionError):  # a number of thousands of digits, or nesting as deep
        raise ImportRefused("deadlines.not_json", line=1, column=1, reason="too large") from None


def _refuse_constant(name: str) -> NoReturn:
    raise ImportRefused("deadlines.not_json", line=1, column=1, reason=f"{name} is not JSON")


def _answer(question: object, worded: Callable[[Refused], str]) -> dict[str, object]:
    """Answer one question; what cannot be answered does not stop the others."""
    try:
        if not isinstance(question, dict):
            raise Refused("json.not_an_object")  # noqa: TRY301 - one way out
        fields = Fields(question)
        id_ = fields.need("id", as_text)
        return {"id": id_, **_keys(fields)}
    except Refused as refusal:
        return {"id": _stated_id(question), "error": _error(refusal, worded)}


def _error(refusal: Refused, worded: Callable[[Refused], str]) -> str:
    words = worded(refusal)
    return words if refusal.field is None else f"{refusal.field}: {words}"


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
