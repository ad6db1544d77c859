"""The printed reason of a computed date, step by step, as it stands on paper too."""

from collections.abc import Sequence

from app.ui.theme import Token
from app.ui.widgets import PlainLabel, Sunken, clear, column, holding


class ReasonPanel(Sunken):
    """Steps of a count, one a line; what comes last is what it says."""

    def __init__(self, steps: Sequence[str] = (), closing: str = "") -> None:
        self._lines = column(spacing=6)
        super().__init__(holding(self._lines))
        self.show_steps(steps, closing)

    def show_steps(self, steps: Sequence[str], closing: str = "") -> None:
        """Show other steps, and a quiet line below them."""
        clear(self._lines)
        for step in steps:
            self._lines.addWidget(PlainLabel(step, wrap=True, selectable=True))
        if closing:
            self._lines.addWidget(PlainLabel(closing, token=Token.MUTED, wrap=True))
        self.setAccessibleName(" ".join((*steps, closing)).strip())
