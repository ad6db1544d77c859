"""Forms on certificates of compliance: issuing one, and what became of it."""

from app.domain.cases import CaseId
from app.domain.disclosure.certificates import Certificate, CertificateStepKind
from app.domain.disclosure.ledger import Accused
from app.i18n import _
from app.i18n.disclosure import CERTIFICATE_STEP_WORDS
from app.services.disclosure.certificates import IssueCertificate, RecordCertificateStep
from app.ui.dated_form import DatedForm
from app.ui.disclosure.words import accused_names
from app.ui.page import Frame
from app.ui.widgets import (
    Choice,
    Field,
    PastDateInput,
    ProseInput,
    fields_in_a_row,
)

_TODAY = _("Today, unless you say otherwise.")


class CertificateForm(DatedForm):
    """A certificate of compliance, issued once nothing is open."""

    def __init__(
        self,
        frame: Frame,
        case: CaseId,
        accused: tuple[Accused, ...],
        issued: int,
        *,
        is_supplement: bool,
    ) -> None:
        super().__init__(
            frame.desk,
            _("Certificate of compliance"),
            _("Issue"),
            lede=_("What was provided, and what is kept back, is frozen in it on this day."),
            parent=frame.dialog_parent(),
            width=640,
        )
        self._case = case
        self._issued = issued
        self._defendant = Field("defendant", _("To"), Choice(accused_names(accused)), required=True)
        self._diligence = Field(
            "diligence", _("What was done to find everything"), ProseInput(lines=4), required=True
        )
        self._delay = Field(
            "delay_reason",
            _("Why it was not provided before the last certificate"),
            ProseInput(lines=3),
            hint=_("A supplement must say so (CPL 245.50(1-a))."),
        )
        self.add(self._defendant, self._diligence, self._delay)
        self._delay.setVisible(is_supplement)
        self.say_when_committed(frame)

    def command(self) -> IssueCertificate:
        """Return the command."""
        return IssueCertificate(
            case=self._case,
            defendant=self._defendant.value(),
            diligence=self._diligence.value(),
            delay_reason=self._delay.value(),
            shown=self._issued,
        )


class CertificateStepForm(DatedForm):
    """What became of a certificate."""

    def __init__(self, frame: Frame, certificate: Certificate) -> None:
        super().__init__(
            frame.desk,
            _("Certificate No. {n}").format(n=certificate.number),
            _("Record"),
            parent=frame.dialog_parent(),
        )
        self._certificate = certificate
        self._kind = Field(
            "kind",
            _("What became of it"),
            Choice(CERTIFICATE_STEP_WORDS.items(), CertificateStepKind.FILED),
        )
        self._on = Field("on", _("On"), PastDateInput(), hint=_TODAY)
        self._text = Field("text", _("Remark"), ProseInput(lines=3))
        self.add(fields_in_a_row(self._kind, self._on), self._text)
        self.say_when_committed(frame)

    def command(self) -> RecordCertificateStep:
        """Return the command."""
        return RecordCertificateStep(
            certificate=self._certificate.id,
            kind=self._kind.value(),
            on=self._on.value(),
            text=self._text.value(),
        )
