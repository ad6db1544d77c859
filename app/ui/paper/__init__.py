"""Paper on screen: its pages, who reads it, the preview around them, and the way to the printer."""

from app.ui.paper.audience import AudienceCards
from app.ui.paper.preview import PaperOptions, PaperPreview
from app.ui.paper.printing import Sheet

__all__ = ["AudienceCards", "PaperOptions", "PaperPreview", "Sheet"]
