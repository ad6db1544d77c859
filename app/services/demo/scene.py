"""What the parts of a demo case share while it is put together."""

from dataclasses import dataclass, field
from typing import TypeVar

from app.domain.cases import Case
from app.domain.hearings import Hearing
from app.domain.persons import Party
from app.domain.victims import Victim
from app.services.demo.almanac import Almanac
from app.services.demo.company import Company
from app.services.demo.script import CaseScript
from app.services.office import Command, Office

V = TypeVar("V")


@dataclass
class Scene:
    """One case on its way from script to file; names are those the script gives.

    Attributes:
        answers: subjects whose reminder is answered at the end, with ``ack`` or ``snooze``.
    """

    office: Office
    almanac: Almanac
    company: Company
    script: CaseScript
    case: Case
    parties: dict[str, Party] = field(default_factory=dict)
    victims: dict[str, Victim] = field(default_factory=dict)
    hearings: dict[str, Hearing] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)

    def do(self, command: Command[V], by: str = "") -> V:
        """Carry out a command, as the colleague with that login if one is named."""
        return self.company.office_of(by).do(command).value
