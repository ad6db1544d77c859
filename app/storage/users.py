"""Members of the office, the office itself and its code lists on disk."""

from uuid import UUID

import sqlalchemy as sa

from app.domain.codes import Code, CodeBook, CodeList
from app.domain.errors import Missing
from app.domain.users import OfficeProfile, User
from app.storage.columns import Day, PlainText, Word
from app.storage.repository import Changeable
from app.storage.schema import metadata, record_table

users = record_table("users", User, unique=[("login",)])
office_profiles = record_table("office_profiles", OfficeProfile)
codes = sa.Table(
    "codes",
    metadata,
    sa.Column("list", Word(CodeList), primary_key=True),
    sa.Column("code", PlainText, primary_key=True),
    sa.Column("label", PlainText, nullable=False),
    sa.Column("category", PlainText, nullable=False),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("active_from", Day),
    sa.Column("active_to", Day),
)


class Users(Changeable[User]):
    """Everybody with a key."""

    record = User
    table = users

    def name_of(self, user: UUID) -> str:
        """Return somebody's name, or the identity where there is no record of it."""
        known = self.find(user)
        return known.name if known else str(user)


class OfficeProfiles(Changeable[OfficeProfile]):
    """The one record about the office itself."""

    record = OfficeProfile
    table = office_profiles

    def only(self) -> OfficeProfile:
        """Return it.

        Raises:
            Missing: the vault was never given to an office.
        """
        found = self.where()
        if not found:
            raise Missing("office.missing")
        return found[0]


class Codes:
    """The code lists."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def book(self) -> CodeBook:
        """Return all lists."""
        names, rows = codes.c.keys(), self._connection.execute(sa.select(codes))
        return CodeBook(Code(**dict(zip(names, row, strict=True))) for row in rows)

    def put(self, entries: tuple[Code, ...]) -> None:
        """Write entries; one that is there already stays as the office has it."""
        new = codes.insert().prefix_with("OR IGNORE")
        self._connection.execute(new, [entry.__dict__ for entry in entries])
