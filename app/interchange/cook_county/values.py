"""What the four files say, as plain frozen values.

Texts are as stated, trimmed at both ends; a blank cell is `""` for a text and `None` for anything
else. Dates are local to Cook County.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import NamedTuple

from app.interchange.cook_county.ledger import Finding, RowCount


class Origin(NamedTuple):
    """Where a value was stated: file name and physical line, counted from 1."""

    file: str
    line: int


class Coded(NamedTuple):
    """A word of the office's vocabulary with the code of ours it is read as, if there is one."""

    stated: str
    code: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceCase:
    """A case as the office received it; `updated_category` follows the top charge."""

    case_id: str
    received_on: date | None
    offense_category: str
    updated_category: str
    origin: Origin


class FelonyReview(NamedTuple):
    """One statement of the office's screening: a row of the intake file."""

    reviewed_on: date | None
    result: Coded | None
    participant_status: Coded | None
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDefendant:
    """A person in a case; someone in two cases has two participant ids.

    `origin` is the intake row; for someone the intake file does not know, `reviews` is empty and
    `origin` is the first row elsewhere.
    """

    participant_id: str
    case_id: str
    age_at_incident: int | None
    gender: Coded | None
    race: Coded | None
    ethnicity: str | None
    incident_from: date | None
    incident_to: date | None
    arrested_at: datetime | None
    agency: str
    unit: str
    city: str
    arraigned_on: date | None
    reviews: tuple[FelonyReview, ...]
    origin: Origin


class Offense(NamedTuple):
    """An offense in the words of the file: Illinois Compiled Statutes chapter, act and section.

    `aoic` is the court administration's offense code; its leading zeros count.
    """

    title: str
    chapter: str
    act: str
    section: str
    offense_class: str
    aoic: str


class ChargeVersion(NamedTuple):
    """A charge as it was filed by one charging event."""

    version_id: str
    offense: Offense
    event: Coded | None
    event_on: date | None


class ChargeAgainst(NamedTuple):
    """One defendant a charge is brought against, and in which versions.

    A charge often names co-defendants together.
    """

    participant_id: str
    is_primary: bool
    version_ids: tuple[str, ...]
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceCharge:
    """A charge, once, with everyone it is brought against.

    `from_initiation` is false for a charge that only a later file knows; its one version is then
    the charge as disposed of.
    """

    charge_id: str
    case_id: str
    count_number: int | None
    versions: tuple[ChargeVersion, ...]
    against: tuple[ChargeAgainst, ...]
    from_initiation: bool
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDisposition:
    """The result of one charge for one defendant.

    `is_primary` marks the top charge at that time. `status` is the case status an entry stands for
    when it is no result at all, as a bond forfeiture warrant is.
    """

    charge_id: str
    participant_id: str
    case_id: str
    version_id: str
    is_primary: bool
    offense: Offense
    disposed_on: date | None
    outcome: Coded | None
    status: str | None
    reason: Coded | None
    judge: str
    court: str
    facility: str
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSentence:
    """A sentence on one charge for one defendant.

    `term_stated` with `unit` is the length as written ("54", "Months"); `term` is the same as a
    number where it is one. `days_published` is arraignment to sentence as the office counts it.
    """

    charge_id: str
    participant_id: str
    case_id: str
    version_id: str
    phase: Coded | None
    sentenced_on: date | None
    judge: str
    kind: Coded | None
    is_current: bool
    commitment: Coded | None
    term_stated: str
    term: Decimal | None
    unit: Coded | None
    court: str
    facility: str
    disposed_on: date | None
    outcome: Coded | None
    reason: Coded | None
    days_published: int | None
    origin: Origin


class ClockShift(NamedTuple):
    """How far the clocks of the intake file run ahead of the other files, and how we know.

    Attributes:
        ahead: the usual shift; zero when the clocks agree.
        compared: values compared with the same defendant's rows in other files.
        agreeing: how many of these show the shift.
        proven: whether the shift was taken back from every value of the file.
    """

    ahead: timedelta
    compared: int
    agreeing: int
    proven: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Referrals:
    """All that was read, in the order of the files, with an account of every row."""

    cases: tuple[SourceCase, ...]
    defendants: tuple[SourceDefendant, ...]
    charges: tuple[SourceCharge, ...]
    dispositions: tuple[SourceDisposition, ...]
    sentences: tuple[SourceSentence, ...]
    findings: tuple[Finding, ...]
    accounting: Mapping[str, RowCount]
    shift: ClockShift
