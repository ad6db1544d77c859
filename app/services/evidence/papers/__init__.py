"""Papers about evidence: labels, custody form, receipts and the evidence log."""

from app.services.evidence.papers.custody_form import PrintCustodyForm
from app.services.evidence.papers.labels import PrintCaseLabels, PrintLabels, PrintPlaceLabels
from app.services.evidence.papers.log import PrintEvidenceLog
from app.services.evidence.papers.paper import EvidencePaper, PreviewPaper, PrintedPaper
from app.services.evidence.papers.property_receipt import PrintPropertyReceipt
from app.services.evidence.papers.stocks import KnownStocks, add_stock, known_stocks, stock_named
from app.services.evidence.papers.transfer_receipt import PrintTransferReceipt

__all__ = [
    "EvidencePaper",
    "KnownStocks",
    "PreviewPaper",
    "PrintCaseLabels",
    "PrintCustodyForm",
    "PrintEvidenceLog",
    "PrintLabels",
    "PrintPlaceLabels",
    "PrintPropertyReceipt",
    "PrintTransferReceipt",
    "PrintedPaper",
    "add_stock",
    "known_stocks",
    "stock_named",
]
