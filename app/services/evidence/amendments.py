"""Correcting what is said about an item, with the memo that goes with it, and its sealed facts."""

from dataclasses import dataclass, field, replace
from typing import ClassVar
from uuid import UUID

from app.domain.codes import CodeList
from app.domain.errors import Missing, Refused
from app.domain.evidence import CODED_FACTS, EvidenceItem, ItemId
from app.domain.evidence_entry import tag_as_kept
from app.domain.ids import new_id
from app.domain.item_amendments import ItemAmendment, changed_facts
from app.domain.item_particulars import sheet_of, unmasked
from app.domain.particulars import particular
from app.domain.text import clean, one_line
from app.domain.users import Permission
from app.i18n import _
from app.services.amending import Amended
from app.services.evidence.item_checks import container_called, require_place, require_sound
from app.services.office import Command
from app.storage.unit_of_work import Reading, UnitOfWork


@dataclass(frozen=True, kw_only=True)
class AmendEvidenceItem(Command[Amended[EvidenceItem]]):
    """Correct what is said about an item; tag, number and case stay, and so does its chain.

    Attributes:
        item: the new content; a sealed particular left masked stays as it is.
        reason: the memo: what was wrong, and how that is known.
        inside: tag of the item it lies in or comes from, in place of the item's own ``parent``;
            empty = of none, None = as the item says.
        informed: the supervisor who was told.
    """

    item: EvidenceItem
    reason: str
    informed: str = ""
    inside: str | None = None
    needs: ClassVar[Permission] = Permission.EVIDENCE_ADD

    def concerns(self, work: Reading) -> UUID:
        """The case the item is logged in, whatever the new content says."""
        return work.evidence.get(self.item.id).case

    def run(self, work: UnitOfWork) -> Amended[EvidenceItem]:
        """Write the new content, and what each fact said before.

        Raises:
            Stale: somebody changed the item since it was shown.
            Refused: no reason is given; tag, number or case differ; the content is none that could
                be logged (as `LogEvidence`); it would lie in itself or a firearm with ammunition.
        """
        before = work.evidence.get(self.item.id)
        item = self.item
        if (item.tag, item.case, item.number) != (before.tag, before.case, before.number):
            raise Refused("evidence.tag_stays", field="tag", tag=before.tag)
        open_ = unmasked(before.kind, item.particulars, before.particulars)
        after = replace(item, parent=self._parent(work), particulars=open_).tidied()
        require_sound(work, after)
        require_place(work, after)
        return amended(work, before, after, self.reason, self.informed)

    def _parent(self, work: Reading) -> ItemId | None:
        if self.inside is None:
            return self.item.parent
        tag = tag_as_kept(self.inside)
        return container_called(work, self.item.case, tag).id if tag else None

    def undo(self, done: Amended[EvidenceItem]) -> "AmendEvidenceItem":
        """Put the old content back; both corrections stay on record."""
        reason = _("Taken back: {reason}").format(reason=self.reason)
        return AmendEvidenceItem(item=done.taken_back, reason=reason, informed=self.informed)


@dataclass(frozen=True)
class RevealedParticular:
    """A sealed particular in full, for as long as it is needed."""

    key: str
    text: str = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class RevealParticular(Command[RevealedParticular]):
    """See a sealed particular of an item, such as a passcode; the log keeps who saw which.

    It is a command, though it only reads: the entry is committed before anything is shown.
    """

    item: ItemId
    key: str
    needs: ClassVar[Permission] = Permission.EVIDENCE_ADD

    def concerns(self, work: Reading) -> UUID:
        """The case of the item."""
        return work.evidence.get(self.item).case

    def run(self, work: UnitOfWork) -> RevealedParticular:
        """Return the text.

        Raises:
            Missing: the item has no such sealed particular.
        """
        item = work.evidence.get(self.item)
        asked = sheet_of(item.kind).find(self.key)
        text = particular(item.particulars, self.key)
        if asked is None or not asked.is_sealed or not text:
            raise Missing("evidence.nothing_sealed", key=self.key, tag=item.tag)
        work.journal.seen(f"revealed.{self.key}", item)
        return RevealedParticular(self.key, text)


def amended(
    work: UnitOfWork, before: EvidenceItem, after: EvidenceItem, reason: str, informed: str = ""
) -> Amended[EvidenceItem]:
    """Write an item's new content, and append what each fact said before.

    Raises:
        Stale: somebody changed the item since it was shown.
        Refused: no reason is given.
    """
    memo = clean(reason, "reason")
    if not memo:
        raise Refused("evidence.amendment_reason", field="reason")
    written = work.evidence.change(after)
    parents = (item.parent for item in (before, after) if item.parent is not None)
    tags = {parent: work.evidence.get(parent).tag for parent in parents}
    act = new_id()
    work.item_amendments.add_all(
        ItemAmendment(
            id=new_id(),
            case=before.case,
            item=before.id,
            field=name,
            old=_worded(work, name, old),
            new=_worded(work, name, new),
            reason=memo,
            informed=one_line(informed, "informed"),
            by=work.actor.name,
            at=work.now,
            act=act,
        )
        for name, old, new in changed_facts(before, after, tags)
    )
    return Amended(before, written)


def _worded(work: Reading, name: str, said: str) -> str:
    """Return the words of codes, in place of the codes themselves."""
    lists = {**CODED_FACTS, "kind": CodeList.EVIDENCE_KIND, "hazards": CodeList.HAZARD}
    if name not in lists or not said:
        return said
    return ", ".join(work.codes.label(lists[name], code) for code in said.split(", "))
