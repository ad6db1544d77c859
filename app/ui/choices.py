"""Code lists in forms: they are asked for before a form opens, so that it opens whole."""

from collections.abc import Callable
from functools import partial

from app.domain.codes import Code, CodeList
from app.services.codes import Choices
from app.ui.form import FormDialog
from app.ui.page import Frame

Lists = dict[CodeList, tuple[Code, ...]]


def options(codes: tuple[Code, ...]) -> list[tuple[str, str]]:
    """Return code and label of each entry, as `Choice` takes them."""
    return [(code.code, code.label) for code in codes]


def open_form(
    frame: Frame, lists: tuple[CodeList, ...], make: Callable[[Lists], FormDialog]
) -> None:
    """Ask for code lists, then open the form made from them."""
    frame.desk.ask(Choices(lists), frame.dialog_parent(), partial(_open, make))


def _open(make: Callable[[Lists], FormDialog], lists: Lists) -> None:
    make(lists).open()
