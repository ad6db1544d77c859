"""The pages and actions of every feature: the one list a new feature is added to.

Imported after unlocking, because the features bring the services with them.
"""

from app.services.office import Office
from app.services.search import Search
from app.ui.actions import Action
from app.ui.page import Page
from app.ui.palette import SearchQuery
from app.ui.shell.identity import Identity

PAGES: tuple[Page, ...] = ()

ACTIONS: tuple[Action, ...] = ()

SEARCH: SearchQuery = Search
"""Makes the query behind Ctrl+K from a text and a limit of hits for each group."""


def identity_of(office: Office) -> Identity:
    """Return what the window says of the person at the keyboard and of the office."""
    actor = office.actor
    return Identity(person=actor.name, role=actor.role.value.capitalize(), office="")
