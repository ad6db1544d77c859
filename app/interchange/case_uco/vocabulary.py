"""The words of CASE/UCO 1.x that Dossier writes and understands, and Dossier's own beside them.

CASE (Cyber-investigation Analysis Standard Expression) builds on UCO, the Unified Cyber Ontology.
What neither has a word for stands under `DOSSIER`, on facets of our own: another program sees that
it is there and leaves it alone.
"""

import re
from types import MappingProxyType
from typing import Final

ACTION: Final = "https://ontology.unifiedcyberontology.org/uco/action/"
CORE: Final = "https://ontology.unifiedcyberontology.org/uco/core/"
IDENTITY: Final = "https://ontology.unifiedcyberontology.org/uco/identity/"
LOCATION: Final = "https://ontology.unifiedcyberontology.org/uco/location/"
OBSERVABLE: Final = "https://ontology.unifiedcyberontology.org/uco/observable/"
TYPES: Final = "https://ontology.unifiedcyberontology.org/uco/types/"
INVESTIGATION: Final = "https://ontology.caseontology.org/case/investigation/"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
DOSSIER: Final = "urn:dossier:case-uco:1#"
RECORDS: Final = "urn:dossier:record:"
"""Begins the identity of every node Dossier writes."""

PREFIXES: Final = MappingProxyType(
    {
        "case-investigation": INVESTIGATION,
        "dossier": DOSSIER,
        "kb": RECORDS,
        "uco-action": ACTION,
        "uco-core": CORE,
        "uco-identity": IDENTITY,
        "uco-location": LOCATION,
        "uco-observable": OBSERVABLE,
        "uco-types": TYPES,
        "xsd": XSD,
    }
)
"""The short names a file of ours declares, and findings use."""

_SHOWN = MappingProxyType(
    {
        **PREFIXES,
        "uco-configuration": "https://ontology.unifiedcyberontology.org/uco/configuration/",
        "uco-role": "https://ontology.unifiedcyberontology.org/uco/role/",
        "uco-tool": "https://ontology.unifiedcyberontology.org/uco/tool/",
        "uco-victim": "https://ontology.unifiedcyberontology.org/uco/victim/",
        "uco-analysis": "https://ontology.unifiedcyberontology.org/uco/analysis/",
        "uco-vocabulary": "https://ontology.unifiedcyberontology.org/uco/vocabulary/",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "prov": "http://www.w3.org/ns/prov#",
        "owl": "http://www.w3.org/2002/07/owl#",
    }
)

_BEFORE_1_0 = (
    (
        re.compile(
            r"https?://(?:ontology\.)?unifiedcyberontology\.org/(?:ontology/)?uco/(\w+)[#/]"
        ),
        r"https://ontology.unifiedcyberontology.org/uco/\1/",
    ),
    (
        re.compile(r"https?://(?:ontology\.)?caseontology\.org/(?:ontology/)?case/(\w+)[#/]"),
        r"https://ontology.caseontology.org/case/\1/",
    ),
)
"""Until 2022 (CASE 0.x) the same words had other addresses."""


def present_day(iri: str) -> str:
    """Return a word of CASE or UCO under its address of today; anything else as it is."""
    for pattern, address in _BEFORE_1_0:
        if pattern.match(iri):
            return pattern.sub(address, iri, count=1)
    return iri


def shown(iri: str) -> str:
    """Return a word as people write it, e.g. ``"uco-core:name"``."""
    for prefix, address in _SHOWN.items():
        if iri.startswith(address):
            return f"{prefix}:{iri.removeprefix(address)}"
    return iri


def local_name(iri: str) -> str:
    """Return what stands behind the last slash, hash or colon of an identity."""
    return re.split(r"[/#:]", iri)[-1] or iri
