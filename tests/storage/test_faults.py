"""What SQLite says of the machine becomes a sentence about what to do."""

import shutil
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from app.domain.errors import WorldFailed
from app.storage.faults import translated

GIB = 1 << 30


@pytest.mark.parametrize(
    ("said", "free", "code"),
    [
        ("disk I/O error", 0, "disk.full"),
        ("disk I/O error", GIB, "disk.failed"),
        ("database or disk is full", GIB, "disk.full"),
        ("database is locked", 0, "vault.busy"),
        ("attempt to write a readonly database", GIB, "vault.read_only"),
        ("database disk image is malformed", 0, "vault.database_damaged"),
    ],
)
def test_what_sqlite_says_is_told_with_the_room_on_the_disk(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, said: str, free: int, code: str
) -> None:
    usage = shutil.disk_usage(tmp_path)._replace(free=free)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: usage)
    with pytest.raises(WorldFailed) as caught, translated(tmp_path / "office.db"):
        raise dbapi2.OperationalError(said)
    assert caught.value.code == code


def test_a_disk_that_does_not_answer_has_failed(tmp_path: Path) -> None:
    gone = tmp_path / "gone" / "office.db"
    with pytest.raises(WorldFailed) as caught, translated(gone):
        raise dbapi2.OperationalError("disk I/O error")
    assert caught.value.code == "disk.failed"


def test_a_mistake_of_ours_passes_unchanged(tmp_path: Path) -> None:
    with pytest.raises(dbapi2.OperationalError), translated(tmp_path / "office.db"):
        raise dbapi2.OperationalError('near "SELEKT": syntax error')
