"""A folder taken in: looked at first, then file after file; whatever stops it, whole files stay."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from app.domain.backups import Watch
from app.domain.cases import Case
from app.domain.errors import Cancelled, Refused
from app.domain.evidence import ItemId
from app.domain.evidence_entry import EvidenceEntry
from app.domain.file_intake import FolderLook
from app.services.attachments import Destination, FilesOf, LookThroughFolder, take_folder
from app.services.attachments.folders import BATCH_FILES
from app.services.cases import OpenCase
from app.services.evidence import LogEvidence
from app.services.office import Office


@pytest.fixture
def case(office: Office) -> Case:
    return office.do(OpenCase(title="State v. Roe")).value


@pytest.fixture
def item(office: Office, case: Case) -> ItemId:
    entry = EvidenceEntry(kind="video", description="Card of a camera")
    return office.do(LogEvidence(case=case.id, entry=entry)).value.item.id


@pytest.fixture
def card(tmp_path: Path) -> Path:
    folder = tmp_path / "CARD"
    for name, content in (
        ("DCIM/100/IMG_1.JPG", b"\xff\xd8\xff one"),
        ("DCIM/100/IMG_2.JPG", b"\xff\xd8\xff two"),
        ("DCIM/101/IMG_1.JPG", b"\xff\xd8\xff three"),
        ("index.txt", b"index"),
    ):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def look(office: Office, case: Case, folder: Path) -> FolderLook:
    return office.ask(LookThroughFolder(case.id, folder))


def stored(office: Office) -> int:
    return sum(1 for _ in office._database._vault.objects.folder.glob("??/*"))


def last_entry(office: Office) -> int:
    with office._database.reading(office.actor) as reading:
        return reading.audit.head()[0]


def test_a_folder_is_looked_at_and_taken_in_with_where_each_file_lay(
    office: Office, case: Case, item: ItemId, card: Path
) -> None:
    found = look(office, case, card)
    assert [file.came_from for file in found.files] == [
        "CARD/DCIM/100/IMG_1.JPG",
        "CARD/DCIM/100/IMG_2.JPG",
        "CARD/DCIM/101/IMG_1.JPG",
        "CARD/index.txt",
    ]
    assert found.size == sum(path.stat().st_size for path in card.rglob("*.*"))
    assert office.ask(FilesOf(case.id)) == ()
    done = take_folder(office, found, Destination(case=case.id, item=item), Watch())
    assert (done.value.taken, done.value.size, done.value.left_out) == (4, found.size, ())
    assert done.value.is_whole
    assert done.changes.touches("attachments")
    kept = office.ask(FilesOf(case.id, item))
    assert {file.came_from for file in kept} == {file.came_from for file in found.files}


def test_taken_in_again_only_what_is_missing_is_added(
    office: Office, case: Case, card: Path
) -> None:
    to = Destination(case=case.id)
    take_folder(office, look(office, case, card), to, Watch())
    (card / "DCIM/100/IMG_2.JPG").write_bytes(b"\xff\xd8\xff changed since")
    (card / "new.txt").write_bytes(b"new")
    again = take_folder(office, look(office, case, card), to, Watch()).value
    assert again.taken == 2
    assert {left.code for left in again.left_out} == {"attachment.kept_already"}
    assert len(office.ask(FilesOf(case.id))) == stored(office) == 6


@pytest.mark.skipif(os.name != "posix", reason="links, pipes and rights as Unix has them")
def test_links_pipes_loops_and_empty_files_are_left_out_and_told(
    office: Office, case: Case, card: Path, tmp_path: Path
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text("not for this case")
    (card / "loop").symlink_to(card)
    (card / "away").symlink_to(outside)
    (card / "secret").symlink_to(outside / "secret.txt")
    (card / "dangling").symlink_to(tmp_path / "nothing")
    os.mkfifo(card / "pipe")
    (card / "empty.txt").touch()
    found = look(office, case, card)
    assert {left.came_from: left.code for left in found.left_out} == {
        "CARD/loop": "attachment.is_link",
        "CARD/away": "attachment.is_link",
        "CARD/secret": "attachment.is_link",
        "CARD/dangling": "attachment.is_link",
        "CARD/pipe": "attachment.not_a_file",
        "CARD/empty.txt": "attachment.empty",
    }
    assert len(found.files) == 4


@pytest.mark.skipif(os.name != "posix", reason="rights as Unix has them")
def test_what_cannot_be_read_is_left_out(
    office: Office, case: Case, card: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Root may read everything, so the system's answer is given here."""
    scan, access = os.scandir, os.access
    closed = card / "DCIM" / "101"

    def scanning(folder: Path) -> object:
        if Path(folder) == closed:
            raise PermissionError(13, "Permission denied")
        return scan(folder)

    with monkeypatch.context() as system:
        system.setattr(os, "scandir", scanning)
        system.setattr(
            os, "access", lambda path, mode: Path(path).name != "index.txt" and access(path, mode)
        )
        found = look(office, case, card)
    assert {left.came_from: left.code for left in found.left_out} == {
        "CARD/DCIM/101": "attachment.folder_unreadable",
        "CARD/index.txt": "attachment.not_a_file",
    }


def test_the_vault_is_not_taken_into_itself(office: Office, case: Case) -> None:
    vault = office._database._vault.folder
    found = look(office, case, vault.parent)
    assert [left.code for left in found.left_out] == ["attachment.own_vault"]
    assert not any(vault.name in file.came_from for file in found.files)


@pytest.mark.parametrize("name", ["nowhere", "file.txt", "bad\0name"])
def test_what_is_no_folder_is_refused(
    office: Office, case: Case, tmp_path: Path, name: str
) -> None:
    (tmp_path / "file.txt").write_text("x")
    with pytest.raises(Refused, match="no_folder"):
        look(office, case, tmp_path / name)


def test_looking_can_be_stopped(office: Office, case: Case, card: Path) -> None:
    watch = Watch(ask=lambda: True, stopped="attachment.stopped")
    with pytest.raises(Cancelled):
        office.ask(LookThroughFolder(case.id, card, watch))


def many(folder: Path, number: int) -> Path:
    folder.mkdir()
    for at in range(number):
        (folder / f"{at:05}.txt").write_text(f"file {at}")
    return folder


def test_a_stop_half_way_keeps_whole_files_and_says_how_many_wait(
    office: Office, case: Case, tmp_path: Path
) -> None:
    found = look(office, case, many(tmp_path / "many", 200))
    told = list[int]()
    watch = Watch(lambda done, _of, _name: told.append(done), lambda: len(told) > 250)
    to = Destination(case=case.id)
    taken = take_folder(office, found, to, watch).value
    assert not taken.is_whole
    assert 0 < taken.taken < 200
    assert taken.taken + taken.waiting == 200
    assert len(office.ask(FilesOf(case.id))) == stored(office) == taken.taken
    rest = take_folder(office, found, to, Watch()).value
    assert rest.is_whole
    assert len(office.ask(FilesOf(case.id))) == stored(office) == 200


def test_many_small_files_go_in_under_few_entries(
    office: Office, case: Case, tmp_path: Path
) -> None:
    found = look(office, case, many(tmp_path / "many", 1_000))
    before, told = last_entry(office), list[tuple[int, int]]()
    watch = Watch(lambda done, of, _name: told.append((done, of)))
    taken = take_folder(office, found, Destination(case=case.id), watch).value
    assert (taken.taken, taken.left_out) == (1_000, ())
    assert last_entry(office) - before == -(-1_000 // BATCH_FILES)
    assert told == sorted(told)
    assert told[-1] == (found.size, found.size)
    assert len(office.ask(FilesOf(case.id))) == 1_000


def test_a_file_that_vanishes_or_changes_between_look_and_take_is_left_out(
    office: Office, case: Case, card: Path, tmp_path: Path
) -> None:
    found = look(office, case, card)
    (card / "index.txt").unlink()
    (card / "DCIM/100/IMG_1.JPG").write_bytes(b"")
    if os.name == "posix":
        (card / "DCIM/101/IMG_1.JPG").unlink()
        (card / "DCIM/101/IMG_1.JPG").symlink_to(tmp_path)
    taken = take_folder(office, found, Destination(case=case.id), Watch()).value
    codes = {left.came_from: left.code for left in taken.left_out}
    assert codes["CARD/index.txt"] == "attachment.not_a_file"
    assert codes["CARD/DCIM/100/IMG_1.JPG"] == "attachment.empty"
    assert taken.taken + len(taken.left_out) == 4
    assert taken.is_whole


def test_a_full_disk_ends_it_and_what_was_whole_before_stays(
    office: Office, case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("needs a device that is always full")
    found = look(office, case, many(tmp_path / "many", 3 * BATCH_FILES))
    monkeypatch.setattr(os, "open", _filling_up(BATCH_FILES + 10))
    taken = take_folder(office, found, Destination(case=case.id), Watch()).value
    monkeypatch.undo()
    assert taken.failure is not None
    assert taken.failure.code == "disk.full"
    assert (taken.taken, taken.waiting) == (BATCH_FILES, 2 * BATCH_FILES)
    assert len(office.ask(FilesOf(case.id))) == stored(office) == BATCH_FILES


def _filling_up(after: int) -> Callable[..., int]:
    open_file, opened = os.open, list[str]()

    def opening(path: str, flags: int, mode: int = 0o777) -> int:
        if str(path).endswith(".part"):
            opened.append(str(path))
            if len(opened) > after:
                return open_file("/dev/full", os.O_WRONLY)
        return open_file(path, flags, mode)

    return opening


@pytest.mark.skipif(os.name != "posix", reason="names as bytes, as Unix has them")
def test_names_that_are_no_text_are_taken_in_as_text(
    office: Office, case: Case, tmp_path: Path
) -> None:
    folder = tmp_path / "odd"
    folder.mkdir()
    for name in (b"half \xff.txt", b"line\nbreak.txt", b"a\\b.txt"):
        Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_bytes(name)
    taken = take_folder(
        office, look(office, case, folder), Destination(case=case.id), Watch()
    ).value
    assert taken.taken == 3
    names = {file.name for file in office.ask(FilesOf(case.id))}
    assert names == {"half .txt", "line break.txt", "a\\b.txt"}
