"""The office's own settings on disk."""

from app.domain.ids import new_id
from app.domain.record import Version
from app.domain.settings import OfficeSettings, SettingsId
from app.storage.repository import Changeable
from app.storage.schema import record_table

office_settings = record_table("office_settings", OfficeSettings)


class Settings(Changeable[OfficeSettings]):
    """The one record of the office's settings, once somebody changed one."""

    record = OfficeSettings
    table = office_settings

    def current(self) -> OfficeSettings:
        """Return it, or the defaults under a new identity."""
        found = self.where()
        return found[0] if found else OfficeSettings(id=SettingsId(new_id()), version=Version(0))
