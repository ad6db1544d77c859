"""How many records of each kind a case holds; of dated ones only what is still open."""

from uuid import UUID

import sqlalchemy as sa

from app.storage.known import known_to
from app.storage.schema import metadata

_OPEN: dict[str, str] = {
    "charges": "",
    "parties": "",
    "notes": "",
    "evidence_items": "",
    "witnesses": "",
    "victims": "",
    "deadlines": "status = 'open'",
    "hearings": "status = 'set'",
    "tasks": "done_at IS NULL",
    "disclosure_items": "",
    "speedy_clocks": "stopped_on IS NULL AND removed_reason = ''",
}
"""Table -> which rows count; an empty condition counts all."""


class CaseCounts:
    """Counts inside one case, for one user."""

    def __init__(self, connection: sa.Connection, user: UUID) -> None:
        self._connection = connection
        self._user = user

    def of(self, case: UUID) -> dict[str, int]:
        """Return table -> number of rows."""
        counts = [
            sa.select(sa.func.count())
            .select_from(table)
            .where(
                table.c.case == case,
                *([sa.text(condition)] if condition else []),
                *known_to(self._user, table),
            )
            .scalar_subquery()
            .label(name)
            for name, condition in _OPEN.items()
            for table in (metadata.tables[name],)
        ]
        row = self._connection.execute(sa.select(*counts)).one()
        return dict(row._mapping)  # noqa: SLF001  SQLAlchemy's public name for it
