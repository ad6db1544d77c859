"""Calendar files (iCalendar, RFC 5545): hearings and days of others read, the office's written.

The libraries that read and write the format are imported when a file is, not when the program
starts.
"""

from app.interchange.icalendar_files.values import (
    FeedEvent,
    FeedFile,
    FeedRefusal,
    OutgoingCalendar,
    OutgoingDay,
    OutgoingEntry,
    OutgoingHearing,
    Published,
    Span,
)

__all__ = [
    "FeedEvent",
    "FeedFile",
    "FeedRefusal",
    "OutgoingCalendar",
    "OutgoingDay",
    "OutgoingEntry",
    "OutgoingHearing",
    "Published",
    "Span",
]
