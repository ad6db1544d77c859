"""Opening databases of other versions: newer ones are left alone, copies are whole."""

from pathlib import Path

import pytest

from app.domain.errors import Refused
from app.storage import migration
from app.storage.engine import raw_connection

KEY = "ab" * 32


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "office.db"
    migration.create(path, KEY)
    return path


def test_a_database_of_this_version_is_left_as_it_is(database: Path, tmp_path: Path) -> None:
    migration.bring_up_to_date(database, KEY, tmp_path / "backups")
    assert not (tmp_path / "backups").exists()


def test_a_newer_database_is_refused_and_untouched(database: Path, tmp_path: Path) -> None:
    connection = raw_connection(database, KEY)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    before = database.read_bytes()
    with pytest.raises(Refused, match="newer_version"):
        migration.bring_up_to_date(database, KEY, tmp_path / "backups")
    assert database.read_bytes() == before


def test_the_copy_made_before_a_migration_opens_with_the_same_key(
    database: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "backups" / "copy.db"
    migration._copy(database, KEY, copy)
    connection = raw_connection(copy, KEY)
    (revision,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    connection.close()
    assert revision == migration.HEAD
    assert b"SQLite format 3" not in copy.read_bytes()
