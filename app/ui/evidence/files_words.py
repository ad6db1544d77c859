"""How kept files, what they are and what their checks found are put in words and colors."""

from app.domain.attachments import CheckResult, FileRole, KeptFile
from app.domain.file_intake import FolderLook, FolderTaken
from app.domain.media_types import PDF
from app.i18n import _, ngettext
from app.i18n.courthouse import courthouse
from app.i18n.file_words import RESULTS
from app.i18n.sentences import sentence
from app.ui import wording
from app.ui.evidence.wording import LONGEST_NAME, shortened, size
from app.ui.icons import Icon
from app.ui.theme import Tone
from app.ui.widgets import ChipSpec

ROLES = {
    FileRole.NATIVE: _("Native file"),
    FileRole.WORKING: _("Working copy"),
    FileRole.REDACTED: _("Redacted copy"),
    FileRole.PHOTO: _("Photo of the item"),
    FileRole.REPORT: _("Report"),
    FileRole.SIGNED_FORM: _("Signed form"),
}
_ICONS = {"image": Icon.FILE_IMAGE, "video": Icon.FILE_VIDEO, "audio": Icon.FILE_AUDIO}
_GLANCE = 16
"""Digits of a hash in a list."""


def role_words(file: KeptFile) -> str:
    """Return what a file is, e.g. "Redacted copy of statement.pdf"."""
    if not file.source_name:
        return ROLES[file.role]
    source = shortened(file.source_name, LONGEST_NAME)
    return _("{role} of {source}").format(role=ROLES[file.role], source=source)


def details(file: KeptFile) -> str:
    """Return the second line of a file in a list."""
    digest = _("SHA-256 {digits}…").format(digits=file.sha256[:_GLANCE])
    return ", ".join((role_words(file), size(file.size), digest))


def checked(file: KeptFile) -> str:
    """Return when a file was last read back, in a few words."""
    if file.checked_at is None:
        return _("Not since it came in")
    return wording.day(courthouse.local(file.checked_at).date())


def result_chip(result: CheckResult) -> ChipSpec:
    """Return what a check showed."""
    if result is CheckResult.WHOLE:
        return ChipSpec(RESULTS[result], Tone.OK, Icon.SHIELD_CHECK)
    return ChipSpec(RESULTS[result], Tone.DANGER, Icon.FILE_WARNING)


def trouble_chip(file: KeptFile) -> ChipSpec | None:
    """Return a chip for a file that is no longer what was taken in."""
    return result_chip(file.check) if file.is_damaged and file.check is not None else None


def file_icon(file: KeptFile) -> Icon:
    """Return the drawing for a file."""
    if file.is_damaged:
        return Icon.FILE_WARNING
    if file.role is FileRole.REDACTED:
        return Icon.EYE_OFF
    if file.media_type == PDF:
        return Icon.FILE_TEXT
    return _ICONS.get(file.media_type.partition("/")[0], Icon.PAPERCLIP)


def how_many(number: int) -> str:
    """Return e.g. "12 files"."""
    return ngettext("{n} file", "{n} files", number).format(n=wording.count(number))


def look_words(look: FolderLook) -> str:
    """Return what a folder holds, before anything is taken in."""
    if not look.files:
        return _("Nothing in this folder can be taken in.")
    words = _("{files}, {size}").format(files=how_many(len(look.files)), size=size(look.size))
    if look.left_out:
        return _("{words}. {n} entries are left out.").format(
            words=words, n=wording.count(len(look.left_out))
        )
    return f"{words}."


def taken_words(taken: FolderTaken) -> str:
    """Return what is kept of a folder now, and what is not."""
    kept = _("{files} taken in, {size}.").format(files=how_many(taken.taken), size=size(taken.size))
    parts = [kept]
    if taken.left_out:
        parts.append(_("{n} entries left out.").format(n=wording.count(len(taken.left_out))))
    if taken.waiting:
        parts.append(
            _(
                "{files} not reached; take the same folder in again to go on where this stopped."
            ).format(files=how_many(taken.waiting))
        )
    if taken.failure is not None:
        parts.insert(0, sentence(taken.failure))
    return " ".join(parts)
