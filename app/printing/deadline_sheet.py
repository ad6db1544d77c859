"""The deadlines of a case on paper, each with every step of its count."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.printing.blocks import Block, Columns, Section
from app.printing.calendar import CalendarHead
from app.printing.page import PageSize, Paper, build
from app.printing.styles import BODY, SOFT, STRONG

_NOTHING = "No deadline is owed in this case."
_STEP_SHARES = (0.4, 12.0)
_FACT_SHARES = (1.6, 5.0)


@dataclass(frozen=True, kw_only=True)
class DatedPart:
    """One deadline.

    Attributes:
        heading: what must be done and when, e.g. ``"Response to motion: Thu 18 Mar 2027"``.
        state: how it stands, in a few words.
        facts: label and words: event, rule, editions, who set it and who looked at it.
        steps: every step of the count; what was decided since comes last.
    """

    heading: str
    state: str
    facts: tuple[tuple[str, str], ...]
    steps: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class DeadlineSheet:
    """The deadlines of a case, the next one first."""

    head: CalendarHead
    parts: tuple[DatedPart, ...]


def typeset_deadlines(content: DeadlineSheet, size: PageSize = PageSize.LETTER) -> Paper:
    """Return the sheet as a PDF.

    Raises:
        ValueError: the time of printing carries no time zone.
    """
    return build(_blocks(content, size.content_width), content.head.furniture(), size)


def _blocks(content: DeadlineSheet, width: float) -> Iterator[Block]:
    yield from content.head.blocks(width)
    if not content.parts:
        yield Section("", (Columns.shared(width, 1).row([(_NOTHING, SOFT)]),), width)
    for part in content.parts:
        yield _part(part, width)


def _part(part: DatedPart, width: float) -> Section:
    whole = Columns.shared(width, 1)
    facts = Columns.shared(width, *_FACT_SHARES)
    steps = Columns.shared(width, *_STEP_SHARES)
    rows = (
        whole.row([(part.state, STRONG)]),
        *(facts.row([(label, SOFT)], [(words, BODY)]) for label, words in part.facts),
        *(
            steps.row([(str(number), SOFT)], [(step, BODY)])
            for number, step in enumerate(part.steps, start=1)
        ),
    )
    return Section(part.heading, rows, width)
