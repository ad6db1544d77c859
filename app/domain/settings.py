"""What an office decides for itself about locking, passphrases, accounts, files and backups."""

from dataclasses import dataclass
from typing import NewType
from uuid import UUID

from app.domain.errors import Refused
from app.domain.record import Record

SettingsId = NewType("SettingsId", UUID)

LONGEST_IDLE_MINUTES = 30
"""CJIS AC-11: the screen locks after at most half an hour."""
LONGEST_NOTICE = 2_000
NOTICE = "Authorized use only. Access is recorded."
"""Shown before anybody unlocks where the office has written no notice of its own."""
LONGEST_FOLDER = 1_000

_LIMITS = {
    "idle_minutes": (1, LONGEST_IDLE_MINUTES),
    "passphrase_days": (30, 365),
    "sleeping_days": (7, 90),
    "backup_every_days": (1, 31),
    "backups_kept": (2, 365),
    "weight_tolerance_percent": (0, 50),
    "file_check_days": (1, 365),
}
"""Least and most of each number. CJIS IA-5: refresh within a year; AC-2(3): 90 days idle."""


@dataclass(frozen=True, kw_only=True)
class OfficeSettings(Record):
    """One record a vault; an office without one goes by the defaults.

    Attributes:
        idle_minutes: without key or mouse until the window locks.
        notice: use notice shown before anybody unlocks (CJIS AC-8); empty = the program's own.
        passphrase_days: after which everybody is asked to choose another passphrase.
        sleeping_days: without an entry after which an account is switched off.
        file_check_days: after which a kept file is to be read back and compared again.
        backup_folder: where backups go; empty = no schedule.
        backup_every_days, backups_kept: how often one is made and how many stay.
        weight_tolerance_percent: by how much two weighings of an item may differ. No rule sets the
            number; it belongs in the office's evidence manual.
        court_calendar: id of the calendar of the court the office mostly appears in.
        four_eyes: whether a computed or statutory date must be looked at by a second person.
        proof_for_statutory: whether a statutory deadline is done only with a file that shows it.
    """

    id: SettingsId
    idle_minutes: int = 10
    notice: str = ""
    passphrase_days: int = 365
    sleeping_days: int = 90
    backup_folder: str = ""
    backup_every_days: int = 1
    backups_kept: int = 14
    weight_tolerance_percent: int = 5
    file_check_days: int = 90
    court_calendar: str = "US-FED"
    four_eyes: bool = False
    proof_for_statutory: bool = False

    def checked(self) -> "OfficeSettings":
        """Return these settings.

        Raises:
            Refused: a number lies outside its limits, or a text is too long.
        """
        for name, (least, most) in _LIMITS.items():
            if not least <= getattr(self, name) <= most:
                raise Refused("settings.out_of_limits", field=name, least=least, most=most)
        if len(self.notice) > LONGEST_NOTICE:
            raise Refused("text.too_long", field="notice", longest=LONGEST_NOTICE)
        if len(self.backup_folder) > LONGEST_FOLDER:
            raise Refused("text.too_long", field="backup_folder", longest=LONGEST_FOLDER)
        return self
