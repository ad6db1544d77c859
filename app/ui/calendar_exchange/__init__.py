"""Calendar files in the window: the office's days going out, and a court's feed coming in."""

from app.i18n import _
from app.services.calendar_exchange import ExportCalendar, ImportFeed
from app.services.hearings import FollowMove
from app.ui.actions import Action, Menu
from app.ui.calendar_exchange.sending_out import export_calendar
from app.ui.calendar_exchange.taking_in import import_feed
from app.ui.court_moves import open_court_moves
from app.ui.icons import Icon

ACTIONS = (
    Action(
        "calendar.import",
        _("Import court feed…"),
        Menu.FILE,
        import_feed,
        icon=Icon.DOWNLOAD,
        needs=ImportFeed,
        group=1,
    ),
    Action(
        "calendar.moves",
        _("Hearings a feed moved…"),
        Menu.FILE,
        open_court_moves,
        icon=Icon.CALENDAR_CLOCK,
        needs=FollowMove,
        group=1,
    ),
    Action(
        "calendar.export",
        _("Export calendar…"),
        Menu.FILE,
        export_calendar,
        icon=Icon.UPLOAD,
        needs=ExportCalendar,
        group=1,
    ),
)

__all__ = ["ACTIONS"]
