"""Opening databases of other versions: newer ones are left alone, copies are whole."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from app.domain.cases import Case, CaseId
from app.domain.custody import Action, CustodyEvent
from app.domain.errors import Refused
from app.domain.evidence import EvidenceItem, ItemId
from app.domain.ids import new_id
from app.domain.record import Record
from app.storage import migration
from app.storage.columns import Stored
from app.storage.engine import raw_connection, writer_engine
from app.storage.evidence import CustodyEvents, EvidenceItems
from app.storage.journal import Journal
from app.storage.repository import digest_of
from app.storage.schema import metadata
from app.storage.search_index import SearchIndex

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


NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
OLDER = "0002"
"""The last schema in which items had no numbers of their own and steps no details."""


def test_evidence_of_an_older_vault_is_read_as_it_was_and_gets_numbers(tmp_path: Path) -> None:
    database = tmp_path / "office.db"
    case = Case(id=CaseId(new_id()), number="1", title="State v. Poe")
    items = [_item(case, tag) for tag in ("EV-0009", "EV-0002", "EV-0005")]
    steps = [_step(item) for item in items]
    migration._run_scripts(database, KEY, OLDER)
    _write(database, "cases", [case])
    _write(database, "evidence_items", items)
    _write(database, "custody_events", steps)
    _write_lines(database)

    migration.bring_up_to_date(database, KEY, tmp_path / "backups")

    engine = writer_engine(database, KEY)
    with engine.connect() as connection:
        parts = (connection, Journal(b""), SearchIndex(connection), new_id())
        assert EvidenceItems(*parts).where() == tuple(items)
        read = CustodyEvents(*parts).where()
        numbers = connection.execute(
            sa.text("SELECT number_in_case FROM evidence_heads ORDER BY item")
        ).scalars()
        assert list(numbers) == [1, 2, 3]
        assert EvidenceItems(*parts).count_of(case.id) == 3
    engine.dispose()
    assert read == tuple(steps)
    assert all(step.link == step.linked_to("") for step in read)


def _item(case: Case, tag: str) -> EvidenceItem:
    return EvidenceItem(
        id=ItemId(new_id()), case=case.id, tag=tag, kind="document", description="A letter"
    )


def _step(item: EvidenceItem) -> CustodyEvent:
    step = CustodyEvent(
        id=new_id(),
        case=item.case,
        item=item.id,
        seq=1,
        action=Action.COLLECTED,
        at=NOON,
        entered_at=NOON,
        entered_by="R. Sato",
        giver="R. Sato",
        holder="R. Sato",
    )
    return replace(step, link=step.linked_to(""))


def _write(database: Path, table: str, records: Sequence[Record]) -> None:
    """Write records with the columns the older schema has."""
    now = metadata.tables[table]
    connection: Any = raw_connection(database, KEY)
    names = [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]
    marks = ", ".join("?" for _ in names)
    for record in records:
        values = {**record.__dict__, "digest": digest_of(record)}
        row = [_stored(now.c[name].type, values[name]) for name in names]
        connection.execute(f'INSERT INTO "{table}" VALUES ({marks})', row)  # noqa: S608
    connection.commit()
    connection.close()


def _stored(column: Any, value: object) -> object:
    return column.stored(value) if isinstance(column, Stored) else value


def _write_lines(database: Path) -> None:
    """Write the line of each item, as far as the migration looks at it."""
    connection: Any = raw_connection(database, KEY)
    connection.execute(
        """INSERT INTO evidence_heads SELECT id, "case", tag, kind, description, '', '',
        '2026-11-02', '9999-12-31', 'room' FROM evidence_items"""
    )
    connection.commit()
    connection.close()
