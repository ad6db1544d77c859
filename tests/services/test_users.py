"""Who may unlock the vault: added, changed, switched off, revoked, reset, released, asleep."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine

from app import bootstrap
from app.domain.audit import AuditEntry, Outcome
from app.domain.errors import CannotUnlock, NotConfirmed, NotPermitted, Refused, Unavailable
from app.domain.users import OfficeRole, OffReason, User, UserId
from app.services.audit import VerifyVault
from app.services.cases import CasesCount, OpenCase
from app.services.founding import FoundOffice
from app.services.keys import ChangePassphrase, ConfirmIdentity
from app.services.office import CONFIRMED_SECONDS, Command, Office
from app.services.presence import EnterOffice, LeaveOffice, VisitOffice
from app.services.settings import ChangeSettings, TheSettings
from app.services.users import (
    AddUser,
    AmendUser,
    DisableUser,
    EnableUser,
    Finding,
    ReleaseLogin,
    ResetPassphrase,
    RevokeUser,
    UserAccounts,
    UserLine,
    UserNamed,
)
from app.storage import rekey
from app.storage.database import Database
from tests.conftest import LOGIN, PASSPHRASE

FIRST, OWN = "seven brown owls at noon", "an own passphrase for me"
NOW = datetime(2027, 3, 1, 15, 0, tzinfo=UTC)


def add(office: Office, login: str = "k.lee", role: OfficeRole = OfficeRole.PARALEGAL) -> User:
    command = AddUser(login=login, name=f"Name of {login}", role=role, passphrase=FIRST)
    return office.do(command).value


def line(office: Office, login: str) -> UserLine:
    return next(each for each in office.ask(UserAccounts()) if each.user.login == login)


def entries(office: Office, count: int = 20) -> tuple[AuditEntry, ...]:
    with office._database.reading(office.actor) as reading:
        return reading.audit.newest(count)


@contextmanager
def entered(folder: Path, login: str = LOGIN, passphrase: str = PASSPHRASE) -> Iterator[Office]:
    office = bootstrap.unlock(folder, login, passphrase)
    try:
        yield office
    finally:
        bootstrap.leave(office)


@pytest.fixture
def folder(vault_folder: Path) -> Path:
    with entered(vault_folder) as office:
        add(office)
        add(office, "b.new", OfficeRole.ADMINISTRATOR)
    for login in ("k.lee", "b.new"):
        with entered(vault_folder, login, FIRST) as office:
            office.do(ChangePassphrase(old=FIRST, new=OWN))
    return vault_folder


def test_a_new_person_chooses_an_own_passphrase_before_anything_else(vault_folder: Path) -> None:
    with entered(vault_folder) as office:
        add(office)
        assert line(office, "k.lee").findings == (Finding.NEVER_SEEN,)
    with entered(vault_folder, "K.LEE", FIRST) as office:
        assert office.must_change
        for act in (lambda: office.ask(CasesCount()), lambda: office.do(OpenCase(title="X"))):
            with pytest.raises(Refused, match="must_change"):
                act()
        with pytest.raises(Refused, match="same"):
            office.do(ChangePassphrase(old=FIRST, new=FIRST))
        office.do(ChangePassphrase(old=FIRST, new=OWN))
        assert office.ask(CasesCount()) == 0
    with entered(vault_folder, "k.lee", OWN) as office:
        assert not office.must_change
    with pytest.raises(CannotUnlock):
        bootstrap.unlock(vault_folder, "k.lee", FIRST)


def test_the_founder_chose_the_passphrase_and_was_seen(office: Office) -> None:
    founder = line(office, LOGIN).user
    assert founder.passphrase_at is not None
    assert founder.seen_at is not None
    assert not founder.must_change


@pytest.mark.parametrize("login", ["a.rivera", " A.RIVERA ", "ａ.rivera"])  # noqa: RUF001
def test_a_login_is_given_once(office: Office, login: str) -> None:
    with pytest.raises(Refused, match="login_taken"):
        add(office, login)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"login": ""}, "login_missing"),
        ({"login": "x" * 65}, "login_unfit"),
        ({"name": " "}, "name_missing"),
        ({"name": "n" * 201}, "name_too_long"),
        ({"title": "t" * 201}, "too_long"),
        ({"passphrase": "short"}, "short"),
        ({"passphrase": "password12345"}, "common"),
        ({"passphrase": "k.lee k.lee k.lee"}, "repeated|personal"),
    ],
)
def test_what_cannot_be_added_leaves_nothing(
    office: Office, changes: dict[str, str], code: str
) -> None:
    facts = {"login": "k.lee", "name": "K. Lee", "passphrase": FIRST, **changes}
    before = entries(office, 1)
    with pytest.raises(Refused, match=code):
        office.do(AddUser(role=OfficeRole.READER, **facts))  # type: ignore[arg-type]  # all texts
    assert entries(office, 1) == before
    assert len(office.ask(UserAccounts())) == 1


def test_the_log_names_nobody(office: Office) -> None:
    user = add(office)
    entry = entries(office, 1)[0]
    assert (entry.action, entry.facts) == ("AddUser", (("role", "paralegal"),))
    assert entry.subjects[0].id == user.id
    assert "lee" not in repr(entry).casefold()


def test_administration_asks_for_the_passphrase_again(office: Office) -> None:
    office._confirmed_at -= CONFIRMED_SECONDS + 1
    with pytest.raises(NotConfirmed):
        add(office)
    office.do(ConfirmIdentity(PASSPHRASE))
    add(office)


def test_only_administrators_manage_users(folder: Path) -> None:
    with entered(folder, "k.lee", OWN) as office, pytest.raises(NotPermitted):
        add(office, "x.y")


def test_names_titles_and_roles_change_and_show_before_unlock(folder: Path) -> None:
    with entered(folder) as office:
        user = office.ask(UserNamed("k.lee"))
        roles = (OfficeRole.ADVOCATE, OfficeRole.INVESTIGATOR, OfficeRole.PROSECUTOR)
        amend = AmendUser(
            user=user.id, name="Kim Lee", title="Deputy", role=OfficeRole.PROSECUTOR, also=roles
        )
        after = office.do(amend).value
        assert after.also == ("advocate", "investigator")
    names = [account.display_name for account in bootstrap.describe(folder).accounts]
    assert "Kim Lee" in names
    with entered(folder, "k.lee", OWN) as office:
        assert office.actor.roles == (roles[2], *roles[:2])


def test_the_last_administrator_stays(office: Office) -> None:
    me = office.actor.user
    for command in (DisableUser(user=me), RevokeUser(user=me)):
        with pytest.raises(Refused, match="oneself"):
            office.do(command)
    with pytest.raises(Refused, match="own_posts"):
        office.do(AmendUser(user=me, role=OfficeRole.READER))
    with pytest.raises(Refused, match="oneself"):
        office.do(ResetPassphrase(user=me, passphrase=OWN))


def test_an_administrator_without_a_key_does_not_count(folder: Path) -> None:
    with entered(folder, "b.new", OWN) as office:
        first = office.ask(UserNamed(LOGIN)).id
        office.do(DisableUser(user=first))
        with pytest.raises(Refused, match="off_already"):
            office.do(DisableUser(user=first))
    with pytest.raises(CannotUnlock, match="not_active"):
        bootstrap.unlock(folder, LOGIN, PASSPHRASE)
    with entered(folder, "b.new", OWN) as office:
        with pytest.raises(Refused, match="oneself"):
            office.do(DisableUser(user=office.actor.user))
        denied = next(each for each in entries(office) if each.outcome is Outcome.DENIED)
        assert (denied.action, denied.user) == ("EnterOffice", first)


def test_switched_off_and_on_again(folder: Path) -> None:
    with entered(folder) as office:
        user = office.ask(UserNamed("k.lee")).id
        office.do(DisableUser(user=user, why=OffReason.LEFT))
        assert line(office, "k.lee").user.off_why == "left"
    with pytest.raises(CannotUnlock, match="not_active"):
        bootstrap.unlock(folder, "k.lee", OWN)
    with entered(folder) as office:
        office.do(EnableUser(user=user))
    with entered(folder, "k.lee", OWN) as office:
        assert office.ask(CasesCount()) == 0


def test_who_is_revoked_is_out_and_the_office_goes_on(folder: Path) -> None:
    with entered(folder) as office:
        key = office._database._key
        user = office.ask(UserNamed("k.lee")).id
        office.do(OpenCase(title="State v. Roe"))
        office.do(RevokeUser(user=user))
        assert office._database._key != key
        assert office.ask(CasesCount()) == 1
        office.do(OpenCase(title="State v. Doe"))
        assert office.ask(VerifyVault()).is_whole
        assert not line(office, "k.lee").has_key
        with pytest.raises(Refused, match="no_key"):
            office.do(RevokeUser(user=user))
    with pytest.raises(CannotUnlock, match="cannot_unlock"):
        bootstrap.unlock(folder, "k.lee", OWN)
    with entered(folder, "b.new", OWN) as office:
        assert office.ask(CasesCount()) == 2


def test_somebody_revoked_can_be_given_new_keys(folder: Path) -> None:
    with entered(folder) as office:
        user = office.ask(UserNamed("k.lee")).id
        office.do(RevokeUser(user=user))
        with pytest.raises(Refused, match="enable_first"):
            office.do(ResetPassphrase(user=user, passphrase=FIRST))
        office.do(EnableUser(user=user))
        office.do(ResetPassphrase(user=user, passphrase=FIRST))
    with entered(folder, "k.lee", FIRST) as office:
        assert office.must_change


def test_a_reset_gives_new_keys_and_keeps_the_old_signing_key(folder: Path) -> None:
    with entered(folder) as office:
        user = office.ask(UserNamed("k.lee")).id
        before = office._database._vault.signers[user]
        office.do(ResetPassphrase(user=user, passphrase=FIRST))
        after = office._database._vault.signers[user]
        assert after[1:] == before
        assert after[0] not in before
    with pytest.raises(CannotUnlock):
        bootstrap.unlock(folder, "k.lee", OWN)
    with entered(folder, "k.lee", FIRST) as office:
        assert office.must_change


class _Cut(BaseException):
    """The program dies."""


def _die(*_arguments: object) -> None:
    raise _Cut


def test_dying_between_record_and_header_gives_nobody_a_key(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The record is ahead: without a key, with the old passphrase, or revoked at the next entry."""
    office = bootstrap.unlock(folder, LOGIN, PASSPHRASE)
    members = type(office._database._vault.members)
    lee, newer = (office.ask(UserNamed(login)).id for login in ("k.lee", "b.new"))
    monkeypatch.setattr(members, "put", _die)
    monkeypatch.setattr(Database, "revoke", _die)
    for act in (
        AddUser(login="n.ito", name="N. Ito", role=OfficeRole.READER, passphrase=FIRST),
        ResetPassphrase(user=newer, passphrase=FIRST),
        RevokeUser(user=lee),
    ):
        with pytest.raises(_Cut):
            office.do(act)
    office.close()
    monkeypatch.undo()
    with pytest.raises(CannotUnlock, match="cannot_unlock"):
        bootstrap.unlock(folder, "n.ito", FIRST)
    with pytest.raises(CannotUnlock, match="not_active"):
        bootstrap.unlock(folder, "k.lee", OWN)
    with entered(folder, "b.new", OWN) as office:
        assert office.must_change
    with entered(folder) as office:
        assert not line(office, "k.lee").has_key
        user = line(office, "n.ito")
        assert not user.has_key
        office.do(ResetPassphrase(user=user.user.id, passphrase=FIRST))
    with pytest.raises(CannotUnlock, match="cannot_unlock"):
        bootstrap.unlock(folder, "k.lee", OWN)
    with entered(folder, "n.ito", FIRST) as office:
        assert office.must_change


def test_without_room_nobody_is_revoked(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rekey, "ROOM", 10**12)
    with entered(folder) as office:
        user = office.ask(UserNamed("k.lee")).id
        with pytest.raises(Unavailable, match="no_room"):
            office.do(RevokeUser(user=user))
        assert line(office, "k.lee").has_key
    with entered(folder, "k.lee", OWN) as office:
        assert office.ask(CasesCount()) == 0


def test_failures_are_told_once_and_release_lets_in(folder: Path) -> None:
    for _ in range(6):
        with pytest.raises(CannotUnlock):
            bootstrap.unlock(folder, "k.lee", "wrong")
    with pytest.raises(CannotUnlock):
        bootstrap.unlock(folder, "nobody here", "wrong")
    with entered(folder) as office:
        user = office.ask(UserNamed("k.lee")).id
        told = [each for each in entries(office) if each.action == "NoteFailedEntries"]
        facts = [dict(each.facts) for each in told]
        assert sorted((f["user"], f["count"], f["locked"]) for f in facts) == sorted(
            [(user.hex, "6", "yes"), ("unknown", "1", "no")]
        )
        assert line(office, "k.lee").is_locked
        office.do(ReleaseLogin(user=user))
        with pytest.raises(Refused, match="not_locked"):
            office.do(ReleaseLogin(user=user))
    with entered(folder, "k.lee", OWN) as office:
        assert not [e for e in entries(office, 3) if e.action == "NoteFailedEntries"]


def test_an_account_nobody_used_is_switched_off(folder: Path) -> None:
    with time_machine.travel(datetime.now(UTC) + timedelta(days=91)):
        with pytest.raises(CannotUnlock, match="asleep"):
            bootstrap.unlock(folder, "k.lee", OWN)
        with pytest.raises(CannotUnlock, match="not_active"):
            bootstrap.unlock(folder, "k.lee", OWN)
        with pytest.raises(CannotUnlock, match="asleep"):
            bootstrap.unlock(folder, "b.new", OWN)
        with entered(folder) as office:
            assert office.is_kept_awake
            user = line(office, "k.lee").user
            assert (user.is_active, user.off_why) == (False, "idle")
            office.do(EnableUser(user=user.id))
        with entered(folder, "k.lee", OWN) as office:
            assert office.ask(CasesCount()) == 0


def test_a_clock_far_ahead_by_mistake_is_mended_by_the_last_administrator(folder: Path) -> None:
    with time_machine.travel(datetime.now(UTC) + timedelta(days=5_000)):
        for login in ("k.lee", "b.new"):
            with pytest.raises(CannotUnlock, match="asleep"):
                bootstrap.unlock(folder, login, OWN)
        with entered(folder):
            pass
    with entered(folder) as office:
        for login in ("k.lee", "b.new"):
            office.do(EnableUser(user=office.ask(UserNamed(login)).id))
    for login in ("k.lee", "b.new"):
        with entered(folder, login, OWN) as office:
            assert not office.is_kept_awake


def test_an_old_passphrase_is_remarked_on_and_locks_nobody_out(vault_folder: Path) -> None:
    with time_machine.travel(datetime.now(UTC) + timedelta(days=366)):
        with entered(vault_folder) as office:
            assert office.passphrase_is_old
            assert Finding.STALE_SECRET in line(office, LOGIN).findings
            office.do(ChangePassphrase(old=PASSPHRASE, new=OWN))
            assert not office.passphrase_is_old
        with entered(vault_folder, LOGIN, OWN) as office:
            assert not office.passphrase_is_old


def test_a_notice_is_shown_before_unlock_and_put_right_after_a_crash(
    vault_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = bootstrap.unlock(vault_folder, LOGIN, PASSPHRASE)
    settings = office.ask(TheSettings())
    members = type(office._database._vault.members)
    monkeypatch.setattr(members, "show_notice", _die)
    with pytest.raises(_Cut):
        office.do(ChangeSettings(replace(settings, notice="County property.\x07")))
    office.close()
    monkeypatch.undo()
    assert bootstrap.describe(vault_folder).notice == ""
    with entered(vault_folder):
        assert bootstrap.describe(vault_folder).notice == "County property."


def test_coming_and_going_are_entries(vault_folder: Path) -> None:
    bootstrap.leave(bootstrap.unlock(vault_folder, LOGIN, PASSPHRASE, arrival=VisitOffice))
    with entered(vault_folder) as office:
        acts = [each.action for each in reversed(entries(office, 3))]
        assert acts == ["VisitOffice", "LeaveOffice", "EnterOffice"]


def test_a_visit_by_terminal_does_not_shorten_the_absence(office: Office) -> None:
    def at(hour: int) -> time_machine.travel:
        return time_machine.travel(NOW + timedelta(hours=hour), tick=False)

    acts: tuple[Command[Any], ...] = (
        *(EnterOffice(), LeaveOffice()),
        *(VisitOffice(), OpenCase(title="By terminal"), LeaveOffice()),
    )
    for hour, act in enumerate(acts):
        with at(hour):
            office.do(act)
    with at(9):
        office.do(EnterOffice())
    with office._database.reading(office.actor) as reading:
        absence = reading.presence.last_absence()
    assert absence is not None
    assert (absence.since, absence.until) == (NOW + timedelta(hours=1), NOW + timedelta(hours=9))


def test_people_without_a_key_are_listed_and_can_be_given_one(folder: Path) -> None:
    with entered(folder) as office:
        with office._database.writing(office.actor) as work:
            user = work.users.add(
                User(
                    id=UserId(office._database._vault.vault_id),
                    login="p.ghost",
                    name="P. Ghost",
                    role=OfficeRole.PROSECUTOR,
                )
            )
        assert not line(office, "p.ghost").has_key
        assert line(office, "p.ghost").findings == ()
        office.do(ResetPassphrase(user=user.id, passphrase=FIRST))
        assert line(office, "p.ghost").has_key
    with entered(folder, "p.ghost", FIRST) as office:
        assert office.must_change


def test_an_office_is_founded_once(office: Office) -> None:
    with pytest.raises(Refused, match="founded_already"):
        office.do(
            FoundOffice(
                name="O", zone="UTC", administrator=office.actor.user, login="x", person="X"
            )
        )
