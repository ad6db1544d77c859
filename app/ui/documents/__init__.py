"""Documents: what is printed of a case, looked at before it leaves the office."""

from app.ui.documents.preview import open_print_preview

__all__ = ["open_print_preview"]
