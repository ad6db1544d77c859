"""What is asked of each kind of evidence beside the facts every item has.

The questions lie in `resources/evidence/particulars.json`; forms, paper, terminal and exchange all
read them here, so that a kind is defined in one place.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from app.domain.errors import Refused
from app.domain.particular_values import FORMS, Answer
from app.domain.particulars import Particulars, tidied
from app.domain.resources import resource_path
from app.domain.typed_dates import Sense

MASK = "••••••"
"""Stands for the text of a sealed particular wherever it is not revealed."""


@dataclass(frozen=True, kw_only=True)
class Particular:
    """One question about a kind of evidence.

    Attributes:
        key: its name among the item's particulars; never given another meaning.
        label: what people read, in the language of the source.
        required: the record of the item is incomplete without it; an item is still taken in.
        choices: code and words of each answer, where one of a few is asked for.
        hint: how it is answered; ``source``: the rule or standard that asks for it.
        is_searched: whether the item is found by it.
        is_ahead: a day that lies ahead, as the end of a warrant; other days have been.
    """

    key: str
    label: str
    type: Answer = Answer.LINE
    required: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    hint: str = ""
    source: str = ""
    is_searched: bool = False
    is_ahead: bool = False

    @property
    def sense(self) -> Sense:
        """Which way lies a day typed without saying so."""
        return Sense.COMING if self.is_ahead else Sense.PAST

    @property
    def is_sealed(self) -> bool:
        """Whether its text is shown only on request, which the log keeps."""
        return self.type is Answer.SEALED

    def as_kept(self, text: str) -> str:
        """Return an answer as it will be stored.

        Raises:
            Refused: it cannot be read as what is asked; the field is the key.
        """
        if self.choices and text not in dict(self.choices):
            raise Refused("code.unknown", field=self.key, given=text)
        return FORMS[self.type](text, self.key)


@dataclass(frozen=True, kw_only=True)
class KindSheet:
    """What is asked of one kind.

    Attributes:
        facts: names of facts every item has that this kind cannot do without, e.g. the serial
            number of a firearm.
        source: the rule or standard behind the sheet.
    """

    particulars: tuple[Particular, ...] = ()
    facts: tuple[str, ...] = ()
    source: str = ""

    @property
    def required(self) -> tuple[Particular, ...]:
        """The questions without whose answer the record is incomplete."""
        return tuple(each for each in self.particulars if each.required)

    @property
    def further(self) -> tuple[Particular, ...]:
        """The other questions."""
        return tuple(each for each in self.particulars if not each.required)

    def find(self, key: str) -> Particular | None:
        """Return the question of that key, None where the kind has no such one."""
        return next((each for each in self.particulars if each.key == key), None)


_EVERY_KIND = "*"


def sheet_of(kind: str) -> KindSheet:
    """Return what is asked of a kind; of one the office added, what is asked of every kind."""
    sheets = _sheets()
    return sheets.get(kind, sheets[_EVERY_KIND])


def known_kinds() -> tuple[str, ...]:
    """Return the kinds that have a sheet of their own."""
    return tuple(kind for kind in _sheets() if kind != _EVERY_KIND)


def checked(kind: str, pairs: Particulars) -> Particulars:
    """Return the particulars of an item as they will be stored, in the order of its kind's sheet.

    Raises:
        Refused: one is not asked of the kind, stands twice, or cannot be read as what is asked.
    """
    if not pairs:
        return ()
    sheet = sheet_of(kind)
    given = dict(tidied(pairs))
    for key in given:
        if sheet.find(key) is None:
            raise Refused("particulars.not_asked", field=key, key=key, kind=kind)
    return tuple(
        (each.key, each.as_kept(given[each.key])) for each in sheet.particulars if each.key in given
    )


def answered(kind: str, pairs: Particulars) -> Iterator[tuple[Particular, str]]:
    """Give each question that has an answer, with it, in the order of the sheet.

    The answer to a question that was dropped from the sheet comes last, under its key.
    """
    given = dict(pairs)
    for each in sheet_of(kind).particulars:
        if each.key in given:
            yield each, given.pop(each.key)
    for key, text in given.items():
        yield Particular(key=key, label=key), text


def identifiers(kind: str, pairs: Particulars) -> tuple[str, ...]:
    """Return the answers by which an item is found, e.g. VIN and plate."""
    return tuple(text for each, text in answered(kind, pairs) if each.is_searched)


def masked(kind: str, pairs: Particulars) -> Particulars:
    """Return the particulars with a mask in place of what is sealed."""
    return tuple(
        (each.key, MASK if each.is_sealed else text) for each, text in answered(kind, pairs)
    )


def unmasked(kind: str, pairs: Particulars, stored: Particulars) -> Particulars:
    """Return particulars that came from a form: a mask left as it was means what is stored."""
    sealed = {each.key for each in sheet_of(kind).particulars if each.is_sealed}
    kept = dict(stored)
    return tuple(
        (key, kept.get(key, "") if key in sealed and text == MASK else text) for key, text in pairs
    )


@lru_cache(maxsize=1)
def _sheets() -> dict[str, KindSheet]:
    text = resource_path("evidence", "particulars.json").read_text("utf-8")
    own = {kind: told for told in json.loads(text) for kind in told["kinds"]}
    common = own[_EVERY_KIND]["fields"]
    return {
        kind: KindSheet(
            particulars=tuple(
                _particular(each)
                for each in (*told["fields"], *(common if kind != _EVERY_KIND else ()))
            ),
            facts=tuple(told["facts"]),
            source=told.get("source", ""),
        )
        for kind, told in own.items()
    }


def _particular(told: dict[str, Any]) -> Particular:
    answer = Answer(told.get("type", Answer.LINE))
    choices = _YES_NO if answer is Answer.YES_NO else tuple(told.get("choices", {}).items())
    return Particular(
        key=told["key"],
        label=told["label"],
        type=answer,
        required=told.get("required", False),
        choices=choices,
        hint=told.get("hint", ""),
        source=told.get("source", ""),
        is_searched=told.get("searched", False),
        is_ahead=told.get("ahead", False),
    )


_YES_NO = (("yes", "Yes"), ("no", "No"))
