"""Walls through the doors: who may set, lift and open them, and that nothing is lost for ever."""

import dataclasses
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from app import bootstrap
from app.domain.audit import Outcome
from app.domain.cases import Case, CaseFilter
from app.domain.contact_ways import RevealReason
from app.domain.errors import Missing, NotPermitted, Refused, Stale
from app.domain.ids import new_id
from app.domain.persons import Party, Person, PersonId, Role
from app.domain.record import Version
from app.domain.search import HitKind
from app.domain.tasks import TaskKind
from app.domain.users import Actor, OfficeRole, User, UserId
from app.domain.walls import Wall, WallKind
from app.services.attachments import AttachFile
from app.services.audit import VerifyVault
from app.services.cases import CaseByNumber, CaseHeaderOf, CasesCount, CasesPage, OpenCase
from app.services.contact_ways import AddContactWay, RevealContactWay, WayEntry
from app.services.demo.company import AddColleague
from app.services.demo.script import Colleague
from app.services.office import Command, Office
from app.services.party_entry import EnterVictim
from app.services.people import PeoplePage, PersonView
from app.services.persons import AddParty, AddPerson, FindPersons, RemoveParty
from app.services.presence import EnterOffice, LeaveOffice
from app.services.search import HiddenHits, Search
from app.services.tasks import AddTask
from app.services.victims import VictimSheet
from app.services.walls import (
    AmendProtection,
    AmendWall,
    CaseWalls,
    Given,
    LiftProtection,
    LiftWall,
    OpenWall,
    ProtectPerson,
    RegainLost,
    RestoreWall,
    SetWall,
    WallTerms,
)
from tests.conftest import LOGIN, PASSPHRASE

Hire = Callable[[str, OfficeRole], Office]
NUMBER = "310-555-0142"
WAY = WayEntry(label="cell")


@pytest.fixture
def hire(office: Office) -> Hire:
    """Make a colleague and return the office with that colleague at the keyboard."""

    def hired(login: str, role: OfficeRole) -> Office:
        name = Colleague(login=login, name=login.title(), role=role.value, title="")
        return at_keyboard(office, office.do(AddColleague(name)).value)

    return hired


@pytest.fixture
def case(office: Office) -> Case:
    return office.do(OpenCase(title="State v. Roe")).value


def at_keyboard(office: Office, user: User) -> Office:
    actor = Actor(user.id, user.login, user.name, user.role, user.roles[1:])
    return Office(office._database, actor, lambda: None)


def sees(office: Office, case: Case) -> bool:
    listed = any(line.case == case.id for line in office.ask(CasesPage()).rows)
    assert office.ask(CasesCount()) == len(office.ask(CasesPage()).rows)
    try:
        office.ask(CaseHeaderOf(case.id))
    except NotPermitted:
        assert not listed
        return False
    assert listed
    return True


def inside(*offices: Office, outside: bool = False, openable: bool = False) -> WallTerms:
    return WallTerms(
        reason="Order of the court",
        admitted=tuple(each.actor.user for each in offices),
        may_be_opened=openable,
        steps_outside=outside,
    )


def sealed(office: Office, case: Case, terms: WallTerms, kind: WallKind = WallKind.SEALED) -> Wall:
    return office.do(SetWall(case=case.id, kind=kind, terms=terms)).value


def switch_off(office: Office, who: Office) -> None:
    with office._database.writing(office.actor) as work:
        user = work.users.get(who.actor.user)
        work.users.change(dataclasses.replace(user, is_active=False))


def last(office: Office) -> tuple[str, Outcome, object]:
    with office._database.reading(office.actor) as reading:
        (entry,) = reading.audit.newest(1)
    return entry.action, entry.outcome, entry.case


def test_a_wall_holds_for_everybody_whatever_the_role(
    office: Office, case: Case, hire: Hire
) -> None:
    ann, sue = hire("ann", OfficeRole.PROSECUTOR), hire("sue", OfficeRole.SUPERVISOR)
    sealed(office, case, inside(ann, outside=True))
    assert sees(ann, case)
    assert not sees(sue, case)
    assert not sees(office, case)


def test_the_most_restrictive_of_several_walls_wins(office: Office, case: Case, hire: Hire) -> None:
    ann, bob = hire("ann", OfficeRole.PROSECUTOR), hire("bob", OfficeRole.PROSECUTOR)
    sealed(office, case, inside(office, ann, bob))
    second = sealed(office, case, inside(office, ann), WallKind.JUVENILE)
    assert (sees(ann, case), sees(bob, case)) == (True, False)
    office.do(LiftWall(wall=second.id, expects=Version(1), reason="Turned eighteen"))
    assert sees(bob, case)


def test_a_wall_of_each_kind_only(office: Office, case: Case) -> None:
    first = sealed(office, case, inside(office))
    with pytest.raises(Refused, match="there_already"):
        sealed(office, case, inside(office))
    lifted = office.do(LiftWall(wall=first.id, expects=Version(1), reason="Unsealed"))
    sealed(office, case, inside(office))
    assert lifted.undo is not None
    with pytest.raises(Refused, match="there_already"):
        office.do(lifted.undo)


def test_a_conflict_is_said_from_the_other_side(office: Office, case: Case, hire: Hire) -> None:
    ann, bob = hire("ann", OfficeRole.PROSECUTOR), hire("bob", OfficeRole.PROSECUTOR)
    terms = WallTerms(reason="Married to counsel", screened=(bob.actor.user,))
    sealed(office, case, terms, WallKind.CONFLICT)
    late = hire("eve", OfficeRole.PROSECUTOR)
    assert [sees(each, case) for each in (office, ann, bob, late)] == [True, True, False, False]


def test_whoever_sets_a_wall_stands_inside_or_says_otherwise(
    office: Office, case: Case, hire: Hire
) -> None:
    ann = hire("ann", OfficeRole.PROSECUTOR)
    with pytest.raises(Refused, match="without_you"):
        sealed(office, case, inside(ann))
    done = office.do(SetWall(case=case.id, kind=WallKind.SEALED, terms=inside(ann, outside=True)))
    assert done.undo is None
    assert not sees(office, case)


@pytest.mark.parametrize("kind", list(WallKind))
def test_somebody_who_can_work_stays_inside(
    office: Office, case: Case, hire: Hire, kind: WallKind
) -> None:
    reader = hire("rex", OfficeRole.READER)
    with pytest.raises(Refused, match="nobody_left"):
        sealed(office, case, inside(reader, outside=True), kind)
    with pytest.raises(Refused, match="nobody_left"):
        sealed(office, case, WallTerms(reason="x", steps_outside=True), kind)
    assert sees(office, case)


def test_two_walls_may_not_shut_out_everybody(office: Office, case: Case, hire: Hire) -> None:
    ann = hire("ann", OfficeRole.PROSECUTOR)
    sealed(office, case, inside(office))
    with pytest.raises(Refused, match="nobody_left"):
        sealed(office, case, inside(ann, outside=True), WallKind.JUVENILE)
    assert sees(office, case)


def test_only_people_of_the_office_are_admitted(office: Office, case: Case, hire: Hire) -> None:
    gone = hire("gus", OfficeRole.PROSECUTOR)
    switch_off(office, gone)
    stranger = UserId(new_id())
    for who in (gone.actor.user, stranger):
        with pytest.raises(Refused, match="unknown_user"):
            sealed(office, case, WallTerms(reason="x", admitted=(office.actor.user, who)))


def test_somebody_who_left_stays_named_when_a_wall_is_amended(
    office: Office, case: Case, hire: Hire
) -> None:
    ann = hire("ann", OfficeRole.PROSECUTOR)
    wall = sealed(office, case, inside(office, ann))
    switch_off(office, ann)
    amended = office.do(
        AmendWall(wall=wall.id, expects=Version(1), terms=inside(office, ann))
    ).value
    assert amended.after.admits(ann.actor.user)


def test_a_reason_is_needed(office: Office, case: Case) -> None:
    wall = sealed(office, case, inside(office))
    acts: tuple[Command[Any], ...] = (
        SetWall(case=case.id, kind=WallKind.JUVENILE, terms=WallTerms(reason=" ")),
        LiftWall(wall=wall.id, expects=Version(1), reason=" "),
        OpenWall(number=case.number, reason=" "),
        RegainLost(reason=" "),
    )
    for act in acts:
        with pytest.raises(Refused, match=r"text\.required"):
            office.do(act)


def test_who_stands_outside_touches_no_wall(office: Office, case: Case, hire: Hire) -> None:
    sue = hire("sue", OfficeRole.SUPERVISOR)
    wall = sealed(office, case, inside(office))
    acts: tuple[Command[Any], ...] = (
        LiftWall(wall=wall.id, expects=Version(1), reason="Please"),
        AmendWall(wall=wall.id, expects=Version(1), terms=inside(office, sue)),
        RestoreWall(record=dataclasses.replace(wall, admitted=(sue.actor.user.hex,))),
        SetWall(case=case.id, kind=WallKind.JUVENILE, terms=inside(sue)),
    )
    for act in acts:
        with pytest.raises(NotPermitted, match="walled"):
            sue.do(act)
        assert last(office)[:2] == (type(act).__name__, Outcome.DENIED)
    assert not sees(sue, case)


def test_lifting_and_its_undo(office: Office, case: Case, hire: Hire) -> None:
    sue = hire("sue", OfficeRole.SUPERVISOR)
    wall = sealed(office, case, inside(office))
    done = office.do(LiftWall(wall=wall.id, expects=Version(1), reason="Unsealed"))
    assert sees(sue, case)
    with pytest.raises(Stale):
        office.do(RestoreWall(record=wall))
    with pytest.raises(Refused, match="lifted"):
        office.do(LiftWall(wall=wall.id, expects=Version(2), reason="Again"))
    assert done.undo is not None
    office.do(done.undo)
    assert not sees(sue, case)
    assert office.ask(CaseWalls(case.id)).walls[0].wall.lift_reason == ""


# --- opening with a reason


@pytest.fixture
def shut(office: Office, case: Case, hire: Hire) -> Case:
    """A sealed case that may be opened; the administrator is not admitted."""
    ann = hire("ann", OfficeRole.PROSECUTOR)
    sealed(office, case, inside(ann, outside=True, openable=True))
    return case


def test_opening_lets_in_until_the_session_ends(office: Office, shut: Case) -> None:
    assert not sees(office, shut)
    office.do(OpenWall(number=shut.number, reason="Duty counsel"))
    assert last(office) == ("OpenWall", Outcome.DONE, shut.id)
    assert sees(office, shut)
    assert last(office) == ("CaseHeaderOf", Outcome.READ, shut.id)
    assert office.ask(CaseWalls(shut.id)).is_opened
    office.do(LeaveOffice())
    assert not sees(office, shut)


def test_an_opening_does_not_outlive_a_program_that_was_killed(
    office: Office, shut: Case, vault_folder: Path
) -> None:
    office.do(OpenWall(number=shut.number, reason="Duty counsel"))
    office.close()  # no goodbye: as after a crash, nothing was said to the log
    again = bootstrap.unlock(vault_folder, LOGIN, PASSPHRASE)
    try:
        assert not sees(again, shut)
        again.do(EnterOffice())
        assert not sees(again, shut)
    finally:
        again.close()


def test_the_reason_stays_on_file(office: Office, shut: Case) -> None:
    office.do(OpenWall(number=shut.number, reason="Duty counsel"))
    with office._database.reading(office.actor) as reading:
        (opening,) = reading.wall_openings.where()
    assert (opening.case, opening.user, opening.reason) == (
        shut.id,
        office.actor.user,
        "Duty counsel",
    )


def test_no_number_tells_whether_there_is_such_a_case(
    office: Office, case: Case, hire: Hire
) -> None:
    ann, sue = hire("ann", OfficeRole.PROSECUTOR), hire("sue", OfficeRole.SUPERVISOR)
    sealed(office, case, inside(office, ann), WallKind.CONFLICT)
    for number in (case.number, "2026-99999", ""):
        with pytest.raises(NotPermitted) as said:
            sue.do(OpenWall(number=number, reason="Curious"))
        assert (said.value.code, said.value.field) == ("wall.stays_shut", "number")
        assert last(office) == ("OpenWall", Outcome.DENIED, None)
        with pytest.raises(Missing, match="no_such_number"):
            sue.ask(CaseByNumber(number))


@pytest.mark.parametrize("kind", [WallKind.SEALED, WallKind.JUVENILE])
def test_what_may_not_be_opened_stays_shut(
    office: Office, case: Case, hire: Hire, kind: WallKind
) -> None:
    sue = hire("sue", OfficeRole.SUPERVISOR)
    sealed(office, case, inside(office), kind)
    with pytest.raises(NotPermitted, match="stays_shut"):
        sue.do(OpenWall(number=case.number, reason="Curious"))


def test_a_conflict_wall_is_never_openable(office: Office, case: Case) -> None:
    with pytest.raises(Refused, match="conflict_stays_shut"):
        sealed(office, case, inside(office, openable=True), WallKind.CONFLICT)


def test_one_shut_wall_of_two_keeps_the_case_shut(office: Office, case: Case, hire: Hire) -> None:
    sue = hire("sue", OfficeRole.SUPERVISOR)
    sealed(office, case, inside(office, openable=True))
    sealed(office, case, inside(office), WallKind.CONFLICT)
    with pytest.raises(NotPermitted, match="stays_shut"):
        sue.do(OpenWall(number=case.number, reason="Curious"))


def test_who_only_looks_moves_no_wall(office: Office, shut: Case) -> None:
    office.do(OpenWall(number=shut.number, reason="Duty counsel"))
    (view,) = office.ask(CaseWalls(shut.id)).walls
    acts: tuple[Command[Any], ...] = (
        LiftWall(wall=view.wall.id, expects=Version(1), reason="Please"),
        AmendWall(wall=view.wall.id, expects=Version(1), terms=inside(office)),
        SetWall(case=shut.id, kind=WallKind.JUVENILE, terms=inside(office)),
    )
    for act in acts:
        with pytest.raises(NotPermitted, match="only_looking"):
            office.do(act)
        assert last(office)[:2] == (type(act).__name__, Outcome.DENIED)
    office.do(LeaveOffice())
    assert not sees(office, shut)


def test_a_wall_set_meanwhile_ends_the_opening(office: Office, shut: Case) -> None:
    office.do(OpenWall(number=shut.number, reason="Duty counsel"))
    with office._database.reading(office.actor) as reading:
        ann = next(user for user in reading.users.where() if user.login == "ann")
    supervisor = dataclasses.replace(ann, role=OfficeRole.SUPERVISOR)
    inner = at_keyboard(office, supervisor)
    sealed(inner, shut, inside(inner), WallKind.JUVENILE)
    assert not sees(office, shut)


def test_roles_without_the_right_open_nothing(shut: Case, hire: Hire) -> None:
    for role in (OfficeRole.PROSECUTOR, OfficeRole.READER):
        with pytest.raises(NotPermitted, match="role"):
            hire(role.value, role).do(OpenWall(number=shut.number, reason="Curious"))


# --- matter nobody is left for


def test_lost_matter_is_given_to_an_administrator(office: Office, case: Case, hire: Hire) -> None:
    ann, bob = hire("ann", OfficeRole.PROSECUTOR), hire("bob", OfficeRole.PROSECUTOR)
    sealed(office, case, inside(ann, outside=True))
    person = office.do(AddPerson(person=somebody("Stone"))).value
    office.do(
        ProtectPerson(
            person=person.id, admitted=(bob.actor.user,), reason="Threats", steps_outside=True
        )
    )
    assert office.do(RegainLost(reason="Too early")).value == Given(0, 0)
    switch_off(office, ann)
    switch_off(office, bob)
    assert office.do(RegainLost(reason="Both have left")).value == Given(1, 1)
    assert sees(office, case)
    assert office.ask(PersonView(person.id)).person == person
    (view,) = office.ask(CaseWalls(case.id)).walls
    office.do(LiftWall(wall=view.wall.id, expects=view.wall.version, reason="Unsealed"))


@pytest.mark.parametrize("screening", [True, False])
def test_a_screened_administrator_never_lets_himself_in(
    office: Office, case: Case, hire: Hire, *, screening: bool
) -> None:
    ann, other = hire("ann", OfficeRole.SUPERVISOR), hire("oda", OfficeRole.ADMINISTRATOR)
    me = (office.actor.user, other.actor.user)
    terms = WallTerms(reason="Brother", screened=me) if screening else inside(ann)
    sealed(ann, case, terms, WallKind.CONFLICT)
    switch_off(office, ann)
    for number in (0, 1):
        assert (office, other)[number].do(RegainLost(reason="All left")).value == Given(0, 0)
    late = hire("lee", OfficeRole.ADMINISTRATOR)
    assert late.do(RegainLost(reason="All left")).value == Given(1, 0)
    assert sees(late, case)
    assert not sees(office, case)


def test_an_amendment_does_not_forget_whom_a_conflict_screens(
    office: Office, case: Case, hire: Hire
) -> None:
    ann, bob = hire("ann", OfficeRole.SUPERVISOR), hire("bob", OfficeRole.PROSECUTOR)
    terms = WallTerms(reason="Brother", screened=(office.actor.user,))
    wall = sealed(ann, case, terms, WallKind.CONFLICT)
    amended = ann.do(
        AmendWall(wall=wall.id, expects=Version(1), terms=inside(ann, bob))
    ).value.after
    assert amended.screens(office.actor.user)
    let_in = ann.do(
        AmendWall(wall=wall.id, expects=Version(2), terms=inside(ann, office))
    ).value.after
    assert not let_in.screens(office.actor.user)
    assert let_in.screens(bob.actor.user)


def test_only_an_administrator_takes_over(office: Office, hire: Hire) -> None:
    with pytest.raises(NotPermitted, match="administrators_only"):
        hire("sue", OfficeRole.SUPERVISOR).do(RegainLost(reason="Please"))
    assert last(office)[:2] == ("RegainLost", Outcome.DENIED)


# --- protected people


def somebody(family: str) -> Person:
    return Person(id=PersonId(new_id()), family=family, given="Ida")


@pytest.fixture
def victim(office: Office, case: Case) -> Party:
    return office.do(EnterVictim(case=case.id, person=somebody("Stone"))).value.party


def test_a_protected_person_exists_for_those_named_only(
    office: Office, victim: Party, hire: Hire
) -> None:
    ann, bob = hire("ann", OfficeRole.PROSECUTOR), hire("bob", OfficeRole.PROSECUTOR)
    admitted = (office.actor.user, ann.actor.user)
    done = office.do(ProtectPerson(person=victim.person, admitted=admitted, reason="Threats"))
    for each, known in ((office, True), (ann, True), (bob, False)):
        assert bool(each.ask(Search("Stone"))) == known
        assert bool(each.ask(FindPersons("Stone"))) == known
        assert bool(each.ask(PeoplePage()).rows) == known
    with pytest.raises(Missing):
        bob.ask(VictimSheet(victim.id))  # type: ignore[arg-type]  # a victim shares the party's id
    assert done.undo is not None
    office.do(done.undo)
    assert bob.ask(Search("Stone"))


def test_a_protection_is_amended_and_lifted_by_those_who_know_the_person(
    office: Office, victim: Party, hire: Hire
) -> None:
    sue = hire("sue", OfficeRole.SUPERVISOR)
    me = (office.actor.user,)
    wall = office.do(ProtectPerson(person=victim.person, admitted=me, reason="Threats")).value
    both = (*me, sue.actor.user)
    acts = (
        AmendProtection(wall=wall.id, expects=Version(1), admitted=both, reason="Threats"),
        LiftProtection(wall=wall.id, expects=Version(1), reason="Please"),
    )
    for act in acts:
        with pytest.raises(Missing):
            sue.do(act)
    office.do(acts[0])
    assert sue.ask(Search("Stone"))
    sue.do(LiftProtection(wall=wall.id, expects=Version(2), reason="Trial is over"))
    with pytest.raises(Refused, match="lifted"):
        sue.do(LiftProtection(wall=wall.id, expects=Version(3), reason="Again"))


def test_a_defendant_cannot_be_hidden_nor_the_hidden_accused(office: Office, case: Case) -> None:
    roe = office.do(AddParty(case=case.id, role=Role.DEFENDANT, person=somebody("Roe"))).value
    me = (office.actor.user,)
    with pytest.raises(Refused, match="is_defendant"):
        office.do(ProtectPerson(person=roe.person, admitted=me, reason="x"))
    removed = office.do(RemoveParty(party=roe))
    office.do(ProtectPerson(person=roe.person, admitted=me, reason="x"))
    with pytest.raises(Refused, match="is_protected"):
        office.do(ProtectPerson(person=roe.person, admitted=me, reason="x"))
    with pytest.raises(Refused, match="protected_defendant"):
        office.do(AddParty(case=case.id, role=Role.DEFENDANT, person=roe.person))
    assert removed.undo is not None
    with pytest.raises(Refused, match="protected_defendant"):
        office.do(removed.undo)


def test_the_line_of_a_case_speaks_of_no_protected_person(
    office: Office, case: Case, victim: Party
) -> None:
    with office._database.reading(office.actor) as reading:
        due_on = reading.today + timedelta(days=1)
    sheet = victim.id
    call = AddTask(
        case=case.id,
        title="Call Stone",
        kind=TaskKind.VICTIM_CONTACT,
        victim=sheet,  # type: ignore[arg-type]  # a victim shares the party's id
        due_on=due_on,
    )
    office.do(call)
    me = (office.actor.user,)
    assert "Stone" in repr(office.ask(CasesPage()))
    done = office.do(ProtectPerson(person=victim.person, admitted=me, reason="Threats"))
    assert "Stone" not in repr(office.ask(CasesPage()))
    # Also when the line is made anew later.
    office.do(dataclasses.replace(call, title="Ask Stone"))
    assert "Stone" not in repr(office.ask(CasesPage()))
    assert done.undo is not None
    office.do(done.undo)
    assert "Stone" in repr(office.ask(CasesPage()))


def test_words_of_a_hidden_task_find_no_case(
    office: Office, case: Case, victim: Party, hire: Hire
) -> None:
    bob = hire("bob", OfficeRole.PROSECUTOR)
    contact = TaskKind.VICTIM_CONTACT
    office.do(AddTask(case=case.id, title="Ring Zebulon", kind=contact, victim=victim.id))  # type: ignore[arg-type]  # as above
    office.do(ProtectPerson(person=victim.person, admitted=(office.actor.user,), reason="Threats"))
    which = CaseFilter(words="zebulon")
    assert office.ask(CasesCount(which=which)) == 1
    assert bob.ask(CasesCount(which=which)) == 0
    assert bob.ask(Search("zebulon")) == ()


# --- what a walled case taught the office


def test_a_way_learnt_behind_a_wall_stays_there(office: Office, case: Case, hire: Hire) -> None:
    bob = hire("bob", OfficeRole.PROSECUTOR)
    secret = office.do(OpenCase(title="State v. Doe")).value
    stone = somebody("Stone")
    office.do(EnterVictim(case=case.id, person=stone))
    office.do(EnterVictim(case=secret.id, person=stone.id))
    sealed(office, secret, inside(office))
    kept = office.do(AddContactWay(person=stone.id, value=NUMBER, entry=WAY)).value
    told = office.do(
        AddContactWay(person=stone.id, value="310-555-0143", entry=WAY, case=case.id)
    ).value
    assert (kept.case, told.case) == (secret.id, case.id)
    assert [way.id for way in bob.ask(PersonView(stone.id)).ways] == [told.id]
    assert len(office.ask(PersonView(stone.id)).ways) == 2
    with pytest.raises(NotPermitted, match="walled"):
        bob.do(RevealContactWay(way=kept.id, reason=RevealReason.CALL))


def test_a_way_of_unknown_origin_is_behind_the_wall_of_an_older_case(
    office: Office, case: Case, hire: Hire
) -> None:
    bob = hire("bob", OfficeRole.PROSECUTOR)
    secret = office.do(OpenCase(title="State v. Doe")).value
    stone, officer = somebody("Stone"), somebody("Reyes")
    for each in (case, secret):
        office.do(EnterVictim(case=each.id, person=stone if each is case else stone.id))
        person = officer if each is case else officer.id
        office.do(AddParty(case=each.id, role=Role.WITNESS_OFFICER, person=person))
    for person_ in (stone, officer):
        way = office.do(AddContactWay(person=person_.id, value=NUMBER, entry=WAY)).value
        assert way.case is None
    sealed(office, secret, inside(office))
    assert bob.ask(PersonView(stone.id)).ways == ()
    assert len(bob.ask(PersonView(officer.id)).ways) == 1


def test_a_part_in_a_walled_case_does_not_show_elsewhere(
    office: Office, case: Case, hire: Hire
) -> None:
    bob = hire("bob", OfficeRole.PROSECUTOR)
    secret = office.do(OpenCase(title="State v. Doe")).value
    lee = office.do(AddPerson(person=somebody("Lee"))).value
    office.do(AddParty(case=case.id, role=Role.WITNESS_CIVILIAN, person=lee.id))
    office.do(AddParty(case=secret.id, role=Role.INFORMANT, person=lee.id))
    sealed(office, secret, inside(office))
    assert office.ask(PersonView(lee.id)).is_protected
    assert not bob.ask(PersonView(lee.id)).is_protected


def test_a_full_check_names_no_file_of_a_walled_case(
    office: Office, case: Case, hire: Hire, vault_folder: Path, tmp_path: Path
) -> None:
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(b"light" * 1000)
    office.do(AttachFile(case=case.id, path=photo))
    sue = hire("sue", OfficeRole.SUPERVISOR)
    sealed(office, case, inside(office))
    (stored,) = (vault_folder / "objects").rglob("*.enc")
    stored.write_bytes(b"gone")
    report = sue.ask(VerifyVault())
    assert (report.damaged_attachments, report.damaged_behind_walls) == ((), 1)
    assert not report.is_whole
    assert office.ask(VerifyVault()).damaged_attachments == ("photo.jpg",)


# --- "1 hidden"


def test_hidden_hits_are_told_where_they_may_be_opened(
    office: Office, case: Case, hire: Hire
) -> None:
    sue, ann = hire("sue", OfficeRole.SUPERVISOR), hire("ann", OfficeRole.PROSECUTOR)
    office.do(AddParty(case=case.id, role=Role.DEFENDANT, person=somebody("Roe")))
    wall = sealed(office, case, inside(office, openable=True))
    assert sue.ask(HiddenHits("Roe")) == ((HitKind.CASE, 1), (HitKind.PERSON, 1))
    assert ann.ask(HiddenHits("Roe")) == ()
    assert office.ask(HiddenHits("Roe")) == ()
    office.do(AmendWall(wall=wall.id, expects=Version(1), terms=inside(office)))
    assert sue.ask(HiddenHits("Roe")) == ()


def test_hidden_hits_say_nothing_of_a_conflict(office: Office, case: Case, hire: Hire) -> None:
    sue = hire("sue", OfficeRole.SUPERVISOR)
    sealed(office, case, inside(office), WallKind.CONFLICT)
    sealed(office, case, inside(office, openable=True))
    assert sue.ask(HiddenHits("Roe")) == ()


def test_hidden_hits_say_what_a_role_hides(office: Office, victim: Party, hire: Hire) -> None:
    reader = hire("rex", OfficeRole.READER)
    assert reader.ask(Search("Stone")) == ()
    assert reader.ask(HiddenHits("Stone")) == ((HitKind.PERSON, 1),)
    me = (office.actor.user,)
    office.do(ProtectPerson(person=victim.person, admitted=me, reason="Threats"))
    assert reader.ask(HiddenHits("Stone")) == ()
