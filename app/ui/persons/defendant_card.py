"""A defendant as the People tab shows one: custody, bail, counsel, warrants, orders."""

from collections.abc import Callable, Iterator
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.domain.persons import CustodyStatus, Warrant
from app.i18n import _
from app.services.persons import DefendantView, NoContactView
from app.ui import wording
from app.ui.icons import Icon
from app.ui.persons.defendant_forms import dollars
from app.ui.theme import Tone, metrics
from app.ui.widgets import (
    Card,
    Chip,
    ChipSpec,
    Facts,
    ListRow,
    Picture,
    RowList,
    column,
    row,
    small,
    strong,
)

_OUT = frozenset({CustodyStatus.OUT, CustodyStatus.HOME, CustodyStatus.UNKNOWN})

Act = Callable[[UUID], object]


class DefendantCard(Card):
    """One defendant.

    Args:
        view: the defendant.
        buttons: what can be done, at the right of the name.
        end_warrant, end_order: what the action of a row does; None where it is not allowed.
    """

    def __init__(
        self,
        view: DefendantView,
        buttons: list[QWidget],
        end_warrant: Act | None,
        end_order: Act | None,
    ) -> None:
        name = strong(view.party.name)
        chips = [_custody_chip(view)]
        if not _is_current(view):
            chips.append(Chip(_("no longer part"), Tone.NEUTRAL))
        heading = row(Picture(Icon.USER), name, *chips, None, *buttons, spacing=8)
        facts = Facts([(label, value) for label, value in _facts(view) if value])
        super().__init__(heading, facts)
        rows = [*_warrants(view.warrants, end_warrant), *_orders(view.orders, end_order)]
        if rows:
            papers = RowList(_("Warrants and orders against {name}").format(name=view.party.name))
            papers.set_rows([paper for paper, _act in rows])
            acts = {paper.key: act for paper, act in rows}
            papers.acted.connect(partial(_run, acts))
            self.body().addLayout(
                column(small(_("Warrants and orders")), papers, spacing=metrics.SMALL_GAP)
            )


def _run(acts: dict[object, Act | None], key: object) -> None:
    act = acts.get(key)
    if act is not None and isinstance(key, UUID):
        act(key)


def _is_current(view: DefendantView) -> bool:
    return view.party.party.until is None


def _custody_chip(view: DefendantView) -> Chip:
    if view.state.custody is CustodyStatus.UNKNOWN:
        return Chip(_("custody not known"), Tone.WARN, Icon.CIRCLE_ALERT)
    if view.state.custody in _OUT:
        return Chip(view.custody_words, Tone.NEUTRAL, Icon.LOCK_OPEN)
    return Chip(view.custody_words, Tone.DANGER, Icon.LOCK)


def _facts(view: DefendantView) -> Iterator[tuple[str, str]]:
    state, person = view.state, view.party.person
    if person is not None and person.born_on is not None:
        yield _("Born"), wording.full_day(person.born_on)
    if person is not None and person.aliases:
        yield _("Other names"), "; ".join(person.aliases)
    since = wording.full_day(state.custody_since) if state.custody_since else ""
    yield (
        _("Custody"),
        ", ".join(part for part in (state.custody_place, _more(_("since"), since)) if part),
    )
    posted = _("posted") if state.bail_posted else ""
    bail = (view.bail_words, dollars(state.bail_cents), posted, _more(_("by"), state.surety))
    yield _("Bail"), ", ".join(part for part in bail if part)
    yield _("Conditions"), state.bail_conditions
    yield _("Arraigned"), wording.full_day(state.arraigned_on) if state.arraigned_on else ""
    yield _("Counsel"), state.counsel or _("none noted")
    if person is not None and person.needs_interpreter:
        yield _("Interpreter"), person.language or _("needed")


def _warrants(
    warrants: tuple[Warrant, ...], act: Act | None
) -> Iterator[tuple[ListRow, Act | None]]:
    for each in warrants:
        end = each.served_on or each.recalled_on
        state = _("active")
        if each.served_on is not None:
            state = _("served")
        elif each.recalled_on is not None:
            state = _("recalled")
        tone = Tone.DANGER if each.is_active else Tone.NEUTRAL
        yield (
            ListRow(
                each.id,
                each.kind,
                _("issued {day}").format(day=wording.full_day(each.issued_on)),
                Icon.SIREN,
                tone,
                ChipSpec(state, tone),
                right=wording.day(end) if end else "",
                action=_("Served, recalled…") if each.is_active and act else "",
            ),
            act,
        )


def _orders(
    orders: tuple[NoContactView, ...], act: Act | None
) -> Iterator[tuple[ListRow, Act | None]]:
    for each in orders:
        until = each.order.lifted_on or each.order.expires_on
        days = [_("issued {day}").format(day=wording.full_day(each.order.issued_on))]
        if until is not None:
            days.append(_("until {day}").format(day=wording.full_day(until)))
        terms = " ".join(each.order.terms.split())
        tone = Tone.VICTIM if each.binds else Tone.NEUTRAL
        yield (
            ListRow(
                each.order.id,
                _("No contact with {name}").format(name=each.protects),
                ", ".join([*days, terms] if terms else days),
                Icon.SHIELD,
                tone,
                ChipSpec(_("in force") if each.binds else _("over"), tone),
                action=_("Lifted") if each.binds and act else "",
            ),
            act,
        )


def _more(label: str, value: str) -> str:
    return f"{label} {value}" if value else ""
