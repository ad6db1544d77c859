"""What a full check of a vault found."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.audit_report import ChainReport, DeepReport


@dataclass(frozen=True, kw_only=True)
class VaultReport:
    """Everything the vault holds, read and compared with what was written.

    Attributes:
        chain: the audit log.
        deep: the records compared with the log; None where the database could not be read whole.
        database: what SQLCipher and SQLite say is wrong, in their words.
        records: how many of each kind were read; ``damaged_kinds``: kinds with a record that is
            not what was written.
        attachments: how many files were read; ``damaged_attachments``: their names.
    """

    chain: ChainReport
    deep: DeepReport | None
    database: tuple[str, ...]
    records: Mapping[str, int]
    damaged_kinds: tuple[str, ...]
    attachments: int
    damaged_attachments: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        """Whether nothing is wrong."""
        wrong = self.database or self.damaged_kinds or self.damaged_attachments
        deep = self.deep is not None and self.deep.is_whole
        return self.chain.is_whole and deep and not wrong
