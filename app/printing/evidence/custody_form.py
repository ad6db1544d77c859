"""The custody form of one item: what it is, every step of its chain, and room for more by hand.

Its content follows the sample tracking form of the Technical Working Group on Biological Evidence
Preservation (NIST) and AR 195-5: the item, not the voucher, is the unit; each change names who
released and who received it, time and purpose; a correction stands beside what it corrects.
"""

from collections.abc import Iterator

from app.i18n import _, ngettext
from app.printing.blocks import Block, Columns, Row, Section
from app.printing.evidence.content import AttachedLine, CustodyForm, StepLine
from app.printing.evidence.parts import (
    blank_rows,
    facts,
    finished,
    kept_together,
    listed,
    prose,
    signature,
    table,
)
from app.printing.page import PageSize, Paper
from app.printing.styles import BODY, SOFT, STRONG

_BLANK_ROWS = 4
_BLANK_HEIGHT = 38.0
_INDENT = 24.0
"""Where what belongs to a step begins, in points."""


def typeset_custody_form(form: CustodyForm, size: PageSize = PageSize.LETTER) -> Paper:
    """Return the form as a PDF; the same input gives the same bytes.

    Raises:
        ValueError: the time of printing carries no zone.
    """
    return finished(form.head, _blocks(form, size.content_width), form, size)


def _blocks(form: CustodyForm, width: float) -> Iterator[Block]:
    yield facts(form.facts, width)
    yield prose(_("Description"), form.description, width)
    if form.particulars:
        yield facts(form.particulars, width, form.kind)
    if form.seals:
        yield _seals(form, width)
    yield _chain(form, width)
    yield _to_fill_in(width)
    if form.files:
        yield _files(form.files, width)
    if form.disposal:
        yield facts(form.disposal, width, _("Final disposal"))
    yield _check(form, width)


def _seals(form: CustodyForm, width: float) -> Section:
    columns = Columns.shared(width, 1, 1.1, 2.4)
    rows = (
        columns.row([(seal.seal, STRONG)], [(seal.at, BODY)], [(seal.words, BODY)], ruled=True)
        for seal in form.seals
    )
    return table(_("Seals"), columns, (_("Seal"), _("Since"), _("What was said")), rows, width)


def _columns(width: float) -> Columns:
    return Columns((14.0, *Columns.shared(width - 24, 1.4, 1.15, 1.15, 2.05).widths))


def _heads() -> tuple[str, ...]:
    return (
        "#",
        _("Date and time"),
        _("Released by"),
        _("Received by"),
        _("Action, purpose, place, condition"),
    )


def _chain(form: CustodyForm, width: float) -> Section:
    columns = _columns(width)
    rows = (row for step in form.steps for row in _step(step, columns))
    count = len(form.steps)
    steps = ngettext("{n} step", "{n} steps", count).format(n=count)
    title = _("Chain of custody, {steps}").format(steps=steps) if count else _("Chain of custody")
    return table(title, columns, _heads(), rows, width)


def _step(step: StepLine, columns: Columns) -> Iterator[Row]:
    """Yield a step, then what is wrong with it, then who signed for it."""
    what = [(step.action, STRONG), (step.purpose, BODY), *listed(step.facts)]
    row = columns.row(
        [(str(step.number), STRONG)],
        [(step.at, BODY), (step.entered, SOFT)],
        [(step.giver, BODY)],
        [(step.holder, BODY)],
        what,
        ruled=True,
    )
    below = [_correction(words, columns.total) for words in step.corrections]
    below += [signature(signed, columns.total, _INDENT) for signed in step.signatures]
    yield kept_together(row) if below else row
    yield from map(kept_together, below[:-1])
    yield from below[-1:]


def _correction(words: str, width: float) -> Row:
    columns = Columns((_INDENT - 10, width - _INDENT))
    return columns.row([], [(words, STRONG)], ruled=True)


def _to_fill_in(width: float) -> Section:
    """Return rows for hand-overs written down on paper, to be entered afterwards."""
    columns = _columns(width)
    rows = blank_rows(columns, _BLANK_ROWS, _BLANK_HEIGHT)
    heads = ("#", _("Date and time"), _("Released by, signed"), _("Received by, signed"))
    title = _("Further steps, by hand; enter them when the item is back")
    return table(title, columns, (*heads, _("Purpose, place, seal and condition")), rows, width)


def _files(files: tuple[AttachedLine, ...], width: float) -> Section:
    columns = Columns.shared(width, 1.7, 0.6, 1.3, 3.1)
    rows = (
        columns.row(
            [(file.name, BODY)],
            [(file.size, BODY)],
            [(file.added, SOFT)],
            [(file.sha256, BODY), (file.checked, SOFT)],
            ruled=True,
        )
        for file in files
    )
    heads = (_("File"), _("Size"), _("Added"), _("SHA-256"))
    return table(_("Attached files"), columns, heads, rows, width)


def _check(form: CustodyForm, width: float) -> Section:
    said = [(form.chain, BODY)]
    if form.last_link:
        said.append((_("Last link (SHA-256): {link}").format(link=form.last_link), SOFT))
    return Section(_("Check"), (Columns((width,)).row(said),), width)
