"""What is known of one count, and everything that happened to it."""

from collections.abc import Iterator
from datetime import date

from app.domain.charges import ChargeVersion, Phase
from app.i18n import _
from app.services.charges import CountView
from app.ui import wording
from app.ui.icons import Icon
from app.ui.theme import Tone
from app.ui.widgets import (
    Card,
    Facts,
    Hairline,
    ListRow,
    PlainLabel,
    RowList,
    SectionHeader,
    small,
    strong,
)

_PHASES = {
    Phase.ARRESTED: _("At arrest"),
    Phase.FILED: _("As filed"),
    Phase.AMENDED: _("Amended"),
    Phase.FINAL: _("Final"),
}


class CountCard(Card):
    """The count chosen above; hidden while there is none."""

    def __init__(self) -> None:
        self._heading = SectionHeader("")
        self._facts = Facts()
        self._elements_title = small(_("Elements to prove"))
        self._elements = PlainLabel(wrap=True, selectable=True)
        self._text_title = small(_("Charging text"))
        self._text = PlainLabel(wrap=True, selectable=True)
        self._past = RowList(_("What happened to the count"))
        self._past_title = strong(_("History of the count"))
        super().__init__(
            self._heading,
            self._facts,
            self._elements_title,
            self._elements,
            self._text_title,
            self._text,
            Hairline(),
            self._past_title,
            self._past,
        )
        self.hide()

    def show_count(self, count: CountView | None) -> None:
        """Show a count, or nothing."""
        self.setVisible(count is not None)
        if count is None:
            return
        charge = count.charge
        self._heading.heading.setText(
            _("Count {number}: {charge}").format(number=charge.number, charge=charge.description)
        )
        self._facts.set_facts([(label, value) for label, value in _facts(count) if value])
        self._show_text(self._elements_title, self._elements, charge.elements)
        self._show_text(self._text_title, self._text, charge.charging_text)
        past = list(_past(count))
        self._past.set_rows(past)
        self._past.setVisible(bool(past))
        self._past_title.setText(
            _("History of the count") if past else _("Nothing happened to this count yet.")
        )

    def _show_text(self, title: PlainLabel, label: PlainLabel, text: str) -> None:
        label.setText(text)
        label.setVisible(bool(text))
        title.setVisible(bool(text))


def _facts(count: CountView) -> Iterator[tuple[str, str]]:
    charge = count.charge
    yield _("Statute"), charge.statute
    yield _("Class"), count.class_words
    yield _("Modifier"), count.modifier_words
    yield _("Victims"), ", ".join(count.victims)
    days = dict.fromkeys((_day(charge.offense_from), _day(charge.offense_to)))
    yield _("Offense"), _(" to ").join(day for day in days if day)
    yield _("Filed"), _day(charge.filed_on)
    yield _("Limitation ends"), _day(charge.limitation_on)
    yield _("Penalty range"), charge.penalty
    yield _("Document"), charge.instrument
    yield _("Sentence"), count.sentence


def _past(count: CountView) -> Iterator[ListRow]:
    for version in count.versions:
        detail = ", ".join(part for part in (version.statute, version.by, version.reason) if part)
        title = f"{_PHASES[version.phase]}: {version.description}"
        yield ListRow(version.id, title, detail, Icon.PENCIL, right=_version_day(version))
    for plea in count.pleas:
        yield ListRow(
            plea.record.id,
            _("Plea: {words}").format(words=plea.words),
            plea.record.note,
            Icon.MESSAGE_SQUARE,
            Tone.ACCENT,
            right=_day(plea.record.on),
        )
    for each in count.dispositions:
        known = (each.record.judge, each.record.court, each.record.reason, each.record.doubt)
        yield ListRow(
            each.record.id,
            _("Disposition: {words}").format(words=each.words),
            ", ".join(part for part in known if part),
            Icon.GAVEL,
            Tone.OK,
            right=_day(each.record.on),
        )
    for line in count.sentences:
        record = line.record
        terms = (_more(_("suspended"), record.suspended), record.runs, record.commitment)
        yield ListRow(
            record.id,
            _("Sentence: {words}").format(words=line.text),
            ", ".join(part for part in terms if part),
            Icon.SCALE,
            right=_day(record.on),
        )


def _more(label: str, value: str) -> str:
    return f"{label} {value}" if value else ""


def _version_day(version: ChargeVersion) -> str:
    return _day(version.on)


def _day(day: date | None) -> str:
    return wording.full_day(day) if day is not None else ""
