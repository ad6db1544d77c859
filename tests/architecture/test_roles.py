"""Every role and every act: allowed or refused exactly as the matrix says (figure 21)."""

from contextlib import suppress
from itertools import combinations
from typing import Any

import pytest

from app.domain.errors import NotPermitted
from app.domain.ids import new_id
from app.domain.users import ROLE_PERMISSIONS, VERBS, Actor, OfficeRole, Permission, UserId
from app.i18n.accounts import PERMISSION_WORDS, ROLE_WORDS, permission_words, role_words
from app.services.office import Command, Office
from tests.architecture.acts import ACTS


@pytest.mark.parametrize("permission", Permission)
def test_a_permission_is_named_feature_and_verb(permission: Permission) -> None:
    feature, verb = permission.value.split(".")
    assert feature.isalpha()
    assert feature.endswith("s") or feature in {"audit", "disclosure", "evidence"}
    assert verb in VERBS
    assert permission.name == f"{feature}_{verb}".upper()


def test_no_permission_is_named_after_a_role_or_unused() -> None:
    asked = {act.needs for act in ACTS}
    roles = {role.value for role in OfficeRole}
    assert not {each for each in Permission if each.value.split(".")[0] in roles}
    held = set().union(*ROLE_PERMISSIONS.values())
    assert asked <= held
    assert set(ROLE_PERMISSIONS) == set(OfficeRole)


def test_administrators_may_everything_and_readers_change_nothing() -> None:
    assert ROLE_PERMISSIONS[OfficeRole.ADMINISTRATOR] == set(Permission)
    assert {each.value.split(".")[1] for each in ROLE_PERMISSIONS[OfficeRole.READER]} == {"view"}


def test_every_permission_and_role_has_words() -> None:
    assert set(PERMISSION_WORDS) == set(Permission)
    assert set(ROLE_WORDS) == set(OfficeRole)
    said = [*map(permission_words, Permission), *map(role_words, OfficeRole)]
    assert len(set(said)) == len(said)


@pytest.mark.parametrize("role", OfficeRole)
def test_the_doors_answer_every_cell_as_the_matrix_says(office: Office, role: OfficeRole) -> None:
    person = _office_of(office, role)
    wrong = [act.__name__ for act in ACTS if _passes(person, act) != _allowed(act, role)]
    assert wrong == []


@pytest.mark.parametrize(("one", "other"), list(combinations(OfficeRole, 2)))
def test_two_roles_of_one_person_add_up(office: Office, one: OfficeRole, other: OfficeRole) -> None:
    person = _office_of(office, one, other)
    expected = {act for act in ACTS if _allowed(act, one) or _allowed(act, other)}
    assert {act for act in ACTS if person.may(act)} == expected


def _office_of(office: Office, role: OfficeRole, *also: OfficeRole) -> Office:
    actor = Actor(UserId(new_id()), "somebody", "Somebody", role, also)
    return Office(office._database, actor, lambda: None)


def _allowed(act: type[Any], role: OfficeRole) -> bool:
    return act.needs in ROLE_PERMISSIONS[role]


def _passes(person: Office, act: type[Any]) -> bool:
    """Return whether the door lets an act through; empty as it is, it goes no further."""
    door = person.do if issubclass(act, Command) else person.ask
    try:
        with suppress(AttributeError, LookupError):
            door(object.__new__(act))
    except NotPermitted as error:
        return error.code != "role.not_permitted"
    except Exception:  # noqa: BLE001  whatever an empty act breaks over lies behind the door
        return True
    return True
