"""The import of a real office against executemany of the very same rows."""

from pathlib import Path
from typing import Any

import pytest

from app.services.imports import ImportCookCounty
from app.storage import migration
from app.storage.engine import raw_connection
from tests.benchmarks.measuring import Finding, seconds
from tests.benchmarks.offices import found

DATA = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "cook_county"
_KEY = "cd" * 32


def measure(folder: Path, _cases: int) -> list[Finding]:
    """Compare reading, checking, writing, indexing and auditing with bare INSERTs."""
    if not DATA.is_dir():
        pytest.skip("the office's files are not here")
    office = found(folder / "import.dossier")
    ours = seconds(lambda: office.do(ImportCookCounty(folder=DATA)))
    source = raw_connection(folder / "import.dossier" / "office.db", office._database._key)
    rows = _all_rows(source)
    source.close()
    office.close()
    peer = min(_write_by_hand(folder / f"raw-{turn}.db", rows) for turn in range(2))
    count = sum(len(of_table) for of_table in rows.values())
    return [Finding(f"Cook County import, {count:,} rows / executemany", ours, peer, 4.0)]


def _all_rows(source: Any) -> dict[str, list[tuple[object, ...]]]:
    # Parents come before children, as foreign keys ask.
    from app.storage.schema import metadata  # noqa: PLC0415  only with the data at hand

    names = [table.name for table in metadata.sorted_tables]
    return {name: source.execute(f'SELECT * FROM "{name}"').fetchall() for name in names}  # noqa: S608  own names


def _write_by_hand(database: Path, rows: dict[str, list[tuple[object, ...]]]) -> float:
    migration.create(database, _KEY)
    connection = raw_connection(database, _KEY)

    def write() -> None:
        connection.execute("BEGIN IMMEDIATE")
        for name, of_table in rows.items():
            if of_table:
                marks = ", ".join("?" for _ in of_table[0])
                connection.executemany(f'INSERT INTO "{name}" VALUES ({marks})', of_table)  # noqa: S608  own names
        connection.execute("COMMIT")

    took = seconds(write)
    connection.close()
    return took
