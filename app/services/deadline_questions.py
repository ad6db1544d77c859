"""Deadline questions from a file, for those who want the arithmetic without an office."""

from pathlib import Path

from app.domain.errors import ImportRefused
from app.interchange.deadlines import compute


def read_questions(file: Path) -> str:
    """Return the text of a file of questions.

    Raises:
        ImportRefused: it is not there, or no text.
    """
    try:
        return file.read_text("utf-8")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ImportRefused("deadlines.unopened", file=file.name, reason=reason) from None
    except UnicodeDecodeError:
        raise ImportRefused("deadlines.unreadable", file=file.name) from None


def answer_questions(text: str) -> list[dict[str, object]]:
    """Answer a JSON array of questions, or a single one.

    Returns:
        One object a question, in order: ``id``, the keys of its profile or regime and ``trace``;
        or ``id`` and ``error`` for one that is refused.

    Raises:
        ImportRefused: the text is no JSON, or neither object nor array.
    """
    return compute(text)
