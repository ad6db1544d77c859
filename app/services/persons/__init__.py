"""People and organizations, their roles in cases and what is true of defendants."""

from app.services.persons.defendants import SetDefendantState
from app.services.persons.orders import (
    AmendNoContact,
    AmendWarrant,
    EndNoContact,
    IssueWarrant,
    OrderNoContact,
    RecallWarrant,
    RemoveNoContact,
    RemoveWarrant,
    ServeWarrant,
)
from app.services.persons.parties import (
    AddParty,
    AmendParty,
    EndParty,
    RemovedParty,
    RemoveParty,
    RestoreParty,
)
from app.services.persons.people import AddPerson, AmendPerson, FindPersons, KnownPerson
from app.services.persons.views import (
    CasePeople,
    DefendantView,
    NoContactView,
    PartyView,
    PeopleOfCase,
)

__all__ = [
    "AddParty",
    "AddPerson",
    "AmendNoContact",
    "AmendParty",
    "AmendPerson",
    "AmendWarrant",
    "CasePeople",
    "DefendantView",
    "EndNoContact",
    "EndParty",
    "FindPersons",
    "IssueWarrant",
    "KnownPerson",
    "NoContactView",
    "OrderNoContact",
    "PartyView",
    "PeopleOfCase",
    "RecallWarrant",
    "RemoveNoContact",
    "RemoveParty",
    "RemoveWarrant",
    "RemovedParty",
    "RestoreParty",
    "ServeWarrant",
    "SetDefendantState",
]
