"""Installing a pack: its problems with their lines, or what it would change, before it is done."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from app.domain.errors import DossierError, Refused
from app.domain.rule_packs import ChangedRule, PackChange, PackProblem
from app.domain.rule_wording import period_words
from app.i18n import _, ngettext
from app.i18n.sentences import sentence
from app.services.court_rules import ComparePack, Comparison, InstallRulePack, read_pack_file
from app.ui.court_rules.words import FIELDS
from app.ui.form import FormDialog
from app.ui.icons import Icon
from app.ui.page import Frame
from app.ui.table import Column, DataTable, RowTable
from app.ui.theme import Tone, metrics
from app.ui.widgets import Banner, Button, ChipSpec, Field, TextInput, hide_unless, row, secondary

_WIDTH, _HEIGHT, _TABLE_HEIGHT, _WHOLE_HEIGHT = 860, 640, 260, 96


@dataclass(frozen=True)
class _Change:
    """A rule that installing adds, changes or retires."""

    what: str
    code: str
    title: str
    words: str


_CHIPS = {
    "added": ChipSpec(_("New"), Tone.OK, Icon.PLUS),
    "changed": ChipSpec(_("Changed"), Tone.WARN, Icon.PENCIL),
    "removed": ChipSpec(_("Retired"), Tone.NEUTRAL, Icon.ARCHIVE),
}
_PROBLEMS = (
    Column(_("Line"), lambda each: str(each.line), width=56, right=True),
    Column(_("Rule"), lambda each: each.rule, width=130, strong=True),
    Column(_("Field"), lambda each: each.field, width=110),
    Column(_("Reason"), lambda each: sentence(each.reason), width=300, stretch=1),
)
_CHANGES = (
    Column(_("What"), lambda _each: "", width=104, chip=lambda each: _CHIPS[each.what]),
    Column(
        _("Rule"),
        lambda each: each.title,
        width=220,
        stretch=1,
        strong=True,
        second=lambda each: each.code,
    ),
    Column(_("How"), lambda each: each.words, width=260, stretch=2),
)


class InstallForm(FormDialog):
    """Asks for a file, or takes a pack of the program, and shows what installing it means.

    Args:
        frame: the window.
        shipped: code of a pack of the program; empty = a file is asked for.
    """

    def __init__(self, frame: Frame, shipped: str = "") -> None:
        super().__init__(
            frame.desk,
            _("Install {pack}").format(pack=shipped) if shipped else _("Install a rule pack"),
            _("Install"),
            lede=_(
                "Rules that the new edition no longer holds are retired, never deleted. Dates"
                " already counted stay as they are until somebody counts them again."
            ),
            parent=frame.dialog_parent(),
            width=_WIDTH,
        )
        self._shipped = shipped
        self._text = ""
        self._asked = 0
        self._path = TextInput()
        self._file = Field("file", _("File"), self._path, required=not shipped)
        choose = Button(_("Choose…"), self._choose, icon=Icon.FOLDER_OPEN)
        self.outcome = Banner("", "", Tone.ACCENT)
        self.problems = DataTable(_("Problems"), RowTable(_PROBLEMS, key=_place, sentence=_spoken))
        self.changes = DataTable(
            _("Changes"),
            RowTable(_CHANGES, key=lambda each: each.code),
            row_height=metrics.TALL_ROW_HEIGHT,
        )
        for table in (self.problems, self.changes):
            table.setMinimumHeight(_TABLE_HEIGHT)
        self.whole = secondary("", wrap=True)
        self.whole.setMinimumHeight(_WHOLE_HEIGHT)
        self.whole.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.changes.picked.connect(self._tell_whole)
        self.add(self._file, row(choose, None), self.outcome, self.problems, self.changes)
        self.add(self.whole)
        hide_unless(self._file, not shipped)
        hide_unless(choose, not shipped)
        self._say("", Tone.ACCENT)
        self.outcome.hide()
        self.setMinimumHeight(_HEIGHT)
        self._path.editingFinished.connect(self._read)
        if shipped:
            self._compare()

    def command(self) -> InstallRulePack:
        """Return the installation of what was read.

        Raises:
            ImportRefused: the file cannot be read.
        """
        if not self._shipped:
            self._text = read_pack_file(self._named())
        return InstallRulePack(text=self._text, shipped=self._shipped)

    def choose(self, file: str) -> None:
        """Take the file from the system's own dialog."""
        self._path.set_value(file)
        self._read()

    def _choose(self) -> None:
        dialog = QFileDialog(self, _("Rule pack"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(_("Rule packs (*.json)"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.choose)
        dialog.open()

    def _named(self) -> Path:
        return Path(self._path.value().strip()).expanduser()

    def _read(self) -> None:
        if not self._path.value().strip():
            return
        try:
            self._text = read_pack_file(self._named())
        except DossierError as error:
            self._say(sentence(error), Tone.DANGER)
            return
        if not self._text.strip():
            self._say(sentence(Refused("json.no_value")), Tone.DANGER)
            return
        self._compare()

    def _compare(self) -> None:
        self._asked += 1
        question = ComparePack(text=self._text, shipped=self._shipped)
        self.desk.ask(question, self, partial(self._show, self._asked), self.refuse)

    def _show(self, asked: int, comparison: Comparison) -> None:
        if asked != self._asked:
            return
        problems = comparison.file.problems
        self.problems.setVisible(bool(problems))
        self.changes.setVisible(not problems and bool(comparison.change))
        self.problems.table.set_rows(problems)
        self.changes.table.set_rows(tuple(_changes(comparison.change)))
        if problems:
            self._banner(
                _problem_words(len(problems)), _("Mend the file and choose it again."), Tone.DANGER
            )
        elif comparison.obstacle is not None:
            self._banner(sentence(comparison.obstacle), "", Tone.WARN)
        else:
            self._banner(_outcome(comparison), _counts(comparison.change), Tone.ACCENT)

    def _tell_whole(self, _picked: object) -> None:
        """Say all that changes in the rule in front; its line shows only the beginning."""
        change = self.changes.current_row()
        self.whole.setText(change.words if isinstance(change, _Change) else "")

    def _say(self, words: str, tone: Tone) -> None:
        self.problems.hide()
        self.changes.hide()
        self._banner(words, "", tone)

    def _banner(self, words: str, detail: str, tone: Tone) -> None:
        self.outcome.show_message(words, detail, tone)
        self.outcome.show()


def _problem_words(count: int) -> str:
    words = ngettext(
        "{n} problem: the file cannot be installed.",
        "{n} problems: the file cannot be installed.",
        count,
    )
    return words.format(n=count)


def _outcome(comparison: Comparison) -> str:
    pack, installed = comparison.file.pack, comparison.installed
    name, edition = (pack.title, pack.edition) if pack is not None else ("", "")
    if installed is None:
        return _("{pack}, edition {edition}, is new here.").format(pack=name, edition=edition)
    return _("{pack}: edition {edition} takes the place of {old}.").format(
        pack=name, edition=edition, old=installed.edition
    )


def _counts(change: PackChange) -> str:
    return _("New: {new}. Changed: {changed}. Retired: {retired}.").format(
        new=len(change.added), changed=len(change.changed), retired=len(change.removed)
    )


def _changes(change: PackChange) -> Iterable[_Change]:
    for each in change.changed:
        words = "; ".join(_difference(each, name) for name in each.fields)
        yield _Change("changed", each.new.code, each.new.title, words)
    for rule in change.removed:
        yield _Change("removed", rule.code, rule.title, period_words(rule))
    for rule in change.added:
        yield _Change("added", rule.code, rule.title, period_words(rule))


def _difference(change: ChangedRule, name: str) -> str:
    old, new = (_value(getattr(rule, name)) for rule in (change.old, change.new))
    return _("{field}: {old}, now {new}").format(
        field=FIELDS.get(name, name), old=old or _("nothing"), new=new or _("nothing")
    )


def _value(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(" ".join(each) if isinstance(each, tuple) else each for each in value)
    return str(value) if value is not None else ""


def _place(problem: PackProblem) -> tuple[int, str, str]:
    return problem.line, problem.rule, problem.field


def _spoken(problem: PackProblem) -> str:
    return f"{problem.line}, {problem.rule} {problem.field}: {sentence(problem.reason)}"
