"""Models equal migrations, and the disk itself protects what may never change."""

from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from app.services.office import Office
from app.storage import migration
from app.storage.engine import raw_connection, writer_engine
from app.storage.schema import APPEND_ONLY, metadata

KEY = "ab" * 32


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    database = tmp_path_factory.mktemp("schema") / "office.db"
    migration.create(database, KEY)
    return database


def test_the_head_is_the_newest_script() -> None:
    scripts = ScriptDirectory(str(Path(migration.__file__).parent / "migrations"))
    assert scripts.get_current_head() == migration.HEAD


def test_migrations_give_exactly_the_tables_of_the_models(migrated: Path) -> None:
    engine = writer_engine(migrated, KEY)
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_object": _ours, "compare_type": False}
        )
        assert compare_metadata(context, metadata) == []
        _assert_same_affinity(connection)
    engine.dispose()


def _ours(_object: object, name: str | None, kind: str, _reflected: object, _to: object) -> bool:
    return not (kind == "table" and str(name).startswith("search_words"))


def _assert_same_affinity(connection: sa.Connection) -> None:
    for table in metadata.sorted_tables:
        stored = {
            row[1]: row[2]
            for row in connection.exec_driver_sql(f'PRAGMA table_info("{table.name}")')
        }
        for column in table.columns:
            declared = str(column.type.compile(connection.dialect)).split("(")[0]
            assert _family(stored[column.name]) == _family(declared), f"{table}.{column.name}"


def _family(declared: str) -> str:
    return {"VARCHAR": "TEXT", "BOOLEAN": "INTEGER"}.get(declared, declared)


@pytest.mark.parametrize("table", sorted(APPEND_ONLY))
@pytest.mark.parametrize("verb", ["UPDATE", "DELETE"])
def test_the_disk_refuses_to_change_append_only_rows(migrated: Path, table: str, verb: str) -> None:
    connection = raw_connection(migrated, KEY)
    triggers = connection.execute(
        "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?", (table,)
    ).fetchall()
    connection.close()
    assert any(f"BEFORE {verb}" in sql and "RAISE(ABORT" in sql for (sql,) in triggers)


def test_an_audit_row_cannot_be_rewritten_even_with_raw_sql(
    office: Office, vault_folder: Path
) -> None:
    connection: Any = raw_connection(vault_folder / "office.db", office._database._key)
    with pytest.raises(Exception, match="append-only"):
        connection.execute("UPDATE audit_entries SET action = 'Nothing'")
    with pytest.raises(Exception, match="append-only"):
        connection.execute("DELETE FROM audit_entries")
    connection.close()
