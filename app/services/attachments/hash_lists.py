"""Hash lists: what is kept, written down for others, and lists of others against what is kept."""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from app import __version__
from app.domain.attachments import KeptFile
from app.domain.audit import Fact
from app.domain.cases import CaseId
from app.domain.errors import Refused
from app.domain.evidence import ItemId
from app.domain.hash_lists import Comparison, HashForm, ListedFile, compare
from app.domain.users import Permission
from app.interchange.hash_lists import Heading, read_hash_list, write_hash_list
from app.services.attachments.showing import files_of
from app.services.office import OfCase, Query
from app.storage.durable import appearing, disk_errors
from app.storage.unit_of_work import Reading

PROGRAM = "Dossier"


@dataclass(frozen=True)
class HashListWritten:
    """A list that was written; ``files``: how many it names."""

    path: Path
    files: int


@dataclass(frozen=True, kw_only=True)
class ExportHashList(OfCase, Query[HashListWritten]):
    """The files of a case or of one item by their hashes, for other programs.

    Attributes:
        to: the file to write; it must not exist yet.
    """

    case: CaseId
    to: Path
    form: HashForm = HashForm.DFXML
    item: ItemId | None = None
    needs: ClassVar[Permission] = Permission.EVIDENCE_VIEW
    is_audited: ClassVar[bool] = True
    needs_confirmation: ClassVar[bool] = True

    def run(self, reading: Reading) -> HashListWritten:
        """Write the list; it appears only when it is complete.

        Raises:
            Missing: there is no such item.
            Refused: there is a file of that name, or nothing to list.
            Unavailable: the disk refuses; nothing is left.
        """
        files = files_of(reading, self.case, self.item)
        if not files:
            raise Refused("hash_list.nothing", field="to")
        with disk_errors(self.to):
            if self.to.exists():
                raise Refused("attachment.target_exists", field="to", name=self.to.name)
        heading = Heading(PROGRAM, __version__, self._about(reading), reading.now)
        with appearing(self.to) as opened:
            write_hash_list(self.form, opened, heading, tuple(map(_listed, files)))
        return HashListWritten(self.to, len(files))

    def noted(self, answer: HashListWritten) -> tuple[Fact, ...]:
        """How many files, and in which form."""
        return (("files", str(answer.files)), ("form", self.form.value))

    def _about(self, reading: Reading) -> str:
        number = reading.cases.get(self.case).number
        return number if self.item is None else f"{number}, {reading.evidence.get(self.item).tag}"


@dataclass(frozen=True, kw_only=True)
class CompareHashList(OfCase, Query[Comparison]):
    """A list that somebody else wrote against the files of a case or of one item."""

    case: CaseId
    path: Path
    item: ItemId | None = None
    needs: ClassVar[Permission] = Permission.EVIDENCE_VIEW

    def run(self, reading: Reading) -> Comparison:
        """Return the verdict on each file.

        Raises:
            Missing: there is no such item.
            Refused: the list cannot be read.
        """
        form, listed = read_hash_list(self.path)
        kept = files_of(reading, self.case, self.item)
        return compare(form, listed, [_listed(file) for file in kept])


def _listed(file: KeptFile) -> ListedFile:
    return ListedFile(
        name=file.listed_as,
        size=file.size,
        md5=file.md5,
        sha1=file.sha1,
        sha256=file.sha256,
        modified_at=file.modified_at,
    )
