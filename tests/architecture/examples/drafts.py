"""Examples of drafts."""

from app.services.drafts import (
    DropDraft,
    DropOldDrafts,
    FinishDraft,
    KeepDrafts,
    MyDrafts,
    PutBackDraft,
)
from tests.architecture.examples.world import Example, World, half_typed


def _kept(world: World) -> DropDraft:
    (draft,) = world.do(KeepDrafts(forms=(half_typed(world.case),)))
    return DropDraft(draft.id)


def _dropped(world: World) -> PutBackDraft:
    return PutBackDraft(world.do(_kept(world)))


EXAMPLES: dict[type, Example] = {
    KeepDrafts: lambda world: KeepDrafts(forms=(half_typed(world.case),)),
    DropDraft: _kept,
    FinishDraft: lambda world: FinishDraft(_kept(world).draft),
    PutBackDraft: _dropped,
    DropOldDrafts: lambda _: DropOldDrafts(),
    MyDrafts: lambda _: MyDrafts(),
}
