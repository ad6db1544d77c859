"""Places where a vault had better not live: folders that are copied, drives that leave."""

from pathlib import Path

import pytest

from app.storage.place_risks import RiskKind, risks
from tests.storage.test_place import ROOT, Drive

HOME = Path("/home/ada")


def service(folder: str, environment: dict[str, str] | None = None) -> str | None:
    found = risks(Path(folder), HOME, environment or {}, [ROOT])
    return found[0].service if found else None


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("/home/ada/OneDrive/office.dossier", "OneDrive"),
        ("/home/ada/OneDrive - Riverside County/cases/office.dossier", "OneDrive"),
        ("/home/ada/dropbox/office.dossier", "Dropbox"),
        ("/home/ada/Dropbox (Office)/office.dossier", "Dropbox"),
        ("/Users/ada/Library/Mobile Documents/com~apple~CloudDocs/office.dossier", "iCloud"),
        ("/Users/ada/Library/CloudStorage/Box-Box/office.dossier", "a cloud service"),
        ("/home/ada/Google Drive/office.dossier", "Google Drive"),
        ("/srv/Nextcloud/office.dossier", "Nextcloud"),
        ("/home/ada/Box/office.dossier", "Box"),
    ],
)
def test_a_folder_a_service_copies_is_known_by_its_name(folder: str, name: str) -> None:
    assert service(folder) == name


@pytest.mark.parametrize(
    "folder", ["/home/ada/office.dossier", "/srv/box/office.dossier", "/home/ada/My OneDrives/x"]
)
def test_other_folders_are_none(folder: str) -> None:
    assert service(folder) is None


def test_windows_names_the_folder_in_its_environment() -> None:
    assert service("/data/kept/office.dossier", {"OneDriveCommercial": "/data/kept"}) == "OneDrive"
    assert service("/data/kept/office.dossier", {"OneDrive": ""}) is None


def test_a_folder_is_known_by_what_the_service_leaves_in_it(tmp_path: Path) -> None:
    (tmp_path / "kept" / ".stfolder").mkdir(parents=True)
    vault = tmp_path / "kept" / "deep" / "office.dossier"
    assert service(str(vault)) == "Syncthing"


def test_a_link_into_such_a_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "Dropbox")
    assert service(str(tmp_path / "link" / "office.dossier")) == "Dropbox"


@pytest.mark.parametrize(
    "drive",
    [
        Drive("/media/ada/STICK", "ext4"),
        Drive("/run/media/ada/STICK", "btrfs"),
        Drive("/Volumes/STICK", "apfs"),
        Drive("/e", "NTFS", "rw,removable"),
        Drive("/mnt/card", "exfat"),
    ],
)
def test_a_removable_drive_is_told(drive: Drive) -> None:
    (risk,) = risks(Path(drive.mountpoint) / "office.dossier", HOME, {}, [ROOT, drive])
    assert risk.kind is RiskKind.REMOVABLE


def test_a_fixed_drive_is_not() -> None:
    drives = [ROOT, Drive("/media/ada/STICK", "vfat"), Drive("/data", "xfs")]
    assert risks(Path("/data/office.dossier"), HOME, {}, drives) == ()
