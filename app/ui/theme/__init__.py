"""How the window looks: color tokens, fonts, measures, and the switch between themes.

Fusion style, our own `QPalette`, and one style sheet template filled from the tokens. Everything
that paints itself asks `color()` while it paints, so that a switch needs no list of widgets.
"""

from string import Template

from PySide6.QtCore import QObject, QSettings, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from app.domain.resources import resource_path
from app.ui.theme import fonts
from app.ui.theme.tokens import ThemeName, Token, Tone, token_values

__all__ = ["STYLE", "Theme", "ThemeName", "Token", "Tone", "active_theme", "color"]

STYLE = ("-style", "fusion")
"""Arguments for `QApplication`: setting the style later makes Qt build two of them."""

_SETTING = "window/theme"

_ROLES = {
    QPalette.ColorRole.Window: Token.BG,
    QPalette.ColorRole.WindowText: Token.TEXT,
    QPalette.ColorRole.Base: Token.SURFACE,
    QPalette.ColorRole.AlternateBase: Token.SUNKEN,
    QPalette.ColorRole.Text: Token.TEXT,
    QPalette.ColorRole.Button: Token.SURFACE,
    QPalette.ColorRole.ButtonText: Token.TEXT,
    QPalette.ColorRole.BrightText: Token.DANGER,
    QPalette.ColorRole.ToolTipBase: Token.SURFACE,
    QPalette.ColorRole.ToolTipText: Token.TEXT,
    QPalette.ColorRole.PlaceholderText: Token.MUTED,
    QPalette.ColorRole.Highlight: Token.ACCENT,
    QPalette.ColorRole.HighlightedText: Token.ACCENT_ON,
    QPalette.ColorRole.Link: Token.ACCENT,
    QPalette.ColorRole.LinkVisited: Token.VICTIM,
    QPalette.ColorRole.Light: Token.SURFACE,
    QPalette.ColorRole.Midlight: Token.SUNKEN,
    QPalette.ColorRole.Mid: Token.BORDER,
    QPalette.ColorRole.Dark: Token.STRONG,
    QPalette.ColorRole.Shadow: Token.STRONG,
    QPalette.ColorRole.Accent: Token.ACCENT,
}


class Theme(QObject):
    """The theme of one running application.

    Signals:
        changed: after another theme was put on.
    """

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        fonts.register_first_faces()
        app.setFont(fonts.font())
        self._put_on(_remembered(app))

    @property
    def name(self) -> ThemeName:
        """The theme that is on."""
        return _active.name

    def use(self, name: ThemeName) -> None:
        """Put a theme on and remember it for the next start (the courtroom one is not)."""
        if name is not ThemeName.COURT:
            QSettings().setValue(_SETTING, name.value)
        self._put_on(name)
        self.changed.emit()

    def _put_on(self, name: ThemeName) -> None:
        _active.name = name
        color_of = {token: QColor(value) for token, value in _colors(name).items()}
        _active.colors = color_of
        self._app.setPalette(_palette(color_of))
        self._app.setStyleSheet(_sheet(name))


class _Active:
    """The set of colors in use; one for the process, like the palette of the application."""

    def __init__(self) -> None:
        self.name = ThemeName.LIGHT
        self.colors = {t: QColor(value) for t, value in _colors(ThemeName.LIGHT).items()}


def _colors(name: ThemeName) -> dict[Token, str]:
    values = token_values(name)
    return {token: values[token.value] for token in Token}


_active = _Active()


def color(token: Token) -> QColor:
    """Return the value of a token in the active theme; ask while painting, do not keep it."""
    return _active.colors[token]


def active_theme() -> ThemeName:
    """Return the name of the active theme."""
    return _active.name


def _remembered(app: QApplication) -> ThemeName:
    stored = QSettings().value(_SETTING)
    if stored in (ThemeName.LIGHT.value, ThemeName.DARK.value):
        return ThemeName(stored)
    system_is_dark = app.styleHints().colorScheme() is Qt.ColorScheme.Dark
    return ThemeName.DARK if system_is_dark else ThemeName.LIGHT


def _palette(colors: dict[Token, QColor]) -> QPalette:
    palette = QPalette()
    for role, token in _ROLES.items():
        palette.setColor(role, colors[token])
    for role in (
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
    ):
        palette.setColor(QPalette.ColorGroup.Disabled, role, colors[Token.STRONG])
    return palette


def _sheet(name: ThemeName) -> str:
    template = resource_path("themes", "dossier.qss").read_text(encoding="utf-8")
    return Template(template).substitute(
        {token.value: value for token, value in _colors(name).items()}
    )
