"""Words of a case that have no code list: gaps, next dates, custody."""

from datetime import date

from app.domain.case_gaps import Gap, GapLine
from app.domain.cases import OPEN_STATUSES, CaseLine, Stage
from app.domain.persons import CustodyStatus
from app.i18n import _, ngettext
from app.i18n.courthouse import courthouse
from app.ui import wording
from app.ui.theme import Tone
from app.ui.widgets import ChipSpec

STAGES: dict[Stage, str] = {
    Stage.REFERRAL: _("Referral"),
    Stage.SCREENING: _("Screening"),
    Stage.FILED: _("Filed"),
    Stage.ARRAIGNMENT: _("Arraignment"),
    Stage.PRELIMINARY: _("Preliminary"),
    Stage.PRETRIAL: _("Pretrial"),
    Stage.TRIAL: _("Trial"),
    Stage.SENTENCING: _("Sentencing"),
    Stage.POST_CONVICTION: _("Post-conviction"),
    Stage.CLOSED: _("Closed"),
}

URGENT_DAYS = 3
SOON_DAYS = 10
"""Days ahead from which a date is shown in red, in amber."""

HELD = frozenset(
    {
        CustodyStatus.IN,
        CustodyStatus.OTHER_JURISDICTION,
        CustodyStatus.FEDERAL,
        CustodyStatus.PRISON,
        CustodyStatus.JUVENILE,
    }
)
"""Whose clock runs faster: shown in red with a lock."""


def next_date_chip(line: CaseLine) -> ChipSpec | None:
    """Return the chip of a case's next date; None where the day alone says enough."""
    is_open = line.status in OPEN_STATUSES
    if line.next_on is None:
        return ChipSpec(_("none"), Tone.WARN) if is_open else None
    days = (line.next_on - courthouse.today()).days
    if days < 0:
        late = ngettext("overdue {n}d", "overdue {n}d", -days).format(n=-days)
        return ChipSpec(late, Tone.DANGER)
    if days <= URGENT_DAYS:
        return ChipSpec(wording.day(line.next_on), Tone.DANGER)
    if days <= SOON_DAYS:
        return ChipSpec(wording.day(line.next_on), Tone.WARN)
    return None


def next_date(line: CaseLine) -> str:
    """Return the day of a case's next date, a dash where a finished case has none."""
    return wording.day(line.next_on) if line.next_on else "–"  # noqa: RUF001 - an en dash for "none"


def tone_of_day(when: date, today: date) -> Tone:
    """Return how loud a coming day is."""
    days = (when - today).days
    if days <= URGENT_DAYS:
        return Tone.DANGER
    return Tone.WARN if days <= SOON_DAYS else Tone.NEUTRAL


def gap_text(line: GapLine) -> tuple[str, str]:
    """Return the sentence of a gap and the quiet words below it."""
    told = _SEVERAL if line.several and line.gap in _SEVERAL else _GAPS
    text, detail = told[line.gap]
    if line.on is None and "{day}" in detail:
        detail = ""
    day = wording.day(line.on) if line.on is not None else ""
    values = {"about": line.about[:_LONGEST_NAME], "day": day}
    words = detail.format_map(values)
    if line.words:
        words = ", ".join(part for part in (words, line.words) if part)
    return text.format_map(values), words


_LONGEST_NAME = 80
"""Characters of a name inside a sentence."""

_GAPS: dict[Gap, tuple[str, str]] = {
    Gap.NO_DEFENDANT: (_("No defendant"), _("add one on the People tab")),
    Gap.NO_CHARGE: (_("No charge"), _("add one on the Charges tab")),
    Gap.NOBODY_ASSIGNED: (_("Nobody is assigned"), _("the case has no owner")),
    Gap.NOTHING_DATED: (_("No next date"), _("nothing is set, due or to do")),
    Gap.NO_RESULT: (_("{about} has no result"), _("held {day}")),
    Gap.NO_VICTIM_NAMED: (_("Count {about} has no victim linked"), _("needed for notices")),
    Gap.NO_PLEA: (_("Count {about} has no plea"), _("past arraignment")),
    Gap.NO_SENTENCE: (_("Count {about} has no sentence"), _("convicted")),
    Gap.OFFER_EXPIRED: (_("An offer to {about} ran out unanswered"), "{day}"),
    Gap.NO_CUSTODY_STATUS: (_("Custody of {about} is not known"), _("in or out, and where")),
    Gap.NO_COUNSEL: (_("{about} has no counsel noted"), _("needed for service")),
    Gap.NO_SEAL: (_("{about} has no seal number"), _("collected {day}")),
    Gap.NO_VICTIM_SHEET: (_("{about} has no victim sheet"), _("rights and safety are kept there")),
    Gap.RIGHTS_NOT_GIVEN: (_("Victim rights not given to {about}"), _("owed without delay")),
    Gap.RIGHTS_GIVEN: (_("Victim rights given to {about}"), "{day}"),
    Gap.SAFETY_STALE: (_("Safety rule of {about} is old"), _("ask again before any contact")),
}

_SEVERAL: dict[Gap, tuple[str, str]] = {
    Gap.NO_VICTIM_NAMED: (_("Counts {about} have no victim linked"), _("needed for notices")),
    Gap.NO_PLEA: (_("Counts {about} have no plea"), _("past arraignment")),
    Gap.NO_SENTENCE: (_("Counts {about} have no sentence"), _("convicted")),
}
