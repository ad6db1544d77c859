"""Calendar files: the office's days for other programs, and court feeds taken in."""

from app.services.calendar_exchange.exporting import ExportCalendar
from app.services.calendar_exchange.feeds import TheCourtFeeds
from app.services.calendar_exchange.importing import (
    FeedChoice,
    ImportFeed,
    LookedOver,
    PreviewFeed,
    TakeBackFeed,
)
from app.services.calendar_exchange.words import change_words, remark_words, state_words

__all__ = [
    "ExportCalendar",
    "FeedChoice",
    "ImportFeed",
    "LookedOver",
    "PreviewFeed",
    "TakeBackFeed",
    "TheCourtFeeds",
    "change_words",
    "remark_words",
    "state_words",
]
