"""A case's chain of custody for another office: one file of CASE/UCO, checked by whoever reads."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import ClassVar, Protocol, TypeVar
from uuid import UUID

from app.domain.audit import Fact
from app.domain.cases import CaseId
from app.domain.codes import CodeList
from app.domain.custody import Action
from app.domain.errors import Refused
from app.domain.evidence import EvidenceItem
from app.domain.evidence_exchange import ExportedChains
from app.domain.file_names import safe_file_name
from app.domain.item_particulars import answered
from app.domain.record import Record
from app.domain.users import Permission
from app.interchange.case_uco import OutgoingCase, OutgoingExhibit, written_case
from app.services.masking import Mask
from app.services.office import OfCase, Query
from app.storage.durable import appearing, disk_errors
from app.storage.unit_of_work import Reading


class _OfItem(Protocol):
    """A record that hangs on an item."""

    @property
    def item(self) -> UUID | None:
        """The item."""


R = TypeVar("R", bound=Record)
Hanging = TypeVar("Hanging", bound=_OfItem)


@dataclass(frozen=True, kw_only=True)
class ExportChains(OfCase, Query[ExportedChains]):
    """Every exhibit of a case with its chain, as CASE/UCO; the log keeps that it was made.

    Attributes:
        to: the file to write, which must not exist yet; or a folder, where it is called after the
            case.
    """

    case: CaseId
    to: Path
    needs: ClassVar[Permission] = Permission.EVIDENCE_VIEW
    is_audited: ClassVar[bool] = True
    needs_confirmation: ClassVar[bool] = True

    def run(self, reading: Reading) -> ExportedChains:
        """Write the file; it appears only when it is complete.

        Raises:
            Missing: there is no such case.
            Refused: there is a file of that name, or no file can have it.
            Damaged: a stored record is not what was written.
            Unavailable: the disk refuses; nothing is left.
        """
        masked = _Masked(Mask(reading, self.case))
        case = _outgoing(reading, self.case, masked)
        with disk_errors(self.to):
            is_folder = self.to.is_dir()
        name = safe_file_name(f"{case.case.number} chain of custody.jsonld")
        target = self.to / name if is_folder else self.to
        with disk_errors(target):
            if target.exists():
                raise Refused("exchange.target_exists", field="to", name=target.name)
        content = written_case(case)
        with appearing(target) as opened:
            opened.write(content)
        return ExportedChains(
            path=target,
            exhibits=len(case.exhibits),
            steps=sum(len(each.chain) for each in case.exhibits),
            masked=masked.told,
            sha256=hashlib.sha256(content).hexdigest(),
        )

    def noted(self, answer: ExportedChains) -> tuple[Fact, ...]:
        """How much went out, and in which file by its hash."""
        return (
            ("exhibits", str(answer.exhibits)),
            ("steps", str(answer.steps)),
            ("sha256", answer.sha256),
        )


def _outgoing(reading: Reading, id_: CaseId, masked: "_Masked") -> OutgoingCase:
    case = reading.cases.get(id_)
    events = _by_item(reading.custody.of_case(id_))
    files = _by_item(file for file in reading.attachments.of_case(id_) if file.item is not None)
    signed = _by_item(reading.signatures.of_case(id_))
    items = sorted(reading.evidence.of_case(id_), key=lambda item: item.tag)
    exhibits = tuple(
        OutgoingExhibit(
            item=masked.one(_unsealed(item)),
            withheld=tuple(_sealed(item)),
            chain=masked.all(sorted(events[item.id], key=lambda event: event.seq)),
            files=masked.all(files[item.id]),
            signatures=masked.all(signed[item.id]),
        )
        for item in items
    )
    return OutgoingCase(
        case=masked.one(case),
        exhibits=exhibits,
        actions={each: reading.codes.label(CodeList.CUSTODY_ACTION, each) for each in Action},
        at=reading.now,
        by=reading.actor.name,
        organizations=frozenset(agency.name for agency in reading.agencies.where()),
        masked=frozenset(masked.changed),
    )


def _sealed(item: EvidenceItem) -> list[str]:
    """Return the names of particulars that are shown on request only, such as a passcode."""
    return [each.key for each, _ in answered(item.kind, item.particulars) if each.is_sealed]


def _unsealed(item: EvidenceItem) -> EvidenceItem:
    """Return the item without them: whoever needs one asks for it, and the log keeps that."""
    sealed = _sealed(item)
    if not sealed:
        return item
    kept = tuple(pair for pair in item.particulars if pair[0] not in sealed)
    return replace(item, particulars=kept)


class _Masked:
    """Masks records and keeps which of them are no longer what the office holds.

    Attributes:
        told: how many of them the user may be told of.
    """

    def __init__(self, mask: Mask) -> None:
        self._mask = mask
        self.changed: set[UUID] = set()
        self.told = 0

    def one(self, record: R) -> R:
        """Return a record as it may go out."""
        masked = self._mask.applied(record)
        if masked is not record:
            self.changed.add(record.id)
            self.told += self._mask.tells(record)
        return masked

    def all(self, records: Iterable[R]) -> tuple[R, ...]:
        """Return records as they may go out."""
        return tuple(map(self.one, records))


def _by_item(records: Iterable[Hanging]) -> defaultdict[UUID | None, list[Hanging]]:
    found: defaultdict[UUID | None, list[Hanging]] = defaultdict(list)
    for record in records:
        found[record.item].append(record)
    return found
