"""One item with everything about it."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from app.domain.attachments import KeptFile
from app.domain.codes import CodeList
from app.domain.custody import Action, Chain
from app.domain.errors import Missing
from app.domain.evidence import EvidenceItem, ItemId
from app.domain.evidence_entry import tag_as_kept
from app.domain.evidence_list import (
    EvidenceLine,
)
from app.domain.users import Permission
from app.services.office import Query
from app.storage.unit_of_work import Reading


@dataclass(frozen=True)
class ItemFile:
    """Everything about one item.

    Attributes:
        breaks: positions in the chain whose link does not hold; empty = the chain is whole.
        actions: words for each custody action in the chain and beyond.
    """

    line: EvidenceLine
    chain: Chain
    breaks: tuple[int, ...]
    actions: dict[Action, str]
    files: tuple[KeptFile, ...]

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
    return ItemFile(
        line=line,
        chain=chain,
        breaks=chain.breaks(),
        actions={act: reading.codes.label(CodeList.CUSTODY_ACTION, act) for act in Action},
        files=reading.kept_files.of_item(item.id),
    )
