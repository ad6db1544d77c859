"""The print preview on a real office: what it shows, saves and prints."""

from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app.domain.cases import Case
from app.domain.documents import SummaryPart
from app.domain.errors import Cancelled
from app.domain.ids import new_id
from app.domain.profiles import Profile
from app.services.calendar_papers import PrintMonth
from app.services.documents import PrintCaseSummary
from app.services.history import CaseHistory
from app.services.notes import AddNote
from app.services.office import Office
from app.ui.desk import Desk
from app.ui.documents import open_print_preview
from app.ui.documents.preview import CasePrintPreview
from app.ui.paper.printing import new_printer, print_pdf
from app.ui.shell import Identity, Shell
from tests.paper_case import LEAKS, NOTE, full_case
from tests.printing.paper_samples import flat, squeezed
from tests.ui.checks import labels_that_guess, unnamed_focusable


@pytest.fixture
def case(office: Office) -> Case:
    return full_case(office)


@pytest.fixture
def shell(office: Office, qtbot: QtBot) -> Iterator[Shell]:
    desk = Desk(office)
    window = Shell(desk, (), (), Identity("A. Rivera", "Prosecutor", "Riverside County"))
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    yield window
    desk.close()


@pytest.fixture
def opened(shell: Shell, case: Case, qtbot: QtBot) -> Callable[[], CasePrintPreview]:
    def _open() -> CasePrintPreview:
        open_print_preview(shell, case.id)
        (preview,) = shell.findChildren(CasePrintPreview)
        qtbot.waitUntil(preview.print_button.isEnabled)
        return preview

    return _open


@pytest.fixture
def preview(opened: Callable[[], CasePrintPreview]) -> CasePrintPreview:
    return opened()


def prints(office: Office, case: Case) -> int:
    lines = office.ask(CaseHistory(case=case.id)).rows
    return sum(line.what == "Printed case summary" for line in lines)


def words(preview: CasePrintPreview) -> str:
    return flat(preview.paper.text())


def choose(preview: CasePrintPreview, profile: Profile, qtbot: QtBot) -> None:
    QTest.mouseClick(preview.options.audience.card(profile), Qt.MouseButton.LeftButton)
    assert not preview.print_button.isEnabled()
    qtbot.waitUntil(preview.print_button.isEnabled)


def test_the_preview_shows_internal_paper_first_and_records_nothing(
    preview: CasePrintPreview, office: Office, case: Case
) -> None:
    assert "INTERNAL, work product" in words(preview)
    assert NOTE in words(preview)
    assert "given when printed" in words(preview)
    assert preview.paper.page_count == 1
    assert prints(office, case) == 0
    for leak in LEAKS:
        assert leak not in squeezed(preview.paper.text())


def test_another_reader_gets_another_paper_and_fewer_parts(
    preview: CasePrintPreview, qtbot: QtBot
) -> None:
    notes = preview.options.check(SummaryPart.NOTES)
    assert notes.isVisible()
    choose(preview, Profile.DEFENSE, qtbot)
    assert "FOR THE DEFENSE" in words(preview)
    assert NOTE not in words(preview)
    assert not notes.isVisible()
    choose(preview, Profile.INTERNAL, qtbot)
    assert notes.isVisible()


def test_a_cleared_box_takes_its_part_off_the_page(preview: CasePrintPreview, qtbot: QtBot) -> None:
    box = preview.options.check(SummaryPart.CHARGES)
    assert "Charges (2)" in words(preview)
    QTest.keyClick(box, Qt.Key.Key_Space)
    qtbot.waitUntil(preview.print_button.isEnabled)
    assert "Charges" not in words(preview)


def test_saving_writes_what_the_log_knows_of(
    preview: CasePrintPreview, office: Office, case: Case, tmp_path: Path, qtbot: QtBot
) -> None:
    choose(preview, Profile.COURT, qtbot)
    to = tmp_path / "brief.pdf"
    with qtbot.waitSignal(preview.accepted):
        preview.save_to(str(to))
    text = flat(PdfReader(to).pages[0].extract_text())
    assert "FOR THE COURT" in text
    assert "given when printed" not in text
    assert prints(office, case) == 1


def test_saving_asks_for_the_file_first(preview: CasePrintPreview) -> None:
    QTest.keyClick(preview, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    (dialog,) = preview.findChildren(QFileDialog)
    assert Path(dialog.selectedFiles()[0]).name == "2026-00417 Case summary, internal.pdf"
    dialog.reject()


def test_a_place_that_cannot_be_written_is_told_before_the_log_says_printed(
    preview: CasePrintPreview, office: Office, case: Case, tmp_path: Path
) -> None:
    preview.save_to(str(tmp_path / "nowhere" / "brief.pdf"))
    assert preview.trouble.isVisible()
    assert "is not there" in preview.trouble.accessibleName()
    assert preview.save_button.isEnabled()
    assert prints(office, case) == 0


def test_a_disk_that_refuses_is_told_and_the_preview_stays(
    preview: CasePrintPreview, tmp_path: Path, qtbot: QtBot
) -> None:
    preview.save_to(str(tmp_path / ("y" * 300 + ".pdf")))
    qtbot.waitUntil(preview.trouble.isVisible)
    assert preview.isVisible()
    assert preview.save_button.isEnabled()


def test_without_a_printer_the_button_says_what_to_do(
    preview: CasePrintPreview, office: Office, case: Case
) -> None:
    if QPrinterInfo.availablePrinterNames():
        pytest.skip("this machine has a printer")
    QTest.keyClick(preview, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert "Save the PDF" in preview.trouble.accessibleName()
    assert preview.isVisible()
    assert prints(office, case) == 0


def test_printing_sends_every_page_and_is_recorded(
    preview: CasePrintPreview, office: Office, case: Case, tmp_path: Path, qtbot: QtBot
) -> None:
    printer = printer_into(tmp_path / "printed.pdf")
    shell = preview.parentWidget()
    assert isinstance(shell, Shell)
    preview.print_on(printer)
    qtbot.waitUntil(lambda: shell.message_bar.text == "1 page sent to the printer.")
    assert prints(office, case) == 1
    (page,) = PdfReader(tmp_path / "printed.pdf").pages
    picture = page.images[0].image
    assert picture is not None
    assert picture.width == pytest.approx(8.5 * 300, abs=2)
    assert picture.convert("L").getextrema() == (0, 255)


def test_the_printer_is_chosen_first(
    preview: CasePrintPreview,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: ["A printer"])
    preview.print()
    (dialog,) = preview.findChildren(QPrintDialog)
    dialog.reject()
    assert preview.isVisible()
    shell = preview.parentWidget()
    assert isinstance(shell, Shell)
    preview.print()
    dialog = preview.findChildren(QPrintDialog)[-1]
    dialog.printer().setOutputFileName(str(tmp_path / "printed.pdf"))
    dialog.done(QPrintDialog.DialogCode.Accepted.value)
    qtbot.waitUntil(lambda: shell.message_bar.text == "1 page sent to the printer.")
    assert len(PdfReader(tmp_path / "printed.pdf").pages) == 1


def test_only_the_pages_asked_for_are_sent_in_their_own_size(
    office: Office, case: Case, tmp_path: Path
) -> None:
    office.do(AddNote(case=case.id, text="word " * 9000))
    pdf = office.ask(PrintCaseSummary(case=case.id, profile=Profile.INTERNAL)).pdf
    assert len(PdfReader(BytesIO(pdf)).pages) > 3
    printer = printer_into(tmp_path / "printed.pdf")
    printer.setFromTo(2, 3)
    assert print_pdf(pdf, printer, _Steps()) == 2
    printed = PdfReader(tmp_path / "printed.pdf")
    assert len(printed.pages) == 2


def test_a_page_across_is_turned_on_an_upright_sheet(office: Office, tmp_path: Path) -> None:
    pdf = office.ask(PrintMonth(of=date(2026, 11, 23))).pdf
    assert print_pdf(pdf, printer_into(tmp_path / "printed.pdf"), _Steps()) == 1
    (page,) = PdfReader(tmp_path / "printed.pdf").pages
    assert page.mediabox.height > page.mediabox.width
    (picture,) = page.images
    assert picture.image is not None
    assert picture.image.height > picture.image.width


def test_printing_stops_when_it_is_told_to(office: Office, case: Case, tmp_path: Path) -> None:
    pdf = office.ask(PrintCaseSummary(case=case.id, profile=Profile.INTERNAL)).pdf
    with pytest.raises(Cancelled):
        print_pdf(pdf, printer_into(tmp_path / "printed.pdf"), _Steps(stopped=True))


def test_pages_turn_and_grow(
    office: Office, case: Case, opened: Callable[[], CasePrintPreview], qtbot: QtBot
) -> None:
    office.do(AddNote(case=case.id, text="<b>bold</b> " * 4000))
    preview = opened()
    paper = preview.paper
    assert paper.page_count > 2
    assert paper.page == 1
    paper.next_page()
    qtbot.waitUntil(lambda: paper.page == 2)
    paper.previous_page()
    qtbot.waitUntil(lambda: paper.page == 1)
    fitting = paper._factor()
    paper.zoom_in()
    assert paper._factor() == pytest.approx(fitting * 1.25)
    paper.fit()
    assert paper._factor() == pytest.approx(fitting)
    assert "<b>bold</b>" in paper.text()


def test_a_case_that_is_gone_is_told_in_a_sentence(shell: Shell, qtbot: QtBot) -> None:
    open_print_preview(shell, new_id())
    (preview,) = shell.findChildren(CasePrintPreview)
    qtbot.waitUntil(preview.trouble.isVisible)
    assert not preview.print_button.isEnabled()


def test_everything_is_reached_and_named(preview: CasePrintPreview) -> None:
    assert unnamed_focusable(preview) == []
    assert labels_that_guess(preview) == []


class _Steps:
    def __init__(self, *, stopped: bool = False) -> None:
        self._stopped = stopped

    def progress(self, done: int, total: int = 0, step: str = "") -> None:
        assert done < total
        assert step

    def cancelled(self) -> bool:
        return self._stopped


def printer_into(file: Path) -> QPrinter:
    printer = new_printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))
    printer.setResolution(300)
    return printer
