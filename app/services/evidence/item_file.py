"""One item with everything about it."""

from dataclasses import dataclass, replace
from typing import ClassVar
from uuid import UUID

from app.domain.attachments import KeptFile
from app.domain.codes import CodeList
from app.domain.custody import Action, Chain
from app.domain.custody.findings import Finding
from app.domain.custody.linter import lint
from app.domain.errors import Missing
from app.domain.evidence import CODED_FACTS, EvidenceItem, ItemId, ItemRelation
from app.domain.evidence_entry import tag_as_kept
from app.domain.evidence_list import (
    EvidenceLine,
)
from app.domain.item_amendments import ItemAmendment
from app.domain.item_charges import ItemCharge
from app.domain.item_doubts import Doubt, doubts, wanting
from app.domain.item_particulars import masked
from app.domain.signatures import Signature
from app.domain.users import Permission
from app.services.evidence.check import standard_of
from app.services.office import Query
from app.services.party_names import PartyNames
from app.storage.unit_of_work import Reading


@dataclass(frozen=True)
class Relative:
    """An item that lies in another one or comes from it, as seen from the other end.

    Attributes:
        relation: what the one below is to the one above.
    """

    item: ItemId
    tag: str
    kind_label: str
    description: str
    relation: ItemRelation


@dataclass(frozen=True)
class ProvenCount:
    """A count an item proves.

    Attributes:
        link: the record, to be taken out by.
        defendant: name as the asker may read it.
    """

    link: ItemCharge
    number: int
    statute: str
    description: str
    defendant: str


@dataclass(frozen=True)
class ItemFile:
    """Everything about one item; what is sealed is masked.

    Attributes:
        breaks: positions in the chain whose link does not hold; empty = the chain is whole.
        actions: words for each custody action in the chain and beyond; ``answers``: of the codes
            that steps of a disposal hold.
        coded: words of the facts that are chosen from a code list, by the fact's name.
        hazards: code and words of each hazard.
        above: what it lies in or comes from; ``below``: what lies in it or comes from it.
        amendments: what was said of it before, newest first.
        doubts: what is odd; ``wanting``: facts and particulars that are still to be recorded.
        signatures: under all steps, oldest first.
        findings: what the custody check finds, gravest first.
    """

    line: EvidenceLine
    chain: Chain
    breaks: tuple[int, ...]
    actions: dict[Action, str]
    answers: dict[str, str]
    files: tuple[KeptFile, ...]
    coded: dict[str, str]
    hazards: tuple[tuple[str, str], ...]
    above: Relative | None
    below: tuple[Relative, ...]
    counts: tuple[ProvenCount, ...]
    amendments: tuple[ItemAmendment, ...]
    doubts: tuple[Doubt, ...]
    wanting: tuple[str, ...]
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


def _file_of(reading: Reading, stored: EvidenceItem) -> ItemFile:
    line = reading.evidence_heads.line(stored.id)
    if line is None:
        raise Missing("record.missing", kind="evidence_items")
    item = replace(stored, particulars=masked(stored.kind, stored.particulars))
    chain = reading.custody.chain(item)
    signatures = reading.signatures.of_item(item.id)
    label = reading.codes.label
    return ItemFile(
        line=line,
        chain=chain,
        breaks=chain.breaks(),
        actions={act: label(CodeList.CUSTODY_ACTION, act) for act in Action},
        files=reading.kept_files.of_item(item.id),
        answers={
            code.code: code.label
            for list_ in (CodeList.DISPOSAL_METHOD, CodeList.DISPOSAL_AUTHORITY)
            for code in reading.codes.choices(list_, reading.today)
        },
        coded={
            name: label(list_, code)
            for name, list_ in CODED_FACTS.items()
            if (code := getattr(item, name))
        },
        hazards=tuple((code, label(CodeList.HAZARD, code)) for code in item.hazards),
        above=_above(reading, item),
        below=tuple(
            _relative(reading, each, each.relation) for each in reading.evidence.children(item.id)
        ),
        counts=_counts(reading, item),
        amendments=tuple(reversed(reading.item_amendments.of_item(item.id))),
        doubts=doubts(item),
        wanting=wanting(item),
        signatures=signatures,
        findings=lint(chain, signatures, standard_of(reading)),
    )


def _above(reading: Reading, item: EvidenceItem) -> Relative | None:
    if item.parent is None:
        return None
    return _relative(reading, reading.evidence.get(item.parent), item.relation)


def _relative(reading: Reading, item: EvidenceItem, relation: ItemRelation | None) -> Relative:
    return Relative(
        item=item.id,
        tag=item.tag,
        kind_label=reading.codes.label(CodeList.EVIDENCE_KIND, item.kind),
        description=item.description,
        relation=relation or ItemRelation.INSIDE,
    )


def _counts(reading: Reading, item: EvidenceItem) -> tuple[ProvenCount, ...]:
    links = reading.item_charges.of_item(item.id)
    if not links:
        return ()
    names = PartyNames(reading, item.case)
    pairs = ((link, reading.charges.get(link.charge)) for link in links)
    return tuple(
        ProvenCount(
            link=link,
            number=charge.number,
            statute=charge.statute,
            description=charge.description,
            defendant=names.name(charge.defendant),
        )
        for link, charge in pairs
    )
