"""Deadline questions from a file, for those who want the arithmetic without an office."""

from pathlib import Path
from typing import BinaryIO

from app.domain.errors import ImportRefused
from app.interchange.deadlines import MOST_CHARACTERS, compute


def read_questions(file: Path) -> str:
    """Return the text of a file of questions.

    Raises:
        ImportRefused: it is not there, no text, or too large.
    """
    try:
        with file.open("rb") as stream:
            return read_stream(stream, file.name)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ImportRefused("deadlines.unopened", file=file.name, reason=reason) from None


def read_stream(stream: BinaryIO, name: str) -> str:
    """Return the text of questions that come through a pipe; no more of it is read than allowed.

    Raises:
        ImportRefused: it is no text, or too large.
    """
    given = stream.read(MOST_CHARACTERS + 1)
    if len(given) > MOST_CHARACTERS:
        raise ImportRefused("deadlines.too_large", most=MOST_CHARACTERS // 1_000_000)
    try:
        return given.decode("utf-8")
    except UnicodeDecodeError:
        raise ImportRefused("deadlines.unreadable", file=name) from None


def answer_questions(text: str) -> list[dict[str, object]]:
    """Answer a JSON array of questions, or a single one.

    Returns:
        One object a question, in order: ``id``, the keys of its profile or regime, ``warnings``,
        ``trace`` and ``engine``; or ``id`` and ``error`` for one that is refused.

    Raises:
        ImportRefused: the text is no JSON, too large, or neither object nor array.
    """
    return compute(text)
