"""Saying in a form whose case it is about: a morning has forty hearings that look alike."""

from functools import partial

from app.domain.cases import CaseId
from app.services.cases import CaseHeader, CaseHeaderOf
from app.ui import wording
from app.ui.form import FormDialog


def name_case(form: FormDialog, case: CaseId) -> None:
    """Name a case above everything else a form says of itself."""
    form.desk.ask(CaseHeaderOf(case), form, partial(_name, form))


def _name(form: FormDialog, header: CaseHeader) -> None:
    form.say_first(wording.case_words(header.case.title, header.case.number))
