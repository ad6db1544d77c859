"""Screens of evidence: items, fast entry, custody, inventories and papers."""

from PySide6.QtWidgets import QApplication, QWidget

from app.domain.cases import CaseId
from app.domain.custody import Action
from app.domain.search import HitKind
from app.domain.signatures import SignatureKind, strokes_of
from app.services.demo.handwriting import handwriting
from app.services.evidence import CaseEvidence, EvidenceByTag, Inventories
from app.ui.evidence.batch_forms import CheckInForm, CheckOutForm
from app.ui.evidence.custody_forms import CorrectForm, TransferForm
from app.ui.evidence.entry_form import EntryForm
from app.ui.evidence.item_panel import ItemPanel
from app.ui.evidence.log_view import LogView
from app.ui.evidence.page import InventoryFor
from app.ui.evidence.sign_form import SignForm
from app.ui.evidence_exchange.taking_in import ImportChainsForm
from app.ui.page import Section
from tests.architecture.examples.evidence_exchange import FOREIGN as HANDOVER
from tests.screenshots.stage import Scene, Stage


def _item(tag: str) -> Scene:
    """Return the scene that shows one item of evidence."""

    def show(stage: Stage) -> None:
        stage.go(Section.EVIDENCE, stage.office.ask(EvidenceByTag(tag)).item.id)

    return show


def _log_evidence(stage: Stage) -> None:
    stage.go(Section.CASES, stage.busiest_case())
    stage.act("evidence.log")


def _log_firearm(stage: Stage) -> None:
    """Fast entry once the type is chosen, with what that type asks for."""
    _log_evidence(stage)
    form = stage.shell.findChildren(EntryForm)[0]
    form.choose("firearm")
    stage.settle()


def _log_more(stage: Stage) -> None:
    _log_firearm(stage)
    stage.shell.findChildren(EntryForm)[0].toggle_more()
    stage.settle()


def _amend_item(stage: Stage) -> QWidget:
    _item("EV-0062")(stage)
    panel = next(each for each in stage.shell.findChildren(ItemPanel) if each.isVisible())
    panel.show_item(stage.office.ask(EvidenceByTag("EV-0062")).item.id)
    stage.settle()
    panel.amend()
    stage.settle()
    return QApplication.activeModalWidget() or stage.shell


def _item_panel(stage: Stage, tag: str) -> ItemPanel:
    """Bring one item to the front and return what is shown of it."""
    item = stage.office.ask(EvidenceByTag(tag)).item.id
    page = stage.go(Section.EVIDENCE, item)
    stage.settle()
    panel = next(each for each in page.findChildren(ItemPanel) if each.isVisible())
    panel.show_item(item)
    stage.settle()
    return panel


def _reweighed(stage: Stage) -> None:
    """An item whose chain has a finding."""
    _item_panel(stage, "EV-0061")


def _to_laboratory(stage: Stage) -> QWidget:
    _item_panel(stage, "EV-0062").transfer()
    form = stage.shell.findChildren(TransferForm)[0]
    form._action.content.set_value(Action.FROM_LAB)  # type: ignore[attr-defined]  # a choice
    stage.settle()
    return form


def _weighing(stage: Stage) -> QWidget:
    _item_panel(stage, "EV-0061").transfer()
    form = stage.shell.findChildren(TransferForm)[0]
    form._action.content.set_value(Action.WEIGHED)  # type: ignore[attr-defined]  # a choice
    stage.settle()
    return form


def _sign_step(stage: Stage) -> QWidget:
    _item_panel(stage, "EV-0012").sign(2)
    form = stage.shell.findChildren(SignForm)[0]
    for block, kind in zip(form._blocks, (SignatureKind.DRAWN, SignatureKind.TYPED), strict=True):
        block._kinds.set_value(kind)
    pad = form._blocks[0]._pad
    pad._strokes = [list(stroke) for stroke in strokes_of(handwriting("M. Chen"))]
    stage.settle()
    return form


def _correct_step(stage: Stage) -> QWidget:
    _item_panel(stage, "EV-0012").correct()
    form = stage.shell.findChildren(CorrectForm)[0]
    form._fields.set_value("holder")
    stage.settle()
    return form


def _check_out(stage: Stage) -> QWidget:
    tags = ("EV-0009", "EV-0010", "EV-0022")
    found = [stage.found(tag, HitKind.EVIDENCE) for tag in tags]
    form = CheckOutForm(stage.shell, [item for item in found if item is not None])
    form.open()
    stage.settle()
    return form


def _check_in(stage: Stage) -> QWidget:
    tags = ("EV-0008", "EV-0012")
    found = [stage.found(tag, HitKind.EVIDENCE) for tag in tags]
    form = CheckInForm(stage.shell, [item for item in found if item is not None])
    form.open()
    stage.settle()
    return form


def _custody_check(stage: Stage) -> QWidget:
    stage.go(Section.EVIDENCE)
    stage.act("evidence.check")
    stage.settle()
    return QApplication.activeModalWidget() or stage.shell


def _batch(stage: Stage) -> None:
    """Fast entry with a few items, one of them twice."""
    _log_evidence(stage)
    log = stage.shell.findChildren(LogView)[0]
    log._form._kinds.set_value("photo")
    log._form._typed["collected_by"].set_value("H. Dunn")
    log._form.place.take_scan("LOC-0013", None)
    for tag, words in (("EV-0301", "Door, seen from the hall"), ("EV-0302", "Lock, close")):
        log.take_scan(tag, None)
        log._form._typed["description"].set_value(words)
        log._form.add()
    log.take_scan("EV-0302", None)
    log._form._typed["description"].set_value("Lock, from the left")
    log._form.add()
    log.take_scan("EV-0178", None)
    log._form._typed["description"].set_value("Lock, from the right")
    log._form.add()
    stage.settle()


def _inventory(stage: Stage) -> None:
    (line,) = stage.office.ask(Inventories())
    stage.go(Section.EVIDENCE, InventoryFor(line.session.id))


def _inventory_paper(stage: Stage) -> QWidget:
    from app.ui.evidence import papers  # noqa: PLC0415  Qt's PDF module is heavy

    (line,) = stage.office.ask(Inventories())
    papers.open_inventory(stage.shell, line.session.id)
    stage.settle()
    return QApplication.activeModalWidget() or stage.shell


def _inventories(stage: Stage) -> None:
    stage.go(Section.EVIDENCE, InventoryFor())


def _add_place(stage: Stage) -> QWidget:
    page = stage.go(Section.SETTINGS, "places")
    page.tabs.page("places").add()  # type: ignore[attr-defined]  # the Settings' own page
    stage.settle()
    return QApplication.activeModalWidget() or stage.shell


def _import_chains(stage: Stage) -> QWidget:
    stage.shell.open_case(stage.busiest_case())
    stage.settle()
    form = stage.act("evidence.import")
    assert isinstance(form, ImportChainsForm)
    form.choose(str(HANDOVER))
    form.look_over()
    stage.settle()
    return QApplication.activeModalWidget() or form


def _evidence_paper(name: str) -> Scene:
    def scene(stage: Stage) -> QWidget:
        from app.ui.evidence import papers  # noqa: PLC0415  Qt's PDF module is heavy

        case = stage.busiest_case()
        item = stage.office.ask(CaseEvidence(CaseId(case)))[0].item
        of_item = name in {"open_custody_form", "open_transfer_receipt"}
        getattr(papers, name)(stage.shell, item if of_item else case)
        stage.settle()
        return QApplication.activeModalWidget() or stage.shell

    return scene


EVIDENCE_SCENES: dict[str, Scene] = {
    "evidence-firearm": _item("EV-0062"),
    "evidence-cash": _item("EV-0064"),
    "evidence-container": _item("EV-0065"),
    "amend-item": _amend_item,
    "log-evidence": _log_evidence,
    "log-firearm": _log_firearm,
    "log-more": _log_more,
    "item-reweighed": _reweighed,
    "back-from-laboratory": _to_laboratory,
    "weigh": _weighing,
    "sign-step": _sign_step,
    "correct-step": _correct_step,
    "check-out": _check_out,
    "check-in": _check_in,
    "custody-check": _custody_check,
    "batch": _batch,
    "inventories": _inventories,
    "inventory": _inventory,
    "print-inventory": _inventory_paper,
    "add-place": _add_place,
    "import-chains": _import_chains,
    "print-labels": _evidence_paper("open_case_labels"),
    "print-custody-form": _evidence_paper("open_custody_form"),
    "print-receipt": _evidence_paper("open_transfer_receipt"),
    "print-evidence-log": _evidence_paper("open_evidence_log"),
}
