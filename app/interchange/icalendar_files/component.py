"""The library's own objects, of which its types say too little to be of use."""

from typing import Any

from icalendar.parser import Contentline

Component = Any
"""An event as the library has it: a mapping of property names to one value or a list of them."""


def parts_of(line: str) -> tuple[str, Any, str]:
    """Return a line's name, parameters and value.

    Raises:
        ValueError: it cannot be taken apart.
    """
    return Contentline(line).parts()  # type: ignore[no-untyped-call]  # its maker states no types


def joined(name: str, params: Any, value: str) -> str:  # noqa: ANN401  the library's own mapping
    """Return the line of name, parameters and value; the value is taken as it is."""
    return str(Contentline.from_parts(name, params, value.encode()))
