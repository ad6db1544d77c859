"""What a CASE/UCO file says of evidence, in plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Severity(StrEnum):
    """Whether something was left out, or taken in with a doubt."""

    REJECTED = "rejected"
    WARNING = "warning"


@dataclass(frozen=True)
class Finding:
    """Something in the file that was not taken in, or is doubtful.

    Attributes:
        place: JSON pointer of it.
        code: of its sentence, behind ``exchange.``; ``stated``: what the file says there.
        related: what it is compared with or belongs to.
    """

    place: str
    code: str
    severity: Severity
    stated: str = ""
    related: str = ""


@dataclass(frozen=True, kw_only=True)
class SourceFile:
    """A file described in the exchange file; its bytes are never in there.

    Attributes:
        size: in bytes, as stated; ``hashes``: (method, digest) as stated.
        stated: of a file that Dossier kept, what its record says, by field.
    """

    name: str
    size: str
    hashes: tuple[tuple[str, str], ...]
    place: str
    stated: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class SourceStep:
    """Something done with an exhibit.

    Attributes:
        key: identity of the action in the file.
        verb: its name as stated, e.g. ``"transferred"``.
        words: its description.
        at: when it began, or ended if only that is said; None = not said. Without a zone where the
            file gives none.
        ended: when it ended, as stated, where it also began.
        performer, others, tools, places: by name; ``others`` took part besides.
        makes: whether the exhibit came out of it (and was not there before).
        stated: of a file that Dossier wrote, the record's own fields by name; ``signatures``:
            those of each signature under it.
    """

    key: str
    place: str
    verb: str = ""
    words: str = ""
    at: datetime | None = None
    ended: str = ""
    performer: str = ""
    others: tuple[str, ...] = ()
    tools: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    makes: bool = False
    stated: Mapping[str, str] = field(default_factory=dict)
    signatures: tuple[Mapping[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class SourceExhibit:
    """A thing with a number, and what was done with it, in order.

    Attributes:
        key: identity of the thing in the file.
        numbers: exhibit numbers as stated, in the order of its provenance records.
        words: descriptions, in the same order.
        types: of the thing, short, e.g. ``("uco-observable:Device",)``.
        parent: key of the exhibit it lies in or comes from; ``relation``: how, as stated.
        stated: as with steps.
    """

    key: str
    place: str
    numbers: tuple[str, ...]
    words: tuple[str, ...]
    types: tuple[str, ...]
    make: str = ""
    model: str = ""
    serial: str = ""
    imei: str = ""
    parent: str = ""
    relation: str = ""
    files: tuple[SourceFile, ...] = ()
    steps: tuple[SourceStep, ...] = ()
    stated: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class SourceCase:
    """The investigation the exhibits belong to.

    Attributes:
        focus: e.g. ``("Murder",)``; ``stated``: as with steps.
    """

    key: str
    place: str
    name: str = ""
    words: str = ""
    focus: tuple[str, ...] = ()
    status: str = ""
    authorizations: tuple[str, ...] = ()
    stated: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class CaseUcoFile:
    """A whole file: every node is either taken or named by a finding.

    Attributes:
        nodes: how many nodes the file describes; ``taken``: how many of them were understood.
    """

    case: SourceCase | None
    exhibits: tuple[SourceExhibit, ...]
    findings: tuple[Finding, ...]
    nodes: int
    taken: int
