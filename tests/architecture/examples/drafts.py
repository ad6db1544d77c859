"""Examples of drafts."""

from app.domain.ids import new_id
from app.services.drafts import (
    DropDraft,
    DropOldDrafts,
    FinishDraft,
    ForgetTyping,
    KeepDrafts,
    KeepTyping,
    MyDrafts,
    PutBackDraft,
    TakeUpTyping,
    TypingLeft,
)
from tests.architecture.examples.world import Example, World, half_typed


def _kept(world: World) -> DropDraft:
    (draft,) = world.do(KeepDrafts(forms=(half_typed(world.case),)))
    return DropDraft(draft.id)


def _typing(world: World) -> KeepTyping:
    return KeepTyping(id=new_id(), form=half_typed(world.case))


def _taken_up(world: World) -> TakeUpTyping:
    world.do(_typing(world))
    return TakeUpTyping()


def _dropped(world: World) -> PutBackDraft:
    return PutBackDraft(world.do(_kept(world)))


EXAMPLES: dict[type, Example] = {
    KeepDrafts: lambda world: KeepDrafts(forms=(half_typed(world.case),)),
    DropDraft: _kept,
    FinishDraft: lambda world: FinishDraft(_kept(world).draft),
    PutBackDraft: _dropped,
    DropOldDrafts: lambda _: DropOldDrafts(),
    MyDrafts: lambda _: MyDrafts(),
    KeepTyping: _typing,
    ForgetTyping: lambda _: ForgetTyping(new_id()),
    TakeUpTyping: _taken_up,
    TypingLeft: lambda _: TypingLeft(),
}
