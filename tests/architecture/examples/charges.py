"""Examples of charging, pleading, disposing and sentencing."""

from dataclasses import replace

from app.domain.charges import OfferAnswer
from app.services.charges import (
    AddCharge,
    AddSentence,
    AmendAppeal,
    AmendCharge,
    AmendOffer,
    AmendSentence,
    AnswerOffer,
    CaseAppeals,
    CaseCharges,
    DisposeCharge,
    EnterPlea,
    FileAppeal,
    MakeOffer,
    RemoveAppeal,
    RemoveCharges,
    RemoveOffer,
    RemoveSentence,
    RestoreCharges,
)
from tests.architecture.examples.world import MARK, Example, World


def _appeal(world: World) -> FileAppeal:
    return FileAppeal(
        case=world.case.id,
        defendant=world.people.defendant.id,
        court=f"Court of appeal of {MARK}",
        number="B-1",
        note=MARK,
    )


EXAMPLES: dict[type, Example] = {
    AddCharge: lambda world: AddCharge(
        case=world.case.id,
        defendant=world.people.defendant.id,
        statute="PC 211",
        description="Robbery",
        victims=(world.people.victim.party.id,),
        copies=3,
    ),
    AmendCharge: lambda world: AmendCharge(
        charge=replace(world.counts.pending, description="Trespass", is_top=True), victims=()
    ),
    RemoveCharges: lambda world: RemoveCharges(charges=(world.counts.pending,)),
    RestoreCharges: lambda world: world.taken_back(RemoveCharges(charges=(world.counts.pending,))),
    EnterPlea: lambda world: EnterPlea(charges=(world.counts.pending.id,), plea="NG"),
    DisposeCharge: lambda world: DisposeCharge(charges=(world.counts.pending.id,), code="NOLLE"),
    AddSentence: lambda world: AddSentence(
        charge=world.counts.convicted.id, component="PROB", length="2 y"
    ),
    AmendSentence: lambda world: AmendSentence(sentence=replace(world.counts.sentence, term="60")),
    RemoveSentence: lambda world: RemoveSentence(record=world.counts.sentence),
    MakeOffer: lambda world: MakeOffer(
        case=world.case.id, defendant=world.people.defendant.id, terms="Probation"
    ),
    AmendOffer: lambda world: AmendOffer(offer=replace(world.counts.offer, terms="One year")),
    AnswerOffer: lambda world: AnswerOffer(
        offer=world.counts.offer.id, answer=OfferAnswer.ACCEPTED
    ),
    RemoveOffer: lambda world: RemoveOffer(record=world.counts.offer),
    FileAppeal: _appeal,
    AmendAppeal: lambda world: AmendAppeal(
        appeal=replace(
            world.do(_appeal(world)),
            outcome="AFFIRMED",
            decided_on=world.today,
            mandate_on=world.today,
        )
    ),
    RemoveAppeal: lambda world: RemoveAppeal(record=world.do(_appeal(world))),
    CaseAppeals: lambda world: CaseAppeals(world.case.id),
    CaseCharges: lambda world: CaseCharges(world.case.id),
}
