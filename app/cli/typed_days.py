"""Days and times as they are typed on the command line, read alike in every option.

``2026-11-23`` is a day at once. "fri", "12/3", "+14", "2w" and "10cd" wait until the office is
open: its clock says what day it is, and the calendar of the case's court, else its own, on which
days the courts are.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, NoReturn

import click

from app.cli.output import in_words
from app.domain.errors import DossierError
from app.domain.kept_calendars import KeptCalendar
from app.domain.typed_dates import CourtDays, Sense, TypedDay, read_day, read_time
from app.domain.typed_moments import read_moment
from app.i18n.counted_days import counted_words
from app.i18n.courthouse import courthouse
from app.i18n.sentences import sentence

PAST = Sense.PAST
"""For options that say when something was."""

Say = Callable[[str], None]
"""Takes how a text was understood, in words."""

_HOW = "Write, for example, 2026-11-23, 12/3, fri, +14, 2w or 10cd (court days)."
_HOW_MOMENT = "Write, for example, 2026-11-23T13:00, fri 13:00, +14 9am or 10cd 9:30."
_AFTER_COLONS = re.compile(r"(?<=:)[^:]+")
_AFTER_EQUALS = re.compile(r"(?<==).+")
_LONGEST = 60
"""Characters of a day in words; a longer text is none."""


@dataclass(frozen=True)
class Waiting(ABC):
    """What was typed, until it can be told by the clock and the calendar of the office.

    Attributes:
        said_with: the option it was given with.
        sense: which way lies what leaves it open.
    """

    text: str
    said_with: "click.Parameter | None"
    sense: Sense = Sense.COMING

    @abstractmethod
    def meant(self, court: KeptCalendar | None) -> tuple[Any, str]:
        """Return what is meant, and how that is said.

        Raises:
            click.BadParameter: it is no day.
            Refused: court days are counted and the calendar is not known, or ends before.
        """

    def checked(self) -> "Waiting":
        """Return it if it can be a day by some calendar, before a passphrase is asked for.

        Raises:
            click.BadParameter: it is none by any.
        """
        with suppress(DossierError):
            self.meant(None)
        return self

    def told(self, court: KeptCalendar | None, say: Say) -> Any:  # noqa: ANN401  the kind says of what type
        """Return what is meant, and say it.

        Raises:
            click.BadParameter: it is no day, or leads out of the years a calendar has.
        """
        try:
            value, words = self.meant(court)
        except DossierError as error:
            self.refuse(sentence(error))
        if words:
            say(f"{self.text}: {words}")
        return value

    def refuse(self, message: str) -> NoReturn:
        """Tell what is wrong with the option.

        Raises:
            click.BadParameter: always.
        """
        raise click.BadParameter(message, param=self.said_with)


class CountedDay(Waiting):
    """A day typed in words or counted."""

    def meant(self, court: KeptCalendar | None) -> tuple[date, str]:
        """Return the day."""
        typed = read_day(self.text[:_LONGEST], courthouse.today(), _days(court), self.sense)
        if typed is None:
            self.refuse(f"{self.text!r} is no day. {_HOW}")
        return typed.day, _words(typed, court)


@dataclass(frozen=True)
class CountedMoment(Waiting):
    """A day and time typed in words or counted.

    Attributes:
        usual: the time of day a day alone means; None where a day alone is refused.
    """

    usual: time | None = None

    def meant(self, court: KeptCalendar | None) -> tuple[datetime, str]:
        """Return the moment, without a zone."""
        typed = read_moment(self.text[:_LONGEST], courthouse.now(), _days(court), self.sense)
        if typed is None:
            self.refuse(f"{self.text!r} is no time. {_HOW_MOMENT}")
        clock = typed.clock or self.usual
        if clock is None:
            self.refuse(f"{self.text!r} names a day and no time. {_HOW_MOMENT}")
        return datetime.combine(typed.day.day, clock), _words(typed.day, court, typed.clock)


@dataclass(frozen=True)
class TextWithDays(Waiting):
    """A text with days in it, e.g. ``H7:fri:+14``; what is no day in it stays as it is.

    Attributes:
        days: finds them.
    """

    days: "re.Pattern[str]" = _AFTER_COLONS

    def meant(self, court: KeptCalendar | None) -> tuple[str, str]:
        """Return the text with its days as ``YYYY-MM-DD``, or with the time behind it."""
        said: list[str] = []
        text = self.days.sub(lambda found: self._written(found[0], court, said), self.text)
        return text, "; ".join(said)

    def unless_written(self) -> "str | TextWithDays":
        """Return the text alone where all its days are written out already."""
        days = [found[0] for found in self.days.finditer(self.text)]
        return self.text if all(map(_written_out, days)) else self

    def _written(self, text: str, court: KeptCalendar | None, said: list[str]) -> str:
        typed = read_moment(text[:_LONGEST], courthouse.now(), _days(court), self.sense)
        if typed is None or _written_out(text) is not None:
            return text
        said.append(_words(typed.day, court, typed.clock))
        return typed.day.day.isoformat() + (f" {typed.clock:%H:%M}" if typed.clock else "")


class Day(click.ParamType[date]):
    """A day written ``YYYY-MM-DD``, or as in the window: "12/3", "fri", "+14", "2w", "10cd".

    Args:
        sense: which way lies what leaves it open; past for what can only have happened.
    """

    name = "day"

    def __init__(self, sense: Sense = Sense.COMING) -> None:
        self._sense = sense

    def convert(
        self,
        value: object,
        param: click.Parameter | None,
        ctx: click.Context | None,  # noqa: ARG002  click's own signature
    ) -> Any:  # noqa: ANN401  a date, or what tells it later
        """Return the day, or what tells it once the office is open (`told_days`)."""
        if isinstance(value, date | Waiting):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            return CountedDay(str(value), param, self._sense).checked()


class Month(Day):
    """A month written ``YYYY-MM``, or any day in it; told as one of its days."""

    name = "month"

    def convert(
        self,
        value: object,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Any:  # noqa: ANN401  as `Day`
        """Return a day of the month."""
        if re.fullmatch(r"\d{4}-\d{2}", str(value)):
            with suppress(ValueError):
                return date.fromisoformat(f"{value}-01")
            self.fail(f"{value!r} is no month. Write, for example, 2026-11.", param, ctx)
        return super().convert(value, param, ctx)


class Moment(click.ParamType[datetime]):
    """A day and time: "2026-11-23 13:00", "fri 13:00", "10cd 9am"; see `by_the_courthouse`.

    Args:
        usual: the time of day a day alone means; without it a day alone is refused.
        sense: which way lies what leaves it open.
    """

    name = "moment"

    def __init__(self, usual: time | None = None, sense: Sense = Sense.COMING) -> None:
        self._usual = usual
        self._sense = sense

    def convert(
        self,
        value: object,
        param: click.Parameter | None,
        ctx: click.Context | None,  # noqa: ARG002  click's own signature
    ) -> Any:  # noqa: ANN401  a moment, or what tells it later
        """Return what was typed, or what tells it once the office is open."""
        if isinstance(value, datetime | Waiting):
            return value
        text = str(value)
        written = _written_out(text)
        if written is None or (_is_day(text) and self._usual is None):
            return CountedMoment(text, param, self._sense, self._usual).checked()
        return datetime.combine(written, self._usual) if _is_day(text) and self._usual else written


class Clock(click.ParamType[time]):
    """A time of day: "9:30", "0930", "2pm"."""

    name = "time"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> time:
        """Return the time, or tell how to write one."""
        clock = value if isinstance(value, time) else read_time(str(value))
        if clock is None:
            self.fail(f"{value!r} is no time. Write, for example, 9:30, 0930 or 2pm.", param, ctx)
        return clock


class DaysAfterColons(click.ParamType[str]):
    """A text such as ``H7:fri:+14``, told with the days behind its first colon written out."""

    name = "text"

    def convert(
        self,
        value: object,
        param: click.Parameter | None,
        ctx: click.Context | None,  # noqa: ARG002  click's own signature
    ) -> Any:  # noqa: ANN401  a text, or what tells it later
        """Return the text, or what writes its days out once the office is open."""
        return TextWithDays(str(value), param, days=_AFTER_COLONS).unless_written()


class NamedDay(click.ParamType[str]):
    """An answer ``NAME=VALUE``; its day or moment is written out where the name asks for one.

    Args:
        senses: the names of days and moments, each with the way it lies; asked when one is typed.
    """

    name = "text"

    def __init__(self, senses: Callable[[], Mapping[str, Sense]]) -> None:
        self._senses = senses

    def convert(
        self,
        value: object,
        param: click.Parameter | None,
        ctx: click.Context | None,  # noqa: ARG002  click's own signature
    ) -> Any:  # noqa: ANN401  a text, or what tells it later
        """Return the text, or what writes its day out once the office is open."""
        text = str(value)
        sense = self._senses().get(text.partition("=")[0].strip())
        if sense is None:
            return text
        return TextWithDays(text, param, sense, _AFTER_EQUALS).unless_written()


def is_waiting(parameters: Mapping[str, object]) -> bool:
    """Whether a parameter of a command has still to be told."""
    return any(map(_waits, parameters.values()))


def told_days(
    parameters: Mapping[str, Any], court: KeptCalendar | None, say: Say
) -> dict[str, Any]:
    """Return the parameters that waited, as they were meant, and say how each was understood.

    Without an office there is no court calendar, and court days are refused.

    Raises:
        click.BadParameter: one of them is no day.
    """
    return {
        name: tuple(_told(each, court, say) for each in value)
        if isinstance(value, tuple)
        else _told(value, court, say)
        for name, value in parameters.items()
        if _waits(value)
    }


def by_the_courthouse(typed: datetime | None) -> datetime | None:
    """Return the moment (UTC) that was typed, once the office is open and its clock known.

    Raises:
        Refused: the clocks skip that hour, or the year cannot be meant.
    """
    return courthouse.moment(typed) if typed is not None else None


def _waits(value: object) -> bool:
    return any(
        isinstance(each, Waiting) for each in (value if isinstance(value, tuple) else (value,))
    )


def _told(value: Any, court: KeptCalendar | None, say: Say) -> Any:  # noqa: ANN401  the kind says of what type
    return value.told(court, say) if isinstance(value, Waiting) else value


def _words(typed: TypedDay, court: KeptCalendar | None, clock: time | None = None) -> str:
    at = f" {clock:%H:%M}" if clock is not None else ""
    counted = counted_words(typed, court.title if court is not None else "")
    return ", ".join(filter(None, (f"{in_words(typed.day)}{at}", counted)))


def _days(court: KeptCalendar | None) -> CourtDays | None:
    return court.calendar if court is not None else None


def _written_out(text: str) -> datetime | None:
    """Return the day or moment written in ISO form; None where it is not."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _is_day(text: str) -> bool:
    """Whether a text that can be read names a day and no time."""
    return len(text) <= len("2026-11-23")
