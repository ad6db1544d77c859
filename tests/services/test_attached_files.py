"""Files kept with evidence: in, back, verified, and what is refused."""

from hashlib import sha256
from pathlib import Path

import pytest

from app.domain.attachments import Attachment
from app.domain.audit import Outcome
from app.domain.cases import Case
from app.domain.errors import Damaged, Refused
from app.domain.evidence import ItemId
from app.domain.evidence_entry import EvidenceEntry
from app.services.attachments import AttachFile, ReadAttachment, SaveAttachment, VerifyAttachment
from app.services.cases import OpenCase
from app.services.evidence import EvidenceItemView, LogEvidence
from app.services.office import Office

CONTENT = b"\x00frame" * 30_000


@pytest.fixture
def case(office: Office) -> Case:
    return office.do(OpenCase(title="State v. Roe")).value


@pytest.fixture
def item(office: Office, case: Case) -> ItemId:
    entry = EvidenceEntry(kind="video", description="Store camera")
    return office.do(LogEvidence(case=case.id, entry=entry)).value.item.id


@pytest.fixture
def attached(office: Office, case: Case, item: ItemId, tmp_path: Path) -> Attachment:
    path = tmp_path / "cam <1> & 2.mp4"
    path.write_bytes(CONTENT)
    return office.do(AttachFile(case=case.id, item=item, path=path)).value


def objects(office: Office) -> list[Path]:
    return [p for p in office._database._vault.objects.folder.rglob("*") if p.is_file()]


def test_a_file_comes_back_as_it_was(office: Office, attached: Attachment, item: ItemId) -> None:
    assert office.ask(ReadAttachment(attached.id)) == CONTENT
    assert office.ask(VerifyAttachment(attached.id)) == sha256(CONTENT).hexdigest()
    (file,) = office.ask(EvidenceItemView(item)).files
    assert (file.name, file.size) == ("cam <1> & 2.mp4", len(CONTENT))


def test_on_disk_there_is_no_plain_byte_of_it(office: Office, attached: Attachment) -> None:
    (stored,) = objects(office)
    assert b"frame" not in stored.read_bytes()
    assert attached.name not in str(stored)
    assert repr(attached.key) not in repr(attached)


def test_reading_is_kept_in_the_log(office: Office, attached: Attachment) -> None:
    office.ask(ReadAttachment(attached.id))
    with office._database.reading(office.actor) as reading:
        (entry,) = reading.audit.newest(1)
    assert (entry.action, entry.outcome) == ("ReadAttachment", Outcome.READ)
    assert entry.case == attached.case


def test_a_flipped_byte_is_reported_and_no_copy_is_left(
    office: Office, attached: Attachment, tmp_path: Path
) -> None:
    (stored,) = objects(office)
    bad = bytearray(stored.read_bytes())
    bad[-100_000] ^= 1
    stored.write_bytes(bad)
    target = tmp_path / "out" / "copy.mp4"
    target.parent.mkdir()
    for query in (
        ReadAttachment(attached.id),
        VerifyAttachment(attached.id),
        SaveAttachment(attached.id, target),
    ):
        with pytest.raises(Damaged):
            office.ask(query)
    assert list(target.parent.iterdir()) == []


def test_a_copy_never_takes_the_place_of_another_file(
    office: Office, attached: Attachment, tmp_path: Path
) -> None:
    target = tmp_path / "copy.mp4"
    assert office.ask(SaveAttachment(attached.id, target)).read_bytes() == CONTENT
    with pytest.raises(Refused, match="target_exists"):
        office.ask(SaveAttachment(attached.id, target))


@pytest.mark.parametrize("name", ["missing.txt", "", "bad\0name"])
def test_what_is_no_file_is_refused(office: Office, case: Case, tmp_path: Path, name: str) -> None:
    with pytest.raises(Refused, match="not_a_file"):
        office.do(AttachFile(case=case.id, path=tmp_path / name))
    assert objects(office) == []


def test_an_empty_file_is_refused(office: Office, case: Case, tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.touch()
    with pytest.raises(Refused, match="empty"):
        office.do(AttachFile(case=case.id, path=path))


def test_an_item_of_another_case_is_refused(office: Office, item: ItemId, tmp_path: Path) -> None:
    other = office.do(OpenCase(title="State v. Doe")).value
    path = tmp_path / "a.txt"
    path.write_bytes(b"a")
    with pytest.raises(Refused, match="other_case"):
        office.do(AttachFile(case=other.id, item=item, path=path))
    assert objects(office) == []
