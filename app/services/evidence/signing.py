"""Signing for the steps of a chain of custody."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from app.domain.custody import CustodyEvent, same_person
from app.domain.custody.signing import parts_of, unsigned_parts
from app.domain.errors import Refused
from app.domain.evidence import EvidenceItem, ItemId
from app.domain.ids import new_id
from app.domain.signatures import Signatory, Signature, SignatureKind, strokes_of
from app.domain.text import one_line
from app.domain.users import Permission
from app.i18n.custody_words import attestation
from app.services.office import Command
from app.storage.unit_of_work import Reading, UnitOfWork


@dataclass(frozen=True, kw_only=True)
class SignatureEntry:
    """One signature as filled in.

    Attributes:
        name: who signs; empty = whom the step names. Where the step names a body, e.g. a
            laboratory, this is the person who signs for it.
        strokes: of a drawn one (see `strokes_of`).
        scan: of one on paper, the file kept with the item or its case.
        reason: of somebody who cannot sign, why.
    """

    part: Signatory
    kind: SignatureKind = SignatureKind.TYPED
    name: str = ""
    strokes: str = ""
    scan: UUID | None = None
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class SignStep(Command[tuple[Signature, ...]]):
    """Sign for one step, in one part or several.

    Typed words bind who is logged in: a colleague's name is typed by that colleague only, at the
    own keyboard. Somebody from outside types, draws or signs on paper before the person logged in,
    who is kept as the one that took the signature.
    """

    item: ItemId
    seq: int
    entries: tuple[SignatureEntry, ...]
    needs: ClassVar[Permission] = Permission.EVIDENCE_TRANSFER

    def concerns(self, work: Reading) -> UUID:
        """The case of the item."""
        return work.evidence.get(self.item).case

    def run(self, work: UnitOfWork) -> tuple[Signature, ...]:
        """Write the signatures; each is bound to what the step says now.

        Raises:
            Missing: there is no such item.
            Refused: there is no such step or part, it is signed already, somebody else must sign
                it, or what makes the signature is missing.
        """
        item = work.evidence.get(self.item)
        if not self.entries:
            raise Refused("signature.nothing_to_sign", field="part")
        event = self._event(work.custody.chain(item).events)
        open_ = dict(unsigned_parts(event, work.signatures.of_item(item.id)))
        signed = []
        for entry in self.entries:
            self._require_open(event, entry, open_)
            signed.append(_signature(work, item, event, entry, open_.pop(entry.part)))
        work.signatures.add_all(signed)
        return tuple(signed)

    def _event(self, events: Sequence[CustodyEvent]) -> CustodyEvent:
        found = next((event for event in events if event.seq == self.seq), None)
        if found is None:
            raise Refused("custody.no_such_event", field="seq", seq=self.seq)
        return found

    def _require_open(
        self, event: CustodyEvent, entry: SignatureEntry, open_: dict[Signatory, str]
    ) -> None:
        if entry.part not in parts_of(event):
            raise Refused("signature.no_such_part", field=entry.part, seq=self.seq)
        if entry.part not in open_:
            raise Refused("signature.already", field=entry.part, seq=self.seq)


def _signature(
    work: UnitOfWork, item: EvidenceItem, event: CustodyEvent, entry: SignatureEntry, named: str
) -> Signature:
    name = one_line(entry.name, entry.part) or named
    _require_signatory(work, entry, name, named)
    reason = one_line(entry.reason, "reason")
    if entry.kind is SignatureKind.UNABLE and not reason:
        raise Refused("signature.reason_missing", field="reason")
    is_drawn = entry.kind is SignatureKind.DRAWN
    if is_drawn:
        strokes_of(entry.strokes)
    is_unable = entry.kind is SignatureKind.UNABLE
    return Signature(
        id=new_id(),
        case=item.case,
        item=item.id,
        event=event.id,
        part=entry.part,
        name=name,
        kind=entry.kind,
        statement=reason if is_unable else attestation(event, entry.part, item.tag),
        strokes=entry.strokes if is_drawn else "",
        attachment=_scan(work, item, entry),
        signed_at=work.now,
        taken_by=work.actor.name,
        of_link=event.link,
    )


def _require_signatory(work: UnitOfWork, entry: SignatureEntry, name: str, named: str) -> None:
    """Refuse a name that cannot sign this part in this way.

    Raises:
        Refused: a witness or somebody unable is another than the step names, or a colleague who
            is not logged in would sign with typed words.
    """
    is_personal = entry.part is Signatory.WITNESS or entry.kind is SignatureKind.UNABLE
    colleagues = {user.name.casefold() for user in work.users.where()}
    names_colleague = named.casefold() in colleagues
    if (is_personal or names_colleague) and not same_person(name, named):
        raise Refused("signature.wrong_name", field=entry.part, name=named)
    is_typed = entry.kind is SignatureKind.TYPED
    if is_typed and name.casefold() in colleagues and not same_person(name, work.actor.name):
        raise Refused("signature.of_colleague", field=entry.part, name=name)


def _scan(work: UnitOfWork, item: EvidenceItem, entry: SignatureEntry) -> UUID | None:
    if entry.kind is not SignatureKind.SCANNED:
        return None
    if entry.scan is None:
        raise Refused("signature.no_scan", field="scan")
    file = work.attachments.find(entry.scan)
    if file is None or file.case != item.case or file.item not in (None, item.id):
        raise Refused("signature.scan_elsewhere", field="scan", tag=item.tag)
    return file.id
