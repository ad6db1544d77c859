"""The icons of the window: Lucide drawings, painted in the colors of the active theme.

The drawings say `currentColor`; a token is filled in when they are painted, so that a change of
theme needs no new icons, and they are drawn at the pixels of the screen, so that they stay sharp.
"""

from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from app.domain.resources import resource_path
from app.ui.theme import color
from app.ui.theme.tokens import Token

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon


class Icon(StrEnum):
    """The drawings; the value is the file name in `resources/icons`."""

    ALARM_CLOCK = "alarm-clock"
    ALARM_CLOCK_OFF = "alarm-clock-off"
    ARCHIVE = "archive"
    ARROW_DOWN = "arrow-down"
    ARROW_LEFT = "arrow-left"
    ARROW_RIGHT = "arrow-right"
    ARROW_RIGHT_LEFT = "arrow-right-left"
    ARROW_UP = "arrow-up"
    BADGE = "badge"
    BAN = "ban"
    BANKNOTE = "banknote"
    BARCODE = "barcode"
    BELL = "bell"
    BELL_OFF = "bell-off"
    BELL_RING = "bell-ring"
    BOOK_OPEN = "book-open"
    BOOKMARK = "bookmark"
    BRIEFCASE = "briefcase"
    CALENDAR = "calendar"
    CALENDAR_CHECK = "calendar-check"
    CALENDAR_CLOCK = "calendar-clock"
    CALENDAR_DAYS = "calendar-days"
    CALENDAR_PLUS = "calendar-plus"
    CALENDAR_X = "calendar-x"
    CAMERA = "camera"
    CHART_COLUMN = "chart-column"
    CHECK = "check"
    CHEVRON_DOWN = "chevron-down"
    CHEVRON_LEFT = "chevron-left"
    CHEVRON_RIGHT = "chevron-right"
    CHEVRON_UP = "chevron-up"
    CHEVRONS_UP_DOWN = "chevrons-up-down"
    CIRCLE = "circle"
    CIRCLE_ALERT = "circle-alert"
    CIRCLE_CHECK = "circle-check"
    CIRCLE_DASHED = "circle-dashed"
    CIRCLE_DOT = "circle-dot"
    CIRCLE_HELP = "circle-help"
    CIRCLE_MINUS = "circle-minus"
    CIRCLE_PLUS = "circle-plus"
    CIRCLE_QUESTION_MARK = "circle-question-mark"
    CIRCLE_SLASH = "circle-slash"
    CIRCLE_USER_ROUND = "circle-user-round"
    CIRCLE_X = "circle-x"
    CLIPBOARD_LIST = "clipboard-list"
    CLOCK = "clock"
    CONTACT = "contact"
    COPY = "copy"
    CORNER_DOWN_LEFT = "corner-down-left"
    DATABASE = "database"
    DOWNLOAD = "download"
    ELLIPSIS = "ellipsis"
    ELLIPSIS_VERTICAL = "ellipsis-vertical"
    EXTERNAL_LINK = "external-link"
    EYE = "eye"
    EYE_OFF = "eye-off"
    FILE_AUDIO = "file-audio"
    FILE_CHECK = "file-check"
    FILE_IMAGE = "file-image"
    FILE_LOCK = "file-lock"
    FILE_PLUS = "file-plus"
    FILE_SEARCH = "file-search"
    FILE_TEXT = "file-text"
    FILE_VIDEO = "file-video"
    FILE_WARNING = "file-warning"
    FILTER = "filter"
    FINGERPRINT = "fingerprint"
    FLAG = "flag"
    FLASK_CONICAL = "flask-conical"
    FOLDER = "folder"
    FOLDER_OPEN = "folder-open"
    FOLDER_PLUS = "folder-plus"
    FUNNEL = "funnel"
    GAUGE = "gauge"
    GAVEL = "gavel"
    GRIP_VERTICAL = "grip-vertical"
    HARD_DRIVE = "hard-drive"
    HASH = "hash"
    HEART_HANDSHAKE = "heart-handshake"
    HISTORY = "history"
    HOURGLASS = "hourglass"
    HOUSE = "house"
    IMAGE = "image"
    INFO = "info"
    KEY_ROUND = "key-round"
    KEYBOARD = "keyboard"
    LANDMARK = "landmark"
    LANGUAGES = "languages"
    LAYOUT_DASHBOARD = "layout-dashboard"
    LINK = "link"
    LIST_CHECKS = "list-checks"
    LIST_FILTER = "list-filter"
    LIST_TODO = "list-todo"
    LOADER_CIRCLE = "loader-circle"
    LOCK = "lock"
    LOCK_OPEN = "lock-open"
    LOG_OUT = "log-out"
    MAIL = "mail"
    MAP_PIN = "map-pin"
    MAXIMIZE = "maximize"
    MESSAGE_SQUARE = "message-square"
    MINUS = "minus"
    MONITOR = "monitor"
    MOON = "moon"
    MOVE = "move"
    NOTEBOOK_PEN = "notebook-pen"
    OCTAGON_ALERT = "octagon-alert"
    PACKAGE = "package"
    PACKAGE_CHECK = "package-check"
    PACKAGE_OPEN = "package-open"
    PACKAGE_PLUS = "package-plus"
    PACKAGE_SEARCH = "package-search"
    PACKAGE_X = "package-x"
    PANEL_LEFT = "panel-left"
    PAPERCLIP = "paperclip"
    PENCIL = "pencil"
    PHONE = "phone"
    PIN = "pin"
    PLUS = "plus"
    PRINTER = "printer"
    RECEIPT = "receipt"
    REDO_2 = "redo-2"
    REFRESH_CW = "refresh-cw"
    ROTATE_CCW = "rotate-ccw"
    SAVE = "save"
    SCALE = "scale"
    SCAN_BARCODE = "scan-barcode"
    SEARCH = "search"
    SETTINGS = "settings"
    SHIELD = "shield"
    SHIELD_ALERT = "shield-alert"
    SHIELD_CHECK = "shield-check"
    SIREN = "siren"
    SLIDERS_HORIZONTAL = "sliders-horizontal"
    SPLIT = "split"
    SQUARE = "square"
    SQUARE_CHECK = "square-check"
    SQUARE_PEN = "square-pen"
    STAR = "star"
    SUN = "sun"
    SUN_MOON = "sun-moon"
    TAG = "tag"
    TIMER = "timer"
    TRASH_2 = "trash-2"
    TRIANGLE_ALERT = "triangle-alert"
    TRUCK = "truck"
    UNDO_2 = "undo-2"
    UPLOAD = "upload"
    USER = "user"
    USER_CHECK = "user-check"
    USER_PLUS = "user-plus"
    USER_ROUND = "user-round"
    USER_X = "user-x"
    USERS = "users"
    USERS_ROUND = "users-round"
    WIFI_OFF = "wifi-off"
    X = "x"
    ZAP = "zap"
    ZOOM_IN = "zoom-in"
    ZOOM_OUT = "zoom-out"


@lru_cache(maxsize=256)
def _drawing(which: Icon) -> str:
    return resource_path("icons", f"{which.value}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=1024)
def drawn(which: Icon, ink: str, pixels: int) -> QImage:
    """Return a drawing as an image of so many pixels a side, in a color Qt can name."""
    # Loaded here: the first paint of a window without icons need not wait for the SVG reader.
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415 - late on purpose

    image = QImage(pixels, pixels, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    svg = _drawing(which).replace("currentColor", ink)
    QSvgRenderer(svg.encode()).render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    return image


def paint_icon(painter: QPainter, which: Icon, area: QRect, token: Token) -> None:
    """Paint an icon into a square area, sharp on any screen."""
    ratio = painter.device().devicePixelRatio()
    pixels = max(1, round(min(area.width(), area.height()) * ratio))
    painter.drawImage(area, drawn(which, color(token).name(), pixels))


def icon(which: Icon, token: Token = Token.MUTED) -> "QIcon":
    """Return an icon that follows the theme, for Qt's own menus and fields."""
    # Late: Qt makes QIcon ready slowly, and the unlock screen paints its icons itself.
    from app.ui.icon_engine import themed_icon  # noqa: PLC0415

    return themed_icon(which, token)
