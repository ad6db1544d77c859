"""Papers about evidence: labels, custody form, receipts, the evidence log and inventories."""

from app.services.evidence.papers.custody_form import PrintCustodyForm
from app.services.evidence.papers.inventory_report import PrintInventory
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
    "PrintInventory",
    "PrintLabels",
    "PrintPlaceLabels",
    "PrintPropertyReceipt",
    "PrintTransferReceipt",
    "PrintedPaper",
    "add_stock",
    "known_stocks",
    "stock_named",
]
