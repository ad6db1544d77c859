"""Examples of witnesses and their subpoenas."""

from dataclasses import replace

from app.domain.witnesses import SubpoenaStatus
from app.services.party_entry import EnterWitness, TakeOutWitness
from app.services.witnesses import (
    AddWitness,
    AmendWitness,
    CancelSubpoena,
    CaseWitnesses,
    CloseSubpoena,
    IssueSubpoena,
    RecordService,
    RemoveSubpoena,
    RemoveWitness,
    RestoreSubpoena,
)
from tests.architecture.examples.world import Example, World


def _service(world: World) -> RecordService:
    return RecordService(subpoena=world.dates.subpoena.id, method="In person")


EXAMPLES: dict[type, Example] = {
    EnterWitness: lambda world: EnterWitness(case=world.case.id, person=world.stranger.id),
    TakeOutWitness: lambda world: TakeOutWitness(entered=world.people.spare_witness),
    AddWitness: lambda world: AddWitness(party=world.people.bare_witness.id),
    AmendWitness: lambda world: AmendWitness(
        witness=replace(world.people.witness.witness, position=2)
    ),
    RemoveWitness: lambda world: RemoveWitness(witness=world.people.spare_witness.witness),
    IssueSubpoena: lambda world: IssueSubpoena(
        witness=world.people.spare_witness.party.id, hearing=world.dates.hearing.id
    ),
    RemoveSubpoena: lambda world: RemoveSubpoena(subpoena=world.dates.subpoena),
    RecordService: _service,
    CancelSubpoena: lambda world: CancelSubpoena(
        subpoena=world.dates.subpoena.id, reason="Stipulated"
    ),
    CloseSubpoena: lambda world: CloseSubpoena(
        subpoena=world.dates.subpoena.id, status=SubpoenaStatus.EXCUSED
    ),
    RestoreSubpoena: lambda world: world.taken_back(_service(world)),
    CaseWitnesses: lambda world: CaseWitnesses(world.case.id),
}
