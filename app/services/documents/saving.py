"""Writing a finished document to a file the user chose: whole, or not at all."""

from pathlib import Path

from app.domain.errors import Refused
from app.storage.durable import appearing, disk_errors

_PDF = b"%PDF-"


def save_paper(pdf: bytes, to: Path, *, overwrite: bool = False) -> Path:
    """Write a PDF and return where it lies; it appears only when it is complete.

    Args:
        pdf: the document.
        to: the file; its folder must exist.
        overwrite: put it in the place of an older PDF. Nothing but a PDF is ever replaced.

    Raises:
        Refused: there is a file of that name, or something that is no PDF.
        Unavailable: the disk refuses; what was there stays as it was.
    """
    require_free(to, overwrite=overwrite)
    with appearing(to, overwrite=overwrite) as file:
        file.write(pdf)
    return to


def require_free(to: Path, *, overwrite: bool = False) -> None:
    """Refuse a place where nothing can be saved, before the log says that it was.

    Raises:
        Refused: there is a file of that name, or something that is no PDF.
        Unavailable: the folder is not there or may not be entered.
    """
    with disk_errors(to):
        if not to.name or to.is_dir():
            raise Refused("document.target_is_folder", field="to", name=str(to))
        to.parent.stat()
        if not to.exists():
            return
        if not overwrite:
            raise Refused("document.target_exists", field="to", name=to.name)
        if not to.is_file() or not _is_pdf(to):
            raise Refused("document.target_no_pdf", field="to", name=to.name)


def _is_pdf(file: Path) -> bool:
    with file.open("rb") as opened:
        return opened.read(len(_PDF)) == _PDF
