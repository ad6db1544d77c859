"""First page of the case list: against the same SELECT by hand, and a million against few."""

from functools import partial
from pathlib import Path
from typing import Any

from app.domain.cases import CaseFilter, CaseSort
from app.services.cases import CasesPage
from app.storage.engine import raw_connection
from tests.benchmarks.measuring import Finding, in_turn
from tests.benchmarks.offices import fill, found

ROUNDS = 60
_BY_HAND = """
SELECT "case", number, title, stage, status, category, received_on, defendant, defendants,
  charge, charges, next_on, next_kind, next_what FROM case_heads
WHERE ("case" NOT IN (SELECT "case" FROM case_walls)
  OR "case" IN (SELECT "case" FROM case_walls WHERE user = ?)) AND {where}
ORDER BY {order} LIMIT 101
"""
_VIEWS: tuple[tuple[str, CasesPage, str, str], ...] = (
    ("by number", CasesPage(), "true", 'number DESC, "case" DESC'),
    (
        "by defendant, open only",
        CasesPage(which=CaseFilter(open_only=True), sort=CaseSort.DEFENDANT, descending=False),
        "status NOT IN ('closed', 'declined')",
        'defendant, "case"',
    ),
)


def measure(folder: Path, cases: int) -> list[Finding]:
    """Compare each view of one office of ``cases`` cases with the SELECT written by hand."""
    office = found(folder / "list.dossier")
    fill(office, cases)
    connection = raw_connection(folder / "list.dossier" / "office.db", office._database._key)
    findings = []
    for name, query, where, order in _VIEWS:
        sql = _BY_HAND.format(where=where, order=order)
        by_hand = partial(_rows, connection, sql, office.actor.user.bytes)
        ours, peer = in_turn(partial(office.ask, query), by_hand, ROUNDS)
        findings.append(
            Finding(f"first page {name}, {cases:,} cases / SELECT by hand", ours, peer, 2.0)
        )
    connection.close()
    office.close()
    return findings


def measure_growth(folder: Path, many: int, few: int) -> list[Finding]:
    """Compare the first page over ``many`` cases with the first page over ``few``."""
    offices = {}
    for count in (many, few):
        offices[count] = found(folder / f"list-{count}.dossier")
        fill(offices[count], count)
    findings = []
    for name, query, _, _ in _VIEWS:
        ours, peer = in_turn(
            partial(offices[many].ask, query), partial(offices[few].ask, query), ROUNDS
        )
        findings.append(
            Finding(f"first page {name}, {many:,} cases / {few:,} cases", ours, peer, 1.5)
        )
    for office in offices.values():
        office.close()
    return findings


def _rows(connection: Any, sql: str, user: bytes) -> list[object]:
    rows: list[object] = connection.execute(sql, (user,)).fetchall()
    return rows
