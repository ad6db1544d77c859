"""Days and times as they are typed on the command line."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

import click

from app.domain.errors import DossierError, Refused
from app.domain.typed_dates import CourtDays, read_date
from app.i18n.courthouse import courthouse
from app.i18n.sentences import sentence

_HOW = "Write, for example, 2026-11-23, 12/3, fri, +14, 2w or 10cd (court days)."


@dataclass(frozen=True)
class CountedDay:
    """A day that can be told only once the office is open: by its clock and its court calendar.

    Attributes:
        said_with: the option it was given with.
    """

    text: str
    said_with: "click.Parameter | None"

    def told(self, court: CourtDays) -> date:
        """Return the day.

        Raises:
            click.BadParameter: it leads out of the years that the calendar or a date can have.
        """
        try:
            day = read_date(self.text, courthouse.today(), court)
        except DossierError as error:
            raise click.BadParameter(sentence(error), param=self.said_with) from None
        if day is None:
            message = f"{self.text!r} is no day. {_HOW}"
            raise click.BadParameter(message, param=self.said_with)
        return day


class Day(click.ParamType[date]):
    """A day written ``YYYY-MM-DD``, or as in the window: "12/3", "fri", "+14", "2w", "10cd".

    All but the first are told by `told_days`, which `OfficeCommand` sees to.
    """

    name = "day"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Any:  # noqa: ANN401  a date, or a `CountedDay` until the office is open
        """Return the day, or what tells it later; or tell how to write one."""
        if isinstance(value, date | CountedDay):
            return value
        text = str(value)
        try:
            return date.fromisoformat(text)
        except ValueError:
            if not _could_be_day(text):
                self.fail(f"{text!r} is no day. {_HOW}", param, ctx)
            return CountedDay(text, param)


def waiting(parameters: dict[str, Any]) -> dict[str, CountedDay]:
    """Return the parameters of a command whose day is still to be told."""
    return {name: value for name, value in parameters.items() if isinstance(value, CountedDay)}


def _could_be_day(text: str) -> bool:
    try:
        return read_date(text, courthouse.today()) is not None
    except Refused:
        # Court days: their calendar is the office's.
        return True


class Moment(click.ParamType[datetime]):
    """A day and time written ``YYYY-MM-DD HH:MM``; without a zone, one for `by_the_courthouse`.

    Args:
        usual: the time of day a day alone means; without it a day alone is refused.
    """

    name = "moment"

    def __init__(self, usual: time | None = None) -> None:
        self._usual = usual

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """Return what was typed, or tell how to write it."""
        if isinstance(value, datetime):
            return value
        text = str(value)
        try:
            typed = datetime.fromisoformat(text)
        except ValueError:
            typed = None
        if typed is None or (self._usual is None and _is_day(text)):
            self.fail(f"{text!r} is no time. Write, for example, {self._example}.", param, ctx)
        if self._usual is not None and _is_day(text):
            return datetime.combine(typed, self._usual)
        return typed

    @property
    def _example(self) -> str:
        return "2026-11-23 or 2026-11-23T13:00" if self._usual else "2026-11-23T13:00"


def _is_day(text: str) -> bool:
    """Whether a text that can be read names a day and no time."""
    return len(text) <= len("2026-11-23")


def by_the_courthouse(typed: datetime | None) -> datetime | None:
    """Return the moment (UTC) that was typed, once the office is open and its clock known.

    Raises:
        Refused: the clocks skip that hour, or the year cannot be meant.
    """
    return courthouse.moment(typed) if typed is not None else None
