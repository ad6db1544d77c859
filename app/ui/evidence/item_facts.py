"""What is said about an item, in groups, as the panel beside a list shows it."""

from collections.abc import Iterable, Iterator

from PySide6.QtWidgets import QWidget

from app.domain.custody import Whereabouts
from app.domain.evidence import EvidenceItem
from app.domain.money import dollars
from app.i18n import _, ngettext
from app.i18n.item_words import (
    FACTS,
    RELATIONS,
    doubt_in_words,
    fact_label,
    particulars_in_words,
)
from app.services.evidence import ItemFile
from app.ui import wording
from app.ui.evidence.wording import LONGEST_NAME, shortened
from app.ui.icons import Icon
from app.ui.theme import Tone
from app.ui.widgets import ChipSpec, Facts, PlainLabel, Type, column

Pairs = list[tuple[str, str]]

_LABEL_WIDTH = 132
"""Of the first column in pixels; what is asked of a type has long names."""


class FactGroups(QWidget):
    """Groups of facts, each under a small heading; an empty group is not shown."""

    def __init__(self, headings: Iterable[str]) -> None:
        super().__init__()
        self._groups: dict[str, tuple[QWidget, Facts]] = {}
        layout = column(spacing=14)
        for heading in headings:
            facts = Facts(label_width=_LABEL_WIDTH, wrap_labels=True)
            group = QWidget()
            group.setLayout(column(_heading(heading), facts, spacing=8))
            layout.addWidget(group)
            self._groups[heading] = group, facts
        self.setLayout(layout)

    def show_facts(self, told: dict[str, Pairs]) -> None:
        """Show the facts of each group by its heading."""
        for heading, (group, facts) in self._groups.items():
            pairs = told.get(heading, [])
            facts.set_facts([(label, shortened(value)) for label, value in pairs])
            group.setVisible(bool(pairs))


def _heading(words: str) -> PlainLabel:
    return PlainLabel(words, level=Type.STRONG)


THING, KIND, SEIZURE, STORAGE, COURT = HEADINGS = (
    _("The thing"),
    _("Type and seal"),
    _("Seizure"),
    _("Storage"),
    _("Court"),
)


def first_facts(shown: ItemFile) -> Pairs:
    """Return what an item is told by and where it is."""
    line, item = shown.line, shown.item
    quantity = f"{item.quantity} {item.unit}".strip()
    due = line.due_back_on
    above = shown.above
    facts = (
        (_("Case"), line.case_title),
        (FACTS["kind"], _listed(line.kind_label, _("quantity {n}").format(n=quantity))),
        (_("Holder"), _listed(line.holder, line.place)),
        (_("Due back"), _listed(wording.day(due), wording.distance(due)) if due else ""),
        (RELATIONS[above.relation][0], _listed(above.tag, above.description))
        if above
        else ("", ""),
        (FACTS["serial"], item.serial),
        (FACTS["seal"], item.seal),
        (FACTS["exhibit"], _listed(item.exhibit, shown.coded.get("exhibit_status", ""))),
    )
    return [(label, shortened(value)) for label, value in facts if value]


def facts_of(shown: ItemFile) -> dict[str, Pairs]:
    """Return what else is said about an item, by group; nothing that is not said."""
    item, coded = shown.item, shown.coded
    groups: dict[str, Iterable[tuple[str, str]]] = {
        THING: _thing(shown),
        KIND: particulars_in_words(item, sealed=True),
        SEIZURE: _seizure(item, coded),
        STORAGE: _storage(item, coded),
        COURT: _named(item, coded, "sponsor", "agency_tag", "lab_number", "note"),
    }
    return {heading: [pair for pair in pairs if pair[1]] for heading, pairs in groups.items()}


def chips_of(shown: ItemFile) -> list[ChipSpec]:
    """Return what must be known before the item is touched: hazards, holds, what is sensitive."""
    item = shown.item
    chips = [ChipSpec(words, Tone.DANGER, Icon.TRIANGLE_ALERT) for _code, words in shown.hazards]
    if item.is_biological:
        chips.append(ChipSpec(_("Biological"), Tone.WARN, Icon.FLASK_CONICAL))
    if shown.line.holds:
        held = ngettext("{n} hold", "{n} holds", shown.line.holds).format(n=shown.line.holds)
        chips.append(ChipSpec(held, Tone.WARN, Icon.LOCK))
    if "sensitivity" in shown.coded:
        chips.append(ChipSpec(shown.coded["sensitivity"], Tone.WARN, Icon.EYE_OFF))
    return chips


def doubts_about(shown: ItemFile) -> str:
    """Return what is odd, a sentence a line."""
    return "\n".join(doubt_in_words(shown.item.kind, doubt) for doubt in shown.doubts)


def wanting_of(shown: ItemFile) -> str:
    """Return what is still to be recorded, in a sentence; nothing of an item gone for good."""
    if not shown.wanting or shown.line.whereabouts is Whereabouts.CLOSED:
        return ""
    names = ", ".join(fact_label(shown.item.kind, name) for name in shown.wanting)
    return _("Still to be recorded: {names}.").format(names=names)


def _thing(shown: ItemFile) -> Iterator[tuple[str, str]]:
    item = shown.item
    yield _("Number"), _("{n} of this case").format(n=shown.line.number)
    yield from _named(item, {}, "make", "model", "packaging", "condition", "hazard")
    yield FACTS["value_cents"], dollars(item.value_cents) if item.value_cents is not None else ""


def _storage(item: EvidenceItem, coded: dict[str, str]) -> Iterator[tuple[str, str]]:
    yield from _named(item, coded, "storage_band", "storage_need", "retention_class", "hold")
    yield FACTS["review_on"], wording.day(item.review_on) if item.review_on is not None else ""


def _seizure(item: EvidenceItem, coded: dict[str, str]) -> Iterator[tuple[str, str]]:
    when = wording.moment(item.collected_at) if item.collected_at else ""
    yield _("Collected"), _listed(item.collected_by, when, item.collected_place)
    names = ("collected_position", "collection_witness", "basis", "authority")
    yield from _named(item, coded, *names, "seized_from", "owner", "claimant")


def _named(item: EvidenceItem, coded: dict[str, str], *names: str) -> Iterator[tuple[str, str]]:
    for name in names:
        yield FACTS[name], coded.get(name, getattr(item, name))


def _listed(*parts: str) -> str:
    return ", ".join(shortened(part, LONGEST_NAME) for part in parts if part)
