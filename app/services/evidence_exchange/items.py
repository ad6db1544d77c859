"""Exhibits of a foreign file made into items of ours."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, fields, replace
from typing import Any

from app.domain.cases import CaseId
from app.domain.codes import CodeBook, CodeList
from app.domain.errors import Refused
from app.domain.evidence import CODED_FACTS, EvidenceItem, ItemFacts, ItemId, ItemRelation
from app.domain.evidence_entry import LONGEST_TAG
from app.domain.ids import new_id
from app.domain.item_particulars import sheet_of
from app.domain.particulars import Particulars
from app.domain.text import clean, one_line
from app.interchange.case_uco import SourceExhibit, SourceFile, typed_facts
from app.services.evidence_exchange.doubts import Doubts

_KINDS = (
    ("MobilePhone", "phone"),
    ("MobileDevice", "phone"),
    ("SmartPhone", "phone"),
    ("Laptop", "computer"),
    ("Computer", "computer"),
    ("Tablet", "computer"),
    ("Camera", "camera"),
    ("StorageMedium", "storage_card"),
    ("SIMCard", "storage_card"),
    ("Disk", "storage_card"),
    ("Image", "digital_file"),
    ("File", "digital_file"),
    ("ContentData", "digital_file"),
    ("Message", "digital_file"),
)
"""Ends of type names and what we call such a thing; anything else is of kind "other"."""
_OTHER = "other"

_RELATIONS = {
    "Contained_Within": ItemRelation.INSIDE,
    "Attached_To": ItemRelation.INSIDE,
    "Part_Of": ItemRelation.PART,
    "Derived_From": ItemRelation.DERIVATIVE,
    "Copied_From": ItemRelation.DERIVATIVE,
    "Extracted_From": ItemRelation.EXTRACT,
}
_OF_ITEM = frozenset(each.name for each in fields(ItemFacts)) - {"tag", "parent"}
_OF_RECORD = frozenset({"id", "tag", "number", "names_masked", "withheld"})
"""What a file of ours says besides of the record; it is given anew here."""


@dataclass(frozen=True)
class ItemMaker:
    """Makes items for one case.

    Attributes:
        codes: the lists of this office.
    """

    case: CaseId
    codes: CodeBook
    doubts: Doubts

    def item(self, exhibit: SourceExhibit, tag: str, number: int) -> EvidenceItem:
        """Return the item without its parent.

        Raises:
            Refused: a text is longer than any field holds.
        """
        facts = self._stated(exhibit) if exhibit.stated else self._described(exhibit)
        answers, notes = self._answers(exhibit, facts["kind"], facts.pop("particulars", ()))
        notes += list(filter(None, map(_file_words, exhibit.files)))
        for file in exhibit.files:
            self.doubts.left_out(file.place, "file_outside", stated=file.name)
        facts["note"] = "\n".join(filter(None, [facts.get("note", ""), *notes]))
        item = EvidenceItem(id=ItemId(new_id()), case=self.case, tag=tag, number=number, **facts)
        return self._consistent(exhibit, replace(item, particulars=answers))

    def _answers(
        self, exhibit: SourceExhibit, kind: str, pairs: Particulars
    ) -> tuple[Particulars, list[str]]:
        """Return the answers our own form would take, and the others in words for the note."""
        kept: dict[str, str] = {}
        others = []
        for key, text in pairs:
            answer = None if key in kept else _answer(kind, key, text)
            if answer is not None:
                kept[key] = answer
                continue
            others.append(f"{key}: {text}")
            self.doubts.doubtful(exhibit.place, "particular", stated=text, related=key)
        return tuple(kept.items()), others

    def _consistent(self, exhibit: SourceExhibit, item: EvidenceItem) -> EvidenceItem:
        """Return the item as it will be stored; facts that contradict each other become a note."""
        try:
            return item.tidied()
        except Refused as error:
            if error.code == "text.too_long":
                raise
            self.doubts.doubtful(exhibit.place, "contradiction", related=error.field or "")
        told = [f"{key}: {text}" for key, text in item.particulars]
        if item.value_cents is not None:
            told.append(f"value in cents: {item.value_cents}")
        note = "\n".join(filter(None, [item.note, *told]))
        return replace(item, particulars=(), value_cents=None, note=note).tidied()

    def _stated(self, exhibit: SourceExhibit) -> dict[str, Any]:
        """Return what a file of Dossier says, field by field."""
        said = {name: text for name, text in exhibit.stated.items() if name not in _OF_RECORD}
        facts, unreadable = typed_facts(EvidenceItem, said)
        for name in {*unreadable, *(facts.keys() - _OF_ITEM)}:
            self.doubts.left_out(exhibit.place, "field", stated=said[name], related=name)
            facts.pop(name, None)
        description = clean(facts.get("description", ""), "description")
        facts["description"] = description or self._words(exhibit)
        facts["kind"] = self._kind(exhibit, facts.get("kind", _OTHER))
        for name, list_ in CODED_FACTS.items():
            facts[name] = self._known(exhibit, list_, facts.get(name, ""))
        hazards = facts.get("hazards", ())
        facts["hazards"] = tuple(
            each for each in hazards if self._known(exhibit, CodeList.HAZARD, str(each))
        )
        number = ", ".join(exhibit.numbers[:1])
        for key in exhibit.stated.get("withheld", "").split():
            self.doubts.left_out(exhibit.place, "withheld", stated=key, related=number)
        if "names_masked" in exhibit.stated:
            self.doubts.doubtful(exhibit.place, "masked", related=number)
        return facts

    def _described(self, exhibit: SourceExhibit) -> dict[str, Any]:
        first = exhibit.steps[0] if exhibit.steps else None
        numbers = exhibit.numbers[1:]
        also = f"Also numbered: {', '.join(numbers)}" if numbers else ""
        other_words = "\n".join(exhibit.words[1:])
        types = f"Described as: {', '.join(exhibit.types)}" if exhibit.types else ""
        return {
            "kind": _kind_of(exhibit.types),
            "description": self._words(exhibit),
            "agency_tag": one_line(exhibit.numbers[0], "agency_tag") if exhibit.numbers else "",
            "make": exhibit.make,
            "model": exhibit.model,
            "serial": exhibit.serial,
            "collected_by": first.performer if first is not None and first.makes else "",
            "collected_place": ", ".join(first.places) if first is not None and first.makes else "",
            "note": "\n".join(filter(None, [also, other_words, types])),
            "particulars": tuple(_particulars(exhibit)),
        }

    def _words(self, exhibit: SourceExhibit) -> str:
        """Return a description; one that says nothing is made up of what else there is."""
        for words in (*exhibit.words, *exhibit.numbers):
            if clean(words, "description"):
                return words
        self.doubts.doubtful(exhibit.place, "no_description")
        return ", ".join(exhibit.types) or "Not described in the file"

    def _kind(self, exhibit: SourceExhibit, kind: str) -> str:
        return self._known(exhibit, CodeList.EVIDENCE_KIND, kind) or _OTHER

    def _known(self, exhibit: SourceExhibit, list_: CodeList, code: str) -> str:
        if code and not self.codes.knows(list_, code):
            self.doubts.left_out(exhibit.place, "code", stated=code, related=list_.value)
            return ""
        return code


def _answer(kind: str, key: str, text: str) -> str | None:
    """Return an answer as our own form would keep it; None where it would not take it."""
    question = sheet_of(kind).find(key)
    try:
        return None if question is None else question.as_kept(text)
    except Refused:
        return None


def relation_of(exhibit: SourceExhibit) -> ItemRelation:
    """Return what an exhibit is to its parent."""
    stated = exhibit.stated.get("relation", "")
    if stated in {each.value for each in ItemRelation}:
        return ItemRelation(stated)
    return _RELATIONS.get(exhibit.relation, ItemRelation.PART)


def usable_tag(exhibit: SourceExhibit, taken: Collection[str]) -> str:
    """Return the tag of an exhibit of ours, if it is free here too; empty if it needs another."""
    tag = one_line(exhibit.stated.get("tag", "")[: LONGEST_TAG + 1], "tag").upper()
    return "" if len(tag) > LONGEST_TAG or tag in taken else tag


def parents_first(exhibits: Iterable[SourceExhibit]) -> list[SourceExhibit]:
    """Return exhibits so that none comes before the one it lies in; circles stay as they stand."""
    everything = {each.key: each for each in exhibits}
    ordered: dict[str, SourceExhibit] = {}
    for first in everything.values():
        line: dict[str, SourceExhibit] = {}
        each: SourceExhibit | None = first
        while each is not None and each.key not in line and each.key not in ordered:
            line[each.key] = each
            each = everything.get(each.parent)
        ordered.update(reversed(line.items()))
    return list(ordered.values())


def _kind_of(types: Iterable[str]) -> str:
    for type_ in types:
        for ending, kind in _KINDS:
            if type_.endswith(ending):
                return kind
    return _OTHER


def _particulars(exhibit: SourceExhibit) -> Iterator[tuple[str, str]]:
    """Yield what a file says of the answers some kinds have: numbers, and digests of a file."""
    if exhibit.imei:
        yield "imei", exhibit.imei
    if len(exhibit.files) == 1:
        (file,) = exhibit.files
        if file.name:
            yield "file_name", file.name
        for method, digest in file.hashes:
            key = method.replace("-", "").lower()
            if key in _DIGESTS:
                yield key, digest


_OF_FILE = frozenset({"id", "name", "size", "sha256", "sha1", "md5"})
"""What the plain words say of a file that came from an office with Dossier."""
_DIGESTS = frozenset({"sha256", "sha1", "md5"})


def _file_words(file: SourceFile) -> str:
    """Return what is known of a file that did not come along."""
    digests = "; ".join(f"{method} {digest}" for method, digest in file.hashes)
    size = f"{file.size} bytes" if file.size else ""
    more = (f"{name}: {text}" for name, text in file.stated.items() if name not in _OF_FILE)
    told = ", ".join(filter(None, [file.name, size, digests, *more]))
    return f"File described in the exchange: {told}" if told else ""
