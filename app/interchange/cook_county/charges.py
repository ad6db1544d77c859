"""The charges: each once, with its versions and with every defendant it is brought against.

The initiation file repeats a charge for each co-defendant, so it has more rows than charges.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from app.interchange.cook_county.cells import read_id
from app.interchange.cook_county.columns import CHARGE, FACTS
from app.interchange.cook_county.ledger import Ledger
from app.interchange.cook_county.reading import CellReader
from app.interchange.cook_county.values import (
    ChargeAgainst,
    ChargeVersion,
    Coded,
    Offense,
    Origin,
    SourceCharge,
)


class ChargeRow(NamedTuple):
    """What every row after intake says of its charge."""

    charge_id: str
    case_id: str
    participant_id: str
    version_id: str
    count_number: int | None
    is_primary: bool
    origin: Origin


@dataclass(slots=True)
class _Draft:
    case_id: str
    count_number: int | None
    from_initiation: bool
    origin: Origin
    versions: list[ChargeVersion] = field(default_factory=list)
    against: dict[str, ChargeAgainst] = field(default_factory=dict)


class Charges:
    """Gathers charges row by row."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._drafts: dict[str, _Draft] = {}

    def identify(self, reader: CellReader, line: int, cells: tuple[str, ...]) -> ChargeRow | None:
        """Return what the row says of its charge, or `None` when the row is rejected."""
        case_id, participant_id = reader.texts[cells[0]], reader.texts[cells[1]]
        charge, version, count, primary = cells[FACTS + 1 : CHARGE]
        charge_id = read_id(charge)
        if charge_id is None:
            self._ledger.reject(
                reader.file, line, "import.row.no_id", field="charge_id", stated=charge
            )
            return None
        known = self._drafts.get(charge_id)
        if known is not None and known.case_id != case_id:
            self._ledger.reject(
                reader.file,
                line,
                "import.row.charge_in_other_case",
                field="charge_id",
                stated=charge_id,
                related=known.case_id,
            )
            return None
        return ChargeRow(
            charge_id=charge_id,
            case_id=case_id,
            participant_id=participant_id,
            version_id=reader.texts[version],
            count_number=reader.number(count, line, "charge_count"),
            is_primary=reader.flag(primary, line, "primary_charge"),
            origin=Origin(reader.file, line),
        )

    def initiate(self, row: ChargeRow, version: ChargeVersion) -> None:
        """Take in a row of the initiation file."""
        draft = self._drafts.get(row.charge_id)
        if draft is None:
            draft = self._begin(row, from_initiation=True)
        if version not in draft.versions:
            draft.versions.append(version)
        if row.count_number != draft.count_number:
            self._warn(
                row, "import.row.facts_differ", "charge_count", row.count_number, draft.count_number
            )
        self._bring_against(draft, row)

    def refer(self, row: ChargeRow, offense: Offense) -> None:
        """Make sure that the charge a later file speaks of exists, and names this defendant."""
        draft = self._drafts.get(row.charge_id)
        if draft is None:
            draft = self._begin(row, from_initiation=False)
            draft.versions.append(ChargeVersion(row.version_id, offense, None, None))
            self._warn(row, "import.charge.not_in_initiation", "charge_id", row.charge_id)
        elif row.participant_id not in draft.against:
            self._warn(
                row, "import.charge.defendant_added", "case_participant_id", row.participant_id
            )
        if row.participant_id not in draft.against:
            self._bring_against(draft, row)

    def settle(self) -> tuple[SourceCharge, ...]:
        """Return all charges in the order in which they came up."""
        self._report_primary_flags()
        return tuple(
            SourceCharge(
                charge_id=charge_id,
                case_id=draft.case_id,
                count_number=draft.count_number,
                versions=tuple(draft.versions),
                against=tuple(draft.against.values()),
                from_initiation=draft.from_initiation,
                origin=draft.origin,
            )
            for charge_id, draft in self._drafts.items()
        )

    def _begin(self, row: ChargeRow, *, from_initiation: bool) -> _Draft:
        draft = _Draft(row.case_id, row.count_number, from_initiation, row.origin)
        self._drafts[row.charge_id] = draft
        return draft

    def _bring_against(self, draft: _Draft, row: ChargeRow) -> None:
        known = draft.against.get(row.participant_id)
        versions = known.version_ids if known else ()
        if row.version_id not in versions:
            versions = (*versions, row.version_id)
        draft.against[row.participant_id] = ChargeAgainst(
            row.participant_id,
            row.is_primary or (known is not None and known.is_primary),
            versions,
            known.origin if known else row.origin,
        )

    def _report_primary_flags(self) -> None:
        flags: Counter[str] = Counter()
        first: dict[str, Origin] = {}
        for against in self._initiated():
            first.setdefault(against.participant_id, against.origin)
            flags[against.participant_id] += against.is_primary
        for participant, count in flags.items():
            if count != 1:
                code = "import.charge.several_primary" if count else "import.charge.no_primary"
                self._ledger.warn(
                    *first[participant],
                    code,
                    field="primary_charge",
                    stated=str(count),
                    related=participant,
                )

    def _initiated(self) -> Iterator[ChargeAgainst]:
        for draft in self._drafts.values():
            if draft.from_initiation:
                yield from draft.against.values()

    def _warn(
        self, row: ChargeRow, code: str, field_: str, stated: object, related: object = ""
    ) -> None:
        self._ledger.warn(*row.origin, code, field=field_, stated=str(stated), related=str(related))


def read_offense(reader: CellReader, cells: tuple[str, ...]) -> Offense:
    """Return the offense from its six cells: title, chapter, act, section, class, AOIC code."""
    texts = reader.texts
    title, chapter, act, section, offense_class, aoic = cells
    return Offense(
        texts[title], texts[chapter], texts[act], texts[section], texts[offense_class], texts[aoic]
    )


def read_version(
    reader: CellReader, line: int, version_id: str, cells: tuple[str, ...]
) -> ChargeVersion:
    """Return the charge as an initiation row files it, from the cells after the shared ones."""
    *offense, event, event_date = cells
    event_on: date | None = reader.day(event_date, line, "event_date")
    kind: Coded | None = reader.word("event", event, line, "event")
    return ChargeVersion(version_id, read_offense(reader, tuple(offense)), kind, event_on)
