"""What of a foreign file is new to this office, made into records; nothing is written here."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from stat import S_ISREG
from uuid import UUID

from app.domain.cases import CaseId
from app.domain.codes import CodeList
from app.domain.custody import Action
from app.domain.errors import ImportRefused, Refused
from app.domain.evidence import EvidenceItem, ItemId
from app.domain.evidence_entry import numbered_tag
from app.domain.evidence_exchange import SYSTEM, ExchangeReport, ExhibitLine
from app.domain.ids import new_id
from app.domain.imports import ImportFinding
from app.domain.text import one_line
from app.interchange.case_uco import (
    MOST_BYTES,
    CaseUcoFile,
    SourceExhibit,
    read_case_uco,
)
from app.services.evidence_exchange.chains import Arrived, ChainMaker, Desk
from app.services.evidence_exchange.doubts import Doubts, fitting
from app.services.evidence_exchange.items import (
    ItemMaker,
    parents_first,
    relation_of,
    usable_tag,
)
from app.storage.unit_of_work import Reading

_MEGABYTE = 1024**2
_LONGEST_KEY = 1_000
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


@dataclass(frozen=True)
class ForeignFile:
    """A file as it was read.

    Attributes:
        sha256: of its bytes, hexadecimal.
    """

    name: str
    sha256: str
    content: CaseUcoFile

    def key(self, id_: str) -> str:
        """Return the name under which a node is known later.

        An identity without a UUID is one file's own: "kb:device1" of two agencies are two things.
        One that no text field holds goes by its digest.
        """
        if len(id_) > _LONGEST_KEY or one_line(id_, "file") != id_:
            id_ = hashlib.sha256(id_.encode("utf-8", "surrogatepass")).hexdigest()
        return id_ if _UUID.search(id_) else f"{self.sha256}#{id_}"


@dataclass(frozen=True)
class NewExhibit:
    """An exhibit that comes in, with its chain."""

    source: SourceExhibit
    item: EvidenceItem
    steps: tuple[Arrived, ...]


@dataclass(frozen=True)
class Plan:
    """Everything that would be written."""

    file: ForeignFile
    case: CaseId
    exhibits: tuple[NewExhibit, ...]
    known: int
    run: UUID
    findings: tuple[ImportFinding, ...]

    def report(self, case_number: str, case_title: str) -> ExchangeReport:
        """Return what people read of it."""
        return ExchangeReport(
            file=self.file.name,
            case_number=case_number,
            case_title=case_title,
            nodes=self.file.content.nodes,
            taken=self.file.content.taken,
            exhibits=tuple(map(_line, self.exhibits)),
            known=self.known,
            steps=sum(len(each.steps) for each in self.exhibits),
            findings=self.findings,
            sha256=self.file.sha256,
        )

    def origins(self) -> Iterator[tuple[str, str, UUID, str]]:
        """Yield (kind, key, record, what the file says beyond the record) of everything new."""
        for each in self.exhibits:
            key = self.file.key(each.source.key)
            yield "exhibit", key, each.item.id, _written({"file": self.file.sha256})
            for step in each.steps:
                yield (
                    "step",
                    f"{key} {self.file.key(step.source.key)}",
                    step.event.id,
                    _written(step.origin),
                )


def read_foreign(path: Path) -> ForeignFile:
    """Read a file the user chose.

    Raises:
        ImportRefused: it is not there, too large, or nothing that can be understood.
    """
    name = one_line(path.name, "path") or "file"
    try:
        about = path.stat()
        if not S_ISREG(about.st_mode):
            raise ImportRefused("exchange.no_file", field="path", file=name)
        if about.st_size > MOST_BYTES:
            raise ImportRefused("exchange.too_large", field="path", stated=MOST_BYTES // _MEGABYTE)
        content = path.read_bytes()
    except (OSError, ValueError) as error:
        raise ImportRefused("exchange.no_file", field="path", file=name) from error
    return ForeignFile(name, hashlib.sha256(content).hexdigest(), read_case_uco(content))


def planned(reading: Reading, case: CaseId, file: ForeignFile, *, is_new: bool = True) -> Plan:
    """Return what of a file is new, as records of a case.

    Where the case is not opened for the file (``is_new``), what the file says of it stays out.

    Raises:
        ImportRefused: a text is longer than any field holds.
    """
    doubts = Doubts(file.name)
    doubts.found += file.content.findings
    told = file.content.case
    if told is not None and not is_new:
        words = (told.words, *told.focus, told.status, *told.authorizations)
        doubts.left_out(told.place, "case_kept", told.name, ", ".join(filter(None, words)))
    planning = _Planning(reading, case, file, doubts)
    exhibits = planning.exhibits()
    run = new_id()
    return Plan(file, case, exhibits, planning.known, run, doubts.kept(run))


class _Planning:
    """Goes through the exhibits of one file."""

    def __init__(self, reading: Reading, case: CaseId, file: ForeignFile, doubts: Doubts) -> None:
        self._reading = reading
        self._file = file
        self._doubts = doubts
        words = {each: reading.codes.label(CodeList.CUSTODY_ACTION, each) for each in Action}
        self._desk = Desk(reading.now, reading.actor.name, reading.zone, words)
        self._maker = ItemMaker(case, reading.codes, doubts)
        self._records = {
            named: record for named, (record, _) in reading.external_ids.known(SYSTEM).items()
        }
        self._items: dict[str, ItemId] = {}
        self.known = 0

    def exhibits(self) -> tuple[NewExhibit, ...]:
        """Return those that are new, whatever lies inside another behind it."""
        new = []
        for exhibit in parents_first(sorted(self._file.content.exhibits, key=_number_of)):
            known = self._known(exhibit)
            if known is None:
                new.append(exhibit)
            else:
                self._meet_known(exhibit, known)
        tags = self._tags(new)
        first = self._reading.evidence.count_of(self._maker.case) + 1
        return tuple(
            self._exhibit(exhibit, tags[exhibit.key], number)
            for number, exhibit in enumerate(new, start=first)
        )

    def _known(self, exhibit: SourceExhibit) -> ItemId | None:
        """Return our record of an exhibit that is here, because it came before or went out."""
        record = self._records.get(("exhibit", self._file.key(exhibit.key)))
        if record is not None:
            return ItemId(record)
        try:
            own = UUID(exhibit.stated.get("id", ""))
        except ValueError:
            return None
        evidence = self._reading.evidence
        return ItemId(own) if evidence.count_every(evidence.table.c.id == own) else None

    def _meet_known(self, exhibit: SourceExhibit, known: ItemId) -> None:
        """List an exhibit that is here, and how many steps of it came since; it may be a parent."""
        self.known += 1
        number = ", ".join(exhibit.numbers[:1])
        self._doubts.left_out(exhibit.place, "known", stated=number)
        key = self._file.key(exhibit.key)
        steps = [f"{key} {self._file.key(step.key)}" for step in exhibit.steps]
        further = sum(("step", step) not in self._records for step in steps)
        if further and ("exhibit", key) in self._records:
            self._doubts.left_out(exhibit.place, "known_further", number, str(further))
        item = self._reading.evidence.find(known)
        if item is not None and item.case == self._maker.case:
            self._items[exhibit.key] = known

    def _tags(self, exhibits: list[SourceExhibit]) -> dict[str, str]:
        """Return a free tag for each: its own where that is free, else the office's next."""
        wanted = {usable_tag(exhibit, ()) for exhibit in exhibits} - {""}
        taken = set(self._reading.evidence.taken(wanted))
        tags: dict[str, str] = {}
        for exhibit in exhibits:
            tag = usable_tag(exhibit, taken)
            if tag:
                tags[exhibit.key] = tag
                taken.add(tag)
        numbers = count(self._reading.evidence.highest_number() + 1)
        for exhibit in exhibits:
            if exhibit.key not in tags:
                tags[exhibit.key] = next(t for t in map(numbered_tag, numbers) if t not in taken)
                if exhibit.stated.get("tag"):
                    stated = exhibit.stated["tag"]
                    self._doubts.doubtful(
                        exhibit.place, "tag", stated=stated, related=tags[exhibit.key]
                    )
        return tags

    def _exhibit(self, exhibit: SourceExhibit, tag: str, number: int) -> NewExhibit:
        try:
            item = self._placed(exhibit, self._maker.item(exhibit, tag, number))
            steps = ChainMaker(item, self._desk, self._doubts).arrived(exhibit)
        except Refused as error:
            raise ImportRefused(
                "exchange.text", place=exhibit.place or "/", stated=error.field or ""
            ) from error
        self._items[exhibit.key] = item.id
        return NewExhibit(exhibit, item, steps)

    def _placed(self, exhibit: SourceExhibit, item: EvidenceItem) -> EvidenceItem:
        """Return the item with its parent, where that comes in or is here."""
        if not exhibit.parent:
            return replace(item, relation=None)
        parent = self._items.get(exhibit.parent)
        if parent is None or parent == item.id:
            self._doubts.left_out(exhibit.place, "parent", stated=exhibit.parent)
            return replace(item, relation=None)
        return replace(item, parent=parent, relation=relation_of(exhibit))


def _number_of(exhibit: SourceExhibit) -> int:
    """Return the number of an exhibit within its case, where the file is one of ours."""
    number = exhibit.stated.get("number", "")
    return int(number) if number.isascii() and number.isdigit() and len(number) < _DIGITS else 0


_DIGITS = 10


def _line(exhibit: NewExhibit) -> ExhibitLine:
    return ExhibitLine(
        tag=exhibit.item.tag,
        numbers=tuple(map(fitting, exhibit.source.numbers)),
        description=exhibit.item.description,
        steps=len(exhibit.steps),
        holder=exhibit.steps[-1].event.holder if exhibit.steps else "",
    )


def _written(facts: Mapping[str, str]) -> str:
    return json.dumps(dict(facts), ensure_ascii=True, sort_keys=True)
