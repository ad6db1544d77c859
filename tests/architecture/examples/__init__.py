"""A lawful example of every command and query, made from one populated office."""

from tests.architecture.examples import (
    attachments,
    audit,
    backups,
    calendar,
    calendar_exchange,
    cases,
    charges,
    clocks,
    contact_ways,
    court_calendars,
    court_rules,
    courtrooms,
    deadlines,
    disclosure,
    documents,
    drafts,
    evidence,
    evidence_exchange,
    hearings,
    inventory,
    locations,
    office,
    persons,
    reminders,
    retention,
    tasks,
    triggering_events,
    users,
    victims,
    walls,
    witnesses,
)
from tests.architecture.examples.world import MARK, Example, World, furnish

_FEATURES = (
    attachments,
    audit,
    backups,
    calendar,
    calendar_exchange,
    cases,
    charges,
    clocks,
    contact_ways,
    court_calendars,
    court_rules,
    courtrooms,
    deadlines,
    disclosure,
    documents,
    drafts,
    evidence,
    evidence_exchange,
    hearings,
    inventory,
    locations,
    office,
    persons,
    reminders,
    retention,
    tasks,
    triggering_events,
    users,
    victims,
    walls,
    witnesses,
)

EXAMPLES: dict[type, Example] = {
    act: example for feature in _FEATURES for act, example in feature.EXAMPLES.items()
}
"""One example for each class."""

FURTHER: tuple[Example, ...] = tuple(
    example for feature in _FEATURES for example in getattr(feature, "FURTHER", ())
)
"""The same queries asked in other ways; walls must hold for each."""

__all__ = ["EXAMPLES", "FURTHER", "MARK", "Example", "World", "furnish"]
