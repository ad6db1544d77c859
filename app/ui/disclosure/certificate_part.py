"""Certificates of compliance, and what stands in the way of the next."""

from collections.abc import Sequence
from functools import partial

from app.domain.cases import CaseId
from app.domain.disclosure.certificates import CertificateFile, OpenKind, OpenMatter
from app.i18n import _, ngettext
from app.i18n.disclosure import (
    CERTIFICATE_STEP_WORDS,
    STATE_WORDS,
    age_words,
    open_words,
)
from app.services.disclosure.certificates import IssueCertificate
from app.services.disclosure.papers import (
    PaperKind,
    PrintDisclosurePaper,
)
from app.services.disclosure.views import DisclosureOfCase
from app.ui import wording
from app.ui.disclosure.certificate_forms import CertificateForm, CertificateStepForm
from app.ui.disclosure.panel import Deed, Detail
from app.ui.disclosure.papers import open_paper
from app.ui.disclosure.part import Part
from app.ui.disclosure.words import (
    certificate_chip,
    day_or_nothing,
    shortened,
)
from app.ui.icons import Icon
from app.ui.local_keys import keys_on
from app.ui.page import Frame
from app.ui.table import Column
from app.ui.theme import Tone
from app.ui.widgets import Button, ChipSpec, ListRow

_LONGEST = 200


def _no_words(_line: object) -> str:
    return ""


class CertificatePart(Part):
    """What stands in the way of a certificate, and those issued. N issues, P prints."""

    icon = Icon.FILE_CHECK

    def __init__(self, frame: Frame, case: CaseId) -> None:
        super().__init__(frame, case)
        add = Button(_("Issue"), self.add, icon=Icon.PLUS, small=True, keys="N")
        add.setVisible(self.desk.may(IssueCertificate))
        columns = (
            Column(_("What"), _open_title, width=130, stretch=3, strong=True, second=self._why),
            Column(_("State"), _no_words, width=120, chip=_open_chip),
            Column(_("Waits"), self._waits, width=90, quiet=True, gives_way=1),
        )
        self.lay_out(
            _("Certificates"),
            columns,
            add,
            empty=_("Nothing is open. A certificate can be issued."),
            nothing=_("Choose a certificate to see what it names."),
        )
        keys_on(self.table, self.add, "N")
        keys_on(self.table, self.print, "P")

    def rows_of(self, view: DisclosureOfCase) -> Sequence[OpenMatter | CertificateFile]:
        """Return the certificates, then what is open."""
        return (*reversed(view.certificates), *view.open)

    def remark_of(self, view: DisclosureOfCase) -> str:
        """Return how much is open."""
        waiting = len(view.open)
        if not waiting:
            return _("nothing is open")
        words = ngettext("{n} open", "{n} open", waiting)
        return words.format(n=waiting)

    def detail_of(self, line: OpenMatter | CertificateFile, view: DisclosureOfCase) -> Detail:
        """Return what a certificate names, or why a matter is open."""
        if isinstance(line, OpenMatter):
            facts = [
                (_("Since"), day_or_nothing(line.since)),
                (_("Due"), day_or_nothing(line.due_on)),
            ]
            chip = _open_chip(line)
            return Detail(title=shortened(line.name), chip=chip, facts=facts, text=open_words(line))
        return self._certificate(line, view)

    def add(self) -> None:
        """Open the form of a certificate; while something is open it says so."""
        if self.view is None or not self.desk.may(IssueCertificate):
            return
        form = CertificateForm(
            self.frame,
            self.case,
            self.view.accused,
            len(self.view.certificates),
            is_supplement=any(each.counts for each in self.view.certificates),
        )
        self.open(form)

    def print(self) -> None:
        """Open the preview of the certificate chosen."""
        line = self.current()
        if isinstance(line, CertificateFile):
            self._preview(line)

    def _preview(self, line: CertificateFile) -> None:
        printed = PrintDisclosurePaper(
            case=self.case, kind=PaperKind.CERTIFICATE, subject=line.certificate.id
        )
        open_paper(self.frame, _open_title(line), printed)

    def _certificate(self, line: CertificateFile, view: DisclosureOfCase) -> Detail:
        made = line.certificate
        deeds = [Deed(_("Print"), self.print, Icon.PRINTER)]
        if self.desk.may(IssueCertificate) and line.counts:
            deeds.append(Deed(_("What became of it"), partial(self._step, line), Icon.PENCIL))
        rows = [
            ListRow(
                each.position,
                f"{each.item_number}. {each.title}"[:120],
                ", ".join(
                    part
                    for part in (view.duties.get(each.duty, each.duty), each.numbers, each.basis)
                    if part
                )[:_LONGEST],
                right=STATE_WORDS[each.state],
            )
            for each in line.lines
        ]
        steps = [
            ListRow(
                each.seq,
                CERTIFICATE_STEP_WORDS[each.kind],
                ", ".join(part for part in (each.text, each.by) if part)[:_LONGEST],
                right=wording.day(each.on),
            )
            for each in reversed(line.steps)
        ]
        return Detail(
            title=_open_title(line),
            chip=certificate_chip(line),
            facts=[
                (_("To"), made.defendant_name[:80]),
                (_("Issued"), f"{day_or_nothing(made.issued_on)}, {made.issued_by}"),
                (_("Diligence"), shortened(made.diligence)),
                (_("Why late"), shortened(made.delay_reason)),
            ],
            lists=((_("What became of it"), steps), (_("What it names"), rows)),
            deeds=tuple(deeds),
        )

    def _step(self, line: CertificateFile) -> None:
        self.open(CertificateStepForm(self.frame, line.certificate))

    def _why(self, line: OpenMatter | CertificateFile) -> str:
        if isinstance(line, CertificateFile):
            return line.certificate.defendant_name[:80]
        return open_words(line)

    def _waits(self, line: OpenMatter | CertificateFile) -> str:
        if isinstance(line, CertificateFile):
            return wording.day(line.certificate.issued_on)
        return age_words(line.since, self.view.today) if self.view is not None else ""


def _open_title(line: OpenMatter | CertificateFile) -> str:
    if isinstance(line, OpenMatter):
        return line.name
    made = line.certificate
    words = _("Certificate {n}") if made.supplements is None else _("Supplemental certificate {n}")
    return words.format(n=made.number)


_OPEN_CHIPS = {
    OpenKind.ROW: ChipSpec(_("Row"), Tone.WARN, Icon.CLIPBOARD_LIST),
    OpenKind.OFFICER: ChipSpec(_("Officer"), Tone.DANGER, Icon.SIREN),
    OpenKind.FAVORABLE: ChipSpec(_("Favorable"), Tone.DANGER, Icon.SCALE),
    OpenKind.REQUEST: ChipSpec(_("Demand"), Tone.WARN, Icon.MESSAGE_SQUARE),
    OpenKind.INQUIRY: ChipSpec(_("Inquiry"), Tone.WARN, Icon.MAIL),
    OpenKind.LOSS: ChipSpec(_("Loss"), Tone.DANGER, Icon.CIRCLE_X),
}


def _open_chip(line: OpenMatter | CertificateFile) -> ChipSpec:
    return certificate_chip(line) if isinstance(line, CertificateFile) else _OPEN_CHIPS[line.kind]
