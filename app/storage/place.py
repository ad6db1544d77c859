"""Whether a folder is a place where a vault can live: a local drive, writable, with room."""

import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

import psutil

from app.domain.errors import Unavailable
from app.storage.durable import disk_errors

ROOM_FOR_A_VAULT = 32 * 1024 * 1024
"""Bytes a new vault needs: header, empty database and its write-ahead log, with some air."""

_NETWORK = frozenset(
    {
        "nfs",
        "cifs",
        "smb",
        "smbfs",
        "afpfs",
        "ncpfs",
        "afs",
        "davfs",
        "davfs2",
        "webdav",
        "sshfs",
        "rclone",
        "s3fs",
        "gvfsd-fuse",
        "ceph",
        "glusterfs",
        "lustre",
        "beegfs",
    }
)
"""File systems that live on another machine.

9p, virtiofs and vboxsf are not here: containers and virtual machines show the local disk that way.
"""


class Mount(Protocol):
    """What this module needs to know of a mounted drive; `psutil` gives such objects."""

    @property
    def mountpoint(self) -> str:
        """Where it is mounted."""

    @property
    def fstype(self) -> str:
        """Kind of file system, e.g. ``"ext4"`` or ``"fuse.sshfs"``."""

    @property
    def opts(self) -> str:
        """Options separated by commas; Windows says ``"remote"`` here."""


def require_local(folder: Path) -> None:
    """Refuse a network drive: SQLite's write-ahead log needs memory shared on one machine.

    A drive of unknown kind is allowed.

    Raises:
        Unavailable: `folder` (or, where it does not exist yet, its nearest parent) is on one.
    """
    if is_on_network(folder.resolve(), psutil.disk_partitions(all=True)):
        raise Unavailable("vault.network_drive", path=str(folder))


def is_on_network(folder: Path, mounts: Iterable[Mount]) -> bool:
    """Return whether the absolute path `folder` lies on a network drive among `mounts`."""
    if folder.drive.startswith("\\\\"):
        return True
    closest = closest_mount(folder, mounts)
    return closest is not None and _is_network(closest)


def closest_mount(folder: Path, mounts: Iterable[Mount]) -> Mount | None:
    """Return the drive the absolute path `folder` lies on, None where it is not among `mounts`."""
    holding = [mount for mount in mounts if folder.is_relative_to(mount.mountpoint)]
    # The last of several mounts on one point hides the others, and max() keeps the first it meets.
    return max(reversed(holding), key=lambda mount: len(Path(mount.mountpoint).parts), default=None)


def require_writable(folder: Path) -> None:
    """Refuse a folder in which nothing can be written.

    Raises:
        Unavailable: no right to write, or the drive is read-only.
    """
    if not os.access(folder, os.W_OK | os.X_OK):
        raise Unavailable("vault.read_only", path=str(folder))


def require_room(folder: Path, needed: int) -> None:
    """Refuse a drive with fewer than `needed` bytes free.

    Raises:
        Unavailable: too little room, or the drive does not answer.
    """
    with disk_errors(folder):
        free = shutil.disk_usage(folder).free
    if free < needed:
        raise Unavailable(
            "vault.no_room",
            path=str(folder),
            needed_mb=-(-needed // 1_000_000),
            free_mb=free // 1_000_000,
        )


def _is_network(mount: Mount) -> bool:
    kind = mount.fstype.lower().removeprefix("fuse.")
    # "nfs4", "smb3": the version is written behind the name.
    return kind in _NETWORK or kind.rstrip("0123456789") in _NETWORK or "remote" in _options(mount)


def _options(mount: Mount) -> list[str]:
    return mount.opts.lower().split(",")
