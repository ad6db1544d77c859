"""The steps of a chain of custody in words, with their corrections and signatures."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from uuid import UUID

from app.domain.codes import CodeList
from app.domain.custody import Action, Chain, CustodyEvent
from app.domain.custody.signing import is_under
from app.domain.evidence import ItemId
from app.domain.signatures import Signatory, Signature, SignatureKind
from app.i18n import _
from app.i18n.custody_words import answer_words, field_label
from app.printing.dates import date_words
from app.printing.evidence import Fact, SignedLine, StepLine, Stroke
from app.services.evidence.papers.wording import (
    CaseWording,
    contents_words,
    joined,
    seal_words,
)

PARTS = {
    Signatory.GIVER: _("Released by"),
    Signatory.RECEIVER: _("Received by"),
    Signatory.WITNESS: _("Second person"),
    Signatory.APPROVER: _("Approved by"),
}
_HOW = {
    SignatureKind.TYPED: _("agreed to in typed words"),
    SignatureKind.DRAWN: _("signed by hand"),
    SignatureKind.SCANNED: _("signed on paper, scanned"),
}
_MOST_POINTS = 20_000
"""Points of one signature that are drawn; a hand makes some hundreds."""
_SPAN = 1_000.0


class Signatures:
    """The signatures under an item's steps, in words."""

    def __init__(self, wording: CaseWording, item: ItemId) -> None:
        self._wording = wording
        self._files: dict[UUID, str] = {
            file.id: file.sha256 for file in wording.reading.kept_files.of_item(item)
        }
        self._of: dict[UUID, list[Signature]] = defaultdict(list)
        for each in wording.reading.signatures.of_item(item):
            self._of[each.event].append(each)

    def under(self, event: CustodyEvent) -> tuple[Signature, ...]:
        """Return who signed for a step."""
        return tuple(self._of[event.id])

    def line(self, signed: Signature, event: CustodyEvent) -> SignedLine:
        """Return a signature as paper shows it; one under other words of the step says so."""
        at = self._wording.moment(signed.signed_at)
        how = joined(_HOW[signed.kind], at, self._scan(signed))
        if not is_under(signed, event):
            how = joined(how, _("BUT UNDER OTHER WORDS THAN THESE"))
        return SignedLine(
            part=PARTS[signed.part],
            name=self._wording.text(signed.name),
            how=how,
            statement=self._wording.text(signed.statement),
            strokes=strokes(signed.strokes),
        )

    def _scan(self, signed: Signature) -> str:
        if signed.attachment is None:
            return ""
        digest = self._files.get(signed.attachment, "")
        return _("SHA-256 {digest}").format(digest=digest) if digest else _("the scan is missing")


def strokes(stored: str) -> tuple[Stroke, ...]:
    """Return the lines of a drawn signature, none for what is no such drawing."""
    try:
        drawn = json.loads(stored) if stored else []
    except (ValueError, RecursionError):
        return ()
    if not isinstance(drawn, list):
        return ()
    lines = (tuple(_points(line)) for line in drawn[:_MOST_POINTS] if isinstance(line, list))
    return tuple(line for line in lines if line)


def _points(line: list[object]) -> Iterator[tuple[float, float]]:
    for point in line[:_MOST_POINTS]:
        if isinstance(point, list) and len(point) == 2 and all(map(_is_number, point)):  # noqa: PLR2004  x and y
            x, y = point
            yield min(max(float(x), 0.0), _SPAN), min(max(float(y), 0.0), _SPAN)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and abs(value) <= _SPAN * _SPAN


def step_line(
    wording: CaseWording, chain: Chain, event: CustodyEvent, signed: Signatures
) -> StepLine:
    """Return a step with what is said of it anywhere."""
    entered = _("entered {at} by {name}").format(
        at=wording.moment(event.entered_at), name=event.entered_by
    )
    return StepLine(
        number=event.seq,
        action=action_words(wording, event),
        at=wording.moment(event.at, event.zone),
        giver=wording.text(event.giver),
        holder=wording.text(event.holder),
        purpose=wording.text(event.purpose),
        facts=tuple(step_facts(wording, event)),
        entered=entered,
        corrections=corrections(wording, chain, event),
        signatures=tuple(signed.line(each, event) for each in signed.under(event)),
    )


def action_words(wording: CaseWording, event: CustodyEvent) -> str:
    """Return what happened, and of a correction, to which step."""
    words = wording.label(CodeList.CUSTODY_ACTION, event.action)
    if event.corrects is None:
        return words
    return _("{words} of step {seq}").format(words=words, seq=event.corrects)


def corrections(wording: CaseWording, chain: Chain, event: CustodyEvent) -> tuple[str, ...]:
    """Return what later steps say is wrong with this one."""
    return tuple(
        _("Corrected by step {seq}, {at}, {name}: {reason}").format(
            seq=later.seq,
            at=wording.moment(later.at, later.zone),
            name=later.entered_by,
            reason=wording.text(joined(later.purpose, *_pairs(later))),
        )
        for later in chain.events
        if later.action is Action.CORRECTED and later.corrects == event.seq
    )


def step_facts(wording: CaseWording, event: CustodyEvent) -> Iterable[Fact]:
    """Yield what a step says beside who, when and why; empty where it is not said.

    A correction moves nothing, so only what it corrects is said of it.
    """
    if event.corrects is None:
        yield _("Place"), _place(wording, event)
    yield _("Second person"), wording.text(event.second_person)
    yield _("Authority"), wording.text(event.authority)
    yield _("Method"), wording.text(wording.label(CodeList.DISPOSAL_METHOD, event.method))
    yield _("Seal"), seal_words(event)
    yield _("Contents"), contents_words(event)
    yield _("Condition"), wording.text(event.condition)
    yield _("Due back"), date_words(event.due_back_on) if event.due_back_on else ""
    for name, text in event.details:
        said = wording.label(CodeList.DISPOSAL_AUTHORITY, text) if name == "authority" else text
        yield field_label(name), wording.text(answer_words(name, said))
    yield _("Note"), wording.text(event.note)


def _place(wording: CaseWording, event: CustodyEvent) -> str:
    place = wording.reading.locations.find(event.location) if event.location else None
    code = f"({place.code})" if place else ""
    return " ".join(filter(None, (wording.text(event.place), code)))


def _pairs(event: CustodyEvent) -> Iterator[str]:
    for name, text in event.details:
        yield f"{field_label(name)}: {answer_words(name, text)}"
