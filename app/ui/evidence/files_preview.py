"""A kept file on screen, from memory: the pages of a PDF, a picture, or the beginning of a text.

Only the readers named by the content's own beginning are tried, and a picture is measured before
it is drawn: a file of a few kilobytes can unfold into gigabytes.
"""

from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QFontDatabase, QImage, QImageReader, QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QSizePolicy, QWidget

from app.domain.attachments import AttachmentId, KeptFile
from app.domain.errors import DossierError, Refused
from app.i18n import _
from app.i18n.sentences import sentence
from app.services.attachments import PreviewFile, PreviewKind, PreviewOfFile
from app.services.attachments.showing import MOST_TEXT
from app.ui.desk import LongWork
from app.ui.evidence.files_words import role_words
from app.ui.evidence.wording import LONGEST_NAME, shortened, size
from app.ui.icons import Icon
from app.ui.page import Frame
from app.ui.paper.view import PaperView
from app.ui.theme import Token, Tone, color
from app.ui.widgets import (
    Banner,
    Hairline,
    PlainLabel,
    column,
    holding,
    icon_button,
    row,
    secondary,
)

MOST_PIXELS = 50_000_000
"""Of a picture; a camera of today makes some 50 million."""
_LONGEST_SIDE = 4_096
"""Pixels at which a picture is drawn at most; no screen shows more of it at once."""
_SHARE = 0.95
"""Of the window that the preview covers."""


@dataclass(frozen=True)
class Shown:
    """A content ready to be shown, and its picture where it is one."""

    preview: PreviewOfFile
    picture: QImage | None = None


def run_preview(frame: Frame, file: KeptFile) -> "FilePreview":
    """Open the preview of a file; it says so where the file cannot be shown."""
    dialog = FilePreview(frame, file)
    dialog.open()
    return dialog


class FilePreview(QDialog):
    """What a file shows; Esc closes it. Nothing of it is written anywhere."""

    def __init__(self, frame: Frame, file: KeptFile) -> None:
        super().__init__(frame.dialog_parent())
        self._frame = frame
        self.file = file
        self.setWindowTitle(_("Preview"))
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumSize(640, 480)
        self.resize(frame.dialog_parent().size() * _SHARE)
        self.trouble = Banner("", "", Tone.WARN)
        self._trouble_room = holding(column(self.trouble, margins=(16, 12, 16, 12)))
        self._trouble_room.hide()
        self._name = PlainLabel(shortened(file.name, LONGEST_NAME), elide=True)
        self._about = secondary(f"{role_words(file)}, {size(file.size)}")
        self._close = icon_button(Icon.X, _("Close the preview"), self._leave)
        self._room = column(spacing=0)
        self._busy = secondary(_("Reading and checking the file…"))
        self._busy.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._room.addWidget(self._busy, 1)
        head = row(self._name, self._about, None, self._close, spacing=12, margins=(16, 8, 12, 8))
        layout = column(head, Hairline(), self._trouble_room, spacing=0)
        layout.addLayout(self._room, 1)
        self.setLayout(layout)
        frame.desk.aside(_("Reading"), partial(_shown, file.id), self, self._show, self._refuse)

    def _show(self, shown: Shown) -> None:
        preview = shown.preview
        if shown.picture is not None:
            self._put(PictureView(shown.picture, self.file.name))
        elif preview.kind is PreviewKind.PDF:
            self._show_pages(preview.content)
        else:
            self._show_text(preview)

    def _show_pages(self, content: bytes) -> None:
        paper = PaperView()
        paper.show_pdf(content)
        if not paper.page_count:
            self._refuse(Refused("attachment.pdf_unreadable", name=self.file.name))
            return
        self._put(paper)

    def _show_text(self, preview: PreviewOfFile) -> None:
        words = QPlainTextEdit(preview.text)
        words.setReadOnly(True)
        words.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        words.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        words.setAccessibleName(_("Text of the file"))
        if preview.is_cut:
            cut = _("Only the first {size} are shown. Save a copy to read all of it.")
            self._say(cut.format(size=size(MOST_TEXT)))
        self._put(words)

    def _put(self, view: QWidget) -> None:
        self._busy.hide()
        self._room.addWidget(view, 1)
        view.setFocus()

    def _refuse(self, error: DossierError) -> None:
        self._busy.hide()
        self._say(sentence(error))
        self._room.addStretch(1)

    def _say(self, text: str) -> None:
        self.trouble.show_message(text)
        self._trouble_room.show()

    def _leave(self) -> None:
        self.reject()


class PictureView(QWidget):
    """A picture as large as the room allows, never larger than it is."""

    def __init__(self, picture: QImage, name: str) -> None:
        super().__init__()
        self._picture = picture
        self.setAccessibleName(_("Picture {name}").format(name=name))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """The picture's own size."""
        return self._picture.deviceIndependentSize().toSize()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground and the picture in its middle."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), color(Token.SUNKEN))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        fitted = self._picture.size()
        if fitted.width() > self.width() or fitted.height() > self.height():
            fitted = fitted.scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        area = self.rect()
        area.setSize(fitted)
        area.moveCenter(self.rect().center())
        painter.drawImage(area, self._picture)
        painter.end()


def _shown(file: AttachmentId, office: Any, _work: LongWork) -> Shown:  # noqa: ANN401  the open office
    """Read a file and draw its picture, away from the window's thread."""
    preview: PreviewOfFile = office.ask(PreviewFile(file))
    if preview.kind is not PreviewKind.PICTURE:
        return Shown(preview)
    picture = picture_of(preview.content, preview.media_type, preview.name)
    return Shown(replace(preview, content=b""), picture)


def picture_of(content: bytes, media_type: str, name: str) -> QImage:
    """Return the picture, drawn no larger than a screen can show.

    Args:
        content: of the file.
        media_type: names the one reader that is tried.
        name: for the sentence.

    Raises:
        Refused: it has more pixels than fit, or cannot be read.
    """
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(media_type.partition("/")[2].encode()))
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(True)
    measured = reader.size()
    if not measured.isValid() or measured.isEmpty():
        raise Refused("attachment.picture_unreadable", name=name)
    if measured.width() * measured.height() > MOST_PIXELS:
        raise Refused("attachment.picture_too_large", name=name, most=MOST_PIXELS // 1_000_000)
    if max(measured.width(), measured.height()) > _LONGEST_SIDE:
        longest = QSize(_LONGEST_SIDE, _LONGEST_SIDE)
        fitted = measured.scaled(longest, Qt.AspectRatioMode.KeepAspectRatio)
        reader.setScaledSize(fitted.expandedTo(QSize(1, 1)))
    picture = reader.read()
    if picture.isNull():
        raise Refused("attachment.picture_unreadable", name=name)
    return picture
