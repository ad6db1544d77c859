"""Tables: columns declared as data, rows from memory or page by page from a query, one view."""

from app.ui.table.column import Column
from app.ui.table.model import PagedTable, PageRequest, RowTable
from app.ui.table.view import DataTable, chosen_record

__all__ = ["Column", "DataTable", "PageRequest", "PagedTable", "RowTable", "chosen_record"]
