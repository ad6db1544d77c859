"""How disclosure looks in lists: tone and icon beside the words, never color alone."""

from datetime import date

from app.domain.disclosure.certificates import CertificateFile, CertificateStepKind
from app.domain.disclosure.favorable import Ruling
from app.domain.disclosure.giglio import GiglioState
from app.domain.disclosure.ledger import Accused, LedgerRow, State
from app.domain.disclosure.productions import ProductionFile, ProductionStepKind
from app.domain.persons import PartyId
from app.i18n import _
from app.i18n.disclosure import (
    CERTIFICATE_STEP_WORDS,
    GIGLIO_WORDS,
    PRODUCTION_STEP_WORDS,
    RULING_WORDS,
    STATE_WORDS,
)
from app.ui import wording
from app.ui.icons import Icon
from app.ui.theme import Tone
from app.ui.widgets import ChipSpec

LONGEST = 2_000
"""Characters of a text shown in a panel; the form holds all of it."""
_LONGEST_NAME = 80
LATE_DAYS = 15
"""From so many days on, what lies undisclosed is marked; NY gives 20 in custody (245.10)."""

_STATES = {
    State.EXPECTED: (Tone.NEUTRAL, Icon.HOURGLASS),
    State.RECEIVED: (Tone.WARN, Icon.PACKAGE_OPEN),
    State.REVIEWED: (Tone.WARN, Icon.EYE),
    State.TO_PRODUCE: (Tone.ACCENT, Icon.UPLOAD),
    State.ORDER_WANTED: (Tone.WARN, Icon.GAVEL),
    State.APPROVAL_WANTED: (Tone.WARN, Icon.USER_CHECK),
    State.PARTLY: (Tone.WARN, Icon.SPLIT),
    State.PRODUCED: (Tone.OK, Icon.CIRCLE_CHECK),
    State.WITHHELD: (Tone.NEUTRAL, Icon.LOCK),
    State.INSPECTION: (Tone.NEUTRAL, Icon.BOOK_OPEN),
    State.LOST: (Tone.DANGER, Icon.CIRCLE_X),
    State.NONE_EXISTS: (Tone.OK, Icon.CIRCLE_SLASH),
}
_PRODUCTIONS = {
    ProductionStepKind.EXPORTED: (Tone.ACCENT, Icon.DOWNLOAD),
    ProductionStepKind.SERVED: (Tone.OK, Icon.CIRCLE_CHECK),
    ProductionStepKind.OPENED: (Tone.OK, Icon.EYE),
    ProductionStepKind.ACKNOWLEDGED: (Tone.OK, Icon.FILE_CHECK),
    ProductionStepKind.VOIDED: (Tone.NEUTRAL, Icon.CIRCLE_X),
}
_CERTIFICATES = {
    CertificateStepKind.FILED: (Tone.OK, Icon.FILE_CHECK),
    CertificateStepKind.CHALLENGED: (Tone.WARN, Icon.TRIANGLE_ALERT),
    CertificateStepKind.UPHELD: (Tone.OK, Icon.GAVEL),
    CertificateStepKind.INVALID: (Tone.DANGER, Icon.CIRCLE_X),
    CertificateStepKind.WITHDRAWN: (Tone.NEUTRAL, Icon.CIRCLE_SLASH),
}
_RULINGS = {
    Ruling.OPEN: (Tone.WARN, Icon.HOURGLASS),
    Ruling.DISCLOSE: (Tone.ACCENT, Icon.UPLOAD),
    Ruling.IN_CAMERA: (Tone.WARN, Icon.GAVEL),
    Ruling.NOT_FAVORABLE: (Tone.NEUTRAL, Icon.CIRCLE_SLASH),
}
_GIGLIO = {
    GiglioState.LISTED: (Tone.DANGER, Icon.SIREN),
    GiglioState.UNDECIDED: (Tone.WARN, Icon.HOURGLASS),
    GiglioState.TO_DISCLOSE: (Tone.WARN, Icon.UPLOAD),
    GiglioState.ASKED: (Tone.NEUTRAL, Icon.CLOCK),
    GiglioState.NOT_ASKED: (Tone.WARN, Icon.CIRCLE_DASHED),
    GiglioState.DISCLOSED: (Tone.OK, Icon.CIRCLE_CHECK),
    GiglioState.NOT_FAVORABLE: (Tone.NEUTRAL, Icon.CIRCLE_SLASH),
    GiglioState.NOTHING_KNOWN: (Tone.OK, Icon.CHECK),
}


def state_chip(row: LedgerRow) -> ChipSpec:
    """Return where a row stands."""
    tone, icon = _STATES[row.state]
    return ChipSpec(STATE_WORDS[row.state], tone, icon)


def production_chip(filed: ProductionFile) -> ChipSpec:
    """Return the last thing that became of a production."""
    if not filed.steps:
        return ChipSpec(_("Frozen"), Tone.WARN, Icon.LOCK)
    kind = filed.steps[-1].kind
    tone, icon = _PRODUCTIONS[kind]
    return ChipSpec(PRODUCTION_STEP_WORDS[kind], tone, icon)


def certificate_chip(filed: CertificateFile) -> ChipSpec:
    """Return the last thing that became of a certificate."""
    if filed.state is None:
        return ChipSpec(_("Issued"), Tone.ACCENT, Icon.FILE_TEXT)
    tone, icon = _CERTIFICATES[filed.state]
    return ChipSpec(CERTIFICATE_STEP_WORDS[filed.state], tone, icon)


def ruling_chip(ruling: Ruling, disclosed_on: date | None) -> ChipSpec:
    """Return what a supervisor decided, and whether the defense was told."""
    if disclosed_on is not None:
        return ChipSpec(_("Disclosed"), Tone.OK, Icon.CIRCLE_CHECK)
    tone, icon = _RULINGS[ruling]
    return ChipSpec(RULING_WORDS[ruling], tone, icon)


def giglio_chip(state: GiglioState) -> ChipSpec:
    """Return where the office stands with a witness."""
    tone, icon = _GIGLIO[state]
    return ChipSpec(GIGLIO_WORDS[state], tone, icon)


def day_or_nothing(day: date | None) -> str:
    """Return e.g. "Mon 23 Nov 2026", or nothing."""
    return wording.full_day(day) if day is not None else ""


def shortened(text: str) -> str:
    """Return as much of a text as a panel shows."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def grouped(digest: str) -> str:
    """Return a hash in groups of eight, so that it breaks where it is too wide for its place."""
    return " ".join(digest[start : start + 8] for start in range(0, len(digest), 8))


def accused_names(accused: tuple[Accused, ...]) -> list[tuple[PartyId, str]]:
    """Return the defendants of a case to choose from."""
    return [(each.party, each.name[:_LONGEST_NAME]) for each in accused]
