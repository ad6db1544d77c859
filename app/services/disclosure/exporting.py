"""Writing a production to a folder, whole or not at all, and reading such a folder again.

In the folder lie stamped copies of PDFs, natives under their number, a sheet for each file that has
no pages, letter, index and receipt, two load files, and ``MANIFEST.txt``: a line for each file in
the form that ``sha256sum -c`` reads.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar
from uuid import UUID

from app.domain.audit import Fact
from app.domain.backups import Watch
from app.domain.disclosure.productions import (
    Form,
    Production,
    ProductionFile,
    ProductionId,
    ProductionLine,
    ProductionStep,
    ProductionStepKind,
    manifest_text,
)
from app.domain.errors import Cancelled, Damaged, Refused
from app.domain.file_names import safe_file_name
from app.domain.users import Permission
from app.i18n import _
from app.interchange.load_files import (
    ImageDocument,
    ImagePage,
    write_concordance,
    write_opticon,
)
from app.printing.disclosure import slip_sheet, stamp
from app.services.disclosure.papers import PaperKind, paper_of
from app.services.disclosure.productions import production_file
from app.services.disclosure.register import entered
from app.services.office import Command, Query
from app.storage.attachments import StoredObject
from app.storage.durable import appearing_folder, disk_errors, written
from app.storage.unit_of_work import Reading, UnitOfWork

MANIFEST = "MANIFEST.txt"
FROZEN = "PRODUCTION.txt"
_PAGES, _NATIVES, _DATA = "PAGES", "NATIVES", "DATA"
FIELDS = (
    *("BEGBATES", "ENDBATES", "PAGES", "TITLE", "FILENAME", "DUTY", "SOURCE", "ITEM"),
    *("SHA256", "REDACTED", "BASIS", "CONFIDENTIALITY", "PAGESPATH", "NATIVEPATH"),
)
"""Of the Concordance file."""


@dataclass(frozen=True)
class ExportedProduction:
    """What was written.

    Attributes:
        files: how many; ``sha256``: of `MANIFEST`, hexadecimal.
    """

    path: Path
    files: int
    sha256: str
    step: ProductionStep


@dataclass(frozen=True, kw_only=True)
class ExportProduction(Command[ExportedProduction]):
    """Write a production to a folder, as it goes to the defense.

    Attributes:
        to: the folder to make; it must not exist yet.
        watch: told how far it is, and may stop it.
    """

    production: ProductionId
    to: Path
    watch: Watch = field(default_factory=Watch, repr=False, compare=False)
    needs: ClassVar[Permission] = Permission.DISCLOSURE_PRODUCE
    needs_confirmation: ClassVar[bool] = True

    def concerns(self, work: Reading) -> UUID:
        """The case."""
        return work.productions.get(self.production).case

    def run(self, work: UnitOfWork) -> ExportedProduction:
        """Write every file, then the step that says what went out.

        Raises:
            Refused: there is something of that name, the production was given up, or the pages of
                a file cannot be numbered.
            Damaged: a stored file, or the production itself, is not what was frozen.
            Unavailable: the disk refuses.
            Cancelled: the user stopped it. Nothing is left in any of these cases.
        """
        filed = production_file(work, self.production)
        if filed.is_voided:
            raise Refused("production.voided", number=filed.production.number)
        if not filed.is_whole:
            raise Damaged("production.damaged", number=filed.production.number)
        with disk_errors(self.to):
            if self.to.exists() or self.to.is_symlink():
                raise Refused("production.folder_exists", field="to", name=self.to.name)
        with appearing_folder(self.to) as folder:
            listed = _Bundle(work, filed, folder, self.watch).write()
            step = filed.followed_by(
                ProductionStepKind.EXPORTED, work.now, entered(work), sha256=listed.sha256
            )
            work.production_steps.add(step)
        return ExportedProduction(self.to, listed.files, listed.sha256, step)

    def noted(self, done: ExportedProduction) -> tuple[Fact, ...]:
        """Return how much went out, and which list of it."""
        return (("files", str(done.files)), ("sha256", done.sha256))


@dataclass(frozen=True)
class Difference:
    """A file of a folder that is not as it was written: ``changed``, ``missing`` or ``extra``."""

    name: str
    what: str


@dataclass(frozen=True)
class VerifiedFolder:
    """What came of reading a folder again.

    Attributes:
        is_known: whether the list of files is one this office wrote out for the production.
    """

    files: int
    is_known: bool
    differences: tuple[Difference, ...]

    @property
    def is_whole(self) -> bool:
        """Whether the folder is what was written, to the byte."""
        return self.is_known and not self.differences


@dataclass(frozen=True, kw_only=True)
class VerifyProductionFolder(Query[VerifiedFolder]):
    """Whether a folder still is what was written out for a production."""

    production: ProductionId
    folder: Path
    needs: ClassVar[Permission] = Permission.DISCLOSURE_VIEW

    def concerns(self, reading: Reading) -> UUID:
        """The case."""
        return reading.productions.get(self.production).case

    def run(self, reading: Reading) -> VerifiedFolder:
        """Read every file of the folder.

        Raises:
            Refused: the folder holds no list of files, or one that cannot be read.
            Unavailable: the disk refuses.
        """
        filed = production_file(reading, self.production)
        with disk_errors(self.folder):
            listed = _listed(self.folder)
            found = {
                path.relative_to(self.folder).as_posix(): path
                for path in self.folder.rglob("*")
                if path.is_file() and path.name != MANIFEST
            }
            digest = hashlib.sha256((self.folder / MANIFEST).read_bytes()).hexdigest()
            differences = tuple(_differences(listed, found))
        known = {step.sha256 for step in filed.steps if step.sha256}
        return VerifiedFolder(len(listed), digest in known, differences)


@dataclass(frozen=True)
class _Listed:
    files: int
    sha256: str


class _Bundle:
    """One production on its way into a folder."""

    def __init__(self, reading: Reading, filed: ProductionFile, folder: Path, watch: Watch) -> None:
        self._watch = watch
        self._reading = reading
        self._filed = filed
        self._production: Production = filed.production
        self._folder = folder
        self._hashes: dict[str, str] = {}

    def write(self) -> _Listed:
        """Write everything and return what the list of files is."""
        for name in (_PAGES, _NATIVES, _DATA):
            (self._folder / name).mkdir()
        for done, line in enumerate(self._filed.lines):
            if self._watch.ask():
                raise Cancelled("production.cancelled")
            self._watch.tell(done, len(self._filed.lines), "pages")
            self._write_line(line)
        for kind in (PaperKind.LETTER, PaperKind.INDEX, PaperKind.RECEIPT):
            paper = paper_of(self._reading, kind, self._production.id)
            self._put(f"{kind.value.upper()}.pdf", paper.pdf)
        self._put(FROZEN, manifest_text(self._production, self._filed.lines).encode())
        self._put(f"{_DATA}/loadfile.opt", write_opticon(self._documents()))
        self._put(f"{_DATA}/loadfile.dat", write_concordance(FIELDS, self._records()))
        content = "".join(
            f"{digest}  {name}\n" for name, digest in sorted(self._hashes.items())
        ).encode()
        written(self._folder / MANIFEST, [content])
        return _Listed(len(self._hashes), hashlib.sha256(content).hexdigest())

    def _write_line(self, line: ProductionLine) -> None:
        if line.form is Form.PDF:
            labels = [self._label(n) for n in range(line.first, line.last + 1)]
            self._put(self._pages(line), self._stamped(line, labels))
            return
        self._put(self._pages(line), slip_sheet(self._label(line.first), self._facts(line)))
        if line.form is Form.NATIVE:
            self._copy(line)

    def _stamped(self, line: ProductionLine, labels: list[str]) -> bytes:
        content = self._content(line)
        try:
            return stamp(content, labels, _mark(line))
        except Exception as error:
            raise Refused("production.cannot_number", name=line.name[:80]) from error

    def _content(self, line: ProductionLine) -> bytes:
        return b"".join(self._chunks(line))

    def _chunks(self, line: ProductionLine) -> Iterator[bytes]:
        """Give the content of a file, proven to be the one that was frozen."""
        assert line.attachment is not None  # noqa: S101  paper has no content to ask for
        attachment = self._reading.attachments.get(line.attachment)
        if attachment.sha256 != line.sha256:
            raise Damaged("production.file_damaged", name=line.name[:80])
        try:
            yield from self._reading.objects.chunks(StoredObject.of(attachment))
        except Damaged as error:
            raise Damaged("production.file_damaged", name=line.name[:80]) from error

    def _copy(self, line: ProductionLine) -> None:
        name = self._native(line)
        self._hashes[name] = written(self._folder / name, self._chunks(line))

    def _put(self, name: str, content: bytes) -> None:
        self._hashes[name] = written(self._folder / name, [content])

    def _label(self, number: int) -> str:
        return self._production.bates.label(number)

    def _pages(self, line: ProductionLine) -> str:
        return f"{_PAGES}/{self._label(line.first)}.pdf"

    def _native(self, line: ProductionLine) -> str:
        name = safe_file_name(f"{self._label(line.first)} {line.name}")
        return f"{_NATIVES}/{name}"

    def _facts(self, line: ProductionLine) -> tuple[tuple[str, str], ...]:
        on_paper = _("Handed over on paper, {n} pages").format(n=line.pages)
        return (
            (_("Item"), f"{line.item_number}. {line.title}"),
            (_("File"), line.name or on_paper),
            (_("Source"), line.agency or "-"),
            (_("SHA-256"), line.sha256 or "-"),
        )

    def _documents(self) -> Iterator[ImageDocument]:
        volume = f"VOL{self._production.number:03d}"
        for line in self._filed.lines:
            place = self._pages(line).replace("/", "\\")
            numbers = range(line.first, line.last + 1)
            pages = tuple(ImagePage(self._label(number), place) for number in numbers)
            yield ImageDocument(volume, pages)

    def _records(self) -> Iterator[dict[str, str]]:
        for line in self._filed.lines:
            is_native = line.form is Form.NATIVE
            yield {
                "BEGBATES": self._label(line.first),
                "ENDBATES": self._label(line.last),
                "PAGES": str(line.pages),
                "TITLE": line.title,
                "FILENAME": line.name,
                "DUTY": line.duty,
                "SOURCE": line.agency,
                "ITEM": str(line.item_number),
                "SHA256": line.sha256,
                "REDACTED": "Y" if line.replaces is not None else "N",
                "BASIS": line.basis,
                "CONFIDENTIALITY": _mark(line),
                "PAGESPATH": self._pages(line).replace("/", "\\"),
                "NATIVEPATH": self._native(line).replace("/", "\\") if is_native else "",
            }


def _mark(line: ProductionLine) -> str:
    return _("SUBJECT TO PROTECTIVE ORDER") if line.order is not None else ""


def _listed(folder: Path) -> dict[str, str]:
    """Return the files a folder says it holds, with their hashes."""
    manifest = folder / MANIFEST
    if not manifest.is_file():
        raise Refused("production.no_manifest", field="folder", name=folder.name)
    listed: dict[str, str] = {}
    try:
        lines = manifest.read_text("utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise Refused("production.no_manifest", field="folder", name=folder.name) from error
    for line in lines:
        digest, gap, name = line.partition("  ")
        if not gap or not name:
            raise Refused("production.no_manifest", field="folder", name=folder.name)
        listed[name] = digest
    return listed


def _differences(listed: dict[str, str], found: dict[str, Path]) -> Iterator[Difference]:
    for name, digest in listed.items():
        path = found.get(name)
        if path is None:
            yield Difference(name, "missing")
            continue
        with path.open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != digest:
                yield Difference(name, "changed")
    for name in sorted(set(found) - set(listed)):
        yield Difference(name, "extra")
