"""Examples of noting, changing and revealing ways to reach people."""

from app.domain.contact_ways import RevealReason
from app.domain.persons import Safety
from app.domain.record import Version
from app.services.contact_ways import (
    AddContactWay,
    AmendContactWay,
    ConfirmContactWay,
    EndContactWay,
    RemoveContactWay,
    RestoreContactWay,
    RevealContactWay,
    RevealWitnessWay,
    WayEntry,
)
from tests.architecture.examples.world import Example, World

MOBILE = WayEntry(label="Mobile", safety=Safety.UNSAFE)


def _ending(world: World) -> EndContactWay:
    return EndContactWay(way=world.people.way.id, expects=world.people.way.version)


EXAMPLES: dict[type, Example] = {
    AddContactWay: lambda world: AddContactWay(
        person=world.people.victim.party.person, value="310-555-0177", entry=MOBILE
    ),
    AmendContactWay: lambda world: AmendContactWay(
        way=world.people.way.id, expects=Version(1), entry=MOBILE, value="310-555-0177"
    ),
    ConfirmContactWay: lambda world: ConfirmContactWay(way=world.people.way.id, expects=Version(1)),
    EndContactWay: _ending,
    RestoreContactWay: lambda world: world.taken_back(_ending(world)),
    RemoveContactWay: lambda world: RemoveContactWay(way=world.people.way),
    RevealContactWay: lambda world: RevealContactWay(
        way=world.people.way.id, reason=RevealReason.CALL
    ),
    RevealWitnessWay: lambda world: RevealWitnessWay(
        way=world.people.witness_way.id, reason=RevealReason.SERVE
    ),
}
