"""The form to sign for a step of a chain: each part with its words, typed, drawn or on paper."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.domain.custody import CustodyEvent
from app.domain.custody.signing import unsigned_parts
from app.domain.signatures import Signatory, SignatureKind
from app.i18n import _
from app.i18n.custody_words import attestation
from app.services.evidence import ItemFile, SignatureEntry, SignStep
from app.ui.evidence.signature_pad import SignaturePad
from app.ui.evidence.wording import LONGEST_NAME, shortened, step_title
from app.ui.form import FormDialog
from app.ui.page import Frame
from app.ui.widgets import (
    Choice,
    Field,
    Hairline,
    TextInput,
    column,
    fields_in_a_row,
    secondary,
    strong,
)

PARTS: Mapping[Signatory, str] = {
    Signatory.GIVER: _("Gives it: {name}"),
    Signatory.RECEIVER: _("Receives it: {name}"),
    Signatory.WITNESS: _("Second person: {name}"),
    Signatory.APPROVER: _("Approves it: {name}"),
}
_KINDS = (
    (SignatureKind.TYPED, _("Types the name")),
    (SignatureKind.DRAWN, _("Draws the signature")),
    (SignatureKind.SCANNED, _("Signed on paper")),
    (SignatureKind.UNABLE, _("Cannot sign")),
)


class SignForm(FormDialog):
    """Sign for one step, for as many of its parts as are present.

    Args:
        frame: the window.
        shown: the item with its chain and signatures.
        seq: the step; where everybody signed for it, there is nothing to fill in.
    """

    def __init__(self, frame: Frame, shown: ItemFile, seq: int) -> None:
        event = next(each for each in shown.chain.events if each.seq == seq)
        title = step_title(event, shown.actions[event.action])
        super().__init__(
            frame.desk,
            _("Sign for step {seq} of {tag}").format(seq=seq, tag=shown.line.tag),
            _("Sign"),
            lede=shortened(title, LONGEST_NAME),
            parent=frame.dialog_parent(),
            width=620,
        )
        self._shown = shown
        self._seq = seq
        files = [(file.id, file.name) for file in shown.files]
        open_ = unsigned_parts(event, shown.signatures)
        self._blocks = [_Part(part, name, event, shown, files) for part, name in open_.items()]
        for number, part in enumerate(self._blocks):
            self.add(*((Hairline(),) if number else ()), part)
        self.resize(620, min(240 + 190 * len(self._blocks), 700))

    def command(self) -> SignStep:
        """Return the signatures of all parts that are filled in."""
        entries = tuple(entry for part in self._blocks if (entry := part.entry()) is not None)
        return SignStep(item=self._shown.item.id, seq=self._seq, entries=entries)


class _Part(QWidget):
    """One part: the words agreed to, and how they are signed."""

    def __init__(
        self,
        part: Signatory,
        name: str,
        event: CustodyEvent,
        shown: ItemFile,
        files: Sequence[tuple[UUID, str]],
    ) -> None:
        super().__init__()
        self._part = part
        self._kinds = Choice(_KINDS, empty=_("Not now"))
        self._how = Field("kind", _("How"), self._kinds)
        self._name = Field(
            part.value,
            _("Name"),
            TextInput(placeholder=shortened(name, LONGEST_NAME)),
            hint=_("Of the person who signs; for a body, whoever signs for it."),
        )
        self._pad = SignaturePad()
        self._drawn = Field("strokes", _("Signature"), self._pad)
        self._scan = Field(
            "scan",
            _("Scan of the signed form"),
            Choice(files, empty=_("Choose a file of this item")),
            hint="" if files else _("Attach the scan to the item first, then choose it here."),
        )
        self._reason = Field("reason", _("Why not"), TextInput(), required=True)
        words = secondary(attestation(event, part, shown.line.tag), wrap=True)
        self._words = words
        self.setLayout(
            column(
                strong(PARTS[part].format(name=shortened(name, LONGEST_NAME)), wrap=True),
                words,
                fields_in_a_row((self._how, 2), (self._name, 3)),
                self._drawn,
                self._scan,
                self._reason,
                spacing=10,
            )
        )
        self._kinds.edited.connect(self._follow)
        self._follow()

    def entry(self) -> SignatureEntry | None:
        """Return the signature; None where this part is not signed now."""
        kind = self._kinds.value()
        if kind is None:
            return None
        return SignatureEntry(
            part=self._part,
            kind=kind,
            name=self._name.value() if kind is not SignatureKind.UNABLE else "",
            strokes=self._pad.strokes() if kind is SignatureKind.DRAWN else "",
            scan=self._scan.value() if kind is SignatureKind.SCANNED else None,
            reason=self._reason.value() if kind is SignatureKind.UNABLE else "",
        )

    def _follow(self) -> None:
        """Show what the chosen way of signing needs."""
        kind = self._kinds.value()
        self._name.setVisible(kind not in (None, SignatureKind.UNABLE))
        self._drawn.setVisible(kind is SignatureKind.DRAWN)
        self._scan.setVisible(kind is SignatureKind.SCANNED)
        self._reason.setVisible(kind is SignatureKind.UNABLE)
