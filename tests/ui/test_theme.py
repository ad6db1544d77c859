"""Themes: contrast, switching, fonts, tokens as the only colors."""

import re
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication

from app.ui.theme import Theme, ThemeName, Token, Tone, color, fonts
from app.ui.theme.tokens import token_values

_APP = Path(__file__).resolve().parents[2] / "app" / "ui"

TEXT_PAIRS = (
    *(
        (ink, ground)
        for ink, ground in product(
            (Token.TEXT, Token.MUTED), (Token.BG, Token.SURFACE, Token.SUNKEN)
        )
    ),
    *((tone.ink, tone.wash) for tone in Tone),
    *((tone.ink, Token.SURFACE) for tone in Tone),
    *((tone.ink, Token.BG) for tone in Tone),
    (Token.ACCENT_ON, Token.ACCENT),
    (Token.TEXT, Token.ACCENT_SOFT),
    (Token.MUTED, Token.ACCENT_SOFT),
)


def _luminance(value: QColor) -> float:
    channels = (value.redF(), value.greenF(), value.blueF())
    parts = [c / 12.92 if c <= 0.03928 else float(((c + 0.055) / 1.055) ** 2.4) for c in channels]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(a: QColor, b: QColor) -> float:
    """The ratio of WCAG 2.2, 1.4.3."""
    low, high = sorted((_luminance(a), _luminance(b)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", ThemeName)
@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_every_text_pair_is_readable(
    themed: Theme, name: ThemeName, ink: Token, ground: Token
) -> None:
    themed.use(name)
    assert contrast(color(ink), color(ground)) >= 4.5


@pytest.mark.parametrize("name", ThemeName)
@pytest.mark.parametrize("edge", [Token.STRONG, Token.ACCENT])
def test_field_borders_and_focus_rings_stand_out(
    themed: Theme, name: ThemeName, edge: Token
) -> None:
    themed.use(name)
    assert contrast(color(edge), color(Token.SURFACE)) >= 3


@pytest.mark.parametrize("name", ThemeName)
def test_every_theme_has_every_token(name: ThemeName) -> None:
    assert {token.value for token in Token} | {"shadow"} == set(token_values(name))


def test_a_switch_changes_the_palette_and_tells(themed: Theme, qapp: QApplication) -> None:
    told: list[None] = []
    themed.changed.connect(lambda: told.append(None))
    themed.use(ThemeName.DARK)
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(
        token_values(ThemeName.DARK)["bg"]
    )
    assert told == [None]


def test_the_chosen_theme_is_remembered_and_the_courtroom_one_is_not(themed: Theme) -> None:
    themed.use(ThemeName.DARK)
    assert QSettings().value("window/theme") == "dark"
    themed.use(ThemeName.COURT)
    assert QSettings().value("window/theme") == "dark"


def test_the_bundled_font_is_used_and_its_figures_are_of_equal_width() -> None:
    face = fonts.font()
    assert QFontInfo(face).family() == "Inter"
    widths = {QFontMetrics(face).horizontalAdvance(figure * 10) for figure in "0123456789"}
    assert len(widths) == 1


@pytest.mark.parametrize("weight", [fonts.REGULAR, fonts.MEDIUM, fonts.SEMIBOLD, fonts.BOLD])
def test_every_weight_is_bundled(weight: QFont.Weight) -> None:
    assert QFontInfo(fonts.font(weight=weight)).weight() == weight


def test_no_module_of_the_window_names_a_color() -> None:
    named = re.compile(r"#[0-9A-Fa-f]{6}\b|GlobalColor\.(?!transparent)")
    found = [p.name for p in _APP.rglob("*.py") if named.search(p.read_text(encoding="utf-8"))]
    assert found == []


def test_only_the_theme_sets_a_style_sheet() -> None:
    found = [p for p in _APP.rglob("*.py") if "setStyleSheet" in p.read_text(encoding="utf-8")]
    assert [p.parent.name for p in found] == ["theme"]
