"""Labels for items, cases, places and agencies, on sheets and rolls."""

from app.printing.labels.arrangement import Arrangement, arranged
from app.printing.labels.content import Label, LabelPaper
from app.printing.labels.sheets import typeset_labels

__all__ = ["Arrangement", "Label", "LabelPaper", "arranged", "typeset_labels"]
