"""The pages, tabs and actions of every feature: the one list a new feature is added to.

Imported after unlocking, because the features bring the services with them.
"""

from app.i18n.accounts import role_words
from app.services.office import Office
from app.services.offices import TheOffice
from app.services.search import HiddenHits, Search
from app.ui import (
    audit,
    backups,
    calendar,
    calendar_exchange,
    cases,
    charges,
    clocks,
    court_calendars,
    court_rules,
    courtrooms,
    deadlines,
    disclosure,
    docket,
    documents,
    evidence,
    evidence_exchange,
    history,
    imports,
    keys,
    locations,
    notes,
    people,
    persons,
    reminders,
    reports,
    settings,
    tasks,
    today,
    users,
    victims,
    walls,
    witnesses,
)
from app.ui.actions import Action
from app.ui.case_tab import CaseTab
from app.ui.icons import Icon
from app.ui.page import Page
from app.ui.palette import HiddenQuery, SearchQuery
from app.ui.settings_tab import SettingsTab
from app.ui.shell.identity import Identity

CASE_TABS: tuple[CaseTab, ...] = (
    charges.CASE_TAB,
    deadlines.CASE_TAB,
    clocks.CASE_TAB,
    evidence.CASE_TAB,
    disclosure.CASE_TAB,
    persons.CASE_TAB,
    victims.CASE_TAB,
    witnesses.CASE_TAB,
    tasks.CASE_TAB,
    notes.CASE_TAB,
    history.CASE_TAB,
)

SETTINGS_TABS: tuple[SettingsTab, ...] = (
    users.USERS_TAB,
    users.ROLES_TAB,
    locations.places_tab(evidence.open_place_labels),
    court_calendars.SETTINGS_TAB,
    court_rules.RULES_TAB,
    courtrooms.SETTINGS_TAB,
    disclosure.OFFICERS_TAB,
    settings.SECURITY_TAB,
    backups.SETTINGS_TAB,
    audit.SETTINGS_TAB,
)

PAGES: tuple[Page, ...] = (
    today.PAGE,
    cases.cases_page(CASE_TABS, documents.open_print_preview, walls.CASE_ACCESS),
    evidence.PAGE,
    calendar.PAGE,
    docket.PAGE,
    reminders.PAGE,
    people.people_page(victims.VictimSheetView, persons.AmendPersonForm, walls.PersonLine),
    reports.PAGE,
    settings.settings_page(SETTINGS_TABS),
)

ACTIONS: tuple[Action, ...] = (
    *cases.ACTIONS,
    *evidence.ACTIONS,
    *evidence_exchange.ACTIONS,
    *deadlines.ACTIONS,
    *clocks.ACTIONS,
    *docket.ACTIONS,
    *imports.ACTIONS,
    *calendar_exchange.ACTIONS,
    *keys.ACTIONS,
    *walls.ACTIONS,
    court_calendars.SETTINGS_TAB.action(Icon.CALENDAR_DAYS),
    court_rules.RULES_TAB.action(Icon.SCALE),
    courtrooms.SETTINGS_TAB.action(Icon.LANDMARK),
)

SEARCH: SearchQuery = Search
"""Makes the query behind Ctrl+K from a text and a limit of hits for each group."""

HIDDEN: HiddenQuery = HiddenHits
"""Makes the query that counts what the same text finds but the user may not see."""


def identity_of(office: Office) -> Identity:
    """Return what the window says of the person at the keyboard and of the office."""
    actor, profile = office.actor, office.ask(TheOffice())
    return Identity(
        person=actor.name,
        role=", ".join(map(role_words, actor.roles)),
        office=profile.name,
        is_demo=profile.is_demo,
    )
