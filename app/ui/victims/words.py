"""Words for what a victim is owed and for what came of a contact."""

from app.domain.victim_duties import CITATIONS, Duty, DutyLine, DutyState
from app.domain.victims import ContactResult, LossKind
from app.i18n import _
from app.services.victims import LoggedContact, VictimFile
from app.ui import wording
from app.ui.icons import Icon
from app.ui.theme import Tone
from app.ui.widgets import ChipSpec, ListRow

LONGEST = 1_000
"""Characters of a rule, script or note shown on the sheet; the form has all of it."""

RESULTS = (
    (ContactResult.REACHED, _("Reached")),
    (ContactResult.VOICEMAIL, _("Left voicemail")),
    (ContactResult.NO_ANSWER, _("No answer")),
    (ContactResult.WRONG_NUMBER, _("Wrong number")),
    (ContactResult.SENT, _("Sent")),
    (ContactResult.RETURNED, _("Mail returned")),
    (ContactResult.DECLINED, _("Declined to talk")),
)
LOSSES = (
    (LossKind.MEDICAL, _("Medical")),
    (LossKind.PROPERTY, _("Property")),
    (LossKind.FUNERAL, _("Funeral")),
    (LossKind.INCOME, _("Lost income")),
    (LossKind.COUNSELING, _("Counseling")),
    (LossKind.OTHER, _("Other")),
)
_RIGHTS = {
    Duty.RIGHTS: _("right to be told of the rights"),
    Duty.NOTICE: _("right to timely notice"),
    Duty.CANCELLATION: _("right to accurate notice"),
    Duty.HEARD: _("right to be heard"),
    Duty.CONFER: _("right to confer"),
    Duty.IMPACT: _("right to be heard at plea and sentence"),
    Duty.TASK: _("task of the case"),
}
_TITLES = {
    Duty.RIGHTS: _("Explain the rights"),
    Duty.NOTICE: _("Notice: {hearing}, {day}"),
    Duty.CANCELLATION: _("No longer: {hearing}, {day}"),
    Duty.HEARD: _("Ask whether to be heard: {hearing}, {day}"),
    Duty.CONFER: _("Confer on the plea offer"),
    Duty.IMPACT: _("Impact statement"),
}
_LOOKS = {
    DutyState.DONE: (Icon.CIRCLE_CHECK, Tone.OK),
    DutyState.OWED: (Icon.CIRCLE_ALERT, Tone.DANGER),
    DutyState.SOON: (Icon.CIRCLE_DASHED, Tone.WARN),
    DutyState.LATER: (Icon.CIRCLE_DASHED, Tone.NEUTRAL),
    DutyState.CLOSED: (Icon.CIRCLE_X, Tone.NEUTRAL),
}


def shortened(text: str, longest: int = LONGEST) -> str:
    """Return the text, cut where it is too long for a label."""
    return text if len(text) <= longest else f"{text[:longest]}…"


def duty_row(line: DutyLine, file: VictimFile) -> ListRow:
    """Return a duty as a row of the ledger."""
    icon, tone = _LOOKS[line.state]
    return ListRow(
        key=line.key,
        title=duty_title(line, file),
        detail=_detail(line),
        icon=icon,
        tone=tone,
        chip=ChipSpec(_when(line, file), tone),
    )


def duty_title(line: DutyLine, file: VictimFile) -> str:
    """Return what is owed in words, e.g. "Notice: bail hearing, Mon 23 Nov"."""
    hearing = file.hearing_words.get(line.about, line.about)
    day = wording.day(line.on) if line.on is not None else ""
    if line.duty is Duty.TASK:
        return shortened(line.about, 200)
    if line.duty is Duty.RIGHTS and line.done_on is not None:
        return _("Rights given")
    return _TITLES[line.duty].format(hearing=hearing, day=day)


def contact_line(logged: LoggedContact) -> tuple[str, str]:
    """Return when a contact was, and what it was in one line."""
    contact = logged.contact
    words = _("{result}, {way}") if contact.outgoing else _("{result}, call from {way}")
    said = words.format(result=logged.result, way=contact.way_label)
    note = f". {contact.note}" if contact.note else ""
    return wording.moment(contact.at), shortened(f"{said}{note}", 300)


def _detail(line: DutyLine) -> str:
    parts = [_RIGHTS[line.duty], CITATIONS[line.duty]]
    if line.duty is Duty.CONFER and line.on is not None:
        parts.append(_("offer open to {day}").format(day=wording.day(line.on)))
    if line.waived:
        parts.append(_("not wanted"))
    return ", ".join(part for part in parts if part)


def _when(line: DutyLine, file: VictimFile) -> str:
    if line.state is DutyState.CLOSED:
        return _("not wanted") if line.waived else _("told")
    if line.done_on is not None:
        return wording.day(line.done_on)
    if line.due_on is None:
        return _("later")
    if line.due_on < file.today:
        return _("owed since {day}").format(day=wording.day(line.due_on))
    if line.due_on == file.today:
        return _("owed today")
    return wording.distance(line.due_on, file.today)
