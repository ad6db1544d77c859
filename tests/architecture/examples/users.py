"""Examples of who may unlock the vault."""

from app.domain.attempts import Tally
from app.domain.ids import new_id
from app.domain.users import OfficeRole, User
from app.services.entering import NoteFailedEntries, OwnStanding, SwitchOffSleeper
from app.services.role_paper import PrintRoles
from app.services.users import (
    AddUser,
    AmendUser,
    DisableUser,
    EnableUser,
    ReleaseLogin,
    ResetPassphrase,
    RevokeUser,
    RoleMatrix,
    UserAccounts,
    UserNamed,
)
from tests.architecture.examples.world import Example, World

FIRST = "seven brown owls at noon"


def _somebody(world: World) -> User:
    """Return a colleague who can unlock the vault."""
    add = AddUser(login="k.lee", name="K. Lee", role=OfficeRole.PARALEGAL, passphrase=FIRST)
    return world.office.do(add).value


def _disabled(world: World) -> User:
    return world.office.do(DisableUser(user=_somebody(world).id)).value


def _locked(world: World) -> User:
    user = _somebody(world)
    attempts = world.office._database._vault.attempts
    for _ in range(5):
        attempts.fail(user.id.hex)
    return user


def _asleep(world: World) -> SwitchOffSleeper:
    """Return the act of somebody not seen for years, in an office with another administrator."""
    office = world.office
    add = AddUser(login="b.new", name="B. New", role=OfficeRole.ADMINISTRATOR, passphrase=FIRST)
    office.do(add)
    office._database.backdate(office.actor.user)  # type: ignore[attr-defined]  # of the rehearsal
    return SwitchOffSleeper()


EXAMPLES: dict[type, Example] = {
    AddUser: lambda _: AddUser(
        login="n.ito", name="N. Ito", role=OfficeRole.PROSECUTOR, passphrase=FIRST
    ),
    AmendUser: lambda world: AmendUser(user=_somebody(world).id, title="Senior"),
    DisableUser: lambda world: DisableUser(user=_somebody(world).id),
    EnableUser: lambda world: EnableUser(user=_disabled(world).id),
    RevokeUser: lambda world: RevokeUser(user=_somebody(world).id),
    ResetPassphrase: lambda world: ResetPassphrase(user=_somebody(world).id, passphrase=FIRST),
    ReleaseLogin: lambda world: ReleaseLogin(user=_locked(world).id),
    UserNamed: lambda _: UserNamed("A.RIVERA"),
    RoleMatrix: lambda _: RoleMatrix(),
    PrintRoles: lambda _: PrintRoles(),
    UserAccounts: lambda _: UserAccounts(),
    OwnStanding: lambda _: OwnStanding(),
    SwitchOffSleeper: _asleep,
    NoteFailedEntries: lambda _: NoteFailedEntries(who=new_id().hex, tally=Tally(untold=1)),
}
