"""A vault from making to closing, and everything that can stand in the way."""

import gzip
import os
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlcipher3 import dbapi2

from app.domain.errors import CannotUnlock, Damaged, Refused, Unavailable
from app.storage import kdf, passphrase_slots, vault
from app.storage.header import SLOT_BYTES, HeaderFile
from app.storage.header_records import Header, KdfCost
from app.storage.keyring import Keyring
from app.storage.keyslots import wrap
from app.storage.nameplate import Account, describe, is_vault
from app.storage.open_vault import OpenVault
from app.storage.recovery import RecoveryCode

CHEAP = KdfCost(8, 1, 1)
PASSPHRASE = "correct horse battery staple"


def make(folder: Path, passphrase: str = PASSPHRASE) -> tuple[OpenVault, RecoveryCode]:
    return vault.create(folder, "Office", "ada", "Ada Quill", passphrase, cost=CHEAP)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "County.dossier"


@pytest.fixture
def opened(folder: Path) -> Iterator[OpenVault]:
    with make(folder)[0] as made:
        yield made


@pytest.fixture
def closed(folder: Path) -> Path:
    make(folder)[0].close()
    return folder


def header_of(folder: Path) -> HeaderFile:
    return HeaderFile(folder / "vault.hdr")


def snapshot(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "vault.attempts"
    }


def test_a_new_vault_is_unlocked_for_its_first_user(opened: OpenVault, folder: Path) -> None:
    assert (opened.office, opened.login, opened.display_name) == ("Office", "ada", "Ada Quill")
    assert opened.folder == folder
    assert opened.database_path == folder / "office.db"
    assert opened.database_salt is None
    assert opened.epoch == 1
    assert len(opened.database_key) == 64
    assert set(opened.database_key) <= set("0123456789abcdef")
    assert opened.database_keys == (opened.database_key,)


def test_the_folder_is_for_its_owner_only(opened: OpenVault) -> None:
    assert stat.S_IMODE(opened.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((opened.folder / "vault.hdr").stat().st_mode) == 0o600


def test_unlocking_gives_the_same_keys_again(folder: Path) -> None:
    made, _ = make(folder)
    with made:
        keys = (made.database_key, made.anchor_key, made.audit_key, made.uid, made.vault_id)
        signature = made.signing_key.sign(b"checkpoint")
    with vault.unlock(folder, "ADA", PASSPHRASE) as again:
        assert keys == (
            again.database_key,
            again.anchor_key,
            again.audit_key,
            again.uid,
            again.vault_id,
        )
        public = again.signers[again.uid][0]
    Ed25519PublicKey.from_public_bytes(public).verify(signature, b"checkpoint")


def test_two_vaults_share_no_key(tmp_path: Path) -> None:
    with make(tmp_path / "a")[0] as one, make(tmp_path / "b")[0] as two:
        assert one.database_key != two.database_key
        assert one.vault_id != two.vault_id


@pytest.mark.parametrize(
    ("login", "passphrase"),
    [
        ("ada", "wrong"),
        ("ada", ""),
        ("bob", PASSPHRASE),
        ("", ""),
        ("a" * 100_000, "b" * 100_000),
        ("<b>'; --", "\udcff\0"),
    ],
    ids=range(6),
)
def test_a_wrong_login_and_a_wrong_passphrase_get_the_same_answer(
    closed: Path, login: str, passphrase: str
) -> None:
    before = snapshot(closed)
    with pytest.raises(CannotUnlock) as caught:
        vault.unlock(closed, login, passphrase)
    assert caught.value.code == "vault.cannot_unlock"
    assert dict(caught.value.values) == {}
    assert caught.value.__cause__ is None
    assert snapshot(closed) == before


def test_an_unknown_login_costs_the_same_derivation_as_a_wrong_passphrase(
    closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    derive = kdf.derive
    costs: list[KdfCost] = []

    def counted(passphrase: str, salt: bytes, cost: KdfCost) -> bytes:
        costs.append(cost)
        return derive(passphrase, salt, cost)

    monkeypatch.setattr(kdf, "derive", counted)
    monkeypatch.setattr(passphrase_slots, "derive", counted)
    for login in ("ada", "bob"):
        with pytest.raises(CannotUnlock):
            vault.unlock(closed, login, "wrong")
    assert len(costs) == 2
    assert costs[0] == costs[1]


def test_a_failed_unlock_lets_the_next_one_in(closed: Path) -> None:
    for _ in range(3):
        with pytest.raises(CannotUnlock):
            vault.unlock(closed, "ada", "wrong")
    vault.unlock(closed, "ada", PASSPHRASE).close()


def test_an_open_vault_cannot_be_opened_twice(opened: OpenVault) -> None:
    with pytest.raises(Unavailable) as caught:
        vault.unlock(opened.folder, "ada", PASSPHRASE)
    assert caught.value.code == "vault.in_use_by"


def test_a_closed_vault_gives_no_keys_and_can_be_closed_again(closed: Path) -> None:
    opened = vault.unlock(closed, "ada", PASSPHRASE)
    opened.close()
    opened.close()
    for attribute in ("database_key", "database_keys", "anchor_key", "audit_key", "signing_key"):
        with pytest.raises(ValueError, match=r"wiped|closed"):
            getattr(opened, attribute)


def test_the_nameplate_names_office_and_logins_without_a_key(opened: OpenVault) -> None:
    plate = describe(opened.folder)
    assert plate.office == "Office"
    assert plate.accounts == (Account("ada", "Ada Quill"),)
    assert is_vault(opened.folder)


def test_the_nameplate_can_be_read_before_the_heavy_imports() -> None:
    heavy = {"cryptography", "sqlalchemy", "sqlcipher3", "psutil", "filelock", "PySide6"}
    code = f"import sys, app.storage.nameplate; print(sorted({heavy} & sys.modules.keys()))"
    root = Path(__file__).resolve().parents[2]
    command = [sys.executable, "-c", code]
    answer = subprocess.run(command, cwd=root, capture_output=True, check=True)
    assert answer.stdout.strip() == b"[]"


def test_the_database_key_opens_the_database_it_made(opened: OpenVault) -> None:
    def connect(key: str) -> None:
        connection = dbapi2.connect(str(opened.database_path))
        try:
            connection.execute(f"PRAGMA key = \"x'{key}'\"")
            connection.execute("CREATE TABLE IF NOT EXISTS t (x)")
        finally:
            connection.close()

    connect(opened.database_key)
    connect(opened.database_key)
    with pytest.raises(dbapi2.DatabaseError):
        connect("0" * 64)


def test_a_changed_passphrase_opens_and_the_old_one_does_not(folder: Path) -> None:
    made, code = make(folder)
    with made:
        key, signers = made.database_key, made.signers
        made.change_passphrase(PASSPHRASE, "new 😀")
        assert made.database_key == key
    with pytest.raises(CannotUnlock):
        vault.unlock(folder, "ada", PASSPHRASE)
    with vault.unlock(folder, "ada", "new 😀") as again:
        assert again.database_key == key
        assert again.signers == signers
    vault.unlock_with_recovery(folder, code).close()


def test_the_old_passphrase_opens_neither_copy_in_the_header(opened: OpenVault) -> None:
    opened.change_passphrase(PASSPHRASE, "new")
    opened.close()
    path = opened.folder / "vault.hdr"
    both = path.read_bytes()
    for spoiled in (0, SLOT_BYTES):
        image = bytearray(both)
        image[spoiled + 30] ^= 1
        path.write_bytes(image)
        with pytest.raises(CannotUnlock):
            vault.unlock(opened.folder, "ada", PASSPHRASE)


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [("wrong", "new", CannotUnlock), ("", "new", CannotUnlock), (PASSPHRASE, "", Refused)],
)
def test_a_refused_change_changes_nothing(
    opened: OpenVault, old: str, new: str, error: type[Exception]
) -> None:
    before = (opened.folder / "vault.hdr").read_bytes()
    with pytest.raises(error):
        opened.change_passphrase(old, new)
    assert (opened.folder / "vault.hdr").read_bytes() == before


def test_the_database_salt_is_remembered(opened: OpenVault) -> None:
    sequence = opened.header_sequence
    opened.remember_database_salt(b"0123456789abcdef")
    assert opened.header_sequence > sequence
    sequence = opened.header_sequence
    opened.remember_database_salt(b"0123456789abcdef")
    assert opened.header_sequence == sequence
    opened.close()
    with vault.unlock(opened.folder, "ada", PASSPHRASE) as again:
        assert again.database_salt == b"0123456789abcdef"


def test_the_recovery_code_gives_a_login_a_new_passphrase(folder: Path) -> None:
    made, code = make(folder)
    with made:
        before = (made.database_key, made.uid)
        old_signer = made.signers[made.uid][0]
        signature = made.signing_key.sign(b"checkpoint")
    typed = RecoveryCode.parse(" ".join(code.groups).lower())
    recovered = vault.unlock_with_recovery(folder, typed)
    assert recovered.accounts == (Account("ada", "Ada Quill"),)
    with recovered.set_passphrase("Ada", "remembered") as again:
        assert (again.database_key, again.uid) == before
        present, retired = again.signers[again.uid]
        assert retired == old_signer
        assert again.signing_key.public_key().public_bytes_raw() == present
        with pytest.raises(InvalidSignature):
            again.signing_key.public_key().verify(signature, b"checkpoint")
    with pytest.raises(CannotUnlock):
        vault.unlock(folder, "ada", PASSPHRASE)
    vault.unlock(folder, "ada", "remembered").close()
    vault.unlock_with_recovery(folder, code).close()


def test_a_recovery_keeps_other_programs_out_and_ends_with_close(folder: Path) -> None:
    made, code = make(folder)
    made.close()
    recovered = vault.unlock_with_recovery(folder, code)
    with pytest.raises(Unavailable):
        vault.unlock(folder, "ada", PASSPHRASE)
    for login, new in (("bob", "new"), ("ada", "")):
        with pytest.raises(Refused):
            recovered.set_passphrase(login, new)
    recovered.close()
    vault.unlock(folder, "ada", PASSPHRASE).close()


def test_the_code_of_another_vault_opens_nothing(closed: Path, tmp_path: Path) -> None:
    other, code = make(tmp_path / "Other.dossier")
    other.close()
    with pytest.raises(CannotUnlock) as caught:
        vault.unlock_with_recovery(closed, code)
    assert caught.value.code == "recovery.wrong_code"
    vault.unlock(closed, "ada", PASSPHRASE).close()


def test_a_spoiled_slot_is_repaired_at_the_next_unlock(closed: Path) -> None:
    path = closed / "vault.hdr"
    for spoiled in (0, SLOT_BYTES):
        image = bytearray(path.read_bytes())
        image[spoiled + 40] ^= 0xFF
        path.write_bytes(image)
        vault.unlock(closed, "ada", PASSPHRASE).close()
        assert header_of(closed).read().mirrored


KILLED = """
import sys
from pathlib import Path
from app.storage import vault
opened = vault.unlock(Path(sys.argv[1]), "ada", "even")
print("unlocked", flush=True)
while True:
    opened.change_passphrase("even", "odd")
    opened.change_passphrase("odd", "even")
"""


def test_a_program_killed_while_changing_passphrases_leaves_a_vault_that_opens(
    folder: Path,
) -> None:
    make(folder, "even")[0].close()
    root = Path(__file__).resolve().parents[2]
    for turn in range(6):
        command = [sys.executable, "-c", KILLED, str(folder)]
        with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == b"unlocked\n"
            time.sleep(0.01 + turn * 0.007)
            process.kill()
        try:
            vault.unlock(folder, "ada", "even").close()
        except CannotUnlock:
            with vault.unlock(folder, "ada", "odd") as opened:
                opened.change_passphrase("odd", "even")


@pytest.mark.parametrize("content", [b"", b"not a header", bytes(2 * SLOT_BYTES)], ids=range(3))
def test_a_damaged_header_is_said_and_nothing_is_written(closed: Path, content: bytes) -> None:
    (closed / "vault.hdr").write_bytes(content)
    for attempt in (
        lambda: vault.unlock(closed, "ada", PASSPHRASE),
        lambda: describe(closed),
        lambda: vault.unlock_with_recovery(closed, RecoveryCode.generate()),
    ):
        with pytest.raises(Damaged):
            attempt()
    assert (closed / "vault.hdr").read_bytes() == content


def test_a_header_rewritten_by_somebody_without_the_key_is_found_out(closed: Path) -> None:
    file = header_of(closed)
    renamed = replace(file.read().header, office="Forged office")
    file.write(renamed, bytes(32))
    before = (closed / "vault.hdr").read_bytes()
    with pytest.raises(Damaged) as caught:
        vault.unlock(closed, "ada", PASSPHRASE)
    assert caught.value.code == "vault.header_forged"
    assert (closed / "vault.hdr").read_bytes() == before


def test_a_vault_key_planted_by_an_outsider_is_found_out(closed: Path) -> None:
    """Anybody can encrypt a key to the user's public key and sign a header with that key."""
    file = header_of(closed)
    header = file.read().header
    user = header.users[0]
    planted = bytes(32)
    wrapped = {1: wrap(planted, user.keys.agreement_key, header.vault, user.uid, 1)}
    forged = header.with_user(replace(user, keys=replace(user.keys, wrapped=wrapped)))
    file.write(forged, Keyring(planted, bytes(32)).header_key)
    with pytest.raises(Damaged):
        vault.unlock(closed, "ada", PASSPHRASE)


def rotate(opened: OpenVault, passphrase: str) -> tuple[Header, Keyring, Keyring]:
    """Begin a rotation the way a later program will: both epochs, wrapped to public keys only."""
    header = opened._header.value
    current = opened._header.keyrings[0]
    pending = Keyring.generate(bytes(current._binding))
    user = header.users[0]
    slots = []
    for slot in (user.keys, header.recovery):
        fresh = wrap(pending.vault_key, slot.agreement_key, header.vault, slot.uid, 2)
        slots.append(replace(slot, wrapped={**slot.wrapped, 2: fresh}))
    both = replace(
        header, users=(replace(user, keys=slots[0]),), recovery=slots[1], pending_epoch=2
    )
    assert passphrase not in repr(both)
    return both, current, pending


def test_during_a_rotation_both_keys_are_offered_in_order(folder: Path) -> None:
    made, code = make(folder)
    both, current, pending = rotate(made, PASSPHRASE)
    header_of(folder).write(both, current.header_key)
    keys = (current.database_key, pending.database_key)
    made.close()
    with vault.unlock(folder, "ada", PASSPHRASE) as again:
        assert again.database_keys == keys
        assert again.database_key == keys[0]
        again.change_passphrase(PASSPHRASE, "new")
    recovered = vault.unlock_with_recovery(folder, code)
    with recovered.set_passphrase("ada", "newer") as again:
        assert again.database_keys == keys


def test_after_a_rotation_only_the_new_key_is_offered(folder: Path) -> None:
    made, _ = make(folder)
    both, _, pending = rotate(made, PASSPHRASE)
    done = replace(both, epoch=2, pending_epoch=None)
    header_of(folder).write(done, pending.header_key)
    key = pending.database_key
    made.close()
    with vault.unlock(folder, "ada", PASSPHRASE) as again:
        assert again.database_keys == (key,)
        assert again.epoch == 2


def test_a_folder_that_is_no_vault_is_said_and_stays_untouched(tmp_path: Path) -> None:
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / "letter.txt").write_text("Dear")
    for attempt in (lambda: vault.unlock(folder, "a", "b"), lambda: describe(folder)):
        with pytest.raises(Unavailable) as caught:
            attempt()
        assert caught.value.code == "vault.not_a_vault"
    assert [path.name for path in folder.iterdir()] == ["letter.txt"]


@pytest.mark.parametrize("what", ["missing", "file", "loop", "long"])
def test_what_is_no_folder_is_said(tmp_path: Path, what: str) -> None:
    target = tmp_path / ("x" * 300 if what == "long" else what)
    if what == "file":
        target.write_bytes(b"")
    if what == "loop":
        target.symlink_to(target)
    with pytest.raises(Unavailable):
        vault.unlock(target, "a", "b")
    with pytest.raises(Unavailable):
        describe(target)


def test_a_half_made_folder_is_no_vault_and_can_be_made_anew(folder: Path) -> None:
    folder.mkdir()
    with pytest.raises(Unavailable):
        vault.unlock(folder, "ada", PASSPHRASE)
    make(folder)[0].close()
    vault.unlock(folder, "ada", PASSPHRASE).close()


def test_a_folder_with_content_is_never_made_into_a_vault(closed: Path, tmp_path: Path) -> None:
    before = snapshot(closed)
    file = tmp_path / "file"
    file.write_bytes(b"kept")
    link = tmp_path / "link"
    (tmp_path / "elsewhere").mkdir()
    link.symlink_to(tmp_path / "elsewhere")
    for taken in (closed, file, link):
        with pytest.raises(Refused) as caught:
            make(taken)
        assert caught.value.code == "vault.exists"
        assert caught.value.field == "folder"
    assert snapshot(closed) == before
    assert file.read_bytes() == b"kept"


@pytest.mark.parametrize("step", ["mkdir", "replace", "rmdir"])
def test_a_creation_that_fails_leaves_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    if step == "rmdir":
        folder.mkdir()

    def failing(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, step, failing)
    with pytest.raises(Unavailable) as caught:
        make(folder)
    assert caught.value.code == "disk.full"
    monkeypatch.undo()
    assert [path for path in folder.parent.iterdir() if path != folder] == []
    assert not is_vault(folder)


def test_a_creation_interrupted_while_writing_leaves_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        make(folder)
    monkeypatch.undo()
    assert list(folder.parent.iterdir()) == []


def test_a_vault_needs_a_parent_folder(tmp_path: Path) -> None:
    with pytest.raises(Unavailable):
        make(tmp_path / "missing" / "County.dossier")


@pytest.mark.parametrize(
    ("office", "login", "name", "field"),
    [
        (" ", "ada", "Ada", "office"),
        ("Office", "", "Ada", "login"),
        ("Office", "ada", "\t", "display_name"),
        ("x" * 100_000, "ada", "Ada", "office"),
        ("Office", "a" * 65, "Ada", "login"),
        ("Office", "a\nb", "Ada", "login"),
        ("Office", "ada", "y" * 201, "display_name"),
    ],
    ids=range(7),
)
def test_a_missing_or_unfit_name_is_refused_beside_its_field(
    folder: Path, office: str, login: str, name: str, field: str
) -> None:
    with pytest.raises(Refused) as caught:
        vault.create(folder, office, login, name, PASSPHRASE, cost=CHEAP)
    assert caught.value.field == field
    assert list(folder.parent.iterdir()) == []


def test_names_are_plain_text(folder: Path) -> None:
    office = '<b>Büro</b> & "co" \'; DROP -- \u202e\u05d0\u05d1 😀 \udcff'
    login = "o'brien & <i>co</i> 😀"
    vault.create(folder, office, login, "\u202e<script>", PASSPHRASE, cost=CHEAP)[0].close()
    assert describe(folder).office == office
    with vault.unlock(folder, login.upper(), PASSPHRASE) as opened:
        assert opened.login == login


def test_an_empty_first_passphrase_is_refused(folder: Path) -> None:
    with pytest.raises(Refused) as caught:
        make(folder, "")
    assert caught.value.code == "passphrase.empty"
    assert list(folder.parent.iterdir()) == []


def test_attachments_live_in_the_vault(opened: OpenVault, tmp_path: Path) -> None:
    source = tmp_path / "photo.jpg"
    source.write_bytes(b"pixels")
    with source.open("rb") as file:
        stored = opened.objects.store(file)
    assert opened.objects.read(stored) == b"pixels"
    assert (opened.folder / "objects" / stored.name[:2] / f"{stored.name}.enc").exists()


def test_no_secret_shows_in_a_repr(folder: Path) -> None:
    made, code = make(folder)
    with made:
        text = repr(made) + repr(made._header) + repr(code)
        for secret in (made.database_key, PASSPHRASE, "".join(code.groups)):
            assert secret not in text
    assert repr(vault.unlock_with_recovery(folder, code)).startswith("RecoveredVault(")


def test_a_vault_of_format_1_still_opens(tmp_path: Path) -> None:
    """Golden: a header written by the first program with this format, and its recovery code."""
    folder = tmp_path / "Golden.dossier"
    folder.mkdir()
    golden = Path(__file__).with_name("golden_vault_1.hdr.gz")
    (folder / "vault.hdr").write_bytes(gzip.decompress(golden.read_bytes()))
    assert describe(folder).office == "Golden office"
    with vault.unlock(folder, "golden", "golden passphrase") as opened:
        key = opened.database_key
        assert key == "f64206cdfdb39be4247c6980179a2d2e0c8e5e1093314ca0d6e4eeebb5a19b1c"
        assert opened.database_salt == b"golden salt 1234"
    code = RecoveryCode.parse(
        "SS3T QP9T GXWV GTEE 4M8J WY2Y SG6Q KHSH H10B 6XZA X6KF VB0V T1X9 YDM4"
    )
    recovered = vault.unlock_with_recovery(folder, code)
    with recovered.set_passphrase("golden", "new") as opened:
        assert opened.database_key == key


def test_a_vault_of_format_2_still_opens(tmp_path: Path) -> None:
    """Golden: as above, after somebody was revoked and the office wrote a notice."""
    folder = tmp_path / "Golden.dossier"
    folder.mkdir()
    golden = Path(__file__).with_name("golden_vault_2.hdr.gz")
    (folder / "vault.hdr").write_bytes(gzip.decompress(golden.read_bytes()))
    assert describe(folder).notice == "Golden notice."
    bob = UUID("01890000-0000-7000-8000-00000000000b")
    signer = "1b3d62d90ea828e18981d8f17f67dabad8fc3d55b2d195aaf314abbd9132cd1c"
    with vault.unlock(folder, "golden", "golden passphrase") as opened:
        key = opened.database_key
        assert key == "8116a113c316d189164ffacc6eb444df853656f22cf1543ffa1fefacc5705afe"
        assert opened.epoch == 2
        assert [each.hex() for each in opened.signers[bob]] == [signer]
    with pytest.raises(CannotUnlock):
        vault.unlock(folder, "bob", "words of bob")
    code = RecoveryCode.parse(
        "PRJ4 2FKK WMS4 M33K YYS5 1EFJ 5EZJ S50R 9ZYN KH0Y QV73 QDTQ 9JSP 4PE1"
    )
    with vault.unlock_with_recovery(folder, code).set_passphrase("golden", "new") as opened:
        assert opened.database_key == key


def test_what_a_failed_act_wrote_into_the_key_file_is_taken_back(folder: Path) -> None:
    opened, _ = make(folder)
    with opened, pytest.raises(ZeroDivisionError):
        _change_and_fail(opened)
    with vault.unlock(folder, "ada", PASSPHRASE):
        pass


def _change_and_fail(opened: OpenVault) -> None:
    with opened.together():
        opened.change_passphrase(PASSPHRASE, "another long passphrase")
        raise ZeroDivisionError
