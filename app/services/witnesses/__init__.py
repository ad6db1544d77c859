"""Witnesses of a case and the subpoenas that bring them to court."""

from app.services.witnesses.call_list import (
    CaseWitnesses,
    SubpoenaView,
    WitnessesOfCase,
    WitnessView,
)
from app.services.witnesses.planning import (
    UNPLANNED,
    AddWitness,
    AmendWitness,
    RemoveWitness,
    WitnessEntry,
    list_witness,
    unlist_witness,
)
from app.services.witnesses.subpoenas import (
    CancelSubpoena,
    CloseSubpoena,
    IssueSubpoena,
    RecordService,
    RemoveSubpoena,
    RestoreSubpoena,
)

__all__ = [
    "UNPLANNED",
    "AddWitness",
    "AmendWitness",
    "CancelSubpoena",
    "CaseWitnesses",
    "CloseSubpoena",
    "IssueSubpoena",
    "RecordService",
    "RemoveSubpoena",
    "RemoveWitness",
    "RestoreSubpoena",
    "SubpoenaView",
    "WitnessEntry",
    "WitnessView",
    "WitnessesOfCase",
    "list_witness",
    "unlist_witness",
]
