"""Disclosure in words: where a row stands, what was decided, what became of a production."""

from collections.abc import Mapping
from datetime import date

from app.domain.disclosure.certificates import CertificateStepKind, OpenKind, OpenMatter
from app.domain.disclosure.favorable import FavorableKind, OfficerStepKind, Ruling
from app.domain.disclosure.giglio import GiglioState
from app.domain.disclosure.items import Privilege, Sensitivity
from app.domain.disclosure.ledger import State
from app.domain.disclosure.owed_days import OwedDay, OwedKind
from app.domain.disclosure.productions import Method, ProductionStepKind
from app.domain.disclosure.steps import StepKind
from app.i18n import _, ngettext

STATE_WORDS: Mapping[State, str] = {
    State.EXPECTED: _("Asked for"),
    State.RECEIVED: _("Received"),
    State.REVIEWED: _("Reviewed"),
    State.TO_PRODUCE: _("To produce"),
    State.ORDER_WANTED: _("Needs an order"),
    State.APPROVAL_WANTED: _("Awaits approval"),
    State.PARTLY: _("Not to all"),
    State.PRODUCED: _("Produced"),
    State.WITHHELD: _("Withheld"),
    State.INSPECTION: _("Inspection only"),
    State.LOST: _("Lost"),
    State.NONE_EXISTS: _("None exists"),
}
STEP_WORDS: Mapping[StepKind, str] = {
    StepKind.REVIEWED: _("Reviewed"),
    StepKind.DISCLOSE: _("To be disclosed"),
    StepKind.WITHHOLD: _("To be withheld"),
    StepKind.PROTECT: _("Only under a protective order"),
    StepKind.INSPECTION: _("For inspection in the office only"),
    StepKind.APPROVED: _("Withholding approved"),
    StepKind.NOT_APPROVED: _("Withholding not approved"),
    StepKind.INSPECTED: _("Inspected by the defense"),
}
SENSITIVITY_WORDS: Mapping[Sensitivity, str] = {
    Sensitivity.ORDINARY: _("Ordinary"),
    Sensitivity.VICTIM_ADDRESS: _("Address of a victim or witness"),
    Sensitivity.INFORMANT: _("Informant"),
    Sensitivity.MEDICAL: _("Medical"),
    Sensitivity.JUVENILE: _("Juvenile"),
    Sensitivity.GRAND_JURY: _("Grand jury"),
    Sensitivity.CSAM: _("Child sexual abuse matter"),
}
PRIVILEGE_WORDS: Mapping[Privilege, str] = {
    Privilege.NONE: _("None"),
    Privilege.WORK_PRODUCT: _("Work product"),
    Privilege.ATTORNEY_CLIENT: _("Attorney and client"),
    Privilege.DELIBERATIVE: _("Deliberative process"),
    Privilege.INFORMER: _("Informer"),
    Privilege.OTHER: _("Another privilege"),
}
METHOD_WORDS: Mapping[Method, str] = {
    Method.PORTAL: _("Portal"),
    Method.DISC: _("Disc or drive"),
    Method.MAIL: _("Mail"),
    Method.HAND: _("By hand"),
    Method.EMAIL: _("E-mail"),
}
PRODUCTION_STEP_WORDS: Mapping[ProductionStepKind, str] = {
    ProductionStepKind.EXPORTED: _("Written out"),
    ProductionStepKind.SERVED: _("Served"),
    ProductionStepKind.OPENED: _("Opened"),
    ProductionStepKind.ACKNOWLEDGED: _("Acknowledged"),
    ProductionStepKind.VOIDED: _("Given up"),
}
CERTIFICATE_STEP_WORDS: Mapping[CertificateStepKind, str] = {
    CertificateStepKind.FILED: _("Filed"),
    CertificateStepKind.CHALLENGED: _("Challenged"),
    CertificateStepKind.UPHELD: _("Upheld"),
    CertificateStepKind.INVALID: _("Held invalid"),
    CertificateStepKind.WITHDRAWN: _("Withdrawn"),
}
FAVORABLE_WORDS: Mapping[FavorableKind, str] = {
    FavorableKind.EXCULPATORY: _("Exculpatory (Brady)"),
    FavorableKind.IMPEACHMENT: _("Impeachment (Giglio)"),
    FavorableKind.MITIGATING: _("Mitigating"),
}
RULING_WORDS: Mapping[Ruling, str] = {
    Ruling.OPEN: _("Awaits a supervisor"),
    Ruling.DISCLOSE: _("Disclose"),
    Ruling.IN_CAMERA: _("Before the judge in camera"),
    Ruling.NOT_FAVORABLE: _("Not favorable"),
}
OFFICER_STEP_WORDS: Mapping[OfficerStepKind, str] = {
    OfficerStepKind.LISTED: _("Listed"),
    OfficerStepKind.REVIEWED: _("Reviewed"),
    OfficerStepKind.NOTICE: _("Notice given to the officer"),
    OfficerStepKind.REMOVED: _("Removed"),
    OfficerStepKind.RESTORED: _("Listed again"),
    OfficerStepKind.REMARK: _("Remark"),
}
GIGLIO_WORDS: Mapping[GiglioState, str] = {
    GiglioState.NOT_ASKED: _("Not asked"),
    GiglioState.ASKED: _("Agency asked"),
    GiglioState.NOTHING_KNOWN: _("Nothing known"),
    GiglioState.LISTED: _("In the register"),
    GiglioState.UNDECIDED: _("Awaits a supervisor"),
    GiglioState.TO_DISCLOSE: _("To disclose"),
    GiglioState.DISCLOSED: _("Disclosed"),
    GiglioState.NOT_FAVORABLE: _("Not favorable"),
}
OWED_PATTERNS: Mapping[OwedKind, str] = {
    OwedKind.ANSWER: _("Answer the defense: {what}"),
    OwedKind.REPLY: _("Reply of {agency}: {what}"),
    OwedKind.ARRIVAL: _("Due to come in: {what}"),
}
"""How a line says what is owed; ``{what}`` and ``{agency}`` are filled in."""
BARE_OWED_WORDS: Mapping[OwedKind, str] = {
    OwedKind.ANSWER: _("Answer to the defense due"),
    OwedKind.REPLY: _("Reply of an agency due"),
    OwedKind.ARRIVAL: _("Disclosure due to come in"),
}
"""What is owed where the text of it must not stand."""
_OPEN_WORDS: Mapping[OpenKind, str] = {
    OpenKind.ROW: "",
    OpenKind.OFFICER: _("Witness stands in the officer register, nobody ruled on it"),
    OpenKind.FAVORABLE: _("Favorable matter not settled"),
    OpenKind.REQUEST: _("Demand not answered"),
    OpenKind.INQUIRY: _("No reply yet"),
    OpenKind.LOSS: _("Defense not told of the loss"),
}


def owed_words(owed: OwedDay) -> str:
    """Return what is owed, e.g. ``"Reply of Metro Crime Lab: bench notes"``."""
    return OWED_PATTERNS[owed.kind].format(what=owed.what, agency=owed.agency)


def open_words(matter: OpenMatter) -> str:
    """Return why a matter is open, e.g. ``"Received"`` or ``"No reply yet"``."""
    return STATE_WORDS[matter.state] if matter.state is not None else _OPEN_WORDS[matter.kind]


def age_words(since: date | None, today: date) -> str:
    """Return for how long something waits, e.g. ``"12 days"``; nothing where it is not known."""
    if since is None:
        return ""
    days = (today - since).days
    return ngettext("{n} day", "{n} days", days).format(n=days)
