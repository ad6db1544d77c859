"""One durable, audited evidence entry against the same rows written by hand."""

import itertools
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.services.cases import OpenCase
from app.services.evidence import LogEvidence
from app.services.office import Office
from app.storage.engine import raw_connection
from tests.benchmarks.measuring import Finding, in_turn
from tests.benchmarks.offices import found

ROUNDS = 150
_TABLES = ("evidence_items", "custody_events", "search_entries", "audit_entries")


def measure(folder: Path, _cases: int) -> list[Finding]:
    """Compare `office.do(LogEvidence)` with the four rows it leaves, in one raw transaction."""
    office = found(folder / "evidence.dossier")
    case = office.do(OpenCase(title="State v. Roe")).value
    office.do(_entry(case.id, "sample"))
    connection = raw_connection(folder / "evidence.dossier" / "office.db", office._database._key)
    by_hand = _by_hand(connection)
    numbers = itertools.count(1)
    ours, peer = in_turn(_logging(office, case.id, numbers), by_hand, ROUNDS)
    connection.close()
    office.close()
    return [
        Finding(
            "one durable audited evidence entry / same rows raw, synchronous=FULL", ours, peer, 2.0
        )
    ]


def _entry(case: Any, words: str) -> LogEvidence:
    return LogEvidence(
        case=case, kind="tool", description=f"Pry bar, {words}", holder="Evidence room 1"
    )


def _logging(office: Office, case: Any, numbers: "itertools.count[int]") -> Callable[[], object]:
    return lambda: office.do(_entry(case, str(next(numbers))))


def _by_hand(connection: Any) -> Callable[[], object]:
    """Return the writing of one more copy of the sample's rows under fresh identities."""
    samples = {table: _newest(connection, table) for table in _TABLES}
    numbers = itertools.count(10_000_000)

    def write() -> None:
        number = next(numbers)
        item, event = os.urandom(16), os.urandom(16)
        changes: dict[str, dict[str, object]] = {
            "evidence_items": {"id": item, "tag": f"X-{number}"},
            "custody_events": {"id": event, "item": item},
            "search_entries": {"rowid_": None, "record": item},
            "audit_entries": {"seq": number},
        }
        connection.execute("BEGIN IMMEDIATE")
        for table in _TABLES:
            _insert(connection, table, {**samples[table], **changes[table]})
        connection.execute("COMMIT")

    return write


def _newest(connection: Any, table: str) -> dict[str, object]:
    cursor = connection.execute(f"SELECT * FROM {table} ORDER BY rowid DESC LIMIT 1")  # noqa: S608  fixed names
    names = [column[0] for column in cursor.description]
    return dict(zip(names, cursor.fetchone(), strict=True))


def _insert(connection: Any, table: str, row: dict[str, object]) -> None:
    names = ", ".join(f'"{name}"' for name in row)
    marks = ", ".join("?" for _ in row)
    connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(row.values()))  # noqa: S608  fixed names
