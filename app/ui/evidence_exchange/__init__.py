"""Chains of custody in the window: taking in a CASE/UCO file, and writing one of a case."""

from app.i18n import _
from app.services.evidence_exchange import ExportChains, ImportChains
from app.ui.actions import Action, Menu
from app.ui.evidence_exchange.sending_out import export_chains
from app.ui.evidence_exchange.taking_in import import_chains
from app.ui.icons import Icon

ACTIONS = (
    Action(
        "evidence.import",
        _("Import CASE/UCO…"),
        Menu.FILE,
        import_chains,
        icon=Icon.DOWNLOAD,
        needs=ImportChains,
        group=1,
    ),
    Action(
        "evidence.export",
        _("Export CASE/UCO…"),
        Menu.CASE,
        export_chains,
        icon=Icon.ARROW_RIGHT_LEFT,
        needs=ExportChains,
        group=3,
    ),
)

__all__ = ["ACTIONS"]
