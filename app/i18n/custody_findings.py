"""What the custody check finds, in words: a headline and a sentence with the way out."""

from datetime import date

from app.domain.custody.findings import Fault, Finding, Gravity
from app.domain.particulars import particular
from app.i18n import _, ngettext
from app.i18n.custody_words import field_label
from app.i18n.sentences import say

GRAVITIES: dict[Gravity, str] = {
    Gravity.BROKEN: _("Chain in doubt"),
    Gravity.OPEN: _("To be cleared up"),
    Gravity.REMARK: _("Form incomplete"),
}

TITLES: dict[Fault, str] = {
    Fault.LINK: _("Broken link"),
    Fault.NUMBER: _("Step missing or swapped"),
    Fault.FOREIGN: _("Step of another item"),
    Fault.START: _("No beginning"),
    Fault.GAP: _("Gap between holders"),
    Fault.TIME: _("Time runs backwards"),
    Fault.AHEAD: _("Written down before it happened"),
    Fault.ORDER: _("Impossible sequence"),
    Fault.HOLD: _("Disposed of under a hold"),
    Fault.ROLES: _("One person alone"),
    Fault.MOVED: _("Changed hands while handled"),
    Fault.NO_SUCH_STEP: _("Points at no step"),
    Fault.SIGNATURE: _("Signature does not fit"),
    Fault.HASH: _("Hash not the same"),
    Fault.TWO_PERSONS: _("Second person missing"),
    Fault.WEIGHT: _("Weight differs"),
    Fault.SEAL: _("Opened, not resealed"),
    Fault.SEAL_NUMBER: _("Another seal"),
    Fault.OVERDUE: _("Overdue"),
    Fault.LAB: _("Laboratory has not returned it"),
    Fault.DISCREPANCY: _("Discrepancy open"),
    Fault.NOT_RECEIVED: _("Never received"),
    Fault.UNSIGNED: _("Not signed"),
    Fault.DETAIL: _("Answers missing"),
    Fault.LATE: _("Written down late"),
    Fault.NO_DUE_DAY: _("No day to be back"),
    Fault.UNABLE: _("Could not sign"),
}
"""A few words for each fault."""

_SENTENCES: dict[Fault, str] = {
    Fault.LINK: _("What is stored is not what was written. Compare it with a backup."),
    Fault.NUMBER: _("The steps are not numbered without a gap. Compare them with a backup."),
    Fault.FOREIGN: _("It names another item or case. Compare it with a backup."),
    Fault.START: _("Nothing says how the item was collected or received."),
    Fault.GAP: _("{holder} held it, but {giver} handed it on. Ask both, and add a correction."),
    Fault.TIME: _("A later step happened before an earlier one. Add a correction with the time."),
    Fault.AHEAD: _("The time lies after the moment of entry. Add a correction with the time."),
    Fault.HOLD: _("The hold set in step {holds} was not released before."),
    Fault.MOVED: _("{holder} holds it afterwards, though nobody handed it over."),
    Fault.SIGNATURE: _("{name} signed for words that stand there no more."),
    Fault.HASH: _("The {algorithm} hash is not the recorded one. Do not use this copy."),
    Fault.TWO_PERSONS: _("No second person who neither gives nor receives is named."),
    Fault.WEIGHT: _("{what}: {earlier} before, {later} then. Open a discrepancy or explain it."),
    Fault.SEAL: _("Nobody wrote down a new seal before the next hand-over or since."),
    Fault.SEAL_NUMBER: _("Seal {seal} is named as intact, but {known} was put on last."),
    Fault.DISCREPANCY: _("It is to be found by {deadline}. Resolve it with a memo."),
    Fault.NOT_RECEIVED: _(
        "{holder} has kept it since. It belongs in the room by the next workday."
    ),
    Fault.UNSIGNED: _("The signature of a giver, receiver or witness is missing."),
    Fault.DETAIL: _("Missing: {fields}. Add them with a correction."),
    Fault.LATE: _("It was entered after the next working day. Add a correction that says why."),
    Fault.NO_DUE_DAY: _("{holder} has it without a day on which it is due back."),
    Fault.UNABLE: _("{name} could not sign: {why}"),
}


def finding_title(finding: Finding) -> str:
    """Return e.g. "Gap between holders, steps 3 and 4"."""
    steps = [str(seq) for seq in finding.steps]
    if not steps:
        return TITLES[finding.fault]
    listed = _enumerated(steps)
    words = ngettext("{what}, step {steps}", "{what}, steps {steps}", len(steps))
    return words.format(what=TITLES[finding.fault], steps=listed)


def finding_words(finding: Finding) -> str:
    """Return the sentence of a finding, with the corrections that speak of it."""
    words = _sentence(finding)
    if finding.corrections:
        steps = _enumerated([str(seq) for seq in finding.corrections])
        words = _("{words} See the correction in step {steps}.").format(words=words, steps=steps)
    return words


def _sentence(finding: Finding) -> str:
    said = dict(finding.said)
    if finding.fault in (Fault.ORDER, Fault.ROLES):
        values = {"tag": _("The item"), "holder": said.get("holder", ""), "seq": ""}
        return say(particular(finding.said, "rule"), values)
    if finding.fault in (Fault.OVERDUE, Fault.LAB):
        return _late(said)
    if finding.fault is Fault.NO_SUCH_STEP:
        return _points_nowhere(said)
    if finding.fault is Fault.DETAIL:
        fields = said["fields"].split(",")
        said["fields"] = ", ".join(field_label(field) for field in fields)
    if finding.fault is Fault.WEIGHT:
        said["what"] = field_label(said["what"])
    if finding.fault is Fault.DISCREPANCY:
        said["deadline"] = _day(said["deadline"])
    return _SENTENCES[finding.fault].format(**said)


def _late(said: dict[str, str]) -> str:
    if not said["due"]:
        return _("{holder} has had it for months without a day to return it.").format(**said)
    due = _day(said["due"])
    words = _("{holder} should have returned it by {due}. Ask for it.")
    return words.format(holder=said["holder"], due=due)


def _points_nowhere(said: dict[str, str]) -> str:
    if said.get("name"):
        words = _("{name} signed for a step that is not there. Compare with a backup.")
        return words.format(name=said["name"])
    return _("It corrects step {seq}, which is not before it.").format(seq=said["seq"])


def _day(text: str) -> str:
    try:
        return f"{date.fromisoformat(text):%a %d %b %Y}"
    except ValueError:
        return text


def _enumerated(words: list[str]) -> str:
    if len(words) < 2:  # noqa: PLR2004  one needs no "and"
        return "".join(words)
    return _("{first} and {last}").format(first=", ".join(words[:-1]), last=words[-1])
