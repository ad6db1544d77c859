"""A scan anywhere in the window opens what it names; a batch or form in front has it first."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QApplication, QWidget

from app.domain.errors import DossierError
from app.domain.locations import LocationId
from app.i18n import _
from app.i18n.sentences import sentence
from app.services.evidence import BarcodeOf, ReadBarcode, Scanned
from app.ui.page import Section
from app.ui.scan.scanner import Scanner, TypedInto
from app.ui.scan.sounds import Sound, play
from app.ui.scan.taking import AtPlace, takers_in
from app.ui.shell import Shell
from app.ui.theme import Tone


class ScanAnywhere(QWidget):
    """Listens as long as the window of an open office lives; while locked nothing listens.

    Args:
        shell: the window.
    """

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.hide()
        self._shell = shell
        self.scanner = Scanner(self.take, self)
        if shell.windowHandle() is not None:
            self.scanner.watch(shell.windowHandle())

    def take(self, code: str, typed: TypedInto) -> bool:
        """Hand a code to whoever is in front, or open what it names.

        Returns:
            Whether it is dealt with; a field of a form that nobody speaks for keeps it as typed.
        """
        modal = QApplication.activeModalWidget()
        window = modal or self._shell
        if not self._shell.isVisible() or not self._shell.desk.may(ReadBarcode):
            return False
        takers = takers_in(window, typed.widget)
        if modal is not None and not takers:
            return False
        typed.clean(code)
        if any(taker.take_scan(code, typed.widget) for taker in takers):
            return True
        if modal is not None:
            typed.put_back(code)
            return False
        unknown = partial(self._refuse, code, typed)
        self._shell.desk.ask(ReadBarcode(code), self, self._open, unknown)
        return True

    def _open(self, scanned: Scanned) -> None:
        self._shell.close_palette()
        play(Sound.TAKEN)
        _OPENS[scanned.of](self._shell, scanned)

    def _refuse(self, code: str, typed: TypedInto, error: DossierError) -> None:
        typed.put_back(code)
        play(Sound.REFUSED)
        self._shell.tell(sentence(error), tone=Tone.WARN)


def _open_item(shell: Shell, scanned: Scanned) -> None:
    shell.go(Section.EVIDENCE, scanned.id)


def _open_place(shell: Shell, scanned: Scanned) -> None:
    shell.go(Section.EVIDENCE, AtPlace(LocationId(scanned.id)))


def _name_agency(shell: Shell, scanned: Scanned) -> None:
    words = _("{name}: scan an agency while you hand an item over, and it is the receiver.")
    shell.tell(words.format(name=scanned.name), tone=Tone.NEUTRAL)


def _open_case(shell: Shell, scanned: Scanned) -> None:
    shell.open_case(scanned.id)


_OPENS: dict[BarcodeOf, Callable[[Shell, Scanned], None]] = {
    BarcodeOf.ITEM: _open_item,
    BarcodeOf.LOCATION: _open_place,
    BarcodeOf.AGENCY: _name_agency,
    BarcodeOf.CASE: _open_case,
}
