"""Failed unlocks are counted durably, by two clocks, whatever happens to file or machine."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.attempts import MOST, SPAN, Moment
from app.domain.errors import CannotUnlock, Unavailable
from app.storage import attempts as attempts_module
from app.storage import vault
from app.storage.attempts import FILE_NAME, MOST_STRANGERS, Attempts, member_of, stranger
from app.storage.header_records import KdfCost

WHO = "ab" * 16
START = Moment(wall=1_800_000_000.0, up=5_000.0, boot="first")


class Clock:
    """A machine whose clocks the test turns."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> Moment:
        return self.now

    def wait(self, seconds: float) -> None:
        self.now = replace(self.now, wall=self.now.wall + seconds, up=self.now.up + seconds)

    def set_wall(self, by: float) -> None:
        self.now = replace(self.now, wall=self.now.wall + by)

    def reboot(self, off: float = 30.0) -> None:
        self.now = Moment(self.now.wall + off, 20.0, self.now.boot + "'")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def attempts(tmp_path: Path, clock: Clock) -> Attempts:
    return Attempts(tmp_path, clock)


def fail(attempts: Attempts, times: int, who: str = WHO) -> bool:
    return [attempts.fail(who).is_locked for _ in range(times)][-1]


def test_the_fifth_failure_locks_and_not_the_fourth(attempts: Attempts) -> None:
    assert not fail(attempts, MOST - 1)
    assert fail(attempts, 1)


def test_a_new_program_knows_what_the_last_one_counted(
    attempts: Attempts, tmp_path: Path, clock: Clock
) -> None:
    fail(attempts, MOST - 1)
    assert fail(Attempts(tmp_path, clock), 1)
    assert Attempts(tmp_path, clock).tally(WHO).is_locked


def test_a_quarter_of_an_hour_forgets(attempts: Attempts, clock: Clock) -> None:
    fail(attempts, MOST - 1)
    clock.wait(SPAN)
    assert not fail(attempts, MOST - 1)


@pytest.mark.parametrize("days", [-1, 1, 400])
def test_setting_the_clock_forgets_nothing(attempts: Attempts, clock: Clock, days: int) -> None:
    fail(attempts, MOST - 1)
    clock.set_wall(days * 86_400.0)
    assert fail(attempts, 1)


def test_a_restart_of_the_machine_forgets_nothing_at_once(attempts: Attempts, clock: Clock) -> None:
    fail(attempts, MOST - 1)
    clock.reboot()
    clock.set_wall(86_400.0)
    assert fail(attempts, 1)


def test_after_a_restart_the_uptime_alone_is_certain(attempts: Attempts, clock: Clock) -> None:
    fail(attempts, MOST - 1)
    clock.reboot(off=10 * SPAN)
    clock.wait(SPAN)
    assert not fail(attempts, MOST - 1)


def test_without_a_name_of_the_boot_a_smaller_uptime_shows_the_restart(
    attempts: Attempts, clock: Clock
) -> None:
    clock.now = replace(START, boot="")
    fail(attempts, MOST - 1)
    clock.now = Moment(START.wall + 10 * SPAN, 20.0)
    assert fail(attempts, 1)


def test_a_lock_does_not_wear_off(attempts: Attempts, clock: Clock) -> None:
    fail(attempts, MOST)
    clock.wait(365 * 86_400.0)
    assert attempts.tally(WHO).is_locked
    attempts.clear(WHO)
    assert not attempts.tally(WHO).is_locked


def test_the_right_passphrase_clears_and_what_happened_is_still_to_be_told(
    attempts: Attempts, clock: Clock
) -> None:
    fail(attempts, 2)
    clock.wait(60)
    fail(attempts, 1)
    attempts.clear(WHO)
    assert not fail(attempts, 1)
    (tally,) = attempts.untold().values()
    assert (tally.untold, tally.first, tally.last) == (4, START.wall, START.wall + 60)
    attempts.tell(WHO)
    assert not attempts.untold()


def test_half_a_file_still_tells(attempts: Attempts, tmp_path: Path) -> None:
    fail(attempts, MOST)
    file = tmp_path / FILE_NAME
    content = file.read_bytes()
    for place in (0, 70, len(content) // 2 + 5, len(content) - 10):
        spoiled = bytearray(content)
        spoiled[place] ^= 1
        file.write_bytes(spoiled)
        assert attempts.tally(WHO).is_locked


@pytest.mark.parametrize(
    "content",
    [b"", b"\0" * 100, b"[]\n{}\n", b"\xff\xfe nonsense", b"a b\n" * 1000, b"null", b"{" * 100_000],
    ids=range(7),
)
def test_a_file_of_garbage_leaves_one_try(
    attempts: Attempts, tmp_path: Path, clock: Clock, content: bytes
) -> None:
    fail(attempts, MOST)
    (tmp_path / FILE_NAME).write_bytes(content)
    assert not attempts.tally(WHO).is_locked
    assert fail(attempts, 1)
    assert fail(attempts, 1, "cd" * 16)
    clock.wait(SPAN)
    assert not fail(attempts, 1, "ef" * 16)


def test_logins_that_do_not_exist_take_no_endless_room(
    attempts: Attempts, clock: Clock, tmp_path: Path
) -> None:
    fail(attempts, MOST)
    for number in range(MOST_STRANGERS + 20):
        clock.wait(1)
        attempts.fail(stranger(bytes([number])))
    assert len(attempts.untold()) == MOST_STRANGERS + 1
    assert attempts.tally(WHO).is_locked
    assert (tmp_path / FILE_NAME).stat().st_size < 100_000


def test_no_other_file_is_left_in_the_folder(attempts: Attempts, tmp_path: Path) -> None:
    fail(attempts, MOST)
    assert [each.name for each in tmp_path.iterdir()] == [FILE_NAME]
    assert (tmp_path / FILE_NAME).stat().st_mode & 0o777 == 0o600


def test_a_disk_that_refuses_is_told(attempts: Attempts, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    fail(attempts, 1)
    monkeypatch.setattr(attempts_module, "sync_file", refuse)
    with pytest.raises(Unavailable, match=r"disk\.full"):
        attempts.fail(WHO)
    monkeypatch.undo()
    assert len(attempts.tally(WHO).recent) == 1


def test_what_is_kept_of_a_stranger_is_no_identity() -> None:
    assert member_of(stranger(b"derived")) is None
    assert member_of(WHO) is not None


CHEAP = KdfCost(8, 1, 1)
RIGHT = "correct horse battery staple"


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    folder = tmp_path / "County.dossier"
    vault.create(folder, "Office", "ada", "Ada Quill", RIGHT, cost=CHEAP)[0].close()
    return folder


def refusals(folder: Path, login: str, passphrase: str, times: int) -> list[str]:
    said = []
    for _ in range(times):
        with pytest.raises(CannotUnlock) as caught:
            vault.unlock(folder, login, passphrase)
        said.append(caught.value.code)
    return said


@pytest.mark.parametrize("login", ["ada", "ADA ", "nobody", ""])
def test_known_and_unknown_logins_are_locked_in_the_same_words(closed: Path, login: str) -> None:
    wrong, locked = "vault.cannot_unlock", "vault.login_locked"
    assert refusals(closed, login, "wrong", 6) == [wrong] * 4 + [locked] * 2


def test_a_locked_login_is_refused_with_the_right_passphrase_too(closed: Path) -> None:
    refusals(closed, "ada", "wrong", 5)
    assert refusals(closed, "ada", RIGHT, 2) == ["vault.login_locked"] * 2


def test_the_right_passphrase_starts_the_count_anew(closed: Path) -> None:
    for _ in range(3):
        refusals(closed, "ada", "wrong", 4)
        vault.unlock(closed, "ada", RIGHT).close()


def test_proving_who_one_is_counts_too(closed: Path) -> None:
    with vault.unlock(closed, "ada", RIGHT) as opened:
        said = []
        for _ in range(5):
            with pytest.raises(CannotUnlock) as caught:
                opened.prove("wrong")
            said.append(caught.value.code)
        assert said == ["passphrase.wrong"] * 4 + ["vault.login_locked"]
        with pytest.raises(CannotUnlock, match="locked"):
            opened.prove(RIGHT)
        with pytest.raises(CannotUnlock, match="locked"):
            opened.change_passphrase(RIGHT, "quite another one")
    assert refusals(closed, "ada", RIGHT, 1) == ["vault.login_locked"]


def test_the_recovery_code_releases(tmp_path: Path) -> None:
    folder = tmp_path / "R.dossier"
    made, code = vault.create(folder, "Office", "ada", "Ada Quill", RIGHT, cost=CHEAP)
    made.close()
    refusals(folder, "ada", "wrong", 5)
    vault.unlock_with_recovery(folder, code).set_passphrase("ada", "brand new words").close()
    vault.unlock(folder, "ada", "brand new words").close()


def test_a_typed_passphrase_is_not_kept_in_clear(closed: Path) -> None:
    refusals(closed, "my secret passphrase", "x", 1)
    assert b"secret" not in (closed / FILE_NAME).read_bytes()
