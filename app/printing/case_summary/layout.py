"""How a case summary stands on the page: letterhead, facts, charges, clocks, and so on down."""

from collections.abc import Iterator
from itertools import groupby

from app.domain.documents import SummaryPart
from app.domain.profiles import RULES
from app.printing.blocks import Block, Cell, Columns, HeavyRule, Row, Section, SideBySide
from app.printing.case_summary.content import (
    CaseSummary,
    ChargeLine,
    ClockLine,
    DeadlineLine,
    DefendantLine,
    EvidenceLine,
    PersonLine,
    TaskLine,
)
from app.printing.case_summary.redaction import for_profile
from app.printing.clock import clock_box
from app.printing.dates import date_words, event_words, weekday_words
from app.printing.page import Furniture, PageSize, Paper, build
from app.printing.styles import (
    BODY,
    COLUMN_HEAD,
    MARKING,
    NUMBER,
    OFFICE,
    SOFT,
    STRONG,
    TITLE,
    TextStyle,
)
from app.printing.text import set_text
from app.printing.unprintable import texts, unprintable_note

_NOTHING = "None entered."
_Text = tuple[str, TextStyle]


def render(summary: CaseSummary, size: PageSize = PageSize.LETTER) -> bytes:
    """Return the bytes of `typeset`."""
    return typeset(summary, size).pdf


def typeset(summary: CaseSummary, size: PageSize = PageSize.LETTER) -> Paper:
    """Return the summary as a PDF, redacted for its reader; the same input gives the same bytes.

    Raises:
        ValueError: `printed_at` carries no time zone.
    """
    shown = for_profile(summary)
    furniture = Furniture(
        name=f"{shown.number} Case summary",
        office=shown.office,
        running_head=f"{shown.number}, continued: {shown.title}",
        marking=RULES[shown.profile].marking,
        printed_at=shown.printed_at,
        printed_by=shown.printed_by,
        fingerprint=shown.fingerprint,
        is_demo=shown.is_demo,
    )
    return build(_blocks(shown, size.content_width), furniture, size)


def _blocks(summary: CaseSummary, width: float) -> Iterator[Block]:
    yield _letterhead(summary, width)
    yield HeavyRule(width)
    yield _facts(summary, width)
    if summary.synopsis and SummaryPart.SYNOPSIS in summary.parts:
        yield _prose("Synopsis", summary.synopsis, width)
    if len(summary.defendants) > 1:
        yield _defendants(summary.defendants, width)
    if SummaryPart.CHARGES in summary.parts:
        yield _charges(summary, width)
    if SummaryPart.DEADLINES in summary.parts:
        yield from _clocks(summary.clocks, width)
        yield _deadlines(summary.deadlines, width)
    if SummaryPart.EVIDENCE in summary.parts:
        yield _evidence(summary.evidence, width)
    yield from _everybody(summary, width)
    if summary.tasks and SummaryPart.TASKS in summary.parts:
        yield _tasks(summary.tasks, width)
    if summary.notes and SummaryPart.NOTES in summary.parts:
        yield _notes(summary, width)
    yield from unprintable_note(texts(summary), width)


def _clocks(clocks: tuple[ClockLine, ...], width: float) -> Iterator[Block]:
    for clock in clocks:
        yield clock_box(
            clock.title,
            clock.as_of,
            clock.explanation,
            counted=clock.counted,
            excluded=clock.excluded,
            limit=clock.limit,
            width=width,
        )


def _letterhead(summary: CaseSummary, width: float) -> Row:
    left, right = width * 0.62, width * 0.35
    name = set_text(summary.office.upper(), OFFICE, left) + set_text(summary.title, TITLE, left)
    numbers = [
        (summary.number, NUMBER),
        *((number, NUMBER) for number in summary.numbers),
        (RULES[summary.profile].marking, MARKING),
    ]
    lines = tuple(line for text, style in numbers for line in set_text(text, style, right))
    cells = (Cell(0, left, name), Cell(width - right, right, lines, align_right=True))
    return Row(cells, width, above=0, below=0)


def _facts(summary: CaseSummary, width: float) -> Section:
    columns = Columns.shared(width, 1.2, 1.15, 1, 1, gutter=16)
    event = summary.next_event
    happens = (event.title, event_words(event.at), event.place) if event else ()
    stage = ", ".join(filter(None, (summary.stage, summary.status)))
    defendants = summary.defendants
    if len(defendants) > 1:
        custody = _fact("Defendants", f"{len(defendants)}, listed below")
    else:
        custody = _fact("Defendant", *(text for line in defendants for text in _standing(line)))
    row = columns.row(
        _fact("Next event", *happens, otherwise="None set."),
        custody,
        _fact("Court and stage", summary.court, summary.judge, stage),
        _fact("Assigned", *summary.assigned, otherwise="Nobody yet."),
    )
    return Section("", (row,), width)


def _fact(name: str, *values: str, otherwise: str = _NOTHING) -> list[_Text]:
    entered = [(value, BODY) for value in values if value]
    return [(name, STRONG), *(entered or [(otherwise, SOFT)])]


def _standing(line: DefendantLine) -> Iterator[str]:
    """Yield who the only defendant is and what binds them."""
    yield line.name
    yield line.custody
    yield line.bail
    if line.counsel:
        yield f"Counsel: {line.counsel}"
    yield _born(line)


def _born(line: DefendantLine) -> str:
    return f"Born {line.born.year}" if line.born else ""


def _prose(title: str, text: str, width: float) -> Section:
    return Section(title, (Columns((width,)).row([(text, BODY)]),), width)


def _table(title: str, rows: list[Row], width: float, heads: Row | None = None) -> Section:
    """Return a section that says so when it is empty."""
    if rows:
        return Section(title, tuple(rows), width, heads)
    return Section(title, (Columns((width,)).row([(_NOTHING, SOFT)]),), width)


def _heads(columns: Columns, *names: str) -> Row:
    return columns.row(*([(name, COLUMN_HEAD)] for name in names), ruled=True)


def _counted(title: str, count: int) -> str:
    return f"{title} ({count})" if count > 1 else title


def _defendants(defendants: tuple[DefendantLine, ...], width: float) -> Section:
    columns = Columns.shared(width, 1.5, 0.45, 1.5, 1.5, 1.1)
    rows = [
        columns.row(
            [(line.name, STRONG)],
            [(str(line.born.year) if line.born else "", BODY)],
            [(line.custody, BODY)],
            [(line.bail, BODY)],
            [(line.counsel, BODY)],
            ruled=True,
        )
        for line in defendants
    ]
    heads = _heads(columns, "Name", "Born", "Custody", "Bail", "Counsel")
    return _table(_counted("Defendants", len(defendants)), rows, width, heads)


def _charges(summary: CaseSummary, width: float) -> Section:
    """Return the counts, under each defendant's name where there are several."""
    columns = Columns.shared(width, 0.3, 1.4, 1.75, 0.48, 0.92, 0.88, 1.3, gutter=8)
    names_shown = len({line.defendant for line in summary.charges}) > 1
    rows: list[Row] = []
    for name, lines in groupby(summary.charges, lambda line: line.defendant):
        if names_shown:
            rows.append(Columns((width,)).row([(name, STRONG)], leads=True))
        rows.extend(_charge(line, columns) for line in lines)
    heads = _heads(
        columns, "Ct", "Statute", "Charge", "Class", "Offense date", "Plea", "Disposition"
    )
    return _table(_counted("Charges", len(summary.charges)), rows, width, heads)


def _charge(line: ChargeLine, columns: Columns) -> Row:
    return columns.row(
        [(line.count, BODY)],
        [(line.statute, BODY)],
        [(line.description, BODY)],
        [(line.charge_class, BODY)],
        [(line.offense_date, BODY)],
        [(line.plea or "none entered", BODY if line.plea else SOFT)],
        [(line.disposition or "open", BODY), (line.sentence, SOFT)],
        ruled=True,
    )


def _deadlines(deadlines: tuple[DeadlineLine, ...], width: float) -> Section:
    has_reasons = any(line.reason for line in deadlines)
    columns = Columns.shared(
        width, 0.95, 1.45 if has_reasons else 4, 2.6 if has_reasons else 0, 0.6
    )
    rows = [
        columns.row(
            [(weekday_words(line.due), STRONG)],
            [(line.title, BODY)],
            [(line.reason, SOFT)],
            [(line.state, BODY)],
        )
        for line in deadlines
    ]
    return _table("Deadlines", rows, width)


def _evidence(evidence: tuple[EvidenceLine, ...], width: float) -> Section:
    has_remarks = any(line.remark for line in evidence)
    columns = Columns.shared(width, 0.75, 2.3, 2, 1.1 if has_remarks else 0)
    rows = [
        columns.row(
            [(line.tag, STRONG)],
            [(line.description, BODY)],
            [(_held(line), BODY)],
            [(line.remark, SOFT)],
        )
        for line in evidence
    ]
    return _table(_counted("Evidence", len(evidence)), rows, width)


def _held(line: EvidenceLine) -> str:
    since = f"since {date_words(line.since)}" if line.since else ""
    return ", ".join(filter(None, (line.holder, since)))


def _everybody(summary: CaseSummary, width: float) -> Iterator[Block]:
    """Yield witnesses and others at the left, victims at the right; one alone takes the width."""
    left, right = width * 0.485, width * 0.465
    has_people = SummaryPart.PEOPLE in summary.parts
    has_victims = SummaryPart.VICTIMS in summary.parts
    if has_people and has_victims:
        yield SideBySide(_people(summary, left), _victims(summary, right), width - right)
    elif has_people:
        yield _people(summary, width)
    elif has_victims:
        yield _victims(summary, width)


def _people(summary: CaseSummary, width: float) -> Section:
    columns = Columns((width,))
    rows = [
        columns.row([(_person(line), BODY), (line.remark, SOFT)])
        for line in summary.people
        if not line.is_victim
    ]
    return _table("Witnesses and others", rows, width)


def _victims(summary: CaseSummary, width: float) -> Section:
    status = {line.name: line.status for line in summary.victims}
    named = {line.name for line in summary.people if line.is_victim}
    victims = [(line.name, status.get(line.name, "")) for line in summary.people if line.is_victim]
    victims += [(line.name, line.status) for line in summary.victims if line.name not in named]
    columns = Columns((width,))
    rows = [columns.row([(name, STRONG), (text, BODY)]) for name, text in victims]
    return _table("Victims" if len(victims) > 1 else "Victim", rows, width)


def _person(line: PersonLine) -> str:
    return ", ".join(filter(None, (line.name, line.role)))


def _tasks(tasks: tuple[TaskLine, ...], width: float) -> Section:
    columns = Columns((2.0, width * 0.66 - 12, width * 0.34 - 10))
    rows = [
        columns.row([], [(line.title, BODY)], [(_charged_with(line), SOFT)], has_box=True)
        for line in tasks
    ]
    return Section("Before the next hearing", tuple(rows), width)


def _charged_with(line: TaskLine) -> str:
    due = f"by {weekday_words(line.due)}" if line.due else ""
    return ", ".join(filter(None, (line.assignee, due)))


def _notes(summary: CaseSummary, width: float) -> Section:
    columns = Columns.shared(width, 1, 3.4)
    rows = [columns.row([(line.stamp, SOFT)], [(line.body, BODY)]) for line in summary.notes]
    return Section("Notes", tuple(rows), width)
