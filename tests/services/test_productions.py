"""Productions: frozen, numbered, written out, and found again to the byte."""

import errno
import hashlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
import sqlalchemy as sa
from pypdf import PdfReader

from app.domain.audit import Outcome
from app.domain.backups import Watch
from app.domain.disclosure.productions import Form, ProductionStepKind
from app.domain.disclosure.steps import StepKind
from app.domain.errors import Cancelled, Damaged, Missing, NotConfirmed, Refused, Stale, Unavailable
from app.domain.ids import new_id
from app.domain.record import Version
from app.domain.users import OfficeRole
from app.interchange.load_files import read_concordance, read_opticon
from app.services.disclosure.certificates import IssueCertificate
from app.services.disclosure.exporting import (
    MANIFEST,
    ExportedProduction,
    ExportProduction,
    VerifyProductionFolder,
)
from app.services.disclosure.ledger import ApproveWithholding, DecideDisclosure
from app.services.disclosure.papers import (
    PaperKind,
    PreviewDisclosurePaper,
    PrintDisclosurePaper,
)
from app.services.disclosure.productions import (
    AmendProductionDraft,
    DraftProduction,
    DropProductionDraft,
    FreezeProduction,
    RecordProductionStep,
    usual_prefix,
)
from app.services.disclosure.views import WhatTheDefenseHad
from app.services.office import Office
from tests.printing.paper_samples import flat, pages
from tests.services.disclosed import Desk, a_pdf, open_desk


@pytest.fixture
def desk(office: Office, tmp_path: Path) -> Desk:
    return open_desk(office, tmp_path)


def objects(desk: Desk) -> Iterator[Path]:
    folder = desk.office._database._vault.objects.folder
    return (path for path in folder.rglob("*") if path.is_file())


def export(desk: Desk, filed: object, to: Path) -> ExportedProduction:
    return desk.do(ExportProduction(production=filed.production.id, to=to))  # type: ignore[attr-defined]


def test_pages_are_numbered_through_the_case_and_no_number_comes_twice(desk: Desk) -> None:
    report, video, paper = (
        desk.decided("Report"),
        desk.decided("Video"),
        desk.decided("Log", pages=4),
    )
    desk.file(report, "report.pdf", a_pdf(3))
    desk.file(video, "cam.mp4", b"frames")
    first = desk.produce(report, video, paper)
    second = desk.produce(report, to=desk.lee)
    assert [(line.form, line.first, line.last) for line in first.lines] == [
        (Form.PDF, 1, 3),
        (Form.NATIVE, 4, 4),
        (Form.PAPER, 5, 8),
    ]
    assert (first.production.first, first.production.last) == (1, 8)
    assert (second.production.number, second.production.first, second.production.last) == (2, 9, 11)
    assert (first.production.supplements, second.production.supplements) == (None, None)
    third = desk.produce(video)
    assert (third.production.number, third.production.supplements) == (3, 1)


def test_prefixes_that_one_drive_takes_for_the_same_are_one_series(desk: Desk) -> None:
    row = desk.decided(pages=5)
    assert desk.produce(row, prefix="ROE-").production.last == 5
    assert desk.produce(row, prefix="roe-").production.first == 6
    assert desk.produce(row, prefix="LEE-").production.first == 1


def test_a_number_given_up_is_not_given_again(desk: Desk) -> None:
    row = desk.decided(pages=2)
    gone = desk.produce(row)
    void = RecordProductionStep(
        production=gone.production.id, kind=ProductionStepKind.VOIDED, text="Wrong counsel"
    )
    desk.do(void)
    again = desk.produce(row)
    assert (again.production.number, again.production.first) == (2, 3)
    assert again.production.supplements is None
    with pytest.raises(Refused, match="voided"):
        desk.serve(gone)


def test_numbers_that_do_not_fit_freeze_nothing(desk: Desk) -> None:
    row = desk.decided(pages=9_999)
    desk.produce(row, width=4)
    draft = desk.draft(desk.decided("Other"), width=4)
    with pytest.raises(Refused, match="too_narrow"):
        desk.do(FreezeProduction(draft=draft.id))
    assert len(desk.view.productions) == 1
    assert [each.id for each in desk.view.drafts] == [draft.id]


def test_two_who_freeze_at_once_do_not_both_get_what_they_saw(desk: Desk) -> None:
    row = desk.decided()
    mine, theirs = desk.draft(row), desk.draft(row, to=desk.lee)
    number = desk.view.next_number
    desk.do(FreezeProduction(draft=theirs.id, expects=Version(1), number=number))
    with pytest.raises(Stale):
        desk.do(FreezeProduction(draft=mine.id, expects=Version(1), number=number))
    desk.do(AmendProductionDraft(draft=replace(mine, bar_number="1187")))
    with pytest.raises(Stale):
        desk.do(FreezeProduction(draft=mine.id, expects=Version(1), number=number + 1))
    desk.do(FreezeProduction(draft=mine.id, expects=Version(2), number=number + 1))
    with pytest.raises(Missing):
        desk.do(FreezeProduction(draft=mine.id))
    with pytest.raises((Stale, Missing)):
        desk.do(DropProductionDraft(record=mine))


def test_the_redacted_form_goes_out_and_the_native_does_not(desk: Desk, tmp_path: Path) -> None:
    row = desk.decided("Statement")
    native = desk.file(row, "statement.pdf", a_pdf(2, "12 Elm Street"))
    redacted = desk.file(row, "statement redacted.pdf", a_pdf(2, "XXXXX"), native.id)
    filed = desk.produce(row)
    (line,) = filed.lines
    assert (line.attachment, line.replaces, line.basis) == (redacted.id, native.id, "CPL 245.70")
    export(desk, filed, tmp_path / "out")
    assert not any(b"Elm" in path.read_bytes() for path in (tmp_path / "out").rglob("*.pdf"))
    text = " ".join(pages((tmp_path / "out" / "LETTER.pdf").read_bytes()))
    assert "Redacted: 2026-00417-000001" in flat(text)


def test_a_damaged_file_stops_the_freezing_with_nothing_done(desk: Desk) -> None:
    good, bad = desk.decided("Good"), desk.decided("Bad")
    desk.file(good, "good.pdf", a_pdf(1))
    known = set(objects(desk))
    desk.file(bad, "bad.mp4", b"frame" * 50_000)
    (damaged,) = set(objects(desk)) - known
    content = bytearray(damaged.read_bytes())
    content[-1_000] ^= 1
    damaged.write_bytes(content)
    draft = desk.draft(good, bad)
    with pytest.raises(Damaged, match="file_damaged") as error:
        desk.do(FreezeProduction(draft=draft.id))
    assert error.value.values["name"] == "bad.mp4"
    assert desk.view.productions == ()
    assert [each.id for each in desk.view.drafts] == [draft.id]
    damaged.unlink()
    with pytest.raises(Damaged):
        desk.do(FreezeProduction(draft=draft.id))


def test_a_file_damaged_after_the_freezing_leaves_no_folder(desk: Desk, tmp_path: Path) -> None:
    row = desk.decided()
    desk.file(row, "cam.mp4", b"frame" * 50_000)
    filed = desk.produce(row)
    (stored,) = objects(desk)
    stored.write_bytes(stored.read_bytes()[:-5])
    with pytest.raises(Damaged, match="file_damaged"):
        export(desk, filed, tmp_path / "out")
    assert not (tmp_path / "out").exists()
    assert [path for path in tmp_path.iterdir() if path.name.endswith(".part")] == []
    assert desk.view.productions[0].steps == ()


def test_what_is_not_ready_is_not_produced(desk: Desk) -> None:
    rows = {
        "production.not_decided": desk.row("Received"),
        "production.no_order": desk.decided("Protected", StepKind.PROTECT),
    }
    for code, row in rows.items():
        with pytest.raises(Refused) as refused:
            desk.draft(row)
        assert refused.value.code == code
    with pytest.raises(Refused, match="empty"):
        desk.draft()
    row = desk.decided("Report")
    draft = desk.draft(row)
    desk.do(
        DecideDisclosure(
            row=row.id,
            decision=StepKind.WITHHOLD,
            reason="x",
            basis="x",
            review_on=desk.today,
        )
    )
    with pytest.raises(Refused, match="not_decided"):
        desk.do(FreezeProduction(draft=draft.id))


def test_what_was_served_is_neither_changed_nor_given_up(desk: Desk) -> None:
    filed = desk.produce(desk.decided())
    desk.serve(filed)
    for kind in (ProductionStepKind.SERVED, ProductionStepKind.VOIDED):
        with pytest.raises(Refused, match=r"production\.served"):
            desk.do(RecordProductionStep(production=filed.production.id, kind=kind, text="x"))
    with pytest.raises(Refused, match="no_such_step"):
        desk.do(
            RecordProductionStep(production=filed.production.id, kind=ProductionStepKind.EXPORTED)
        )
    with desk.office._database.writing(desk.office.actor) as work:
        for table in ("productions", "production_lines", "production_steps"):
            with pytest.raises(Exception, match="append-only"):
                work.connection.exec_driver_sql(f"DELETE FROM {table}")  # noqa: S608  names of ours


def test_the_day_of_service_is_the_courthouse_s(desk: Desk) -> None:
    row = desk.decided()
    desk.serve(desk.produce(row))
    before = desk.today - timedelta(days=1)
    for day, count in ((before, 0), (desk.today, 1)):
        roe, lee = desk.office.ask(WhatTheDefenseHad(case=desk.case.id, on=day))
        assert (len(roe.had), len(lee.had)) == (count, 0)
    (uneven,) = desk.view.uneven
    assert [each.name for each in uneven.lacked_by] == ["Lee, Ana"]


def test_a_folder_holds_everything_and_is_read_again_to_the_byte(
    desk: Desk, tmp_path: Path
) -> None:
    report, video, paper = (
        desk.decided("Report"),
        desk.decided("Video"),
        desk.decided("Log", pages=2),
    )
    desk.file(report, "report.pdf", a_pdf(2))
    desk.file(video, "cam.mp4", b"frames")
    filed = desk.produce(report, video, paper, prefix="ROE-")
    out = tmp_path / "out"
    done = export(desk, filed, out)
    names = sorted(path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file())
    assert names == [
        "DATA/loadfile.dat",
        "DATA/loadfile.opt",
        "INDEX.pdf",
        "LETTER.pdf",
        "MANIFEST.txt",
        "NATIVES/ROE-000003 cam.mp4",
        "PAGES/ROE-000001.pdf",
        "PAGES/ROE-000003.pdf",
        "PAGES/ROE-000004.pdf",
        "PRODUCTION.txt",
        "RECEIPT.pdf",
    ]
    assert done.files == len(names) - 1
    stamped = PdfReader(BytesIO((out / "PAGES/ROE-000001.pdf").read_bytes()))
    assert [
        label
        for page, label in zip(stamped.pages, ("ROE-000001", "ROE-000002"), strict=True)
        if label in page.extract_text()
    ] == ["ROE-000001", "ROE-000002"]
    assert (out / "NATIVES/ROE-000003 cam.mp4").read_bytes() == b"frames"
    assert done.sha256 == hashlib.sha256((out / MANIFEST).read_bytes()).hexdigest()
    if shutil.which("sha256sum") is None:
        return
    checked = subprocess.run(
        ["sha256sum", "-c", "--strict", MANIFEST],  # noqa: S607  wherever the system has it
        cwd=out,
        capture_output=True,
        check=False,
    )
    assert checked.returncode == 0
    found = desk.office.ask(VerifyProductionFolder(production=filed.production.id, folder=out))
    assert found.is_whole
    assert desk.view.productions[0].steps[0].sha256 == done.sha256


def test_load_files_of_a_production_name_every_page_and_file(desk: Desk, tmp_path: Path) -> None:
    report, video = desk.decided("Report, “first”"), desk.decided("Video")
    desk.file(report, "report.pdf", a_pdf(3))
    native = desk.file(video, "cam.mp4", b"frames")
    export(desk, desk.produce(report, video), tmp_path / "out")
    data = tmp_path / "out" / "DATA"
    images = read_opticon(data / "loadfile.opt")
    assert [(each.first[-1], len(each.pages)) for each in images.documents] == [("1", 3), ("4", 1)]
    assert images.findings == ()
    fields = read_concordance(data / "loadfile.dat", needed=("BEGBATES", "ENDBATES", "SHA256"))
    one, other = fields.rows
    assert (one["TITLE"], one["PAGES"], one["NATIVEPATH"]) == ("Report, “first”", "3", "")
    assert (other["SHA256"], other["NATIVEPATH"]) == (
        native.sha256,
        "NATIVES\\2026-00417-000004 cam.mp4",
    )
    for row in fields.rows:
        for name in ("PAGESPATH", "NATIVEPATH"):
            path = row[name].replace("\\", "/")
            assert not path or (tmp_path / "out" / path).is_file()


@pytest.mark.parametrize(
    "name", ["..", "a\nb", "CON.pdf", "x" * 200 + ".pdf", "turned \u202egpj.exe"]
)
def test_a_native_of_any_name_stays_inside_its_folder(
    desk: Desk, tmp_path: Path, name: str
) -> None:
    row = desk.decided()
    attached = desk.file(row, "plain", b"content")
    with desk.office._database.writing(desk.office.actor) as work:
        table = work.attachments.table
        record = replace(work.attachments.get(attached.id), name=name)
        work.connection.execute(sa.text("DROP TRIGGER attachments_no_delete"))
        work.connection.execute(table.delete().where(table.c.id == attached.id))
        work.attachments.add(record)
    export(desk, desk.produce(row), tmp_path / "out")
    (native,) = (tmp_path / "out" / "NATIVES").iterdir()
    assert native.name.startswith("2026-00417-000001")
    assert {path.name for path in (tmp_path / "out").iterdir()} >= {"NATIVES", "PAGES", "DATA"}
    assert not any("\n" in path.name or "\u202e" in path.name for path in tmp_path.rglob("*"))


def test_a_folder_that_is_there_or_gone_takes_nothing(desk: Desk, tmp_path: Path) -> None:
    filed = desk.produce(desk.decided())
    there = tmp_path / "there"
    there.mkdir()
    with pytest.raises(Refused, match="folder_exists"):
        export(desk, filed, there)
    assert list(there.iterdir()) == []
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    with pytest.raises(Refused, match="folder_exists"):
        export(desk, filed, tmp_path / "link")
    with pytest.raises(Unavailable, match="not_found"):
        export(desk, filed, tmp_path / "vanished" / "out")
    with pytest.raises(Refused, match="impossible"):
        export(desk, filed, tmp_path / "nul\0")
    assert desk.view.productions[0].steps == ()


@pytest.mark.parametrize("after", [0, 1, 4, 7])
def test_a_full_disk_leaves_nothing_behind(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    row = desk.decided()
    desk.file(row, "report.pdf", a_pdf(2))
    filed = desk.produce(row)
    calls = [0]

    def fails(_descriptor: int) -> None:
        calls[0] += 1
        if calls[0] > after:
            raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", fails)
        with pytest.raises(Unavailable, match="full"):
            export(desk, filed, tmp_path / "out")
    assert not (tmp_path / "out").exists()
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
    assert desk.view.productions[0].steps == ()
    assert export(desk, filed, tmp_path / "out").files


def test_who_stops_it_leaves_nothing_behind(desk: Desk, tmp_path: Path) -> None:
    rows = [desk.decided(f"Row {number}") for number in range(3)]
    filed = desk.produce(*rows)
    told: list[tuple[int, int]] = []
    watch = Watch(lambda done, of, _step: told.append((done, of)), lambda: len(told) == 2)
    to = tmp_path / "out"
    with pytest.raises(Cancelled, match="cancelled"):
        desk.do(ExportProduction(production=filed.production.id, to=to, watch=watch))
    assert told == [(0, 3), (1, 3)]
    assert [path for path in tmp_path.iterdir() if path == to or ".part" in path.name] == []


def test_a_changed_missing_or_added_file_is_found(desk: Desk, tmp_path: Path) -> None:
    row = desk.decided()
    desk.file(row, "report.pdf", a_pdf(1))
    filed = desk.produce(row)
    out = tmp_path / "out"
    export(desk, filed, out)
    (out / "INDEX.pdf").write_bytes(b"%PDF-")
    (out / "RECEIPT.pdf").unlink()
    (out / "DATA" / "more.txt").write_text("x")
    query = VerifyProductionFolder(production=filed.production.id, folder=out)
    found = desk.office.ask(query)
    assert {(each.name, each.what) for each in found.differences} == {
        ("INDEX.pdf", "changed"),
        ("RECEIPT.pdf", "missing"),
        ("DATA/more.txt", "extra"),
    }
    listed = (out / MANIFEST).read_text()
    (out / MANIFEST).write_text(listed.replace(listed[:64], "0" * 64, 1))
    assert not desk.office.ask(query).is_known
    for content in (b"\xff\xfe", b"no list", b""):
        (out / MANIFEST).write_bytes(content)
        if content:
            with pytest.raises(Refused, match="no_manifest"):
                desk.office.ask(query)
    (out / MANIFEST).unlink()
    with pytest.raises(Refused, match="no_manifest"):
        desk.office.ask(query)


def test_writing_out_asks_for_the_passphrase_again_and_is_in_the_log(
    desk: Desk, tmp_path: Path
) -> None:
    filed = desk.produce(desk.decided())
    done = export(desk, filed, tmp_path / "out")
    with desk.office._database.reading(desk.office.actor) as reading:
        (entry,) = reading.audit.newest(1)
    assert (entry.action, entry.outcome, entry.case) == (
        "ExportProduction",
        Outcome.DONE,
        desk.case.id,
    )
    assert ("sha256", done.sha256) in entry.facts
    desk.office._confirmed_at -= 1_000
    with pytest.raises(NotConfirmed):
        export(desk, filed, tmp_path / "other")


def test_who_may_only_look_produces_nothing(desk: Desk) -> None:
    actor = replace(desk.office.actor, role=OfficeRole.INVESTIGATOR)
    office = Office(desk.office._database, actor, lambda: None)
    assert not any(
        office.may(each) for each in (DraftProduction, FreezeProduction, ExportProduction)
    )
    assert office.may(WhatTheDefenseHad)


PAPERS = {
    PaperKind.LETTER: ("Production No. 1", "Enclosed is production No. 1", "G. Whitlock"),
    PaperKind.INDEX: ("Index of production No. 1", "SHA-256", "report.pdf"),
    PaperKind.RECEIPT: ("Receipt for production No. 1", "I received", "Date and time"),
    PaperKind.ACKNOWLEDGMENT: ("Acknowledgment of discovery", "39.14(j)", "report.pdf"),
    PaperKind.WITHHELD: ("Log of what is withheld", "Rule 16(a)(2)", "A. Rivera"),
    PaperKind.AS_OF: ("What the defense had on", "Roe, Ana", "Nothing yet."),
}


@pytest.mark.parametrize("kind", PAPERS)
def test_each_paper_says_what_it_is_for(desk: Desk, kind: PaperKind) -> None:
    row = desk.decided("Report")
    desk.file(row, "report.pdf", a_pdf(2))
    filed = desk.produce(row)
    desk.serve(filed)
    desk.decided("Memorandum", StepKind.WITHHOLD)
    subject = {
        PaperKind.ACKNOWLEDGMENT: desk.roe.id,
        PaperKind.WITHHELD: None,
        PaperKind.AS_OF: None,
    }.get(kind, filed.production.id)
    asked = PrintDisclosurePaper(case=desk.case.id, kind=kind, subject=subject)
    printed = desk.office.ask(asked)
    text = flat(" ".join(pages(printed.pdf)))
    assert [words for words in PAPERS[kind] if words not in text] == []
    assert f"Page 1 of {printed.pages}" in text
    preview = PreviewDisclosurePaper(case=desk.case.id, kind=kind, subject=subject)
    assert "given when printed" in flat(" ".join(pages(desk.office.ask(preview).pdf)))


@pytest.mark.parametrize(
    "kind", [PaperKind.LETTER, PaperKind.CERTIFICATE, PaperKind.ACKNOWLEDGMENT]
)
def test_a_paper_of_nothing_is_missing(desk: Desk, kind: PaperKind) -> None:
    for subject in (None, new_id()):
        with pytest.raises(Missing):
            desk.office.ask(PreviewDisclosurePaper(case=desk.case.id, kind=kind, subject=subject))


def test_a_certificate_on_paper_names_what_was_and_was_not_provided(desk: Desk) -> None:
    row = desk.decided("Report")
    desk.file(row, "report.pdf", a_pdf(2))
    desk.serve(desk.produce(row))
    kept = desk.decided("Memorandum", StepKind.WITHHOLD)
    desk.supervisor.do(ApproveWithholding(row=kept.id, approved=True))
    filed = desk.do(
        IssueCertificate(
            case=desk.case.id, defendant=desk.roe.id, diligence="The sheriff was asked twice."
        )
    )
    asked = PrintDisclosurePaper(
        case=desk.case.id, kind=PaperKind.CERTIFICATE, subject=filed.certificate.id
    )
    text = flat(" ".join(pages(desk.office.ask(asked).pdf)))
    for words in ("The sheriff was asked twice.", "Provided", "2026-00417-000001", "Not provided"):
        assert words in text
    assert text.index("Report") < text.index("Not provided") < text.index("Memorandum")


@pytest.mark.parametrize(
    ("number", "prefix"),
    [("2026-00417", "2026-00417-"), ("../x", "x-"), ("ÄÖ", "P-"), ("A" * 80, "A" * 20 + "-")],
)
def test_the_usual_prefix_is_the_case_s_number_where_it_can_be(number: str, prefix: str) -> None:
    assert usual_prefix(number) == prefix
