"""What can be done with kept files, wherever they are listed."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDropEvent
from PySide6.QtWidgets import QDialog, QWidget

from app.domain.attachments import (
    Attachment,
    ChecksDone,
    FileRole,
    Inspection,
    KeptFile,
)
from app.domain.cases import CaseId
from app.domain.errors import DossierError
from app.domain.evidence import ItemId
from app.domain.file_names import safe_file_name
from app.domain.hash_lists import Comparison, HashForm
from app.i18n import _
from app.i18n.sentences import sentence
from app.services.attachments import (
    AttachFile,
    ChecksRun,
    CompareHashList,
    ExportHashList,
    HashListWritten,
    OpenCopy,
    SaveAttachment,
)
from app.ui.evidence.files_compare import ComparisonDialog
from app.ui.evidence.files_forms import (
    AttachForm,
    FolderDialog,
    choose_file,
    choose_folder,
    choose_target,
)
from app.ui.evidence.files_history import FileHistory
from app.ui.evidence.files_preview import run_preview
from app.ui.evidence.files_running import Reply, destination, run_attach, run_check, run_checks
from app.ui.evidence.files_words import how_many
from app.ui.evidence.wording import LONGEST_NAME, shortened
from app.ui.icons import Icon
from app.ui.menus import MenuEntry, open_menu
from app.ui.page import Frame
from app.ui.theme import Tone, metrics
from app.ui.widgets import (
    Banner,
    Button,
    Kind,
    PlainLabel,
    column,
    icon_button,
    quiet,
    row,
    section,
)

_ENDINGS = {HashForm.DFXML: "xml", HashForm.HASHDEEP: "txt"}


class FileActs(QObject):
    """The acts on the files of one case, or of one of its items.

    Args:
        frame: of the window.
        owner: the widget that lists the files; answers end with it.
        chosen: answers the file the list stands on.
    """

    def __init__(
        self,
        frame: Frame,
        owner: QWidget,
        chosen: Callable[[], KeptFile | None] = lambda: None,
    ) -> None:
        super().__init__(owner)
        self._frame = frame
        self._owner = owner
        self._chosen = chosen
        self._desk = frame.desk
        self.case: CaseId | None = None
        self.item: ItemId | None = None
        self.files: tuple[KeptFile, ...] = ()
        self.name = ""

    def shows(
        self, case: CaseId, item: ItemId | None, files: tuple[KeptFile, ...], name: str
    ) -> None:
        """Say whose files are listed; ``name`` is the number of the case or the item's tag."""
        self.case, self.item, self.files, self.name = case, item, files, name

    def buttons(self) -> tuple[QWidget, ...]:
        """Return the buttons for the file chosen."""
        return (
            quiet(_("Preview"), self.preview_chosen, Icon.EYE),
            quiet(_("Open a copy"), self._open_chosen, Icon.EXTERNAL_LINK),
            quiet(_("Save a copy"), self._save_chosen, Icon.DOWNLOAD),
            quiet(_("Check"), self._check_chosen, Icon.SHIELD_CHECK),
        )

    def more_button(self) -> QWidget:
        """Return the button that offers what is done less often."""
        self._more = icon_button(Icon.ELLIPSIS, _("More about files"), self._open_menu)
        return self._more

    def take_drops(self) -> None:
        """Take files and folders dropped on the list."""
        if self.may_attach():
            self._owner.setAcceptDrops(True)
            self._owner.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take in what is dropped."""
        if isinstance(event, QDropEvent) and event.mimeData().hasUrls():
            event.acceptProposedAction()
            if event.type() is QEvent.Type.Drop:
                self.take_dropped(event.mimeData().urls())
            return True
        return super().eventFilter(watched, event)

    def preview_chosen(self, _key: object = None) -> None:
        """Show the chosen file."""
        self._with_chosen(self.preview)

    def may_attach(self) -> bool:
        """Whether files may be taken in."""
        return self._desk.may(AttachFile)

    def preview(self, file: KeptFile) -> None:
        """Show a file from memory."""
        run_preview(self._frame, file)

    def open_copy(self, file: KeptFile) -> None:
        """Warn, write a plain copy, and hand it to the system's program."""
        warning = PlainCopyWarning(file, self._frame.dialog_parent())
        warning.accepted.connect(partial(self._write_copy, file))
        warning.open()

    def save(self, file: KeptFile) -> None:
        """Ask where to, then write a plain copy."""
        then = partial(self.save_to, file)
        choose_target(
            self._frame.dialog_parent(), _("Save a copy"), safe_file_name(file.name), then
        )

    def save_to(self, file: KeptFile, path: str) -> None:
        """Write a plain copy of a file."""
        query = SaveAttachment(file.id, Path(path))
        self._desk.ask(query, self._owner, self._say_saved, self.fail)

    def check(self, file: KeptFile) -> None:
        """Read a file back to its last byte and keep on record what that shows."""
        run_check(self._desk, file, Reply(self._owner, partial(self._say_checked, file)))

    def check_all(self) -> None:
        """Read every file of the case back."""
        if self.case is not None:
            which = ChecksRun(case=self.case, every=True)
            run_checks(self._desk, which, Reply(self._owner, self.say_checks))

    def history(self, file: KeptFile) -> None:
        """Show all that is known of a file, and its checks."""
        FileHistory(self._frame, file).open()

    def derive(self, file: KeptFile) -> None:
        """Attach a copy that was made from a file."""
        self._open_form(file)

    def choose(self) -> None:
        """Ask for a file and take it in as it is."""
        choose_file(self._frame.dialog_parent(), _("Attach a file"), self.attach)

    def attach(self, path: str) -> None:
        """Take one file in, as a native file."""
        if self.case is not None and self.may_attach():
            to = destination(self.case, self.item)
            run_attach(self._desk, to, Path(path), Reply(self._owner, self._say_attached))

    def attach_with_facts(self) -> None:
        """Open the form that asks what the file is."""
        self._open_form(None)

    def choose_folder(self) -> None:
        """Ask for a folder and show what it holds."""
        choose_folder(self._frame.dialog_parent(), _("Take a folder in"), self.take_folder)

    def take_folder(self, folder: str) -> None:
        """Show what a folder holds; from there it is taken in."""
        if self.case is not None and self.may_attach():
            FolderDialog(self._frame, self.case, self.item, Path(folder)).open()

    def take_dropped(self, urls: list[QUrl]) -> None:
        """Take in what was dropped here: files one by one, folders after a look."""
        for path in (Path(url.toLocalFile()) for url in urls if url.isLocalFile()):
            if path.is_dir():
                self.take_folder(str(path))
            else:
                self.attach(str(path))

    def write_list(self, form: HashForm) -> None:
        """Ask where to, then write the hash list of what is listed."""
        name = safe_file_name(f"{self.name} {form.value}.{_ENDINGS[form]}")
        then = partial(self.write_list_to, form)
        choose_target(self._frame.dialog_parent(), _("Save the hash list"), name, then)

    def write_list_to(self, form: HashForm, path: str) -> None:
        """Write the hash list of what is listed."""
        if self.case is not None:
            query = ExportHashList(case=self.case, item=self.item, form=form, to=Path(path))
            self._desk.ask(query, self._owner, self._say_listed, self.fail)

    def choose_list(self) -> None:
        """Ask for the hash list of somebody else."""
        choose_file(self._frame.dialog_parent(), _("Compare a hash list"), self.compare)

    def compare(self, path: str) -> None:
        """Compare a hash list with what is listed."""
        if self.case is not None:
            query = CompareHashList(case=self.case, item=self.item, path=Path(path))
            self._desk.ask(query, self._owner, self._show_comparison, self.fail)

    def entries(self, file: KeptFile | None) -> list[MenuEntry]:
        """Return what else can be done, with the file chosen and with all of them."""
        return [*self._of_file(file), *self._of_all()]

    def say_checks(self, done: ChecksDone) -> None:
        """Say what a run of checks came to."""
        if done.failed:
            names = ", ".join(shortened(file.name, LONGEST_NAME) for file in done.failed[:3])
            words = _("{n} of {files} are not what was taken in: {names}.").format(
                n=len(done.failed), files=how_many(done.checked), names=names
            )
            self._frame.tell(words, tone=Tone.DANGER)
        elif done.failure is not None:
            self.fail(done.failure)
        elif not done.is_whole:
            words = _("Stopped after {files}. What was checked is recorded.")
            self._frame.tell(words.format(files=how_many(done.checked)), tone=Tone.WARN)
        else:
            words = _("{files} read back: every byte is what was taken in.")
            self._frame.tell(words.format(files=how_many(done.checked)))

    def fail(self, error: DossierError) -> None:
        """Say why not."""
        self._frame.tell(sentence(error), tone=Tone.DANGER)

    def _open_chosen(self) -> None:
        self._with_chosen(self.open_copy)

    def _save_chosen(self) -> None:
        self._with_chosen(self.save)

    def _check_chosen(self) -> None:
        self._with_chosen(self.check)

    def _with_chosen(self, act: Callable[[KeptFile], None]) -> None:
        if (file := self._chosen()) is not None:
            act(file)

    def _open_menu(self) -> None:
        open_menu(self._more, self.entries(self._chosen()))

    def _of_file(self, file: KeptFile | None) -> list[MenuEntry]:
        if file is None:
            return []
        entries = [MenuEntry(_("History and hashes"), partial(self.history, file), Icon.HISTORY)]
        if self.may_attach() and file.role is not FileRole.REDACTED:
            words = _("Attach a copy made from it…")
            entries.append(MenuEntry(words, partial(self.derive, file), Icon.EYE_OFF))
        return [*entries, MenuEntry()]

    def _of_all(self) -> list[MenuEntry]:
        entries = []
        if self.may_attach():
            entries = [
                MenuEntry(_("Attach with details…"), self.attach_with_facts, Icon.FILE_PLUS),
                MenuEntry(_("Take a folder in…"), self.choose_folder, Icon.FOLDER_PLUS),
                MenuEntry(),
            ]
        if self.files:
            entries += [
                MenuEntry(_("Hash list, DFXML…"), self._writing(HashForm.DFXML), Icon.HASH),
                MenuEntry(_("Hash list, hashdeep…"), self._writing(HashForm.HASHDEEP), Icon.HASH),
            ]
        return [*entries, MenuEntry(_("Compare a hash list…"), self.choose_list, Icon.FILE_SEARCH)]

    def _writing(self, form: HashForm) -> Callable[[], None]:
        return partial(self.write_list, form)

    def _open_form(self, source: KeptFile | None) -> None:
        if self.case is None:
            return
        form = AttachForm(
            self._frame, self.case, self.item, self.files, source.id if source else None
        )
        form.committed.connect(self._say_attached)
        form.open()

    def _write_copy(self, file: KeptFile) -> None:
        self._desk.ask(OpenCopy(file.id), self._owner, self._hand_over, self.fail)

    def _hand_over(self, copy: Path) -> None:
        if QDesktopServices.openUrl(QUrl.fromLocalFile(str(copy))):
            words = _("A plain copy of {name} is open. It is removed when Dossier locks or closes.")
            self._frame.tell(words.format(name=copy.name), tone=Tone.WARN)
        else:
            words = _("No program on this computer opens {name}. Save a copy instead.")
            self._frame.tell(words.format(name=copy.name), tone=Tone.DANGER)

    def _say_attached(self, attachment: Attachment) -> None:
        name = shortened(attachment.name, LONGEST_NAME)
        self._frame.tell(_("{name} attached.").format(name=name))

    def _say_saved(self, path: Path) -> None:
        self._frame.tell(_("Copy saved as {name}.").format(name=path.name))

    def _say_checked(self, file: KeptFile, found: Inspection) -> None:
        if found.is_whole:
            words = _("The file is what was attached. SHA-256 {digest}")
            self._frame.tell(words.format(digest=found.sha256))
        else:
            words = _("{name} is not what was attached. Restore it from a backup.")
            name = shortened(file.name, LONGEST_NAME)
            self._frame.tell(words.format(name=name), tone=Tone.DANGER)

    def _say_listed(self, written: HashListWritten) -> None:
        words = _("Hash list of {files} saved as {name}.")
        self._frame.tell(words.format(files=how_many(written.files), name=written.path.name))

    def _show_comparison(self, comparison: Comparison) -> None:
        ComparisonDialog(comparison, self._frame.dialog_parent()).open()


class PlainCopyWarning(QDialog):
    """Says what a plain copy means before one is made."""

    def __init__(self, file: KeptFile, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Open a copy"))
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(520)
        name = PlainLabel(shortened(file.name, LONGEST_NAME), wrap=True)
        warning = Banner(
            _("A plain copy leaves the vault."),
            _(
                "Other programs of yours can read it, and may keep parts of it. It is removed when"
                " Dossier locks or closes, as far as the system allows. What you change in it is"
                " not kept. That it was opened is recorded."
            ),
            Tone.WARN,
        )
        go_on = Button(_("Open a copy"), self.accept, kind=Kind.PRIMARY, icon=Icon.EXTERNAL_LINK)
        self.setLayout(
            column(
                section(_("Open a copy in another program")),
                name,
                warning,
                row(None, Button(_("Cancel"), self._leave), go_on),
                spacing=metrics.CARD_GAP,
                margins=metrics.PAGE_MARGIN,
            )
        )

    def _leave(self) -> None:
        self.reject()
