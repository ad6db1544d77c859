"""Examples of taking inventory; the world is counting a room."""

from app.domain.inventory import Resolution
from app.services.evidence import (
    CloseInventory,
    GiveUpInventory,
    Inventories,
    InventoryOf,
    ReadBarcode,
    ResolveFinding,
    SightItem,
    StartInventory,
)
from app.services.evidence.papers import PrintInventory
from tests.architecture.examples.world import Example, World


def _close(world: World) -> CloseInventory:
    world.do(SightItem(session=world.counting.id, code=world.things.missing.tag))
    return CloseInventory(session=world.counting.id)


EXAMPLES: dict[type, Example] = {
    StartInventory: lambda world: StartInventory(location=world.shelf.id),
    SightItem: lambda world: SightItem(
        session=world.counting.id, code=world.things.late.tag, place=world.shelf.id
    ),
    ResolveFinding: lambda world: ResolveFinding(
        session=world.counting.id,
        code=world.things.missing.tag,
        resolution=Resolution.DISCREPANCY,
        memo="Not on the shelf; the custodian searches.",
    ),
    CloseInventory: _close,
    GiveUpInventory: lambda world: GiveUpInventory(session=world.counting.id, memo="Fire alarm"),
    Inventories: lambda _: Inventories(),
    InventoryOf: lambda world: InventoryOf(world.counting.id),
    PrintInventory: lambda world: PrintInventory(session=world.counting.id),
    ReadBarcode: lambda world: ReadBarcode(world.things.item.tag),
}
