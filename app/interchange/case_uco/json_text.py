"""JSON as a foreign office sends it: UTF-8, at most 100 MB (fifty thousand steps), and strict."""

from typing import Any

from app.domain.strict_json import JsonFault, read_whole
from app.interchange.case_uco.refusal import WHOLE, refused

MOST_BYTES = 100 * 1024**2
DEEPEST = 100
"""Objects and lists inside each other; the examples of the CASE community have seven."""


def parsed(content: bytes) -> Any:  # noqa: ANN401  any JSON value
    """Return the document.

    Raises:
        ImportRefused: it is no JSON, or too large; the place names line and column where known.
    """
    if len(content) > MOST_BYTES:
        raise refused("too_large", stated=MOST_BYTES // 1024**2)
    try:
        return read_whole(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise refused("not_utf8", f"byte {error.start + 1}") from error
    except JsonFault as fault:
        place = f"line {fault.line}, column {fault.column}" if fault.line else WHOLE
        code = _REFUSALS[fault.reason.code]
        stated = fault.reason.values.get("name", DEEPEST)
        raise refused(code, place, stated) from fault


_REFUSALS = {
    "json.broken": "not_json",
    "json.more_follows": "not_json",
    "json.nested": "too_deep",
    "json.not_a_number": "bad_number",
    "json.field_repeated": "name_twice",
}
