"""Time zones that events of a file name: the world's own, or described by the file itself.

The world's zones win over a description of the same name, which programs often get wrong. A
description is used under a name made from its content, because the library keeps what it was told
of a name for as long as the program runs, whichever file said it.
"""

import hashlib
import re
import warnings
from zoneinfo import ZoneInfo

from icalendar import Timezone
from icalendar.timezone import tzp

from app.interchange.icalendar_files import limits
from app.interchange.icalendar_files.blocks import Block, Line
from app.interchange.icalendar_files.component import joined, parts_of

_YEARLY = re.compile(r"FREQ=YEARLY(;|$)", re.IGNORECASE)
_OTHER = re.compile(
    r"INTERVAL=(?!1(;|$))|(COUNT|BYHOUR|BYMINUTE|BYSECOND|BYSETPOS|BYWEEKNO)=", re.IGNORECASE
)
_RULES = frozenset({"STANDARD", "DAYLIGHT"})
_READ = frozenset({"DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "RRULE", "RDATE", "TZNAME"})
_MOST_RULES = 150


class UnknownZone(ValueError):
    """An event names a zone that nobody knows; the argument is the name."""


class Zones:
    """The zones of one file."""

    def __init__(self, described: list[Block], default: str) -> None:
        self._described = {_id(block): block for block in described[: limits.MOST_ZONES]}
        self._names: dict[str, str] = {}
        self.default = ZoneInfo(default)

    def floating(self, calendar: Block) -> ZoneInfo:
        """Return the zone of times without one: what the calendar names, or the court's."""
        named = calendar.first("X-WR-TIMEZONE")
        zone = _known(named) if named else None
        return zone if isinstance(zone, ZoneInfo) else self.default

    def settled(self, line: Line) -> str:
        """Return a line with a moment in it, its zone under a name the library knows.

        Raises:
            UnknownZone: nobody knows the zone.
            ValueError: the line cannot be taken apart.
        """
        if "TZID" not in line.text.upper():
            return line.text
        name, params, value = parts_of(line.text)
        stated = params.get("TZID")
        if stated is None:
            return line.text
        zone = str(stated).strip().strip('"')
        if zone not in self._names:
            self._names[zone] = zone if _known(zone) else self._from_file(zone)
        params["TZID"] = self._names[zone]
        return joined(name, params, value)

    def _from_file(self, zone: str) -> str:
        block = self._described.get(zone)
        if block is None:
            raise UnknownZone(zone)
        lines = list(_described_lines(block))
        name = "x-" + hashlib.sha256("\n".join(lines).encode()).hexdigest()
        if tzp.timezone(name) is None:
            text = ["BEGIN:VTIMEZONE", f"TZID:{name}", *lines, "END:VTIMEZONE", ""]
            try:
                Timezone.from_ical("\r\n".join(text))
            except Exception:  # noqa: BLE001  the library fails in many ways over a bad description
                raise UnknownZone(zone) from None
        if tzp.timezone(name) is None:
            raise UnknownZone(zone)
        return name


def _known(name: str) -> object | None:
    """Return the world's zone of that name, however programs write it."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a name behind a maker's own is guessed, rightly
            return tzp.timezone(name)
    except (ValueError, OSError, KeyError):
        return None


def _id(block: Block) -> str:
    return block.first("TZID").strip('"')


def _described_lines(block: Block) -> list[str]:
    """Return what of a description is used.

    Raises:
        UnknownZone: its rules are none that clocks follow.
    """
    parts = [part for part in block.parts if part.kind in _RULES]
    if not parts or len(parts) > _MOST_RULES:
        raise UnknownZone(_id(block))
    lines: list[str] = []
    for part in parts:
        lines.append(f"BEGIN:{part.kind}")
        lines += [_rule_line(block, line) for line in part.lines if line.name in _READ]
        lines.append(f"END:{part.kind}")
    return lines


def _rule_line(block: Block, line: Line) -> str:
    """Return a line of a description; its rule must be one a year, which is soon worked out."""
    is_rule = line.name == "RRULE"
    if is_rule and (not _YEARLY.search(line.value) or _OTHER.search(line.value)):
        raise UnknownZone(_id(block))
    if len(line.text) > limits.LONGEST_EVENT:
        raise UnknownZone(_id(block))
    return line.text
