"""One durable, audited evidence entry against the same rows written by hand."""

import itertools
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.domain.evidence_entry import EvidenceEntry
from app.services.cases import OpenCase
from app.services.evidence import LogEvidence
from app.services.office import Office
from app.storage.engine import raw_connection
from tests.benchmarks.measuring import Finding, in_turn
from tests.benchmarks.offices import found

ROUNDS = 150
_TABLES = (
    *("evidence_items", "custody_events", "evidence_heads", "search_entries", "search_words"),
    "audit_entries",
)


def measure(folder: Path, _cases: int) -> list[Finding]:
    """Compare `office.do(LogEvidence)` with the rows it leaves, in one raw transaction."""
    office = found(folder / "evidence.dossier")
    case = office.do(OpenCase(title="State v. Roe")).value
    office.do(_entry(case.id, "sample"))
    connection = _copy(office, folder)
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


def _copy(office: Office, folder: Path) -> Any:
    """Return a raw connection to a copy: rows by hand would stand in the way of our own."""
    key = office._database._key
    source = raw_connection(folder / "evidence.dossier" / "office.db", key)
    copy = raw_connection(folder / "raw.db", key)
    source.backup(copy)
    source.close()
    return copy


def _entry(case: Any, words: str) -> LogEvidence:
    entry = EvidenceEntry(kind="tool", description=f"Pry bar, {words}", holder="M. Chen")
    return LogEvidence(case=case, entry=entry)


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
            "evidence_items": {"id": item, "tag": f"X-{number}", "number": number},
            "custody_events": {"id": event, "item": item},
            "evidence_heads": {"item": item, "tag": f"X-{number}", "number_in_case": number},
            "search_entries": {"rowid_": number, "record": item},
            "search_words": {"rowid": number},
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
