"""The ``@context`` of a JSON-LD file: what its short names stand for.

Read is what CASE files use (JSON-LD 1.1, section 4.1): prefixes, terms, ``@vocab``, ``@base``,
other names for keywords, and terms with a type or a container. A context that lies elsewhere is
refused, because Dossier goes to no network; so are constructs that change the meaning of what
follows in ways nobody has shown us.
"""

from dataclasses import dataclass, field, replace
from typing import Any

from app.interchange.case_uco.refusal import pointer, refused
from app.interchange.case_uco.vocabulary import present_day

KEYWORDS = frozenset(
    {"@id", "@type", "@value", "@graph", "@context", "@list", "@set", "@language", "@direction"}
    | {"@index", "@included"}
)
"""Names with a meaning of their own that are understood in the body of a file."""
_SETTINGS = frozenset({"@vocab", "@base", "@language", "@direction", "@version", "@protected"})
_OF_TERM = frozenset({"@id", "@type", "@container", "@language", "@direction", "@protected"})
_CONTAINERS = frozenset({"@list", "@set"})
_MOST_STEPS = 32
"""Terms that stand for terms; more of them stand in a circle."""


@dataclass(frozen=True)
class Context:
    """What names mean from some place on.

    Attributes:
        terms: short name -> what it stands for, in full.
        kinds: term -> the type of its values, ``"@id"`` where they are identities.
    """

    terms: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    vocab: str = ""
    base: str = ""
    _words: dict[str, str] = field(default_factory=dict, init=False, compare=False, repr=False)

    def extended(self, stated: Any, place: str) -> "Context":  # noqa: ANN401  any JSON value
        """Return the context after one more ``@context``, found at ``place``.

        Raises:
            ImportRefused: it lies elsewhere, or is none that is understood.
        """
        if stated is None:
            return Context()
        if isinstance(stated, str):
            raise refused("remote_context", place, stated)
        if isinstance(stated, list):
            extended = self
            for number, each in enumerate(stated):
                extended = extended.extended(each, pointer(place, number))
            return extended
        if not isinstance(stated, dict):
            raise refused("bad_context", place, stated)
        return self._with(stated, place)

    def keyword(self, name: str) -> str:
        """Return the keyword a name in the body stands for, or the name."""
        meant = self.terms.get(name, name)
        return meant if meant.startswith("@") else name

    def word(self, name: str) -> str:
        """Return the full address of a property or type; a file says few, but each very often."""
        word = self._words.get(name)
        if word is None:
            word = present_day(self.terms.get(name) or self._expanded(name, self.vocab))
            self._words[name] = word
        return word

    def identity(self, name: str) -> str:
        """Return the full identity of a node; names without a colon stand behind the base."""
        return self._expanded(name, self.base)

    def _with(self, stated: dict[str, Any], place: str) -> "Context":
        new: dict[str, str] = {}
        kinds = dict(self.kinds)
        for name, meaning in stated.items():
            here = pointer(place, name)
            if name.startswith("@"):
                if name not in _SETTINGS:
                    raise refused("unknown_keyword", here, name)
                continue
            new[name], kinds[name] = _term(name, meaning, here)
        terms = self.terms | new
        return replace(
            self,
            terms=terms | {name: _followed(name, terms, place) for name in new},
            kinds=kinds,
            vocab=_text(stated.get("@vocab", self.vocab), pointer(place, "@vocab")),
            base=_text(stated.get("@base", self.base), pointer(place, "@base")),
        )

    def _expanded(self, name: str, before: str) -> str:
        prefix, colon, rest = name.partition(":")
        if name.startswith("@"):
            return name
        if not colon:
            return before + name
        is_short = prefix in self.terms and not rest.startswith("//")
        return f"{self.terms[prefix]}{rest}" if is_short else name


def _followed(name: str, terms: dict[str, str], place: str) -> str:
    """Return what a term stands for when the terms it is made of are put in full."""
    meant = terms[name]
    for _ in range(_MOST_STEPS):
        prefix, colon, rest = meant.partition(":")
        if colon and prefix in terms and not rest.startswith("//"):
            meant = f"{terms[prefix]}{rest}"
        elif meant in terms and terms[meant] != meant:
            meant = terms[meant]
        else:
            return meant
    raise refused("context_circle", place, name)


def _term(name: str, meaning: object, place: str) -> tuple[str, str]:
    """Return what a term stands for, and the type of its values."""
    if meaning is None:
        return name, ""
    if isinstance(meaning, str):
        return meaning, ""
    if not isinstance(meaning, dict):
        raise refused("bad_context", place, meaning)
    for key in meaning:
        if key not in _OF_TERM:
            raise refused("unknown_keyword", pointer(place, key), key)
    containers = meaning.get("@container", [])
    for container in containers if isinstance(containers, list) else [containers]:
        if container not in _CONTAINERS:
            raise refused("unknown_keyword", pointer(place, "@container"), container)
    iri = meaning.get("@id", name)
    kind = meaning.get("@type", "")
    return _text(iri, place), _text(kind, place)


def _text(value: object, place: str) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise refused("bad_context", place, value)
    return value
