"""Appeals on disk."""

from app.domain.appeals import CaseAppeal
from app.storage.repository import Changeable
from app.storage.schema import record_table

case_appeals = record_table("case_appeals", CaseAppeal)


class CaseAppeals(Changeable[CaseAppeal]):
    """Appeals of every case."""

    record = CaseAppeal
    table = case_appeals
