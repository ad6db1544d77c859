"""The demo office: built once through the terminal, then looked over."""

import dataclasses
import json
import types
import typing
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from app import bootstrap
from app.cli.main import run
from app.domain.cases import CaseStatus, Stage
from app.domain.custody import Action
from app.domain.deadlines import DeadlineStatus
from app.domain.evidence import TWO_PERSON_KINDS
from app.domain.hearings import HearingStatus
from app.domain.persons import Role, Safety
from app.domain.reminders import Inbox
from app.domain.resources import resource_path
from app.domain.witnesses import SubpoenaStatus
from app.services.audit import VerifyVault
from app.services.courtrooms import Courtrooms
from app.services.demo.script import CaseScript, OfficeScript
from app.services.evidence import EvidenceCounts
from app.services.hearings import RoomOn
from app.services.office import Office
from app.services.reminders import RemindersInbox
from app.storage.unit_of_work import Reading

FEWEST, MOST = 55, 65


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("demo") / "demo.dossier"
    assert run(["demo", str(folder)]) == 0
    office = bootstrap.unlock(folder, "demo", "demo")
    yield office
    office.close()


@pytest.fixture
def reading(demo: Office) -> Iterator[Reading]:
    with demo._database.reading(demo.actor) as reading:
        yield reading


def test_it_says_that_it_is_a_demo(reading: Reading) -> None:
    assert reading.offices.only().is_demo


def test_cases_stand_in_every_stage_and_in_every_kind_of_rest(reading: Reading) -> None:
    cases = reading.cases.where()
    assert FEWEST <= len(cases) <= MOST
    assert {case.stage for case in cases} == set(Stage)
    resting = {CaseStatus.WARRANT, CaseStatus.COMPETENCY, CaseStatus.DIVERSION}
    assert resting | {CaseStatus.DECLINED, CaseStatus.CLOSED} <= {case.status for case in cases}


def test_people_play_their_parts(reading: Reading) -> None:
    parties = reading.parties.where()
    missing = set(Role) - {party.role for party in parties}
    assert missing <= {Role.CLAIMANT, Role.VICTIM_REPRESENTATIVE}
    defendants = Counter(party.case for party in parties if party.role is Role.DEFENDANT)
    assert max(defendants.values()) == 3
    leads = {each.user for each in reading.assignments.where() if each.until is None}
    assert len(leads) > 4


def test_charges_run_from_plea_to_sentence(reading: Reading) -> None:
    assert {plea.plea for plea in reading.pleas.where()} >= {"G", "NG"}
    assert {each.code for each in reading.dispositions.where()} >= {"G-PLEA", "DIS-PP", "DEF-ADJ"}
    assert {line.component for line in reading.sentences.where()} >= {"PROB", "REST", "FINE"}
    assert len({offer.answer for offer in reading.plea_offers.where()}) == 3
    assert reading.charge_versions.count() == 2


def test_dates_lie_behind_today_and_ahead(reading: Reading) -> None:
    deadlines = [d for d in reading.deadlines.where() if d.status is DeadlineStatus.OPEN]
    assert sum(d.due_on < reading.today for d in deadlines) >= 2
    assert sum(d.due_on >= reading.today for d in deadlines) >= 10
    assert sum(len(d.steps) > 1 for d in deadlines) >= 10
    standing = [h for h in reading.hearings.where() if h.status is HearingStatus.SET]
    assert sum(h.on == reading.today for h in standing) >= 2
    week = reading.today + timedelta(days=7)
    assert sum(reading.today < h.on <= week for h in standing) >= 5


def test_rooms_are_full_and_hearings_clash_on_some_day_ahead(
    demo: Office, reading: Reading
) -> None:
    rooms = demo.ask(Courtrooms())
    assert {room.capacity > 0 for room in rooms} == {True, False}
    table = reading.hearings.table.c
    ahead = reading.hearings.where(
        table.status == HearingStatus.SET, table.on > reading.today, order=(table.starts_at,)
    )
    loads = [
        demo.ask(
            RoomOn(
                on=each.on,
                clock=each.local.time(),
                minutes=each.minutes,
                court=each.court,
                courtroom=each.courtroom,
                judge=each.judge,
                hearing=each.id,
            )
        )
        for each in ahead
    ]
    assert any(load.capacity and load.count + 1 >= load.capacity for load in loads)
    assert any(load.clashes for load in loads)
    listed = {(room.court, room.room) for room in rooms}
    assert {(each.court, each.courtroom) for each in ahead} <= listed


def test_evidence_is_in_every_state(demo: Office, reading: Reading) -> None:
    totals = demo.ask(EvidenceCounts())
    assert totals.room
    assert totals.out > totals.overdue > 0
    assert totals.closed > 1
    actions = {event.action for event in reading.custody.where()}
    expected = {Action.TO_LAB, Action.FROM_LAB, Action.TO_COURT, Action.ADMITTED, Action.OUT}
    expected |= {Action.RELEASED, Action.DESTROYED, Action.CORRECTED}
    assert expected <= actions
    kinds = {item.kind for item in reading.evidence.where()}
    assert kinds >= TWO_PERSON_KINDS
    for item in reading.evidence.where():
        assert reading.custody.chain(item).breaks() == ()


def test_reminders_are_due_snoozed_and_answered(demo: Office) -> None:
    parts = {part: demo.ask(RemindersInbox(part=part)).rows for part in Inbox}
    assert all(parts.values())
    assert len(parts[Inbox.DUE]) < 40


def test_victims_are_kept_safe(reading: Reading) -> None:
    victims = reading.victims.where()
    assert sum(bool(victim.safety) for victim in victims) >= 2
    assert {way.safety for way in reading.contact_ways.where()} == set(Safety)
    owed = [t for t in reading.tasks.where() if t.victim is not None and not t.is_done]
    assert len(owed) >= 2
    assert len({contact.result for contact in reading.contacts.where()}) >= 4


def test_subpoenas_stand_in_many_states(reading: Reading) -> None:
    states = {subpoena.status for subpoena in reading.subpoenas.where()}
    still = {SubpoenaStatus.QUASHED, SubpoenaStatus.EXCUSED, SubpoenaStatus.CANCELLED}
    assert states == set(SubpoenaStatus) - still


def test_texts_test_the_fonts(reading: Reading) -> None:
    texts = " ".join(
        [note.text for note in reading.notes.where()]
        + [alias for person in reading.persons.where() for alias in person.aliases]
        + [person.family for person in reading.persons.where()]
        + [line.what for line in reading.restitution.where()]
    )
    assert all(word in texts for word in ("Estimada señora", "🚲", "ليلى", "בן־דוד", "Żak"))


def test_every_act_is_in_the_log_and_the_vault_is_whole(demo: Office, reading: Reading) -> None:
    report = demo.ask(VerifyVault())
    assert report.is_whole
    assert report.chain.entries > 500
    actions = Counter(entry.action for entry in reading.audit.newest(5_000))
    assert actions["OpenCase"] == reading.cases.count()


def test_colleagues_have_no_keys(demo: Office, reading: Reading) -> None:
    assert reading.users.count() == 7
    folder = demo._database._path.parent
    assert [account.login for account in bootstrap.describe(folder).accounts] == ["demo"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [("office.json", OfficeScript), ("cases.json", CaseScript), ("docket.json", CaseScript)],
)
def test_no_word_of_the_script_is_lost(name: str, kind: type) -> None:
    told = json.loads(resource_path("demo", name).read_text("utf-8"))
    parts = told if isinstance(told, list) else [told]
    assert [word for part in parts for word in unknown_words(part, kind)] == []


def unknown_words(told: Any, kind: Any) -> list[str]:
    """Return keys of the object, and of those in it, that the dataclass does not have."""
    if typing.get_origin(kind) in {types.UnionType, typing.Union}:
        kinds = [each for each in typing.get_args(kind) if dataclasses.is_dataclass(each)]
        return unknown_words(told, kinds[0]) if kinds and isinstance(told, dict) else []
    if isinstance(told, list):
        return [word for part in told for word in unknown_words(part, typing.get_args(kind)[0])]
    if typing.get_origin(kind) is dict:
        inner = typing.get_args(kind)[1]
        return [word for part in told.values() for word in unknown_words(part, inner)]
    if not dataclasses.is_dataclass(kind):
        return []
    hints = typing.get_type_hints(kind)
    strange = [key for key in told if key not in hints]
    known = [(told[key], hints[key]) for key in told if key in hints]
    return strange + [word for part, hint in known for word in unknown_words(part, hint)]
