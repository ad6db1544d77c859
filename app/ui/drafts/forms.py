"""Any form opened again: it is made from the same values and filled in as it stood."""

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.ui.desk import Desk
from app.ui.drafts.inputs import Typed, focused_in, put_back, put_focus, typed_in
from app.ui.drafts.plain import NotPlain, decoded, encoded
from app.ui.drafts.sheet import Sheet, Typing, reopens
from app.ui.page import Frame

if TYPE_CHECKING:
    from app.ui.form import FormDialog

KIND = "form"
_FRAME, _DESK = {"@": "frame"}, {"@": "desk"}

FORMS: dict[str, "type[FormDialog]"] = {}
"""Every class of forms that is loaded, by its name."""


def form_name(form: type[QWidget]) -> str:
    """Return the name a class of forms is known by."""
    return f"{KIND}:{form.__module__}:{form.__qualname__}"


MadeWith = tuple[tuple[Any, ...], dict[str, Any]]
"""The values a form was made from: those in order, and those by name."""


def sheet_of_form(form: QWidget, made_with: MadeWith) -> Sheet:
    """Return a form as it stands."""
    typed: tuple[Typed, ...] = typed_in(form)
    return Sheet(
        form_name(type(form)), form.windowTitle(), _place(made_with), typed, focused_in(form)
    )


def _place(made_with: MadeWith) -> Any:  # noqa: ANN401  an encoded value
    values, named = made_with
    try:
        return [
            [_encoded(each) for each in values],
            {name: _encoded(each) for name, each in named.items()},
        ]
    except NotPlain:
        return None


def _encoded(value: Any) -> Any:  # noqa: ANN401  any value a form is made from
    if isinstance(value, Desk):
        return _DESK
    if isinstance(value, QWidget) and hasattr(value, "dialog_parent"):
        return _FRAME
    return encoded(value)


def _decoded(value: Any, frame: Frame) -> Any:  # noqa: ANN401  any value a form is made from
    if value == _DESK:
        return frame.desk
    return frame if value == _FRAME else decoded(value)


@reopens(KIND)
def _reopen(frame: Frame, sheet: Sheet) -> Typing | None:
    make = FORMS.get(sheet.form)
    if make is None or sheet.place is None:
        return None
    try:
        values, named = sheet.place
        form = make(
            *(_decoded(each, frame) for each in values),
            **{name: _decoded(each, frame) for name, each in named.items()},
        )
    except (NotPlain, TypeError, ValueError, LookupError, AttributeError):
        return None
    form.open()
    put_back(form, sheet.typed)
    put_focus(form, sheet.focus)
    form.say_when_committed(frame)
    return form
