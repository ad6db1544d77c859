"""How an account is told: its state as a chip, its posts, what a review should look at."""

from app.domain.users import User
from app.i18n import _
from app.i18n.accounts import off_words, role_words
from app.services.users import Finding, UserLine
from app.ui import wording
from app.ui.icons import Icon
from app.ui.theme import Tone
from app.ui.widgets import ChipSpec

FINDINGS = {
    Finding.NEVER_SEEN: _("never entered"),
    Finding.ASLEEP: _("not seen for too long"),
    Finding.STALE_SECRET: _("old passphrase"),
}


def posts(user: User) -> str:
    """Return every post of the person."""
    return ", ".join(map(role_words, user.roles))


def state_chip(line: UserLine) -> ChipSpec:
    """Return the state of an account."""
    if not line.user.is_active:
        return ChipSpec(_("off"), Tone.NEUTRAL, Icon.BAN)
    if not line.has_key:
        return ChipSpec(_("no login yet"), Tone.NEUTRAL, Icon.CIRCLE_DASHED)
    if line.is_locked:
        return ChipSpec(_("locked"), Tone.DANGER, Icon.LOCK)
    if line.findings:
        return ChipSpec(_("look at it"), Tone.WARN, Icon.TRIANGLE_ALERT)
    return ChipSpec(_("on"), Tone.OK, Icon.CHECK)


def seen(user: User) -> str:
    """Return when the person last came."""
    return wording.moment(user.seen_at) if user.seen_at else _("never")


def facts(line: UserLine) -> list[tuple[str, str]]:
    """Return what is known of an account."""
    user = line.user
    told = [
        (_("Login"), user.login),
        (_("Title"), user.title),
        (_("Roles"), posts(user)),
        (_("State"), _state_words(line)),
        (_("Last seen"), seen(user)),
        (_("Passphrase"), _passphrase_words(line)),
        (_("Since"), wording.moment(user.since) if user.since else ""),
        (_("To look at"), ", ".join(FINDINGS[each] for each in line.findings)),
    ]
    return [(label, value) for label, value in told if value]


def _state_words(line: UserLine) -> str:
    user = line.user
    if not user.is_active:
        since = wording.moment(user.off_since) if user.off_since else ""
        words = _("off: {why}, since {since}") if since else _("off: {why}")
        return words.format(why=off_words(user.off_why), since=since)
    if line.is_locked:
        return _("locked after five wrong passphrases")
    return _("on") if line.has_key else _("has work here, but no login yet")


def _passphrase_words(line: UserLine) -> str:
    if not line.has_key:
        return ""
    if line.user.must_change:
        return _("given; an own one is chosen at the next entry")
    chosen = line.user.passphrase_at
    return _("chosen {when}").format(when=wording.moment(chosen)) if chosen else _("of unknown age")
