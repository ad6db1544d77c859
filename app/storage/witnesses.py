"""Witnesses and subpoenas on disk."""

from uuid import UUID

from app.domain.witnesses import Subpoena, Witness
from app.storage.repository import Changeable
from app.storage.schema import record_table

witnesses = record_table("witnesses", Witness)
subpoenas = record_table("subpoenas", Subpoena)


class Witnesses(Changeable[Witness]):
    """Witnesses in cases."""

    record = Witness
    table = witnesses


class Subpoenas(Changeable[Subpoena]):
    """Orders to come to court."""

    record = Subpoena
    table = subpoenas

    def of_witness(self, witness: UUID) -> tuple[Subpoena, ...]:
        """Return the orders to one witness, oldest first."""
        return self.where(subpoenas.c.witness == witness)
