"""Dates from an event: name it, look at what every rule gives, tick, add."""

from app.ui.event_dates.form import EventDatesForm, add_dates

__all__ = ["EventDatesForm", "add_dates"]
