"""How the scanner at this workplace is set up."""

from app.i18n import _
from app.ui.page import Frame
from app.ui.scan.preferences import (
    LONGEST_MARK,
    ScannerPreferences,
    keep_scanner_preferences,
    scanner_preferences,
)
from app.ui.scan.sounds import Sound, play
from app.ui.widgets import (
    Button,
    Card,
    CheckRow,
    Field,
    SectionHeader,
    TextInput,
    fields_in_a_row,
    row,
    secondary,
)


class ScannerCard(Card):
    """Prefix, suffix and sound; they belong to the computer, so nothing is written to the vault."""

    def __init__(self, frame: Frame) -> None:
        known = scanner_preferences()
        self._prefix, self._suffix = TextInput(known.prefix), TextInput(known.suffix)
        for mark in (self._prefix, self._suffix):
            mark.setMaxLength(LONGEST_MARK)
        self._sound = CheckRow(_("Answer a scan with a sound"), known.sound)
        save = Button(_("Save"), self._save, small=True)
        words = _("Only if the scanner sends more than the code and Enter or Tab.")
        super().__init__(
            SectionHeader(_("Scanner at this workplace")),
            secondary(words, wrap=True),
            fields_in_a_row(
                Field("prefix", _("Before the code"), self._prefix),
                Field("suffix", _("After the code"), self._suffix),
            ),
            row(self._sound, None, save),
        )
        self._frame = frame

    def _save(self) -> None:
        chosen = ScannerPreferences(
            self._prefix.value(), self._suffix.value(), sound=self._sound.value()
        )
        keep_scanner_preferences(chosen)
        play(Sound.TAKEN)
        self._frame.tell(_("The scanner of this workplace is set up."))
