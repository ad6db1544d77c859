"""Days and times as they are typed on the command line."""

from datetime import date, datetime, time

import click

from app.i18n.courthouse import courthouse


class Day(click.ParamType[date]):
    """A day written ``YYYY-MM-DD``."""

    name = "day"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """Return the day, or tell how to write one."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is no day. Write, for example, 2026-11-23.", param, ctx)


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
