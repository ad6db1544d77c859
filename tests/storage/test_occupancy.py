"""One program at a time, told apart by real processes."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.errors import Unavailable
from app.storage.occupancy import LOCK_NAME, NOTE_NAME, Occupancy

PROGRAM = """
import sys
from pathlib import Path
from app.domain.errors import Unavailable
from app.storage.occupancy import Occupancy
try:
    with Occupancy(Path(sys.argv[1])):
        print("inside", flush=True)
        sys.stdin.read()
except Unavailable as error:
    print(error.code, error.values.get("pid"), flush=True)
"""


def start(folder: Path) -> subprocess.Popen[str]:
    root = Path(__file__).resolve().parents[2]
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(folder)],
        cwd=root,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.fixture
def other(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another program that holds the folder."""
    with start(tmp_path) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "inside\n"
        yield process
        process.kill()


def test_a_second_program_is_told_who_holds_the_vault(
    tmp_path: Path, other: subprocess.Popen[str]
) -> None:
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(Unavailable) as caught:
        Occupancy(tmp_path)
    assert caught.value.code == "vault.in_use_by"
    assert caught.value.values["pid"] == str(other.pid)
    assert caught.value.values["holder"]
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_killed_program_holds_nothing(tmp_path: Path, other: subprocess.Popen[str]) -> None:
    other.send_signal(signal.SIGKILL if os.name == "posix" else signal.SIGTERM)
    other.wait()
    assert (tmp_path / NOTE_NAME).exists()
    with Occupancy(tmp_path):
        assert str(os.getpid()) in (tmp_path / NOTE_NAME).read_text(encoding="utf-8")


def test_a_program_that_ends_lets_the_next_one_in(
    tmp_path: Path, other: subprocess.Popen[str]
) -> None:
    assert other.stdin is not None
    other.stdin.close()
    other.wait()
    assert not (tmp_path / NOTE_NAME).exists()
    with Occupancy(tmp_path):
        pass


def test_the_other_program_is_kept_out_while_we_are_inside(tmp_path: Path) -> None:
    with Occupancy(tmp_path), start(tmp_path) as process:
        answer, _ = process.communicate("")
        assert answer == f"vault.in_use_by {os.getpid()}\n"


def test_the_same_program_cannot_come_in_twice(tmp_path: Path) -> None:
    with Occupancy(tmp_path), pytest.raises(Unavailable):
        Occupancy(tmp_path)
    with Occupancy(tmp_path):
        pass


def test_a_refused_entry_does_not_disturb_the_holder(tmp_path: Path) -> None:
    with Occupancy(tmp_path):
        for _ in range(3):
            with pytest.raises(Unavailable):
                Occupancy(tmp_path)
        assert (tmp_path / NOTE_NAME).exists()


def test_it_can_be_released_in_another_thread_and_twice(tmp_path: Path) -> None:
    held = Occupancy(tmp_path)
    thread = threading.Thread(target=held.release)
    thread.start()
    thread.join()
    held.release()
    with Occupancy(tmp_path):
        pass


@pytest.mark.parametrize("note", ["", "1\n2\n3\n4\n", "\0" * 10, "x" * 100_000])
def test_an_unreadable_note_still_refuses(tmp_path: Path, note: str) -> None:
    with Occupancy(tmp_path):
        (tmp_path / NOTE_NAME).write_text(note, encoding="utf-8")
        with pytest.raises(Unavailable) as caught:
            Occupancy(tmp_path)
        assert caught.value.code == "vault.in_use"


def test_a_note_that_cannot_be_written_is_no_reason_to_stay_outside(tmp_path: Path) -> None:
    (tmp_path / NOTE_NAME).mkdir()
    with Occupancy(tmp_path), pytest.raises(Unavailable) as caught:
        Occupancy(tmp_path)
    assert caught.value.code == "vault.in_use"


def test_a_folder_that_takes_no_lock_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / LOCK_NAME).mkdir()
    with pytest.raises(Unavailable):
        Occupancy(tmp_path)
