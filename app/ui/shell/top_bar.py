"""The bar at the top: where you are, search, the two things done most, and who you are."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from app.i18n import _
from app.ui.actions import Actions
from app.ui.icons import Icon, paint_icon
from app.ui.shell.identity import Identity
from app.ui.theme import Token, Tone, fonts, metrics
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.chip import Chip, KeyCap
from app.ui.widgets.layout import row
from app.ui.widgets.painting import focus_ring, painting, panel, text_line
from app.ui.widgets.text import PlainLabel, title

_HEIGHT = 52
# The actions that stand in the bar, when a feature declares them.
_QUICK = ("case.new", "evidence.log")
_LONGEST_NAME = 40


class TopBar(QWidget):
    """The bar.

    Signals:
        search_pressed: the user wants to search.
    """

    search_pressed = Signal()

    def __init__(self, identity: Identity, actions: Actions) -> None:
        super().__init__()
        self.setObjectName("topbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(_HEIGHT)
        self._actions = actions
        self._title: PlainLabel = title()
        self._title.setFixedWidth(metrics.RAIL_WIDTH - 16)
        self.search = _SearchField()
        self.search.clicked.connect(self.search_pressed)
        layout = row(self._title, 14, self.search, None, spacing=12, margins=(16, 0, 16, 0))
        if identity.is_demo:
            layout.addWidget(Chip(_("Demo office"), Tone.WARN, Icon.FLASK_CONICAL))
        for name in _QUICK:
            if name in actions:
                layout.addWidget(self._quick(name))
        layout.addWidget(self._person(identity))
        self.setLayout(layout)

    def show_title(self, text: str) -> None:
        """Say which page is open."""
        self._title.setText(text)

    def _quick(self, name: str) -> Button:
        action = next(a for a in self._actions.declared() if a.name == name)
        button = Button(action.text, icon=action.icon)
        button.setToolTip(action.shown_keys())
        button.clicked.connect(self._actions.qaction(name).trigger)
        return button

    def _person(self, identity: Identity) -> Button:
        words = f"{identity.person}, {identity.role}" if identity.role else identity.person
        shown = words if len(words) <= _LONGEST_NAME else words[:_LONGEST_NAME] + "…"
        self._who = Button(
            shown, self._open_menu, kind=Kind.SOFT, icon=Icon.CIRCLE_USER_ROUND, small=True
        )
        self._who.setAccessibleName(_("You: {name}").format(name=words))
        return self._who

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name in ("view.theme", "help.keys", "window.lock"):
            if name in self._actions:
                menu.addAction(self._actions.qaction(name))
        menu.popup(self._who.mapToGlobal(self._who.rect().bottomLeft()))


class _SearchField(QPushButton):
    """Looks like a field; pressing it opens the palette, where one types."""

    def __init__(self) -> None:
        super().__init__()
        self._words = _("Search cases, evidence, people, commands")
        self.setAutoDefault(False)
        self.setAccessibleName(self._words)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setLayout(row(None, KeyCap("Ctrl K"), margins=(0, 0, 10, 0)))

    def sizeHint(self) -> QSize:
        """Room for the words and the key."""
        return QSize(390, metrics.CONTROL_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Narrow windows show fewer words."""
        return QSize(180, metrics.CONTROL_HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the field."""
        with painting(self) as painter:
            panel(
                painter,
                self.rect(),
                metrics.CONTROL_RADIUS,
                fill=Token.SUNKEN,
                border=Token.STRONG if self.underMouse() else Token.BORDER,
            )
            square = QRect(11, (self.height() - 16) // 2, 16, 16)
            paint_icon(painter, Icon.SEARCH, square, Token.MUTED)
            words = self.rect().adjusted(35, 0, -70, 0)
            text_line(painter, words, self._words, face=fonts.font(), token=Token.MUTED)
            if self.hasFocus():
                focus_ring(painter, self.rect(), metrics.CONTROL_RADIUS)
