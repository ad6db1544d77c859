"""A form that opens as high as what it holds, so that nothing begins below its edge."""

from typing import ClassVar

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLayout, QScrollArea

from app.ui.form import FormDialog

_AROUND = 48
"""Pixels of the window that stay visible around the form."""


class DatedForm(FormDialog):
    """A form about something that has a day.

    Attributes:
        spare: pixels kept for sentences that appear while it is filled in.
    """

    spare: ClassVar[int] = 44

    def showEvent(self, event: QShowEvent) -> None:
        """Take the height the parts want."""
        super().showEvent(event)
        self.fit()

    def fit(self) -> None:
        """Take the height the parts want, as far as the window has it."""
        area = self.findChild(QScrollArea)
        parts = area.widget() if area is not None else None
        if area is None or parts is None:
            return
        # What just took another height asks for it at the next turn only; from the innermost out.
        for inner in reversed(parts.findChildren(QLayout)):
            inner.activate()
        layout = parts.layout()
        wanted = layout.totalHeightForWidth(self.width()) if layout is not None else 0
        wanted = max(wanted, parts.sizeHint().height()) + self.height() - area.height()
        window = self.parentWidget()
        most = window.height() - _AROUND if window is not None else wanted
        least = self.minimumSizeHint().height()
        self.resize(self.width(), max(least, min(wanted + self.spare, most)))
