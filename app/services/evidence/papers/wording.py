"""The records of a case put into the words of its papers.

These papers travel: with the item to laboratories and courts, or to the person it was taken from.
So victims, minors and informants stand on them with their initials, and ways to reach them not at
all, whoever prints.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from app.domain.cases import NumberKind
from app.domain.codes import CodeList
from app.domain.custody import CustodyEvent
from app.domain.evidence import EvidenceItem
from app.domain.personal_data import NameMask, strike_out
from app.domain.persons import PROTECTED_ROLES, Role
from app.i18n import _
from app.i18n.item_words import particulars_in_words
from app.printing.dates import date_words, stamp_words
from app.printing.evidence import Fact, LetterHead
from app.services.evidence.papers.paper import Mark
from app.services.withheld import Withheld
from app.storage.unit_of_work import Reading

_NUMBERS = {
    NumberKind.POLICE: _("Police"),
    NumberKind.COURT: _("Court"),
    NumberKind.TRACKING: _("Tracking"),
    NumberKind.RELATED: _("Related"),
}


class CaseWording:
    """Everything that papers of one case have in common, read once."""

    def __init__(self, reading: Reading, case: UUID) -> None:
        """Read it.

        Raises:
            Missing: no such case.
        """
        self.reading = reading
        self.case = reading.cases.get(case)
        self.office = reading.offices.only()
        self.label = reading.codes.label
        self._withheld = Withheld(reading, case)
        self._struck = self._withheld.values()
        self._mask = NameMask(self._withheld.names(), self._open_names())

    def text(self, text: str) -> str:
        """Return a text without the names of protected people and the ways to reach them."""
        return strike_out(self._mask.apply(text), self._struck)

    def moment(self, at: datetime, zone: str = "") -> str:
        """Return a moment by the courthouse's clock, or by that of the zone it was read in."""
        local = at.astimezone(ZoneInfo(zone)) if zone else self.reading.local(at)
        return f"{stamp_words(local)} {local:%Z}"

    def head(
        self,
        title: str,
        subject: str,
        marking: str,
        mark: Mark,
        *,
        tag: str = "",
        has_title: bool = True,
    ) -> LetterHead:
        """Return the head of a paper; `tag` stands in its QR code after the audit code."""
        numbers = self.reading.case_numbers.of_case(self.case.id)
        return LetterHead(
            office=self.office.name,
            title=title,
            subject=subject,
            case_number=self.case.number,
            case_title=self.text(self.case.title) if has_title else "",
            numbers=tuple(f"{each.issuer or _NUMBERS[each.kind]} {each.number}" for each in numbers)
            if has_title
            else (),
            marking=marking,
            printed_at=self.reading.local(self.reading.now),
            printed_by=self.reading.actor.name,
            fingerprint=mark.words,
            code=" ".join(filter(None, (mark.code, tag))) if mark.code else "",
            is_demo=self.office.is_demo,
        )

    def kind(self, item: EvidenceItem) -> str:
        """Return the words of an item's kind."""
        return self.label(CodeList.EVIDENCE_KIND, item.kind)

    def particulars(self, item: EvidenceItem) -> tuple[Fact, ...]:
        """Return what only its kind has; what is sealed is on no paper."""
        said = particulars_in_words(item)
        return tuple((label, self.text(words)) for label, words in said)

    def hazards(self, item: EvidenceItem) -> tuple[str, ...]:
        """Return what is dangerous about an item, each in a few words."""
        words = [self.label(CodeList.HAZARD, code) for code in item.hazards]
        biohazard = self.label(CodeList.HAZARD, "BIO")
        if item.is_biological and biohazard not in words:
            words.append(biohazard)
        return tuple(words)

    def defendants(self) -> str:
        """Return who is charged, minors with their initials."""
        charged = (party for party in self._withheld.parties if party.role is Role.DEFENDANT)
        in_order = sorted(charged, key=lambda party: (party.number, party.id))
        names = (self.text(self._withheld.person(each.id).plain_name) for each in in_order)
        return "; ".join(dict.fromkeys(names))

    def offenses(self) -> str:
        """Return what is charged, each offense once."""
        counts = sorted(self.reading.charges.of_case(self.case.id), key=lambda each: each.number)
        said = (f"{each.statute} {each.description}".strip() for each in counts)
        return self.text("; ".join(dict.fromkeys(said)))

    def _open_names(self) -> list[str]:
        names = [
            self._withheld.person(party.id).plain_name
            for party in self._withheld.parties
            if party.role not in PROTECTED_ROLES and not self._withheld.is_minor(party.id)
        ]
        return [*names, *(user.name for user in self.reading.users.where())]


def quantity(item: EvidenceItem) -> str:
    """Return e.g. ``"12.4 g"``."""
    return " ".join(filter(None, (item.quantity, item.unit)))


def joined(*parts: str) -> str:
    """Return what is said of the parts, with commas."""
    return ", ".join(filter(None, parts))


def seal_words(event: CustodyEvent) -> str:
    """Return a step's words on the seal, e.g. ``"S-20391, intact"``."""
    states = {True: _("intact"), False: _("broken"), None: ""}
    return joined(event.seal, states[event.seal_intact])


def contents_words(event: CustodyEvent) -> str:
    """Return whether the container was opened when it was handed over (AR 195-5)."""
    words = {
        True: _("contents inventoried"),
        False: _("sealed container received, contents not inventoried"),
        None: "",
    }
    return words[event.contents_inventoried]


def collected(wording: CaseWording, item: EvidenceItem) -> str:
    """Return when and by whom an item was collected, in short."""
    day = date_words(wording.reading.local(item.collected_at)) if item.collected_at else ""
    by = _("by {name}").format(name=wording.text(item.collected_by)) if item.collected_by else ""
    return " ".join(filter(None, (day, by)))


def in_order(items: Iterable[EvidenceItem]) -> list[EvidenceItem]:
    """Return items by their number in the case, those without one by their tag first."""
    return sorted(items, key=lambda item: (item.number, item.tag, item.id))
