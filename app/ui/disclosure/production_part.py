"""The productions of a case: drafts, and what was frozen, with every file, number and hash."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from app.domain.backups import Watch
from app.domain.cases import CaseId
from app.domain.disclosure.productions import (
    Form,
    ProductionDraft,
    ProductionFile,
    ProductionId,
    ProductionLine,
    ProductionStepKind,
)
from app.domain.file_names import free_file_name
from app.i18n import _, ngettext
from app.i18n.disclosure import METHOD_WORDS, PRODUCTION_STEP_WORDS
from app.services.disclosure.exporting import (
    ExportedProduction,
    ExportProduction,
    VerifiedFolder,
    VerifyProductionFolder,
)
from app.services.disclosure.papers import (
    PaperKind,
    PrintDisclosurePaper,
)
from app.services.disclosure.productions import (
    DraftProduction,
    DropProductionDraft,
)
from app.services.disclosure.views import DisclosureOfCase
from app.services.office import Done, Office
from app.ui import wording
from app.ui.desk import LongWork
from app.ui.disclosure.ledger_part import new_production, producible
from app.ui.disclosure.panel import Deed, Detail
from app.ui.disclosure.papers import open_paper
from app.ui.disclosure.part import Part
from app.ui.disclosure.production_forms import FreezeForm, ProductionForm, ProductionStepForm
from app.ui.disclosure.words import grouped, production_chip, shortened
from app.ui.icons import Icon
from app.ui.local_keys import keys_on
from app.ui.menus import MenuEntry, open_menu
from app.ui.page import Frame
from app.ui.table import Column
from app.ui.theme import Tone
from app.ui.widgets import Button, ChipSpec, ListRow

Line = ProductionDraft | ProductionFile
_PAPERS = {
    PaperKind.LETTER: _("Cover letter"),
    PaperKind.INDEX: _("Index"),
    PaperKind.RECEIPT: _("Receipt"),
}
_DRAFT = ChipSpec(_("Draft"), Tone.NEUTRAL, Icon.PENCIL)


class ProductionPart(Part):
    """Drafts and productions. N begins one, Enter does what is next, P prints."""

    icon = Icon.PACKAGE_CHECK

    def __init__(self, frame: Frame, case: CaseId) -> None:
        super().__init__(frame, case)
        add = Button(_("New"), self.add, icon=Icon.PLUS, small=True, keys="N")
        add.setVisible(self.desk.may(DraftProduction))
        self.lay_out(
            _("Productions"),
            _COLUMNS,
            add,
            empty=_("Nothing was produced in this case yet."),
            nothing=_("Choose a production to see its files."),
        )
        keys_on(self.table, self.add, "N")
        keys_on(self.table, self.print, "P")

    def rows_of(self, view: DisclosureOfCase) -> Sequence[Line]:
        """Return drafts, then productions, the newest first."""
        return (*view.drafts, *reversed(view.productions))

    def remark_of(self, view: DisclosureOfCase) -> str:
        """Return how many wait to be served."""
        waiting = sum(each.served_at is None and not each.is_voided for each in view.productions)
        words = ngettext("{n} not served", "{n} not served", waiting)
        return words.format(n=waiting) if waiting else ""

    def detail_of(self, line: Line, view: DisclosureOfCase) -> Detail:
        """Return everything about a draft or production."""
        if isinstance(line, ProductionDraft):
            return self._draft(line, view)
        made = line.production
        return Detail(
            title=_name(line),
            chip=production_chip(line),
            facts=[
                (_("Defendant"), made.defendant_name[:80]),
                (_("Counsel"), made.recipient[:80]),
                (_("Bar No."), made.bar_number),
                (_("How"), METHOD_WORDS[made.method]),
                (_("Numbers"), made.span),
                (_("Supplements"), str(made.supplements) if made.supplements else ""),
                (_("Why late"), shortened(made.delay_reason)),
                (_("Frozen"), f"{wording.moment(made.frozen_at)}, {made.frozen_by}"),
                (_("Manifest"), f"SHA-256 {grouped(made.manifest)}"),
                (_("Whole"), _("yes") if line.is_whole else _("NO: run a full check")),
            ],
            text=shortened(made.note),
            lists=((_("Files"), _file_rows(line)), (_("What became of it"), _step_rows(line))),
            deeds=self._deeds(line),
        )

    def add(self) -> None:
        """Open the form of a new production with everything still to be produced ticked."""
        if self.view is None or not self.desk.may(DraftProduction):
            return
        waiting = tuple(
            each.id.hex
            for each in self.view.rows
            if each.may_be_produced and each.missing_for and each.loss is None
        )
        self.open(new_production(self.frame, self.case, self.view, waiting))

    def print(self) -> None:
        """Offer the papers of the production."""
        line = self.current()
        if isinstance(line, ProductionFile):
            self._offer_papers(line)

    def preview(self, line: ProductionFile, kind: PaperKind) -> None:
        """Open the preview of one of its papers."""
        name = f"{_name(line)}, {_PAPERS[kind].lower()}"
        printed = PrintDisclosurePaper(case=self.case, kind=kind, subject=line.production.id)
        open_paper(self.frame, name, printed)

    def export(self, line: ProductionFile) -> None:
        """Ask for a folder, and write the production into a new one inside it."""
        chosen = QFileDialog.getExistingDirectory(self, _("Write the production to"))
        if chosen:
            self.export_to(line, Path(chosen))

    def export_to(self, line: ProductionFile, folder: Path) -> None:
        """Write the production into a new folder inside one."""
        try:
            taken = [each.name for each in folder.iterdir()]
        except OSError:
            taken = []  # the export itself says what is wrong with the folder
        to = folder / free_file_name(_name(line), taken)
        job = partial(_export, line.production.id, to)
        self.desk.aside(_("Writing the production"), job, self, self._exported)

    def verify(self, line: ProductionFile) -> None:
        """Ask for a folder, and compare it with what was written out."""
        chosen = QFileDialog.getExistingDirectory(self, _("Check a folder"))
        if chosen:
            query = VerifyProductionFolder(production=line.production.id, folder=Path(chosen))
            self.desk.ask(query, self, self._verified)

    def _draft(self, draft: ProductionDraft, view: DisclosureOfCase) -> Detail:
        names = {each.id.hex: each.item for each in view.rows}
        rows = [
            ListRow(key, f"{names[key].number}. {names[key].title}"[:120])
            for key in draft.items
            if key in names
        ]
        deeds: tuple[Deed, ...] = ()
        if self.desk.may(DraftProduction):
            deeds = (
                Deed(_("Freeze"), partial(self._freeze, draft), Icon.LOCK),
                Deed(_("Change"), partial(self._amend, draft), Icon.PENCIL),
                Deed(_("Drop"), partial(self._drop, draft), Icon.TRASH_2),
            )
        return Detail(
            title=_("Draft to {recipient}").format(recipient=draft.recipient[:80]),
            chip=_DRAFT,
            facts=[
                (_("Defendant"), _defendant(draft, view)),
                (_("Bar No."), draft.bar_number),
                (_("How"), METHOD_WORDS[draft.method]),
                (_("Numbers"), f"{draft.prefix}…"),
                (_("Why late"), shortened(draft.delay_reason)),
            ],
            text=shortened(draft.note),
            lists=((_("What"), rows),),
            deeds=deeds,
        )

    def _deeds(self, line: ProductionFile) -> tuple[Deed, ...]:
        papers = Deed(_("Papers"), partial(self._offer_papers, line), Icon.PRINTER)
        check = Deed(_("Check folder"), partial(self.verify, line), Icon.SHIELD_CHECK)
        if not self.desk.may(DraftProduction) or line.is_voided:
            return (papers, check)
        steps = [
            Deed(
                _STEP_DEEDS[kind],
                partial(self._step, line, kind),
                Icon.CIRCLE_CHECK if kind is not ProductionStepKind.VOIDED else Icon.CIRCLE_X,
            )
            for kind in _next_steps(line)
        ]
        write = Deed(_("Write to folder"), partial(self.export, line), Icon.DOWNLOAD)
        return (*steps[:1], papers, write, check, *steps[1:])

    def _freeze(self, draft: ProductionDraft) -> None:
        if self.view is not None:
            number = self.view.next_number
            self.open(FreezeForm(self.frame, draft, number, _defendant(draft, self.view)))

    def _amend(self, draft: ProductionDraft) -> None:
        if self.view is None:
            return
        form = ProductionForm(
            self.frame,
            self.case,
            self.view.accused,
            choices=producible(self.view),
            prefix=self.view.prefix,
            draft=draft,
            certified=any(each.counts for each in self.view.certificates),
        )
        self.open(form)

    def _drop(self, draft: ProductionDraft) -> None:
        self.desk.do(DropProductionDraft(record=draft), self, self._dropped)

    def _dropped(self, _draft: object) -> None:
        self.frame.tell(_("The draft is dropped."), action=_("Undo"), press=self.frame.undo)

    def _step(self, line: ProductionFile, kind: ProductionStepKind) -> None:
        self.open(ProductionStepForm(self.frame, line.production, kind))

    def _offer_papers(self, line: ProductionFile) -> None:
        entries = [
            MenuEntry(words, partial(self.preview, line, kind), Icon.FILE_TEXT)
            for kind, words in _PAPERS.items()
        ]
        open_menu(self.panel, entries)

    def _exported(self, done: ExportedProduction) -> None:
        words = _("{n} files were written to {name}.")
        self.frame.tell(words.format(n=done.files, name=done.path.name))

    def _verified(self, found: VerifiedFolder) -> None:
        if found.is_whole:
            words = _("All {n} files are what was written out.").format(n=found.files)
            self.frame.tell(words)
            return
        if not found.is_known:
            words = _("This is no folder that was written out for this production.")
        else:
            first = found.differences[0]
            words = _("{n} files differ, the first: {name}.").format(
                n=len(found.differences), name=first.name
            )
        self.frame.tell(words, tone=Tone.DANGER)


def _export(
    production: ProductionId, to: Path, office: Office, work: LongWork
) -> Done[ExportedProduction]:
    """Write a production out as long work."""

    def tell(done: int, of: int, _step: str) -> None:
        work.progress(done, of, _("Writing the production"))

    watch = Watch(tell, work.cancelled)
    return office.do(ExportProduction(production=production, to=to, watch=watch))


_STEP_DEEDS = {
    ProductionStepKind.SERVED: _("Record service"),
    ProductionStepKind.OPENED: _("Record opening"),
    ProductionStepKind.ACKNOWLEDGED: _("Record receipt"),
    ProductionStepKind.VOIDED: _("Give up"),
}


def _next_steps(line: ProductionFile) -> tuple[ProductionStepKind, ...]:
    if line.served_at is None:
        return (ProductionStepKind.SERVED, ProductionStepKind.VOIDED)
    if line.acknowledged_at is None:
        return (ProductionStepKind.ACKNOWLEDGED, ProductionStepKind.OPENED)
    return ()


def _name(line: ProductionFile) -> str:
    return _("Production {n}").format(n=line.production.number)


def _defendant(draft: ProductionDraft, view: DisclosureOfCase) -> str:
    return next((each.name for each in view.accused if each.party == draft.defendant), "")


def _title(line: Line) -> str:
    return _("Draft") if isinstance(line, ProductionDraft) else _name(line)


def _to(line: Line) -> str:
    made = line if isinstance(line, ProductionDraft) else line.production
    return made.recipient[:80]


def _about(line: Line) -> str:
    if isinstance(line, ProductionDraft):
        return ngettext("{n} row", "{n} rows", len(line.items)).format(n=len(line.items))
    return line.production.defendant_name[:80]


def _chip(line: Line) -> ChipSpec:
    return _DRAFT if isinstance(line, ProductionDraft) else production_chip(line)


def _when(line: Line) -> str:
    if isinstance(line, ProductionDraft):
        return ""
    return wording.moment(line.served_at or line.production.frozen_at)


_COLUMNS = (
    Column(_("Production"), _title, width=140, stretch=2, strong=True, second=_about),
    Column(_("To"), _to, width=120, stretch=2, gives_way=1),
    Column(_("State"), lambda _line: "", width=146, chip=_chip),
    Column(_("When"), _when, width=130, quiet=True, gives_way=2),
)


def _file_rows(line: ProductionFile) -> list[ListRow]:
    icons = {Form.PDF: Icon.FILE_TEXT, Form.NATIVE: Icon.PAPERCLIP, Form.PAPER: Icon.BOOK_OPEN}
    return [
        ListRow(
            each.position,
            f"{each.item_number}. {each.name or each.title}"[:80],
            _file_words(line, each),
            icons[each.form],
        )
        for each in line.lines
    ]


def _file_words(line: ProductionFile, each: ProductionLine) -> str:
    numbers = line.production.bates.brief(each.first, each.last)
    redacted = _("redacted") if each.replaces is not None else ""
    order = _("under a protective order") if each.order is not None else ""
    digest = f"SHA-256 {each.sha256[:16]}…" if each.sha256 else _("on paper")
    return ", ".join(part for part in (numbers, redacted, order, digest) if part)


def _step_rows(line: ProductionFile) -> list[ListRow]:
    return [
        ListRow(
            each.seq,
            PRODUCTION_STEP_WORDS[each.kind],
            ", ".join(part for part in (each.who, each.text, each.by) if part)[:200],
            right=wording.moment(each.at),
        )
        for each in reversed(line.steps)
    ]
