"""What speaks against keeping a vault in a folder where one could live: copies and loss.

Nothing here refuses: a folder can only look as if it were synchronized, and an office may have its
reasons. What can never work is refused by `place`.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from app.storage.place import Mount, closest_mount


class RiskKind(StrEnum):
    """Why a place is unwise."""

    SYNCED = "synced"
    REMOVABLE = "removable"


@dataclass(frozen=True)
class PlaceRisk:
    """One thing to tell the user about a place.

    Attributes:
        service: who copies a synchronized folder elsewhere.
    """

    kind: RiskKind
    path: Path
    service: str = ""


_FOLDERS = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "icloud drive": "iCloud",
    "iclouddrive": "iCloud",
    "mobile documents": "iCloud",
    "cloudstorage": "a cloud service",
    "box sync": "Box",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "pcloud drive": "pCloud",
    "pclouddrive": "pCloud",
    "proton drive": "Proton Drive",
    "seafile": "Seafile",
    "megasync": "MEGA",
    "synologydrive": "Synology Drive",
    "yandex.disk": "Yandex Disk",
}
"""Names under which services lay out their folder, in small letters."""
_IN_HOME = {"box": "Box", "mega": "MEGA", "sync": "Sync.com", "tresors": "Tresorit"}
"""Names too common to mean anything elsewhere."""
_BEGINNINGS = {"onedrive - ": "OneDrive", "dropbox (": "Dropbox", "googledrive-": "Google Drive"}
_MARKS = {
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".stfolder": "Syncthing",
    ".sync": "Resilio Sync",
    ".tmp.drivedownload": "Google Drive",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
    ".seafile-data": "Seafile",
}
"""Files and folders that services leave at the top of what they copy."""
_VARIABLES = ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")
"""Windows names the synchronized folders in these."""

_STICKS = frozenset({"vfat", "exfat", "msdos", "fat", "fat32"})
_PLUGGED_IN = (Path("/media"), Path("/run/media"), Path("/Volumes"))
"""Where Linux and macOS mount what is plugged in."""


def risks(
    folder: Path, home: Path, environment: Mapping[str, str], mounts: Iterable[Mount]
) -> tuple[PlaceRisk, ...]:
    """Return what speaks against the absolute path ``folder``, which need not exist yet."""
    found = []
    service = next(_services(folder, home, environment), None)
    if service is not None:
        found.append(PlaceRisk(RiskKind.SYNCED, folder, service))
    mount = closest_mount(folder, mounts)
    if mount is not None and _is_removable(mount):
        found.append(PlaceRisk(RiskKind.REMOVABLE, folder))
    return tuple(found)


def _services(folder: Path, home: Path, environment: Mapping[str, str]) -> Iterator[str]:
    # A link may lead into the folder, or the folder may itself be a link to somewhere.
    for path in {folder, folder.resolve()}:
        for part in (path, *path.parents):
            yield from _by_name(part, home)
            yield from _by_mark(part)
        named = [environment.get(name) for name in _VARIABLES]
        if any(each and path.is_relative_to(each) for each in named):
            yield "OneDrive"


def _by_name(part: Path, home: Path) -> Iterator[str]:
    name = part.name.casefold()
    known = _FOLDERS.get(name) or (_IN_HOME.get(name) if part.parent == home else None)
    if known:
        yield known
    yield from (service for start, service in _BEGINNINGS.items() if name.startswith(start))


def _by_mark(part: Path) -> Iterator[str]:
    with suppress(OSError):  # what may not be looked at tells nothing
        yield from (service for mark, service in _MARKS.items() if (part / mark).exists())


def _is_removable(mount: Mount) -> bool:
    point = Path(mount.mountpoint)
    if "removable" in mount.opts.lower().split(",") or mount.fstype.lower() in _STICKS:
        return True
    return any(point != top and point.is_relative_to(top) for top in _PLUGGED_IN)
