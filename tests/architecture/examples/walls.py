"""Examples of walls around cases and people."""

from dataclasses import replace

from app.domain.record import Version
from app.domain.walls import PersonWall, Wall, WallKind
from app.services.search import HiddenHits
from app.services.walls import (
    Admissible,
    AmendProtection,
    AmendWall,
    CaseWalls,
    LiftProtection,
    LiftWall,
    OpenWall,
    ProtectionOf,
    ProtectPerson,
    RegainLost,
    RemoveProtection,
    RemoveWall,
    RestoreProtection,
    RestoreWall,
    SetWall,
    WalledCases,
    WallTerms,
)
from tests.architecture.examples.world import MARK, Example, World


def _terms(world: World, reason: str = "Order of the court") -> WallTerms:
    return WallTerms(reason=reason, admitted=(world.office.actor.user, world.colleague.id))


def _setting(world: World) -> SetWall:
    return SetWall(case=world.case.id, kind=WallKind.SEALED, terms=_terms(world))


def _wall(world: World) -> Wall:
    return world.do(_setting(world))


def _amending(world: World) -> AmendWall:
    return AmendWall(wall=_wall(world).id, expects=Version(1), terms=_terms(world, "Order amended"))


def _lifting(world: World) -> LiftWall:
    return LiftWall(wall=_wall(world).id, expects=Version(1), reason="Unsealed")


def _opening(world: World) -> OpenWall:
    """The case is sealed from the one who opens it."""
    outside = WallTerms(
        reason="Sealed", admitted=(world.colleague.id,), may_be_opened=True, steps_outside=True
    )
    world.do(SetWall(case=world.case.id, kind=WallKind.SEALED, terms=outside))
    return OpenWall(number=world.case.number, reason="Duty counsel")


def _regaining(world: World) -> RegainLost:
    """Everybody who was admitted has left."""
    _opening(world)
    office = world.office
    with office._database.writing(office.actor) as work:
        work.users.change(replace(world.colleague, is_active=False))
    return RegainLost(reason="Moss has left")


def _protecting(world: World) -> ProtectPerson:
    return ProtectPerson(
        person=world.people.witness.party.person,
        admitted=(world.office.actor.user,),
        reason="Threatened",
    )


def _protection(world: World) -> PersonWall:
    return world.do(_protecting(world))


def _lifting_protection(world: World) -> LiftProtection:
    return LiftProtection(wall=_protection(world).id, expects=Version(1), reason="Trial is over")


EXAMPLES: dict[type, Example] = {
    SetWall: _setting,
    RemoveWall: lambda world: RemoveWall(wall=_wall(world)),
    AmendWall: _amending,
    LiftWall: _lifting,
    RestoreWall: lambda world: world.taken_back(_lifting(world)),
    OpenWall: _opening,
    RegainLost: _regaining,
    ProtectPerson: _protecting,
    RemoveProtection: lambda world: RemoveProtection(wall=_protection(world)),
    AmendProtection: lambda world: AmendProtection(
        wall=_protection(world).id,
        expects=Version(1),
        admitted=(world.office.actor.user, world.colleague.id),
        reason="Moss helps",
    ),
    LiftProtection: _lifting_protection,
    RestoreProtection: lambda world: world.taken_back(_lifting_protection(world)),
    Admissible: lambda _: Admissible(),
    CaseWalls: lambda world: CaseWalls(world.case.id),
    WalledCases: lambda _: WalledCases(),
    ProtectionOf: lambda world: ProtectionOf(world.officer.id),
    HiddenHits: lambda _: HiddenHits(MARK),
}
