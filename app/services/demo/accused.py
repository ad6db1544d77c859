"""The defendants of a demo case: custody, counts, pleas, offers, outcomes and warrants."""

from dataclasses import replace

from app.domain.charges import Charge, OfferAnswer
from app.domain.persons import CustodyStatus, DefendantState, Party, Role
from app.services.charges import (
    AddCharge,
    AddSentence,
    AmendCharge,
    AnswerOffer,
    DisposeCharge,
    EnterPlea,
    MakeOffer,
)
from app.services.demo.company import person_of
from app.services.demo.scene import Scene
from app.services.demo.script import (
    CountScript,
    DefendantScript,
    OfferScript,
    SentenceLine,
    StateScript,
)
from app.services.persons import AddParty, IssueWarrant, ServeWarrant, SetDefendantState

CENTS = 100


def bring_defendants(scene: Scene) -> None:
    """Write every defendant; victims must be in the case already, for counts name them."""
    for told in scene.script.defendants:
        party = scene.do(
            AddParty(
                case=scene.case.id,
                role=Role.DEFENDANT,
                person=person_of(told.person),
                since=scene.almanac.day(scene.script.received),
            )
        )
        scene.parties[told.name] = party
        if told.state != StateScript():
            _set_state(scene, party, told.state)
        for count in told.counts:
            _charge(scene, party, count)
        for offer in told.offers:
            _offer(scene, party, offer)
        _warrants(scene, party, told)


def _set_state(scene: Scene, party: Party, told: StateScript) -> None:
    almanac = scene.almanac
    state = DefendantState(
        id=party.id,
        case=party.case,
        arrested_at=almanac.moment(told.arrested) if told.arrested else None,
        arraigned_on=almanac.maybe(told.arraigned),
        custody=CustodyStatus(told.custody),
        custody_since=almanac.maybe(told.since),
        custody_place=told.place,
        bail_kind=told.bail_kind,
        bail_cents=None if told.bail_dollars is None else told.bail_dollars * CENTS,
        bail_posted=told.bail_posted,
        bail_conditions=told.conditions,
        surety=told.surety,
        counsel=told.counsel,
    )
    scene.do(SetDefendantState(state=state))


def _charge(scene: Scene, party: Party, told: CountScript) -> None:
    script, almanac = scene.script, scene.almanac
    (charge,) = scene.do(
        AddCharge(
            case=scene.case.id,
            defendant=party.id,
            statute=told.statute,
            description=told.description,
            charge_class=told.charge_class,
            modifier=told.modifier,
            offense_from=almanac.any_day(script.offense[0]) if script.offense else None,
            offense_to=almanac.any_day(script.offense[1]) if script.offense else None,
            filed_on=almanac.maybe(told.filed),
            instrument=told.instrument,
            penalty=told.penalty,
            elements=told.elements,
            victims=tuple(scene.parties[name].id for name in told.victims),
        )
    )
    if told.amended is not None:
        _amend(scene, charge, *told.amended)
    if told.plea is not None:
        plea, on = told.plea
        scene.do(EnterPlea(charges=(charge.id,), plea=plea, on=almanac.day(on)))
    if told.outcome is not None:
        _dispose(scene, charge, told)
    for line in told.sentence:
        _sentence(scene, charge, line)


def _amend(scene: Scene, charge: Charge, description: str, reason: str) -> None:
    amended = replace(charge, description=description)
    scene.do(AmendCharge(charge=amended, reason=reason))


def _dispose(scene: Scene, charge: Charge, told: CountScript) -> None:
    if told.outcome is None:
        return
    scene.do(
        DisposeCharge(
            charges=(charge.id,),
            code=told.outcome.code,
            on=scene.almanac.day(told.outcome.on),
            judge=scene.script.judge,
            court=scene.script.court,
            reason=told.outcome.reason,
        )
    )


def _sentence(scene: Scene, charge: Charge, line: SentenceLine) -> None:
    scene.do(
        AddSentence(
            charge=charge.id,
            component=line.component,
            length=line.length,
            on=scene.almanac.day(line.on),
            commitment=line.commitment,
            judge=scene.script.judge,
            credit_days=line.credit_days,
            runs=line.runs,
            due_on=scene.almanac.maybe(line.due),
        )
    )


def _offer(scene: Scene, party: Party, told: OfferScript) -> None:
    almanac = scene.almanac
    offer = scene.do(
        MakeOffer(
            case=scene.case.id,
            defendant=party.id,
            terms=told.terms,
            made_on=almanac.day(told.made),
            expires_on=almanac.maybe(told.expires),
            told_defendant_on=almanac.day(told.made),
            approved_by=scene.office.actor.name,
            victim_view=told.view,
        )
    )
    if told.answer is not None:
        answer, on = told.answer
        scene.do(AnswerOffer(offer=offer.id, answer=OfferAnswer(answer), on=almanac.day(on)))


def _warrants(scene: Scene, party: Party, told: DefendantScript) -> None:
    for each in told.warrants:
        warrant = scene.do(
            IssueWarrant(
                case=scene.case.id,
                defendant=party.id,
                kind=each.kind,
                issued_on=scene.almanac.day(each.issued),
                note=each.note,
            )
        )
        if each.served is not None:
            scene.do(ServeWarrant(warrant=warrant.id, on=scene.almanac.day(each.served)))
