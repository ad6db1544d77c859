"""Victims, witnesses and everybody else in a demo case, with the ways to reach them."""

from dataclasses import replace

from app.domain.persons import WITNESS_ROLES, ContactWay, Party, PersonId, Role, Safety, WayKind
from app.domain.victim_duties import Duty, hearing_key
from app.domain.victims import ContactResult, LossKind, Victim
from app.domain.witnesses import SubpoenaStatus
from app.services.contact_ways import AddContactWay, WayEntry
from app.services.demo.accused import CENTS
from app.services.demo.company import person_of
from app.services.demo.scene import Scene
from app.services.demo.script import (
    ContactScript,
    OtherScript,
    SubpoenaScript,
    VictimScript,
    WayScript,
)
from app.services.persons import AddParty, OrderNoContact
from app.services.victims import (
    AddRestitution,
    AddVictim,
    AmendVictim,
    LogContact,
    LossEntry,
    VictimEntry,
)
from app.services.witnesses import (
    AddWitness,
    CloseSubpoena,
    IssueSubpoena,
    RecordService,
    WitnessEntry,
)


def bring_victims(scene: Scene) -> None:
    """Write every victim with sheet and losses; the contact log follows the hearings."""
    for told in scene.script.victims:
        party = scene.do(
            AddParty(case=scene.case.id, role=Role.VICTIM, person=person_of(told.person))
        )
        scene.parties[told.name] = party
        scene.victims[told.name] = _open_sheet(scene, party, told)
        for loss in told.losses:
            entry = LossEntry(
                kind=LossKind(loss.kind),
                what=loss.what,
                claimed_cents=loss.claimed * CENTS,
                documented_cents=loss.documented * CENTS,
                ordered_cents=loss.ordered * CENTS,
                paid_cents=loss.paid * CENTS,
            )
            scene.do(AddRestitution(victim=scene.victims[told.name].id, entry=entry))


def bring_others(scene: Scene) -> None:
    """Write witnesses, counsel, judge and the rest, and the orders that protect somebody."""
    for told in scene.script.others:
        person = scene.company.person(told.who)
        party = scene.do(
            AddParty(
                case=scene.case.id,
                role=Role(told.role),
                person=person,
                note=told.note,
            )
        )
        scene.parties[_name_of(told)] = party
        _add_ways(scene, party.person, told.ways)
        if party.role in WITNESS_ROLES:
            scene.do(
                AddWitness(
                    party=party.id,
                    entry=WitnessEntry(
                        position=told.position,
                        on_call=told.on_call,
                        unavailable=told.unavailable,
                        expected_testimony=told.expected,
                    ),
                )
            )
    for order in scene.script.orders:
        scene.do(
            OrderNoContact(
                case=scene.case.id,
                defendant=scene.parties[order.defendant].id,
                protects=scene.parties[order.protects].id,
                issued_on=scene.almanac.day(order.issued),
                expires_on=scene.almanac.maybe(order.expires),
                terms=order.terms,
            )
        )


def serve_subpoenas(scene: Scene) -> None:
    """Issue every subpoena; the hearings must stand, so their results come later."""
    for told in scene.script.others:
        for subpoena in told.subpoenas:
            _order(scene, scene.parties[_name_of(told)], subpoena)


def log_contacts(scene: Scene) -> None:
    """Note ways and contacts of every victim, oldest first."""
    for told in scene.script.victims:
        ways = _add_ways(scene, scene.parties[told.name].person, told.ways)
        for contact in told.contacts:
            _log(scene, scene.victims[told.name], contact, ways)


def _open_sheet(scene: Scene, party: Party, told: VictimScript) -> Victim:
    victim = scene.do(
        AddVictim(
            party=party.id,
            entry=VictimEntry(
                called=told.called,
                safety=told.safety,
                script=told.script,
                rights_given_on=scene.almanac.maybe(told.rights),
                rights_language=told.rights_language,
                rights_form=told.rights_form,
            ),
        )
    )
    wishes = (told.wants_notice, told.wants_to_be_heard, told.wants_to_confer)
    if wishes == (None, None, None):
        return victim
    asked = replace(
        victim,
        wants_notice=told.wants_notice,
        wants_to_be_heard=told.wants_to_be_heard,
        wants_to_confer=told.wants_to_confer,
    )
    return scene.do(AmendVictim(victim=asked)).after


def _add_ways(scene: Scene, person: PersonId, told: tuple[WayScript, ...]) -> dict[str, ContactWay]:
    """Note the ways to reach somebody and return them by label."""
    return {
        way.label: scene.do(
            AddContactWay(
                person=person,
                value=way.value,
                entry=WayEntry(
                    kind=WayKind(way.kind),
                    label=way.label,
                    safety=Safety(way.safety),
                    hours=way.hours,
                    may_leave_message=way.may_leave_message,
                    is_substitute=way.is_substitute,
                    note=way.note,
                ),
            )
        )
        for way in told
    }


def _log(scene: Scene, victim: Victim, told: ContactScript, ways: dict[str, ContactWay]) -> None:
    hearing = scene.hearings[told.told_of] if told.told_of else None
    scene.do(
        LogContact(
            victim=victim.id,
            result=ContactResult(told.result),
            way=ways[told.way].id if told.way else None,
            channel=told.channel,
            outgoing=told.outgoing,
            at=scene.almanac.moment(told.at),
            covers=(hearing_key(Duty.NOTICE, hearing),) if hearing else (),
            note=told.note,
        )
    )


def _order(scene: Scene, witness: Party, told: SubpoenaScript) -> None:
    almanac = scene.almanac
    subpoena = scene.do(
        IssueSubpoena(
            witness=witness.id,
            hearing=scene.hearings[told.hearing].id,
            issued_on=almanac.day(told.issued),
            method=told.method,
            note=told.note,
        )
    )
    tried = told.served if told.served is not None else told.not_found
    if tried is not None:
        served = told.served is not None
        scene.do(RecordService(subpoena=subpoena.id, served=served, on=almanac.day(tried)))
    if told.ended:
        scene.do(CloseSubpoena(subpoena=subpoena.id, status=SubpoenaStatus(told.ended)))


def _name_of(told: OtherScript) -> str:
    return told.name or (told.who if isinstance(told.who, str) else told.who.family)
