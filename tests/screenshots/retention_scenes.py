"""Screens of how long evidence is kept and how it leaves."""

from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from app.services.evidence import EvidenceByTag
from app.services.retention import ItemRetention, WaitingRequests
from app.ui.evidence.certificate import open_certificate
from app.ui.evidence.disposal_forms import ExecuteForm
from app.ui.evidence.retention_card import RetentionCard
from app.ui.evidence.review_view import ReviewView
from app.ui.page import Section
from tests.screenshots.stage import Scene, Stage


def _review(stage: Stage) -> None:
    """The review list with two items in the run."""
    stage.act("evidence.review")
    stage.settle()
    view = next(each for each in stage.shell.findChildren(ReviewView) if each.isVisible())
    for line in range(2):
        view.toggle(view._model.key_at(line))
    view._table.pick(view._model.key_at(0))


def _retention(stage: Stage) -> None:
    """An item whose disposal waits for approval; its card in front."""
    page = stage.go(Section.EVIDENCE, stage.office.ask(EvidenceByTag("EV-0003")).item.id)
    stage.settle()
    card = next(each for each in page.findChildren(RetentionCard) if each.isVisible())
    area = card.parentWidget()
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    if area is not None:
        area.verticalScrollBar().setValue(card.y())


def _disposal(stage: Stage) -> QWidget:
    """Carrying out a disposal: what a return to the owner asks for."""
    item = stage.office.ask(EvidenceByTag("EV-0003")).item.id
    stage.go(Section.EVIDENCE, item)
    form = ExecuteForm(stage.shell, stage.office.ask(WaitingRequests((item,))))
    form.open()
    stage.settle()
    return form


def _certificate(stage: Stage) -> QWidget:
    gone = stage.office.ask(EvidenceByTag("EV-0002")).item.id
    stage.go(Section.EVIDENCE, gone)
    open_certificate(stage.shell, stage.office.ask(ItemRetention(gone)).certificate)
    stage.settle()
    return QApplication.activeModalWidget() or stage.shell


RETENTION_SCENES: dict[str, Scene] = {
    "retention": _retention,
    "review-evidence": _review,
    "carry-out-disposal": _disposal,
    "disposal-certificate": _certificate,
}
