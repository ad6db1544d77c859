"""What a step of a chain should say where that is a day or a moment: typed as anywhere else."""

from datetime import datetime

from app.domain.custody.corrections import FieldKind
from app.domain.typed_dates import Sense, read_day
from app.domain.typed_moments import read_moment
from app.i18n.courthouse import courthouse


def as_kept(kind: FieldKind, typed: str) -> str:
    """Return the text as a correction keeps it: days and moments as in ISO 8601.

    What cannot be read is returned as it is; the command refuses it.

    Raises:
        Refused: as `read_day`, or the clocks skip that hour.
    """
    if kind is FieldKind.MOMENT:
        return _moment(typed) or typed
    if kind is FieldKind.TEXT or not typed:
        return typed
    sense = Sense.COMING if kind is FieldKind.DAY_AHEAD else Sense.PAST
    day = read_day(typed, courthouse.today(), courthouse.court_days, sense)
    return day.day.isoformat() if day is not None else typed


def _moment(typed: str) -> str | None:
    meant = read_moment(typed, courthouse.now(), courthouse.court_days, Sense.PAST)
    if meant is None or meant.clock is None:
        return None
    return courthouse.moment(
        datetime.combine(meant.day.day, meant.clock), on="new", clock="new"
    ).isoformat()
