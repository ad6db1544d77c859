"""One entry of the log, whole."""

from app.domain.audit_view import AuditLine
from app.i18n import _
from app.ui import wording
from app.ui.outcomes import OUTCOMES
from app.ui.widgets import Card, Facts, SectionHeader, secondary


class EntryPanel(Card):
    """What the chosen entry says."""

    def __init__(self) -> None:
        self._facts = Facts(label_width=92)
        self._hint = secondary(_("Choose an entry to see all of it."), wrap=True)
        super().__init__(SectionHeader(_("Entry")), self._hint, self._facts)

    def show_line(self, line: AuditLine | None) -> None:
        """Show an entry, or how to choose one."""
        self._hint.setVisible(line is None)
        self._facts.setVisible(line is not None)
        if line is not None:
            self._facts.set_facts(_facts(line))


def _facts(line: AuditLine) -> list[tuple[str, str]]:
    pairs = [
        (_("Position"), wording.count(line.seq)),
        (_("When"), wording.moment(line.at)),
        (_("Who"), line.who),
        (_("As"), line.role),
        (_("Computer"), line.machine),
        (_("What"), line.what),
        (_("Outcome"), OUTCOMES[line.outcome].text),
        (_("Case"), line.case_number),
        (_("Touched"), line.touched),
        *((name.replace("_", " ").capitalize(), value) for name, value in line.facts),
        (_("Signed"), _("the log is signed behind this entry") if line.signed else ""),
    ]
    return [(label, value) for label, value in pairs if value]
