"""Where imported records came from, so that importing again changes nothing."""

from collections.abc import Iterable
from uuid import UUID

import sqlalchemy as sa

from app.domain.imports import ImportFinding, ImportRun
from app.storage.bulk import insert_rows
from app.storage.columns import Identity, PlainText
from app.storage.repository import Repository
from app.storage.schema import metadata, record_table

external_ids = sa.Table(
    "external_ids",
    metadata,
    sa.Column("system", PlainText, primary_key=True),
    sa.Column("kind", PlainText, primary_key=True),
    sa.Column("external", PlainText, primary_key=True),
    sa.Column("record", Identity, nullable=False),
    sa.Column("content", PlainText, nullable=False),
)
"""Which record a row of a foreign system became, and what that row said."""


import_runs = record_table("import_runs", ImportRun, append_only=True)
import_findings = record_table(
    "import_findings", ImportFinding, indexed=[("run", "severity")], append_only=True
)


class ImportRuns(Repository[ImportRun]):
    """Imports done."""

    record = ImportRun
    table = import_runs


class ImportFindings(Repository[ImportFinding]):
    """What imports found doubtful."""

    record = ImportFinding
    table = import_findings


class ExternalIds:
    """The way from a foreign system's key to our record."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def known(self, system: str) -> dict[tuple[str, str], tuple[UUID, str]]:
        """Return record and content by (kind, external key) for one system."""
        query = sa.select(
            external_ids.c.kind,
            external_ids.c.external,
            external_ids.c.record,
            external_ids.c.content,
        ).where(external_ids.c.system == system)
        rows = self._connection.execute(query)
        return {(row.kind, row.external): (row.record, row.content) for row in rows}

    def add_all(self, system: str, rows: Iterable[tuple[str, str, UUID, str]]) -> None:
        """Remember (kind, external key, record, content) of new records."""
        values = [
            {"system": system, "kind": kind, "external": key, "record": record, "content": content}
            for kind, key, record, content in rows
        ]
        insert_rows(self._connection, external_ids, values)
