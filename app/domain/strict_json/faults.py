"""What is wrong with a text that should be JSON."""

from app.domain.errors import Refused


class JsonFault(Exception):
    """The text is no JSON from here on, or none that may be read.

    Attributes:
        reason: a refusal whose code begins with ``json.``.
        line, column: where, from 1; 0 where that is not known.
    """

    def __init__(self, reason: Refused, line: int = 0, column: int = 0) -> None:
        super().__init__(reason.code)
        self.reason = reason
        self.line = line
        self.column = column
