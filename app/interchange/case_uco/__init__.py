"""CASE/UCO, the exchange format of digital forensics: chains of custody as JSON-LD.

Nothing here touches the vault, and nothing here touches a network.
"""

from app.interchange.case_uco.json_text import MOST_BYTES
from app.interchange.case_uco.own import typed_facts
from app.interchange.case_uco.reading import read_case_uco
from app.interchange.case_uco.values import (
    CaseUcoFile,
    Finding,
    Severity,
    SourceCase,
    SourceExhibit,
    SourceFile,
    SourceStep,
)
from app.interchange.case_uco.writing import OutgoingCase, OutgoingExhibit, written_case

__all__ = [
    "MOST_BYTES",
    "CaseUcoFile",
    "Finding",
    "OutgoingCase",
    "OutgoingExhibit",
    "Severity",
    "SourceCase",
    "SourceExhibit",
    "SourceFile",
    "SourceStep",
    "read_case_uco",
    "typed_facts",
    "written_case",
]
