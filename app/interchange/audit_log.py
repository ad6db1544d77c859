"""The exported audit log: JSON lines that `resources/audit/verify_audit_log.py` checks by itself.

First a line that says what it is, then the signers' public keys, then entries, each followed by the
signature under it where there is one, and last a line with the hash of all before it. Entries whose
matter is closed to whoever exports keep their place in the chain and nothing else.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import BinaryIO
from uuid import UUID

from app.domain.audit import AuditEntry, Checkpoint

FORMAT = "dossier-audit-log/1"


class AuditLogWriter:
    """Writes one export.

    Args:
        file: open for writing bytes.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._digest = hashlib.sha256()
        self._lines = -1  # the first line says what the file is and is not counted

    def begin(self, vault: UUID, at: datetime, first: int, previous: str) -> None:
        """Say what the file is, where it begins in the log and what the entry before links to."""
        self._put(
            {
                "format": FORMAT,
                "vault": vault.hex,
                "exported_at": at.isoformat(timespec="seconds"),
                "first": first,
                "previous": previous,
            }
        )

    def signers(self, keys: Mapping[UUID, tuple[bytes, ...]]) -> None:
        """Write everybody's public keys, the present one first."""
        for signer, theirs in sorted(keys.items()):
            self._put({"signer": signer.hex, "keys": [key.hex() for key in theirs]})

    def entry(self, entry: AuditEntry) -> None:
        """Write an entry whole."""
        self._put({"entry": entry.content(), "link": entry.link})

    def withheld(self, entry: AuditEntry) -> None:
        """Write an entry's place in the chain only."""
        self._put({"withheld": entry.seq, "previous": entry.previous, "link": entry.link})

    def checkpoint(self, signed: Checkpoint) -> None:
        """Write the signature under the entry just written."""
        self._put(
            {
                "checkpoint": {
                    "seq": signed.seq,
                    "link": signed.link,
                    "at": signed.at.isoformat(timespec="microseconds"),
                    "signer": signed.signer.hex,
                    "key": signed.key.hex(),
                    "signature": signed.signature.hex(),
                }
            }
        )

    def end(self) -> str:
        """Write the last line and return the SHA-256 of all before it, hexadecimal."""
        whole = self._digest.hexdigest()
        self._file.write(_line({"end": {"lines": self._lines, "sha256": whole}}))
        return whole

    def _put(self, value: Mapping[str, object]) -> None:
        line = _line(value)
        self._digest.update(line)
        self._lines += 1
        self._file.write(line)


def _line(value: Mapping[str, object]) -> bytes:
    return json.dumps(value, ensure_ascii=True, separators=(",", ":")).encode() + b"\n"
