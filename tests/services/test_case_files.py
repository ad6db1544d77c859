"""Opening a whole file, moving it along, closing it, and what its overview says."""

from dataclasses import replace

import pytest

from app.domain.audit import Outcome
from app.domain.case_gaps import Gap
from app.domain.cases import Case, CaseStatus, ScreeningDecision, Stage
from app.domain.errors import Refused, Stale
from app.domain.ids import new_id
from app.domain.persons import Person, PersonId, Role
from app.services.case_file import CaseFileOf
from app.services.case_heading import FlagCase
from app.services.case_opening import FirstCount, OpenCaseFile
from app.services.case_overview import CaseOverview, CaseTop
from app.services.case_stages import CloseCase, MoveStage, ReopenCase, ScreenCase, SetCaseStatus
from app.services.cases import AmendCase, CaseHeaderOf, CasesCount, OpenCase
from app.services.charges import CaseCharges, DisposeCharge
from app.services.history import CaseHistory
from app.services.notes import AddNote, CaseNotes
from app.services.office import Office
from app.services.persons import AddParty


def burglary(title: str = "") -> OpenCaseFile:
    return OpenCaseFile(
        opening=OpenCase(title=title),
        defendant=Person(id=PersonId(new_id()), family="Roe", given="Martin"),
        count=FirstCount(statute="PC 459", description="Burglary"),
    )


@pytest.fixture
def case(office: Office) -> Case:
    return office.do(burglary()).value


def current(office: Office, case: Case) -> Case:
    return office.ask(CaseHeaderOf(case.id)).case


def test_a_file_is_opened_in_one_act(office: Office, case: Case) -> None:
    assert case.title == "State v. Roe"
    line = office.ask(CaseHeaderOf(case.id)).line
    assert (line.defendant, line.charge, line.charges) == ("Roe, Martin", "Burglary", 1)
    (entry,) = office.ask(CaseHistory(case=case.id)).rows
    assert (entry.what, entry.who) == ("Opened case file", "A. Rivera")


def test_a_bad_count_leaves_no_case_behind(office: Office) -> None:
    bad = replace(burglary(), count=FirstCount(statute="", description="Burglary"))
    with pytest.raises(Refused, match="required"):
        office.do(bad)
    assert office.ask(CasesCount()) == 0


def test_a_count_needs_somebody(office: Office) -> None:
    with pytest.raises(Refused, match="needs_defendant"):
        office.do(replace(burglary("Unknown"), defendant=None))


def test_stages_move_and_come_back(office: Office, case: Case) -> None:
    done = office.do(MoveStage(case=case.id, to=Stage.PRETRIAL))
    assert done.value.after.stage is Stage.PRETRIAL
    with pytest.raises(Refused, match="same_stage"):
        office.do(MoveStage(case=case.id, to=Stage.PRETRIAL))
    with pytest.raises(Refused, match="close_apart"):
        office.do(MoveStage(case=case.id, to=Stage.CLOSED))
    assert done.undo is not None
    office.do(done.undo)
    assert current(office, case).stage is Stage.REFERRAL


def test_a_step_on_an_old_version_is_stale(office: Office, case: Case) -> None:
    office.do(MoveStage(case=case.id, to=Stage.FILED, expects=case.version))
    with pytest.raises(Stale):
        office.do(MoveStage(case=case.id, to=Stage.TRIAL, expects=case.version))


def test_declining_needs_a_reason_and_files_nothing(office: Office, case: Case) -> None:
    with pytest.raises(Refused, match="declination_reason"):
        office.do(ScreenCase(case=case.id, decision=ScreeningDecision.DECLINE))
    done = office.do(
        ScreenCase(case=case.id, decision=ScreeningDecision.DECLINE, reason="EV-INSUF")
    )
    assert done.value.after.status is CaseStatus.DECLINED
    assert done.value.after.screened_by == "A. Rivera"


def test_filing_moves_the_stage(office: Office, case: Case) -> None:
    office.do(ScreenCase(case=case.id, decision=ScreeningDecision.FILE))
    assert current(office, case).stage is Stage.FILED
    with pytest.raises(Refused, match="past_screening"):
        office.do(ScreenCase(case=case.id, decision=ScreeningDecision.FILE))


def test_a_case_with_open_counts_does_not_close(office: Office, case: Case) -> None:
    with pytest.raises(Refused, match="counts_open"):
        office.do(CloseCase(case=case.id))
    sneaky = replace(current(office, case), status=CaseStatus.CLOSED)
    with pytest.raises(Refused, match="counts_open"):
        office.do(AmendCase(case=sneaky))
    (group,) = office.ask(CaseCharges(case.id))
    office.do(DisposeCharge(charges=(group.counts[0].charge.id,), code="DIS-P"))
    closed = office.do(CloseCase(case=case.id)).value.after
    assert (closed.stage, closed.status) == (Stage.CLOSED, CaseStatus.CLOSED)
    opened = office.do(ReopenCase(case=case.id, to=Stage.PRETRIAL, reason="New evidence"))
    assert opened.value.after.is_open


def test_a_resting_case_says_since_when(office: Office, case: Case) -> None:
    done = office.do(SetCaseStatus(case=case.id, status=CaseStatus.WARRANT, reason="Bench warrant"))
    assert done.value.after.status_since is not None
    with pytest.raises(Refused, match="close_apart"):
        office.do(SetCaseStatus(case=case.id, status=CaseStatus.CLOSED))


def test_the_overview_names_what_is_missing(office: Office, case: Case) -> None:
    gaps = {line.gap for line in office.ask(CaseOverview(case.id)).gaps}
    assert gaps == {Gap.NOTHING_DATED}
    office.do(MoveStage(case=case.id, to=Stage.PRETRIAL))
    gaps = {line.gap for line in office.ask(CaseOverview(case.id)).gaps}
    assert {Gap.NO_PLEA, Gap.NO_COUNSEL, Gap.NO_CUSTODY_STATUS} <= gaps


def test_counts_of_the_tabs(office: Office, case: Case) -> None:
    counts = office.ask(CaseTop(case.id)).counts
    assert (counts["charges"], counts["parties"], counts["notes"]) == (1, 1, 0)


def test_notes_are_stamped_and_paged_newest_first(office: Office, case: Case) -> None:
    for number in range(5):
        office.do(AddNote(case=case.id, text=f"Note {number} <b>&", is_work_product=number == 4))
    first = office.ask(CaseNotes(case=case.id, size=3))
    assert [note.text for note in first.rows] == ["Note 4 <b>&", "Note 3 <b>&", "Note 2 <b>&"]
    assert (first.rows[0].by, first.rows[0].is_work_product) == ("A. Rivera", True)
    rest = office.ask(CaseNotes(case=case.id, size=3, after=first.after))
    assert [note.text for note in rest.rows] == ["Note 1 <b>&", "Note 0 <b>&"]
    assert rest.after is None
    with pytest.raises(Refused, match="required"):
        office.do(AddNote(case=case.id, text=" \n "))


def test_history_is_in_words_and_pages(office: Office, case: Case) -> None:
    for stage in (Stage.SCREENING, Stage.FILED, Stage.PRETRIAL):
        office.do(MoveStage(case=case.id, to=stage))
    first = office.ask(CaseHistory(case=case.id, size=2))
    assert [line.what for line in first.rows] == ["Moved stage", "Moved stage"]
    assert first.rows[0].outcome is Outcome.DONE
    assert first.rows[0].about == (f"{case.number} State v. Roe",)
    rest = office.ask(CaseHistory(case=case.id, size=10, after=first.after))
    assert [line.what for line in rest.rows] == ["Moved stage", "Opened case file"]


def test_the_whole_file_in_one_answer(office: Office, case: Case) -> None:
    file = office.ask(CaseFileOf(case.id))
    assert file.header.case.number == case.number
    assert file.people.defendants[0].party.name == "Roe, Martin"
    assert file.charges[0].counts[0].charge.description == "Burglary"


def test_a_flag_is_put_on_taken_off_and_put_on_again(office: Office, case: Case) -> None:
    done = office.do(FlagCase(case=case.id, name="Media interest"))
    assert done.undo is not None
    off = office.do(done.undo)
    assert office.ask(CaseHeaderOf(case.id)).flags == ()
    assert off.undo is not None
    office.do(off.undo)
    assert office.ask(CaseHeaderOf(case.id)).flags[0].name == "Media interest"


def test_a_victim_without_a_sheet_is_missed(office: Office, case: Case) -> None:
    stone = Person(id=PersonId(new_id()), family="Stone", given="Jane")
    office.do(AddParty(case=case.id, role=Role.VICTIM, person=stone))
    lines = {line.gap: line.about for line in office.ask(CaseOverview(case.id)).gaps}
    assert lines[Gap.NO_VICTIM_SHEET] == "Stone, Jane"
    assert lines[Gap.NO_VICTIM_NAMED] == "1"
