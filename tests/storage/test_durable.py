"""Durable writes: what the system says becomes a sentence, and a held file is waited for."""

import errno
from pathlib import Path

import pytest

from app.domain.errors import Unavailable
from app.storage import durable


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "disk.full"),
        (errno.EROFS, "disk.read_only"),
        (errno.EACCES, "disk.read_only"),
        (errno.ENOENT, "disk.not_found"),
        (errno.EIO, "disk.failed"),
        (None, "disk.failed"),
    ],
)
def test_what_the_system_says_becomes_a_code(number: int | None, code: str) -> None:
    error = OSError() if number is None else OSError(number, "words")
    with pytest.raises(Unavailable) as caught, durable.disk_errors(Path("place")):
        raise error
    assert caught.value.code == code
    assert caught.value.values["path"] == "place"


def test_a_bug_is_not_taken_for_a_disk_error() -> None:
    with pytest.raises(KeyError), durable.disk_errors(Path("place")):
        raise KeyError


def test_a_file_another_program_holds_for_a_moment_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows, where a virus scanner opens each new file."""
    monkeypatch.setattr(durable, "REPLACE_PAUSE", 0)
    rename, attempts = Path.replace, []

    def held(source: Path, target: Path) -> Path:
        attempts.append(target)
        if len(attempts) < durable.REPLACE_ATTEMPTS:
            raise PermissionError(errno.EACCES, "held")
        return rename(source, target)

    monkeypatch.setattr(Path, "replace", held)
    source, target = tmp_path / "new", tmp_path / "old"
    source.write_text("new")
    target.write_text("old")
    durable.replace(source, target)
    assert target.read_text() == "new"


def test_a_file_held_for_good_is_an_error_and_the_old_one_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def held(_source: Path, _target: Path) -> Path:
        raise PermissionError(errno.EACCES, "held")

    monkeypatch.setattr(durable, "REPLACE_PAUSE", 0)
    monkeypatch.setattr(Path, "replace", held)
    target = tmp_path / "old"
    target.write_text("old")
    with pytest.raises(PermissionError):
        durable.replace(tmp_path / "new", target)
    assert target.read_text() == "old"
