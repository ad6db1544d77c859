"""Examples of rooms cases are heard in."""

from dataclasses import replace

from app.domain.hearings import Courtroom
from app.services.courtrooms import (
    AddCourtroom,
    AmendCourtroom,
    Courtrooms,
    RemoveCourtroom,
    RetireCourtroom,
)
from tests.architecture.examples.world import Example, World


def _room(world: World) -> Courtroom:
    return world.office.do(AddCourtroom(court="Superior Court", room="Dept 9", capacity=12)).value


EXAMPLES: dict[type, Example] = {
    AddCourtroom: lambda _world: AddCourtroom(court="Superior Court", room="Dept 4"),
    AmendCourtroom: lambda world: AmendCourtroom(courtroom=replace(_room(world), judge="Okafor")),
    RetireCourtroom: lambda world: RetireCourtroom(courtroom=_room(world).id),
    RemoveCourtroom: lambda world: RemoveCourtroom(courtroom=_room(world)),
    Courtrooms: lambda _world: Courtrooms(),
}
