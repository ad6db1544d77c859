"""The shared widgets: features compose them and paint nothing themselves.

A name is loaded from its module when it is first used: Qt makes a class ready when it is first
named, and the unlock screen must not wait for the tables and calendars it never shows.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.ui.widgets.button import Button, Kind, icon_button, link, primary, quiet
    from app.ui.widgets.chip import Chip, CountBadge, KeyCap
    from app.ui.widgets.chips import Chips
    from app.ui.widgets.choice import CheckRow, Choice, SegmentedControl
    from app.ui.widgets.date_input import DateInput, PastDateInput, TimeInput
    from app.ui.widgets.field import Field, fields_in_a_row
    from app.ui.widgets.inputs import NumberInput, PassphraseInput, SearchInput, TextInput
    from app.ui.widgets.layout import column, hide_unless, holding, row
    from app.ui.widgets.messages import Banner, EmptyState, MessageBar
    from app.ui.widgets.offering import Offering
    from app.ui.widgets.painting import ChipSpec
    from app.ui.widgets.picture import Picture
    from app.ui.widgets.popover import Popover
    from app.ui.widgets.prose_input import ProseInput
    from app.ui.widgets.row_list import ListRow, RowList
    from app.ui.widgets.scroll_page import ScrollPage
    from app.ui.widgets.surface import Card, Hairline, SectionHeader, Sunken, clear
    from app.ui.widgets.tabs import Tabs
    from app.ui.widgets.text import (
        PlainLabel,
        Type,
        plain_tooltip,
        secondary,
        section,
        small,
        strong,
        title,
    )
    from app.ui.widgets.tiles import Bar, BarChart, Facts, GoalBar, StatTile

__all__ = [
    "Banner",
    "Bar",
    "BarChart",
    "Button",
    "Card",
    "CheckRow",
    "Chip",
    "ChipSpec",
    "Chips",
    "Choice",
    "CountBadge",
    "DateInput",
    "EmptyState",
    "Facts",
    "Field",
    "GoalBar",
    "Hairline",
    "KeyCap",
    "Kind",
    "ListRow",
    "MessageBar",
    "NumberInput",
    "Offering",
    "PassphraseInput",
    "PastDateInput",
    "Picture",
    "PlainLabel",
    "Popover",
    "ProseInput",
    "RowList",
    "ScrollPage",
    "SearchInput",
    "SectionHeader",
    "SegmentedControl",
    "StatTile",
    "Sunken",
    "Tabs",
    "TextInput",
    "TimeInput",
    "Type",
    "clear",
    "column",
    "fields_in_a_row",
    "hide_unless",
    "holding",
    "icon_button",
    "link",
    "plain_tooltip",
    "primary",
    "quiet",
    "row",
    "secondary",
    "section",
    "small",
    "strong",
    "title",
]

_MODULES = {
    "button": (
        "Button",
        "Kind",
        "icon_button",
        "link",
        "primary",
        "quiet",
    ),
    "chip": (
        "Chip",
        "CountBadge",
        "KeyCap",
    ),
    "chips": ("Chips",),
    "choice": (
        "CheckRow",
        "Choice",
        "SegmentedControl",
    ),
    "date_input": (
        "DateInput",
        "PastDateInput",
        "TimeInput",
    ),
    "field": (
        "Field",
        "fields_in_a_row",
    ),
    "inputs": (
        "NumberInput",
        "PassphraseInput",
        "SearchInput",
        "TextInput",
    ),
    "layout": (
        "column",
        "hide_unless",
        "holding",
        "row",
    ),
    "messages": (
        "Banner",
        "EmptyState",
        "MessageBar",
    ),
    "offering": ("Offering",),
    "painting": ("ChipSpec",),
    "picture": ("Picture",),
    "popover": ("Popover",),
    "prose_input": ("ProseInput",),
    "row_list": (
        "ListRow",
        "RowList",
    ),
    "scroll_page": ("ScrollPage",),
    "surface": (
        "Card",
        "Hairline",
        "SectionHeader",
        "Sunken",
        "clear",
    ),
    "tabs": ("Tabs",),
    "text": (
        "PlainLabel",
        "Type",
        "plain_tooltip",
        "secondary",
        "section",
        "small",
        "strong",
        "title",
    ),
    "tiles": (
        "Bar",
        "BarChart",
        "Facts",
        "GoalBar",
        "StatTile",
    ),
}
_HOMES = {name: module for module, names in _MODULES.items() for name in names}


def __getattr__(name: str) -> object:
    """Load a widget from its module."""
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
