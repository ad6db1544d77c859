"""Tabs of a workspace: words with a count, the current one underlined."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from app.ui.widgets.layout import row
from app.ui.widgets.surface import Hairline


class Tabs(QWidget):
    """Pages behind tabs; a page is made when its tab is first opened.

    Args:
        name: what a screen reader says for the row of tabs.
        indent: pixels clear before the first tab, where it is to stand above what is below.

    Signals:
        opened: name of the tab that came to the front.
    """

    opened = Signal(str)

    def __init__(self, name: str, *, indent: int = 0) -> None:
        super().__init__()
        self._factories: list[Callable[[], QWidget]] = []
        self._made: dict[int, QWidget] = {}
        self._names: list[str] = []
        self._titles: list[str] = []
        self._bar = QTabBar()
        self._bar.setAccessibleName(name)
        self._bar.setDrawBase(False)
        self._bar.setExpanding(False)
        self._bar.setUsesScrollButtons(True)
        self._bar.setElideMode(Qt.TextElideMode.ElideNone)
        self._bar.setProperty("look", "underlined")
        self._stack = QStackedWidget()
        layout = QVBoxLayout(self)
        layout.setSpacing(0)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(row(indent, self._bar, spacing=0))
        layout.addWidget(Hairline())
        layout.addWidget(self._stack, 1)
        self._bar.currentChanged.connect(self._open)

    def add(self, name: str, title: str, factory: Callable[[], QWidget]) -> None:
        """Add a tab; `name` is for the program, `title` for the user."""
        self._names.append(name)
        self._titles.append(title)
        self._factories.append(factory)
        self._bar.addTab(title)

    def set_count(self, name: str, count: int | None) -> None:
        """Show how many things are behind a tab, e.g. "Charges 2"."""
        index = self._names.index(name)
        title = self._titles[index]
        self._bar.setTabText(index, f"{title} {count}" if count else title)

    def open(self, name: str) -> None:
        """Bring a tab to the front."""
        self._bar.setCurrentIndex(self._names.index(name))

    def current(self) -> str:
        """The name of the tab in front."""
        return self._names[self._bar.currentIndex()]

    def page(self, name: str) -> QWidget:
        """Return the page behind a tab, made now if it was not yet."""
        index = self._names.index(name)
        if index not in self._made:
            self._made[index] = self._factories[index]()
            self._stack.addWidget(self._made[index])
        return self._made[index]

    def _open(self, index: int) -> None:
        if 0 <= index < len(self._names):
            self._stack.setCurrentWidget(self.page(self._names[index]))
            self.opened.emit(self._names[index])
