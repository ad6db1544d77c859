"""JSON as a foreign office sends it: read with limits, and nothing in it silently dropped.

Refused are: more than 100 MB (fifty thousand steps), other encodings than UTF-8, a name that stands
twice in one object (one of the two values would be lost), NaN and Infinity (no JSON, RFC 8259
section 6), and nesting that would exhaust the stack.
"""

import json
from typing import Any, NoReturn

from app.interchange.case_uco.refusal import refused

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
        return json.loads(
            content.decode("utf-8-sig"), object_pairs_hook=_once_each, parse_constant=_no_number
        )
    except UnicodeDecodeError as error:
        raise refused("not_utf8", f"byte {error.start + 1}") from error
    except json.JSONDecodeError as error:
        raise refused("not_json", f"line {error.lineno}, column {error.colno}") from error
    except RecursionError as error:
        raise refused("too_deep", stated=DEEPEST) from error
    except ValueError as error:  # a whole number of more digits than Python reads
        raise refused("bad_number") from error


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return the object, whose names all differ."""
    named = dict(pairs)
    if len(named) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise refused("name_twice", stated=twice)
    return named


def _no_number(word: str) -> NoReturn:
    raise refused("bad_number", stated=word)
