"""Sending a PDF to a printer: page by page as pictures, so that any printer takes it."""

from typing import Protocol

from PySide6.QtCore import QBuffer, QByteArray, QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter

from app.domain.errors import Cancelled, Unavailable
from app.i18n import _

DPI = 300
"""Dots an inch of what is sent; small print stays sharp, and a page takes a few megabytes."""
_POINTS = 72


_PAPER = 0xFFFFFFFF
"""Opaque white: paper has no theme."""


class Progress(Protocol):
    """Who is told how far it is, and who may stop it."""

    def progress(self, done: int, total: int = 0, step: str = "") -> None:
        """Tell."""

    def cancelled(self) -> bool:
        """Whether to stop."""


def new_printer() -> QPrinter:
    """Return the user's usual printer, set to the whole sheet."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(DPI)
    printer.setFullPage(True)
    return printer


def print_pdf(pdf: bytes, printer: QPrinter, work: Progress) -> int:
    """Print the pages the printer was set to, and return how many went out.

    May run on any thread: Qt paints on printers outside the window's thread too.

    Raises:
        Unavailable: the printer does not take the document.
        Cancelled: the user stopped it.
    """
    buffer = QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    painter = QPainter()
    if not painter.begin(printer):
        raise Unavailable("printer.refused")
    # Without this hint Qt sends pictures of text as JPEG.
    painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
    try:
        return _print_pages(document, printer, painter, work)
    finally:
        painter.end()


def _print_pages(
    document: QPdfDocument, printer: QPrinter, painter: QPainter, work: Progress
) -> int:
    pages = _pages_asked(document, printer)
    for done, page in enumerate(pages):
        if work.cancelled():
            printer.abort()
            raise Cancelled("printer.cancelled")
        work.progress(done, len(pages), _("Printing"))
        if done and not printer.newPage():
            raise Unavailable("printer.refused")
        _paint(_picture(document, page), printer, painter)
    return len(pages)


def _pages_asked(document: QPdfDocument, printer: QPrinter) -> list[int]:
    """Return page indexes in the order they go out, repeated where the printer cannot."""
    first = printer.fromPage() or 1
    last = min(printer.toPage() or document.pageCount(), document.pageCount())
    pages = list(range(first - 1, last))
    if printer.pageOrder() is QPrinter.PageOrder.LastPageFirst:
        pages.reverse()
    return pages * (1 if printer.supportsMultipleCopies() else printer.copyCount())


def _picture(document: QPdfDocument, page: int) -> QImage:
    points = document.pagePointSize(page)
    size = QSize(round(points.width() * DPI / _POINTS), round(points.height() * DPI / _POINTS))
    paper = QImage(size, QImage.Format.Format_RGB32)
    paper.fill(_PAPER)
    drawn = QPainter(paper)
    drawn.drawImage(0, 0, document.render(page, size))
    drawn.end()
    return paper


def _paint(picture: QImage, printer: QPrinter, painter: QPainter) -> None:
    """Paint a page in its own size in the middle of the sheet, smaller where the sheet is."""
    sheet = printer.paperRect(QPrinter.Unit.DevicePixel)
    own = QSizeF(picture.size()) * (printer.resolution() / DPI)
    if own.width() > sheet.width() or own.height() > sheet.height():
        own.scale(sheet.size(), Qt.AspectRatioMode.KeepAspectRatio)
    corner = QPointF((sheet.width() - own.width()) / 2, (sheet.height() - own.height()) / 2)
    painter.drawImage(QRectF(corner, own), picture)
