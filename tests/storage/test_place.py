"""Where a vault can live: local, writable, with room."""

import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.domain.errors import Unavailable
from app.storage import vault
from app.storage.header_records import KdfCost
from app.storage.place import is_on_network, require_local, require_room, require_writable


@dataclass
class Drive:
    mountpoint: str
    fstype: str
    opts: str = "rw"


ROOT = Drive("/", "ext4")


@pytest.mark.parametrize(
    "kind",
    [
        "nfs",
        "nfs4",
        "cifs",
        "smb3",
        "smbfs",
        "afpfs",
        "fuse.sshfs",
        "fuse.rclone",
        "davfs",
        "webdav",
        "NFS",
        "ceph",
    ],
)
def test_network_file_systems_are_recognized(kind: str) -> None:
    assert is_on_network(Path("/mnt/share/Office.dossier"), [ROOT, Drive("/mnt/share", kind)])


@pytest.mark.parametrize(
    "kind",
    ["ext4", "btrfs", "xfs", "apfs", "hfs", "NTFS", "fuseblk", "tmpfs", "overlay", "9p", "", "new"],
)
def test_local_and_unknown_file_systems_are_allowed(kind: str) -> None:
    assert not is_on_network(Path("/data/Office.dossier"), [Drive("/", kind)])


def test_the_closest_mount_decides() -> None:
    mounts = [ROOT, Drive("/mnt", "nfs"), Drive("/mnt/local", "ext4")]
    assert is_on_network(Path("/mnt/x"), mounts)
    assert not is_on_network(Path("/mnt/local/x"), mounts)
    assert not is_on_network(Path("/mnt-other/x"), mounts)


def test_the_last_of_two_mounts_on_one_point_decides() -> None:
    assert is_on_network(Path("/m/x"), [ROOT, Drive("/m", "ext4"), Drive("/m", "nfs")])
    assert not is_on_network(Path("/m/x"), [ROOT, Drive("/m", "nfs"), Drive("/m", "ext4")])


def test_windows_says_remote_in_the_options() -> None:
    assert is_on_network(Path("/z/x"), [Drive("/z", "NTFS", "rw,remote")])
    assert not is_on_network(Path("/z/x"), [Drive("/z", "NTFS", "rw,fixed")])


def test_no_known_mounts_mean_an_unknown_place() -> None:
    assert not is_on_network(Path("/anything"), [])


def test_a_folder_on_a_network_drive_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "psutil.disk_partitions",
        lambda **_: [ROOT, Drive(str(tmp_path.resolve()), "fuse.sshfs")],
    )
    with pytest.raises(Unavailable) as caught:
        require_local(tmp_path / "Office.dossier")
    assert caught.value.code == "vault.network_drive"


def test_a_link_to_a_network_drive_is_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    share = tmp_path / "share"
    share.mkdir()
    (tmp_path / "link").symlink_to(share)
    monkeypatch.setattr(
        "psutil.disk_partitions", lambda **_: [ROOT, Drive(str(share.resolve()), "cifs")]
    )
    with pytest.raises(Unavailable):
        require_local(tmp_path / "link" / "Office.dossier")


def test_this_machine_s_own_drive_is_accepted(tmp_path: Path) -> None:
    require_local(tmp_path)
    require_writable(tmp_path)
    require_room(tmp_path, 1)


def test_too_little_room_is_said_in_megabytes(tmp_path: Path) -> None:
    with pytest.raises(Unavailable) as caught:
        require_room(tmp_path, 10**18)
    assert caught.value.code == "vault.no_room"
    assert caught.value.values["needed_mb"] == 10**12


def test_room_on_a_drive_that_is_gone_is_unavailable(tmp_path: Path) -> None:
    with pytest.raises(Unavailable):
        require_room(tmp_path / "gone", 1)


@pytest.fixture
def read_only(tmp_path: Path) -> Iterator[Path]:
    """A vault in which nothing can be written, whoever runs the tests."""
    folder = tmp_path / "County.dossier"
    vault.create(folder, "Office", "ada", "Ada", "passphrase", cost=KdfCost(8, 1, 1))[0].close()
    if os.name == "nt":
        pytest.skip("folders have no read-only mode here")
    if os.geteuid() != 0:
        folder.chmod(0o500)
        yield folder
        folder.chmod(0o700)
        return
    # Permissions do not bind root, the immutable flag does, where the file system has it.
    if subprocess.run(["chattr", "+i", folder], check=False, capture_output=True).returncode:  # noqa: S607 -- fixed words
        pytest.skip("cannot make a folder read-only for root on this file system")
    yield folder
    subprocess.run(["chattr", "-i", folder], check=True)  # noqa: S607 -- fixed words


def test_a_read_only_folder_is_refused(read_only: Path) -> None:
    with pytest.raises(Unavailable) as caught:
        require_writable(read_only)
    assert caught.value.code == "vault.read_only"


def test_a_vault_that_cannot_be_written_is_not_opened(read_only: Path) -> None:
    names = sorted(read_only.iterdir())
    with pytest.raises(Unavailable) as caught:
        vault.unlock(read_only, "ada", "passphrase")
    assert caught.value.code == "vault.read_only"
    assert sorted(read_only.iterdir()) == names


def test_no_vault_is_made_where_nothing_can_be_written(read_only: Path) -> None:
    with pytest.raises(Unavailable):
        vault.create(read_only / "New.dossier", "Office", "ada", "Ada", "passphrase")
