"""What is asked before labels are printed: which stock, from which label on, how many.

Stock and first free label are remembered on this machine: the sheet in the drawer belongs to it.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QFileDialog

from app.domain.errors import DossierError
from app.domain.labels import MOST_COPIES, LabelRun, LabelStock, Symbols
from app.i18n import _, ngettext
from app.i18n.sentences import sentence
from app.services.evidence.papers import EvidencePaper, PreviewPaper, add_stock, known_stocks
from app.ui.icons import Icon
from app.ui.page import Frame
from app.ui.paper import PaperOptions, Sheet
from app.ui.theme import Tone
from app.ui.widgets import Choice, Field, NumberInput, column, quiet, small

_STOCK = "labels/stock"
_START = "labels/start/{stock}"
_SYMBOLS = (
    (Symbols.AUTO, _("Bars and QR code")),
    (Symbols.CODE128, _("Bars only (Code 128)")),
    (Symbols.QR, _("QR code only")),
)


class LabelOptions(PaperOptions):
    """Stock, first free label, copies and barcodes.

    Args:
        wish: makes the query of labels on a stock.
    """

    def __init__(self, frame: Frame, wish: Callable[[LabelRun], EvidencePaper]) -> None:
        super().__init__()
        self._frame = frame
        self._wish = wish
        self._labels = 0
        self._stocks: dict[str, LabelStock] = {}
        self.stock = Choice[str]()
        self.start = NumberInput(1, least=1)
        self.copies = NumberInput(1, least=1, most=MOST_COPIES)
        self.symbols = Choice[Symbols](_SYMBOLS)
        self._start_field = Field("start", _("First free label"), self.start)
        self._remark = small(wrap=True)
        self._offer_stocks()
        self._recall()
        self._follow_stock()
        self.stock.edited.connect(self._choose_stock)
        for each in (self.start, self.copies, self.symbols):
            each.edited.connect(self.changed)
        self.setLayout(
            column(
                Field("stock", _("Labels"), self.stock),
                self._start_field,
                Field("copies", _("Copies of each"), self.copies),
                Field("symbols", _("Barcodes"), self.symbols),
                quiet(_("Add a kind of label…"), self._ask_file, Icon.PLUS),
                self._remark,
                None,
                spacing=12,
            )
        )

    def run(self) -> LabelRun:
        """On what the labels are printed, and how."""
        return LabelRun(
            stock=self._chosen(),
            start=self.start.number() or 1,
            copies=self.copies.number() or 1,
            symbols=self.symbols.value() or Symbols.AUTO,
        )

    def preview(self) -> PreviewPaper:
        """The labels to look at."""
        return PreviewPaper(self._wish(self.run()))

    def command(self) -> EvidencePaper:
        """The labels to print."""
        return self._wish(self.run())

    def problem(self) -> str:
        """A number that cannot be."""
        most = self._chosen().per_page
        if not 1 <= (self.start.number() or 0) <= most:
            return _("Choose a label of the sheet, from 1 to {most}.").format(most=most)
        return self.copies.problem() or ""

    def take(self, shown: Any) -> None:  # noqa: ANN401  a `PrintedPaper`
        """Say which barcodes do not fit."""
        self._labels = shown.labels
        words = ngettext("{n} label.", "{n} labels.", shown.labels).format(n=shown.labels)
        self._remark.setText(" ".join((words, *shown.remarks)))

    def sheet(self) -> Sheet:
        """The stock, dot by dot."""
        stock = self._chosen()
        return Sheet(stock.page, stock.dots_per_inch)

    def went_out(self) -> None:
        """Remember the stock, and which label of its sheet is the next free one."""
        run = self.run()
        settings = QSettings()
        settings.setValue(_STOCK, run.stock.code)
        used = run.start - 1 + self._labels
        settings.setValue(_START.format(stock=run.stock.code), used % run.stock.per_page + 1)

    def add(self, file: str) -> None:
        """Keep an own kind of label and choose it."""
        try:
            added = add_stock(Path(file))
        except DossierError as error:
            self._frame.tell(sentence(error), tone=Tone.DANGER)
            self._remark.setText(sentence(error))
            return
        self._offer_stocks()
        self.stock.set_value(added.code)

    def _chosen(self) -> LabelStock:
        return self._stocks[self.stock.value() or next(iter(self._stocks))]

    def _offer_stocks(self) -> None:
        self._stocks = {stock.code: stock for stock in known_stocks().stocks}
        self.stock.set_options((code, stock.name) for code, stock in self._stocks.items())

    def _recall(self) -> None:
        self.stock.set_value(str(QSettings().value(_STOCK) or ""))

    def _choose_stock(self) -> None:
        self._follow_stock()
        self.changed.emit()

    def _follow_stock(self) -> None:
        """A roll has no partly used sheet."""
        stock = self._chosen()
        self._start_field.setVisible(stock.per_page > 1)
        kept = str(QSettings().value(_START.format(stock=stock.code)) or "1")
        is_place = kept.isdecimal() and 1 <= int(kept) <= stock.per_page
        blocked = self.start.blockSignals(True)
        self.start.set_value(kept if is_place else "1")
        self.start.blockSignals(blocked)

    def _ask_file(self) -> None:
        dialog = QFileDialog(self, _("Add a kind of label"), "", _("Label stock (*.json)"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.add)
        dialog.open()
