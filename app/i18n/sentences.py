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
    "disk.read_only": "This place cannot be written to. Check your rights to the folder and try again.",
    "disk.not_found": "The folder or file is not there. Check that the drive is connected.",
    "machine.memory": "This computer has too little free memory to check the passphrase ({megabytes} MB are needed). Close other programs and try again.",
    "passphrase.empty": "Enter a passphrase.",
    "passphrase.wrong": "This is not your present passphrase. Type it again.",
    "recovery.mistyped": "The recovery code was mistyped. Compare each group with the printed sheet.",
    "recovery.wrong_code": "This recovery code belongs to another vault. Check the name on the envelope.",
    "vault.cannot_unlock": "The login or the passphrase is wrong. Check both and try again.",
    "vault.exists": "There is already something at {path}. Choose a new or empty folder.",
    "vault.not_found": "There is no folder {path}. Check the name and that the drive is connected.",
    "vault.not_a_vault": "{path} is not a Dossier vault. Choose a folder that holds vault.hdr.",
    "vault.network_drive": "{path} is on a network drive, where the vault could be damaged. Move it to a drive of this computer.",
    "vault.no_room": "The drive has {free_mb} MB free, and a vault needs {needed_mb} MB. Free some space or choose another drive.",
    "vault.in_use_by": "The vault is already open on {holder} (process {pid}, since {since}). Close it there first.",
    "vault.in_use": "The vault is already open in another program. Close it there first.",
    "vault.header_damaged": "The vault's key file is damaged. Restore the vault from a backup.",
    "vault.header_forged": "The vault's key file was changed by somebody without a key to this vault. Do not enter anything; restore the vault from a backup and tell your administrator.",
    "vault.header_full": "The vault has no room for more users. Remove users who have left.",
    "vault.newer_format": "This vault was written by a newer Dossier (format {version}). Update this program to open it.",
    "vault.no_such_login": "Nobody in this vault has the login {login}. Choose one from the list.",
    "vault.login_missing": "Enter a login.",
    "vault.login_unfit": "A login has at most {limit} characters, without line breaks or invisible characters.",
    "vault.name_missing": "Enter a name.",
    "vault.name_too_long": "The name is too long: at most {limit} characters.",
    "attachment.missing": "The attachment's file is missing from the vault. Restore it from a backup.",
    "attachment.damaged": "The attachment was damaged or changed. Restore it from a backup.",
    "attachment.unreadable": "The file to attach cannot be read ({reason}). Check it and try again.",
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
