"""The ledger through the doors: rows, decisions, favorable matter, the register, certificates."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.domain.attachments import FileFacts, FileRole
from app.domain.disclosure.certificates import CertificateStepKind, OpenKind
from app.domain.disclosure.favorable import FavorableKind, OfficerStepKind, Ruling
from app.domain.disclosure.giglio import GiglioState
from app.domain.disclosure.items import Sensitivity
from app.domain.disclosure.ledger import State
from app.domain.disclosure.requests import (
    AgencyInquiry,
    BradyOrder,
    DefenseRequest,
    LossNotice,
    ProtectiveOrder,
)
from app.domain.disclosure.steps import StepKind
from app.domain.errors import Missing, NotPermitted, Refused, Stale
from app.domain.ids import new_id
from app.domain.persons import Role
from app.domain.users import OfficeRole
from app.services.attachments import AttachFile
from app.services.cases import OpenCase
from app.services.disclosure.certificates import (
    IssueCertificate,
    RecordCertificateStep,
    WhatIsOpen,
)
from app.services.disclosure.favorable import (
    FavorableEntry,
    RecordFavorable,
    RuleOnFavorable,
    TellFavorable,
)
from app.services.disclosure.ledger import (
    AddDisclosureItem,
    AmendDisclosureItem,
    ApproveWithholding,
    CorrectArrival,
    DecideDisclosure,
    NameDisclosureFile,
    ReceiveDisclosureItem,
    RecordInspection,
    RemoveDisclosureItem,
    ReviewDisclosureItem,
    RowEntry,
    UnnameDisclosureFile,
)
from app.services.disclosure.productions import FreezeProduction
from app.services.disclosure.register import (
    ListOfficer,
    OfficerRegister,
    OfficerWarning,
    RecordOfficerStep,
)
from app.services.disclosure.requests import (
    AddBradyOrder,
    AddDefenseRequest,
    AddProtectiveOrder,
    AmendInquiry,
    AmendLoss,
    AskAgency,
    RecordLoss,
    RemoveLoss,
    RemoveProtectiveOrder,
)
from app.services.disclosure.views import ReceivedNotDisclosed, WhatTheDefenseHad
from app.services.office import Office
from app.services.party_entry import EnterWitness
from app.services.persons import AddParty, AddPerson, RemoveParty
from app.services.persons.people import ForgetPerson
from app.services.tasks import CaseTasks
from tests.services.disclosed import Desk, a_pdf, open_desk, somebody


@pytest.fixture
def desk(office: Office, tmp_path: Path) -> Desk:
    return open_desk(office, tmp_path)


def state(desk: Desk, number: int = 1) -> State:
    return next(row.state for row in desk.view.rows if row.item.number == number)


def giglio(desk: Desk) -> GiglioState:
    return desk.view.witnesses[0].state


def test_rows_are_numbered_without_gaps_and_the_last_unused_one_can_go(desk: Desk) -> None:
    first, second = desk.row("One"), desk.row("Two")
    assert (first.number, second.number) == (1, 2)
    with pytest.raises(Refused, match="not_last"):
        desk.do(RemoveDisclosureItem(item=first))
    desk.do(ReviewDisclosureItem(row=second.id))
    with pytest.raises(Refused, match="in_use"):
        desk.do(RemoveDisclosureItem(item=second))
    third = desk.row("Three")
    desk.do(RemoveDisclosureItem(item=third))
    assert [row.item.number for row in desk.view.rows] == [1, 2]


@pytest.mark.parametrize(
    ("facts", "field", "code"),
    [
        ({"title": " \n"}, "title", "text.required"),
        ({"duty": "16Z"}, "duty", "code.unknown"),
        ({"duty": ""}, "duty", "text.required"),
        ({"category": "XX"}, "category", "code.unknown"),
        ({"pages": 0}, "pages", "disclosure.pages"),
        ({"pages": -3}, "pages", "disclosure.pages"),
    ],
)
def test_a_row_that_says_too_little_is_refused(
    desk: Desk, facts: dict[str, object], field: str, code: str
) -> None:
    with pytest.raises(Refused) as refused:
        desk.row(**{"title": "x", **facts})  # type: ignore[arg-type]
    assert (refused.value.field, refused.value.code) == (field, code)
    assert desk.view.rows == ()


def test_a_row_goes_its_way_from_asked_for_to_decided(desk: Desk) -> None:
    row = desk.row("911 call", received_on=None, asked_on=desk.today)
    assert state(desk) is State.EXPECTED
    with pytest.raises(Refused, match="not_received"):
        desk.do(ReviewDisclosureItem(row=row.id))
    desk.do(ReceiveDisclosureItem(row=row.id, pages=3))
    assert state(desk) is State.RECEIVED
    with pytest.raises(Refused, match="received_already"):
        desk.do(ReceiveDisclosureItem(row=row.id))
    with pytest.raises(Refused, match="not_reviewed"):
        desk.do(DecideDisclosure(row=row.id, decision=StepKind.DISCLOSE))
    desk.do(ReviewDisclosureItem(row=row.id, remark="Voices of two"))
    with pytest.raises(Refused, match="no_decision"):
        desk.do(DecideDisclosure(row=row.id, decision=StepKind.APPROVED))
    desk.do(DecideDisclosure(row=row.id, decision=StepKind.DISCLOSE, after=1))
    assert state(desk) is State.TO_PRODUCE
    with pytest.raises(Stale):
        desk.do(DecideDisclosure(row=row.id, decision=StepKind.WITHHOLD, after=1))
    shown = desk.view.rows[0]
    assert [step.by for step in shown.history.steps] == ["A. Rivera", "A. Rivera"]


def test_a_row_shown_to_two_is_received_by_one(desk: Desk) -> None:
    row = desk.row("911 call", received_on=None)
    desk.do(AmendDisclosureItem(item=replace(row, note="Asked again")))
    with pytest.raises(Stale):
        desk.do(ReceiveDisclosureItem(row=row.id, expects=row.version))
    with pytest.raises(Stale):
        desk.do(AmendDisclosureItem(item=replace(row, note="Other")))
    assert state(desk) is State.EXPECTED


def test_the_day_of_arrival_is_corrected_on_record(desk: Desk) -> None:
    row = desk.row()
    before = desk.today - timedelta(days=3)
    desk.do(CorrectArrival(row=row.id, on=before, reason="Stamped at the desk"))
    item = desk.view.rows[0].item
    assert item.received_on == before
    assert "A. Rivera: Stamped at the desk" in item.corrected[0]
    (waiting,) = desk.office.ask(ReceivedNotDisclosed(desk.case.id))
    assert waiting.days == 3


def test_a_withholding_counts_once_another_supervisor_approved_it(desk: Desk) -> None:
    row = desk.decided("Memorandum", StepKind.WITHHOLD)
    assert state(desk) is State.APPROVAL_WANTED
    with pytest.raises(Refused, match="own_decision"):
        desk.do(ApproveWithholding(row=row.id, approved=True))
    paralegal = Office(
        desk.office._database, replace(desk.office.actor, role=OfficeRole.PARALEGAL), lambda: None
    )
    with pytest.raises(NotPermitted):
        paralegal.do(ApproveWithholding(row=row.id, approved=True))
    with pytest.raises(NotPermitted):
        paralegal.do(DecideDisclosure(row=row.id, decision=StepKind.DISCLOSE))
    desk.supervisor.do(ApproveWithholding(row=row.id, approved=True))
    shown = desk.view.rows[0]
    assert shown.state is State.WITHHELD
    assert shown.history.approval is not None
    assert shown.history.approval.by == "L. Moss"


def test_csam_never_leaves_and_who_looked_is_on_record(desk: Desk) -> None:
    row = desk.row("Seized phone", sensitivity=Sensitivity.CSAM)
    desk.do(ReviewDisclosureItem(row=row.id))
    for decision in (StepKind.DISCLOSE, StepKind.PROTECT):
        with pytest.raises(Refused, match="csam"):
            desk.do(DecideDisclosure(row=row.id, decision=decision, reason="x"))
    desk.do(DecideDisclosure(row=row.id, decision=StepKind.INSPECTION))
    with pytest.raises(Refused, match="csam"):
        desk.draft(row)
    with pytest.raises(Refused, match="csam_stays"):
        desk.do(AmendDisclosureItem(item=replace(row, sensitivity=Sensitivity.ORDINARY)))
    desk.do(RecordInspection(row=row.id, defendant=desk.roe.id, who="G. Whitlock"))
    roe, lee = desk.office.ask(WhatTheDefenseHad(case=desk.case.id))
    assert [had.title for had in roe.had] == ["Seized phone"]
    assert lee.had == ()


def test_a_row_marked_csam_after_it_was_decided_does_not_go_out(desk: Desk) -> None:
    row = desk.decided("Video")
    draft = desk.draft(row)
    marked = desk.do(AmendDisclosureItem(item=replace(row, sensitivity=Sensitivity.CSAM)))
    with pytest.raises(Refused, match="csam"):
        desk.do(FreezeProduction(draft=draft.id))
    assert marked.after.sensitivity is Sensitivity.CSAM
    assert desk.view.productions == ()


def test_files_are_named_once_and_redacted_forms_need_a_basis(desk: Desk) -> None:
    row = desk.row()
    native = desk.file(row, "report.pdf", a_pdf(1))
    with pytest.raises(Refused, match="named_already"):
        desk.do(NameDisclosureFile(row=row.id, attachment=native.id))
    other = desk.file(desk.row("Other"), "redacted.pdf", a_pdf(1))
    with pytest.raises(Refused, match="required"):
        desk.do(NameDisclosureFile(row=row.id, attachment=other.id, replaces=native.id))
    desk.do(
        NameDisclosureFile(row=row.id, attachment=other.id, replaces=native.id, basis="CPL 245.70")
    )
    (kept,) = [f for f in desk.view.rows[0].files if f.attachment == native.id]
    with pytest.raises(Refused, match="has_redaction"):
        desk.do(UnnameDisclosureFile(file=kept))


def test_a_redacted_copy_stands_for_the_file_it_was_made_from(desk: Desk, tmp_path: Path) -> None:
    row = desk.row("Statement")
    native = desk.file(row, "statement.txt", b"Call 555-0142")
    copy = tmp_path / "redacted.txt"
    copy.write_bytes(b"Call XXX")
    facts = FileFacts(role=FileRole.REDACTED, source=native.id, basis="PC 1054.2")
    redacted = desk.do(AttachFile(case=desk.case.id, path=copy, facts=facts))
    named = desk.do(NameDisclosureFile(row=row.id, attachment=redacted.id))
    assert (named.replaces, named.basis) == (native.id, "PC 1054.2")


def test_nothing_of_another_case_is_named(desk: Desk) -> None:
    other = desk.do(OpenCase(title="State v. Doe"))
    row = desk.row()
    theirs = desk.do(AddDisclosureItem(case=other.id, entry=RowEntry(title="Theirs", duty="16E")))
    attached = desk.file(row, "a.txt", b"a")
    with pytest.raises(Refused, match="other_case"):
        desk.do(NameDisclosureFile(row=theirs.id, attachment=attached.id))
    with pytest.raises(Refused, match="other_case"):
        desk.draft(theirs)
    for record in (
        RecordLoss(
            record=LossNotice(
                id=new_id(), case=desk.case.id, row=theirs.id, what="x", by="x", why="x"
            )
        ),
        AddProtectiveOrder(record=order(desk, theirs.id.hex)),
        AddDefenseRequest(
            record=DefenseRequest(
                id=new_id(),
                case=other.id,
                defendant=desk.roe.id,
                made_on=desk.today,
                text="x",
            )
        ),
    ):
        with pytest.raises(Refused, match=r"other_case|no_defendant"):
            desk.do(record)


def order(desk: Desk, *rows: str) -> ProtectiveOrder:
    return ProtectiveOrder(
        id=new_id(),
        case=desk.case.id,
        court="Superior Court",
        ordered_on=desk.today,
        terms="Counsel only",
        items=rows,
    )


def test_what_needs_an_order_waits_for_one_in_force(desk: Desk) -> None:
    row = desk.decided("Addresses", StepKind.PROTECT)
    assert state(desk) is State.ORDER_WANTED
    with pytest.raises(Refused, match="no_order"):
        desk.draft(row)
    made = desk.do(AddProtectiveOrder(record=order(desk, row.id.hex)))
    filed = desk.produce(row)
    assert [line.order for line in filed.lines] == [made.id]
    with pytest.raises(Refused, match="order_in_use"):
        desk.do(RemoveProtectiveOrder(record=made))


def test_a_loss_is_open_until_the_defense_is_told(desk: Desk) -> None:
    row = desk.decided("Swab")
    loss = desk.do(
        RecordLoss(
            record=LossNotice(
                id=new_id(), case=desk.case.id, row=row.id, what="Swab", by="Lab", why="Thawed"
            )
        )
    )
    assert state(desk) is State.LOST
    with pytest.raises(Refused, match="lost"):
        desk.draft(row)
    assert [each.kind for each in desk.view.open] == [OpenKind.LOSS]
    desk.do(AmendLoss(record=replace(loss, noticed_on=desk.today)))
    assert desk.view.open == ()


def test_an_attestation_names_who_attests_and_when(desk: Desk) -> None:
    row = desk.row("Personnel file", received_on=None)
    asked = desk.do(
        AskAgency(
            record=AgencyInquiry(
                id=new_id(),
                case=desk.case.id,
                agency="Sheriff",
                asked_on=desk.today,
                what="Personnel file",
                row=row.id,
            )
        )
    )
    with pytest.raises(Refused, match="required"):
        desk.do(AmendInquiry(record=replace(asked, attests_none=True)))
    early = desk.today - timedelta(days=1)
    with pytest.raises(Refused, match="before_question"):
        desk.do(AmendInquiry(record=replace(asked, replied_on=early)))
    desk.do(
        AmendInquiry(
            record=replace(asked, attests_none=True, replied_on=desk.today, attested_by="Sgt. Hall")
        )
    )
    assert state(desk) is State.NONE_EXISTS
    assert desk.view.open == ()


def test_an_order_of_rule_5f_has_a_day(desk: Desk) -> None:
    with pytest.raises(Refused, match="required"):
        desk.do(AddBradyOrder(record=BradyOrder(id=new_id(), case=desk.case.id, judge="Okafor")))


def test_a_supervisor_who_did_not_record_it_rules_on_favorable_matter(desk: Desk) -> None:
    entry = FavorableEntry(
        kind=FavorableKind.EXCULPATORY, what="Another was seen", source="x", learned_on=desk.today
    )
    matter = desk.do(RecordFavorable(case=desk.case.id, entry=entry))
    ruling = RuleOnFavorable(matter=matter.id, ruling=Ruling.DISCLOSE, reason="It is favorable")
    with pytest.raises(Refused, match="own_matter"):
        desk.do(ruling)
    assert [each.kind for each in desk.view.open] == [OpenKind.FAVORABLE]
    desk.supervisor.do(ruling)
    assert [each.kind for each in desk.view.open] == [OpenKind.FAVORABLE]
    desk.do(TellFavorable(matter=matter.id, how="Letter to counsel"))
    assert desk.view.open == ()
    assert desk.view.favorable[0].disclosed_on == desk.today


def test_a_listed_officer_who_becomes_a_witness_trips_the_wire(desk: Desk) -> None:
    reyes = somebody("Reyes", agency="Riverside PD", badge="17")
    desk.do(EnterWitness(case=desk.case.id, person=reyes, role=Role.WITNESS_OFFICER))
    assert giglio(desk) is GiglioState.NOT_ASKED
    entry = desk.supervisor.do(
        ListOfficer(name="Ana Reyes", matter="False report", why="Review of 2025")
    ).value
    (line,) = desk.view.witnesses
    assert line.state is GiglioState.LISTED
    assert [each.kind for each in desk.view.open] == [OpenKind.OFFICER]
    (warned,) = desk.office.ask(OfficerWarning(name="Reyes, Ana"))
    assert warned.officer.matter == "False report"
    (shown,) = desk.office.ask(OfficerRegister())
    assert shown.cases == ("2026-00417",)
    matter = desk.do(
        RecordFavorable(
            case=desk.case.id,
            entry=FavorableEntry(
                kind=FavorableKind.IMPEACHMENT,
                what="False report of 2024",
                source="Register",
                learned_on=desk.today,
                witness=line.party,
                officer=entry.officer.id,
            ),
        )
    )
    desk.supervisor.do(RuleOnFavorable(matter=matter.id, ruling=Ruling.DISCLOSE, reason="x"))
    assert giglio(desk) is GiglioState.TO_DISCLOSE
    desk.do(TellFavorable(matter=matter.id, how="Letter"))
    assert giglio(desk) is GiglioState.DISCLOSED
    assert desk.view.open == ()


def test_an_officer_removed_from_the_register_warns_nobody(desk: Desk) -> None:
    entry = desk.supervisor.do(ListOfficer(name="Ana Reyes", matter="x", why="x")).value
    with pytest.raises(Refused, match="listed_already"):
        desk.supervisor.do(ListOfficer(name="Reyes, Ana", matter="y", why="y"))
    desk.supervisor.do(
        RecordOfficerStep(
            officer=entry.officer.id, kind=OfficerStepKind.REMOVED, text="Cleared on appeal"
        )
    )
    assert desk.office.ask(OfficerWarning(name="Ana Reyes")) == ()
    (line,) = desk.office.ask(OfficerRegister())
    assert [step.kind for step in line.entry.steps] == [
        OfficerStepKind.LISTED,
        OfficerStepKind.REMOVED,
    ]


def test_the_register_is_for_those_who_see_disclosure(desk: Desk) -> None:
    for role, may in ((OfficeRole.READER, False), (OfficeRole.INVESTIGATOR, True)):
        actor = replace(desk.office.actor, role=role)
        office = Office(desk.office._database, actor, lambda: None)
        assert office.may(OfficerRegister) is may
        if not may:
            with pytest.raises(NotPermitted):
                office.ask(OfficerWarning(name="Ana Reyes"))


def test_a_person_in_the_register_can_still_be_forgotten(desk: Desk) -> None:
    reyes = desk.do(AddPerson(person=somebody("Reyes", badge="17")))
    desk.supervisor.do(ListOfficer(person=reyes.id, matter="x", why="x"))
    desk.do(ForgetPerson(person=reyes))
    (line,) = desk.office.ask(OfficerRegister())
    assert (line.entry.officer.name, line.entry.officer.badge) == ("Ana Reyes", "17")


def test_a_defendant_who_got_something_cannot_be_taken_out(desk: Desk) -> None:
    desk.produce(desk.decided(), to=desk.lee)
    with pytest.raises(Refused, match="in_use"):
        desk.do(RemoveParty(party=desk.lee))


def certificate(desk: Desk, **facts: object) -> IssueCertificate:
    made = IssueCertificate(
        case=desk.case.id, defendant=desk.roe.id, diligence="Every agency was asked."
    )
    return replace(made, **facts)  # type: ignore[arg-type]


def test_a_certificate_is_refused_while_anything_is_open_and_says_what(desk: Desk) -> None:
    desk.row("Notebook")
    with pytest.raises(Refused) as refused:
        desk.do(certificate(desk))
    assert (refused.value.code, refused.value.values["n"]) == ("certificate.open", 1)
    assert refused.value.values["first"] == "No. 1, Notebook"


def test_a_certificate_freezes_what_was_provided_and_a_supplement_says_why_it_is_late(
    desk: Desk,
) -> None:
    report = desk.decided("Report")
    desk.file(report, "report.pdf", a_pdf(3))
    desk.serve(desk.produce(report))
    (left,) = desk.office.ask(WhatIsOpen(case=desk.case.id))
    assert left.state is State.PARTLY
    assert desk.office.ask(WhatIsOpen(case=desk.case.id, defendant=desk.roe.id)) == ()
    with pytest.raises(Refused, match="required"):
        desk.do(certificate(desk, diligence=" "))
    first = desk.do(certificate(desk))
    assert first.certificate.supplements is None
    (line,) = first.lines
    assert (line.title, line.numbers, line.provided_on) == (
        "Report",
        "2026-00417-000001 - 2026-00417-000003",
        desk.today,
    )
    desk.do(AmendDisclosureItem(item=replace(report, title="Renamed afterwards")))
    assert desk.view.certificates[0].lines[0].title == "Report"
    with pytest.raises(Stale):
        desk.do(certificate(desk, shown=0, delay_reason="x"))
    with pytest.raises(Refused, match="delay_reason"):
        desk.do(certificate(desk))
    second = desk.do(certificate(desk, delay_reason="The lab answered late"))
    assert (second.certificate.number, second.certificate.supplements) == (2, 1)


def test_what_comes_after_a_certificate_gives_somebody_the_task_to_supplement(desk: Desk) -> None:
    row = desk.row("Late report", received_on=None)
    lost = LossNotice(
        id=new_id(), case=desk.case.id, row=row.id, what="x", by="x", why="x", noticed_on=desk.today
    )
    noted = desk.do(RecordLoss(record=lost))
    desk.do(certificate(desk))
    desk.do(RemoveLoss(record=noted))
    assert desk.office.ask(CaseTasks(desk.case.id)) == ()
    desk.do(ReceiveDisclosureItem(row=row.id))
    (task,) = desk.office.ask(CaseTasks(desk.case.id))
    assert task.task.title.startswith("Produce No. 1, received after the certificate")
    desk.do(ReviewDisclosureItem(row=row.id))
    desk.do(DecideDisclosure(row=row.id, decision=StepKind.DISCLOSE))
    with pytest.raises(Refused, match="delay_reason"):
        desk.produce(row)


def test_a_certificate_held_invalid_no_longer_counts(desk: Desk) -> None:
    filed = desk.do(certificate(desk))
    step = RecordCertificateStep(
        certificate=filed.certificate.id, kind=CertificateStepKind.CHALLENGED, text="Late"
    )
    desk.do(step)
    desk.do(replace(step, kind=CertificateStepKind.INVALID, text="Not diligent"))
    assert not desk.view.certificates[0].counts
    again = desk.do(certificate(desk))
    assert (again.certificate.number, again.certificate.supplements) == (2, None)


def test_a_case_without_anything_answers_all_the_same(desk: Desk) -> None:
    view = desk.view
    assert [*view.rows, *view.open, *view.productions] == []
    assert desk.office.ask(ReceivedNotDisclosed(desk.case.id)) == ()
    assert [each.had for each in desk.office.ask(WhatTheDefenseHad(case=desk.case.id))] == [(), ()]


def test_who_is_nobody_gets_nothing(desk: Desk) -> None:
    witness = desk.do(
        AddParty(case=desk.case.id, role=Role.WITNESS_CIVILIAN, person=somebody("Poe"))
    )
    row = desk.decided()
    with pytest.raises(Refused, match="no_defendant"):
        desk.draft(row, to=witness)
    with pytest.raises(Missing):
        desk.do(NameDisclosureFile(row=row.id, attachment=new_id()))
