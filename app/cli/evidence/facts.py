"""What is said about an item on the command line: options, and the facts `show` prints."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

import click

from app.cli.output import Shown, in_words
from app.cli.typed_days import NamedDay
from app.domain.charges import ChargeId
from app.domain.errors import Missing
from app.domain.evidence import EvidenceItem, ItemFacts, ItemRelation
from app.domain.item_particulars import Particular, known_kinds, sheet_of
from app.domain.item_parts import Part
from app.domain.money import cents_of, dollars
from app.domain.particular_values import Answer
from app.domain.particulars import Particulars
from app.domain.typed_dates import Sense
from app.i18n.item_words import FACTS, RELATIONS, doubt_in_words, fact_label, particulars_in_words
from app.services.charges import DefendantCounts
from app.services.evidence import ItemFile

C = TypeVar("C", bound=Callable[..., Any])

_LINES = {
    "unit": "Unit of the quantity, such as g or rounds.",
    "make": "Maker.",
    "model": "Model.",
    "condition": "Condition.",
    "packaging": "Packaging.",
    "agency_tag": "The agency's tag.",
    "lab_number": "The laboratory's number.",
    "exhibit": "The court's exhibit number.",
    "exhibit_status": "Code of what became of the exhibit, such as ADMITTED.",
    "collected_position": "Coordinates, or a mark on the plan.",
    "collection_witness": "Who saw it being collected.",
    "basis": "Code of the legal basis, such as WARRANT, CONSENT or ARREST.",
    "seized_from": "The person it was taken from.",
    "owner": "Owner.",
    "claimant": "Who claims it.",
    "sponsor": "The witness it comes in through.",
    "storage_band": "Code of the storage it needs, such as REFRIGERATED.",
    "storage_need": "Remark on its storage.",
    "sensitivity": "Code of why it is sensitive, such as MEDICAL.",
    "retention_class": "Code of how long it is kept.",
    "note": "A note.",
}
"""Options of one line, by the name of the fact."""

QUESTIONS = (
    Shown[Particular]("Name", "name", lambda each: each.key),
    Shown[Particular]("Asks for", "label", lambda each: each.label),
    Shown[Particular]("Answer", "type", lambda each: each.type.value),
    Shown[Particular]("Needed", "required", lambda each: each.required),
    Shown[Particular]("One of", "choices", lambda each: [code for code, _ in each.choices]),
    Shown[Particular]("Hint", "hint", lambda each: each.hint),
    Shown[Particular]("Source", "source", lambda each: each.source),
)
KINDS = (Shown[str]("Kind", "kind", lambda kind: kind),)


def _days_asked_for() -> dict[str, Sense]:
    """Return what some kind is asked that is answered with a day or a moment."""
    asked = (each for kind in known_kinds() for each in sheet_of(kind).particulars)
    return {each.key: each.sense for each in asked if each.type in (Answer.DAY, Answer.MOMENT)}


def facts_options(command: C) -> C:
    """Add the options for what can be said about an item beyond the first few."""
    relation = click.Choice([each.value for each in ItemRelation])
    options = [
        *(_line(name, words) for name, words in _LINES.items()),
        click.option("--value", default=None, help="What it is worth, in dollars."),
        click.option("--hazard", "hazards", multiple=True, help="Code such as BIO; repeatable."),
        click.option(
            "--biological/--not-biological",
            "is_biological",
            default=None,
            help="Whether it holds what was once alive.",
        ),
        click.option("--inside", default=None, help="Tag of the item it lies in or comes from."),
        click.option("--relation", type=relation, default=None, help="What it is to that item."),
        click.option(
            "--set",
            "answers",
            multiple=True,
            type=NamedDay(_days_asked_for),
            help="NAME=ANSWER; repeatable.",
        ),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def _line(name: str, words: str) -> Callable[[C], C]:
    return click.option(f"--{name.replace('_', '-')}", default=None, help=words)


def facts_from(options: Mapping[str, Any]) -> dict[str, Any]:
    """Return the facts of an entry; options that are not given are left out.

    Raises:
        Refused: the value is no amount of money.
    """
    facts = {name: each for name, each in options.items() if each not in (None, ())}
    if "value" in facts:
        facts["value_cents"] = cents_of(facts.pop("value"), "value_cents")
    if "relation" in facts:
        facts["relation"] = ItemRelation(facts["relation"])
    if "answers" in facts:
        facts["particulars"] = _answers(facts.pop("answers"))
    return facts


def amended(item: EvidenceItem, options: Mapping[str, Any]) -> tuple[str | None, EvidenceItem]:
    """Return where the item lies, if that is said, and the item with the facts that are given."""
    facts = facts_from(options)
    inside = facts.pop("inside", None)
    answers = {**dict(item.particulars), **dict(facts.pop("particulars", ()))}
    kept = tuple((name, text) for name, text in answers.items() if text)
    return inside, replace(item, **facts, particulars=kept)


def part_from(typed: str) -> Part:
    """Return a part from its quantity, e.g. ``"2 g"``."""
    quantity, _space, unit = typed.strip().partition(" ")
    return Part(quantity=quantity, unit=unit.strip())


def count_called(defendants: Sequence[DefendantCounts], name: str, number: int) -> ChargeId:
    """Return the count meant.

    Raises:
        Missing: no defendant of that name has a count of that number.
        UsageError: several have.
    """
    wanted = name.casefold()
    found = [
        count.charge.id
        for party in defendants
        for count in party.counts
        if count.charge.number == number and wanted in party.name.casefold()
    ]
    if not found:
        raise Missing("proof.no_such_count", number=number)
    if len(found) > 1:
        raise click.UsageError("Several defendants have that count. Name one with --defendant.")
    return found[0]


def facts_shown(shown: ItemFile) -> Iterator[tuple[str, object]]:
    """Give label and value of everything said about an item; what is sealed is masked."""
    item = shown.item
    for name, label in FACTS.items():
        if name not in _TOLD_ELSEWHERE:
            yield label, shown.coded.get(name, getattr(item, name))
    yield FACTS["hazards"], [words for _code, words in shown.hazards]
    yield FACTS["value_cents"], dollars(item.value_cents) if item.value_cents is not None else ""
    yield from particulars_in_words(item, sealed=True)


_TOLD_ELSEWHERE = frozenset(
    {"kind", "description", "inside", "parent", "relation", "hazards", "value_cents"}
)


def relatives_shown(shown: ItemFile) -> Iterator[tuple[str, object]]:
    """Give what the item lies in, what it proves, what is odd about it and what is wanting."""
    if shown.above is not None:
        yield RELATIONS[shown.above.relation][0], f"{shown.above.tag} {shown.above.description}"
    for each in shown.below:
        yield RELATIONS[each.relation][1], f"{each.tag} {each.description}"
    for count in shown.counts:
        words = f"count {count.number}, {count.statute} {count.description}, {count.defendant}"
        yield "Proves", ", ".join(part for part in (words, count.link.element) if part)
    for doubt in shown.doubts:
        yield "Look at", doubt_in_words(shown.item.kind, doubt)
    if shown.wanting:
        yield "Still to be recorded", [fact_label(shown.item.kind, name) for name in shown.wanting]


def corrections_shown(shown: ItemFile) -> Iterator[tuple[str, object]]:
    """Give what was said before, newest first."""
    for each in shown.amendments:
        label = fact_label(shown.item.kind, each.field)
        words = f"{label}: {each.old or 'nothing'} -> {each.new or 'nothing'}"
        told = f", {each.informed} was told" if each.informed else ""
        yield "Correction", f"{in_words(each.at)}, {words} ({each.reason}, {each.by}{told})"


def facts_as_json(shown: ItemFile) -> dict[str, object]:
    """Return what is said about an item for programs: codes as they are, sealed answers masked."""
    item = shown.item
    names = [each for each in ItemFacts.__dataclass_fields__ if each not in {"parent", "relation"}]
    return {
        **{name: getattr(item, name) for name in names},
        "particulars": dict(item.particulars),
        "number_in_case": shown.line.number,
        "parent": shown.above.tag if shown.above is not None else None,
        "relation": shown.above.relation.value if shown.above is not None else None,
        "children": [{"tag": e.tag, "relation": e.relation.value} for e in shown.below],
        "proves": [
            {"count": e.number, "statute": e.statute, "element": e.link.element}
            for e in shown.counts
        ],
        "doubts": [{"field": doubt.field, "code": doubt.code} for doubt in shown.doubts],
        "wanting": shown.wanting,
        "corrections": [
            {
                "field": e.field,
                "old": e.old,
                "new": e.new,
                "reason": e.reason,
                "informed": e.informed,
                "by": e.by,
                "at": e.at,
            }
            for e in shown.amendments
        ],
    }


def _answers(typed: Iterable[str]) -> Particulars:
    pairs = []
    for each in typed:
        name, equals, text = each.partition("=")
        if not equals:
            msg = f"Write NAME=ANSWER, not {each!r}."
            raise click.UsageError(msg)
        pairs.append((name.strip(), text))
    return tuple(pairs)
