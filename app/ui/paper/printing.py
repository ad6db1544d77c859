"""Sending a PDF to a printer: page by page as pictures, so that any printer takes it."""

from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QBuffer, QByteArray, QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPageSize, QPainter, QTransform
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter

from app.domain.errors import Cancelled, Unavailable
from app.i18n import _

DPI = 300
"""Dots an inch of what is sent; small print stays sharp, and a page takes a few megabytes."""
_POINTS = 72


_PAPER = 0xFFFFFFFF
"""Opaque white: paper has no theme."""


@dataclass(frozen=True)
class Sheet:
    """What a document must be printed on: a sheet or label of this size, dot by dot.

    Attributes:
        size: width and height in millimeters.
        dots_per_inch: of the printer; the bars of its barcodes are whole dots wide.
    """

    size: tuple[float, float]
    dots_per_inch: int


class Progress(Protocol):
    """Who is told how far it is, and who may stop it."""

    def progress(self, done: int, total: int = 0, step: str = "") -> None:
        """Tell."""

    def cancelled(self) -> bool:
        """Whether to stop."""


def new_printer(sheet: Sheet | None = None) -> QPrinter:
    """Return the user's usual printer, set to the whole sheet, or to the one that is asked for."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(sheet.dots_per_inch if sheet else DPI)
    if sheet is not None:
        size = QSizeF(*sheet.size)
        printer.setPageSize(QPageSize(size, QPageSize.Unit.Millimeter))
    printer.setFullPage(True)
    return printer


def print_pdf(pdf: bytes, printer: QPrinter, work: Progress, dots_per_inch: int = DPI) -> int:
    """Print the pages the printer was set to, and return how many went out.

    May run on any thread: Qt paints on printers outside the window's thread too.

    Args:
        pdf: the document.
        printer: set to what it prints on.
        work: told how far it is, and asked whether to stop.
        dots_per_inch: of the pictures of its pages.

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
        return _Pages(document, dots_per_inch).print(printer, painter, work)
    finally:
        painter.end()


class _Pages:
    """The pages of a document as pictures of some resolution."""

    def __init__(self, document: QPdfDocument, dots_per_inch: int) -> None:
        self._document = document
        self._dots = dots_per_inch

    def print(self, printer: QPrinter, painter: QPainter, work: Progress) -> int:
        """Paint the pages asked for and return how many they were."""
        pages = _pages_asked(self._document, printer)
        for done, page in enumerate(pages):
            if work.cancelled():
                printer.abort()
                raise Cancelled("printer.cancelled")
            work.progress(done, len(pages), _("Printing"))
            if done and not printer.newPage():
                raise Unavailable("printer.refused")
            self._paint(self._picture(page), printer, painter)
        return len(pages)

    def _picture(self, page: int) -> QImage:
        points = self._document.pagePointSize(page)
        scale = self._dots / _POINTS
        size = QSize(round(points.width() * scale), round(points.height() * scale))
        paper = QImage(size, QImage.Format.Format_RGB32)
        paper.fill(_PAPER)
        drawn = QPainter(paper)
        drawn.drawImage(0, 0, self._document.render(page, size))
        drawn.end()
        return paper

    def _paint(self, picture: QImage, printer: QPrinter, painter: QPainter) -> None:
        """Paint a page in its own size in the middle of the sheet, smaller where the sheet is.

        A page across the sheet is turned.
        """
        sheet = printer.paperRect(QPrinter.Unit.DevicePixel)
        own = QSizeF(picture.size()) * (printer.resolution() / self._dots)
        across = own.width() > own.height() and sheet.height() > sheet.width()
        if across and own.width() > sheet.width() + 1:
            picture, own = picture.transformed(QTransform().rotate(90)), own.transposed()
        if own.width() > sheet.width() + 1 or own.height() > sheet.height() + 1:
            own.scale(sheet.size(), Qt.AspectRatioMode.KeepAspectRatio)
        # Half a dot beside the printer's dots would blur every bar of a barcode.
        left = round((sheet.width() - own.width()) / 2)
        top = round((sheet.height() - own.height()) / 2)
        painter.drawImage(QRectF(QPointF(left, top), own), picture)


def _pages_asked(document: QPdfDocument, printer: QPrinter) -> list[int]:
    """Return page indexes in the order they go out, repeated where the printer cannot."""
    first = printer.fromPage() or 1
    last = min(printer.toPage() or document.pageCount(), document.pageCount())
    pages = list(range(first - 1, last))
    if printer.pageOrder() is QPrinter.PageOrder.LastPageFirst:
        pages.reverse()
    return pages * (1 if printer.supportsMultipleCopies() else printer.copyCount())
