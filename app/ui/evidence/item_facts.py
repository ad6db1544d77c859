"""What is said about an item, in groups, as the panel beside a list shows it."""

from collections.abc import Iterable, Iterator

from PySide6.QtWidgets import QWidget

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
from app.ui.theme import Token, Tone
from app.ui.widgets import ChipSpec, Facts, PlainLabel, Type, column

Pairs = list[tuple[str, str]]

_LABEL_WIDTH = 104


class FactGroups(QWidget):
    """Groups of facts, each under a small heading; an empty group is not shown."""

    def __init__(self, headings: Iterable[str]) -> None:
        super().__init__()
        self._groups: dict[str, tuple[QWidget, Facts]] = {}
        layout = column(spacing=14)
        for heading in headings:
            facts = Facts(label_width=_LABEL_WIDTH)
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
    return PlainLabel(words, level=Type.LABEL, token=Token.MUTED)


THING, KIND, SEIZURE, STORAGE, COURT = HEADINGS = (
    _("The thing"),
    _("Of this type"),
    _("Seizure"),
    _("Storage"),
    _("Court"),
)


def facts_of(shown: ItemFile) -> dict[str, Pairs]:
    """Return what is said about an item, by group; nothing that is not said."""
    item, coded = shown.item, shown.coded
    groups: dict[str, Iterable[tuple[str, str]]] = {
        THING: _thing(shown),
        KIND: particulars_in_words(item, sealed=True),
        SEIZURE: _seizure(item, coded),
        STORAGE: _named(item, coded, "storage_band", "storage_need", "retention_class", "hold"),
        COURT: _named(item, coded, *_COURT),
    }
    told = {heading: [pair for pair in pairs if pair[1]] for heading, pairs in groups.items()}
    if item.review_on is not None:
        told[STORAGE].append((FACTS["review_on"], wording.day(item.review_on)))
    return told


_COURT = ("exhibit", "exhibit_status", "sponsor", "agency_tag", "lab_number", "note")


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


def remarks_on(shown: ItemFile) -> str:
    """Return what is odd and what is still to be recorded, in sentences."""
    kind = shown.item.kind
    said = [doubt_in_words(kind, doubt) for doubt in shown.doubts]
    if shown.wanting:
        names = ", ".join(fact_label(kind, name) for name in shown.wanting)
        said.append(_("Still to be recorded: {names}.").format(names=names))
    return "\n".join(said)


def _thing(shown: ItemFile) -> Iterator[tuple[str, str]]:
    line, item = shown.line, shown.item
    yield _("Case"), line.case_title
    quantity = f"{item.quantity} {item.unit}".strip()
    yield FACTS["kind"], _listed(line.kind_label, _("quantity {n}").format(n=quantity))
    yield _("Number"), _("{n} of this case").format(n=line.number)
    yield _("Holder"), _listed(line.holder, line.place)
    if line.due_back_on is not None:
        due = line.due_back_on
        yield _("Due back"), _listed(wording.day(due), wording.distance(due))
    if shown.above is not None:
        word = RELATIONS[shown.above.relation][0]
        yield word, _listed(shown.above.tag, shown.above.description)
    names = ("make", "model", "serial", "seal", "packaging", "condition", "hazard")
    yield from _named(item, {}, *names)
    yield FACTS["value_cents"], dollars(item.value_cents) if item.value_cents is not None else ""


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
