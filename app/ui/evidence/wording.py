"""How items, their state and the steps of their chain are put in words and colors."""

import math
from collections.abc import Mapping

from app.domain.custody import (
    AWAY_ACTIONS,
    ENTRY_ACTIONS,
    FINAL_ACTIONS,
    Action,
    Chain,
    CustodyEvent,
    Whereabouts,
)
from app.domain.custody.signing import is_under
from app.domain.evidence_list import EvidenceLine
from app.domain.particulars import particular
from app.domain.signatures import Signatory, Signature, SignatureKind
from app.i18n import _, ngettext
from app.i18n.courthouse import courthouse
from app.i18n.custody_words import answer_words, field_label
from app.ui import wording
from app.ui.icons import Icon
from app.ui.theme import Tone
from app.ui.widgets import ChipSpec

LONGEST_SHOWN = 1_000
"""Characters of a text shown in a panel; the form to edit it has all of it."""

LONGEST_NAME = 120
"""Characters of a name or place shown in a panel."""

_KILOBYTE = 1024
_UNITS = ("kB", "MB", "GB")


def state_chip(line: EvidenceLine) -> ChipSpec:
    """Return where an item is, and how late it is."""
    late = line.days_overdue(courthouse.today())
    if late:
        return ChipSpec(_("Overdue {n}d").format(n=late), Tone.DANGER, Icon.CLOCK)
    if line.whereabouts is Whereabouts.OUT:
        return ChipSpec(_("Out"), Tone.WARN, Icon.PACKAGE_OPEN)
    if line.whereabouts is Whereabouts.CLOSED:
        return ChipSpec(_("Released"), Tone.NEUTRAL, Icon.PACKAGE_X)
    return ChipSpec(_("In room"), Tone.OK, Icon.PACKAGE_CHECK)


def step_icon(action: Action) -> tuple[Icon, Tone]:
    """Return the drawing and the tone of a step of a chain."""
    if action is Action.CORRECTED:
        return Icon.PENCIL, Tone.ACCENT
    if action in ENTRY_ACTIONS:
        return Icon.PACKAGE_PLUS, Tone.OK
    if action in FINAL_ACTIONS:
        return Icon.PACKAGE_X, Tone.NEUTRAL
    if action in AWAY_ACTIONS:
        return Icon.PACKAGE_OPEN, Tone.WARN
    return Icon.PACKAGE_CHECK, Tone.OK


def step_title(event: CustodyEvent, word: str) -> str:
    """Return what happened in a step, e.g. "Sent to laboratory: State laboratory"."""
    if event.corrects is not None:
        return _("Correction of step {seq}").format(seq=event.corrects)
    return f"{word}: {shortened(event.holder, LONGEST_NAME)}"


def step_details(event: CustodyEvent, answers: Mapping[str, str]) -> tuple[str, ...]:
    """Return what else a step says, a line each; ``answers``: words of codes it may hold."""
    if event.action is Action.CORRECTED:
        return _correction_details(event)
    second = shortened(event.second_person, LONGEST_NAME)
    witness = _("Witnessed by {name}").format(name=second)
    facts = (
        witness if event.second_person else "",
        _seal(event),
        _due(event),
        _("Written down by {name}").format(name=event.entered_by),
    )
    lines = (
        shortened(event.purpose),
        _from_where(event),
        _answers(event, answers),
        ". ".join(fact for fact in facts if fact),
        shortened(event.note),
    )
    return tuple(line for line in lines if line)


def step_corrections(event: CustodyEvent, chain: Chain) -> tuple[str, ...]:
    """Return what later steps say is wrong with this one, a line each."""
    return tuple(
        _("Corrected in step {seq}: {words}").format(
            seq=each.seq, words=_corrected(each) or shortened(each.purpose)
        )
        for each in chain.events
        if each.corrects == event.seq
    )


def signature_words(signature: Signature, event: CustodyEvent) -> str:
    """Return who signed in which part and how, and whether the step still says the same."""
    name = shortened(signature.name, LONGEST_NAME)
    part = _PARTS[signature.part].format(name=name)
    words = f"{part}, {_SIGNED[signature.kind]}"
    if signature.kind is SignatureKind.UNABLE:
        words = f"{words}: {shortened(signature.statement, LONGEST_NAME)}"
    if not is_under(signature, event):
        words = _("{words}. The step was changed after it was signed.").format(words=words)
    return words


_PARTS = {
    Signatory.GIVER: _("Given by {name}"),
    Signatory.RECEIVER: _("Received by {name}"),
    Signatory.WITNESS: _("Seen by {name}"),
    Signatory.APPROVER: _("Approved by {name}"),
}
_SIGNED = {
    SignatureKind.TYPED: _("signed with the typed name"),
    SignatureKind.DRAWN: _("signed by hand"),
    SignatureKind.SCANNED: _("signed on paper"),
    SignatureKind.UNABLE: _("could not sign"),
}


def shortened(text: str, most: int = LONGEST_SHOWN) -> str:
    """Return the text, cut where a panel would no longer be readable."""
    return text if len(text) <= most else f"{text[:most]}…"


def size(number: int) -> str:
    """Return a size in bytes as people write it, e.g. "3.4 MB"."""
    if number < _KILOBYTE:
        return ngettext("{n} byte", "{n} bytes", number).format(n=number)
    power = min(int(math.log(number, _KILOBYTE)), len(_UNITS))
    return f"{number / _KILOBYTE**power:.1f} {_UNITS[power - 1]}"


def _answers(event: CustodyEvent, answers: Mapping[str, str]) -> str:
    """Return the answers only this act asks for, e.g. "Request number SL-1"."""
    authority = ((field_label("authority"), event.authority),) if event.authority else ()
    way = answers.get(event.method, event.method)
    method = ((field_label("method"), way),) if way else ()
    said = (
        (field_label(key), answers.get(text, answer_words(key, text)))
        for key, text in event.details
    )
    every = (*said, *method, *authority)
    return ". ".join(f"{label}: {shortened(text, LONGEST_NAME)}" for label, text in every)


def _correction_details(event: CustodyEvent) -> tuple[str, ...]:
    approver = particular(event.details, "approver")
    approved = _("Approved by {name}").format(name=shortened(approver, LONGEST_NAME))
    lines = (
        shortened(event.purpose),
        _corrected(event),
        approved if approver else "",
        _("Written down by {name}").format(name=event.entered_by),
    )
    return tuple(line for line in lines if line)


def _corrected(event: CustodyEvent) -> str:
    """Return what a correction of one field says, e.g. "Holder: Clerk instead of Clrek"."""
    said = dict(event.details)
    if "field" not in said:
        return ""
    new, old = (shortened(said.get(key, ""), LONGEST_NAME) for key in ("new", "old"))
    words = _("{field}: “{new}” instead of “{old}”") if old else _("{field}: “{new}”")
    return words.format(field=field_label(said["field"]), new=new, old=old)


def _due(event: CustodyEvent) -> str:
    day = event.due_back_on
    return _("Due back {day}").format(day=wording.day(day)) if day is not None else ""


def _from_where(event: CustodyEvent) -> str:
    if event.corrects is not None:
        return ""
    from_whom = _("From {giver}").format(giver=shortened(event.giver, LONGEST_NAME))
    where = _("Place: {place}").format(place=shortened(event.place, LONGEST_NAME))
    giver = from_whom if event.giver != event.holder else ""
    place = where if event.place else ""
    return ". ".join(part for part in (giver, place) if part)


def _seal(event: CustodyEvent) -> str:
    state = {None: "", True: _("Seal intact"), False: _("Seal broken")}[event.seal_intact]
    number = (
        _("Seal number {number}").format(number=shortened(event.seal, LONGEST_NAME))
        if event.seal
        else ""
    )
    return ", ".join(part for part in (state, number) if part)
