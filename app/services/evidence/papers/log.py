"""The evidence log of a case and its list of exhibits, for one reader."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar
from uuid import UUID

from app.domain.audit import Fact
from app.domain.cases import CaseId
from app.domain.codes import CodeList
from app.domain.custody import Chain, CustodyEvent, Whereabouts
from app.domain.evidence import EvidenceItem
from app.domain.personal_data import mask_numbers
from app.domain.profiles import RULES, Matter, Profile
from app.domain.users import Permission
from app.i18n import _, ngettext
from app.printing.dates import date_words
from app.printing.evidence import EvidenceLog, LogKind, LogLine, typeset_log
from app.services.evidence.papers.paper import EvidencePaper, Mark, PrintedPaper
from app.services.evidence.papers.wording import (
    CaseWording,
    collected,
    in_order,
    joined,
    quantity,
)
from app.services.office import OfCase
from app.storage.unit_of_work import Reading

_WHEREABOUTS = {
    Whereabouts.ROOM: _("in the room"),
    Whereabouts.OUT: _("out"),
    Whereabouts.CLOSED: _("released or disposed of"),
}


@dataclass(frozen=True, kw_only=True)
class PrintEvidenceLog(OfCase, EvidencePaper):
    """Every item of a case for one reader, or only the court's exhibits.

    The court reads who holds an item, the defense what there is; the place of storage, holds and
    what is wrong with a chain stay in the office.
    """

    case: CaseId
    profile: Profile
    exhibits_only: bool = False
    needs: ClassVar[Permission] = Permission.CASES_PRINT

    def paper(self, reading: Reading, mark: Mark) -> PrintedPaper:
        """Return the log.

        Raises:
            Missing: no such case.
        """
        wording = CaseWording(reading, self.case)
        kind = LogKind.EXHIBITS if self.exhibits_only else LogKind.LOG
        title = _("Exhibit list") if self.exhibits_only else _("Evidence log")
        chains = _chains(reading, self.case)
        shown = [chain for chain in chains if chain.item.exhibit or not self.exhibits_only]
        if self.exhibits_only:
            shown.sort(key=lambda chain: _as_counted(chain.item.exhibit))
        lines = tuple(_Line(wording, chain, self.profile).line() for chain in shown)
        log = EvidenceLog(
            head=wording.head(
                title, "", RULES[self.profile].marking, mark, tag=wording.case.number
            ),
            profile=self.profile,
            kind=kind,
            lines=lines,
            totals=_totals(shown, self.profile),
        )
        paper = typeset_log(log)
        name = _("{number} {title}, {profile}").format(
            number=wording.case.number, title=title, profile=self.profile
        )
        return PrintedPaper(name=name, pages=paper.pages, pdf=paper.pdf)

    def particulars(self) -> tuple[Fact, ...]:
        """For whom."""
        return (("profile", self.profile.value),)


def _chains(reading: Reading, case: UUID) -> list[Chain]:
    """Return the chain of every item, in the order of their numbers."""
    events: dict[UUID, list[CustodyEvent]] = defaultdict(list)
    for event in sorted(reading.custody.of_case(case), key=lambda each: each.seq):
        events[event.item].append(event)
    items = in_order(reading.evidence.of_case(case))
    return [Chain(item, tuple(events[item.id])) for item in items]


def _as_counted(exhibit: str) -> tuple[str, int, str]:
    """Return a key by which "P-9" comes before "P-10"."""
    letters = exhibit.rstrip("0123456789")
    digits = exhibit[len(letters) :]
    return letters, int(digits[:18] or "0"), digits


def _totals(chains: list[Chain], profile: Profile) -> str:
    count = len(chains)
    words = ngettext("{n} item", "{n} items", count).format(n=count)
    if profile is not Profile.INTERNAL:
        return words
    where = Counter(chain.whereabouts for chain in chains)
    return joined(
        words, *(f"{where[each]} {said}" for each, said in _WHEREABOUTS.items() if where[each])
    )


class _Line:
    """One item for one reader."""

    def __init__(self, wording: CaseWording, chain: Chain, profile: Profile) -> None:
        self._wording = wording
        self._chain = chain
        self._item: EvidenceItem = chain.item
        self._profile = profile
        self._label = wording.label

    def line(self) -> LogLine:
        item = self._item
        line = LogLine(
            number=str(item.number or ""),
            tag=item.tag,
            exhibit=item.exhibit,
            kind=self._wording.kind(item),
            description=self._text(joined(item.description, item.make, item.model)),
            quantity=quantity(item),
            serial=item.serial,
            marks=", ".join(self._wording.hazards(item)),
            collected=self._collected(),
            status=self._label(CodeList.EXHIBIT_STATUS, item.exhibit_status),
        )
        if self._profile is Profile.DEFENSE:
            return line
        line = replace(line, custodian=self._custodian())
        if self._profile is Profile.COURT:
            return line
        return replace(line, sponsor=self._text(item.sponsor), remark="; ".join(self._remarks()))

    def _text(self, text: str) -> str:
        masked = self._wording.text(text)
        return mask_numbers(masked) if RULES[self._profile].masks_personal_data else masked

    def _collected(self) -> str:
        return joined(collected(self._wording, self._item), self._text(self._item.collected_place))

    def _custodian(self) -> str:
        last = self._chain.last
        if last is None:
            return ""
        place = last.place if Matter.EVIDENCE_REMARKS in RULES[self._profile].shows else ""
        since = date_words(self._wording.reading.local(last.at))
        return joined(self._text(last.holder), place, _("since {day}").format(day=since))

    def _remarks(self) -> Iterator[str]:
        broken = self._chain.breaks()
        if not self._chain.events:
            yield _("no chain of custody")
        elif broken:
            yield _("chain broken at step {seq}").format(seq=broken[0])
        move = self._chain.last_move
        if move and move.due_back_on and self._chain.whereabouts is Whereabouts.OUT:
            is_late = move.due_back_on < self._wording.reading.today
            words = _("overdue since {day}") if is_late else _("due back {day}")
            yield words.format(day=date_words(move.due_back_on))
        if self._chain.holds:
            yield _("on hold")
        if self._item.seal:
            yield _("seal {number}").format(number=self._item.seal)
