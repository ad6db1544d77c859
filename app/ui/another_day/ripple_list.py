"""The list of everything that hangs on a hearing, each row ticked or not."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Signal

from app.domain.ripple import Ripple, RippleAct, RippleKind, RippleRow, RippleWhy, Tick
from app.i18n import _
from app.i18n.hearings import RIPPLE_ACTS, RIPPLE_KINDS, why_words
from app.ui import wording
from app.ui.icons import Icon
from app.ui.local_keys import keys_on
from app.ui.table import Column, DataTable, RowTable
from app.ui.theme import Tone, metrics
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


class _Rows(RowTable):
    """The rows of a ripple, unknown until a day was typed."""

    is_known = False

    @property
    def has_answer(self) -> bool:
        """Whether the rows are those of a day."""
        return self.is_known


class RippleList(DataTable):
    """The rows. Space or a click on the box ticks one; A ticks all, and none where all are.

    Signals:
        ticked: a tick was set or taken away.
    """

    ticked = Signal()

    def __init__(self) -> None:
        self._ripple: Ripple | None = None
        self._chosen: dict[object, bool] = {}
        self._rows = _Rows(self._columns(), key=_key, sentence=self._sentence)
        super().__init__(
            _("What hangs on the hearing"),
            self._rows,
            empty=EmptyState(Icon.CIRCLE_CHECK, _("Nothing else hangs on this date.")),
            row_height=metrics.TALL_ROW_HEIGHT,
        )
        self.acted.connect(self.turn)
        self.opened.connect(self.turn)
        self.clicked.connect(self._clicked)
        keys_on(self, self.turn_all, "A")

    def show_ripple(self, ripple: Ripple) -> None:
        """Show another day's rows; what the user has ticked by hand stays so."""
        self._ripple = ripple
        self._rows.is_known = True
        self._rows.set_rows(ripple.rows)
        self.ticked.emit()

    def ticks(self) -> tuple[Tick, ...]:
        """What is ticked, as it is shown."""
        rows = self._ripple.rows if self._ripple is not None else ()
        return tuple(row.tick for row in rows if self.is_ticked(row))

    def possible(self) -> int:
        """How many rows can be ticked."""
        rows = self._ripple.rows if self._ripple is not None else ()
        return sum(row.can_be_ticked for row in rows)

    def is_ticked(self, row: RippleRow) -> bool:
        """Whether a row follows."""
        return row.can_be_ticked and self._chosen.get(row.key, row.is_proposed)

    def turn(self, key: object) -> None:
        """Tick a row, or take its tick away."""
        row = self._row(key)
        if row is not None and row.can_be_ticked:
            self._chosen[row.key] = not self.is_ticked(row)
            self.viewport().update()
            self.ticked.emit()

    def turn_all(self) -> None:
        """Tick every row; where all are ticked, none."""
        rows = [row for row in self._ripple.rows if row.can_be_ticked] if self._ripple else []
        all_ticked = all(self.is_ticked(row) for row in rows)
        for row in rows:
            self._chosen[row.key] = not all_ticked
        self.viewport().update()
        self.ticked.emit()

    def _row(self, key: object) -> RippleRow | None:
        rows = self._ripple.rows if self._ripple is not None else ()
        return next((row for row in rows if row.key == key), None)

    def _clicked(self, index: QModelIndex) -> None:
        if index.column() == 0:
            self.turn(self._rows.key_at(index.row()))

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("", _nothing, 40, icon=self._box),
            Column(_("What"), _nothing, 128, chip=_kind_chip),
            Column(_("Which"), _what, 200, stretch=3, strong=True, second=why_words),
            Column(_("Now"), _day_of(lambda row: row.old), 136, quiet=True, gives_way=1),
            Column(_("Then"), _day_of(lambda row: row.new), 136),
            Column("", self._effect, 110, quiet=True, gives_way=2),
        )

    def _box(self, row: RippleRow) -> Icon | None:
        if not row.can_be_ticked:
            return None
        return Icon.SQUARE_CHECK if self.is_ticked(row) else Icon.SQUARE

    def _effect(self, row: RippleRow) -> str:
        if row.why in _BY_THEMSELVES:
            return RIPPLE_ACTS[RippleAct.FOLLOW]
        if row.kind is RippleKind.WITNESS:
            return ""
        return RIPPLE_ACTS[row.act] if self.is_ticked(row) else _("stays")

    def _sentence(self, row: RippleRow) -> str:
        state = _("ticked") if self.is_ticked(row) else _("not ticked")
        words = (
            state if row.can_be_ticked else "",
            RIPPLE_KINDS[row.kind],
            row.what,
            wording.full_day(row.old) if row.old else "",
            _("then {day}").format(day=wording.full_day(row.new)) if row.new else "",
            why_words(row),
        )
        return ", ".join(part for part in words if part)


def _key(row: RippleRow) -> tuple[RippleKind, object]:
    return row.key


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
