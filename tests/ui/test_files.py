"""Kept files in the window: previews, plain copies, folders, checks and hash lists."""

import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QMimeData, QObject, QPoint, Qt, QUrl, Slot
from PySide6.QtGui import (
    QColor,
    QDesktopServices,
    QDragEnterEvent,
    QDropEvent,
    QImage,
    QImageWriter,
)
from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit
from pytestqt.qtbot import QtBot

from app.domain.attachments import (
    Attachment,
    CheckResult,
    FileFacts,
    FileRole,
    Inspection,
    KeptFile,
)
from app.domain.cases import Case
from app.domain.errors import Refused
from app.domain.evidence import ItemId
from app.domain.evidence_entry import EvidenceEntry
from app.domain.hash_lists import HashForm
from app.services.attachments import AttachFile, CheckHistory, FilesOf, RecordFileChecks
from app.services.cases import OpenCase
from app.services.evidence import LogEvidence
from app.services.office import Office
from app.ui.desk import Desk, LongWork
from app.ui.evidence import ACTIONS, CASE_TAB, PAGE
from app.ui.evidence.case_page import EvidenceOfCase
from app.ui.evidence.files_acts import PlainCopyWarning
from app.ui.evidence.files_compare import ComparisonDialog
from app.ui.evidence.files_forms import AttachForm, FolderDialog, FolderReport
from app.ui.evidence.files_history import FileHistory
from app.ui.evidence.files_note import FilesNote
from app.ui.evidence.files_preview import MOST_PIXELS, FilePreview, PictureView, picture_of
from app.ui.evidence.files_tab import FilesTab
from app.ui.evidence.page import EvidenceView
from app.ui.page import Section
from app.ui.paper.view import PaperView
from app.ui.shell.identity import Identity
from app.ui.shell.window import Shell
from app.ui.widgets import Field
from tests.ui.checks import MARKUP, labels_that_guess, shown_texts, unnamed_focusable

W = TypeVar("W", bound=QObject)
DEMO = Path(__file__).resolve().parents[2] / "resources" / "demo" / "files"


@pytest.fixture
def case(office: Office) -> Case:
    return office.do(OpenCase(title="State v. Roe", number="2026-00417")).value


@pytest.fixture
def item(office: Office, case: Case) -> ItemId:
    entry = EvidenceEntry(kind="video", description="Store camera")
    return office.do(LogEvidence(case=case.id, entry=entry)).value.item.id


@pytest.fixture
def attach(office: Office, case: Case, item: ItemId, tmp_path: Path) -> Callable[..., Attachment]:
    def attached(name: str, content: bytes, facts: FileFacts | None = None) -> Attachment:
        path = tmp_path / name
        path.write_bytes(content)
        return office.do(
            AttachFile(case=case.id, item=item, path=path, facts=facts or FileFacts())
        ).value

    return attached


@pytest.fixture
def shell(office: Office, qtbot: QtBot) -> Iterator[Shell]:
    desk = Desk(office)
    identity = Identity(person="A. Rivera", role="Prosecutor", office="Riverside")
    window = Shell(desk, (PAGE,), ACTIONS, identity)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    yield window
    desk.close()


@pytest.fixture
def tab(shell: Shell, case: Case, qtbot: QtBot) -> Iterator[FilesTab]:
    page = CASE_TAB.build(shell, case.id)
    assert isinstance(page, EvidenceOfCase)
    qtbot.addWidget(page)
    page.resize(900, 600)
    page.show()
    page.show_files()
    view = page.files
    qtbot.waitUntil(lambda: view.rows.has_answer and bool(view.acts.name))
    yield view
    page.hide()


def dialog(kind: type[W], qtbot: QtBot) -> W:
    found: list[W] = []

    def there() -> bool:
        widgets = QApplication.topLevelWidgets()
        found[:] = [w for w in widgets if isinstance(w, kind) and w.isVisible()]
        return bool(found)

    qtbot.waitUntil(there)
    return found[0]


@dataclass(frozen=True)
class Bench:
    """An office in its window, a case with an item, and a way to attach to it."""

    office: Office
    case: Case
    shell: Shell
    attach: Callable[..., Attachment]
    qtbot: QtBot

    def preview(self, name: str, content: bytes) -> FilePreview:
        """Attach a file and open its preview."""
        self.attach(name, content)
        return preview(self.shell, kept(self.office, self.case)[0], self.qtbot)


@pytest.fixture
def bench(
    office: Office, case: Case, shell: Shell, attach: Callable[..., Attachment], qtbot: QtBot
) -> Bench:
    return Bench(office, case, shell, attach, qtbot)


def kept(office: Office, case: Case) -> tuple[KeptFile, ...]:
    return office.ask(FilesOf(case.id))


def preview(shell: Shell, file: KeptFile, qtbot: QtBot) -> FilePreview:
    view = FilePreview(shell, file)
    view.open()
    qtbot.waitUntil(lambda: not view._busy.isVisible())
    return view


def png(width: int, height: int) -> bytes:
    """Return a PNG of zeros that says how large it is; kilobytes that unfold into gigabytes."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + content))
        return struct.pack(">I", len(content)) + kind + content + check

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    lines = zlib.compress(bytes((width + 1) * min(height, 4)))
    parts = (chunk(b"IHDR", head), chunk(b"IDAT", lines), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def picture(kind: str, width: int = 60, height: int = 40) -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert QImageWriter(buffer, kind.lower().encode()).write(image)
    return bytes(buffer.data().data())


# --- previews


def test_a_file_named_on_the_days_list_is_found_among_the_files(
    shell: Shell, case: Case, item: ItemId, attach: Callable[..., Attachment], qtbot: QtBot
) -> None:
    attach("a.txt", b"a")
    file = attach("b.txt", b"b")
    page = CASE_TAB.build(shell, case.id)
    assert isinstance(page, EvidenceOfCase)
    qtbot.addWidget(page)
    page.show()
    page.show_record(file.id)
    qtbot.waitUntil(lambda: page.files.table.current_key() == file.id)
    assert page.files.isVisible()
    page.show_record(item)
    qtbot.waitUntil(lambda: page.items.shown_record() == item)
    assert page.items.isVisible()
    page.show_record(file.id)
    page.show_record(item)  # before it is known that the other is a file
    answered: list[object] = []
    page.desk.ask(FilesOf(case.id), page, answered.append)
    qtbot.waitUntil(lambda: page.items.shown_record() == item and bool(answered))
    assert page.items.isVisible()


def test_a_pdf_shows_its_pages_and_its_words(
    bench: Bench,
) -> None:
    view = bench.preview("statement.pdf", (DEMO / "neighbor-statement.pdf").read_bytes())
    (paper,) = view.findChildren(PaperView)
    assert paper.page_count == 1
    assert "120 Fairlawn Street" in paper.text()


def test_what_is_covered_in_a_redacted_copy_is_not_in_its_words(
    bench: Bench,
) -> None:
    view = bench.preview("redacted.pdf", (DEMO / "neighbor-statement-redacted.pdf").read_bytes())
    (paper,) = view.findChildren(PaperView)
    assert "Pettibone" in paper.text()
    assert "Fairlawn Street" not in paper.text()


@pytest.mark.parametrize("kind", ["PNG", "JPG", "BMP", "WEBP"])
def test_a_picture_is_drawn_whatever_its_name_says(bench: Bench, kind: str) -> None:
    view = bench.preview("letter.txt", picture(kind))
    (drawn,) = view.findChildren(PictureView)
    assert drawn.sizeHint().toTuple() == (60, 40)
    middle = drawn.grab().toImage().pixelColor(drawn.rect().center())
    assert abs(middle.green() - 128) < 12


def test_a_text_is_shown_as_text_and_a_long_one_says_that_it_is_cut(
    bench: Bench,
) -> None:
    view = bench.preview("page.html", MARKUP[0].encode() * 200_000)
    (words,) = view.findChildren(QPlainTextEdit)
    assert words.toPlainText().startswith(MARKUP[0])
    assert words.isReadOnly()
    assert any("first 1.0 MB" in text for text in shown_texts(view.trouble))


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("bomb.png", png(60_000, 60_000), "million pixels"),
        ("cut.png", b"\x89PNG\r\n\x1a\n" + bytes(20), "damaged"),
        ("bad.pdf", b"%PDF-1.7\nnothing more", "damaged or locked"),
        ("film.mp4", b"\0\0\0\x18ftypmp42" + bytes(50), "cannot be shown here"),
    ],
)
def test_what_cannot_be_shown_says_what_to_do_instead(
    bench: Bench, name: str, content: bytes, words: str
) -> None:
    view = bench.preview(name, content)
    bench.qtbot.waitUntil(view.trouble.isVisible)
    assert any(words in text for text in shown_texts(view.trouble))
    assert not view.findChildren(PictureView)


def test_a_large_picture_is_drawn_smaller() -> None:
    drawn = picture_of(picture("JPG", 6_000, 3_000), "image/jpeg", "x")
    assert drawn.size().toTuple() == (4_096, 2_048)


def test_the_measure_of_a_picture_is_taken_before_it_is_drawn() -> None:
    side = int(MOST_PIXELS**0.5) + 1
    with pytest.raises(Refused, match="picture_too_large"):
        picture_of(png(side, side), "image/png", "x")


# --- plain copies


class Opener(QObject):
    """The program the system would start."""

    def __init__(self) -> None:
        super().__init__()
        self.opened = list[str]()

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        """Take note of what would be opened."""
        self.opened.append(url.toLocalFile())


def test_a_copy_is_opened_after_a_warning_and_gone_with_the_office(
    bench: Bench, tab: FilesTab
) -> None:
    office, shell, qtbot = bench.office, bench.shell, bench.qtbot
    opener = Opener()
    QDesktopServices.setUrlHandler("file", opener, "open")  # type: ignore[arg-type]  # the stubs ask for bytes, Qt for text
    bench.attach("plan.docx", b"PK\x03\x04 plan")
    tab.refresh()
    qtbot.waitUntil(lambda: tab.chosen() is not None)
    tab.acts._open_chosen()
    warning = dialog(PlainCopyWarning, qtbot)
    assert unnamed_focusable(warning) == []
    warning.accept()
    qtbot.waitUntil(lambda: bool(opener.opened))
    QDesktopServices.unsetUrlHandler("file")
    copy = Path(opener.opened[0])
    assert copy.read_bytes() == b"PK\x03\x04 plan"
    assert "removed when Dossier locks" in shell.message_bar.text
    shell.desk.close()
    office.close()
    assert not copy.exists()


# --- taking in


def test_a_redacted_copy_is_attached_with_its_source_and_basis(
    bench: Bench, tab: FilesTab, tmp_path: Path
) -> None:
    office, case, qtbot = bench.office, bench.case, bench.qtbot
    bench.attach("statement.txt", b"all of it")
    tab.refresh()
    qtbot.waitUntil(lambda: tab.chosen() is not None)
    covered = tmp_path / "covered.txt"
    covered.write_text("part of it")
    chosen = tab.chosen()
    assert chosen is not None
    tab.acts.derive(chosen)
    form = dialog(AttachForm, qtbot)
    assert unnamed_focusable(form) == []
    form.choose(str(covered))
    form.commit()
    assert form.isVisible(), "why parts are covered is needed"
    field(form, "basis").content.setProperty("plainText", "Order of 12 May")
    form.commit()
    qtbot.waitUntil(lambda: len(kept(office, case)) == 2)
    redacted = kept(office, case)[1]
    assert (redacted.role, redacted.source_name) == (FileRole.REDACTED, "statement.txt")
    assert redacted.basis == "Order of 12 May"


def test_fields_appear_with_the_role_that_needs_them(
    shell: Shell, case: Case, item: ItemId
) -> None:
    form = AttachForm(shell, case.id, item, ())
    form.open()
    role = field(form, "role").content
    for chosen, source, basis in (
        (FileRole.NATIVE, False, False),
        (FileRole.WORKING, True, False),
        (FileRole.REDACTED, True, True),
        (FileRole.SIGNED_FORM, False, False),
    ):
        role.set_value(chosen)  # type: ignore[attr-defined]  # a choice
        form._follow_role()
        assert field(form, "source").isVisible() is source
        assert field(form, "basis").isVisible() is basis
    form.reject()


def field(form: QDialog, name: str) -> Field:
    return next(each for each in form.findChildren(Field) if each.name == name)


def folder(tmp_path: Path, number: int) -> Path:
    place = tmp_path / "CARD"
    place.mkdir()
    for at in range(number):
        (place / f"{at:04}.txt").write_text(f"file {at}")
    return place


def test_a_folder_is_shown_first_and_then_taken_in(
    bench: Bench, tab: FilesTab, tmp_path: Path
) -> None:
    office, case, shell, qtbot = bench.office, bench.case, bench.shell, bench.qtbot
    tab.acts.take_folder(str(folder(tmp_path, 30)))
    look = dialog(FolderDialog, qtbot)
    qtbot.waitUntil(look._take.isEnabled)
    assert look._words.text().startswith("30 files")
    assert unnamed_focusable(look) == []
    assert kept(office, case) == ()
    look.take()
    qtbot.waitUntil(lambda: len(kept(office, case)) == 30)
    qtbot.waitUntil(lambda: "30 files taken in" in shell.message_bar.text)
    qtbot.waitUntil(lambda: tab.rows.rowCount() == 30)


def test_what_was_left_out_is_told_in_the_end(
    office: Office, case: Case, tab: FilesTab, qtbot: QtBot, tmp_path: Path
) -> None:
    place = folder(tmp_path, 2)
    (place / "empty.txt").touch()
    tab.acts.take_folder(str(place))
    look = dialog(FolderDialog, qtbot)
    qtbot.waitUntil(look._take.isEnabled)
    look.take()
    report = dialog(FolderReport, qtbot)
    assert any("1 entries left out" in text for text in shown_texts(report))
    report.accept()
    assert len(kept(office, case)) == 2


def test_a_folder_on_its_way_can_be_stopped_and_says_what_is_kept(
    bench: Bench, tab: FilesTab, tmp_path: Path
) -> None:
    office, case, shell, qtbot = bench.office, bench.case, bench.shell, bench.qtbot
    begun = list[LongWork]()
    shell.desk.working.connect(begun.append)
    tab.acts.take_folder(str(folder(tmp_path, 600)))
    look = dialog(FolderDialog, qtbot)
    qtbot.waitUntil(look._take.isEnabled)
    look.take()
    qtbot.waitUntil(lambda: bool(kept(office, case)))
    begun[-1].cancel()
    qtbot.waitUntil(lambda: "not reached" in shell.message_bar.text)
    number = len(kept(office, case))
    assert 0 < number < 600
    assert f"{number} files taken in" in shell.message_bar.text


def test_files_dropped_on_the_tab_are_taken_in(
    office: Office, case: Case, tab: FilesTab, qtbot: QtBot, tmp_path: Path
) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(name)
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in ("a.txt", "b.txt")])
    how = (Qt.DropAction.CopyAction, dropped, Qt.MouseButton.LeftButton)
    for kind in (QDragEnterEvent, QDropEvent):
        QApplication.sendEvent(tab, kind(QPoint(9, 9), *how, Qt.KeyboardModifier.NoModifier))
    qtbot.waitUntil(lambda: len(kept(office, case)) == 2)


# --- checks


def spoil(office: Office, file: Attachment) -> None:
    path = office._database._vault.objects._path(file.stored_as)
    bad = bytearray(path.read_bytes())
    bad[-3] ^= 1
    path.write_bytes(bad)


def test_a_damaged_file_is_told_at_once_and_stays_told(bench: Bench, tab: FilesTab) -> None:
    office, shell, qtbot = bench.office, bench.shell, bench.qtbot
    file = bench.attach("a.txt", b"content")
    spoil(office, file)
    tab.refresh()
    qtbot.waitUntil(lambda: tab.chosen() is not None)
    tab.acts._check_chosen()
    qtbot.waitUntil(lambda: "is not what was attached" in shell.message_bar.text)
    view = shell.view(Section.EVIDENCE)
    assert isinstance(view, EvidenceView)
    shell.go(Section.EVIDENCE)
    (note,) = view.findChildren(FilesNote)
    qtbot.waitUntil(note.isVisible)
    assert any("a.txt (EV-0001)" in text for text in shown_texts(note))
    tab.refresh()
    qtbot.waitUntil(lambda: bool(tab.chosen() and tab.chosen().is_damaged))  # type: ignore[union-attr]
    chosen = tab.chosen()
    assert chosen is not None
    tab.acts.history(chosen)
    history = dialog(FileHistory, qtbot)
    qtbot.waitUntil(lambda: history.checks.rowCount() == 1)
    assert unnamed_focusable(history) == []
    assert labels_that_guess(history) == []
    history.accept()


def test_files_that_are_due_are_checked_from_the_page(
    office: Office, shell: Shell, attach: Callable[..., Attachment], qtbot: QtBot
) -> None:
    file = attach("a.txt", b"content")
    with office._database.writing(office.actor) as work:
        work.now -= timedelta(days=100)
        found = Inspection(attachment=file.id, result=CheckResult.WHOLE)
        RecordFileChecks(case=file.case, inspections=(found,)).run(work)
    view = shell.view(Section.EVIDENCE)
    assert isinstance(view, EvidenceView)
    view.refresh()
    (note,) = view.findChildren(FilesNote)
    qtbot.waitUntil(note.isVisible)
    assert any("1 kept file is due" in text for text in shown_texts(note))
    note.run()
    qtbot.waitUntil(lambda: "every byte is what was taken in" in shell.message_bar.text)
    qtbot.waitUntil(lambda: not note.isVisible())
    assert len(office.ask(CheckHistory(file.id))) == 2


# --- hash lists


@pytest.mark.parametrize("form", list(HashForm))
def test_a_hash_list_is_saved_and_compared(
    bench: Bench, tab: FilesTab, tmp_path: Path, form: HashForm
) -> None:
    shell, attach, qtbot = bench.shell, bench.attach, bench.qtbot
    attach("a.txt", b"content")
    tab.refresh()
    qtbot.waitUntil(lambda: bool(tab.acts.files))
    out = tmp_path / "out.list"
    tab.acts.write_list_to(form, str(out))
    qtbot.waitUntil(lambda: "Hash list of 1 file saved" in shell.message_bar.text)
    attach("b.txt", b"more")
    tab.acts.compare(str(out))
    shown = dialog(ComparisonDialog, qtbot)
    assert any("Same: 1, Not listed: 1" in text for text in shown_texts(shown))
    assert unnamed_focusable(shown) == []
    shown.accept()
    tab.acts.compare(str(tmp_path / "a.txt"))
    qtbot.waitUntil(lambda: "no hash list" in shell.message_bar.text)


def test_names_from_outside_are_shown_as_they_are(
    tab: FilesTab, attach: Callable[..., Attachment], qtbot: QtBot
) -> None:
    for number, name in enumerate(MARKUP):
        attach(f"{number} {name}".replace("/", "_"), b"x")
    tab.refresh()
    qtbot.waitUntil(lambda: tab.rows.rowCount() == len(MARKUP))
    names = [file.name for file in tab.acts.files]
    assert names[0] == "0 <b>x<_b>"
    assert labels_that_guess(tab) == []
    assert unnamed_focusable(tab) == []


def test_what_stands_in_the_menu_depends_on_the_file(
    tab: FilesTab, attach: Callable[..., Attachment], qtbot: QtBot
) -> None:
    assert [entry.text for entry in tab.acts.entries(None) if entry.text] == [
        "Attach with details…",
        "Take a folder in…",
        "Compare a hash list…",
    ]
    attach("a.txt", b"x")
    tab.refresh()
    qtbot.waitUntil(lambda: tab.chosen() is not None)
    texts = [entry.text for entry in tab.acts.entries(tab.chosen())]
    assert "Attach a copy made from it…" in texts
    assert "Hash list, DFXML…" in texts
