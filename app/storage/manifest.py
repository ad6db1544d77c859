"""What a backup says of itself: `manifest.json`, with the hash of every file and a MAC over all.

The file is written in one form only, to the byte: whatever else it says is not what was written.
"""

import hashlib
import hmac
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from app.domain.backups import BackupMade
from app.domain.errors import Damaged, Unavailable
from app.storage.durable import disk_errors
from app.storage.migration import HEAD

FILE_NAME = "manifest.json"
FORMAT = 1
MOST_BYTES = 256 * 1024 * 1024
"""A manifest is read before it can be authenticated: it must not exhaust the machine."""

_PATH = re.compile(r"vault\.hdr|office\.db|members|objects/[0-9a-f]{2}/[0-9a-f]{32}\.enc")
_LINK = re.compile(r"[0-9a-f]{64}")
_UNREADABLE = (
    *(ValueError, TypeError, KeyError, AttributeError),
    *(RecursionError, OverflowError),
)
"""What reading a file of another form ends in."""


@dataclass(frozen=True)
class FileEntry:
    """A file of the backup: its path below the folder, bytes, and SHA-256 in hexadecimal."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """The content.

    Attributes:
        program: version that made the backup; ``schema``: revision of its database.
        vault, header_sequence, epoch: of the vault that was copied.
        moment: UTC, to the second.
        kind: ``asked`` or ``scheduled``.
        seq, link: the last entry of the audit log in it.
        counts: records of each kind.
        faults: what was wrong with the vault already, e.g. ``"attachment <name>"``; empty for a
            whole one.
    """

    program: str
    schema: str
    vault: UUID
    header_sequence: int
    epoch: int
    moment: datetime
    kind: str
    seq: int
    link: str
    counts: Mapping[str, int]
    faults: tuple[str, ...]
    files: tuple[FileEntry, ...]

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(file.size for file in self.files)

    def made_in(self, folder: Path) -> BackupMade:
        """Return what there is to say of the backup in this folder."""
        return BackupMade(
            folder=folder,
            moment=self.moment,
            kind=self.kind,
            size=self.size,
            files=len(self.attachments),
            seq=self.seq,
            link=self.link,
            faults=self.faults,
        )

    @property
    def is_current(self) -> bool:
        """Whether the database is of this version of the program."""
        return self.schema == HEAD

    @property
    def attachments(self) -> tuple[FileEntry, ...]:
        """The attached files."""
        return tuple(file for file in self.files if file.path.startswith("objects/"))


@dataclass(frozen=True)
class StoredManifest:
    """A manifest as it lies there: believed only after `verify`."""

    manifest: Manifest
    body: bytes = field(repr=False)
    mac: str = field(repr=False)

    def verify(self, key: bytes) -> Manifest:
        """Return the manifest if a holder of the backup's key wrote it.

        Raises:
            Damaged: it was changed.
        """
        if not hmac.compare_digest(_mac(self.body, key), self.mac):
            raise Damaged("backup.damaged", file=FILE_NAME)
        return self.manifest


def written(manifest: Manifest, key: bytes) -> bytes:
    """Return the file's content."""
    body = _body(manifest)
    return _file(body, _mac(body, key))


def read(folder: Path) -> StoredManifest:
    """Return the manifest of a backup.

    Raises:
        Damaged: it is missing, or not of the one form.
        Unavailable: it cannot be read, or a newer program wrote it.
    """
    path = folder / FILE_NAME
    with disk_errors(path):
        if not path.is_file() or path.stat().st_size > MOST_BYTES:
            raise Damaged("backup.damaged", file=FILE_NAME)
        content = path.read_bytes()
    try:
        stored = _parsed(json.loads(content))
    except _UNREADABLE as error:
        raise Damaged("backup.damaged", file=FILE_NAME) from error
    if _file(stored.body, stored.mac) != content:
        raise Damaged("backup.damaged", file=FILE_NAME)
    return stored


def _body(manifest: Manifest) -> bytes:
    content = {
        "format": FORMAT,
        "program": manifest.program,
        "schema": manifest.schema,
        "vault": str(manifest.vault),
        "header_sequence": manifest.header_sequence,
        "epoch": manifest.epoch,
        "moment": f"{manifest.moment:%Y-%m-%dT%H:%M:%SZ}",
        "kind": manifest.kind,
        "audit": {"seq": manifest.seq, "link": manifest.link},
        "counts": dict(sorted(manifest.counts.items())),
        "faults": list(manifest.faults),
        "files": {file.path: [file.size, file.sha256] for file in manifest.files},
    }
    return json.dumps(content, ensure_ascii=True, indent=1).encode("ascii")


def _file(body: bytes, mac: str) -> bytes:
    return b'{"manifest": ' + body + b', "mac": "' + mac.encode("ascii") + b'"}\n'


def _mac(body: bytes, key: bytes) -> str:
    return hmac.new(key, body, hashlib.sha256).hexdigest()


def _parsed(file: Mapping[str, object]) -> StoredManifest:
    content, mac = file["manifest"], file["mac"]
    if not isinstance(content, dict) or not isinstance(mac, str) or not _LINK.fullmatch(mac):
        raise TypeError
    if isinstance(content["format"], int) and content["format"] > FORMAT:
        raise Unavailable("backup.newer_format")
    manifest = Manifest(
        program=str(content["program"]),
        schema=str(content["schema"]),
        vault=UUID(content["vault"]),
        header_sequence=int(content["header_sequence"]),
        epoch=int(content["epoch"]),
        moment=datetime.strptime(content["moment"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC),
        kind=str(content["kind"]),
        seq=int(content["audit"]["seq"]),
        link=str(content["audit"]["link"]),
        counts={str(kind): int(count) for kind, count in content["counts"].items()},
        faults=tuple(map(str, content["faults"])),
        files=tuple(_entry(path, *known) for path, known in content["files"].items()),
    )
    return StoredManifest(manifest, _body(manifest), mac)


def _entry(path: str, size: int, sha256: str) -> FileEntry:
    if not _PATH.fullmatch(path) or not _LINK.fullmatch(sha256):
        raise ValueError(path)
    return FileEntry(path, int(size), sha256)
