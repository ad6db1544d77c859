"""What the user reads when something is refused or fails: one sentence a code, with a way out.

Window, terminal and paper take their sentences here, so that all say the same.
"""

from datetime import date, datetime

from app.domain.errors import DossierError
from app.i18n import _

_UNKNOWN = "This cannot be done ({code})."

SENTENCES: dict[str, str] = {
    # --- records
    "record.missing": "This record no longer exists, or it is not open to you.",
    "record.stale": "Somebody changed this in the meantime. Look at the new state and try again.",
    "text.required": "This field is needed.",
    "text.too_long": "This text is too long. At most {longest} characters fit.",
    "date.ends_before_begin": "The last day lies before the first. Correct one of the two.",
    # --- roles and walls
    "role.not_permitted": "Your role does not allow this. The attempt was recorded.",
    "case.walled": "This case is not open to you. The attempt was recorded.",
    "user.not_active": "This account is switched off. Ask your administrator.",
    # --- vault and disk
    "vault.record_damaged": "A stored record is damaged and is not shown. Run a full check"
    " (dossier verify) and restore from a backup.",
    "vault.database_damaged": "The database of this vault is damaged. Restore it from a backup.",
    "vault.database_missing": "The database of this vault is missing. Restore it from a backup.",
    "vault.setting_refused": "The database refuses a safety setting ({pragma}). Update Dossier.",
    "vault.backup_failed": "The copy made before the update did not pass its check. Nothing was"
    " changed.",
    "vault.from_newer_version": "A newer version of Dossier wrote this vault. Update Dossier to"
    " open it.",
    "vault.read_only": "The vault cannot be written here: the disk or folder is read-only.",
    "vault.busy": "Another program holds the database. Try again in a moment.",
    "vault.cannot_open": "The database cannot be opened. Check that the disk is connected.",
    "disk.full": "The disk is full. Nothing was written. Free some space and try again.",
    "disk.failed": "The disk reported a fault. Nothing was written. Check the disk.",
    "disk.refused": "The disk refused: {reason}. Nothing was written.",
    # --- office
    "office.missing": "This vault holds no office. Make a new one.",
    "office.founded_already": "This vault already has an office.",
    "office.unknown_zone": "There is no time zone called {zone}. An example is America/Chicago.",
    # --- cases
    "case.no_such_number": "There is no case with the number {number}.",
    "case.number_taken": "The number {number} belongs to another case. Choose another.",
    "case.already_assigned": "This person already has that role on the case.",
    # --- evidence and custody
    "evidence.no_such_tag": "There is no item with the tag {tag}.",
    "custody.already_begun": "{tag} already has a chain of custody.",
    "custody.not_begun": "{tag} has no chain of custody yet. Log how it came in first.",
    "custody.closed": "{tag} has left for good ({holder}). Only a correction can be added.",
    "custody.before_last": "The last step was at {last}. A later one cannot lie before it.",
    "custody.purpose_missing": "Say what the hand-over is for.",
    "custody.same_holder": "{holder} already holds the item.",
    "custody.no_such_event": "The chain has no step {seq}.",
    "custody.reason_missing": "Say what is wrong with the step.",
    "custody.ahead_of_now": "This time lies ahead of now. Enter when it happened.",
    "custody.receiver_missing": "Say who receives the item.",
    "custody.second_person": "{tag} needs a second person who is neither giver nor receiver.",
    # --- hearings
    "hearing.no_such_hour": "There is no {clock} on {on}: the clocks go forward that night.",
    # --- reminders
    "reminder.past_limit": "It cannot sleep past {limit}, the day it warns of.",
    "reminder.done": "This reminder is already dealt with.",
}


def sentence(error: DossierError) -> str:
    """Return the sentence of an error in the user's language."""
    pattern = SENTENCES.get(error.code, _UNKNOWN)
    values = {name: _said(value) for name, value in error.values.items()}
    return _(pattern).format_map({"code": error.code, **values})


def _said(value: object) -> str:
    if isinstance(value, datetime):
        return f"{value.astimezone():%a %d %b %Y %H:%M}"
    return f"{value:%a %d %b %Y}" if isinstance(value, date) else str(value)
