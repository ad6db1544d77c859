"""A day and a time beside each other in a form, which together name a moment."""

from datetime import datetime

from app.domain.errors import Refused
from app.i18n.courthouse import courthouse
from app.ui.widgets import Field


def moment_of(day: Field, clock: Field) -> datetime | None:
    """Return the moment (UTC) two fields name by the courthouse clock; a time alone is today's.

    Returns:
        None where both are empty.

    Raises:
        Refused: a day without its time, or a moment there is not; it names the field to mend.
    """
    on, at = day.value(), clock.value()
    if at is None:
        if on is not None:
            raise Refused("date.time_missing", field=clock.name)
        return None
    typed = datetime.combine(on or courthouse.today(), at)
    return courthouse.moment(typed, on=day.name, clock=clock.name)
