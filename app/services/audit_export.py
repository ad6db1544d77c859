"""Handing the audit log out: to a court, to the defense, to a reviewer."""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from app.domain.audit import GENESIS, Fact
from app.domain.errors import Refused
from app.domain.users import Permission
from app.interchange.audit_log import AuditLogWriter
from app.services.office import Query
from app.storage.durable import appearing, disk_errors
from app.storage.unit_of_work import Reading


@dataclass(frozen=True)
class ExportedLog:
    """What was handed out.

    Attributes:
        first, last: positions of the entries; ``withheld``: how many of them show their place only.
        sha256: of the file but for its last line, hexadecimal.
    """

    path: Path
    first: int
    last: int
    withheld: int
    sha256: str


@dataclass(frozen=True)
class ExportAuditLog(Query[ExportedLog]):
    """The log as a file that can be checked without Dossier, signed by whoever exports it.

    Attributes:
        to: the file to write; it must not exist yet.
        first: the position to begin at.
    """

    to: Path
    first: int = 1
    needs: ClassVar[Permission] = Permission.AUDIT_EXPORT
    is_audited: ClassVar[bool] = True
    needs_confirmation: ClassVar[bool] = True
    is_checkpoint: ClassVar[bool] = True

    def run(self, reading: Reading) -> ExportedLog:
        """Write the file; it appears only when it is complete.

        Raises:
            Refused: there is a file of that name, or the log has no such entry.
            Unavailable: the disk refuses; nothing is left.
        """
        with disk_errors(self.to):
            if self.to.exists():
                raise Refused("audit.export_exists", field="to", name=self.to.name)
        last, link = reading.audit.head()
        if not 1 <= self.first <= last:
            raise Refused("audit.no_such_entry", field="first", last=last)
        before = reading.audit.link_at(self.first - 1) or GENESIS
        with appearing(self.to) as file:
            writer = AuditLogWriter(file)
            writer.begin(reading.seal.vault, reading.now, self.first, before)
            writer.signers(reading.seal.signers())
            withheld = self._write_entries(reading, writer)
            if reading.audit.checkpoint_at(last) is None:
                writer.checkpoint(reading.seal.sign(last, link, reading.now))
            return ExportedLog(self.to, self.first, last, withheld, writer.end())

    def noted(self, answer: ExportedLog) -> tuple[Fact, ...]:
        """Which entries went out, and in which file by its hash."""
        return (
            ("first", str(answer.first)),
            ("last", str(answer.last)),
            ("sha256", answer.sha256),
        )

    def _write_entries(self, reading: Reading, writer: AuditLogWriter) -> int:
        signed = {each.seq: each for each in reading.audit.checkpoints()}
        hidden = reading.walls.closed_to(reading.user)
        withheld = 0
        for entry in reading.audit.all(self.first):
            if entry.case in hidden:
                withheld += 1
                writer.withheld(entry)
            else:
                writer.entry(entry)
            if entry.seq in signed:
                writer.checkpoint(signed[entry.seq])
        return withheld
