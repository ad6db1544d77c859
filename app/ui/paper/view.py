"""A PDF on screen: its pages as they will be printed, or their words to read and hear.

The bytes come from memory and stay there; no plain file is ever made for the preview.
"""

from enum import Enum, auto

from PySide6.QtCore import QBuffer, QByteArray, QMargins, QPointF
from PySide6.QtGui import QPalette
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QStackedWidget, QWidget

from app.i18n import _
from app.ui.icons import Icon
from app.ui.theme import Token, color, metrics
from app.ui.widgets import (
    Hairline,
    PlainLabel,
    SegmentedControl,
    column,
    holding,
    icon_button,
    row,
)

_STEP = 1.25
_LEAST, _MOST = 0.2, 5.0
_POINTS = 72
_EDGE = 24
"""Clear space around the pages, in pixels."""


class Look(Enum):
    """How a document is shown."""

    PAGES = auto()
    WORDS = auto()


class PaperView(QWidget):
    """Pages with a bar above them: page to page, larger and smaller, pages or words."""

    def __init__(self) -> None:
        super().__init__()
        self._buffer = QBuffer(self)
        self._document = QPdfDocument(self)
        self._pages = _pages_of(self._document)
        self._words = QPlainTextEdit()
        self._words.setReadOnly(True)
        self._words.setAccessibleName(_("Words of the document"))
        self._stack = QStackedWidget()
        self._stack.addWidget(self._pages)
        self._stack.addWidget(holding(column(self._words, margins=metrics.PAGE_MARGIN)))
        self._place = PlainLabel()
        self._back = icon_button(Icon.CHEVRON_LEFT, _("Previous page"), self.previous_page)
        self._on = icon_button(Icon.CHEVRON_RIGHT, _("Next page"), self.next_page)
        self._smaller = icon_button(Icon.ZOOM_OUT, _("Smaller"), self.zoom_out)
        self._larger = icon_button(Icon.ZOOM_IN, _("Larger"), self.zoom_in)
        self._fit = icon_button(Icon.MAXIMIZE, _("Fit the whole page"), self.fit)
        looks = ((Look.PAGES, _("Pages")), (Look.WORDS, _("Words")))
        self.look = SegmentedControl(looks, name=_("Show as"))
        self.look.picked.connect(self._show_look)
        self._pages.pageNavigator().currentPageChanged.connect(self._show_place)
        self._bar = row(
            self._back,
            self._place,
            self._on,
            None,
            self.look,
            self._smaller,
            self._larger,
            self._fit,
            margins=(16, 8, 12, 8),
        )
        self.setLayout(column(self._bar, Hairline(), self._stack, spacing=0))
        self.show_busy()

    @property
    def page_count(self) -> int:
        """Pages of the document shown; 0 before the first."""
        return self._document.pageCount()

    @property
    def page(self) -> int:
        """The page in front, from 1."""
        return self._pages.pageNavigator().currentPage() + 1

    def add_to_bar(self, widget: QWidget) -> None:
        """Put something at the right end of the bar."""
        self._bar.addWidget(widget)

    def show_busy(self) -> None:
        """Say that other pages are on their way; those shown stay until they come."""
        self._place.setText(_("Preparing the pages"))
        self._back.setEnabled(False)
        self._on.setEnabled(False)

    def show_pdf(self, pdf: bytes) -> None:
        """Show another document, at the same page where it has one."""
        page = self._pages.pageNavigator().currentPage()
        self._document.close()
        self._buffer.close()
        self._buffer.setData(QByteArray(pdf))
        self._buffer.open(QBuffer.OpenModeFlag.ReadOnly)
        self._document.load(self._buffer)
        self._words.setPlainText(self.text())
        self._jump(min(page, self.page_count - 1))
        self._show_place()

    def text(self) -> str:
        """The words of all pages, as a screen reader gets them."""
        pages = range(self.page_count)
        return "\n\n".join(self._document.getAllText(page).text() for page in pages)

    def previous_page(self) -> None:
        """Go to the page before."""
        self._jump(self.page - 2)

    def next_page(self) -> None:
        """Go to the page after."""
        self._jump(self.page)

    def zoom_in(self) -> None:
        """Show the pages larger."""
        self._zoom(self._factor() * _STEP)

    def zoom_out(self) -> None:
        """Show the pages smaller."""
        self._zoom(self._factor() / _STEP)

    def fit(self) -> None:
        """Show one whole page."""
        self._pages.setZoomMode(QPdfView.ZoomMode.FitInView)

    def _jump(self, page: int) -> None:
        if 0 <= page < self.page_count:
            self._pages.pageNavigator().jump(page, QPointF(), 0)

    def _zoom(self, factor: float) -> None:
        self._pages.setZoomMode(QPdfView.ZoomMode.Custom)
        self._pages.setZoomFactor(min(max(factor, _LEAST), _MOST))

    def _factor(self) -> float:
        """Return the present zoom, also while it is whatever fits."""
        if self._pages.zoomMode() is QPdfView.ZoomMode.Custom or not self.page_count:
            return self._pages.zoomFactor()
        points = self._document.pagePointSize(self.page - 1)
        room = self._pages.viewport().size()
        scale = self._pages.logicalDpiX() / _POINTS
        return min(
            (room.width() - 2 * _EDGE) / (points.width() * scale),
            (room.height() - 2 * _EDGE) / (points.height() * scale),
        )

    def _show_place(self) -> None:
        count, page = self.page_count, self.page
        self._place.setText(_("Page {page} of {count}").format(page=page, count=count))
        self._back.setEnabled(count > 0 and page > 1)
        self._on.setEnabled(page < count)

    def _show_look(self, look: object) -> None:
        self._stack.setCurrentIndex(1 if look is Look.WORDS else 0)
        for button in (self._smaller, self._larger, self._fit):
            button.setEnabled(look is Look.PAGES)


def _pages_of(document: QPdfDocument) -> QPdfView:
    view = QPdfView()
    view.setDocument(document)
    view.setPageMode(QPdfView.PageMode.MultiPage)
    view.setZoomMode(QPdfView.ZoomMode.FitInView)
    view.setDocumentMargins(QMargins(_EDGE, _EDGE, _EDGE, _EDGE))
    # Where a page must fit, Qt takes this spacing off the height, not the margins.
    view.setPageSpacing(2 * _EDGE)
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setAccessibleName(_("Pages of the document"))
    # QPdfView fills the desk around its pages with this role.
    ground = view.palette()
    ground.setColor(QPalette.ColorRole.Dark, color(Token.SUNKEN))
    view.setPalette(ground)
    return view
