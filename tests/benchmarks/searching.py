"""Search as you type against raw FTS5 in plain SQLite over the same texts."""

import sqlite3
import statistics
from collections.abc import Callable
from functools import partial
from pathlib import Path

from app.services.office import Office
from app.services.search import Search
from app.storage.engine import raw_connection
from tests.benchmarks.measuring import Finding, percentile, seconds
from tests.benchmarks.offices import fill, found

PREFIXES, ROUNDS = 200, 5
_RAW = "SELECT rowid, number, name FROM texts WHERE texts MATCH ? ORDER BY {order} LIMIT 24"


def measure(folder: Path, cases: int) -> list[Finding]:
    """Compare the 95th percentile over the prefixes users type on the way to a word."""
    office = found(folder / "search.dossier")
    fill(office, cases)
    peer = _plain_copy(office, folder)
    prefixes = _prefixes(peer)
    for prefix in prefixes[:10]:
        office.ask(Search(prefix))
    findings = []
    for order, meaning in (("rank", "best first"), ("rowid DESC", "newest first, no ranking")):
        raw = partial(_raw_hits, peer, _RAW.format(order=order))
        ours = [_usual(partial(office.ask, Search(prefix))) for prefix in prefixes]
        theirs = [_usual(partial(raw, prefix)) for prefix in prefixes]
        findings.append(
            Finding(
                f"search p95, {len(prefixes)} prefixes, {cases:,} cases / raw FTS5 {meaning}",
                percentile(ours, 0.95),
                percentile(theirs, 0.95),
                3.0,
                limit=0.050,
            )
        )
    peer.close()
    office.close()
    return findings


def _usual(work: Callable[[], object]) -> float:
    """Return the median of some rounds: a single one lasts no longer than what else goes on."""
    return statistics.median(seconds(work) for _ in range(ROUNDS))


def _raw_hits(peer: sqlite3.Connection, sql: str, prefix: str) -> list[object]:
    return peer.execute(sql, (f'"{prefix}"*',)).fetchall()


def _plain_copy(office: Office, folder: Path) -> sqlite3.Connection:
    source = raw_connection(folder / "search.dossier" / "office.db", office._database._key)
    rows = source.execute("SELECT rowid_, number, name, words FROM search_entries").fetchall()
    source.close()
    peer = sqlite3.connect(folder / "plain.db")
    peer.execute(
        "CREATE VIRTUAL TABLE texts USING fts5(number, name, words, prefix='1 2 3', "
        "tokenize='unicode61 remove_diacritics 2')"
    )
    peer.executemany("INSERT INTO texts(rowid, number, name, words) VALUES (?, ?, ?, ?)", rows)
    peer.commit()
    return peer


def _prefixes(peer: sqlite3.Connection) -> list[str]:
    """Every prefix of words spread evenly over the vocabulary, as they are typed."""
    names = peer.execute("SELECT DISTINCT name FROM texts ORDER BY name").fetchall()
    numbers = peer.execute("SELECT number FROM texts WHERE number <> '' LIMIT 40").fetchall()
    words = [word for (name,) in names for word in name.split()] + [n for (n,) in numbers]
    typed = sorted({w[:length].lower() for w in words for length in range(1, len(w) + 1)})
    return typed[:: max(1, len(typed) // PREFIXES)][:PREFIXES]
