"""Tables are read off the domain's records, so that a field exists in one place only.

`record_table` turns a frozen record into a table: identity, version, digest, then the fields in
their order. Fields typed with another record's identity become foreign keys.
"""

import dataclasses
import types
import typing
from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain import (
    attachments,
    cases,
    charges,
    clocks,
    court_rules,
    evidence,
    hearings,
    inventory,
    locations,
    persons,
    triggering_events,
    victims,
    witnesses,
)
from app.domain.disclosure import certificates, favorable, items, productions
from app.domain.particulars import Particulars
from app.domain.record import Record
from app.storage.columns import Day, Identity, Instant, Lines, NamedTexts, PlainText, Word

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

APPEND_ONLY: list[str] = []
"""Names of tables that triggers protect from UPDATE and DELETE."""

_HOME: dict[object, str] = {
    attachments.AttachmentId: "attachments.id",
    cases.CaseId: "cases.id",
    persons.PersonId: "persons.id",
    persons.PartyId: "parties.id",
    charges.ChargeId: "charges.id",
    evidence.ItemId: "evidence_items.id",
    locations.LocationId: "locations.id",
    locations.AgencyId: "agencies.id",
    inventory.InventoryId: "inventory_sessions.id",
    victims.VictimId: "victims.id",
    witnesses.WitnessId: "witnesses.id",
    hearings.HearingId: "hearings.id",
    hearings.CourtroomId: "courtrooms.id",
    court_rules.RulePackId: "rule_packs.id",
    court_rules.CourtRuleId: "court_rules.id",
    triggering_events.TriggeringEventId: "triggering_events.id",
    clocks.SpeedyClockId: "speedy_clocks.id",
    clocks.ExcludedSpanId: "excluded_spans.id",
    items.DisclosureItemId: "disclosure_items.id",
    favorable.OfficerId: "listed_officers.id",
    productions.ProductionId: "productions.id",
    certificates.CertificateId: "disclosure_certificates.id",
}
"""Where the record lives that an identity type names."""

_SIMPLE: dict[object, sa.types.TypeEngine[Any]] = {
    UUID: Identity(),
    str: PlainText(),
    int: sa.Integer(),
    bool: sa.Boolean(),
    bytes: sa.LargeBinary(),
    date: Day(),
    datetime: Instant(),
    Particulars: NamedTexts(),
}
"""One for all columns: SQLAlchemy fits each of them to the database at its first use."""


def record_table(
    name: str,
    record: type[Record],
    *,
    unique: Sequence[tuple[str, ...]] = (),
    indexed: Sequence[tuple[str, ...]] = (),
    append_only: bool = False,
) -> sa.Table:
    """Return the table of a kind of record; ``case`` and other identities are indexed.

    Args:
        name: plural of the record, also the ``kind`` in announcements and audit entries.
        record: the frozen dataclass whose fields become columns.
        unique: column groups that may not repeat.
        indexed: further column groups to index.
        append_only: whether triggers forbid UPDATE and DELETE.
    """
    hints = typing.get_type_hints(record)
    fields = [f.name for f in dataclasses.fields(record) if f.name not in {"id", "version"}]
    columns = [_column(field, hints[field], record, name) for field in fields]
    table = sa.Table(
        name,
        metadata,
        sa.Column("id", Identity, primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("digest", sa.LargeBinary, nullable=False),
        *columns,
        *(sa.UniqueConstraint(*group) for group in unique),
    )
    for group in indexed:
        sa.Index(None, *(table.c[column] for column in group))
    if append_only:
        APPEND_ONLY.append(name)
    return table


def _column(field: str, hint: object, record: type[Record], table: str) -> sa.Column[Any]:
    optional, base = _without_none(hint)
    home = _HOME.get(base)
    plain = getattr(base, "__supertype__", base)
    constraints = [sa.ForeignKey(home)] if home and home != f"{table}.{field}" else []
    return sa.Column(
        field, _type_of(plain, record), *constraints, nullable=optional, index=bool(home)
    )


def _without_none(hint: object) -> tuple[bool, Any]:
    if typing.get_origin(hint) in {typing.Union, types.UnionType}:
        (base,) = (each for each in typing.get_args(hint) if each is not type(None))
        return True, base
    return False, hint


def _type_of(plain: Any, record: type[Record]) -> sa.types.TypeEngine[Any]:  # noqa: ANN401  any annotation
    if plain in _SIMPLE:
        return _SIMPLE[plain]
    if typing.get_origin(plain) is tuple:
        return Lines()
    if isinstance(plain, type) and issubclass(plain, StrEnum):
        return Word(plain)
    msg = f"no column type for {plain} in {record.__name__}"
    raise TypeError(msg)
