"""The list of everything that hangs on a hearing, each row ticked or not."""

from collections.abc import Callable

from app.domain.ripple import Ripple, RippleAct, RippleKind, RippleRow, RippleWhy, Tick
from app.i18n import _
from app.i18n.ripple import RIPPLE_ACTS, RIPPLE_KINDS, why_words
from app.ui import wording
from app.ui.icons import Icon
from app.ui.table import Column
from app.ui.theme import Tone
from app.ui.tick_table import TickTable
from app.ui.widgets import ChipSpec, EmptyState

_ICONS: dict[RippleKind, Icon] = {
    RippleKind.DEADLINE: Icon.CALENDAR_CLOCK,
    RippleKind.SUBPOENA: Icon.MAIL,
    RippleKind.VICTIM: Icon.PHONE,
    RippleKind.INTERPRETER: Icon.LANGUAGES,
    RippleKind.TASK: Icon.LIST_CHECKS,
    RippleKind.EVIDENCE: Icon.PACKAGE,
    RippleKind.HEARING: Icon.GAVEL,
    RippleKind.WITNESS: Icon.TRIANGLE_ALERT,
    RippleKind.REMINDER: Icon.BELL,
}
_TONES: dict[RippleKind, Tone] = {
    RippleKind.DEADLINE: Tone.WARN,
    RippleKind.SUBPOENA: Tone.ACCENT,
    RippleKind.VICTIM: Tone.VICTIM,
}

_BY_THEMSELVES = frozenset({RippleWhy.FOLLOWS, RippleWhy.SAME_HEARING})

_WARNINGS = frozenset({RippleWhy.UNAVAILABLE_THEN, RippleWhy.GONE_BY})


class RippleList(TickTable):
    """The rows; what surely follows is ticked to begin with. Enter ticks a row as well."""

    def __init__(self) -> None:
        super().__init__(
            _("What hangs on the hearing"),
            self._columns(),
            key=_key,
            can_tick=_can_tick,
            sentence=_sentence,
            empty=EmptyState(Icon.CIRCLE_CHECK, _("Nothing else hangs on this date.")),
        )
        self.opened.connect(self.turn)

    def show_ripple(self, ripple: Ripple) -> None:
        """Show another day's rows; what the user has ticked by hand stays so."""
        self.show_proposed(ripple.rows, _is_proposed)

    def ticks(self) -> tuple[Tick, ...]:
        """What is ticked, as it is shown."""
        return tuple(row.tick for row in self.ticked_rows())

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(_("What"), _nothing, 128, chip=_kind_chip),
            Column(_("Which"), _what, 200, stretch=3, strong=True, second=why_words),
            Column(_("Now"), _day_of(lambda row: row.old), 136, quiet=True, gives_way=1),
            Column(_("Then"), _day_of(lambda row: row.new), 136),
            Column("", self._effect, 110, quiet=True, gives_way=2),
        )

    def _effect(self, row: RippleRow) -> str:
        if row.why in _BY_THEMSELVES:
            return RIPPLE_ACTS[RippleAct.FOLLOW]
        if row.why is RippleWhy.OFF_ENDS:
            return _("ends")
        if row.kind is RippleKind.WITNESS:
            return ""
        return RIPPLE_ACTS[row.act] if self.is_ticked(row) else _("stays")


def _sentence(row: RippleRow) -> str:
    words = (
        RIPPLE_KINDS[row.kind],
        row.what,
        wording.full_day(row.old) if row.old else "",
        _("then {day}").format(day=wording.full_day(row.new)) if row.new else "",
        why_words(row),
    )
    return ", ".join(part for part in words if part)


def _key(row: RippleRow) -> tuple[RippleKind, object]:
    return row.key


def _can_tick(row: RippleRow) -> bool:
    return row.can_be_ticked


def _is_proposed(row: RippleRow) -> bool:
    return row.is_proposed


def _nothing(_row: RippleRow) -> str:
    return ""


def _what(row: RippleRow) -> str:
    return row.what


def _kind_chip(row: RippleRow) -> ChipSpec:
    tone = _TONES.get(row.kind, Tone.NEUTRAL)
    if row.why in _WARNINGS:
        tone = Tone.DANGER
    return ChipSpec(RIPPLE_KINDS[row.kind], tone, _ICONS[row.kind])


def _day_of(read: Callable[[RippleRow], object]) -> Callable[[RippleRow], str]:
    def words(row: RippleRow) -> str:
        day = read(row)
        return wording.day(day) if day is not None else ""  # type: ignore[arg-type]  # a day

    return words
