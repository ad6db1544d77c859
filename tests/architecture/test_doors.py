"""One loop over every command and query: what the doors promise holds for each of them."""

import dataclasses
from typing import Any, get_args
from uuid import UUID

import pytest

from app.domain.audit import Outcome
from app.domain.errors import NotConfirmed, NotPermitted
from app.domain.ids import new_id
from app.domain.record import Version
from app.domain.users import ROLE_PERMISSIONS, Actor, OfficeRole, Permission, UserId
from app.services import office as doors
from app.services.office import Command, Office, Query
from app.storage.audit import AuditLog
from tests.architecture.acts import ACTS, COMMANDS, QUERIES
from tests.architecture.examples import EXAMPLES


@pytest.fixture
def powerless(office: Office, monkeypatch: pytest.MonkeyPatch) -> Office:
    """The same office with a person at the keyboard whose role allows nothing."""
    monkeypatch.setitem(ROLE_PERMISSIONS, OfficeRole.READER, frozenset())
    nobody = Actor(UserId(new_id()), "nobody", "Nobody", OfficeRole.READER)
    return Office(office._database, nobody, lambda: None)


def test_there_are_commands_and_queries() -> None:
    assert len(COMMANDS) > 30
    assert len(QUERIES) > 20


def test_names_are_unique_because_the_log_uses_them() -> None:
    names = [act.__name__ for act in ACTS]
    assert len(names) == len(set(names))


def test_each_has_an_example_by_which_the_doors_are_tried() -> None:
    assert set(EXAMPLES) == set(ACTS)


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)
def test_is_a_frozen_sentence_with_a_permission(act: type[Any]) -> None:
    assert act.__dataclass_params__.frozen
    assert isinstance(act.needs, Permission)
    assert act.__doc__
    assert not act.__doc__.startswith(f"{act.__name__}(")


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)
def test_what_an_act_expects_is_the_version_of_the_record_it_names_first(act: type[Any]) -> None:
    """A step that was taken back is renewed by that: `app.domain.renumbering`."""
    kinds = {each.name: each.type for each in dataclasses.fields(act)}
    for name in {"expects", "version"} & kinds.keys():
        assert Version in (kinds[name], *get_args(kinds[name]))
        before = list(kinds.values())[: list(kinds).index(name)]
        assert any(getattr(kind, "__supertype__", kind) is UUID for kind in before)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda act: act.__name__)
def test_command_without_permission_is_refused_and_kept(
    powerless: Office, command: type[Command[Any]]
) -> None:
    _assert_denied(powerless, command, powerless.do)


@pytest.mark.parametrize("query", QUERIES, ids=lambda act: act.__name__)
def test_query_without_permission_is_refused_and_kept(
    powerless: Office, query: type[Query[Any]]
) -> None:
    _assert_denied(powerless, query, powerless.ask)


CONFIRMED_FIRST = [act for act in ACTS if act.needs_confirmation]


def test_exports_users_and_restores_ask_for_the_passphrase_again() -> None:
    names = {act.__name__ for act in CONFIRMED_FIRST}
    assert names >= {"ExportAuditLog", "SaveAttachment", "AddUser", "RevokeUser", "ChangeSettings"}


@pytest.mark.parametrize("act", CONFIRMED_FIRST, ids=lambda act: act.__name__)
def test_some_time_after_the_entry_the_passphrase_is_asked_for(
    office: Office, act: type[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doors, "CONFIRMED_SECONDS", 0.0)
    before = _last_entries(office, 1)[0].seq
    with pytest.raises(NotConfirmed):
        (office.do if issubclass(act, Command) else office.ask)(object.__new__(act))
    assert _last_entries(office, 1)[0].seq == before


def _assert_denied(office: Office, act: type[Any], door: Any) -> None:
    before = _last_entries(office, 1)[0].seq
    # The permission is asked before any field is looked at, so an empty instance will do.
    with pytest.raises(NotPermitted):
        door(object.__new__(act))
    (entry,) = _last_entries(office, 1)
    assert (entry.seq, entry.action, entry.outcome) == (
        before + 1,
        act.__name__,
        Outcome.DENIED,
    )


def _last_entries(office: Office, count: int) -> tuple[Any, ...]:
    with office._database.reading(office.actor) as reading:
        return AuditLog(reading.connection).newest(count)
