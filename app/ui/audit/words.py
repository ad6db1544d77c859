"""How the audit log's own words read on screen."""

from app.domain.audit_view import ActGroup, AuditLine
from app.i18n import _
from app.ui import wording
from app.ui.outcomes import OUTCOMES
from app.ui.table import Column

GROUPS = {
    ActGroup.ENTRIES: _("Coming and going"),
    ActGroup.REVEALS: _("Reveals"),
    ActGroup.PRINTS: _("Prints"),
    ActGroup.EXPORTS: _("Exports"),
    ActGroup.USERS: _("Users"),
    ActGroup.WALLS: _("Walls"),
    ActGroup.VAULT: _("Vault, settings"),
    ActGroup.OTHER: _("Work on cases"),
}


def facts(line: AuditLine) -> str:
    """Return what the entry says besides what it touched; hashes are shortened."""
    return ", ".join(f"{name} {value[:16]}" for name, value in line.facts)


def _more(line: AuditLine) -> str:
    return ", ".join(part for part in (line.touched, facts(line)) if part)


COLUMNS = (
    Column(_("Entry"), lambda line: str(line.seq), width=72, right=True, quiet=True),
    Column(_("When"), lambda line: wording.moment(line.at), width=142),
    Column(_("Who"), lambda line: line.who, width=110, stretch=1),
    Column(_("What"), lambda line: line.what, width=150, stretch=2, strong=True),
    Column(_("Case"), lambda line: line.case_number, width=108, gives_way=1),
    Column(_("Touched"), _more, width=150, stretch=2, quiet=True, gives_way=2),
    Column(
        _("Outcome"),
        lambda line: OUTCOMES[line.outcome].text,
        width=96,
        chip=lambda line: OUTCOMES[line.outcome],
    ),
)
