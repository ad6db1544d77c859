"""What a form may offer for a coded field."""

from dataclasses import dataclass
from typing import ClassVar

from app.domain.codes import Code, CodeList
from app.domain.users import Permission
from app.services.office import Query
from app.storage.unit_of_work import Reading


@dataclass(frozen=True)
class Choices(Query[dict[CodeList, tuple[Code, ...]]]):
    """The codes that may be chosen today, list by list, in order."""

    lists: tuple[CodeList, ...]
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> dict[CodeList, tuple[Code, ...]]:
        """Return the codes of each list asked for."""
        return {each: reading.codes.choices(each, reading.today) for each in self.lists}
