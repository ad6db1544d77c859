"""What the office decided for itself, and changing it."""

from dataclasses import dataclass, replace
from functools import partial
from typing import ClassVar

from app.domain.record import FIRST
from app.domain.settings import OfficeSettings
from app.domain.text import clean
from app.domain.users import Permission
from app.services.office import Command, Query
from app.storage.unit_of_work import Reading, UnitOfWork


@dataclass(frozen=True)
class TheSettings(Query[OfficeSettings]):
    """The settings in force; the defaults where nobody changed any."""

    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> OfficeSettings:
        """Return them."""
        return reading.settings.current()


@dataclass(frozen=True)
class ChangeSettings(Command[OfficeSettings]):
    """Put other settings in force, made from those that were shown."""

    settings: OfficeSettings
    needs: ClassVar[Permission] = Permission.SETTINGS_EDIT
    needs_confirmation: ClassVar[bool] = True

    def run(self, work: UnitOfWork) -> OfficeSettings:
        """Write them; the vault shows its notice before anybody unlocks, so the header follows.

        Raises:
            Refused: a number lies outside its limits, or there is no such court calendar.
            Stale: somebody changed them in the meantime.
        """
        checked = replace(self.settings, notice=clean(self.settings.notice, "notice")).checked()
        work.court_calendars.require(checked.court_calendar, "court_calendar")
        work.afterwards.append(partial(work.members.show_notice, checked.notice))
        if checked.version or work.settings.count():
            return work.settings.change(checked)
        return work.settings.add(replace(checked, version=FIRST))
