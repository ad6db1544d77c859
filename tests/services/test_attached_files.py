"""Files kept with evidence: in, back, what they were made from, and what is refused."""

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from hashlib import md5, sha1, sha256
from pathlib import Path

import pytest
import sqlalchemy as sa

from app import bootstrap
from app.domain.attachments import Attachment, FileFacts, FileRole
from app.domain.audit import Outcome
from app.domain.backups import Watch
from app.domain.cases import Case
from app.domain.errors import Cancelled, Damaged, Refused, Unavailable
from app.domain.evidence import ItemId
from app.domain.evidence_entry import EvidenceEntry
from app.services.attachments import (
    AttachFile,
    FilesOf,
    InspectFile,
    OpenCopy,
    PreviewFile,
    PreviewKind,
    SaveAttachment,
)
from app.services.cases import OpenCase
from app.services.evidence import EvidenceItemView, LogEvidence
from app.services.office import Office
from tests.conftest import LOGIN, PASSPHRASE

CONTENT = b"\x00frame" * 30_000
PDF = b"%PDF-1.7\n" + b"%\xe2\xe3\n" * 20_000


@pytest.fixture
def case(office: Office) -> Case:
    return office.do(OpenCase(title="State v. Roe")).value


@pytest.fixture
def item(office: Office, case: Case) -> ItemId:
    entry = EvidenceEntry(kind="video", description="Store camera")
    return office.do(LogEvidence(case=case.id, entry=entry)).value.item.id


@pytest.fixture
def attach(office: Office, case: Case, item: ItemId, tmp_path: Path) -> Callable[..., Attachment]:
    def attached(name: str, content: bytes, facts: FileFacts | None = None) -> Attachment:
        path = tmp_path / "from" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
        command = AttachFile(case=case.id, item=item, path=path, facts=facts or FileFacts())
        return office.do(command).value

    return attached


@pytest.fixture
def attached(attach: Callable[..., Attachment]) -> Attachment:
    return attach("cam <1> & 2.mp4", CONTENT)


def objects(office: Office) -> list[Path]:
    return [p for p in office._database._vault.objects.folder.rglob("*") if p.is_file()]


def test_a_file_comes_back_as_it_was(
    office: Office, attached: Attachment, item: ItemId, tmp_path: Path
) -> None:
    saved = office.ask(SaveAttachment(attached.id, tmp_path / "back.mp4"))
    assert saved.read_bytes() == CONTENT
    (file,) = office.ask(EvidenceItemView(item)).files
    assert (file.name, file.size) == ("cam <1> & 2.mp4", len(CONTENT))


def test_all_that_is_known_on_the_way_in_is_kept(
    office: Office, attach: Callable[..., Attachment], case: Case, tmp_path: Path
) -> None:
    file = attach("report.bin", PDF, FileFacts(role=FileRole.REPORT, note=" from the lab\r\n"))
    assert (file.md5, file.sha1) == (md5(PDF).hexdigest(), sha1(PDF).hexdigest())  # noqa: S324  for old lists
    assert file.sha256 == sha256(PDF).hexdigest()
    assert (file.media_type, file.came_from) == ("application/pdf", "from/report.bin")
    assert (file.role, file.note) == (FileRole.REPORT, "from the lab")
    assert file.modified_at is not None
    written = (tmp_path / "from" / "report.bin").stat().st_mtime
    assert abs(file.modified_at.timestamp() - written) < 0.001
    (listed,) = office.ask(FilesOf(case.id))
    assert (listed.sha256, listed.md5, listed.item_tag) == (file.sha256, file.md5, "EV-0001")


def test_on_disk_there_is_no_plain_byte_of_it(office: Office, attached: Attachment) -> None:
    (stored,) = objects(office)
    assert b"frame" not in stored.read_bytes()
    assert attached.name not in str(stored)
    assert repr(attached.key) not in repr(attached)


@pytest.mark.parametrize("act", [PreviewFile, OpenCopy])
def test_looking_is_kept_in_the_log_and_names_the_file(
    office: Office, attach: Callable[..., Attachment], act: type[PreviewFile | OpenCopy]
) -> None:
    file = attach("letter.txt", b"Dear all")
    office.ask(act(file.id))
    with office._database.reading(office.actor) as reading:
        (entry,) = reading.audit.newest(1)
    assert (entry.action, entry.outcome) == (act.__name__, Outcome.READ)
    assert (entry.case, entry.facts) == (file.case, (("file", file.id.hex),))


def test_a_flipped_byte_is_reported_and_no_copy_is_left(
    office: Office, attach: Callable[..., Attachment], tmp_path: Path
) -> None:
    file = attach("letter.pdf", PDF)
    (stored,) = objects(office)
    bad = bytearray(stored.read_bytes())
    bad[-50_000] ^= 1
    stored.write_bytes(bad)
    target = tmp_path / "out" / "copy.pdf"
    target.parent.mkdir()
    for query in (PreviewFile(file.id), SaveAttachment(file.id, target), OpenCopy(file.id)):
        with pytest.raises(Damaged):
            office.ask(query)
    assert list(target.parent.iterdir()) == []
    copies = office._database._copies._own
    assert list(copies.iterdir()) == []


def test_a_copy_never_takes_the_place_of_another_file(
    office: Office, attached: Attachment, tmp_path: Path
) -> None:
    target = tmp_path / "copy.mp4"
    assert office.ask(SaveAttachment(attached.id, target)).read_bytes() == CONTENT
    with pytest.raises(Refused, match="target_exists"):
        office.ask(SaveAttachment(attached.id, target))


@pytest.mark.parametrize("name", ["missing.txt", "", "bad\0name", "half \udcff"])
def test_what_is_no_file_is_refused(office: Office, case: Case, tmp_path: Path, name: str) -> None:
    with pytest.raises(Refused, match="not_a_file"):
        office.do(AttachFile(case=case.id, path=tmp_path / name))
    assert objects(office) == []


def test_an_empty_file_is_refused(office: Office, case: Case, tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.touch()
    with pytest.raises(Refused, match="empty"):
        office.do(AttachFile(case=case.id, path=path))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no named pipes of this kind")
def test_a_named_pipe_is_not_waited_for(office: Office, case: Case, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(Refused, match="not_a_file"):
        office.do(AttachFile(case=case.id, path=pipe))


def test_a_name_is_kept_as_text_whatever_is_in_it(
    office: Office, attach: Callable[..., Attachment], tmp_path: Path
) -> None:
    file = attach("..\n\x1b[31m\u202egpj.exe", b"text")
    assert file.name == ".. [31mgpj.exe"
    folder = tmp_path / "out"
    folder.mkdir()
    saved = office.ask(SaveAttachment(file.id, folder))
    assert saved.parent == folder


def test_an_item_of_another_case_is_refused(office: Office, item: ItemId, tmp_path: Path) -> None:
    other = office.do(OpenCase(title="State v. Doe")).value
    path = tmp_path / "a.txt"
    path.write_bytes(b"a")
    with pytest.raises(Refused, match="other_case"):
        office.do(AttachFile(case=other.id, item=item, path=path))
    assert objects(office) == []


class Meddler:
    """Does something to a file while its first block is read."""

    def __init__(self, act: Callable[[], object]) -> None:
        self._act: Callable[[], object] | None = act

    def tell(self, done: int, _of: int, _step: str) -> None:
        if done and self._act is not None:
            act, self._act = self._act, None
            act()


def _grow(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b"more")


def _rewrite(path: Path) -> None:
    """Change one byte, and set the clock of the file back."""
    before = path.stat()
    with path.open("r+b") as file:
        file.write(b"X")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def _replace(path: Path) -> None:
    other = path.with_name("other")
    other.write_bytes(path.read_bytes())
    other.replace(path)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows holds a file that is being read")
@pytest.mark.parametrize(
    "meddle", [_grow, _rewrite, _replace, Path.unlink, lambda path: os.truncate(path, 100)]
)
def test_a_file_that_changes_while_it_is_read_is_refused_and_leaves_nothing(
    office: Office, case: Case, tmp_path: Path, meddle: Callable[[Path], object]
) -> None:
    path = tmp_path / "log.txt"
    path.write_bytes(b"line\n" * 1_000_000)
    watch = Watch(Meddler(lambda: meddle(path)).tell)
    with pytest.raises(Refused, match="changed_meanwhile"):
        office.do(AttachFile(case=case.id, path=path, watch=watch))
    assert objects(office) == []
    assert office.ask(FilesOf(case.id)) == ()


def test_a_stop_half_way_leaves_nothing(office: Office, case: Case, tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    path.write_bytes(CONTENT * 30)
    seen = list[int]()
    watch = Watch(lambda done, _of, _step: seen.append(done), lambda: len(seen) > 2, "x")
    with pytest.raises(Cancelled):
        office.do(AttachFile(case=case.id, path=path, watch=watch))
    assert max(seen) < len(CONTENT) * 30
    assert objects(office) == []


def test_a_full_disk_leaves_nothing(
    office: Office, case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("needs a device that is always full")
    path = tmp_path / "film.mp4"
    path.write_bytes(CONTENT * 30)
    open_file = os.open

    def opening(path: str, flags: int, mode: int = 0o777) -> int:
        if str(path).endswith(".part"):
            return open_file("/dev/full", os.O_WRONLY)
        return open_file(path, flags, mode)

    monkeypatch.setattr(os, "open", opening)
    with pytest.raises(Unavailable) as caught:
        office.do(AttachFile(case=case.id, path=path))
    assert caught.value.code == "disk.full"
    assert objects(office) == []


# --- what was made from what


def test_a_derived_file_names_the_one_it_was_made_from(
    office: Office, attach: Callable[..., Attachment], case: Case, item: ItemId, tmp_path: Path
) -> None:
    native = attach("statement.txt", b"Jane Roe lives at 12 Elm")
    facts = FileFacts(role=FileRole.WORKING, source=native.id)
    attach("statement-work.txt", b"Jane Roe lives at 12 Elm", facts)
    covered = FileFacts(role=FileRole.REDACTED, source=native.id, basis="Order of 12 May")
    path = tmp_path / "covered.txt"
    path.write_bytes(b"Jane Roe lives at [...]")
    redacted = office.do(AttachFile(case=case.id, path=path, facts=covered)).value
    assert redacted.item == item, "what is made from an item's file is a file of that item"
    kept = {file.name: file for file in office.ask(EvidenceItemView(item)).files}
    assert kept["covered.txt"].source_name == "statement.txt"
    assert kept["covered.txt"].basis == "Order of 12 May"
    assert kept["statement.txt"].source is None


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        (FileFacts(role=FileRole.WORKING), "source_missing"),
        (FileFacts(role=FileRole.REDACTED, basis="Order"), "source_missing"),
    ],
)
def test_a_derived_file_without_a_source_is_refused(
    attach: Callable[..., Attachment], facts: FileFacts, code: str
) -> None:
    with pytest.raises(Refused, match=code):
        attach("a.txt", b"a", facts)


def test_what_cannot_have_been_made_from_a_file_is_refused(
    office: Office, attach: Callable[..., Attachment], tmp_path: Path
) -> None:
    native = attach("a.txt", b"all of it")
    redacted = FileFacts(role=FileRole.REDACTED, source=native.id, basis="Rule 49.1")
    with pytest.raises(Refused, match="basis_missing"):
        attach("b.txt", b"part", replace(redacted, basis=" "))
    with pytest.raises(Refused, match="nothing_redacted"):
        attach("b.txt", b"all of it", redacted)
    with pytest.raises(Refused, match="source_unasked"):
        attach("b.txt", b"part", FileFacts(role=FileRole.PHOTO, source=native.id))
    covered = attach("c.txt", b"part", redacted)
    with pytest.raises(Refused, match="source_redacted"):
        attach("d.txt", b"p", FileFacts(role=FileRole.WORKING, source=covered.id))
    other = office.do(OpenCase(title="State v. Doe")).value
    path = tmp_path / "e.txt"
    path.write_bytes(b"e")
    with pytest.raises(Refused, match="other_case"):
        office.do(AttachFile(case=other.id, path=path, facts=redacted))
    assert len(objects(office)) == 2


@pytest.mark.parametrize("sql", ["UPDATE attachments SET name = 'x'", "DELETE FROM attachments"])
def test_the_database_lets_nobody_replace_or_remove_a_file(
    office: Office, attached: Attachment, sql: str
) -> None:
    with (
        pytest.raises(Exception, match="append-only"),
        office._database.writing(office.actor) as work,
    ):
        work.connection.execute(sa.text(sql))
    assert office.ask(FilesOf(attached.case))[0].name == attached.name


# --- looking at them


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.pdf", PDF, PreviewKind.PDF),
        ("liar.txt", b"\x89PNG\r\n\x1a\n" + bytes(50), PreviewKind.PICTURE),
        ("notes", "Grüße\n".encode("utf-16"), PreviewKind.TEXT),
        ("old.txt", "Müller".encode("cp1252"), PreviewKind.TEXT),
        ("page.html", b"<script>alert(1)</script>", PreviewKind.TEXT),
        ("drawing.svg", b"<svg xmlns='x'/>", PreviewKind.TEXT),
    ],
)
def test_the_content_decides_how_it_is_shown(
    office: Office,
    attach: Callable[..., Attachment],
    name: str,
    content: bytes,
    kind: PreviewKind,
) -> None:
    shown = office.ask(PreviewFile(attach(name, content).id))
    assert shown.kind is kind
    if kind is PreviewKind.TEXT:
        assert shown.text.startswith(("Grüße", "Müller", "<"))
    else:
        assert shown.content == content


def test_a_long_text_is_shown_in_part(office: Office, attach: Callable[..., Attachment]) -> None:
    shown = office.ask(PreviewFile(attach("long.log", "é".encode() * 2_000_000).id))
    assert shown.is_cut
    assert set(shown.text) == {"é"}
    assert len(shown.text) == 512 * 1024


@pytest.mark.parametrize(
    "content", [bytes(1000), b"MZ\x90\0", b"%!PS\0\0", b"\x1f\x8b\x08\0", CONTENT]
)
def test_what_cannot_be_shown_is_refused_with_another_way(
    office: Office, attach: Callable[..., Attachment], content: bytes
) -> None:
    with pytest.raises(Refused, match="no_preview"):
        office.ask(PreviewFile(attach("x.bin", content).id))


def test_a_plain_copy_is_private_and_goes_when_the_office_closes(
    vault_folder: Path, tmp_path: Path
) -> None:
    office = bootstrap.unlock(vault_folder, LOGIN, PASSPHRASE)
    case = office.do(OpenCase(title="State v. Roe")).value
    path = tmp_path / "plan.docx"
    path.write_bytes(b"PK\x03\x04 plan")
    file = office.do(AttachFile(case=case.id, path=path)).value
    first, second = (office.ask(OpenCopy(file.id)) for _ in range(2))
    assert first != second
    assert first.name == "plan.docx"
    assert first.read_bytes() == b"PK\x03\x04 plan"
    if os.name == "posix":
        assert first.stat().st_mode & 0o777 == 0o400
        assert first.parents[1].stat().st_mode & 0o777 == 0o700
    office.close()
    assert not first.exists()
    assert not first.parents[1].exists()


def test_what_a_crash_left_in_the_plain_goes_at_the_next_unlock(
    office: Office, attached: Attachment, vault_folder: Path, tmp_path: Path
) -> None:
    copy = office.ask(OpenCopy(attached.id))
    place, left = copy.parents[1], tmp_path / "left"
    place.rename(left)
    office.close()
    place.parent.mkdir(exist_ok=True)
    left.rename(place)
    again = bootstrap.unlock(vault_folder, LOGIN, PASSPHRASE)
    assert not place.exists()
    again.close()


@pytest.mark.skipif(os.name != "posix", reason="links and owners as Unix has them")
def test_a_folder_that_somebody_else_laid_out_is_not_used(
    office: Office, attached: Attachment, tmp_path: Path
) -> None:
    trap, place = tmp_path / "trap", office._database._copies._own
    trap.mkdir()
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(trap)
    with pytest.raises(Unavailable):
        office.ask(OpenCopy(attached.id))
    assert list(trap.iterdir()) == []
    office.close()
    assert trap.exists()
    place.unlink()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("run.exe", b"text"),
        ("harmless.pdf", b"MZ\x90\0"),
        ("script", b"#!/bin/sh\n"),
        ("macro.XLSM", b"PK\x03\x04"),
        ("link.lnk", b"L\0\0\0"),
        ("trick.hta .", b"<html>"),
        ("site.url", b"[InternetShortcut]"),
    ],
)
def test_what_the_system_would_run_is_not_opened(
    office: Office, attach: Callable[..., Attachment], name: str, content: bytes
) -> None:
    file = attach(name, content)
    with pytest.raises(Refused, match="would_run"):
        office.ask(OpenCopy(file.id))


def test_reading_a_whole_file_back_proves_it(office: Office, attached: Attachment) -> None:
    found = office.ask(InspectFile(attached.id))
    assert found.is_whole
    assert found.sha256 == sha256(CONTENT).hexdigest()
