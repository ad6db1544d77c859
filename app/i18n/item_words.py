"""What is said about an item of evidence, in words: window, terminal and paper say the same."""

from collections.abc import Iterator
from datetime import date, datetime

from app.domain.evidence import ItemFacts, ItemRelation
from app.domain.item_doubts import Doubt
from app.domain.item_particulars import MASK, Particular, answered, sheet_of
from app.domain.money import dollars
from app.domain.particular_values import Answer, lots_of_cash, total_cents
from app.i18n import _
from app.i18n.sentences import say

FACTS: dict[str, str] = {
    "kind": _("Type"),
    "description": _("Description"),
    "quantity": _("Quantity"),
    "unit": _("Unit"),
    "make": _("Make"),
    "model": _("Model"),
    "serial": _("Serial number"),
    "condition": _("Condition"),
    "packaging": _("Packaging"),
    "seal": _("Seal number"),
    "value_cents": _("Value"),
    "inside": _("Lies in"),
    "parent": _("Lies in"),
    "relation": _("Relation"),
    "hazards": _("Hazards"),
    "hazard": _("Remark on hazards"),
    "is_biological": _("Biological"),
    "collected_by": _("Collected by"),
    "collected_at": _("Collected on"),
    "collected_place": _("Place collected"),
    "collected_position": _("Position"),
    "collection_witness": _("Witness"),
    "basis": _("Legal basis"),
    "authority": _("Authority"),
    "seized_from": _("Seized from"),
    "owner": _("Owner"),
    "claimant": _("Claimant"),
    "storage_band": _("Storage"),
    "storage_need": _("Storage remark"),
    "sensitivity": _("Sensitive"),
    "retention_class": _("Kept"),
    "review_on": _("Review on"),
    "hold": _("Hold"),
    "exhibit": _("Exhibit number"),
    "exhibit_status": _("Exhibit status"),
    "sponsor": _("Sponsoring witness"),
    "agency_tag": _("Agency's tag"),
    "lab_number": _("Laboratory number"),
    "note": _("Note"),
}
"""Labels of the facts every item has, in the order in which they are read."""

RELATIONS: dict[ItemRelation, tuple[str, str]] = {
    ItemRelation.INSIDE: (_("Lies in"), _("Holds")),
    ItemRelation.PART: (_("Part of"), _("Part")),
    ItemRelation.DERIVATIVE: (_("Made from"), _("Made from it")),
    ItemRelation.EXTRACT: (_("Extract of"), _("Extract")),
}
"""What an item is to the one above it, and what it is called from there."""

CURRENCIES = {"CAD": "CA$", "MXN": "MX$", "EUR": "€", "GBP": "£", "USD": "$", "OTHER": ""}


def fact_label(kind: str, name: str) -> str:
    """Return the label of a fact, or of a particular of that kind; another name stands for itself.

    The name of a particular that the kind no longer has is all that is left of it.
    """
    if name in FACTS:
        return FACTS[name]
    asked = sheet_of(kind).find(name)
    return _(asked.label) if asked is not None else name


def particulars_in_words(item: ItemFacts, *, sealed: bool = False) -> Iterator[tuple[str, str]]:
    """Give label and words of each particular; the sealed ones only where asked for, masked."""
    answers = dict(item.particulars)
    for asked, text in answered(item.kind, item.particulars):
        if asked.is_sealed:
            if sealed:
                yield _(asked.label), MASK
        elif asked.type is Answer.DENOMINATIONS:
            yield _(asked.label), cash_in_words(text, answers.get("currency", "USD"))
        else:
            yield _(asked.label), answer_in_words(asked, text)


def answer_in_words(asked: Particular, text: str) -> str:
    """Return an answer as it is read, e.g. ``"Sat 14 Nov 2026 03:20"``."""
    if asked.choices:
        return _(dict(asked.choices).get(text, text))
    if asked.type is Answer.PERCENT:
        return f"{text}%"
    if asked.type is Answer.MONEY:
        return f"${text}"
    if asked.type is Answer.DAY:
        return f"{date.fromisoformat(text):%a %d %b %Y}"
    if asked.type is Answer.MOMENT:
        return f"{datetime.fromisoformat(text):%a %d %b %Y %H:%M}"
    return text


def cash_in_words(count: str, currency: str) -> str:
    """Return a count by denomination with its total, e.g. ``"12 x $20, 3 x $5: $255.00"``."""
    sign = CURRENCIES.get(currency, "")
    lots = ", ".join(f"{number} x {sign}{face}" for number, face in lots_of_cash(count))
    total = dollars(total_cents(count)).removeprefix("$")
    return f"{lots}: {sign}{total}"


def doubt_in_words(kind: str, doubt: Doubt) -> str:
    """Return what is odd, with the label of the field."""
    return f"{fact_label(kind, doubt.field)}: {say(doubt.code, {})}"
