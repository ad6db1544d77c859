"""Revoking gives the database a key the person never had; no cut leaves a vault that is shut."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.errors import CannotUnlock, Damaged, Unavailable
from app.domain.ids import new_id
from app.storage import migration, rekey, vault
from app.storage.engine import raw_connection
from app.storage.header_records import KdfCost
from app.storage.nameplate import Account, describe
from app.storage.open_vault import OpenVault
from app.storage.recovery import RecoveryCode
from app.storage.rekey import key_that_opens, renew_key, settled_key
from app.storage.turnstile import Turnstile

CHEAP = KdfCost(8, 1, 1)
PASSPHRASE = "correct horse battery staple"
BOB = new_id()


@pytest.fixture
def made(tmp_path: Path) -> Iterator[tuple[OpenVault, RecoveryCode]]:
    opened, code = vault.create(tmp_path / "o", "Office", "ada", "Ada", PASSPHRASE, cost=CHEAP)
    migration.create(opened.database_path, opened.database_key)
    opened.members.put(opened.members.given_keys(Account("bob", "Bob"), BOB, "words of bob"))
    with opened:
        yield opened, code


@pytest.fixture
def opened(made: tuple[OpenVault, RecoveryCode]) -> OpenVault:
    return made[0]


def reopened(opened: OpenVault, login: str = "ada", passphrase: str = PASSPHRASE) -> OpenVault:
    opened.close()
    return vault.unlock(opened.folder, login, passphrase)


def test_a_new_member_opens_the_same_database(opened: OpenVault) -> None:
    key = opened.database_key
    with reopened(opened, "BOB", "words of bob") as again:
        assert again.database_key == key
        assert again.uid == BOB


def test_who_is_revoked_cannot_unlock_and_knows_no_key_in_use(opened: OpenVault) -> None:
    with reopened(opened, "bob", "words of bob") as bobs:
        known, signing = bobs.database_key, bobs.signers[BOB]
    with reopened(opened) as again:
        again.members.drop(BOB)
        assert again.is_between_keys
        renew_key(again)
        assert not again.is_between_keys
        assert again.epoch == 2
        assert again.database_key != known
        assert again.signers[BOB] == signing
        with pytest.raises(Damaged):
            raw_connection(again.database_path, known)
        raw_connection(again.database_path, again.database_key).close()
    with pytest.raises(CannotUnlock):
        vault.unlock(opened.folder, "bob", "words of bob")


def test_the_recovery_code_opens_the_new_epoch(made: tuple[OpenVault, RecoveryCode]) -> None:
    opened, code = made
    opened.members.drop(BOB)
    renew_key(opened)
    key = opened.database_key
    opened.close()
    with vault.unlock_with_recovery(opened.folder, code).set_passphrase("ada", "new one") as again:
        assert again.database_key == key


@pytest.mark.parametrize("has_new_key", [False, True])
def test_an_interrupted_change_is_finished_at_the_next_unlock(
    opened: OpenVault, has_new_key: bool
) -> None:
    opened.members.drop(BOB)
    old, new = opened.database_keys
    if has_new_key:
        rekey.give_key(opened.database_path, old, new)
    with reopened(opened) as again:
        assert again.is_between_keys
        assert settled_key(again) == new == again.database_key
        assert not again.is_between_keys


def test_a_disk_that_refuses_leaves_the_office_open(
    opened: OpenVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened.members.drop(BOB)
    old, new = opened.database_keys

    def no_room(_database: Path) -> None:
        raise Unavailable("vault.no_room", path="", needed_mb=1, free_mb=0)

    monkeypatch.setattr(rekey, "require_room_for_rekey", no_room)
    with reopened(opened) as again:
        assert settled_key(again) == old
        assert again.is_between_keys
        again.members.put(again.members.given_keys(Account("eve", "Eve"), new_id(), "words of eve"))
    monkeypatch.undo()
    with reopened(opened, "eve", "words of eve") as again:
        assert settled_key(again) == new


def test_a_second_revocation_follows_an_unfinished_one(opened: OpenVault) -> None:
    eve = new_id()
    opened.members.put(opened.members.given_keys(Account("eve", "Eve"), eve, "words of eve"))
    opened.members.drop(BOB)
    opened.members.drop(eve)
    renew_key(opened)
    assert opened.epoch == 3
    assert opened.members.uids == {opened.uid}
    assert key_that_opens(opened) == opened.database_key


def test_somebody_comes_back_under_new_keys_and_old_signatures_stay_known(
    opened: OpenVault,
) -> None:
    old = opened.signers[BOB]
    opened.members.drop(BOB)
    renew_key(opened)
    opened.members.put(opened.members.given_keys(Account("bob", "Bob"), BOB, "bob once more"))
    assert opened.signers[BOB][1:] == old
    with reopened(opened, "bob", "bob once more") as again:
        assert key_that_opens(again) == again.database_key


def test_no_key_of_the_header_opens_a_foreign_database(opened: OpenVault, tmp_path: Path) -> None:
    migration.create(tmp_path / "foreign.db", "ab" * 32)
    (tmp_path / "foreign.db").replace(opened.database_path)
    with pytest.raises(Damaged):
        key_that_opens(opened)


def test_the_notice_is_shown_without_a_key(opened: OpenVault) -> None:
    opened.members.show_notice("Only for the county. Für alle.")
    assert describe(opened.folder).notice == "Only for the county. Für alle."


def test_a_full_header_is_refused_before_anything_is_written(opened: OpenVault) -> None:
    header = opened._header
    crowd = replace(header.value, notice="x" * (520 * 1024))
    before = (opened.folder / "vault.hdr").read_bytes()
    with pytest.raises(Exception, match="header_full"):
        header.require_room_for(crowd)
    assert (opened.folder / "vault.hdr").read_bytes() == before


def test_who_is_alone_waits_for_those_inside_and_keeps_others_out() -> None:
    turnstile, told = Turnstile(), list[str]()
    entered, leave = threading.Event(), threading.Event()

    def read() -> None:
        with turnstile.inside():
            entered.set()
            assert leave.wait(10)
            told.append("read")

    def change() -> None:
        with turnstile.alone():
            told.append("changed")

    reader, writer = threading.Thread(target=read), threading.Thread(target=change)
    reader.start()
    assert entered.wait(10)
    writer.start()
    leave.set()
    writer.join(10)
    reader.join(10)
    with turnstile.inside():
        assert told == ["read", "changed"]
