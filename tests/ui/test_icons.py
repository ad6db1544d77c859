"""Icons: each opens, follows the theme, and is sharp."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon, QImage

from app.domain.resources import resource_path
from app.ui.icons import Icon, icon
from app.ui.theme import Theme, ThemeName, Token, color


def _inks(image: QImage) -> set[str]:
    return {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }


@pytest.mark.parametrize("which", Icon)
def test_every_icon_opens_and_draws_something_in_its_token(which: Icon) -> None:
    image = icon(which, Token.TEXT).pixmap(QSize(64, 64)).toImage()
    assert color(Token.TEXT).name() in _inks(image)


def test_every_bundled_drawing_has_a_name() -> None:
    drawn = {path.stem for path in resource_path("icons").glob("*.svg")}
    assert drawn == {which.value for which in Icon}


def test_an_icon_follows_the_theme(themed: Theme) -> None:
    kept = icon(Icon.LOCK, Token.DANGER)
    light = _inks(kept.pixmap(QSize(64, 64)).toImage())
    themed.use(ThemeName.DARK)
    assert color(Token.DANGER).name() in _inks(kept.pixmap(QSize(64, 64)).toImage())
    assert color(Token.DANGER).name() not in light


def test_an_icon_is_drawn_at_the_pixels_of_a_dense_screen() -> None:
    pixmap = icon(Icon.SCALE).pixmap(QSize(16, 16), 2.0)
    assert pixmap.size() == QSize(32, 32)
    assert pixmap.devicePixelRatio() == 2.0


def test_copies_and_disabled_states_survive_their_original() -> None:
    copies = [QIcon(icon(Icon.LOCK)) for _ in range(500)]
    disabled = copies[-1].pixmap(QSize(64, 64), QIcon.Mode.Disabled).toImage()
    assert color(Token.STRONG).name() in _inks(disabled)
