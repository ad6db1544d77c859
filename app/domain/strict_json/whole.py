"""JSON as programs write it: large, so read by the machine's own reader and without lines.

Refused are a name that stands twice in one object (one of the two values would be lost), NaN and
Infinity (no JSON, RFC 8259 section 6), and nesting that would exhaust the stack; the first two
unless the caller has a better answer. How large a text may be is for the caller to say.
"""

import json
from collections.abc import Callable
from typing import Any, NoReturn

from app.domain.errors import Refused
from app.domain.strict_json.faults import JsonFault

Pairs = list[tuple[str, Any]]
_MORE = "Extra data"
"""What Python's reader says of a text that goes on after its value."""


def named_once(pairs: Pairs) -> dict[str, Any]:
    """Return the object, whose names all differ.

    Raises:
        JsonFault: ``json.field_repeated``.
    """
    named = dict(pairs)
    if len(named) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise JsonFault(Refused("json.field_repeated", name=twice))
    return named


def no_number(word: str) -> NoReturn:
    """Refuse NaN, Infinity and -Infinity: ``json.not_a_number``."""
    raise JsonFault(Refused("json.not_a_number", name=word))


def read_whole(
    text: str,
    object_of: Callable[[Pairs], Any] = named_once,
    number_of: Callable[[str], int | float] = int,
    word_of: Callable[[str], Any] = no_number,
) -> Any:  # noqa: ANN401  any JSON value
    """Return the value a text holds.

    Args:
        text: the file, without a byte order mark.
        object_of: what makes an object of its names and values, as they are written.
        number_of: what makes a number of the digits of a whole one.
        word_of: what makes a value of NaN, Infinity and -Infinity.

    Raises:
        JsonFault: ``json.broken``, ``json.more_follows``, ``json.not_a_number``, ``json.nested``
            or ``json.field_repeated``, with line and column for the first two.
    """
    try:
        return json.loads(
            text, object_pairs_hook=object_of, parse_constant=word_of, parse_int=number_of
        )
    except json.JSONDecodeError as error:
        raise JsonFault(_reason(error), error.lineno, error.colno) from None
    except RecursionError:
        raise JsonFault(Refused("json.nested")) from None
    except ValueError:  # a whole number of more digits than Python reads
        raise JsonFault(Refused("json.not_a_number", name="")) from None


def _reason(error: json.JSONDecodeError) -> Refused:
    if error.msg == _MORE:
        return Refused("json.more_follows")
    return Refused("json.broken", reason=error.msg)
