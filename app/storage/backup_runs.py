"""The record of backups made and drills held."""

import sqlalchemy as sa

from app.domain.backups import BackupRun
from app.storage.repository import Repository
from app.storage.schema import record_table

backup_runs = record_table("backup_runs", BackupRun, append_only=True)


class BackupRuns(Repository[BackupRun]):
    """Backups and drills; rows are only ever added."""

    record = BackupRun
    table = backup_runs

    def newest(self, limit: int) -> tuple[BackupRun, ...]:
        """Return the newest runs, newest first, in the order they were recorded: clocks go back."""
        query = sa.select(backup_runs).order_by(sa.text("rowid DESC")).limit(limit)
        return tuple(self._read(row) for row in self._connection.execute(query))
