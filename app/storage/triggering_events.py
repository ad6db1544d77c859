"""The events of cases from which rules count, on disk."""

from app.domain.triggering_events import TriggeringEvent
from app.storage.repository import Changeable
from app.storage.schema import record_table

triggering_events = record_table("triggering_events", TriggeringEvent, indexed=[("case", "on")])


class TriggeringEvents(Changeable[TriggeringEvent]):
    """What happened in cases."""

    record = TriggeringEvent
    table = triggering_events
