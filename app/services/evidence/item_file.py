"""One item with everything about it."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from app.domain.codes import CodeList
from app.domain.custody import Action, Chain
from app.domain.custody.findings import Finding
from app.domain.custody.linter import lint
from app.domain.errors import Missing
from app.domain.evidence import EvidenceItem, ItemId
from app.domain.evidence_entry import tag_as_kept
from app.domain.evidence_list import (
    EvidenceLine,
)
from app.domain.signatures import Signature
from app.domain.users import Permission
from app.services.evidence.check import standard_of
from app.services.office import Query
from app.storage.unit_of_work import Reading


@dataclass(frozen=True)
class AttachedFile:
    """A file kept with an item, without its key.

    Attributes:
        name: as received, shown as text; ``size`` in bytes; ``sha256`` of the content, hexadecimal.
    """

    id: UUID
    name: str
    size: int
    sha256: str
    added_at: datetime
    added_by: str


@dataclass(frozen=True)
class ItemFile:
    """Everything about one item.

    Attributes:
        breaks: positions in the chain whose link does not hold; empty = the chain is whole.
        actions: words for each custody action in the chain and beyond.
        signatures: under all steps, oldest first.
        findings: what the custody check finds, gravest first.
    """

    line: EvidenceLine
    chain: Chain
    breaks: tuple[int, ...]
    actions: dict[Action, str]
    files: tuple[AttachedFile, ...]
    signatures: tuple[Signature, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def item(self) -> EvidenceItem:
        """The item itself."""
        return self.chain.item


@dataclass(frozen=True)
class EvidenceItemView(Query[ItemFile]):
    """One item with its chain of custody, checked, and its files."""

    item: ItemId
    needs: ClassVar[Permission] = Permission.EVIDENCE_VIEW

    def concerns(self, reading: Reading) -> UUID:
        """The case of the item."""
        return reading.evidence.get(self.item).case

    def run(self, reading: Reading) -> ItemFile:
        """Return the item's file.

        Raises:
            Missing: there is no such item.
            Damaged: a stored record is not what was written.
        """
        return _file_of(reading, reading.evidence.get(self.item))


@dataclass(frozen=True)
class EvidenceByTag(Query[ItemFile]):
    """One item by its tag, as typed or scanned."""

    tag: str
    needs: ClassVar[Permission] = Permission.EVIDENCE_VIEW

    def concerns(self, reading: Reading) -> UUID:
        """The case of the item with that tag."""
        return reading.evidence.by_tag(tag_as_kept(self.tag)).case

    def behind_wall(self) -> Missing:
        """A tag typed at a guess does not tell that there is such an item."""
        return Missing("evidence.no_such_tag", tag=tag_as_kept(self.tag))

    def run(self, reading: Reading) -> ItemFile:
        """Return the item's file.

        Raises:
            Missing: no item has the tag.
        """
        return _file_of(reading, reading.evidence.by_tag(tag_as_kept(self.tag)))


def _file_of(reading: Reading, item: EvidenceItem) -> ItemFile:
    line = reading.evidence_heads.line(item.id)
    if line is None:
        raise Missing("record.missing", kind="evidence_items")
    chain = reading.custody.chain(item)
    signatures = reading.signatures.of_item(item.id)
    files = reading.attachments.of_item(item.id)
    return ItemFile(
        line=line,
        chain=chain,
        breaks=chain.breaks(),
        actions={act: reading.codes.label(CodeList.CUSTODY_ACTION, act) for act in Action},
        files=tuple(
            AttachedFile(f.id, f.name, f.size, f.sha256, f.added_at, f.added_by) for f in files
        ),
        signatures=signatures,
        findings=lint(chain, signatures, standard_of(reading)),
    )
