"""Examples of the victim's sheet, the contact log and the losses."""

from dataclasses import replace

from app.domain.record import Version
from app.domain.victims import ContactResult, LossKind
from app.services.party_entry import EnterVictim, TakeOutVictim
from app.services.victims import (
    AddRestitution,
    AddVictim,
    AmendRestitution,
    AmendVictim,
    CaseVictims,
    ConfirmSafety,
    LogContact,
    LossEntry,
    RemoveRestitution,
    RemoveVictim,
    SetSafetyRule,
    VictimSheet,
)
from app.services.victims.recording import RestoreSheet, RestoreVictim
from tests.architecture.examples.world import Example, World


def _ruling(world: World) -> SetSafetyRule:
    return SetSafetyRule(
        victim=world.people.victim.victim.id, expects=Version(1), rule="Text only."
    )


EXAMPLES: dict[type, Example] = {
    EnterVictim: lambda world: EnterVictim(case=world.case.id, person=world.stranger.id),
    TakeOutVictim: lambda world: TakeOutVictim(entered=world.people.spare_victim),
    AddVictim: lambda world: AddVictim(party=world.people.bare_victim.id),
    RemoveVictim: lambda world: RemoveVictim(victim=world.people.spare_victim.victim),
    RestoreVictim: lambda world: world.taken_back(
        RemoveVictim(victim=world.people.spare_victim.victim)
    ),
    AmendVictim: lambda world: AmendVictim(
        victim=replace(world.people.victim.victim, called="J.S.", wants_notice=True)
    ),
    SetSafetyRule: _ruling,
    RestoreSheet: lambda world: world.taken_back(_ruling(world)),
    ConfirmSafety: lambda world: ConfirmSafety(
        victim=world.people.victim.victim.id, expects=Version(1)
    ),
    LogContact: lambda world: LogContact(
        victim=world.people.victim.victim.id,
        way=world.people.way.id,
        result=ContactResult.REACHED,
        covers=(f"task:{world.dates.contact_task.id}",),
    ),
    AddRestitution: lambda world: AddRestitution(
        victim=world.people.victim.victim.id,
        entry=LossEntry(kind=LossKind.MEDICAL, what="Clinic", claimed_cents=100),
    ),
    AmendRestitution: lambda world: AmendRestitution(
        line=replace(world.people.loss, documented_cents=100)
    ),
    RemoveRestitution: lambda world: RemoveRestitution(line=world.people.loss),
    CaseVictims: lambda world: CaseVictims(world.case.id),
    VictimSheet: lambda world: VictimSheet(world.people.victim.victim.id),
}
