"""What `dossier deadlines compute` and `dossier clock compute` share: a file in, answers out."""

import sys
from pathlib import Path

from app.cli.output import show_json
from app.services.deadline_questions import answer_questions, read_questions, read_stream


def show_answers(file: Path) -> None:
    """Print the answers to the questions of a file, or of standard input for ``-``.

    Raises:
        ImportRefused: the file cannot be read, or holds no questions.
    """
    if str(file) == "-":
        show_json(answer_questions(read_stream(sys.stdin.buffer, "-")))
    else:
        show_json(answer_questions(read_questions(file)))
